"""Whether what a claim says stands in its passages: figures of a text against figures of the sources."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from .evidence_lock import EvidenceLock, SourceEvidence, SourceFigure, short_checksum
from .field_types import LocalText, Passage
from .figures import COUNT, ORDINAL, Amount, Figure, Found, UnitNotice, When
from .quantities import QuantityReader
from .register import Register


@dataclass
class Stock:
    """The figures that a claim may use: those of its passages."""

    amounts: list[Amount] = field(default_factory=list)
    dates: list[When] = field(default_factory=list)
    notices: list[UnitNotice] = field(default_factory=list)
    years: set[int] = field(default_factory=set)
    """Years of publication of the documents: what a date without a year belongs to."""
    _by_value: dict[Fraction, list[Amount]] = field(default_factory=lambda: defaultdict(list))

    def add(self, figures: Iterable[Figure | UnitNotice]) -> None:
        """Add figures."""
        for figure in figures:
            match figure:
                case Amount():
                    self.amounts.append(figure)
                    self._by_value[figure.value].append(figure)
                case When():
                    self.dates.append(figure)
                case UnitNotice():
                    self.notices.append(figure)

    def holds_number(self, value: Fraction, scales: Iterable[int] = (1,)) -> bool:
        """Return whether a bare number is there as an amount, for one of some scales, or as a year."""
        return any(value * scale in self._by_value for scale in scales) or any(
            date.year == value for date in self.dates
        )

    def has(self, figure: Figure) -> bool:
        """Return whether a figure is there, whatever its qualifier."""
        if isinstance(figure, When):
            return self._has_date(figure)
        return bool(self.like(figure)) or self._as_year(figure)

    def like(self, amount: Amount) -> list[Amount]:
        """Return the amounts of the same value and a unit that does not contradict."""
        found = [own for own in self._by_value.get(amount.value, ()) if _agree(amount.unit, own.unit)]
        for notice in self.notices:
            if notice.unit == amount.unit:
                unscaled = self._by_value.get(amount.value / notice.scale, ())
                found += [own for own in unscaled if own.unit in ("", notice.unit)]
        return found

    def _as_year(self, amount: Amount) -> bool:
        return amount.unit == "" and any(date.year == amount.value and not date.month for date in self.dates)

    def _has_date(self, date: When) -> bool:
        for own in self.dates:
            if (
                (not date.year or own.year == date.year)
                and (not date.month or own.month == date.month)
                and (not date.day or own.day == date.day)
            ):
                return True
        if not date.month and not date.day:
            return any(own.unit == "" and own.value == date.year for own in self.amounts)
        # The parts of a date may stand apart: the year in the sentence before, the day in a list below.
        years = {own.year for own in self.dates if own.year} | self.years
        months = {own.month for own in self.dates if own.month}
        days = {own.day for own in self.dates if own.day}
        days |= {int(own.value) for own in self.amounts if own.unit in ("days", "")}
        apart = any(not own.year or not own.month for own in self.dates)
        return (
            apart
            and (not date.year or date.year in years)
            and (not date.month or date.month in months)
            and (not date.day or date.day in days)
        )


def _agree(mine: str, source: str) -> bool:
    """Return whether a unit of the digest goes with one of the source, where tables leave units out."""
    if mine == source or source == "":
        return True
    return {mine, source} <= {"", ORDINAL}


class Evidence:
    """The evidence that the lock gives for the texts of a digest."""

    def __init__(self, register: Register, lock: EvidenceLock) -> None:
        """Take a register and its lock."""
        self.register = register
        self.lock = lock
        self._stocks: dict[tuple[tuple[Passage, ...], tuple[tuple[str, str], ...]], Stock] = {}
        self._starts: dict[str, list[int]] = {}
        self.readers = {code: QuantityReader(language.reading) for code, language in register.languages.items()}
        self.units = frozenset(
            unit
            for language in register.languages.values()
            for unit in (*language.reading.units_after, *language.reading.units_before)
            if unit != COUNT
        )
        """The units that texts are read for."""
        self.errata = {
            (document.id, erratum.id): (document, erratum)
            for document in register.documents.values()
            for erratum in document.errata
        }

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """For each language, all names of the register that hold numbers, the longest first."""
        return {
            code: tuple(sorted(self._numbered_names(code), key=lambda name: (-len(name), name)))
            for code in self.register.languages
        }

    def _numbered_names(self, language: str) -> set[str]:
        found: set[str] = set()
        for _, record in self.register.all_records():
            found.add(record.name[language])
            found.update(record.aliases.get(language, []))
        for document in self.register.documents.values():
            found |= {document.title[language], document.short[language]}
        numbered = {name for name in found if self.readers[language].read(name)}
        # A name may begin a sentence, or stand within one.
        return numbered | {change(name[0]) + name[1:] for name in numbered for change in (str.lower, str.upper)}

    def read(self, text: str, language: str) -> list[Found]:
        """Return the figures of a text of the digest."""
        return self.readers[language].read(text, self.names[language])

    def stock(self, passages: tuple[Passage, ...], errata: tuple[tuple[str, str], ...] = ()) -> Stock:
        """Return the figures of passages, and of what errata say about them."""
        key = (passages, errata)
        if key not in self._stocks:
            self._stocks[key] = self._fill(passages, errata)
        return self._stocks[key]

    def _fill(self, passages: tuple[Passage, ...], errata: tuple[tuple[str, str], ...]) -> Stock:
        stock = Stock()
        for name in errata:
            if name in self.errata:
                document, erratum = self.errata[name]
                passages = (*passages, erratum.passage(document.id))
                texts = [(language, erratum.printed) for language in self.readers]
                for local in (erratum.reading, erratum.reason):
                    if isinstance(local, LocalText):
                        texts += list(local.root.items())
                for language, text in texts:
                    stock.add(item.figure for item in self.readers[language].read(text))
        for passage in dict.fromkeys(passages):
            stock.add(figure.figure for figure in self.figures(passage))
            cited = self.register.documents.get(passage.document)
            if cited is not None and not isinstance(cited.date, str):
                stock.years.add(cited.date.year)
        return stock

    def figures(self, passage: Passage) -> list[SourceFigure]:
        """Return the figures of a passage."""
        source = self.source(passage.document)
        if source is None:
            return []
        starts = self._starts.setdefault(passage.document, [figure.first for figure in source.figures])
        begin = bisect.bisect_left(starts, passage.first)
        end = bisect.bisect_right(starts, passage.last)
        return [figure for figure in source.figures[begin:end] if figure.last <= passage.last]

    def has_name(self, name: str, passages: Iterable[Passage]) -> bool:
        """Return whether a name was found in one of some passages when the lock was written."""
        return any(
            name_checksum(name, passage) in source.names
            for passage in passages
            if (source := self.source(passage.document)) is not None
        )

    def knows(self, passages: Iterable[Passage]) -> bool:
        """Return whether the lock holds the documents of all passages, so that something can be looked up there."""
        return all(passage.document in self.lock.documents for passage in passages)

    def source(self, document: str) -> SourceEvidence | None:
        """Return what the lock holds of a document."""
        return self.lock.documents.get(document)


def name_checksum(name: str, passage: Passage) -> str:
    """Return what the lock holds for a name that was found in a passage."""
    return short_checksum(f"{passage} {name}")
