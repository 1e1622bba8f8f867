"""The map of a topic: who issues its policies, and which policies and systems build on which.

Bodies stand in the first column, then what builds on nothing else of the topic, then what builds on that, and so on.
Within a column, each record stands near those that it is tied to, so that few lines cross.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from .field_types import RecordReference
from .record_models import Policy
from .register import Register
from .stated_relations import stated_relations

TIES = ("implements", "part-of", "based-on", "succeeds", "replaces", "amends", "pilots")
"""The relations that a map shows besides `issues`: those that say what builds on what."""
ISSUES = "issues"
_SWEEPS = 8
"""How often the order of the columns is mended; more changes nothing that can be seen."""


@dataclass(frozen=True)
class Tie:
    """A line of the map, from what comes first (a body, a plan) to what follows from it."""

    first: RecordReference
    then: RecordReference
    type: str


@dataclass(frozen=True)
class RelationMap:
    """The records of a map by columns, each from top to bottom, and the lines between them."""

    columns: tuple[tuple[RecordReference, ...], ...]
    ties: tuple[Tie, ...]


@lru_cache(maxsize=64)
def relation_map(register: Register, topic: str) -> RelationMap:
    """Return the map of a topic; without columns where none of its policies and systems are related."""
    stated = [
        Tie(relation.target, relation.source, relation.type)
        for relation in stated_relations(register)
        if relation.type in TIES
        and topic in relation.topics
        and {relation.source.kind, relation.target.kind} <= {"policy", "system"}
    ]
    records = sorted({end for tie in stated for end in (tie.first, tie.then)})
    issued = [
        Tie(RecordReference("actor", issuer), record, ISSUES)
        for record in records
        if isinstance(policy := register.record(record), Policy) and isinstance(policy.issuers, list)
        for issuer in policy.issuers
    ]
    # Two passages may state the same relation.
    ties = tuple(dict.fromkeys([*issued, *stated]))
    columns: dict[int, list[RecordReference]] = defaultdict(list)
    columns[0] = sorted({tie.first for tie in issued})
    for record, depth in _depths(records, stated).items():
        columns[depth].append(record)
    ordered = [sorted(columns[number]) for number in sorted(columns) if columns[number]]
    _uncross(ordered, ties)
    return RelationMap(tuple(map(tuple, ordered)), ties)


def _depths(records: Iterable[RecordReference], ties: Iterable[Tie]) -> Mapping[RecordReference, int]:
    """Return the number of the column of each record: one more than that of the last thing it builds on.

    Relations of one kind run in no circle, the checks see to that; but those of several kinds may. There the step
    that leads back does not count.
    """
    before: dict[RecordReference, set[RecordReference]] = defaultdict(set)
    for tie in ties:
        before[tie.then].add(tie.first)
    found: dict[RecordReference, int] = {}

    def depth(record: RecordReference, way: frozenset[RecordReference]) -> int:
        if record not in found:
            here = way | {record}
            found[record] = 1 + max((depth(first, here) for first in sorted(before[record] - here)), default=0)
        return found[record]

    for record in records:
        depth(record, frozenset())
    return found


def _uncross(columns: list[list[RecordReference]], ties: Iterable[Tie]) -> None:
    """Order each column by where its neighbours stand on average (the barycentre method of Sugiyama, 1981)."""
    near: dict[RecordReference, list[RecordReference]] = defaultdict(list)
    for tie in ties:
        near[tie.first].append(tie.then)
        near[tie.then].append(tie.first)
    for sweep in range(_SWEEPS):
        for column in columns if sweep % 2 else reversed(columns):
            place = {
                record: (position + 0.5) / len(other) for other in columns for position, record in enumerate(other)
            }
            mean = {record: sum(place[other] for other in near[record]) / len(near[record]) for record in column}
            column.sort(key=lambda record: (round(mean[record], 6), record))
