"""The columns of the cross-reference tables: what stands at the head, and how a cell is made for a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from .dates import PartialDate
from .field_types import Passage
from .register import Register
from .view import View, safe

LONGEST_LIST = 4
"""Names. Of longer lists all but the first few fold away: a table of bodies would otherwise be one body long."""


@dataclass(frozen=True)
class Cell:
    """A cell of a table."""

    html: str
    sort: tuple[Any, ...] = ()
    """Key by which rows are sorted; the cell's place in that order becomes the key in the page."""
    facets: tuple[str, ...] = ()
    """Values by which a reader can filter; empty where the column is not for filtering."""
    missing: bool = False
    """Whether there is nothing to sort by: such rows stand last in either direction."""


@dataclass(frozen=True)
class Row:
    """What a row is about."""

    kind: str
    """`document`, `erratum` or the kind of a record."""
    id: str
    """Identifier of what the row is about; empty in the further rows of an indicator."""
    item: Any
    """The document, erratum, record, or point of an indicator."""
    owner: Any = None
    """The document of an erratum, the indicator of a point; None for the others."""

    @property
    def subject(self) -> Any:
        """The document or record by which the row is filtered."""
        return self.item if self.owner is None else self.owner

    @property
    def anchor(self) -> str:
        """Identifier of the row in the page; empty where nothing points to it."""
        if self.kind == "erratum":
            return f"erratum-{self.id}"
        return self.id if self.kind in ("term", "recommendation", "indicator") else ""


MakeCell = Callable[[Row, View], Cell]


@dataclass(frozen=True)
class Column:
    """A column: the word at its head, and how its cells are made."""

    word: str
    cell: MakeCell
    facet: bool = False
    """Whether readers can filter by it."""


def fold(links: list[str], view: View) -> str:
    """Return links as a list in running text, of which all but the first few fold away where it is long."""
    separator = view.language.separator
    shown = links if len(links) <= LONGEST_LIST else links[: LONGEST_LIST - 1]
    html = separator.join(shown)
    if rest := links[len(shown) :]:
        summary = view.word("and-more").format(len(rest))
        html += f" <details><summary>{summary}</summary>{separator.join(rest)}</details>"
    return html


# --- cells -------------------------------------------------------------------------------------


def _text(text: str, view: View) -> Cell:
    return Cell(escape(text), view.language.sort_key(text))


def _unknown(view: View) -> Cell:
    return Cell(f'<span class="unknown">{view.word("unknown")}</span>', missing=True)


def _links(kind: str, names: Iterable[str], view: View, *, facet: bool = False) -> Cell:
    pairs = [(view.name(kind, name), view.link(kind, name)) for name in names]
    links = [link for _, link in pairs]
    # Topics are few and short, and a reader compares them from row to row.
    html = view.language.separator.join(links) if kind == "topic" else fold(links, view)
    sort = view.language.sort_key(pairs[0][0]) if pairs else ()
    return Cell(html or "–", sort, tuple(name for name, _ in pairs) if facet else (), missing=not pairs)


def _date(date: object, view: View) -> Cell:
    if not isinstance(date, PartialDate):
        return _unknown(view)
    return Cell(f'<time datetime="{date}">{view.language.date(date)}</time>', (date,))


def _cite(passage: Passage, view: View) -> str:
    return view.citations.cite((passage,), view.register, view.code)


# --- columns by what their cells hold ------------------------------------------------------------


def value(word: str, field: str, attribute: str) -> Column:
    """Return a column for an attribute with a fixed choice of values, named as in `languages.VALUES`."""

    def cell(row: Row, view: View) -> Cell:
        name = view.language.value(field, getattr(row.item, attribute))
        return Cell(escape(name), view.language.sort_key(name), (name,))

    return Column(word, cell, facet=True)


def date(word: str, attribute: str) -> Column:
    """Return a column for a date that may be unknown."""
    return Column(word, lambda row, view: _date(getattr(row.item, attribute), view))


def names(word: str, kind: str, attribute: str, *, facet: bool = False) -> Column:
    """Return a column for an attribute that names one or several records, or is unknown."""

    def cell(row: Row, view: View) -> Cell:
        named = getattr(row.subject, attribute)
        if named == "unknown":
            return _unknown(view)
        return _links(kind, [named] if isinstance(named, str) else named or [], view, facet=facet)

    return Column(word, cell, facet=facet)


def found(word: str, kind: str, find: Callable[[Register, str], Iterable[str]], *, facet: bool = False) -> Column:
    """Return a column for records that the Register finds for the id of the row."""
    return Column(word, lambda row, view: _links(kind, find(view.register, row.id), view, facet=facet), facet=facet)


def prose(word: str, attribute: str) -> Column:
    """Return a column for a text with marks in each language."""
    return Column(word, lambda row, view: Cell(view.inline(getattr(row.item, attribute)[view.code])))


def plain(word: str, attribute: str) -> Column:
    """Return a column for a text without marks in each language, or an unknown one."""

    def cell(row: Row, view: View) -> Cell:
        text = getattr(row.item, attribute)
        return _unknown(view) if text == "unknown" else _text(text[view.code], view)

    return Column(word, cell)


# --- columns of their own kind -------------------------------------------------------------------


def _name(row: Row, view: View) -> Cell:
    name = view.name(row.kind, row.id)
    originals = "".join(
        f' <span class="original" lang="{original.tag}">{escape(row.item.name.get(code))}</span>'
        for code, original in view.register.digest.originals.items()
        if row.item.name.get(code)
    )
    # What has no page of its own is shown here: its name leads nowhere else.
    shown = f"<strong>{safe(name)}</strong>" if row.anchor else view.link(row.kind, row.id)
    return Cell(shown + originals, view.language.sort_key(name))


def _topics(row: Row, view: View) -> Cell:
    # In the order of the digest, so that cells compare at a glance.
    return _links("topic", [name for name in view.register.listed_topics if name in row.item.topics], view, facet=True)


def _documents(row: Row, view: View) -> Cell:
    names_of = view.register.documents_of(row.item)
    shorts = tuple(view.register.documents[name].short[view.code] for name in names_of)
    html = view.language.separator.join(
        f'<a href="{view.href("document", name)}">{escape(short)}</a>'
        for name, short in zip(names_of, shorts, strict=True)
    )
    return Cell(html or "–", (-len(shorts), *shorts), shorts)


def _title(row: Row, view: View) -> Cell:
    return Cell(view.link("document", row.id), view.language.sort_key(row.item.title[view.code]))


def _indicator(row: Row, view: View) -> Cell:
    name = row.owner.name[view.code]
    return Cell(f"<strong>{safe(name)}</strong>" if row.id else safe(name), view.language.sort_key(name))


def _amount(row: Row, view: View) -> Cell:
    point, unit = row.item, row.owner.unit
    amount = escape(view.language.quantity(point.value, unit))
    if point.qualifier:
        amount += f' <span class="qualifier">({escape(view.language.value("qualifier", point.qualifier))})</span>'
    return Cell(amount + _cite(point.passage, view), (unit, point.value))


def _erratum_where(row: Row, view: View) -> Cell:
    passage = row.item.passage(row.owner.id)
    lines = escape(view.language.line_range(passage.first, passage.last))
    return Cell(f"{_cite(passage, view)} {lines}", (passage.first,))


def _erratum_reading(row: Row, view: View) -> Cell:
    if isinstance(row.item.reading, str):
        return Cell(f'<span class="unknown">{view.word("unresolved")}</span>')
    return Cell(view.inline(row.item.reading[view.code]))


NAME = Column("name", _name)
TOPICS = Column("topics", _topics, facet=True)
DOCUMENTS = Column("documents", _documents, facet=True)
TITLE = Column("title", _title)
INDICATOR = Column("indicator", _indicator)
AMOUNT = Column("value", _amount)
ERRATUM_WHERE = Column("where-printed", _erratum_where)
ERRATUM_PRINTED = Column("as-printed", lambda row, view: Cell(escape(row.item.printed), (row.item.printed,)))
ERRATUM_READING = Column("reading", _erratum_reading)
