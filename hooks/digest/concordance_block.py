"""The block at the end of a document's page: which of its parts are cited from which pages and records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from .citations import outline_entry
from .columns import fold
from .document_models import Document, OutlineEntry
from .field_types import Passage, RecordReference
from .view import View, safe

MOST_UNFOLDED = 16
"""Cited parts. The concordance of a document with more of them folds away, chapter by chapter."""


@dataclass
class CitedPart:
    """A heading, table, figure or box of a document, with what cites it."""

    entry: OutlineEntry
    pages: dict[str, str] = field(default_factory=dict)
    """Key of each page, with the heading of the first section in it that cites."""
    records: dict[RecordReference, None] = field(default_factory=dict)


@dataclass
class CitedChapter:
    """A chapter of a document, or what stands in the place of one, with its cited parts in their order."""

    head: OutlineEntry
    parts: list[CitedPart]

    @property
    def sources(self) -> int:
        """How many pages and records cite something of the chapter."""
        pages = {key for part in self.parts for key in part.pages}
        return len(pages) + len({record for part in self.parts for record in part.records})


def cited_chapters(view: View, document: Document) -> list[CitedChapter]:
    """Return the cited parts of a document by chapter; chapters of which nothing is cited are left out."""
    found: dict[int, CitedPart] = {}
    places = {id(entry): place for place, entry in enumerate(document.outline)}
    for citing in view.register.concordance.cited_from(document.id):
        entry = outline_entry(document, citing.passage)
        part = found.setdefault(places[id(entry)], CitedPart(entry))
        if citing.section:
            part.pages.setdefault(citing.section.page, citing.section.anchor)
        elif citing.record:
            part.records[citing.record] = None
    chapters: dict[int, list[CitedPart]] = defaultdict(list)
    heads = list(_heads(document))
    for place in sorted(found):
        chapters[heads[place]].append(found[place])
    return [CitedChapter(document.outline[head], parts) for head, parts in chapters.items()]


def _heads(document: Document) -> Iterator[int]:
    """Yield for each entry of the outline the place of the entry under which it is listed."""
    head = 0
    for place, entry in enumerate(document.outline):
        # Sections stand in the place of chapters where no chapter holds them.
        if entry.kind in ("front", "chapter", "back") or (
            entry.kind == "section" and document.outline[head].kind != "chapter"
        ):
            head = place
        yield head


def concordance_html(view: View, options: dict[str, str]) -> str:
    """Return the concordance of a document as HTML."""
    # In a preview the file of the document may be one that can't be read.
    document = view.register.documents.get(options["document"])
    chapters = cited_chapters(view, document) if document else []
    if document is None or not chapters:
        return view.nothing("cited-nowhere")
    folded = sum(len(chapter.parts) for chapter in chapters) > MOST_UNFOLDED
    made = []
    for chapter in chapters:
        rows = "".join(_part_html(part, document, view) for part in chapter.parts)
        listed = f'<dl class="facts">{rows}</dl>'
        if folded:
            label = escape(chapter.head.label[view.code])
            count = view.word("cited-count").format(chapter.sources)
            summary = f'{label} <span class="concordance-count">{count}</span>'
            listed = f"<details><summary>{summary}</summary>{listed}</details>"
        made.append(listed)
    return f'<div class="concordance">{"".join(made)}</div>'


def _part_html(part: CitedPart, document: Document, view: View) -> str:
    label = escape(part.entry.label[view.code])
    section = view.register.concordance.treated_in(_lines_of(part.entry, document))
    if section is not None:
        anchor = f"#{section.anchor}" if section.anchor else ""
        label = f'<a href="{view.page_href(section.page)}{anchor}">{label}</a>'
    order = {key: place for place, key in enumerate(view.register.navigation)}
    pages = [
        f'<a href="{view.page_href(key)}{"#" + part.pages[key] if part.pages[key] else ""}">'
        f"{safe(_page_name(key, view))}</a>"
        for key in sorted(part.pages, key=lambda key: (order.get(key, len(order)), key))
    ]
    records = fold([view.link(record.kind, record.id) for record in part.records], view)
    lists = [view.language.separator.join(pages)] * bool(pages) + [records] * bool(part.records)
    return f"<dt>{label}</dt><dd>{''.join(f'<div>{listed}</div>' for listed in lists)}</dd>"


def _page_name(key: str, view: View) -> str:
    """Return the short name of a topic or document for its main page, the title for any other page."""
    folder, _, rest = key.partition("/")
    name = rest.removesuffix("/index")
    if folder == "topics" and name in view.register.topics:
        return view.name("topic", name)
    if folder == "documents" and name in view.register.documents:
        return view.register.documents[name].short[view.code]
    return view.name("page", key)


def _lines_of(entry: OutlineEntry, document: Document) -> Passage:
    """Return the lines of an entry: up to the next heading where it does not say where it ends."""
    headings = [other.first for other in document.outline if other.last is None and other.first > entry.first]
    return Passage(document.id, entry.first, entry.last or min([*headings, document.lines + 1]) - 1)
