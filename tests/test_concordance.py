from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.concordance import Citing, Concordance, Section
from digest.concordance_block import cited_chapters, concordance_html
from digest.document_models import OutlineEntry
from digest.field_types import Passage, RecordReference
from digest.register import Page, Register
from digest.view import View


def page(key: str, *sections: str, language: str = "en") -> Page:
    """Return a page with sections `a`, `b` … that hold the given texts."""
    body = "".join(f"## H {{#{chr(97 + index)}}}\n\n{text}\n\n" for index, text in enumerate(sections))
    return Page(f"docs/{key}.{language}.md", key, language, "Title", "", body, 1)


def lines(first: int, last: int = 0, document: str = "x") -> Passage:
    return Passage(document, first, last or first)


OWN = page(
    "documents/x/index", "Overview [@x:1; @x:50; @x:90-99].", "Text [@x:48-49; @x:50; @x:53].", "End [@x:90-93]."
)


@pytest.mark.parametrize(
    ("passage", "section"),
    [
        # The same passage: the section that cites around it, not the overview.
        (lines(50), "b"),
        (lines(1), "a"),
        (lines(90, 99), "a"),
        (lines(90, 93), "c"),
        # The most similar passage that overlaps.
        (lines(47, 50), "b"),
        (lines(90, 94), "c"),
        (lines(92, 99), "a"),
        # The nearest start, before or after.
        (lines(30), "b"),
        (lines(10), "a"),
        (lines(60), "b"),
        (lines(500), "a"),
    ],
)
def test_a_passage_is_treated_in_the_section_that_cites_it_or_what_is_nearest(passage: Passage, section: str) -> None:
    assert Concordance([OWN], []).treated_in(passage) == Section("documents/x/index", section)


def test_above_the_first_heading_there_is_no_anchor() -> None:
    own = Page("", "documents/x/index", "en", "Title", "", "Lead [@x:3].\n\n## H {#h}\n\nText [@x:9].", 1)
    assert Concordance([own], []).treated_in(lines(3)) == Section("documents/x/index", "")


def test_only_pages_of_the_document_itself_treat_it() -> None:
    pages = [
        page("topics/x/index", "[@x:5]"),
        page("documents/y/index", "[@x:5] [@y:5]"),
        page("documents/x/part", "[@x:9]"),
    ]
    concordance = Concordance(pages, [])
    assert concordance.treated_in(lines(5)) == Section("documents/x/part", "a")
    assert concordance.treated_in(lines(5, document="y")) == Section("documents/y/index", "a")
    assert concordance.treated_in(lines(5, document="z")) is None


@given(
    st.lists(st.tuples(st.integers(1, 60), st.integers(0, 12)), min_size=1, max_size=12),
    st.tuples(st.integers(1, 70), st.integers(0, 15)),
)
def test_no_section_of_the_document_cites_a_passage_more_alike(
    cited: list[tuple[int, int]], wanted: tuple[int, int]
) -> None:
    passages = [lines(first, first + more) for first, more in cited]
    passage = lines(wanted[0], sum(wanted))
    own = page("documents/x/index", *(f"[@{each}]" for each in passages))
    section = Concordance([own], []).treated_in(passage)
    assert section is not None
    chosen = passages[ord(section.anchor) - 97]

    def alike(other: Passage) -> tuple[float, int]:
        one, two = set(range(passage.first, passage.last + 1)), set(range(other.first, other.last + 1))
        shared = len(one & two) / len(one | two)
        return shared, -abs(other.first - passage.first) if not shared else 0

    assert alike(chosen) == max(map(alike, passages))


def test_the_index_names_sections_and_records_outside_the_document_once() -> None:
    term = RecordReference("term", "berth")
    korean = page("topics/t/index", "[@x:5]", "[@x:5]", language="ko")
    concordance = Concordance(
        [OWN, page("topics/t/index", "[@x:5] [@x:5]", "[@x:5]"), korean], [(term, [lines(7), lines(7)])]
    )
    assert concordance.cited_from("x") == (
        Citing(lines(5), section=Section("topics/t/index", "a")),
        Citing(lines(5), section=Section("topics/t/index", "b")),
        Citing(lines(7), record=term),
    )
    assert concordance.cited_from("y") == ()


def test_records_cite_by_their_evidence_and_by_their_texts(base: Register) -> None:
    records = {citing.record for citing in base.concordance.cited_from("harbour-report")}
    assert {str(record) for record in records if record} == {
        f"{kind}:{name}" for kind, all_of_kind in base.records.items() for name in all_of_kind
    }


# --- the block on a document's page ------------------------------------------------------------------


def outlined(base: Register, *pages: Page) -> View:
    """Return a view of a digest whose document has chapters, and where only the given pages cite."""
    outline = [
        OutlineEntry.model_validate(
            {"from": first, "to": last, "kind": kind, "label": {"en": f"{kind} {first}", "ko": f"{first}"}},
            context={"languages": ["en", "ko"]},
        )
        for first, last, kind in (
            (1, None, "front"), (5, None, "section"), (10, None, "chapter"), (12, None, "section"),
            (15, 18, "table"), (20, None, "chapter"), (30, None, "back"),
        )
    ]  # fmt: skip
    document = base.documents["harbour-report"].model_copy(update={"outline": outline})
    register = Register(
        base.digest, base.languages, {document.id: document}, base.topics, {},
        {(each.key, each.language): each for each in pages}, navigation=base.navigation,
    )  # fmt: skip
    return View(register, base.languages["en"], "documents/harbour-report/")


def test_cited_parts_are_listed_by_chapter(base: Register) -> None:
    citing = page(
        "topics/harbours/index", "[@harbour-report:16; @harbour-report:19]", "[@harbour-report:6; @harbour-report:31]"
    )
    view = outlined(base, citing)
    chapters = cited_chapters(view, view.register.documents["harbour-report"])
    assert [
        (chapter.head.label["en"], [part.entry.label["en"] for part in chapter.parts], chapter.sources)
        for chapter in chapters
    ] == [
        ("section 5", ["section 5"], 1),
        ("chapter 10", ["section 12", "table 15"], 1),
        ("back 30", ["back 30"], 1),
    ]


def test_the_concordance_links_parts_to_their_sections_and_to_what_cites_them(base: Register) -> None:
    own = page("documents/harbour-report/index", "[@harbour-report:6]", "[@harbour-report:15-18]")
    view = outlined(base, own, page("topics/harbours/index", "Text.", "[@harbour-report:16]"))
    assert concordance_html(view, {"document": "harbour-report"}) == (
        '<div class="concordance"><dl class="facts"><dt><a href="./#b">table 15</a></dt>'
        '<dd><div><a href="../../topics/harbours/#b">Harbours</a></div></dd></dl></div>'
    )


def test_a_long_concordance_folds_away(base: Register) -> None:
    pages = [page("topics/harbours/index", " ".join(f"[@harbour-report:{line}]" for line in range(1, 101)))]
    view = outlined(base, *pages)
    assert "<details>" not in concordance_html(view, {"document": "harbour-report"})
    document = view.register.documents["harbour-report"]
    entries = [document.outline[0].model_copy(update={"first": line, "kind": "section"}) for line in range(1, 18)]
    view.register.documents["harbour-report"] = document.model_copy(update={"outline": entries})
    html = concordance_html(view, {"document": "harbour-report"})
    assert html.count("<details>") == html.count('<span class="concordance-count">Cited from: 1</span>') == 17


def test_a_document_that_nothing_cites_says_so(base: Register) -> None:
    view = outlined(base, page("documents/harbour-report/index", "[@harbour-report:6]"))
    assert "No other page or record cites this document." in concordance_html(view, {"document": "harbour-report"})
