from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.citations import Citations, outline_entry, passage_label
from digest.document_models import Document, OutlineEntry
from digest.field_types import Passage
from digest.register import Register
from digest.view import View


def outlined(base: Register, *entries: tuple[int, int | None, str]) -> Document:
    """Return a document with an outline of first lines, last lines and labels."""
    outline = [
        OutlineEntry.model_validate(
            {"from": first, "to": last, "kind": "table" if last else "section", "label": {"en": label, "ko": label}},
            context={"languages": ["en", "ko"]},
        )
        for first, last, label in entries
    ]
    return base.documents["harbour-report"].model_copy(update={"outline": outline})


@pytest.mark.parametrize(
    ("first", "last", "label"),
    [
        (1, 1, "cover"),
        (5, 5, "chapter 1"),
        (9, 12, "chapter 1"),
        (10, 10, "table 1"),
        (20, 22, "table 1"),
        (21, 21, "chapter 1"),
        (25, 25, "box"),
        (27, 27, "table 2"),
        (29, 29, "chapter 1"),
        (30, 30, "table 3"),
        (36, 36, "chapter 2"),
        (99, 99, "chapter 2"),
    ],
)
def test_a_passage_is_called_after_the_place_in_which_it_begins(
    base: Register, first: int, last: int, label: str
) -> None:
    document = outlined(
        base,
        (3, None, "cover"), (5, None, "chapter 1"), (10, 20, "table 1"), (24, 28, "box"), (26, 27, "table 2"),
        (30, None, "chapter 2"), (30, 35, "table 3"),
    )  # fmt: skip
    assert outline_entry(document, Passage("harbour-report", first, last)).label["en"] == label


@given(st.integers(1, 100))
def test_a_passage_never_takes_the_name_of_a_table_that_is_over(base: Register, line: int) -> None:
    entry = outline_entry(base.documents["harbour-report"], Passage("harbour-report", line, line))
    assert entry.first <= line
    assert entry.last is None or line <= entry.last


def test_labels_are_in_the_language_of_the_reader(base: Register) -> None:
    passage = Passage("harbour-report", 25, 25)
    assert passage_label(base, passage, "en") == "Harbour report, Table 1"
    assert passage_label(base, passage, "ko") == "항만 보고서, 표 1"


def view(register: Register, code: str = "en") -> View:
    return View(register, register.languages[code], "")


def test_passages_are_numbered_in_the_order_of_their_first_citation(base: Register) -> None:
    page = view(base)
    page.render("A [@harbour-report:20] b [@harbour-report:3; @harbour-report:20] c [@harbour-report:4].")
    numbers = {str(passage): number for passage, number in page.citations.numbers.items()}
    assert numbers == {"harbour-report:20": 1, "harbour-report:3": 2, "harbour-report:4": 3}


def test_each_use_of_a_passage_has_its_own_way_back(base: Register) -> None:
    page = view(base)
    html = page.render("A [@harbour-report:20] b [@harbour-report:20].")
    assert 'id="cite-1-1" href="#ref-1"' in html
    assert 'id="cite-1-2" href="#ref-1"' in html
    references = page.citations.reference_list(page)
    assert references.count('<li id="ref-1"') == 1
    assert 'href="#cite-1-1"' in references
    assert 'href="#cite-1-2"' in references


def test_references_are_grouped_by_document_in_the_order_of_the_digest(tiny: Register) -> None:
    page = view(tiny)
    page.render("A [@open-data-note:20] b [@e-residency-brief:8; @open-data-note:31-33].")
    html = page.citations.reference_list(page)
    order = [
        html.index(text)
        for text in ("A brief on e-Residency", 'id="ref-2"', "Note on open data", 'id="ref-1"', 'id="ref-3"')
    ]
    assert order == sorted(order)
    assert "printed p. 1" in html
    assert "lines 31–33" in html
    assert "line 20<" in html


def test_references_say_where_the_document_of_the_digest_treats_them(tiny: Register) -> None:
    page = View(tiny, tiny.languages["fr"], "fr/topics/digital-identity/")
    page.render("A [@e-residency-brief:6].")
    html = page.citations.reference_list(page)
    target = "../../documents/e-residency-brief/#contents"
    assert f'<a class="reference-treated" href="{target}">Résumé : Contenu</a>' in html


def test_on_the_page_that_treats_a_passage_only_the_card_shows_the_link(tiny: Register) -> None:
    page = View(tiny, tiny.languages["en"], "documents/e-residency-brief/")
    page.render("A [@e-residency-brief:6].")
    assert 'href="./#contents" hidden>' in page.citations.reference_list(page)


@pytest.mark.parametrize(
    ("count", "code", "text"),
    [
        (3, "en", "3 figures and dates checked against the source text"),
        (1, "en", "1 figure or date checked against the source text"),
        (0, "en", "no figures or dates to check"),
        (3, "ko", "수치와 날짜 3개를 원문과 대조"),
        (1, "ko", "수치나 날짜 1개를 원문과 대조"),
        (0, "ko", "대조할 수치나 날짜 없음"),
    ],
)
def test_references_say_how_many_figures_were_checked(base: Register, count: int, code: str, text: str) -> None:
    cited, other = Passage("harbour-report", 20, 25), Passage("harbour-report", 3, 3)
    figures = {other: 1} | ({cited: count} if count else {})
    page = View(base, base.languages[code], "", Citations(figures=figures))
    page.render("A [@harbour-report:20-25].")
    assert re.findall(r'<span class="reference-check[^>]*>([^<]*)</span>', page.citations.reference_list(page)) == [
        text
    ]


def test_nothing_is_said_of_figures_where_nothing_was_checked(base: Register) -> None:
    page = view(base)
    page.render("A [@harbour-report:20].")
    assert "reference-check" not in page.citations.reference_list(page)


def test_groups_of_references_give_the_short_name_and_the_date_of_their_document(base: Register) -> None:
    page = view(base, "ko")
    page.render("A [@harbour-report:20].")
    html = page.citations.reference_list(page)
    assert '<span class="references-short">항만 보고서</span>' in html
    assert '<span class="references-date"><time datetime="2020-05">2020년 5월</time></span>' in html


def test_a_page_without_citations_has_no_references(base: Register) -> None:
    page = view(base)
    page.render("No citation.")
    assert page.citations.reference_list(page) == ""


def test_labels_are_safe_in_attributes(base: Register) -> None:
    document = outlined(base, (1, None, 'A "quoted" | <part> & more'))
    register = Register(base.digest, base.languages, documents={document.id: document})
    html = Citations().cite((Passage(document.id, 1, 1),), register, "en")
    assert 'title="Harbour report, A &quot;quoted&quot; &#124; &lt;part&gt; &amp; more"' in html
