"""How much of each document the digest covers: which of its lines of substance stand in a cited passage.

As test coverage of code, it says where nobody has looked, and nothing about how well somebody did.
"""

from __future__ import annotations

import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from .concordance import Section
from .document_models import Document, OutlineEntry
from .field_types import Passage
from .marks import CitationMark
from .positions import marked_texts
from .register import Register
from .substance import ranges

MOST_SECTIONS = 30
"""Sections by which a document is divided; one that has more is divided by chapters."""

MAIN_LEVEL = 2
"""Level of the headings to which a part of a document leads; deeper ones belong to the one above."""

_HEADS = ("front", "chapter", "back")


@dataclass(frozen=True)
class PartCoverage:
    """A part of a document with its lines of substance, in their order."""

    entry: OutlineEntry
    """The heading of the outline with which it begins."""
    lines: tuple[int, ...]
    covered: tuple[bool, ...]
    """For each of the lines whether a cited passage holds it."""
    section: Section | None = None
    """The section of the document's own pages with which its treatment begins; None where nothing of it is cited."""

    @property
    def cited(self) -> int:
        """How many of the lines are covered."""
        return sum(self.covered)

    @property
    def gaps(self) -> list[tuple[int, int]]:
        """The stretches not covered, as places among the part's lines of substance, counted from 0."""
        return list(ranges(place for place, covered in enumerate(self.covered) if not covered))

    @property
    def uncovered(self) -> list[tuple[int, int]]:
        """The same stretches as ranges of lines of the document."""
        return [(self.lines[first], self.lines[last]) for first, last in self.gaps]


@dataclass(frozen=True)
class DocumentCoverage:
    """What is cited of a document."""

    parts: tuple[PartCoverage, ...]
    """Its parts in their order; those without lines of substance are left out."""
    passages: int
    """How many different passages are cited."""
    median_passage: float
    """The median of their lengths in lines; 0 without passages."""

    @property
    def lines(self) -> int:
        """How many lines of substance the document has."""
        return sum(len(part.lines) for part in self.parts)

    @property
    def cited(self) -> int:
        """How many of them stand in a cited passage."""
        return sum(part.cited for part in self.parts)


@lru_cache(maxsize=1)
def coverage(register: Register) -> Mapping[str, DocumentCoverage]:
    """Return the coverage of each document that the lock knows, in the order of the digest."""
    if register.lock is None:
        return {}
    cited = cited_passages(register)
    return {
        name: document_coverage(
            register.documents[name],
            register.lock.documents[name].substance,
            [passage for passage in cited if passage.document == name],
            own_sections(register, name),
        )
        for name in register.listed_documents
        if name in register.lock.documents
    }


def cited_passages(register: Register) -> list[Passage]:
    """Return every passage that a page, a text or a field of a record cites, each once, in their order.

    The lines of an erratum are none: that something is misprinted there does not tell what it says.
    """
    found = {
        passage
        for text in marked_texts(register)
        for mark in text.marks
        if isinstance(mark, CitationMark)
        for passage in mark.passages
    }
    found.update(*register.record_passages.values())
    return sorted(passage for passage in found if passage.document in register.documents)


def document_coverage(
    document: Document,
    substance: Iterable[tuple[int, int]],
    passages: Sequence[Passage],
    sections: Mapping[Section, Sequence[int]],
) -> DocumentCoverage:
    """Return the coverage of a document.

    Given are its ranges of lines of substance, the passages of it that are cited, and the sections of its own
    pages with the lines that they cite.
    """
    lines = [line for first, last in substance for line in range(first, last + 1)]
    covered = {line for passage in passages for line in range(passage.first, passage.last + 1)}
    made = []
    for entry, first, last in document_parts(document):
        own = tuple(lines[bisect.bisect_left(lines, first) : bisect.bisect_right(lines, last)])
        if own:
            made.append(
                PartCoverage(entry, own, tuple(line in covered for line in own), _section(sections, first, last))
            )
    lengths = [passage.last - passage.first + 1 for passage in passages]
    return DocumentCoverage(tuple(made), len(passages), median(lengths) if lengths else 0)


def document_parts(document: Document) -> list[tuple[OutlineEntry, int, int]]:
    """Return the parts of a document with their first and last lines: its sections or, of long ones, its chapters.

    Sections that no chapter holds stand beside the chapters.
    """
    heads = [entry for entry in document.outline if entry.kind in (*_HEADS, "section")]
    if len(heads) > MOST_SECTIONS:
        long, heads, above = heads, [], ""
        for entry in long:
            if entry.kind in _HEADS:
                above = entry.kind
            if entry.kind in _HEADS or above != "chapter":
                heads.append(entry)
    heads = heads or document.outline[:1]
    starts = [1, *(entry.first for entry in heads[1:])]
    ends = [*(start - 1 for start in starts[1:]), document.lines]
    # Where a chapter begins with the heading of its first section, the section stands for both.
    return [(entry, first, last) for entry, first, last in zip(heads, starts, ends, strict=True) if first <= last]


def own_sections(register: Register, document: str) -> Mapping[Section, Sequence[int]]:
    """Return the main sections of a document's own pages, with the first lines of what they cite of it."""
    found: dict[Section, list[int]] = defaultdict(list)
    for section, lines in register.concordance.own_sections(document).items():
        found[Section(section.page, _main_heading(register, section))] += lines
    return found


def _main_heading(register: Register, section: Section) -> str:
    """Return the anchor of the main heading under which a section stands; empty where it stands under none."""
    page = register.pages.get((section.page, register.default_language))
    above = ""
    for heading in page.headings if page and section.anchor else ():
        if heading.id and heading.level <= MAIN_LEVEL:
            above = heading.id
        if heading.id == section.anchor:
            break
    return above


def _section(sections: Mapping[Section, Sequence[int]], first: int, last: int) -> Section | None:
    """Return the section with which the treatment of a part begins; None where no section cites it."""
    inside = {section: sum(first <= line <= last for line in lines) for section, lines in sections.items()}
    # An overview cites from all over the document: it treats no part.
    treating = {section: count for section, count in inside.items() if 3 * count > 2 * len(sections[section])}
    if not treating:
        most = max(inside, key=lambda section: inside[section], default=None)
        return most if most and inside[most] else None
    pages: Counter[str] = Counter()
    for section, count in treating.items():
        pages[section.page] += count
    page = max(pages, key=lambda page: pages[page])
    fullest = max(count for section, count in treating.items() if section.page == page)
    return next(section for section, count in treating.items() if section.page == page and 4 * count >= fullest)
