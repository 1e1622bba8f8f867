from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from digest.concordance import Section
from digest.coverage import MOST_SECTIONS, PartCoverage, coverage, document_coverage, document_parts
from digest.coverage_strip import coverage_strip
from digest.document_models import Document, OutlineEntry
from digest.field_types import Passage
from digest.register import Register
from digest.substance import FEWEST_HEADS, SMALLEST_PAGE, lines_of_substance, ranges, running_heads
from digest.view import View

LINES = st.lists(
    st.sampled_from(
        ["", "  ", "12", "- 3 -", "A sentence.", "문장이다.", "https://a.example", "<img src=a>", "Report 7"]
    ),
    max_size=60,
)


def expand(found: tuple[tuple[int, int], ...]) -> list[int]:
    return [number for first, last in found for number in range(first, last + 1)]


def test_only_lines_with_words_of_the_text_have_substance() -> None:
    lines = [
        "Chapter 1",
        "",
        " - 12 - ",
        "• • •",
        "2018. 11. 25).",
        "https://www.example.org/a?b=1",
        "<https://www.example.org/a>",
        "* Source: https://www.example.org/a",
        "www.example.org/a(retrieved",
        "![A figure](figure.png)",
        '<img src="figure.png">',
        "<li>Item</li>",
        "제1장",
        "产业",
    ]
    # An address with words around it, and tags with words between them, say something.
    assert lines_of_substance(lines) == ((1, 1), (8, 8), (12, 14))
    assert lines_of_substance(["see www.example.org/a for more", "www.example.org/a검색일"]) == ((1, 2),)


def pages(head: str, count: int, length: int = SMALLEST_PAGE) -> list[str]:
    """Return pages, each with its head, with lines that do not recur."""
    return [
        line
        for page in range(count)
        for line in (head.format(page), *(f"Sentence {'x' * (page * length + n)}" for n in range(length - 1)))
    ]


def test_what_recurs_from_page_to_page_is_a_running_head() -> None:
    lines = pages("Report on harbours {}", FEWEST_HEADS)
    assert sorted(running_heads(lines)) == list(range(1, len(lines), SMALLEST_PAGE))
    assert len(expand(lines_of_substance(lines))) == len(lines) - FEWEST_HEADS


def test_what_recurs_seldom_or_close_together_is_none() -> None:
    assert running_heads(pages("Conclusion", FEWEST_HEADS - 1)) == set()
    assert running_heads(["Services"] * 100) == running_heads(["Services", "Goods", ""] * 100) == set()
    assert running_heads(pages("A line that is too long for the head of a page with a number " * 2, 20)) == set()


def test_a_running_head_may_stand_in_the_text_as_well() -> None:
    lines = pages("Report on harbours", FEWEST_HEADS + 2)
    lines.insert(3, "Report on harbours")
    assert len(running_heads(lines)) == FEWEST_HEADS + 3


@given(LINES)
def test_substance_is_rising_ranges_of_lines_that_hold_letters(lines: list[str]) -> None:
    found = lines_of_substance(lines)
    numbers = expand(found)
    assert numbers == sorted(set(numbers))
    assert all(any(char.isalpha() for char in lines[number - 1]) for number in numbers)
    # Ranges that touch would be one.
    assert all(first > last + 1 for (_, last), (first, _) in pairwise(found))


@given(st.sets(st.integers(0, 50)))
def test_ranges_hold_exactly_the_numbers(numbers: set[int]) -> None:
    assert expand(tuple(ranges(sorted(numbers)))) == sorted(numbers)


def document(*outline: tuple[int, str], lines: int = 100) -> Document:
    empty = {"last": None, "label": None, "page": None}
    entries = [OutlineEntry.model_construct(first=first, kind=kind, **empty) for first, kind in outline]
    return Document.model_construct(id="x", lines=lines, outline=entries)


def spans(made: Document) -> list[tuple[str, int, int]]:
    return [(entry.kind, first, last) for entry, first, last in document_parts(made)]


def test_a_short_document_is_divided_by_its_sections() -> None:
    made = document((3, "front"), (10, "chapter"), (12, "section"), (15, "subsection"), (40, "section"), (90, "back"))
    assert spans(made) == [
        ("front", 1, 9), ("chapter", 10, 11), ("section", 12, 39), ("section", 40, 89), ("back", 90, 100),
    ]  # fmt: skip


def test_the_first_section_of_a_chapter_stands_for_both_where_they_begin_together() -> None:
    made = document((1, "chapter"), (1, "section"), (50, "section"))
    assert spans(made) == [("section", 1, 49), ("section", 50, 100)]


def test_a_long_document_is_divided_by_its_chapters() -> None:
    sections = [(12 + number, "section") for number in range(MOST_SECTIONS)]
    made = document((1, "front"), (5, "section"), (10, "chapter"), *sections, (90, "back"), (95, "section"))
    # Sections that no chapter holds stand beside the chapters.
    assert spans(made) == [
        ("front", 1, 4), ("section", 5, 9), ("chapter", 10, 89), ("back", 90, 94), ("section", 95, 100),
    ]  # fmt: skip


def test_a_document_without_headings_is_one_part() -> None:
    assert spans(document((4, "table"))) == [("table", 1, 100)]


def test_lines_are_covered_by_the_passages_that_hold_them() -> None:
    made = document((1, "section"), (11, "section"), (21, "section"), lines=30)
    passages = [Passage("x", 2, 4), Passage("x", 4, 5), Passage("x", 9, 12)]
    found = document_coverage(made, [(1, 6), (8, 8), (10, 13)], passages, {})
    first, second = found.parts
    # The third section has no line of substance.
    assert (first.lines, first.cited) == ((1, 2, 3, 4, 5, 6, 8, 10), 5)
    # Lines without substance between them do not part a stretch.
    assert (first.gaps, first.uncovered) == ([(0, 0), (5, 6)], [(1, 1), (6, 8)])
    assert (second.lines, second.covered) == ((11, 12, 13), (True, True, False))
    assert (found.lines, found.cited, found.passages, found.median_passage) == (11, 7, 3, 3)


def test_of_a_document_that_nothing_cites_nothing_is_covered() -> None:
    found = document_coverage(document((1, "section")), [(1, 3)], [], {})
    assert (found.cited, found.lines, found.passages, found.median_passage) == (0, 3, 0, 0)
    assert found.parts[0].section is None


@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(0, 9)), max_size=8),
    st.sets(st.integers(1, 40)),
    st.sets(st.integers(2, 40), max_size=4),
)
def test_coverage_is_what_counting_each_line_gives(
    cited: list[tuple[int, int]], substance: set[int], starts: set[int]
) -> None:
    made = document((1, "section"), *((start, "section") for start in sorted(starts)), lines=40)
    passages = [Passage("x", first, first + more) for first, more in cited]
    found = document_coverage(made, list(ranges(sorted(substance))), passages, {})
    covered = {line for line in substance if any(p.first <= line <= p.last for p in passages)}
    assert [line for part in found.parts for line in part.lines] == sorted(substance)
    assert (found.lines, found.cited) == (len(substance), len(covered))
    for part in found.parts:
        missing = set(expand(tuple(part.uncovered))) & set(part.lines)
        assert missing == set(part.lines) - covered


def led_to(sections: dict[tuple[str, str], list[int]]) -> tuple[str, str] | None:
    """Return where the part of lines 11 to 20 leads."""
    made = document((1, "section"), (11, "section"), (21, "section"))
    given = {Section(*section): lines for section, lines in sections.items()}
    part: PartCoverage = document_coverage(made, [(1, 100)], [], given).parts[1]
    return (part.section.page, part.section.anchor) if part.section else None


def test_a_part_leads_to_the_section_with_which_its_treatment_begins() -> None:
    overview, short, full = ("p", "why"), ("p", "short"), ("p", "full")
    sections = {overview: [1, 12, 13, 50, 60], short: [11], full: [11, 12, 13, 14, 19]}
    assert led_to(sections) == full
    assert led_to({**sections, short: [11, 12]}) == short
    # On the page that treats most of it.
    assert led_to({**sections, ("q", "other"): [11] * 9}) == ("q", "other")
    # What only an overview cites leads to the overview.
    assert led_to({overview: [1, 12, 50, 60]}) == overview
    assert led_to({full: [1, 50]}) is None


def test_coverage_counts_pages_and_records_but_no_errata(base: Register) -> None:
    found = coverage(base)["harbour-report"]
    assert 0 < found.cited < found.lines
    assert coverage(base) is coverage(base)


def test_the_strip_shows_each_part_with_its_share(base: Register) -> None:
    for code in base.languages:
        found = coverage(base)["harbour-report"]
        html = coverage_strip(View(base, base.languages[code], f"{code}/documents/harbour-report/"), "harbour-report")
        assert html.count("<li ") == html.count("<tr ") - 1 == len(found.parts)
        for part in found.parts:
            assert base.languages[code].share(part.cited, len(part.lines)) in html
        assert html.count("<a href") == 2 * sum(part.section is not None for part in found.parts)


def test_without_a_lock_there_is_no_strip(base: Register) -> None:
    bare = Register(base.digest, base.languages, documents=base.documents)
    assert coverage(bare) == {}
    assert coverage_strip(View(bare, bare.languages["en"], ""), "harbour-report") == ""
