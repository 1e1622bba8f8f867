"""The printed editions of the digest itself: nothing of the site is lost, page numbers are right, the PDFs sound."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pikepdf
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from digest.addresses import page_address, target
from digest.editions.contents import Edition, single_editions, whole_digest
from digest.editions.manifest import Published
from digest.editions.preparation import Job, prepare, registers
from digest.editions.typesetting import typeset
from digest.register import Register
from pdf import site_html
from tests.trees import ROOT, print_job

EDITIONS = (("en", "digest"), ("ko", "kiep-internet-plus-2018"), ("ko", "ai"))
"""What is set and read: the book in one language, for the other the longest document and the longest topic."""
NOT_IN_PRINT = (
    "script, style, sup.cites, .headerlink, .references, #page-references, .errata-notes, #page-errata-here, .edition, "
    ".coverage-strip, .coverage-legend, svg, .references-how, .content-action, .md-content__button, .digest-path, h1, "
    "details > summary, .visually-hidden, .matrix-yes, .md-source-file"
)
"""What the site shows and the book has elsewhere (notes, errata) or needs not (what is for a screen only)."""


@dataclass
class Book:
    """A finished PDF, read."""

    path: Path
    edition: Edition

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        return pikepdf.open(self.path)

    @cached_property
    def texts(self) -> list[str]:
        """The text of each page, in the order in which it was set."""
        command = ["pdftotext", "-raw", "-enc", "UTF-8", str(self.path), "-"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\f")[:-1]

    @cached_property
    def numbers(self) -> dict[bytes, int]:
        """The number of each page, by its object."""
        return {page.objgen: number for number, page in enumerate(self.pdf.pages, 1)}

    @cached_property
    def names(self) -> Mapping[str, pikepdf.Object]:
        """The places that have names."""
        return dict(pikepdf.NameTree(self.pdf.Root.Names.Dests).items())

    def page_of(self, link: pikepdf.Object) -> int:
        """Return the page to which a link or bookmark leads."""
        place = link.Dest if "/Dest" in link else link.A.D
        if isinstance(place, pikepdf.String):
            place = self.names[str(place)]
        return self.numbers[place[0].objgen]

    def links(self, number: int) -> list[pikepdf.Object]:
        """The links on a page."""
        return [link for link in self.pdf.pages[number - 1].get("/Annots", []) if link.Subtype == "/Link"]

    @cached_property
    def structure(self) -> list[pikepdf.Object]:
        """The elements of the structure by which a page is read aloud."""
        dictionaries = (item for item in self.pdf.objects if isinstance(item, pikepdf.Dictionary))
        return [item for item in dictionaries if item.get("/Type") == "/StructElem"]

    @cached_property
    def bookmarks(self) -> list[tuple[str, int, int]]:
        """Title, page and level of each bookmark."""
        found: list[tuple[str, int, int]] = []

        def collect(item: pikepdf.Object, level: int) -> None:
            while item is not None:
                found.append((str(item.Title), self.page_of(item), level))
                if "/First" in item:
                    collect(item.First, level + 1)
                item = item.get("/Next")

        collect(self.pdf.Root.Outlines.First, 1)
        return found

    def span(self, key: str) -> tuple[int, int]:
        """Return the first and the last page of a page of the site."""
        place = self.edition.keys.index(key) + 1
        after = self.edition.keys[place] if place < len(self.edition.keys) else None
        return self.page_at(key), (self.page_at(after) if after else len(self.texts))

    def page_at(self, name: str) -> int:
        """Return the page on which something begins, given the key of a page or `key#anchor`."""
        return self.numbers[self.names[name][0].objgen]

    def between(self, first: int, last: int) -> str:
        """Return the text of some pages without spaces and hyphens, which depend on where lines end."""
        return squeezed("".join(self.texts[first - 1 : last]))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b\u2010\u2060-]+", "", text)


@pytest.fixture(scope="session")
def job(register: Register, tmp_path_factory: pytest.TempPathFactory) -> Job:
    """The files of the editions, ready to be set."""
    made = print_job(ROOT, tmp_path_factory.mktemp("print"), site_html)
    registers[ROOT] = register
    for code in dict(EDITIONS):
        chosen = [edition for name in (name for own, name in EDITIONS if own == code)
                  for edition in editions_of(code, register) if edition.name == name]  # fmt: skip
        if code == "en":
            chosen.append(shortest_topic(register))
        assert prepare(made, code, chosen) == []
    return made


def editions_of(code: str, register: Register) -> list[Edition]:
    language = register.languages[code]
    return [whole_digest(register, language), *single_editions(register, language)]


def shortest_topic(register: Register) -> Edition:
    return next(edition for edition in editions_of("en", register) if edition.name == "talent")


def set_edition(edition: Edition, job: Job, register: Register, out: Path) -> Book:
    out.mkdir(exist_ok=True)
    made = typeset(edition, job, register, out)
    assert isinstance(made, Published), str(made)
    return Book(out / made.file, edition)


@pytest.fixture(scope="session", params=EDITIONS, ids="-".join)
def book(request: pytest.FixtureRequest, job: Job, register: Register) -> Book:
    code, name = request.param
    edition = next(edition for edition in editions_of(code, register) if edition.name == name)
    return set_edition(edition, job, register, job.work / "out")


@pytest.fixture(scope="session")
def topic(job: Job, register: Register) -> Book:
    return set_edition(shortest_topic(register), job, register, job.work / "out")


def runs_of(node: LexborNode) -> list[str]:
    """Return the texts between the tags of a page that print is to have, without those of a few letters."""
    runs = [squeezed(run.text(deep=False)) for run in node.traverse(include_text=True) if run.tag == "-text"]
    return [run for run in runs if len(run) > 1]


def holds(text: str, run: str) -> bool:
    """Return whether a text holds a run, be it with the foot and the head of a page in between."""
    if run in text:
        return True
    return any(
        run[:cut] in text and run[cut:] in text for cut in range(1, len(run)) if run[:cut][-12:] in text
    )  # fmt: skip


def test_nothing_of_a_page_is_lost(book: Book, pages: dict[str, LexborHTMLParser], register: Register) -> None:
    language = book.edition.language
    lost = []
    for key in book.edition.keys:
        html = pages[page_address(key, language, register.default_language)].css_first("article").html
        article = LexborHTMLParser(html or "").body
        assert article is not None
        references = [
            (squeezed(item.css_first(".reference-label").text()), item.css_first(".reference-lines").text())
            for item in article.css(".references li")
        ]
        for node in article.css(NOT_IN_PRINT):
            node.decompose()
        text = book.between(*book.span(key))
        lost += [(key, run) for run in dict.fromkeys(runs_of(article)) if not holds(text, run)]
        for label, lines in references:
            number = re.search(r"\d+(?:–\d+)?", lines)
            assert number
            lost += [(key, part) for part in (label, number[0]) if not holds(text, part)]
    assert lost == [], len(lost)


def test_all_drawings_are_there_with_their_texts(
    book: Book, pages: dict[str, LexborHTMLParser], register: Register
) -> None:
    articles = [pages[page_address(key, book.edition.language, register.default_language)] for key in book.edition.keys]
    drawn = [node for article in articles for node in article.css(".drawing-wide, .relation-map-drawing")]
    figures = [element for element in book.structure if element.S == "/Figure"]
    assert drawn
    assert Counter(str(figure.Alt) for figure in figures) == Counter(node.attributes["aria-label"] for node in drawn)


def test_contents_name_the_pages_on_which_chapters_begin(book: Book, register: Register) -> None:
    language = book.edition.language
    contents = book.between(1, book.page_at(book.edition.keys[0]) - 1)
    for part in book.edition.parts:
        for chapter in part.chapters:
            title, page = register.pages[chapter.key, language].title, book.page_at(chapter.key)
            assert f"{squeezed(title)}{page}" in contents
            assert squeezed(title) in squeezed(book.texts[page - 1])


def test_index_leads_to_the_pages_that_it_names(book: Book, register: Register) -> None:
    language = book.edition.language
    word = register.languages[language].word("print-index")
    found = [page for title, page, level in book.bookmarks if title == word and level == 1]
    assert bool(found) == book.edition.is_whole
    for start in found:
        text = book.between(start, len(book.texts))
        for kind in ("policy", "actor", "system"):
            for name, record in sorted(register.records[kind].items())[::7]:
                title, page = record.name[language], book.page_at(target(kind, name)[0])
                # The number in bold comes first, after the names in original languages.
                line = re.escape(squeezed(title)) + rf".{{0,60}}?{page}(?!\d)"
                assert re.search(line, text), f"{name} {page}"
                assert squeezed(title) in squeezed(book.texts[page - 1])


def test_numbers_of_pages_in_the_text_are_those_of_their_targets(book: Book, register: Register) -> None:
    """The mark of a page, such as (p. 57), is a link to the page that it names."""
    pattern = re.escape(register.languages[book.edition.language].word("print-page")).replace(r"\{\}", r"(\d+)")
    checked = 0
    for number in range(book.page_at(book.edition.keys[0]), len(book.texts), 9 if book.edition.is_whole else 1):
        targets = {book.page_of(link) for link in book.links(number) if "/URI" not in link.get("/A", {})}
        for mark in re.findall(rf"\({pattern}\)", squeezed_to_lines(book.texts[number - 1])):
            assert int(mark) in targets, f"page {number} names {mark}"
            checked += 1
    assert checked > (50 if book.edition.is_whole else 3)


def squeezed_to_lines(text: str) -> str:
    """Return a text with one space where there were several or where a line ended."""
    return re.sub(r"[\s\u00a0\u2060]+", " ", text)


def test_every_link_leads_somewhere(book: Book) -> None:
    inside = outside = 0
    for number in range(1, len(book.texts) + 1):
        for link in book.links(number):
            action = link.get("/A")
            if action is not None and "/URI" in action:
                assert re.match(r"https?://", str(action.URI)), str(action.URI)
                outside += 1
            else:
                assert book.page_of(link)
                inside += 1
    assert inside > 200
    assert outside > 30


def test_the_pdf_is_sound_and_accessible(book: Book, register: Register) -> None:
    language = book.edition.language
    if not book.edition.is_whole:
        # Of the book this takes long, and it is made in the same way.
        done = subprocess.run(["qpdf", "--check", str(book.path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    with book.pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"].endswith(register.digest.title[language])
    assert str(book.pdf.Root.Lang).partition("-")[0] == language
    assert book.pdf.Root.MarkInfo.Marked
    assert book.pdf.Root.ViewerPreferences.DisplayDocTitle
    kinds = {str(element.S).strip("/") for element in book.structure}
    assert kinds >= {"H1", "H2", "H3", "Table", "TH", "TD", "L", "LI", "Note", "Figure", "Link", "TOC"}
    # Names in the original language are marked as such.
    pages = book.pdf.pages[::10] if book.edition.is_whole else book.pdf.pages
    assert sum(page.Contents.read_bytes().count(b"/Lang(zh-CN)") for page in pages) > 20
    low, high = (400, 1500) if book.edition.is_whole else (20, 300)
    assert low < len(book.pdf.pages) < high
    boxes = {tuple(round(float(edge)) for edge in page.mediabox) for page in book.pdf.pages}
    assert boxes <= {(0, 0, 595, 842), (0, 0, 842, 595)}


def test_all_typefaces_are_embedded(book: Book) -> None:
    listed = subprocess.run(["pdffonts", str(book.path)], capture_output=True, text=True, check=True).stdout
    rows = listed.splitlines()[2:]
    assert rows
    for row in rows:
        assert re.search(r"\s(?:CID )?(?:Type 0C|TrueType|Type 1C)(?: \(OT\))?\s.*\byes yes yes\b", row), row
    families = {re.sub(r"^[A-Z]{6}\+", "", row.split()[0]).partition("-")[0] for row in rows}
    assert families >= {"NotoSansCJKkr", "NotoSerifCJKsc"}


def test_no_letter_is_missing(book: Book) -> None:
    text = "".join(book.texts)
    assert "\ufffd" not in text
    assert "\x00" not in text


def test_the_same_edition_is_set_twice_with_the_same_bytes(topic: Book, job: Job, register: Register) -> None:
    again = set_edition(topic.edition, job, register, job.work / "again")
    first, second = (hashlib.sha256(book.path.read_bytes()).hexdigest() for book in (topic, again))
    assert first == second


def test_a_single_edition_holds_its_errata_and_leads_to_the_site(topic: Book, register: Register) -> None:
    text = topic.between(1, len(topic.texts))
    assert squeezed(register.languages["en"].word("errata-here")) in text
    addresses = {
        str(annotation.A.URI)
        for page in topic.pdf.pages
        for annotation in page.get("/Annots", [])
        if "/URI" in annotation.get("/A", {})
    }
    assert any("/register/policies/" in address for address in addresses)


def test_a_broken_fragment_is_found_in_what_was_written(topic: Book, job: Job, register: Register) -> None:
    key = topic.edition.keys[0]
    page = register.pages[key, "en"]
    path = job.work / "en" / "pages" / f"{key.replace('/', '--')}.typ"
    whole = path.read_text(encoding="utf-8")
    line = next(line for line in whole.splitlines() if line.startswith("- "))
    try:
        path.write_text(whole.replace(line, line + " #no-such-function()", 1), encoding="utf-8")
        told = typeset(topic.edition, job, register, job.work / "out")
    finally:
        path.write_text(whole, encoding="utf-8")
    written = next(
        number for number, text in enumerate(page.body.splitlines(), page.first_line) if text.startswith("- ")
    )
    assert str(told).startswith(f"{page.path}:{written}:")
    assert "not-printable" in str(told)
