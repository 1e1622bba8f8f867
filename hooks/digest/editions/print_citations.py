"""Citations on paper: footnotes in chapters, and in an entry of the register notes at its end."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from ..citations import Citations, outline_entry
from ..field_types import Passage
from ..register import Register

if TYPE_CHECKING:
    from ..view import View


@dataclass
class Footnotes(Citations):
    """Citations that become footnotes where a passage is first cited; later ones repeat the number."""

    key: str = ""
    """Key of the page, by which notes of different pages are told apart."""

    def cite(self, passages: tuple[Passage, ...], register: Register, language: str) -> str:
        """Return a citation as spans that the conversion to Typst turns into footnotes."""
        made = []
        for passage in passages:
            first = passage not in self.numbers
            number = self.numbers.setdefault(passage, len(self.numbers) + 1)
            self.uses[passage] += 1
            note = note_html(passage, register, language, self.figures) if first else ""
            made.append(f'<span class="{"note" if first else "again"}" title="{self.key}:{number}">{note}</span>')
        # Numbers side by side need something between them.
        return "<sup>,</sup>".join(made)

    def reference_list(self, view: View) -> str:
        """Return nothing: what the list would hold stands at the foot of the pages."""
        return ""


@dataclass
class EntryNotes(Citations):
    """Citations of an entry, which names its passages in a few lines at its end."""

    def cite(self, passages: tuple[Passage, ...], register: Register, language: str) -> str:
        """Return a citation as raised numbers."""
        for passage in passages:
            self.numbers.setdefault(passage, len(self.numbers) + 1)
            self.uses[passage] += 1
        return f"<sup>{','.join(str(self.numbers[passage]) for passage in passages)}</sup>"

    def reference_list(self, view: View) -> str:
        """Return the passages in the order of their numbers, run on."""
        items = (
            f"<strong>{number}</strong> {note_html(passage, view.register, view.code, self.figures)}"
            for passage, number in self.numbers.items()
        )
        return f'<div class="entry-notes"><p>{" · ".join(items)}</p></div>' if self.numbers else ""


def note_html(passage: Passage, register: Register, code: str, figures: object) -> str:
    """Return what a note says of a passage: document, part, printed page, lines, and how much of it was checked."""
    language = register.languages[code]
    document = register.documents[passage.document]
    entry = outline_entry(document, passage)
    parts = [document.short[code], entry.label[code]]
    if entry.page:
        parts.append(language.word("page-printed").format(entry.page))
    parts.append(language.line_range(passage.first, passage.last, "note-"))
    count = figures.get(passage, 0) if isinstance(figures, dict) else 0
    checked = f" ({language.word('note-checked').format(count)})" if count else ""
    return escape(", ".join(parts) + checked)
