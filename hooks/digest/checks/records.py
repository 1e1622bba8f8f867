"""Rules about records: the ids that they name, their evidence, and their dates."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ..dates import PartialDate
from ..field_types import RecordReference
from ..positions import model_problem
from ..problems import Problem, one_of
from ..record_models import Actor, Indicator, Place, Policy, Record, System
from ..register import Register
from ..yaml_source import Location

_NEED_ACCOUNTS = ("policy", "actor", "system")
_NEED_PASSAGES = ("policy", "actor", "system", "place")


def _named_ids(record: Record) -> Iterator[tuple[Location, str, str]]:
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


def named_records(register: Register) -> Iterator[Problem]:
    """A record names only topics, documents, actors, places and other records that exist."""
    for reference, record in register.all_records():
        for location, kind, name in _named_ids(record):
            if not register.knows(kind, name):
                message = f"there is no {kind} '{name}'"
                hint = one_of(name, register.models(kind) or {})
                yield model_problem(register, *reference, location, f"unknown-{kind}", message, hint)


def own_relations(register: Register) -> Iterator[Problem]:
    """A record is not its own parent and has no relation to itself."""
    for reference, record in register.all_records():
        for index, relation in enumerate(record.relations):
            if relation.target == reference:
                where = ("relations", index, "target")
                yield model_problem(register, *reference, where, "self-reference", "the record is related to itself")
        if getattr(record, "parent", None) == reference.id:
            yield model_problem(register, *reference, ("parent",), "self-reference", "the record is its own parent")
            continue
        seen = [reference.id]
        while parent := getattr(register.records[reference.kind].get(seen[-1]), "parent", None):
            if parent in seen:
                if parent == reference.id:
                    message = f"the parents go round in a circle: {' → '.join([*seen, parent])}"
                    yield model_problem(register, *reference, ("parent",), "self-reference", message)
                break
            seen.append(parent)


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


def languages_of_names(register: Register) -> Iterator[Problem]:
    """`name_source` and `aliases` name languages in which the record has, or may have, a name."""
    allowed = [*register.digest.languages, *register.digest.originals]
    for reference, record in register.all_records():
        for language in record.name_source:
            if record.name.get(language) is None:
                message = f"name_source speaks of a name in '{language}', which the record does not have"
                hint = one_of(language, record.name.root)
                where = ("name_source", language)
                yield model_problem(register, *reference, where, "unknown-language", message, hint)
        for language in record.aliases:
            if language not in allowed:
                message, hint = f"'{language}' is not a language of the digest", one_of(language, allowed)
                yield model_problem(register, *reference, ("aliases", language), "unknown-language", message, hint)
        for language in register.digest.originals:
            if record.name.get(language) is not None and language not in record.name_source:
                message = f"the name in '{language}' does not say where it is from"
                hint = f"add name_source: {{{language}: printed}} if a document prints it, or supplied if you know it"
                yield model_problem(register, *reference, ("name",), "missing-key", message, hint)


def scripts_of_names(register: Register) -> Iterator[Problem]:
    """A name in a language of the site is written in its script: in titles and lists nothing else can be marked."""
    for reference, record in register.all_records():
        for language in register.digest.languages:
            for original, settings in register.digest.originals.items():
                if regex.search(rf"\p{{Script={settings.script}}}", record.name[language]):
                    message = f"the name in '{language}' holds characters of the language '{original}'"
                    hint = f"write them in the name in '{original}', or in 'note'"
                    where = ("name", language)
                    yield model_problem(register, *reference, where, "foreign-script", message, hint)


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


def duplicate_names(register: Register) -> Iterator[Problem]:
    """Two records of a kind do not bear the same name in all languages of the site."""
    seen: dict[tuple[str, ...], RecordReference] = {}
    for reference, record in register.all_records():
        if reference.kind == "recommendation":
            continue
        names = (reference.kind, *(record.name[code] for code in register.digest.languages))
        if names in seen:
            message = f"the record bears the same names as {seen[names]}"
            hint = "merge the two, or tell them apart in their names"
            yield model_problem(register, *reference, ("name",), "duplicate-name", message, hint)
        seen.setdefault(names, reference)


CHECKS = (
    named_records,
    own_relations,
    evidence,
    languages_of_names,
    scripts_of_names,
    dates_in_order,
    units,
    duplicate_names,
)
