"""The concordance: which section of a document's own pages treats a passage, and what else cites it."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from .field_types import Passage, RecordReference
from .marks import CitationMark

if TYPE_CHECKING:
    from .register import Page


@dataclass(frozen=True)
class Section:
    """A section of a page."""

    page: str
    """Key of the page; the same in all languages."""
    anchor: str
    """Identifier of the heading; empty above the first one."""


@dataclass(frozen=True)
class Citing:
    """A place that cites a passage: exactly one of section and record is given."""

    passage: Passage
    section: Section | None = None
    record: RecordReference | None = None


@dataclass
class _OwnCitations:
    """What the pages of a document cite of it."""

    sections: dict[Passage, list[Section]] = field(default_factory=lambda: defaultdict(list))
    firsts: dict[Section, list[int]] = field(default_factory=lambda: defaultdict(list))
    """For each section, the first lines of the passages that it cites."""
    passages: list[Passage] = field(default_factory=list)
    """All passages in the order of their first lines."""
    longest: int = 0
    """Lines of the longest passage."""

    def add(self, passage: Passage, section: Section) -> None:
        if section not in self.sections[passage]:
            self.sections[passage].append(section)
            self.firsts[section].append(passage.first)

    def finish(self) -> None:
        self.passages = sorted(self.sections)
        self.longest = max(passage.last - passage.first + 1 for passage in self.passages)

    def nearest(self, passage: Passage) -> Passage:
        """Return the passage itself where it is cited, else the most similar one, else that with the nearest start."""
        if passage in self.sections:
            return passage
        start = bisect.bisect_left(self.passages, passage.first - self.longest, key=_first)
        end = bisect.bisect_right(self.passages, passage.last, key=_first)
        similar = max(self.passages[start:end], key=lambda other: _similarity(passage, other), default=None)
        if similar is not None and _similarity(passage, similar) > 0:
            return similar
        at = bisect.bisect_left(self.passages, passage.first, key=_first)
        return min(self.passages[max(0, at - 1) : at + 1], key=lambda other: abs(other.first - passage.first))


class Concordance:
    """What cites which passage, found once for the whole digest."""

    def __init__(self, pages: Iterable[Page], records: Iterable[tuple[RecordReference, Iterable[Passage]]]) -> None:
        """Collect the passages that the pages cite, and the given ones of the records."""
        self._own: dict[str, _OwnCitations] = defaultdict(_OwnCitations)
        outside: dict[str, dict[Citing, None]] = defaultdict(dict)
        for page in pages:
            for passage, section in _cited(page):
                if section.page.startswith(f"documents/{passage.document}/"):
                    self._own[passage.document].add(passage, section)
                else:
                    outside[passage.document][Citing(passage, section=section)] = None
        for reference, passages in records:
            for passage in passages:
                outside[passage.document][Citing(passage, record=reference)] = None
        for own in self._own.values():
            own.finish()
        self._outside = {document: tuple(citings) for document, citings in outside.items()}
        self._treated: dict[Passage, Section | None] = {}

    def treated_in(self, passage: Passage) -> Section | None:
        """Return the section of the document's own pages that treats a passage; None where they cite nothing."""
        if passage not in self._treated:
            self._treated[passage] = self._find(passage)
        return self._treated[passage]

    def own_sections(self, document: str) -> Mapping[Section, Sequence[int]]:
        """Return the sections of a document's own pages in their order, with the first lines that each cites of it."""
        own = self._own.get(document)
        return own.firsts if own else {}

    def cited_from(self, document: str) -> tuple[Citing, ...]:
        """Return what cites a document, apart from its own pages: sections in their order, then records."""
        return self._outside.get(document, ())

    def _find(self, passage: Passage) -> Section | None:
        own = self._own.get(passage.document)
        if own is None:
            return None
        # Of several sections with the same passage, the one that treats it cites around it; an overview
        # cites from all over the document.
        return min(
            own.sections[own.nearest(passage)],
            key=lambda section: median(abs(first - passage.first) for first in own.firsts[section]),
        )


def _cited(page: Page) -> Iterable[tuple[Passage, Section]]:
    starts = [heading.start for heading in page.headings if heading.id]
    names = [heading.id for heading in page.headings if heading.id]
    for mark in sorted(page.marks, key=lambda mark: mark.start):
        if isinstance(mark, CitationMark):
            at = bisect.bisect_right(starts, mark.start)
            section = Section(page.key, names[at - 1] if at else "")
            for passage in mark.passages:
                yield passage, section


def _first(passage: Passage) -> int:
    return passage.first


def _similarity(one: Passage, other: Passage) -> float:
    """Return the share of the lines of two passages that is common to both, from 0 to 1."""
    shared = min(one.last, other.last) - max(one.first, other.first) + 1
    return max(0, shared) / (max(one.last, other.last) - min(one.first, other.first) + 1)
