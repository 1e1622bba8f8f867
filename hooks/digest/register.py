"""The Register: everything that the digest knows, as loaded, with its indexes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .languages import Language
from .marks import ErratumMark, Heading, Mark, ReferenceMark, find_headings, find_marks
from .model import Digest, Document, LocalText, Passage, Record, RecordReference, Strict, Topic
from .yaml_source import Location, YamlSource


@dataclass(frozen=True)
class Page:
    """A Markdown page in one language."""

    path: str
    """Path of the file, relative to the project's root."""
    key: str
    """Path below `docs` without language and ending, the same in all languages: `topics/ai/index`."""
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
        return tuple(find_marks(self.body))

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the page."""
        return tuple(find_headings(self.body))


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


@dataclass
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
    origins: dict[tuple[str, str], Origin] = field(default_factory=dict)
    """Where each model was read, by kind (`document`, `topic`, `policy` …) and id."""

    @property
    def default_language(self) -> str:
        """The language at the root of the site."""
        return self.digest.languages[0]

    def record(self, reference: RecordReference) -> Record | None:
        """Return a record, or None where there is none of that kind and id."""
        return self.records.get(reference.kind, {}).get(reference.id)

    def all_records(self) -> Iterator[tuple[RecordReference, Record]]:
        """Yield all records, kind by kind, in the order of their ids."""
        for kind, records in self.records.items():
            for name in sorted(records):
                yield RecordReference(kind, name), records[name]

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
            for _, text in local_texts(record):
                for translation in text.root.values():
                    for mark in find_marks(translation):
                        if isinstance(mark, ReferenceMark):
                            targets.add(RecordReference(mark.scheme, mark.id))
            targets |= {relation.target for relation in record.relations}
            for target in sorted(targets - {reference}):
                found[target][Mention(record=reference)] = None
        return {target: tuple(mentions) for target, mentions in found.items()}

    @cached_property
    def cited_errata(self) -> Mapping[tuple[str, str], tuple[Page, ...]]:
        """For each erratum (document, id), the pages that point to it."""
        found: dict[tuple[str, str], dict[Page, None]] = defaultdict(dict)
        for page in self.pages.values():
            for mark in page.marks:
                if isinstance(mark, ErratumMark):
                    found[mark.document, mark.erratum][page] = None
        return {key: tuple(pages) for key, pages in found.items()}


def local_texts(model: Strict, location: Location = ()) -> Iterator[tuple[Location, LocalText]]:
    """Yield the texts of a model that stand in several languages, with the way to each."""
    for name, info in type(model).model_fields.items():
        yield from _texts_in(getattr(model, name), (*location, info.alias or name))


def passages(model: Strict, location: Location = ()) -> Iterator[tuple[Location, Passage]]:
    """Yield the passages that the fields of a model name, with the way to each (not those cited in its texts)."""
    for name, info in type(model).model_fields.items():
        yield from _passages_in(getattr(model, name), (*location, info.alias or name))


def _texts_in(value: object, location: Location) -> Iterator[tuple[Location, LocalText]]:
    if isinstance(value, LocalText):
        yield location, value
    elif isinstance(value, Strict):
        yield from local_texts(value, location)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts_in(item, (*location, index))


def _passages_in(value: object, location: Location) -> Iterator[tuple[Location, Passage]]:
    if isinstance(value, Passage):
        yield location, value
    elif isinstance(value, Strict):
        yield from passages(value, location)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _passages_in(item, (*location, index))
