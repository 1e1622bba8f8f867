"""Running text without its marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.plain_text import first_words, plain
from digest.register import Register


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It adds berths[@harbour-report:12-14].", "It adds berths."),
        ("It adds berths [@harbour-report:12-14].", "It adds berths."),
        ("It adds berths [@harbour-report:12; @harbour-report:14], and more.", "It adds berths, and more."),
        ("See [the plan](policy:harbour-plan) of [](actor:harbour-office).", "See the plan of Harbour office."),
        ("See [](topic:harbours) in [](document:harbour-report).", "See Harbours in Report on the harbours."),
        ("A misprint[!harbour-report:berth-count] of [9 berths](=14-5).", "A misprint of 9 berths."),
        ("A *strong* word,\n  and **another**.", "A strong word, and another."),
        ("[](policy:no-such-policy) is not there.", "no-such-policy is not there."),
        ("A [link](https://example.org/a) out.", "A link out."),
        ("", ""),
    ],
)
def test_marks_become_the_words_that_readers_see(base: Register, text: str, expected: str) -> None:
    assert plain(text, base, "en") == expected


def test_names_are_those_of_the_language(base: Register) -> None:
    assert plain("[](policy:harbour-plan)[@harbour-report:12]은 [](topic:harbours)", base, "ko") == "항만 계획은 항만"


def test_what_is_short_stays_whole(base: Register) -> None:
    assert first_words("It adds berths[@harbour-report:12].", base, "en") == "It adds berths."
    assert first_words("a" * 160, base, "en") == "a" * 160


def test_what_is_long_is_cut_between_words(base: Register) -> None:
    short = first_words("Berth, " * 40, base, "en")
    assert short == ("Berth, " * 23).rstrip(", ")[:160].rpartition(" ")[0].rstrip(",") + "…"
    assert 100 < len(short) <= 161


def test_what_has_no_spaces_is_cut_as_well(base: Register) -> None:
    assert first_words("港" * 200, base, "en") == "港" * 160 + "…"


@given(st.text(max_size=400))
def test_any_beginning_is_short_and_begins_as_the_text_does(base: Register, text: str) -> None:
    whole, short = plain(text, base, "en"), first_words(text, base, "en")
    assert len(short) <= 161
    assert whole == short or (short.endswith("…") and len(short) > 1 and whole.startswith(short[:-1]))


def test_no_description_of_the_digest_holds_a_mark(content: Register) -> None:
    for _, record in content.all_records():
        for account in record.accounts:
            for code in content.languages:
                text = plain(account.text[code], content, code)
                assert not any(sign in text for sign in ("[@", "[!", "](", " .", " ,")), text
                assert first_words(account.text[code], content, code) != "…"
