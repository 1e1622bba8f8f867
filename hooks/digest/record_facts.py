"""What records state outside their texts and must stand in their passages: dates, values, printed names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from .dates import PartialDate
from .field_types import Passage, RecordReference
from .figures import Amount, Figure, When
from .marks import passages_cited
from .record_models import Actor, Indicator, Policy, Record, System
from .register import Register
from .yaml_source import Location


@dataclass(frozen=True)
class Fact:
    """A date or value of a record's field."""

    location: Location
    figure: Figure
    passages: tuple[Passage, ...] = ()
    """Those named for this field; where there are none, it rests on all passages of the record."""
    errata: tuple[tuple[str, str], ...] = ()
    """The errata whose readings it follows, as document and erratum."""


def facts(record: Record, units: frozenset[str]) -> Iterator[Fact]:
    """Yield the dates and values of a record's fields.

    `units` are those that texts are read for; an amount in any other is a count.
    """
    match record:
        case Policy():
            for name in ("issued", "signed", "published", "effective"):
                yield from _date((name,), getattr(record, name))
            if record.period:
                yield from _date(("period", "from"), record.period.first)
                yield from _date(("period", "to"), record.period.last)
            for number, target in enumerate(record.targets):
                yield from _date(("targets", number, "deadline"), target.deadline, passages_cited(target.text))
        case System():
            yield from _date(("start",), record.start)
        case Actor():
            yield from _date(("founded",), record.founded)
            yield from _date(("ended",), record.ended)
            for number, former in enumerate(record.former):
                yield from _date(("former", number, "until"), former.until, _given(former.passage))
        case Indicator():
            for number, point in enumerate(record.points):
                errata = ((point.passage.document, point.erratum),) if point.erratum else ()
                yield from _date(("points", number, "at"), point.at, (point.passage, *record.passages), errata)
                unit = record.unit if record.unit in units else ""
                amount = Amount(Fraction(str(point.value)), unit, point.qualifier or "")
                yield Fact(("points", number, "value"), amount, (point.passage,), errata)


def _date(
    location: Location,
    date: object,
    passages: tuple[Passage, ...] = (),
    errata: tuple[tuple[str, str], ...] = (),
) -> Iterator[Fact]:
    if isinstance(date, PartialDate):
        yield Fact(location, When(date.year, date.month, date.day), passages, errata)


def _given(passage: Passage | None) -> tuple[Passage, ...]:
    return (passage,) if passage else ()


def printed_names(register: Register) -> Iterator[tuple[RecordReference, str, str]]:
    """Yield the records whose name in an original language is printed in a document, with language and name."""
    for reference, record in register.all_records():
        for language in register.digest.originals:
            name = record.name.get(language)
            if name and record.name_source.get(language) == "printed":
                yield reference, language, name
