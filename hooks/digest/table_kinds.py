"""The cross-reference tables that pages can ask for: their rows, columns, filters and order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from . import columns
from .columns import Column, Row
from .document_models import Document
from .field_types import RecordReference
from .languages import VALUES
from .record_models import Indicator, Place, Point, System
from .register import Register
from .responsibilities import held_roles
from .stated_relations import stated_relations
from .targets import STATES, StatedTarget, state, stated_targets

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
    filters: dict[str, Filter] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each filter with a fixed choice of values, the values."""
    only_here: bool = False
    """Whether what the rows hold is shown nowhere else on the site."""


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
        for index, point in enumerate(sorted(indicator.points, key=lambda point: str(point.at))):
            # The first row of an indicator bears its anchor.
            yield Row("indicator", "" if index else name, point, indicator)


def _targets(register: Register) -> Iterator[Row]:
    for target in stated_targets(register):
        yield Row("target", "", target)


def _roles(register: Register) -> Iterator[Row]:
    for role in held_roles(register):
        yield Row("role", "", role)


def _relations(register: Register) -> Iterator[Row]:
    for relation in stated_relations(register):
        yield Row("relation", "", relation)


# --- filters -------------------------------------------------------------------------------------


def _by_topic(register: Register, row: Row, value: str) -> bool:
    return value in row.subject.topics


def _by_document(register: Register, row: Row, value: str) -> bool:
    if isinstance(row.item, Point):
        return row.item.passage.document == value
    if isinstance(row.subject, Document):
        return row.subject.id == value
    if isinstance(row.item, StatedTarget):
        return any(passage.document == value for passage in row.item.passages)
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


def _targets_by_policy(register: Register, row: Row, value: str) -> bool:
    return bool(row.item.setter == RecordReference("policy", value))


def _targets_by_actor(register: Register, row: Row, value: str) -> bool:
    return value in row.item.issuers


def _targets_by_state(register: Register, row: Row, value: str) -> bool:
    return state(row.item, register) == value


def _roles_by_policy(register: Register, row: Row, value: str) -> bool:
    return bool(row.item.policy.id == value)


def _relations_by_document(register: Register, row: Row, value: str) -> bool:
    return bool(row.item.passage and row.item.passage.document == value)


def _indicators_about(register: Register, row: Row, value: str) -> bool:
    kind, _, name = value.partition(":")
    return RecordReference(kind, name) in row.owner.about


def _topics_of_place(register: Register, place: str) -> list[str]:
    """Return the topics of a place, its policies and its systems, in the order of the digest."""
    found = set(register.records["place"][place].topics)
    for kind, index in (("policy", register.policies_by_place), ("system", register.systems_by_place)):
        for name in index.get(place, ()):
            found |= set(register.records[kind][name].topics)
    return [topic for topic in register.listed_topics if topic in found]


def _choices(kind: str, *keys: str) -> Mapping[str, tuple[str, ...]]:
    """Return the values of the filters by attributes that `languages.VALUES` knows as those of a kind."""
    return {key: VALUES[f"{kind}-{key}"] for key in keys}


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
        filters={
            "topic": _by_topic,
            "document": _by_document,
            "place": _by_place,
            "actor": _policies_by_actor,
            "level": _by_value("level"),
            "kind": _by_value("kind"),
            "status": _by_value("status"),
        },
        choices=_choices("policy", "level", "kind", "status"),
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
        filters={"topic": _by_topic, "document": _by_document, "place": _by_place, "kind": _by_value("kind")},
        choices=_choices("actor", "kind"),
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
        filters={
            "topic": _by_topic,
            "document": _by_document,
            "place": _by_place,
            "actor": _systems_by_actor,
            "kind": _by_value("kind"),
            "status": _by_value("status"),
        },
        choices=_choices("system", "kind", "status"),
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
        filters={"document": _by_document, "place": _by_place, "kind": _by_value("kind")},
        choices=_choices("place", "kind"),
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
        filters={"topic": _by_topic, "document": _by_document},
        only_here=True,
    ),
    "indicators": TableKind(
        rows=_points,
        columns={
            "name": columns.INDICATOR,
            "place": columns.names("place", "place", "place", facet=True),
            "at": columns.POINT_DATE,
            "value": columns.AMOUNT,
            "kind": columns.POINT_KIND,
        },
        default=("name", "place", "at", "value", "kind"),
        sort="name",
        filters={
            "topic": _by_topic,
            "document": _by_document,
            "place": _by_place,
            "kind": _by_value("kind"),
            "about": _indicators_about,
        },
        choices=_choices("point", "kind"),
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
        filters={"topic": _by_topic, "document": _by_document, "addressee": _by_value("addressee")},
        choices={"addressee": VALUES["addressee"]},
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
        filters={"topic": _by_topic, "kind": _by_value("kind")},
        choices=_choices("document", "kind"),
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
        filters={"document": _by_document, "kind": _by_value("kind")},
        choices=_choices("erratum", "kind"),
        only_here=True,
    ),
    "targets": TableKind(
        rows=_targets,
        columns={
            "target": columns.TARGET,
            "deadline": columns.DEADLINE,
            "set-by": columns.TARGET_SETTER,
            "place": columns.names("place", "place", "place", facet=True),
            "topics": columns.TOPICS,
            "outcome": columns.OUTCOME,
        },
        default=("target", "deadline", "set-by", "place", "outcome"),
        sort="deadline",
        filters={
            "topic": _by_topic,
            "document": _by_document,
            "place": _by_place,
            "policy": _targets_by_policy,
            "actor": _targets_by_actor,
            "state": _targets_by_state,
        },
        choices={"state": STATES},
    ),
    "roles": TableKind(
        rows=_roles,
        columns={
            "body": columns.ROLE_BODY,
            "role": columns.value("role", "actor-role", "role"),
            "policy": columns.ROLE_POLICY,
            "areas": columns.ROLE_AREAS,
            "issued": columns.date("issued", "date"),
            "place": columns.names("place", "place", "place", facet=True),
            "topics": columns.TOPICS,
            "source": columns.PASSAGES,
        },
        default=("body", "role", "policy", "areas", "issued", "source"),
        sort="body",
        filters={
            "topic": _by_topic,
            "place": _by_place,
            "policy": _roles_by_policy,
            "actor": lambda register, row, value: bool(row.item.body == value),
            "role": _by_value("role"),
        },
        choices={"role": VALUES["actor-role"]},
    ),
    "relations": TableKind(
        rows=_relations,
        columns={
            "from": columns.record_link("from", "source"),
            "relation": columns.value("relation", "relation", "type"),
            "to": columns.record_link("to", "target"),
            "topics": columns.TOPICS,
            "source": columns.RELATION_PASSAGE,
        },
        default=("from", "relation", "to", "source"),
        sort="from",
        filters={"topic": _by_topic, "document": _relations_by_document, "type": _by_value("type")},
        choices={"type": VALUES["relation"]},
    ),
}
"""The tables that a page can ask for, by name."""
