"""The typed relations between records, as rows: each stands in the record that it starts from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .field_types import Passage, RecordReference
from .register import Register


@dataclass(frozen=True)
class StatedRelation:
    """A relation from one record to another."""

    source: RecordReference
    type: str
    target: RecordReference
    passage: Passage | None
    """Where a document says so."""
    topics: tuple[str, ...]
    """The topics that both records belong to; where they have none in common, those of either."""


def stated_relations(register: Register) -> Iterator[StatedRelation]:
    """Yield the relations of all records whose target exists, in the order of the records."""
    for source, record in register.all_records():
        for relation in record.relations:
            other = register.record(relation.target)
            if other is None:
                continue
            common = [topic for topic in record.topics if topic in other.topics]
            topics = tuple(common or dict.fromkeys([*record.topics, *other.topics]))
            yield StatedRelation(source, relation.type, relation.target, relation.passage, topics)
