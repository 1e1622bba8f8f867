"""Every text of the digest that says something of its documents, with its claims and their figures."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from .chart_models import Chart
from .claims import Claim, find_claims
from .document_models import Document, Topic
from .evidence import Evidence
from .field_types import LocalName, LocalText, Passage, RecordReference
from .figures import Found
from .marks import CalculationMark, CitationMark, ErratumMark, Mark, UnreadMark, marks_of
from .positions import page_problem, text_problem
from .problems import Problem
from .record_models import Record
from .register import Origin, Page, Register, parts, passages_in
from .yaml_source import Location

_NAMES: Mapping[str, tuple[str | int, ...]] = {
    "document": ("outline", "title", "short"),
    "policy": ("areas",),
    "chart": ("groups",),
}
"""Fields that hold names, by the kind of what they belong to."""
_UNCITED: tuple[str | int, ...] = ("note", "title")
"""Fields of records and charts whose texts need no citations of their own."""


@dataclass(frozen=True)
class ReadClaim:
    """A claim with its figures, and with the passages that they must stand in."""

    claim: Claim
    figures: tuple[Found, ...]
    """Offsets in the text of the claim; without those that the digest calculated."""
    passages: tuple[Passage, ...]
    """Those of its citation or, where it need not carry one, those of what it stands over."""


@dataclass(frozen=True)
class ClaimedText:
    """A section of a page or a text of a YAML file, in one language."""

    key: str
    """What it is called in findings, the same in all languages: `docs/topics/some-topic/index#section`."""
    language: str
    text: str
    """As written; of a page, the part between two headings."""
    scope: tuple[Passage, ...]
    """The passages that what can't carry a citation rests on: those of the section, of the record, or all lines."""
    must_cite: bool
    """Whether its claims need citations of their own."""
    evidence: Evidence | None
    """None where there is no lock: then no figures are read."""
    page: Page | None = None
    offset: int = 0
    """Where in the page's body the text begins."""
    origin: Origin | None = None
    location: Location = ()

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The marks of the text."""
        return marks_of(self.text)

    @cached_property
    def claims(self) -> tuple[ReadClaim, ...]:
        """The claims of the text with their figures."""
        return tuple(self._read(claim) for claim in find_claims(self.text, self.marks))

    @property
    def unread(self) -> bool:
        """Whether one of its marks can't be read. That is a finding; what else would be found may follow from it."""
        return any(
            isinstance(mark, UnreadMark)
            or (isinstance(mark, CitationMark) and bool(mark.rule))
            or (isinstance(mark, ErratumMark) and not mark.document)
            for mark in self.marks
        )

    def claim_of(self, mark: Mark) -> ReadClaim | None:
        """Return the claim within which a mark stands; None where it stands in none."""
        holding = (
            read for read in self.claims if read.claim.start <= mark.start < read.claim.start + len(read.claim.text)
        )
        return next(holding, None)

    def _read(self, claim: Claim) -> ReadClaim:
        must_cite = self.must_cite and claim.kind not in ("heading", "caption", "head")
        calculated = [
            (mark.start - claim.start, mark.start + len(mark.raw) - claim.start)
            for mark in self.marks
            if isinstance(mark, CalculationMark)
        ]
        figures = tuple(
            found
            for found in (self.evidence.read(claim.text, self.language) if self.evidence else ())
            if not any(start <= found.start < end for start, end in calculated)
        )
        return ReadClaim(claim, figures, claim.passages or (() if must_cite else self.scope))

    @property
    def path(self) -> str:
        """Path of the file that holds it."""
        if self.page is not None:
            return self.page.path
        assert self.origin is not None
        return self.origin.path

    def problem(self, start: int, end: int, rule: str, message: str, hint: str = "") -> Problem:
        """Return a finding about a part of the text."""
        if self.page is not None:
            return page_problem(self.page, self.offset + start, rule, message, hint)
        assert self.origin is not None
        return text_problem(self.origin, self.location, self.text[start:end], rule, message, hint)


@lru_cache(maxsize=1)
def evidence_of(register: Register) -> Evidence | None:
    """Return the evidence for a register; None where its lock is missing or can't be read."""
    return Evidence(register, register.lock) if register.lock is not None else None


@lru_cache(maxsize=1)
def claimed_texts(register: Register) -> tuple[ClaimedText, ...]:
    """Return the texts of a register, read once for all that asks about them."""
    return tuple(_Reader(register).texts())


@lru_cache(maxsize=1)
def texts_by_key(register: Register) -> Mapping[str, Mapping[str, ClaimedText]]:
    """Return the texts of a register by key and language."""
    found: dict[str, dict[str, ClaimedText]] = {}
    for text in claimed_texts(register):
        found.setdefault(text.key, {})[text.language] = text
    return found


class _Reader:
    def __init__(self, register: Register) -> None:
        self.register = register
        self.evidence = evidence_of(register)

    def texts(self) -> Iterator[ClaimedText]:
        for page in self.register.pages.values():
            if self._speaks_of_documents(page):
                yield from self._sections(page)
        for kind in ("document", "topic", "chart", *self.register.records):
            for name, model in (self.register.models(kind) or {}).items():
                origin, scope = self.register.origins[kind, name], self._scope(kind, name, model)
                for location, text in parts(model, LocalText):
                    # Names and labels are names: what counts in them is part of them.
                    if isinstance(text, LocalName) or location[0] in _NAMES.get(kind, ()):
                        continue
                    must_cite = isinstance(model, Record | Chart) and location[0] not in _UNCITED
                    key = f"{origin.path}#{'.'.join(map(str, location))}"
                    for language, translation in text.root.items():
                        yield ClaimedText(
                            key, language, translation, scope, must_cite, self.evidence,
                            origin=origin, location=(*location, language),
                        )  # fmt: skip

    def _speaks_of_documents(self, page: Page) -> bool:
        folder, _, rest = page.key.partition("/")
        known: dict[str, Mapping[str, object]] = {
            "documents": self.register.documents,
            "topics": self.register.topics,
        }
        return rest.partition("/")[0] in known.get(folder, {}) or any(
            isinstance(mark, CitationMark) for mark in page.marks
        )

    def _sections(self, page: Page) -> Iterator[ClaimedText]:
        """Yield the parts of a page: what stands before its first heading, and under each heading."""
        headings = page.headings
        starts = [0, *(heading.start for heading in headings)]
        ends = [*starts[1:], len(page.body)]
        cited: list[list[Passage]] = [[] for _ in starts]
        for mark in page.marks:
            if isinstance(mark, CitationMark):
                cited[bisect.bisect_right(starts, mark.start) - 1] += mark.passages
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            last = len(starts)
            if number:
                # A heading stands over the sections below it, too.
                level = headings[number - 1].level
                last = next((i for i in range(number + 1, len(starts)) if headings[i - 1].level <= level), last)
            scope = tuple(dict.fromkeys(passage for part in cited[number:last] for passage in part))
            key = f"docs/{page.key}" + (f"#{headings[number - 1].id}" if number else "")
            text = page.body[start:end]
            yield ClaimedText(key, page.language, text, scope, True, self.evidence, page=page, offset=start)

    def _scope(self, kind: str, name: str, model: object) -> tuple[Passage, ...]:
        """Return the passages that the texts of a model rest on where they cite none."""
        if isinstance(model, Record):
            return self.register.record_passages[RecordReference(kind, name)]
        documents: list[Document] = []
        if isinstance(model, Chart):
            return tuple(dict.fromkeys(passages_in(model)))
        if isinstance(model, Document):
            documents = [model]
        elif isinstance(model, Topic):
            documents = [document for document in self.register.documents.values() if model.id in document.topics]
        return tuple(Passage(document.id, 1, document.lines) for document in documents)
