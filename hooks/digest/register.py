"""The Register: everything that the digest knows, as loaded, with its indexes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from .chart_models import Chart
from .concordance import Concordance
from .document_models import Digest, Document, Exemption, Topic
from .evidence_lock import EvidenceLock
from .field_types import LocalText, Passage, RecordReference, Strict
from .languages import Language
from .marks import CitationMark, Heading, Mark, ReferenceMark, find_headings, marks_of
from .record_models import Actor, Place, Policy, Record, System
from .yaml_source import Location, YamlSource

Part = TypeVar("Part")


@dataclass(frozen=True)
class Page:
    """A Markdown page in one language."""

    path: str
    """Path of the file, relative to the project's root."""
    key: str
    """Path below `docs` without language and ending, the same in all languages: `topics/some-topic/index`."""
    language: str
    """Code of its language."""
    title: str
    """Title from the front matter."""
    description: str
    """Description from the front matter."""
    body: str
    """The Markdown below the front matter."""
    first_line: int
    """Line of the file at which the body begins."""

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The marks of the page."""
        return marks_of(self.body)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the page."""
        return tuple(find_headings(self.body))

    @cached_property
    def section_titles(self) -> Mapping[str, str]:
        """The texts of the headings that have an identifier."""
        return {heading.id: heading.text for heading in self.headings if heading.id}


@dataclass(frozen=True)
class Origin:
    """Where a model was read from."""

    path: str
    source: YamlSource
    text: str


@dataclass(frozen=True)
class Mention:
    """A page or record that refers to a record: exactly one of the two is given."""

    page: str = ""
    """Key of the page; the same in all languages."""
    record: RecordReference | None = None


@dataclass(eq=False, repr=False)
class Register:
    """All documents, topics, records and pages, indexed by id."""

    digest: Digest
    languages: dict[str, Language]
    documents: dict[str, Document] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    records: dict[str, dict[str, Record]] = field(default_factory=dict)
    """Per kind, the records by id."""
    pages: dict[tuple[str, str], Page] = field(default_factory=dict)
    """Markdown pages by key and language."""
    unread: set[tuple[str, str]] = field(default_factory=set)
    """What stands in files that could not be read, by kind and id. That is one finding; that other
    files name it is none."""
    unread_pages: set[tuple[str, str]] = field(default_factory=set)
    """The pages that could not be read, by key and language."""
    navigation: dict[str, Location] = field(default_factory=dict)
    """Keys of the pages in the navigation, with their places in `mkdocs.yml`."""
    lock: EvidenceLock | None = None
    """What is known of the sources; None where there is no lock, or none that can be read."""
    exemptions: list[Exemption] = field(default_factory=list)
    """Figures that need not stand in a source, each with its reason."""
    origins: dict[tuple[str, str], Origin] = field(default_factory=dict)
    """Where each model was read, by kind (`document`, `topic`, `policy` …) and id; `navigation` for mkdocs.yml."""
    charts: dict[str, Chart] = field(default_factory=dict)

    @property
    def default_language(self) -> str:
        """The language at the root of the site."""
        return self.digest.languages[0]

    @property
    def listed_documents(self) -> list[str]:
        """The documents in the order of the digest, without any that could not be read."""
        return [name for name in self.digest.documents if name in self.documents]

    @property
    def listed_topics(self) -> list[str]:
        """The topics in the order of the digest, without any that could not be read."""
        return [name for name in self.digest.topics if name in self.topics]

    @property
    def page_keys(self) -> set[str]:
        """The keys of all pages, also of those that could not be read."""
        return {key for key, _ in (*self.pages, *self.unread_pages)}

    def knows(self, kind: str, name: str) -> bool:
        """Return whether there is something of a kind and id, be it in a file that could not be read."""
        return name in (self.models(kind) or {}) or (kind, name) in self.unread

    def models(self, kind: str) -> Mapping[str, Strict] | None:
        """Return all documents, topics, charts or records of a kind by id; None where there is no such kind."""
        others: dict[str, Mapping[str, Strict]] = {
            "document": self.documents,
            "topic": self.topics,
            "chart": self.charts,
        }
        return others[kind] if kind in others else self.records.get(kind)

    def record(self, reference: RecordReference) -> Record | None:
        """Return a record, or None where there is none of that kind and id."""
        return self.records.get(reference.kind, {}).get(reference.id)

    def all_records(self) -> Iterator[tuple[RecordReference, Record]]:
        """Yield all records, kind by kind, in the order of their ids."""
        for kind, records in self.records.items():
            for name in sorted(records):
                yield RecordReference(kind, name), records[name]

    def documents_of(self, record: Record) -> list[str]:
        """Return the documents that speak of a record, in the order of the digest."""
        named = {account.document for account in record.accounts} | {passage.document for passage in record.passages}
        return [name for name in self.listed_documents if name in named]

    @cached_property
    def policies_by_actor(self) -> Mapping[str, list[str]]:
        """For each actor, the policies that it issues or has a role in, the newest first."""
        found: dict[str, list[str]] = defaultdict(list)
        for policy in self._policies:
            issuers = policy.issuers if isinstance(policy.issuers, list) else []
            for actor in dict.fromkeys([*issuers, *(role.actor for role in policy.roles)]):
                found[actor].append(policy.id)
        return dict(found)

    @cached_property
    def policies_by_place(self) -> Mapping[str, list[str]]:
        """For each place, the policies that apply to exactly this place, the newest first."""
        found: dict[str, list[str]] = defaultdict(list)
        for policy in self._policies:
            found[policy.place].append(policy.id)
        return dict(found)

    @cached_property
    def systems_by_actor(self) -> Mapping[str, list[str]]:
        """For each actor, the systems that it runs or takes part in."""
        found: dict[str, list[str]] = defaultdict(list)
        for system in self._systems:
            operators = system.operators if isinstance(system.operators, list) else []
            for actor in dict.fromkeys([*operators, *system.partners]):
                found[actor].append(system.id)
        return dict(found)

    @cached_property
    def systems_by_place(self) -> Mapping[str, list[str]]:
        """For each place, the systems at exactly this place."""
        found: dict[str, list[str]] = defaultdict(list)
        for system in self._systems:
            for place in system.places:
                found[place].append(system.id)
        return dict(found)

    def places_within(self, place: str) -> frozenset[str]:
        """Return a place and all places that lie in it."""
        if place not in self._inside:
            found, waiting = {place}, [place]
            while waiting:
                inside = set(self.children.get(RecordReference("place", waiting.pop()), ())) - found
                found |= inside
                waiting += inside
            self._inside[place] = frozenset(found)
        return self._inside[place]

    @cached_property
    def _inside(self) -> dict[str, frozenset[str]]:
        return {}

    @property
    def _policies(self) -> list[Policy]:
        policies = [policy for policy in self.records["policy"].values() if isinstance(policy, Policy)]
        dated = sorted(
            (policy for policy in policies if policy.date), key=lambda policy: str(policy.date), reverse=True
        )
        return dated + [policy for policy in policies if not policy.date]

    @property
    def _systems(self) -> list[System]:
        return [system for system in self.records["system"].values() if isinstance(system, System)]

    @cached_property
    def children(self) -> Mapping[RecordReference, list[str]]:
        """For each body and place, the ids of those that belong to it or lie in it, in their order."""
        found: dict[RecordReference, list[str]] = defaultdict(list)
        for reference, record in self.all_records():
            if isinstance(record, Actor | Place) and record.parent:
                found[RecordReference(reference.kind, record.parent)].append(record.id)
        return dict(found)

    @cached_property
    def mentions(self) -> Mapping[RecordReference, tuple[Mention, ...]]:
        """For each record, the pages and the other records whose text refers to it, each once."""
        found: dict[RecordReference, dict[Mention, None]] = defaultdict(dict)
        for page in self.pages.values():
            for mark in page.marks:
                if isinstance(mark, ReferenceMark):
                    found[RecordReference(mark.scheme, mark.id)][Mention(page=page.key)] = None
        for reference, record in self.all_records():
            targets = set()
            for _, text in parts(record, LocalText):
                for translation in text.root.values():
                    for mark in marks_of(translation):
                        if isinstance(mark, ReferenceMark):
                            targets.add(RecordReference(mark.scheme, mark.id))
            targets |= {relation.target for relation in record.relations}
            for target in sorted(targets - {reference}):
                found[target][Mention(record=reference)] = None
        return {target: tuple(mentions) for target, mentions in found.items()}

    @cached_property
    def concordance(self) -> Concordance:
        """Which section of a document's own pages treats a passage, and what else cites it."""
        return Concordance(self.pages.values(), self.record_passages.items())

    @cached_property
    def record_passages(self) -> Mapping[RecordReference, tuple[Passage, ...]]:
        """For each record, the passages that its fields give as evidence, then those that its texts cite."""
        return {reference: tuple(dict.fromkeys(passages_in(record))) for reference, record in self.all_records()}


def passages_in(record: Strict) -> Iterator[Passage]:
    """Yield the passages that a model's fields give as evidence, then those that its texts cite."""
    for _, passage in parts(record, Passage):
        yield passage
    for _, text in parts(record, LocalText):
        for translation in text.root.values():
            for mark in marks_of(translation):
                if isinstance(mark, CitationMark):
                    yield from mark.passages


def parts(model: Strict, kind: type[Part], location: Location = ()) -> Iterator[tuple[Location, Part]]:
    """Yield the parts of a model that are of a kind (texts in several languages, passages), with the way to each."""
    for name, info in type(model).model_fields.items():
        yield from _parts_in(getattr(model, name), kind, (*location, info.alias or name))


def _parts_in(value: object, kind: type[Part], location: Location) -> Iterator[tuple[Location, Part]]:
    if isinstance(value, kind):
        yield location, value
    elif isinstance(value, Strict):
        yield from parts(value, kind, location)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _parts_in(item, kind, (*location, index))
