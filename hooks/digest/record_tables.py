"""Which tables the page of a record shows: what is set, run, measured or done there, or by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from .field_types import RecordReference
from .record_models import Actor, Indicator, Place, Point, Policy, Record
from .register import Register
from .targets import stated_targets

_LONGEST = 80
"""Rows. What a country counts is a table of its own, on the page of the indicators."""


def record_tables(register: Register, reference: RecordReference, record: Record) -> Iterator[tuple[str, str]]:
    """Yield for each table the word that is its heading, and its mark."""
    name = record.id
    if isinstance(record, Policy):
        if record.areas:
            yield "roles", f"<!-- table: responsibilities policy={name} -->"
        elif record.roles:
            yield "roles", f"<!-- table: roles policy={name} columns=body,role,source sort=role -->"
        if any(target.setter == reference for target in stated_targets(register)):
            yield "targets", f"<!-- table: targets policy={name} columns=target,deadline,outcome -->"
    elif isinstance(record, Actor):
        if name in register.policies_by_actor:
            mark = f"<!-- table: roles actor={name} columns=policy,role,areas,issued,topics,source sort=-issued -->"
            yield "policies", mark
        if name in register.systems_by_actor:
            yield "systems", f"<!-- table: systems actor={name} -->"
        if any(target.setter == reference for target in stated_targets(register)):
            yield "targets", f"<!-- table: targets actor={name} columns=target,deadline,outcome -->"
    elif isinstance(record, Place):
        if name in register.policies_by_place:
            yield "policies", f"<!-- table: policies place={name} -->"
        if name in register.systems_by_place:
            yield "systems", f"<!-- table: systems place={name} -->"
        if any(isinstance(actor, Actor) and actor.place == name for actor in register.records["actor"].values()):
            yield "actors", f"<!-- table: actors place={name} -->"
        if shows_values_of(register, name):
            yield "indicators", f"<!-- table: indicators place={name} columns=name,at,value,kind -->"
            # Values about the place itself are among them.
            return
    if _shows_values(register, reference):
        yield "indicators", f"<!-- table: indicators about={reference} columns=name,at,value,kind -->"


def shows_values_of(register: Register, place: str) -> bool:
    """Return whether the page of a place shows the values of the indicators about it and what lies in it."""
    inside = register.places_within(place)
    values = sum(
        len(indicator.points)
        for indicator in register.records["indicator"].values()
        if isinstance(indicator, Indicator) and indicator.place in inside
    )
    return 0 < values <= _LONGEST


def _shows_values(register: Register, reference: RecordReference) -> bool:
    """Return whether there are values about a record that are not among its targets already."""
    return any(point.set_by != reference for point in _points_about(register).get(reference, ()))


@lru_cache(maxsize=1)
def _points_about(register: Register) -> Mapping[RecordReference, list[Point]]:
    found: dict[RecordReference, list[Point]] = defaultdict(list)
    for indicator in register.records["indicator"].values():
        assert isinstance(indicator, Indicator)
        for reference in indicator.about:
            found[reference] += indicator.points
    return found
