"""The page about the checks: its figures are those of the texts, and its blocks say what there is."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from digest.blocks import block_html
from digest.document_models import Exemption
from digest.field_types import LocalText
from digest.marks import BlockMark, find_marks
from digest.positions import marked_texts
from digest.register import Register
from digest.statistics import COUNTS, statistics
from digest.view import View
from tests.trees import ROOT

LANGUAGES = ("ko", "en")
BLOCKS = ("checking", "coverage", "errata-kinds", "exemptions")


def block(register: Register, name: str, code: str = "en") -> str:
    (mark,) = find_marks(f"<!-- table: {name} -->")
    assert isinstance(mark, BlockMark)
    return block_html(mark, View(register, register.languages[code], "about/checking/"))


def cells(html: str) -> list[list[str]]:
    """Return the rows of a table as text, without its head."""
    rows = re.findall(r"<tr.*?</tr>", html.partition("<tbody")[2], re.S)
    return [[re.sub("<.*?>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


def exempted(register: Register, *exemptions: tuple[str, str]) -> Register:
    """Return the register with exemptions, given their places and figures."""
    reason = LocalText.model_construct(root=dict.fromkeys(register.languages, "It is *known*."))
    made = [Exemption.model_construct(at=at, figure=figure, reason=reason) for at, figure in exemptions]
    return replace(register, exemptions=made)


def test_what_belongs_to_one_document_adds_up(base: Register) -> None:
    found = statistics(base)
    # There is only one document, so what counts for it counts for all.
    assert found.documents["harbour-report"] == found.total
    assert set(found.total) <= set(COUNTS)
    assert found.errata["harbour-report"].total() == len(base.documents["harbour-report"].errata)


def test_each_passage_of_each_citation_in_the_default_language_is_counted(base: Register) -> None:
    named = [
        passage
        for text in marked_texts(base)
        if text.language == base.default_language
        for mark in text.marks
        for passage in getattr(mark, "passages", ())
    ]
    assert statistics(base).total["citations"] == len(named)
    assert statistics(base).total["passages"] >= len(set(named))


def test_figures_are_counted_where_the_lock_holds_them(base: Register) -> None:
    found = statistics(base).total
    assert min(found[what] for what in ("claims", "quantities", "dates")) > 0
    bare = replace(base, lock=None)
    assert [statistics(bare).total[what] for what in ("quantities", "dates", "names")] == [0, 0, 0]
    assert statistics(bare).total["claims"] == found["claims"]


def test_in_several_documents_the_last_row_counts_each_thing_once(tiny: Register) -> None:
    found = statistics(tiny)
    for what in COUNTS:
        apart = [counts[what] for counts in found.documents.values()]
        assert max(apart) <= found.total[what] <= sum(apart)
    assert found.total["citations"] == sum(counts["citations"] for counts in found.documents.values())


def test_the_block_shows_these_figures(tiny: Register) -> None:
    language = tiny.languages["en"]
    rows = cells(block(tiny, "checking"))
    assert [row[0] for row in rows[:-1]] == [tiny.documents[name].short["en"] for name in tiny.listed_documents]
    shown = [language.number(statistics(tiny).total[what]) if statistics(tiny).total[what] else "–" for what in COUNTS]
    assert rows[-1] == ["All", *shown]


def test_errata_are_counted_by_kind(base: Register) -> None:
    rows = cells(block(base, "errata-kinds"))
    *kinds, everything, unresolved = [int(row[-1].replace("–", "0")) for row in rows]
    errata = base.documents["harbour-report"].errata
    assert sum(kinds) == everything == len(errata)
    assert unresolved == sum(erratum.reading == "unresolved" for erratum in errata)


def test_an_exemption_leads_to_what_holds_the_figure(base: Register) -> None:
    register = exempted(
        base,
        ("docs/topics/harbours/index#no-such-section", "2018-03"),
        ("docs/register/actors/harbour-office.yml#note", "230000 items about"),
        ("docs/documents/harbour-report/document.yml#summary", "----09-08"),
        ("docs/nowhere.yml#x", "some <name>"),
    )
    html = block(register, "exemptions")
    page = View(register, register.languages["en"], "about/checking/")
    assert re.findall(r'scope="row"><a href="([^"]*)"', html) == [
        page.href(*target)
        for target in (("topic", "harbours"), ("actor", "harbour-office"), ("document", "harbour-report"))
    ]
    assert "<code>docs/nowhere.yml#x</code>" in html
    assert html.count("It is <em>known</em>.") == 4
    shown = [row[1] for row in cells(html)]
    assert shown == ["March 2018", "230,000 items (about)", "09-08", "some &lt;name&gt;"]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", BLOCKS)
def test_without_a_lock_or_exemptions_a_block_says_so(base: Register, name: str, code: str) -> None:
    bare = replace(base, lock=None, documents={}, exemptions=[])
    assert block(bare, name, code).startswith('<p class="no-rows">')


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_shows_every_block(code: str) -> None:
    text = (ROOT / "docs" / "about" / f"checking.{code}.md").read_text(encoding="utf-8")
    assert [mark.name for mark in find_marks(text) if isinstance(mark, BlockMark)] == [
        "checking", "errata-kinds", "coverage", "exemptions",
    ]  # fmt: skip
