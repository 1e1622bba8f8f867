"""The cross-reference tables: which there are, their columns, filters and order.

A table is a choice of rows (records, documents, errata) and of columns; `columns` makes the cells,
`blocks` turns the result into HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import columns
from .columns import Cell, Column, Row
from .document_models import Document, Erratum
from .record_models import Actor, Indicator, Place, Point, Policy, Recommendation, System
from .register import Register
from .view import View

Filter = Callable[[Register, Row, str], bool]


@dataclass(frozen=True)
class TableKind:
    """A table that pages can ask for by name."""

    rows: Callable[[Register], Iterator[Row]]
    columns: dict[str, Column]
    default: tuple[str, ...]
    """Columns shown where the mark names none."""
    sort: str
    """Column by which the rows are sorted, with `-` in front for the other way round."""
    model: Any
    """The model in which a filter's fixed choice of values is found."""
    filters: dict[str, Filter] = field(default_factory=dict)
    only_here: bool = False
    """Whether what the rows hold is shown nowhere else on the site."""


@dataclass(frozen=True)
class Table:
    """A table made for one page."""

    name: str
    columns: tuple[tuple[str, Column], ...]
    rows: tuple[tuple[Row, tuple[Cell, ...]], ...]
    caption: str


# --- rows ----------------------------------------------------------------------------------------


def _records(kind: str) -> Callable[[Register], Iterator[Row]]:
    def rows(register: Register) -> Iterator[Row]:
        for name, record in sorted(register.records[kind].items()):
            yield Row(kind, name, record)

    return rows


def _documents(register: Register) -> Iterator[Row]:
    for name in register.listed_documents:
        yield Row("document", name, register.documents[name])


def _errata(register: Register) -> Iterator[Row]:
    for row in _documents(register):
        for erratum in row.item.errata:
            yield Row("erratum", erratum.id, erratum, row.item)


def _points(register: Register) -> Iterator[Row]:
    for name, indicator in sorted(register.records["indicator"].items()):
        assert isinstance(indicator, Indicator)
        for index, point in enumerate(sorted(indicator.points, key=lambda point: point.at)):
            # The first row of an indicator bears its anchor.
            yield Row("indicator", "" if index else name, point, indicator)


# --- filters -------------------------------------------------------------------------------------


def _by_topic(register: Register, row: Row, value: str) -> bool:
    return value in row.subject.topics


def _by_document(register: Register, row: Row, value: str) -> bool:
    if isinstance(row.item, Point):
        return row.item.passage.document == value
    if isinstance(row.subject, Document):
        return row.subject.id == value
    return value in register.documents_of(row.subject)


def _by_place(register: Register, row: Row, value: str) -> bool:
    subject = row.subject
    if isinstance(subject, System):
        own = subject.places
    else:
        own = [subject.parent or ""] if isinstance(subject, Place) else [subject.place]
    return not register.places_within(value).isdisjoint(own)


def _by_value(name: str) -> Filter:
    return lambda register, row, value: bool(getattr(row.item, name) == value)


def _policies_by_actor(register: Register, row: Row, value: str) -> bool:
    return row.id in register.policies_by_actor.get(value, ())


def _systems_by_actor(register: Register, row: Row, value: str) -> bool:
    return row.id in register.systems_by_actor.get(value, ())


def _topics_of_place(register: Register, place: str) -> list[str]:
    """Return the topics of a place, its policies and its systems, in the order of the digest."""
    found = set(register.records["place"][place].topics)
    for kind, index in (("policy", register.policies_by_place), ("system", register.systems_by_place)):
        for name in index.get(place, ()):
            found |= set(register.records[kind][name].topics)
    return [topic for topic in register.listed_topics if topic in found]


TABLES: Mapping[str, TableKind] = {
    "policies": TableKind(
        rows=_records("policy"),
        columns={
            "name": columns.NAME,
            "issued": columns.date("issued", "date"),
            "issuers": columns.names("issuers", "actor", "issuers"),
            "level": columns.value("level", "policy-level", "level"),
            "kind": columns.value("kind", "policy-kind", "kind"),
            "status": columns.value("status", "policy-status", "status"),
            "place": columns.names("place", "place", "place", facet=True),
            "topics": columns.TOPICS,
            "documents": columns.DOCUMENTS,
        },
        default=("name", "issued", "issuers", "level", "place", "topics", "documents"),
        sort="-issued",
        model=Policy,
        filters={
            "topic": _by_topic,
            "document": _by_document,
            "place": _by_place,
            "actor": _policies_by_actor,
            "level": _by_value("level"),
            "kind": _by_value("kind"),
            "status": _by_value("status"),
        },
    ),
    "actors": TableKind(
        rows=_records("actor"),
        columns={
            "name": columns.NAME,
            "kind": columns.value("kind", "actor-kind", "kind"),
            "place": columns.names("place", "place", "place", facet=True),
            "policies": columns.found("policies", "policy", lambda r, name: r.policies_by_actor.get(name, ())),
            "systems": columns.found("systems", "system", lambda r, name: r.systems_by_actor.get(name, ())),
            "topics": columns.TOPICS,
            "documents": columns.DOCUMENTS,
        },
        default=("name", "kind", "place", "policies", "systems", "documents"),
        sort="name",
        model=Actor,
        filters={"topic": _by_topic, "document": _by_document, "place": _by_place, "kind": _by_value("kind")},
    ),
    "systems": TableKind(
        rows=_records("system"),
        columns={
            "name": columns.NAME,
            "kind": columns.value("kind", "system-kind", "kind"),
            "places": columns.names("places", "place", "places", facet=True),
            "operators": columns.names("operators", "actor", "operators"),
            "start": columns.date("start", "start"),
            "status": columns.value("status", "system-status", "status"),
            "topics": columns.TOPICS,
            "documents": columns.DOCUMENTS,
        },
        default=("name", "kind", "places", "operators", "start", "topics", "documents"),
        sort="name",
        model=System,
        filters={
            "topic": _by_topic,
            "document": _by_document,
            "place": _by_place,
            "actor": _systems_by_actor,
            "kind": _by_value("kind"),
            "status": _by_value("status"),
        },
    ),
    "places": TableKind(
        rows=_records("place"),
        columns={
            "name": columns.NAME,
            "kind": columns.value("kind", "place-kind", "kind"),
            "parent": columns.names("parent", "place", "parent"),
            "topics": columns.found("topics", "topic", _topics_of_place, facet=True),
            "policies": columns.found("policies", "policy", lambda r, name: r.policies_by_place.get(name, ())),
            "systems": columns.found("systems", "system", lambda r, name: r.systems_by_place.get(name, ())),
            "documents": columns.DOCUMENTS,
        },
        default=("name", "kind", "parent", "topics", "policies", "systems"),
        sort="name",
        model=Place,
        filters={"document": _by_document, "place": _by_place, "kind": _by_value("kind")},
    ),
    "terms": TableKind(
        rows=_records("term"),
        columns={
            "name": columns.NAME,
            "definition": columns.prose("definition", "definition"),
            "topics": columns.TOPICS,
        },
        default=("name", "definition", "topics"),
        sort="name",
        model=None,
        filters={"topic": _by_topic, "document": _by_document},
        only_here=True,
    ),
    "indicators": TableKind(
        rows=_points,
        columns={
            "name": columns.INDICATOR,
            "place": columns.names("place", "place", "place", facet=True),
            "at": columns.date("date", "at"),
            "value": columns.AMOUNT,
            "kind": columns.value("point-kind", "point-kind", "kind"),
        },
        default=("name", "place", "at", "value", "kind"),
        sort="name",
        model=Point,
        filters={"topic": _by_topic, "document": _by_document, "place": _by_place, "kind": _by_value("kind")},
        only_here=True,
    ),
    "recommendations": TableKind(
        rows=_records("recommendation"),
        columns={
            "name": columns.NAME,
            "addressee": columns.value("addressee", "addressee", "addressee"),
            "text": columns.prose("recommendation", "text"),
            "topics": columns.TOPICS,
        },
        default=("name", "addressee", "text", "topics"),
        sort="addressee",
        model=Recommendation,
        filters={"topic": _by_topic, "document": _by_document, "addressee": _by_value("addressee")},
        only_here=True,
    ),
    "documents": TableKind(
        rows=_documents,
        columns={
            "title": columns.TITLE,
            "kind": columns.value("kind", "document-kind", "kind"),
            "publisher": columns.plain("publisher", "publisher"),
            "date": columns.date("date", "date"),
            "summary": columns.plain("description", "summary"),
            "topics": columns.TOPICS,
        },
        default=("title", "kind", "publisher", "date", "topics"),
        sort="-date",
        model=Document,
        filters={"topic": _by_topic, "kind": _by_value("kind")},
    ),
    "errata": TableKind(
        rows=_errata,
        columns={
            "where": columns.ERRATUM_WHERE,
            "kind": columns.value("kind", "erratum-kind", "kind"),
            "printed": columns.ERRATUM_PRINTED,
            "reading": columns.ERRATUM_READING,
            "reason": columns.prose("reason", "reason"),
            "confidence": columns.value("confidence", "confidence", "confidence"),
        },
        default=("where", "printed", "reading", "reason", "confidence"),
        sort="where",
        model=Erratum,
        filters={"document": _by_document, "kind": _by_value("kind")},
        only_here=True,
    ),
}
"""The tables that a page can ask for, by name."""


def allowed_values(key: str, table: str, register: Register) -> list[str]:
    """Return the values that a filter of a table can have."""
    by_id: dict[str, Iterable[str]] = {
        "topic": register.topics,
        "document": register.documents,
        "place": register.records["place"],
        "actor": register.records["actor"],
    }
    if key in by_id:
        return sorted(by_id[key])
    return list(TABLES[table].model.model_fields[key].annotation.__args__)


def make_table(name: str, options: Mapping[str, str], view: View) -> Table:
    """Make a table for a page from the options of its mark, which the checks have found right."""
    kind = TABLES[name]
    keys = options["columns"].split(",") if "columns" in options else kind.default
    chosen = tuple((key, kind.columns[key]) for key in keys)
    rows = [
        row
        for row in kind.rows(view.register)
        if all(kind.filters[key](view.register, row, value) for key, value in options.items() if key in kind.filters)
    ]
    ordered = _sorted(rows, options.get("sort", kind.sort), kind, view)
    made = tuple((row, tuple(column.cell(row, view) for _, column in chosen)) for row in ordered)
    return Table(name, chosen, made, view.language.word(name))


def _sorted(rows: list[Row], order: str, kind: TableKind, view: View) -> list[Row]:
    """Return the rows sorted by a column; those with nothing to sort by stand last in either direction."""
    by = kind.columns[order.removeprefix("-")]
    # Cells that cite number their passages as they are made: so the order is found with a view of its own.
    scratch = View(view.register, view.language, view.address)
    keyed = [(by.cell(row, scratch), row) for row in rows]
    known = [pair for pair in keyed if not pair[0].missing]
    known.sort(key=lambda pair: pair[0].sort, reverse=order.startswith("-"))
    return [row for _, row in known] + [row for cell, row in keyed if cell.missing]
