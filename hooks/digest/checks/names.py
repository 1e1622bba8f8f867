"""Rules about the names of records: their languages and scripts, former names, and names that two records bear."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from ..dates import PartialDate
from ..field_types import RecordReference
from ..positions import model_problem
from ..problems import Problem, one_of
from ..record_models import Actor, Policy
from ..register import Register
from ..yaml_source import Location


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


def _named_like(register: Register) -> Iterator[tuple[RecordReference, Location, str, str]]:
    """Yield the further names of records, with their language: other names, and those that a body bore before."""
    for reference, record in register.all_records():
        for language, aliases in record.aliases.items():
            for index, alias in enumerate(aliases):
                yield reference, ("aliases", language, index), language, alias
        if isinstance(record, Actor):
            for index, former in enumerate(record.former):
                for language, name in former.name.root.items():
                    yield reference, ("former", index, "name", language), language, name


def shared_names(register: Register) -> Iterator[Problem]:
    """A further name of a record is no name of another record of its kind: a reader could not tell which is meant."""
    owners: dict[tuple[str, str, str], RecordReference] = {}
    for reference, record in register.all_records():
        for language, name in record.name.root.items():
            owners.setdefault((reference.kind, language, name.casefold()), reference)
    for reference, location, language, name in _named_like(register):
        owner = owners.setdefault((reference.kind, language, name.casefold()), reference)
        if owner != reference:
            message = f"'{name}' is a name of {owner} as well"
            hint = "merge the two records, or remove the name where it is not the usual one"
            yield model_problem(register, *reference, location, "duplicate-name", message, hint)


def lives_of_bodies(register: Register) -> Iterator[Problem]:
    """The names that a body bore follow one another, and a policy's bodies exist on its date."""
    for name, record in register.records["actor"].items():
        assert isinstance(record, Actor)
        dates: list[tuple[Location, PartialDate | None]] = [(("founded",), record.founded)]
        dates += [(("former", index, "until"), former.until) for index, former in enumerate(record.former)]
        dates += [(("ended",), record.ended)]
        known = [(location, date) for location, date in dates if date is not None]
        for (_, before), (where, date) in pairwise(known):
            if not before.may_precede(date):
                message = f"'{where[-1]}' ({date}) lies before the date that precedes it ({before})"
                hint = "put the former names in their order, the oldest first, or correct a date"
                yield model_problem(register, "actor", name, where, "impossible-date", message, hint)
    for name, policy in register.records["policy"].items():
        assert isinstance(policy, Policy)
        issuers = policy.issuers if isinstance(policy.issuers, list) else []
        named: list[tuple[Location, str]] = [(("issuers", index), issuer) for index, issuer in enumerate(issuers)]
        named += [(("roles", index, "actor"), role.actor) for index, role in enumerate(policy.roles)]
        for location, body in named:
            actor = register.records["actor"].get(body)
            if not isinstance(actor, Actor) or policy.date is None:
                continue
            if location[0] == "issuers" and actor.founded and not actor.founded.may_precede(policy.date):
                message = f"the policy ({policy.date}) is older than the body '{body}', founded in {actor.founded}"
                hint = "name the body that issued it, or correct a date"
                yield model_problem(register, "policy", name, location, "impossible-date", message, hint)
            if actor.ended and not policy.date.may_precede(actor.ended):
                message = f"the policy ({policy.date}) is younger than the body '{body}', which ended in {actor.ended}"
                hint = "name the body that took its place, or correct a date"
                yield model_problem(register, "policy", name, location, "impossible-date", message, hint)


CHECKS = (languages_of_names, scripts_of_names, duplicate_names, shared_names, lives_of_bodies)
