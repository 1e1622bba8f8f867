"""Citations as readers see them: what a passage is called, and the list of references of a page."""

from __future__ import annotations

import bisect
from collections import defaultdict
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from .document_models import Document, OutlineEntry
from .field_types import Passage
from .languages import Language
from .register import Register

if TYPE_CHECKING:
    from .view import View


def outline_entry(document: Document, passage: Passage) -> OutlineEntry:
    """Return the table, figure, box or heading of the document in which a passage begins.

    A table, figure or box holds only its own lines; a heading all lines up to the next one.
    """
    entries = document.outline
    at = bisect.bisect_right(entries, passage.first, key=lambda entry: entry.first)
    for entry in reversed(entries[:at]):
        if entry.last is None or passage.first <= entry.last:
            return entry
    return entries[0]


def passage_label(register: Register, passage: Passage, language: str) -> str:
    """Return what a reader is shown for a passage, for example "Report 2018, Table 3-3"."""
    document = register.documents.get(passage.document)
    if document is None:
        return str(passage)
    return f"{document.short[language]}, {outline_entry(document, passage).label[language]}"


@dataclass
class Citations:
    """The passages that a page cites, numbered in the order of their first citation."""

    numbers: dict[Passage, int] = field(default_factory=dict)
    uses: dict[Passage, int] = field(default_factory=lambda: defaultdict(int))

    def cite(self, passages: tuple[Passage, ...], register: Register, language: str) -> str:
        """Return the mark of a citation as HTML and remember its passages."""
        marks = []
        for passage in passages:
            number = self.numbers.setdefault(passage, len(self.numbers) + 1)
            self.uses[passage] += 1
            label = escape(passage_label(register, passage, language), quote=True).replace("|", "&#124;")
            marks.append(
                f'<a class="cite" id="cite-{number}-{self.uses[passage]}" href="#ref-{number}" '
                f'title="{label}" aria-label="[{number}] {label}">{number}</a>'
            )
        return '<sup class="cites" data-search-exclude>' + '<span class="cites-comma">,</span>'.join(marks) + "</sup>"

    def reference_list(self, view: View) -> str:
        """Return the references as HTML, grouped by document; empty without citations."""
        groups: dict[str, list[Passage]] = defaultdict(list)
        for passage in self.numbers:
            groups[passage.document].append(passage)
        parts = []
        for name in view.register.listed_documents:
            if name in groups:
                document = view.register.documents[name]
                items = "".join(self._item(passage, document, view.language) for passage in groups[name])
                short = escape(document.short[view.code])
                parts.append(
                    f'<p class="references-document">{view.link("document", name)} ({short})</p><ol>{items}</ol>'
                )
        return f'<div class="references">{"".join(parts)}</div>' if parts else ""

    def _item(self, passage: Passage, document: Document, language: Language) -> str:
        number = self.numbers[passage]
        entry = outline_entry(document, passage)
        label = escape(entry.label[language.code])
        page = f", {language.word('page-printed').format(entry.page)}" if entry.page else ""
        lines = escape(language.line_range(passage.first, passage.last))
        back = "".join(
            f' <a class="reference-back" href="#cite-{number}-{use}" '
            f'aria-label="{escape(language.word("back-to-text").format(number))}">↩</a>'
            for use in range(1, self.uses[passage] + 1)
        )
        return (
            f'<li id="ref-{number}" value="{number}">{label}{page} '
            f'<span class="reference-lines">{lines}</span>{back}</li>'
        )
