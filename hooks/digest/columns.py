"""The columns of the cross-reference tables: what stands at the head, and how a cell is made for a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from .dates import PartialDate
from .errata_notes import point_erratum
from .field_types import Passage
from .record_models import Actor, Point
from .register import Register
from .responsibilities import name_at
from .targets import later_values, state
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
    shown = links if len(links) <= LONGEST_LIST or not view.folds else links[: LONGEST_LIST - 1]
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


def _target(row: Row, view: View) -> Cell:
    target = row.item
    if target.indicator is None:
        return Cell(view.inline(target.said.text[view.code]), view.language.sort_key(target.said.text[view.code]))
    name = target.indicator.name[view.code]
    shown = f"{safe(name)}: {point_amount(target.said, target.indicator.unit, view)}"
    return Cell(
        shown + _cite(target.said.passage, view) + point_erratum(target.said, view), view.language.sort_key(name)
    )


def _deadline(row: Row, view: View) -> Cell:
    return _date(row.item.deadline, view) if row.item.deadline else _deadline_missing(view)


def _deadline_missing(view: View) -> Cell:
    return Cell(f'<span class="unknown">{view.word("no-deadline")}</span>', missing=True)


def _target_setter(row: Row, view: View) -> Cell:
    target = row.item
    if target.setter is None:
        return _unknown(view)
    html = view.link(*target.setter)
    if target.setter.kind == "policy" and target.issuers:
        html += f"<br><small>{fold([view.link('actor', body) for body in target.issuers], view)}</small>"
    name = view.name(*target.setter)
    return Cell(html, view.language.sort_key(name))


def _outcome(row: Row, view: View) -> Cell:
    target = row.item
    if target.outcome:
        return Cell(view.inline(target.outcome[view.code]), (0,))
    if values := later_values(target, view.register):
        shown = [
            f"{escape(view.language.date(point.at))}: {point_amount(point, target.indicator.unit, view)}"
            f" ({escape(view.language.value('point-kind', point.kind))}){_cite(point.passage, view)}"
            for point in values
        ]
        return Cell("<br>".join(shown), (1,))
    word = {"due": "unknown", "open": "outcome-open", "undated": "unknown"}[state(target, view.register)]
    return Cell(f'<span class="unknown">{view.word(word)}</span>', (2, word))


def body_at(body: str, date: PartialDate | None, view: View) -> str:
    """Return a link to a body, with the name that it bore at a date where that was another one, as HTML."""
    actor = view.register.records["actor"].get(body)
    then = name_at(actor, date, view.code) if isinstance(actor, Actor) else ""
    shown = f" <small>({view.word('then-called').format(escape(then))})</small>" if then else ""
    return view.link("actor", body) + shown


def _role_body(row: Row, view: View) -> Cell:
    role = row.item
    name = view.name("actor", role.body)
    return Cell(body_at(role.body, role.date, view), view.language.sort_key(name), (name,))


def _role_policy(row: Row, view: View) -> Cell:
    name = row.item.policy.name[view.code]
    return Cell(view.link("policy", row.item.policy.id), view.language.sort_key(name), (name,))


def _role_areas(row: Row, view: View) -> Cell:
    names_of = {area.id: area.name[view.code] for area in row.item.policy.areas}
    shown = [names_of.get(area, area) for area in row.item.areas]
    return Cell(escape(view.language.separator.join(shown)) or "–", tuple(shown), missing=not shown)


def _passages(row: Row, view: View) -> Cell:
    passages = row.item.passages[:1]
    return Cell(view.citations.cite(passages, view.register, view.code) if passages else "–", (passages,))


def record_link(word: str, attribute: str) -> Column:
    """Return a column for an attribute that points to one record of any kind."""

    def cell(row: Row, view: View) -> Cell:
        reference = getattr(row.item, attribute)
        return Cell(view.link(*reference), view.language.sort_key(view.name(*reference)))

    return Column(word, cell)


def _relation_passage(row: Row, view: View) -> Cell:
    passage = row.item.passage
    return Cell(_cite(passage, view), (passage,)) if passage else Cell("–", missing=True)


def _indicator(row: Row, view: View) -> Cell:
    name = row.owner.name[view.code]
    return Cell(f"<strong>{safe(name)}</strong>" if row.id else safe(name), view.language.sort_key(name))


def point_amount(point: Point, unit: str, view: View) -> str:
    """Return the value of a point with its qualifier, as HTML."""
    amount = escape(view.language.quantity(point.value, unit))
    if point.qualifier:
        amount += f' <span class="qualifier">({escape(view.language.value("qualifier", point.qualifier))})</span>'
    return amount


def _amount(row: Row, view: View) -> Cell:
    point, unit = row.item, row.owner.unit
    amount = point_amount(point, unit, view)
    return Cell(amount + _cite(point.passage, view) + point_erratum(point, view), (unit, point.value))


def _point_kind(row: Row, view: View) -> Cell:
    point = row.item
    name = view.language.value("point-kind", point.kind)
    whose = view.link(*point.set_by) if point.set_by else ""
    if point.by and point.by != "unknown":
        whose = view.link("actor", point.by)
    return Cell(escape(name) + (f"<br><small>{whose}</small>" if whose else ""), view.language.sort_key(name), (name,))


def _point_date(row: Row, view: View) -> Cell:
    return _date(row.item.at, view) if row.item.date or row.item.kind != "target" else _deadline_missing(view)


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
TARGET = Column("target", _target)
DEADLINE = Column("deadline", _deadline)
TARGET_SETTER = Column("set-by", _target_setter)
OUTCOME = Column("outcome", _outcome)
ROLE_BODY = Column("body", _role_body, facet=True)
ROLE_POLICY = Column("policy", _role_policy)
ROLE_AREAS = Column("areas", _role_areas)
PASSAGES = Column("evidence", _passages)
RELATION_PASSAGE = Column("evidence", _relation_passage)
POINT_KIND = Column("point-kind", _point_kind, facet=True)
POINT_DATE = Column("date", _point_date)
