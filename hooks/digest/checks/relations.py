"""Rules about what leads from record to record: parents and typed relations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..field_types import RecordReference
from ..positions import model_problem
from ..problems import Problem
from ..register import Register
from ..yaml_source import Location

Steps = Mapping[RecordReference, list[tuple[Location, RecordReference]]]
"""For each record, the records one step away, with the place in its file that says so."""

_ONE_WAY = ("implements", "part-of", "succeeds", "replaces", "amends", "based-on")
"""Relations that lead to something earlier or larger, and so never back to where they began."""


def self_references(register: Register) -> Iterator[Problem]:
    """No record is related to itself, or is its own parent."""
    for reference, record in register.all_records():
        for index, relation in enumerate(record.relations):
            if relation.target == reference:
                where = ("relations", index, "target")
                yield model_problem(register, *reference, where, "self-reference", "the record is related to itself")
        if getattr(record, "parent", None) == reference.id:
            yield model_problem(register, *reference, ("parent",), "self-reference", "the record is its own parent")


def circles(register: Register) -> Iterator[Problem]:
    """Parents, and relations that lead to something earlier or larger, do not go round in a circle."""
    parents: Steps = {
        reference: [(("parent",), RecordReference(reference.kind, parent))]
        for reference, record in register.all_records()
        if (parent := getattr(record, "parent", None))
    }
    yield from _circles(register, parents, "the parents go")
    for kind in _ONE_WAY:
        steps: Steps = {
            reference: [
                (("relations", index, "target"), relation.target)
                for index, relation in enumerate(record.relations)
                if relation.type == kind
            ]
            for reference, record in register.all_records()
        }
        yield from _circles(register, steps, f"the relations '{kind}' go")


def _circles(register: Register, steps: Steps, subject: str) -> Iterator[Problem]:
    """Yield a finding for each step that leads back to where it began; the shortest way is shown."""
    for start in steps:
        for location, first in steps[start]:
            way = _way(steps, first, start)
            if way is not None and len(way) > 1:
                message = f"{subject} round in a circle: {' → '.join(step.id for step in (start, *way))}"
                hint = "turn one of them round, or remove it"
                yield model_problem(register, *start, location, "self-reference", message, hint)


def _way(steps: Steps, begin: RecordReference, end: RecordReference) -> list[RecordReference] | None:
    before: dict[RecordReference, RecordReference | None] = {begin: None}
    waiting = [begin]
    for here in waiting:
        if here == end:
            way = [here]
            while (last := before[way[-1]]) is not None:
                way.append(last)
            return way[::-1]
        for _, target in steps.get(here, ()):
            if target not in before:
                before[target] = here
                waiting.append(target)
    return None


CHECKS = (self_references, circles)
