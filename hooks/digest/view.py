"""A page in one language: its links, its words, and its marks turned into HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

import markdown

from .addresses import CHECKING_PAGE, page_address, relative, target
from .calculations import calculation_html
from .citations import Citations
from .errata_notes import ErrataNotes
from .field_types import RecordReference
from .languages import Language
from .marks import (
    REFERENCE_SCHEMES,
    BlockMark,
    CalculationMark,
    CitationMark,
    ErratumMark,
    Mark,
    ReferenceMark,
    marks_of,
)
from .register import Register

# In names these would be taken for Markdown.
_MARKDOWN = str.maketrans({char: f"&#{ord(char)};" for char in "*_`|[]\\"})


@dataclass
class View:
    """One page in one language: what its links are relative to, and what it has cited so far."""

    register: Register
    language: Language
    address: str
    """Address of the page below the root of the site."""
    citations: Citations = field(default_factory=Citations)
    errata: ErrataNotes = field(default_factory=ErrataNotes)
    anchors: set[str] = field(default_factory=set)
    """Identifiers of rows that the page has: a page may show a row in several tables."""
    _hrefs: dict[str, str] = field(default_factory=dict)

    folds = True
    """Whether readers can unfold what is folded away; on paper they can't."""

    @property
    def code(self) -> str:
        """Code of the page's language."""
        return self.language.code

    def word(self, key: str) -> str:
        """Return a word of the interface, safe for HTML."""
        return escape(self.language.word(key))

    def href(self, kind: str, name: str, page: str = "", anchor: str = "") -> str:
        """Return the address of a record, topic or document, relative to this page."""
        key, anchor = target(kind, name, page, anchor)
        return self.page_href(key) + (f"#{anchor}" if anchor else "")

    def page_href(self, key: str) -> str:
        """Return the address of a page by its key, relative to this page."""
        # Tables name the same pages over and over.
        if key not in self._hrefs:
            self._hrefs[key] = relative(page_address(key, self.code, self.register.default_language), self.address)
        return self._hrefs[key]

    def file_href(self, address: str) -> str:
        """Return the address of a file of the site, given from the root, relative to this page."""
        return relative(address, self.address)

    @property
    def own_href(self) -> str:
        """What `page_href` returns for this page itself."""
        return relative(self.address, self.address)

    def name(self, kind: str, name: str, page: str = "") -> str:
        """Return what a record, topic, document or page is called in this language; its id if it is not there."""
        if page or kind == "page":
            key, _ = target(kind, name, page)
            found = self.register.pages.get((key, self.code))
            return found.title if found else key
        if kind == "topic":
            topic = self.register.topics.get(name)
            return topic.name[self.code] if topic else name
        if kind == "document":
            document = self.register.documents.get(name)
            return document.title[self.code] if document else name
        record = self.register.record(RecordReference(kind, name))
        return record.name[self.code] if record else name

    def link(self, kind: str, name: str) -> str:
        """Return a link to a record, topic or document with its bare name, as HTML."""
        return f'<a href="{self.href(kind, name)}">{safe(self.name(kind, name))}</a>'

    def checking_link(self, css: str) -> str:
        """Return a link to the page that tells how the digest is checked; empty in a digest without such a page."""
        page = self.register.pages.get((CHECKING_PAGE, self.code))
        return f'<a class="{css}" href="{self.page_href(CHECKING_PAGE)}">{safe(page.title)}</a>' if page else ""

    def nothing(self, word: str) -> str:
        """Return what stands in the place of a block that has nothing to show, as HTML."""
        return f'<p class="no-rows">{self.word(word)}</p>'

    def closing(self) -> Iterator[tuple[str, str]]:
        """Yield what closes the page: the word for its heading, empty where it has none, and its HTML."""
        # The notes may cite, so they come before the list of references.
        yield "errata-here", self.errata.list(self)
        yield "references", self.citations.reference_list(self)

    def render(self, text: str, block: Callable[[BlockMark], str] = lambda mark: mark.raw) -> str:
        """Return a Markdown text with its marks replaced by HTML; `block` makes that of generated blocks."""
        # From the end, so that the offsets of the marks before stay right; but citations are numbered
        # from the beginning, so the replacements are made first.
        marks = sorted(marks_of(text), key=lambda mark: mark.start)
        replacements = [
            (mark, f"\n\n{block(mark)}\n\n" if isinstance(mark, BlockMark) else self._replacement(mark))
            for mark in marks
        ]
        for mark, replacement in reversed(replacements):
            text = text[: mark.start] + replacement + text[mark.start + len(mark.raw) :]
        return text

    def inline(self, text: str) -> str:
        """Return a text of a record (inline Markdown with marks) as HTML."""
        html = str(_running_text().reset().convert(self.render(text)))
        paragraphs = html.removeprefix("<p>").removesuffix("</p>")
        return paragraphs if "<p>" not in paragraphs else html

    def _replacement(self, mark: Mark) -> str:
        if isinstance(mark, CitationMark) and mark.passages:
            return self.citations.cite(mark.passages, self.register, self.code)
        if isinstance(mark, ReferenceMark) and mark.scheme in REFERENCE_SCHEMES:
            href = self.href(mark.scheme, mark.id, mark.page, mark.anchor)
            return f'<a class="ref ref-{mark.scheme}" href="{href}">{mark.text or self._running_name(mark)}</a>'
        if isinstance(mark, ErratumMark) and mark.document:
            return self.errata.point_to(mark.document, mark.erratum, self)
        if isinstance(mark, CalculationMark):
            return calculation_html(mark, self.language)
        # Only a preview gets here: everywhere else the checks have stopped the build.
        return f"<code>{escape(mark.raw)}</code>"

    def _running_name(self, mark: ReferenceMark) -> str:
        name = safe(self.name(mark.scheme, mark.id, mark.page))
        return self.language.policy_name.replace("{}", name) if mark.scheme == "policy" else name


@lru_cache(maxsize=1)
def _running_text() -> markdown.Markdown:
    made = markdown.Markdown()
    # Texts of records are running text: one that begins with "2018." is not a list, nor one with "#" a heading.
    for name in ("indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference"):
        made.parser.blockprocessors.deregister(name)
    return made


def safe(name: str) -> str:
    """Return a name such that neither HTML nor Markdown takes its characters for markup."""
    return escape(name, quote=False).translate(_MARKDOWN)
