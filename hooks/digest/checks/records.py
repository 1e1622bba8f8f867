"""Rules about records: the ids that they name, their evidence, and their dates."""

from __future__ import annotations

from collections.abc import Iterator

from ..dates import PartialDate
from ..positions import model_problem
from ..problems import Problem, one_of
from ..record_models import Actor, Indicator, Place, Policy, Record, System
from ..register import Register
from ..yaml_source import Location

_NEED_ACCOUNTS = ("policy", "actor", "system")
_NEED_PASSAGES = ("policy", "actor", "system", "place")


def named_ids(record: Record) -> Iterator[tuple[Location, str, str]]:
    """Yield the ids that a record names: the way to each, the kind that it should be, and the id."""
    for index, account in enumerate(record.accounts):
        yield ("accounts", index, "document"), "document", account.document
    for index, topic in enumerate(record.topics):
        yield ("topics", index), "topic", topic
    for index, relation in enumerate(record.relations):
        yield ("relations", index, "target"), relation.target.kind, relation.target.id
    if isinstance(record, Policy):
        if isinstance(record.issuers, list):
            for index, issuer in enumerate(record.issuers):
                yield ("issuers", index), "actor", issuer
        for index, role in enumerate(record.roles):
            yield ("roles", index, "actor"), "actor", role.actor
        for index, target in enumerate(record.targets):
            for number, topic in enumerate(target.topics):
                yield ("targets", index, "topics", number), "topic", topic
        yield ("place",), "place", record.place
    if isinstance(record, Actor):
        if record.place != "unknown":
            yield ("place",), "place", record.place
        if record.parent:
            yield ("parent",), "actor", record.parent
    if isinstance(record, System):
        for index, place in enumerate(record.places):
            yield ("places", index), "place", place
        if isinstance(record.operators, list):
            for index, operator in enumerate(record.operators):
                yield ("operators", index), "actor", operator
        for index, partner in enumerate(record.partners):
            yield ("partners", index), "actor", partner
    if isinstance(record, Place) and record.parent:
        yield ("parent",), "place", record.parent
    if isinstance(record, Indicator):
        yield ("place",), "place", record.place
        for index, reference in enumerate(record.about):
            yield ("about", index), reference.kind, reference.id
        for index, point in enumerate(record.points):
            if point.by and point.by != "unknown":
                yield ("points", index, "by"), "actor", point.by
            if point.set_by:
                yield ("points", index, "set_by"), point.set_by.kind, point.set_by.id


def named_records(register: Register) -> Iterator[Problem]:
    """A record names only topics, documents, actors, places and other records that exist."""
    for reference, record in register.all_records():
        for location, kind, name in named_ids(record):
            if not register.knows(kind, name):
                message = f"there is no {kind} '{name}'"
                hint = one_of(name, register.models(kind) or {})
                yield model_problem(register, *reference, location, f"unknown-{kind}", message, hint)


def evidence(register: Register) -> Iterator[Problem]:
    """Policies, actors and systems say what a document says of them; their facts name a passage."""
    for reference, record in register.all_records():
        if reference.kind in _NEED_PASSAGES and not record.passages:
            hint = 'add the key passages: ["document-id:12-34"]'
            message = "the record names no passage for its facts"
            yield model_problem(register, *reference, (), "missing-evidence", message, hint)
        if reference.kind in _NEED_ACCOUNTS and not record.accounts:
            hint = "add the key accounts, with document and text"
            message = "the record does not say what any document says of it"
            yield model_problem(register, *reference, (), "missing-evidence", message, hint)


def dates_in_order(register: Register) -> Iterator[Problem]:
    """A policy is signed before it is published, and published before it takes effect."""
    for name, record in register.records["policy"].items():
        assert isinstance(record, Policy)
        before: tuple[str, PartialDate] | None = None
        for key in ("signed", "published", "effective"):
            date = getattr(record, key)
            if date is None:
                continue
            if before and not before[1].may_precede(date):
                message = f"the policy is {key} ({date}) before it is {before[0]} ({before[1]})"
                hint = "correct one of the dates, or explain a real exception in 'note' and leave the date out"
                yield model_problem(register, "policy", name, (key,), "impossible-date", message, hint)
            before = (key, date)


def units(register: Register) -> Iterator[Problem]:
    """The unit of an indicator is one that every language can write."""
    for name, record in register.records["indicator"].items():
        assert isinstance(record, Indicator)
        for code, language in register.languages.items():
            if record.unit not in language.units:
                message = f"docs/languages/{code}.yml does not say how to write '{record.unit}'"
                hint = f"add it to its units, or choose one of them; {one_of(record.unit, language.units)}"
                yield model_problem(register, "indicator", name, ("unit",), "unknown-unit", message, hint)


def areas(register: Register) -> Iterator[Problem]:
    """The areas that a role names are those of its policy, and every area has a body in charge."""
    for name, record in register.records["policy"].items():
        assert isinstance(record, Policy)
        known = [area.id for area in record.areas]
        for index, area in enumerate(known):
            if area in known[:index]:
                message = f"the policy has two areas '{area}'"
                where = ("areas", index, "id")
                yield model_problem(register, "policy", name, where, "duplicate-id", message, "choose another id")
            elif not any(area in role.areas for role in record.roles):
                message = f"no role names the area '{area}'"
                hint = f"add areas: [{area}] to the role of the body in charge, or leave the area out"
                yield model_problem(register, "policy", name, ("areas", index, "id"), "unused-area", message, hint)
        for index, role in enumerate(record.roles):
            for number, area in enumerate(role.areas):
                if area not in known:
                    message, hint = f"the policy has no area '{area}'", one_of(area, known)
                    location = ("roles", index, "areas", number)
                    yield model_problem(register, "policy", name, location, "unknown-area", message, hint)


CHECKS = (named_records, evidence, dates_in_order, units, areas)
