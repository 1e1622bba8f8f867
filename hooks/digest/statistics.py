"""How much was checked: what the page about the checks tells in numbers.

Texts are counted in the default language. The other languages say the same, with the same citations and
figures; counted together, everything would be there twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from .claimed_texts import ClaimedText, claimed_texts, evidence_of
from .coverage import cited_passages
from .evidence import Evidence
from .field_types import Passage
from .figures import Figure, When, is_looked_up
from .marks import CalculationMark, CitationMark
from .record_facts import Fact, facts, printed_names
from .register import Register

COUNTS = ("claims", "citations", "passages", "quantities", "dates", "names", "calculations")
"""What is counted: statements with a citation, mentions of passages, different passages, quantities and dates
found in their passages, names found in theirs, and calculations made anew."""


@dataclass(frozen=True)
class Statistics:
    """What was checked in a digest."""

    total: Counter[str] = field(default_factory=Counter)
    """By `COUNTS`, each thing once."""
    documents: Mapping[str, Counter[str]] = field(default_factory=dict)
    """The same for each document; what rests on several documents counts for each of them."""
    errata: Mapping[str, Counter[str]] = field(default_factory=dict)
    """For each document, how many errata there are of each kind."""
    unresolved: Counter[str] = field(default_factory=Counter)
    """For each document, how many of its errata have no reading."""

    def add(self, what: str, documents: Iterable[str]) -> None:
        """Count something for some documents; what belongs to none of them is not counted."""
        known = [name for name in dict.fromkeys(documents) if name in self.documents]
        for name in known:
            self.documents[name][what] += 1
        self.total[what] += bool(known)


@lru_cache(maxsize=1)
def statistics(register: Register) -> Statistics:
    """Return what was checked in a digest; without a lock, no figure or name was."""
    made = Statistics(
        documents={name: Counter() for name in register.listed_documents},
        errata={
            name: Counter(erratum.kind for erratum in register.documents[name].errata)
            for name in register.listed_documents
        },
        unresolved=Counter(
            {
                name: sum(isinstance(erratum.reading, str) for erratum in register.documents[name].errata)
                for name in register.listed_documents
            }
        ),
    )
    for passage in cited_passages(register):
        made.add("passages", [passage.document])
    evidence = evidence_of(register)
    for text in claimed_texts(register):
        if text.language == register.default_language:
            _count_text(made, text, evidence)
    if evidence is not None:
        for fact, passages in _fields(register, evidence):
            made.add(_kind(fact.figure), _holders(fact.figure, passages, fact.errata, evidence))
        for reference, _, name in printed_names(register):
            holding = [passage for passage in register.record_passages[reference] if evidence.has_name(name, [passage])]
            made.add("names", (passage.document for passage in holding))
    return made


def _count_text(made: Statistics, text: ClaimedText, evidence: Evidence | None) -> None:
    for mark in text.marks:
        if isinstance(mark, CitationMark):
            for passage in mark.passages:
                made.add("citations", [passage.document])
        elif isinstance(mark, CalculationMark) and (read := text.claim_of(mark)) is not None:
            made.add("calculations", (passage.document for passage in read.passages))
    for read in text.claims:
        claim = read.claim
        if claim.passages:
            made.add("claims", (passage.document for passage in claim.passages))
        if evidence is not None:
            for found in read.figures:
                if is_looked_up(found.figure):
                    holders = _holders(found.figure, read.passages, claim.errata, evidence)
                    made.add(_kind(found.figure), holders)


def _kind(figure: Figure) -> str:
    return "dates" if isinstance(figure, When) else "quantities"


def _holders(
    figure: Figure, passages: tuple[Passage, ...], errata: tuple[tuple[str, str], ...], evidence: Evidence
) -> Iterator[str]:
    """Yield the documents in whose passages, or in the errata about them, a figure stands."""
    for document in dict.fromkeys(passage.document for passage in passages):
        own = tuple(passage for passage in passages if passage.document == document)
        about = tuple(erratum for erratum in errata if erratum[0] == document)
        if evidence.stock(own, about).has(figure):
            yield document


def _fields(register: Register, evidence: Evidence) -> Iterator[tuple[Fact, tuple[Passage, ...]]]:
    for reference, record in register.all_records():
        for fact in facts(record, evidence.units):
            yield fact, fact.passages or register.record_passages[reference]
