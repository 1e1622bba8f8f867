"""Blocks and claims: what rests on which citation."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.claims import find_blocks, find_claims, plain
from digest.marks import CitationMark, find_marks

PIECES = st.sampled_from(
    [
        "[@a:1-2]", "[@b:3; @a:9]", "[@a 1]", "[!a:slip]", "[5](=2+3)", "[](policy:plan)", "[the plan](policy:plan)",
        "# ", "## A {#a}", "- ", "1. ", "* ", "|", "|---|", "---", "**", "*", "<!-- ", " -->", "`", "```", "!!! note",
        "\n", "\n\n", " ", "word", "5", "말", "🙂", "[", "]", "(", ")", "\t", "\r", "\x0b", "\u2028",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=25).map("".join))


@given(TEXTS)
@example("a [@a:1]\n```\nb [@a:2]\n```\nc [@a:3]")
@example("<!-- a\n\n[@a:1] -->")
def test_blocks_lie_in_the_text_one_after_the_other(text: str) -> None:
    last = 0
    for block in find_blocks(text):
        assert last <= block.start < block.end <= len(text)
        last = block.end


@given(TEXTS)
def test_each_citation_belongs_to_one_claim(text: str) -> None:
    marks = [mark for mark in find_marks(text) if isinstance(mark, CitationMark)]
    claims = list(find_claims(text))
    cited = [passage for claim in claims for passage in claim.passages]
    assert cited == [passage for mark in sorted(marks, key=lambda mark: mark.start) for passage in mark.passages]


@given(TEXTS)
def test_claims_keep_their_place_and_do_not_overlap(text: str) -> None:
    shown = plain(text)
    assert len(shown) == len(text)
    last = 0
    for claim in find_claims(text):
        assert last <= claim.start
        last = claim.start + len(claim.text)
        assert shown[claim.start : last] == claim.text


def said(text: str) -> list[tuple[str, str, str]]:
    return [
        (claim.kind, " ".join(claim.text.split()), ", ".join(map(str, claim.passages))) for claim in find_claims(text)
    ]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("One[@a:1]. Two[@a:2].", [("paragraph", "One", "a:1"), ("paragraph", ". Two", "a:2")]),
        ("One[@a:1] [@a:2].", [("paragraph", "One", "a:1, a:2")]),
        ("One[@a:1; @b:2-3].", [("paragraph", "One", "a:1, b:2-3")]),
        ("One.\n\nTwo[@a:2].", [("paragraph", "One.", ""), ("paragraph", "Two", "a:2")]),
        ("One[@a:1]. Rest.", [("paragraph", "One", "a:1"), ("paragraph", ". Rest.", "")]),
        ("## Head {#head}\nOne[@a:1].", [("heading", "## Head", ""), ("paragraph", "One", "a:1")]),
        ("- One[@a:1]\n- Two\n  more[@a:2]", [("item", "One", "a:1"), ("item", "Two more", "a:2")]),
        ("1. One[@a:1]\n2. Two", [("item", "One", "a:1"), ("item", "Two", "")]),
        ("- 4) One[@a:1]", [("item", "One", "a:1")]),
        ("| A | B |\n|---|---|\n| C | D[@a:1] |", [("head", "| A | B |", ""), ("row", "| C | D", "a:1")]),
        ("**Caption**\n\nOne[@a:1].", [("caption", "Caption", ""), ("paragraph", "One", "a:1")]),
        ('!!! note "Five"\n\n    One[@a:1].', [("heading", '!!! note "Five"', ""), ("paragraph", "One", "a:1")]),
        ("[the plan](policy:plan-2018) of *Some 2018 title*[@a:1].", [("paragraph", "the plan of", "a:1")]),
        ("<!-- table: policies -->", []),
        ("```\nOne[@a:1]\n```", []),
    ],
)  # fmt: skip
def test_what_rests_on_what(text: str, claims: list[tuple[str, str, str]]) -> None:
    assert said(text) == claims


def test_errata_belong_to_the_claim_that_they_stand_beside() -> None:
    before, after, alone = "One[@a:1] [!a:slip].", "One [!a:slip][@a:1].", "One [!a:slip]."
    for text in (before, after, alone):
        claim = next(find_claims(text))
        assert claim.errata == (("a", "slip"),)
