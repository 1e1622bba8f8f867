"""Citations as readers see them: what a passage is called, and the list of references of a page."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from .dates import PartialDate
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

    figures: Mapping[Passage, int] = field(default_factory=dict)
    """How many figures and dates of the page were found in each passage; empty where nothing was checked."""
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
                items = "".join(self._item(passage, document, view) for passage in groups[name])
                parts.append(f'<div class="references-group">{_group_head(document, view)}<ol>{items}</ol></div>')
        return f'<div class="references">{"".join(parts)}{view.checking_link("references-how")}</div>' if parts else ""

    def _item(self, passage: Passage, document: Document, view: View) -> str:
        number, language = self.numbers[passage], view.language
        entry = outline_entry(document, passage)
        label = escape(entry.label[language.code])
        page = (
            f', <span class="reference-page">{escape(language.word("page-printed").format(entry.page))}</span>'
            if entry.page
            else ""
        )
        lines = escape(language.line_range(passage.first, passage.last))
        back = "".join(
            f' <a class="reference-back" href="#cite-{number}-{use}" '
            f'aria-label="{escape(language.word("back-to-text").format(number))}">↩</a>'
            for use in range(1, self.uses[passage] + 1)
        )
        return (
            f'<li id="ref-{number}" value="{number}"><span class="reference-label">{label}</span>{page} '
            f'<span class="reference-lines">{lines}</span>{self._check(passage, language)}'
            f"{_treated(passage, view)}{back}</li>"
        )

    def _check(self, passage: Passage, language: Language) -> str:
        if not self.figures:
            return ""
        count = self.figures.get(passage, 0)
        word = "checked-none" if not count else "checked-one" if count == 1 else "checked-other"
        text = escape(language.word(word).format(count))
        return f' <span class="reference-check{"" if count else " reference-unchecked"}">{text}</span>'


def _group_head(document: Document, view: View) -> str:
    date = document.date
    shown = (
        f'<time datetime="{date}">{escape(view.language.date(date))}</time>'
        if isinstance(date, PartialDate)
        else view.word("undated")
    )
    return (
        f'<p class="references-document">{view.link("document", document.id)} '
        f'<span class="references-short">{escape(document.short[view.code])}</span> '
        f'<span class="references-date">{shown}</span></p>'
    )


def _treated(passage: Passage, view: View) -> str:
    """Return a link to the section of the document's own pages that treats a passage."""
    section = view.register.concordance.treated_in(passage)
    if section is None:
        return ""
    page = view.register.pages.get((section.page, view.code))
    title = page.section_titles.get(section.anchor, page.title) if page else section.page
    href = view.page_href(section.page)
    # On the section's own page the way back to the text leads there already; only the card shows the link.
    hidden = " hidden" if href == view.own_href else ""
    target = href + (f"#{section.anchor}" if section.anchor else "")
    text = view.word("treated-in").format(escape(title))
    return f' <a class="reference-treated" href="{target}"{hidden}>{text}</a>'
