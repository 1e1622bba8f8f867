from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.marks import find_marks
from digest.register import Register
from digest.view import View, safe
from tests.test_marks import marked


def view(register: Register, code: str = "en", address: str = "") -> View:
    return View(register, register.languages[code], address)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain", "plain"),
        ("*so* and **so**", "<em>so</em> and <strong>so</strong>"),
        ("2018. It began.", "2018. It began."),
        ("- 3 degrees", "- 3 degrees"),
        ("# 1", "# 1"),
        ("> 5", "&gt; 5"),
        ("A\n---", "A\n---"),
        ("    deep", "deep"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("`[@harbour-report:1]`", "<code>[@harbour-report:1]</code>"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
    ],
)
def test_texts_of_records_are_running_text(base: Register, text: str, html: str) -> None:
    assert view(base).inline(text) == html


def test_marks_in_texts_of_records_become_links(base: Register) -> None:
    html = view(base, "ko", "ko/register/terms/").inline(
        "[](policy:harbour-plan)과 [선석](term:berth)[@harbour-report:25]."
    )
    assert '<a class="ref ref-policy" href="../policies/harbour-plan/">「항만 계획」</a>과' in html
    assert '<a class="ref ref-term" href="./#berth">선석</a>' in html
    assert 'href="#ref-1"' in html


def test_a_reference_without_text_takes_the_name_of_its_target(base: Register) -> None:
    names = [
        ("policy:sea-plan", "Sea plan"),
        ("actor:harbour-office", "Harbour office"),
        ("topic:harbours", "Harbours"),
        ("document:harbour-report", "Report on the harbours"),
        ("page:register/terms/index", "Terms"),
    ]
    for reference, name in names:
        assert f">{name}</a>" in view(base).render(f"[]({reference})")


def test_errata_lead_to_the_list_of_the_document(base: Register) -> None:
    html = view(base, "en", "topics/harbours/").render("[!harbour-report:berth-count]")
    assert 'href="../../documents/harbour-report/#erratum-berth-count"' in html


def test_links_are_relative_to_the_page_and_stay_in_its_language(base: Register) -> None:
    assert (
        view(base, "en", "topics/harbours/").href("actor", "harbour-office") == "../../register/actors/harbour-office/"
    )
    assert view(base, "ko", "ko/").href("actor", "harbour-office") == "register/actors/harbour-office/"
    assert view(base, "ko", "ko/topics/harbours/").page_href("index") == "../../"


@pytest.mark.parametrize("text", ["[@harbour-report]", "[!slip]", "[a](policies:x)", "[a [b]](policy:x)"])
def test_a_mark_that_cannot_be_read_is_shown_as_it_is_written(base: Register, text: str) -> None:
    assert "<code>" in view(base).render(text)


def test_a_preview_shows_what_does_not_exist_by_its_id(base: Register) -> None:
    html = view(base).render("[](policy:no-such-plan) [@no-such-report:3]")
    assert "no-such-plan</a>" in html
    assert "no-such-report:3" in html


@given(marked)
def test_what_stands_between_marks_stays_as_it_is(base: Register, text: str) -> None:
    rendered, end = view(base).render(text), 0
    for mark in sorted(find_marks(text), key=lambda mark: mark.start):
        between = text[end : mark.start]
        assert between in rendered
        rendered = rendered[rendered.index(between) + len(between) :]
        end = mark.start + len(mark.raw)
    assert rendered.endswith(text[end:])


@given(st.text(alphabet="a*_`|[]\\<>&가", max_size=8))
def test_names_hold_no_markup(base: Register, name: str) -> None:
    html = view(base).inline(safe(f"x{name}x"))
    assert "<" not in html
