"""Errata as readers meet them: the pointer beside a statement, and the notes at the end of the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from .citations import outline_entry, passage_label
from .document_models import Document, Erratum
from .record_models import Point

if TYPE_CHECKING:
    from .view import View


@dataclass
class ErrataNotes:
    """The errata that a page points to, in the order of their first pointers."""

    noted: dict[tuple[str, str], Erratum] = field(default_factory=dict)
    """By document and id; without those whose table stands on the page itself."""

    def point_to(self, document: str, name: str, view: View) -> str:
        """Return the pointer to an erratum as HTML and remember that the page needs its note."""
        href = view.href("document", document, "", f"erratum-{name}")
        word = view.word("erratum")
        erratum = _find(view.register.documents.get(document), name)
        if erratum is None:
            # Only a preview gets here: everywhere else the checks have stopped the build.
            return f'<a class="erratum-mark" data-search-exclude href="{href}">{word}</a>'
        if view.href("document", document) == view.own_href:
            # The document's main page holds the table of its errata: its rows serve as the notes.
            note = f"erratum-{name}"
        else:
            self.noted[document, name] = erratum
            note = f"note-{document}-{name}"
        place = passage_label(view.register, erratum.passage(document), view.code)
        label = escape(f"{view.language.word('erratum')}: {place}", quote=True).replace("|", "&#124;")
        return (
            f'<a class="erratum-mark" data-search-exclude data-note="{note}" href="{href}" '
            f'aria-label="{label}">{word}</a>'
        )

    def list(self, view: View) -> str:
        """Return the notes as HTML; empty where the page points to no erratum."""
        items = "".join(_note(document, name, erratum, view) for (document, name), erratum in self.noted.items())
        return f'<ul class="errata-notes">{items}</ul>' if items else ""


def point_erratum(point: Point, view: View) -> str:
    """Return the pointer to the erratum whose reading a value follows; empty where it follows none."""
    return view.errata.point_to(point.passage.document, point.erratum, view) if point.erratum else ""


def _find(document: Document | None, name: str) -> Erratum | None:
    return next((erratum for erratum in document.errata if erratum.id == name), None) if document else None


def _note(document: str, name: str, erratum: Erratum, view: View) -> str:
    passage = erratum.passage(document)
    entry = outline_entry(view.register.documents[document], passage)
    short = escape(view.register.documents[document].short[view.code])
    lines = escape(view.language.line_range(passage.first, passage.last))
    reading = view.word("unresolved") if isinstance(erratum.reading, str) else view.inline(erratum.reading[view.code])
    facts = {
        "as-printed": escape(erratum.printed),
        "reading": reading,
        "reason": view.inline(erratum.reason[view.code]),
        "confidence": escape(view.language.value("confidence", erratum.confidence)),
    }
    rows = " ".join(f"<div><dt>{view.word(word)}</dt> <dd>{html}</dd></div>" for word, html in facts.items())
    href = view.href("document", document, "", f"erratum-{name}")
    return (
        f'<li id="note-{document}-{name}"><p><a href="{href}">{short}, {escape(entry.label[view.code])}</a> '
        f'<span class="reference-lines">{lines}</span></p><dl>{rows}</dl></li>'
    )
