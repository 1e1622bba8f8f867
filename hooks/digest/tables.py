"""The cross-reference tables: which there are, their columns, filters and order.

A table is a choice of rows (records, documents, errata) and of columns; each column makes a cell
for a row. `blocks` turns the result into HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from .dates import PartialDate
from .model import Actor, Document, Erratum, Indicator, Passage, Place, Point, Policy, Recommendation, Record, System
from .register import Register
from .view import View, safe


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
    """What a row is about: a record, document or erratum with its kind and id, and, for a point, its indicator."""

    kind: str
    id: str
    item: Any
    owner: Any = None

    @property
    def anchor(self) -> str:
        """Identifier of the row in the page; empty where nothing points to it."""
        if self.kind == "erratum":
            return f"erratum-{self.id}"
        return self.id if self.kind in ("term", "recommendation") or self.kind == "indicator" and self.id else ""


MakeCell = Callable[[Row, View], Cell]
Filter = Callable[[Register, Row, str], bool]
Allowed = Callable[[Register], Iterable[str]]


@dataclass(frozen=True)
class Column:
    """A column: the word at its head, and how its cells are made."""

    word: str
    cell: MakeCell
    facet: bool = False
    """Whether readers can filter by it."""


@dataclass(frozen=True)
class TableKind:
    """A table that pages can ask for by name."""

    rows: Callable[[Register], Iterator[Row]]
    columns: dict[str, Column]
    default: tuple[str, ...]
    """Columns shown where the mark names none."""
    sort: str
    """Column by which the rows are sorted, with `-` in front for the other way round."""
    filters: dict[str, Filter] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A table made for one page."""

    name: str
    columns: tuple[tuple[str, Column], ...]
    rows: tuple[tuple[Row, tuple[Cell, ...]], ...]
    caption: str


# --- cells -------------------------------------------------------------------------------------


def _text(text: str, view: View) -> Cell:
    return Cell(escape(text), view.language.sort_key(text))


def _links(kind: str, names: Iterable[str], view: View, *, facet: bool = False) -> Cell:
    pairs = [(view.name(kind, name), view.link(kind, name)) for name in names]
    sort = view.language.sort_key(pairs[0][0]) if pairs else ()
    html = view.language.separator.join(link for _, link in pairs)
    if len(pairs) > 4:
        # Long lists fold away: a table of bodies would otherwise be one body long.
        html = f"<details><summary>{len(pairs)}</summary>{html}</details>"
    return Cell(html or "–", sort, tuple(name for name, _ in pairs) if facet else (), missing=not pairs)


def _unknown(view: View) -> Cell:
    return Cell(f'<span class="unknown">{view.word("unknown")}</span>', missing=True)


def _date(date: PartialDate | None, view: View) -> Cell:
    if date is None:
        return _unknown(view)
    return Cell(f'<time datetime="{date}">{view.language.date(date)}</time>', (date,))


def _value(field_name: str, value: str, view: View) -> Cell:
    name = view.language.value(field_name, value)
    return Cell(escape(name), view.language.sort_key(name), (name,))


def _name(row: Row, view: View) -> Cell:
    link = view.link(row.kind, row.id) if not row.anchor else f"<strong>{safe(view.name(row.kind, row.id))}</strong>"
    originals = "".join(
        f' <span class="original" lang="{original.tag}">{escape(row.item.name.get(code))}</span>'
        for code, original in view.register.digest.originals.items()
        if row.item.name.get(code)
    )
    return Cell(link + originals, view.language.sort_key(view.name(row.kind, row.id)))


def _topics(row: Row, view: View) -> Cell:
    # In the order of the digest, so that cells compare at a glance.
    return _links("topic", [name for name in view.register.digest.topics if name in row.item.topics], view, facet=True)


def documents_of(record: Record, register: Register) -> list[str]:
    """Return the documents that speak of a record, in the order of the digest."""
    named = {account.document for account in record.accounts} | {passage.document for passage in record.passages}
    return [name for name in register.digest.documents if name in named]


def _documents(row: Row, view: View) -> Cell:
    register = view.register
    pairs = [
        (register.documents[name].short[view.code], view.href("document", name))
        for name in documents_of(row.item, register)
    ]
    html = view.language.separator.join(f'<a href="{href}">{escape(short)}</a>' for short, href in pairs)
    return Cell(html or "–", (-len(pairs), *(short for short, _ in pairs)), tuple(short for short, _ in pairs))


def _place(row: Row, view: View) -> Cell:
    return _unknown(view) if row.item.place == "unknown" else _links("place", [row.item.place], view, facet=True)


def _issuers(row: Row, view: View) -> Cell:
    return _unknown(view) if row.item.issuers == "unknown" else _links("actor", row.item.issuers, view)


def _operators(row: Row, view: View) -> Cell:
    return _unknown(view) if row.item.operators == "unknown" else _links("actor", row.item.operators, view)


def _start(row: Row, view: View) -> Cell:
    return _date(row.item.start if isinstance(row.item.start, PartialDate) else None, view)


def policies_of(actor: str, register: Register) -> list[str]:
    """Return the policies that an actor issues or has a role in, the newest first."""
    found = [
        policy
        for policy in register.records["policy"].values()
        if isinstance(policy, Policy)
        and (actor in policy.issuers if isinstance(policy.issuers, list) else False)
        or any(role.actor == actor for role in getattr(policy, "roles", ()))
    ]
    return [policy.id for policy in sorted(found, key=_newest_first)]


def _newest_first(policy: Record) -> tuple[bool, int, int, int, str]:
    date = policy.date if isinstance(policy, Policy) else None
    return (date is None, -date.year, -date.month, -date.day, policy.id) if date else (True, 0, 0, 0, policy.id)


def systems_of(actor: str, register: Register) -> list[str]:
    """Return the systems that an actor runs or takes part in."""
    return [
        system.id
        for system in register.records["system"].values()
        if isinstance(system, System)
        and (actor in system.partners or isinstance(system.operators, list) and actor in system.operators)
    ]


def places_within(place: str, register: Register) -> set[str]:
    """Return a place and all places that lie in it."""
    found, before = {place}, -1
    while len(found) != before:
        before = len(found)
        found |= {
            record.id for record in register.records["place"].values() if isinstance(record, Place) and record.parent in found
        }
    return found


def policies_at(place: str, register: Register) -> list[str]:
    """Return the policies that apply to exactly this place, the newest first."""
    found = [policy for policy in register.records["policy"].values() if isinstance(policy, Policy) and policy.place == place]
    return [policy.id for policy in sorted(found, key=_newest_first)]


def systems_at(place: str, register: Register) -> list[str]:
    """Return the systems at exactly this place."""
    systems = register.records["system"].values()
    return [system.id for system in systems if isinstance(system, System) and place in system.places]


def _point_value(row: Row, view: View) -> Cell:
    point: Point = row.item
    indicator: Indicator = row.owner
    amount = escape(view.language.quantity(point.value, indicator.unit))
    qualifier = f' <span class="qualifier">({view.language.value("qualifier", point.qualifier)})</span>' if point.qualifier else ""
    return Cell(amount + qualifier + _cite([point.passage], view), (indicator.unit, point.value))


def _cite(passages: Iterable[Passage], view: View) -> str:
    return view.citations.cite(tuple(passages), view.register, view.code)


def _indicator_name(row: Row, view: View) -> Cell:
    name = row.owner.name[view.code]
    return Cell(f"<strong>{safe(name)}</strong>" if row.id else safe(name), view.language.sort_key(name))


def _erratum_reading(row: Row, view: View) -> Cell:
    if isinstance(row.item.reading, str):
        return Cell(f'<span class="unknown">{view.word("unresolved")}</span>')
    return Cell(view.inline(row.item.reading[view.code]))


def _erratum_where(row: Row, view: View) -> Cell:
    passage = row.item.passage(row.owner.id)
    return Cell(_cite([passage], view) + f" {view.word('lines').format(row.item.lines)}", (passage.first,))


def _summary(row: Row, view: View) -> Cell:
    return _text(row.item.summary[view.code], view)


def _title(row: Row, view: View) -> Cell:
    return Cell(view.link("document", row.id), view.language.sort_key(row.item.title[view.code]))


def _publisher(row: Row, view: View) -> Cell:
    return _unknown(view) if row.item.publisher == "unknown" else _text(row.item.publisher[view.code], view)


# --- rows and filters --------------------------------------------------------------------------


def _records(kind: str) -> Callable[[Register], Iterator[Row]]:
    def rows(register: Register) -> Iterator[Row]:
        for name, record in sorted(register.records[kind].items()):
            yield Row(kind, name, record)

    return rows


def _document_rows(register: Register) -> Iterator[Row]:
    for name in register.digest.documents:
        if name in register.documents:
            yield Row("document", name, register.documents[name])


def _errata_rows(register: Register) -> Iterator[Row]:
    for row in _document_rows(register):
        for erratum in row.item.errata:
            yield Row("erratum", erratum.id, erratum, row.item)


def _point_rows(register: Register) -> Iterator[Row]:
    for name, indicator in sorted(register.records["indicator"].items()):
        assert isinstance(indicator, Indicator)
        for index, point in enumerate(sorted(indicator.points, key=lambda point: point.at)):
            # The first row of an indicator bears its anchor.
            yield Row("indicator", "" if index else name, point, indicator)


def _subject(row: Row) -> Any:
    return row.owner if row.owner is not None else row.item


def _by_topic(register: Register, row: Row, value: str) -> bool:
    return value in _subject(row).topics


def _by_document(register: Register, row: Row, value: str) -> bool:
    subject = _subject(row)
    if isinstance(subject, Document):
        return subject.id == value
    if isinstance(row.item, Point):
        return row.item.passage.document == value
    return value in documents_of(subject, register)


def _by_place(register: Register, row: Row, value: str) -> bool:
    subject, places = _subject(row), places_within(value, register)
    own = subject.places if isinstance(subject, System) else [subject.parent or ""] if isinstance(subject, Place) else [subject.place]
    return any(place in places for place in own)


def _by_value(name: str) -> Filter:
    return lambda register, row, value: getattr(row.item, name) == value


def _by_issuer(register: Register, row: Row, value: str) -> bool:
    return row.id in policies_of(value, register)


def _by_actor(register: Register, row: Row, value: str) -> bool:
    return row.id in systems_of(value, register)


_NAME = Column("name", _name)
_TOPICS = Column("topics", _topics, facet=True)
_DOCUMENTS = Column("documents", _documents, facet=True)

TABLES: Mapping[str, TableKind] = {
    "policies": TableKind(
        _records("policy"),
        {
            "name": _NAME,
            "issued": Column("issued", lambda row, view: _date(row.item.date, view)),
            "issuers": Column("issuers", _issuers),
            "level": Column("level", lambda row, view: _value("policy-level", row.item.level, view), facet=True),
            "kind": Column("kind", lambda row, view: _value("policy-kind", row.item.kind, view), facet=True),
            "status": Column("status", lambda row, view: _value("policy-status", row.item.status, view), facet=True),
            "place": Column("place", _place, facet=True),
            "topics": _TOPICS,
            "documents": _DOCUMENTS,
        },
        ("name", "issued", "issuers", "level", "place", "topics", "documents"),
        "-issued",
        {
            "topic": _by_topic, "document": _by_document, "place": _by_place, "level": _by_value("level"),
            "kind": _by_value("kind"), "status": _by_value("status"), "actor": _by_issuer,
        },
    ),
    "actors": TableKind(
        _records("actor"),
        {
            "name": _NAME,
            "kind": Column("kind", lambda row, view: _value("actor-kind", row.item.kind, view), facet=True),
            "place": Column("place", _place, facet=True),
            "policies": Column("policies", lambda row, view: _links("policy", policies_of(row.id, view.register), view)),
            "systems": Column("systems", lambda row, view: _links("system", systems_of(row.id, view.register), view)),
            "topics": _TOPICS,
            "documents": _DOCUMENTS,
        },
        ("name", "kind", "place", "policies", "systems", "documents"),
        "name",
        {"topic": _by_topic, "document": _by_document, "place": _by_place, "kind": _by_value("kind")},
    ),
    "systems": TableKind(
        _records("system"),
        {
            "name": _NAME,
            "kind": Column("kind", lambda row, view: _value("system-kind", row.item.kind, view), facet=True),
            "places": Column("places", lambda row, view: _links("place", row.item.places, view, facet=True), facet=True),
            "operators": Column("operators", _operators),
            "start": Column("start", _start),
            "status": Column("status", lambda row, view: _value("system-status", row.item.status, view), facet=True),
            "topics": _TOPICS,
            "documents": _DOCUMENTS,
        },
        ("name", "kind", "places", "operators", "start", "topics", "documents"),
        "name",
        {
            "topic": _by_topic, "document": _by_document, "place": _by_place, "kind": _by_value("kind"),
            "status": _by_value("status"), "actor": _by_actor,
        },
    ),
    "places": TableKind(
        _records("place"),
        {
            "name": _NAME,
            "kind": Column("kind", lambda row, view: _value("place-kind", row.item.kind, view), facet=True),
            "parent": Column("parent", lambda row, view: _links("place", [row.item.parent] if row.item.parent else [], view)),
            "topics": Column("topics", lambda row, view: _links("topic", _topics_at(row.id, view.register), view, facet=True), facet=True),
            "policies": Column("policies", lambda row, view: _links("policy", policies_at(row.id, view.register), view)),
            "systems": Column("systems", lambda row, view: _links("system", systems_at(row.id, view.register), view)),
            "documents": _DOCUMENTS,
        },
        ("name", "kind", "parent", "topics", "policies", "systems"),
        "name",
        {"document": _by_document, "place": _by_place, "kind": _by_value("kind")},
    ),
    "terms": TableKind(
        _records("term"),
        {
            "name": _NAME,
            "definition": Column("definition", lambda row, view: Cell(view.inline(row.item.definition[view.code]))),
            "topics": _TOPICS,
        },
        ("name", "definition", "topics"),
        "name",
        {"topic": _by_topic, "document": _by_document},
    ),
    "indicators": TableKind(
        _point_rows,
        {
            "name": Column("indicator", _indicator_name),
            "place": Column("place", lambda row, view: _links("place", [row.owner.place], view, facet=True), facet=True),
            "at": Column("date", lambda row, view: _date(row.item.at, view)),
            "value": Column("value", _point_value),
            "kind": Column("point-kind", lambda row, view: _value("point-kind", row.item.kind, view), facet=True),
        },
        ("name", "place", "at", "value", "kind"),
        "name",
        {"topic": _by_topic, "document": _by_document, "place": _by_place, "kind": _by_value("kind")},
    ),
    "recommendations": TableKind(
        _records("recommendation"),
        {
            "name": _NAME,
            "addressee": Column("addressee", lambda row, view: _value("addressee", row.item.addressee, view), facet=True),
            "text": Column("recommendation", lambda row, view: Cell(view.inline(row.item.text[view.code]))),
            "topics": _TOPICS,
        },
        ("name", "addressee", "text", "topics"),
        "addressee",
        {"topic": _by_topic, "document": _by_document, "addressee": _by_value("addressee")},
    ),
    "documents": TableKind(
        _document_rows,
        {
            "title": Column("title", _title),
            "kind": Column("kind", lambda row, view: _value("document-kind", row.item.kind, view), facet=True),
            "publisher": Column("publisher", _publisher),
            "date": Column("date", lambda row, view: _date(row.item.date if isinstance(row.item.date, PartialDate) else None, view)),
            "summary": Column("description", _summary),
            "topics": _TOPICS,
        },
        ("title", "kind", "publisher", "date", "topics"),
        "-date",
        {"topic": _by_topic, "kind": _by_value("kind")},
    ),
    "errata": TableKind(
        _errata_rows,
        {
            "where": Column("where-printed", _erratum_where),
            "kind": Column("kind", lambda row, view: _value("erratum-kind", row.item.kind, view), facet=True),
            "printed": Column("as-printed", lambda row, view: Cell(escape(row.item.printed), (row.item.printed,))),
            "reading": Column("reading", _erratum_reading),
            "reason": Column("reason", lambda row, view: Cell(view.inline(row.item.reason[view.code]))),
            "confidence": Column("confidence", lambda row, view: _value("confidence", row.item.confidence, view), facet=True),
        },
        ("where", "printed", "reading", "reason", "confidence"),
        "where",
        {"document": _by_document, "kind": _by_value("kind")},
    ),
}  # fmt: skip
"""The tables that a page can ask for, by name."""


def _topics_at(place: str, register: Register) -> list[str]:
    """Return the topics of a place, its policies and its systems, in the order of the digest."""
    found = set(register.records["place"][place].topics)
    for kind, names in (("policy", policies_at(place, register)), ("system", systems_at(place, register))):
        for name in names:
            found |= set(register.records[kind][name].topics)
    return [topic for topic in register.digest.topics if topic in found]


def allowed_values(key: str, table: str, register: Register) -> list[str]:
    """Return the values that a filter of a table can have."""
    by_record: dict[str, Iterable[str]] = {
        "topic": register.topics,
        "document": register.documents,
        "place": register.records["place"],
        "actor": register.records["actor"],
    }
    if key in by_record:
        return sorted(by_record[key])
    models: dict[str, Any] = {
        "policies": Policy, "actors": Actor, "systems": System, "places": Place, "indicators": Point,
        "recommendations": Recommendation, "documents": Document, "errata": Erratum,
    }  # fmt: skip
    return list(models[table].model_fields[key].annotation.__args__)


def make_table(name: str, options: Mapping[str, str], view: View) -> Table:
    """Make a table for a page from the options of its mark, which the checks have found right."""
    kind = TABLES[name]
    keys = options["columns"].split(",") if "columns" in options else kind.default
    columns = tuple((key, kind.columns[key]) for key in keys)
    rows = [
        row
        for row in kind.rows(view.register)
        if all(kind.filters[key](view.register, row, value) for key, value in options.items() if key in kind.filters)
    ]
    order = options.get("sort", kind.sort)
    by = kind.columns[order.removeprefix("-")]
    # Cells that cite number their passages as they are made: so the order is found with a view of its own.
    scratch = View(view.register, view.language, view.address)
    keyed = [(by.cell(row, scratch), row) for row in rows]
    known = sorted(
        (pair for pair in keyed if not pair[0].missing), key=lambda pair: pair[0].sort, reverse=order.startswith("-")
    )
    ordered = [row for _, row in known] + [row for cell, row in keyed if cell.missing]
    made = tuple((row, tuple(column.cell(row, view) for _, column in columns)) for row in ordered)
    return Table(name, columns, made, view.word(name))
