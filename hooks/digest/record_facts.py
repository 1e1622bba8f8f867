"""What records state outside their texts and must stand in their passages: dates, values, printed names."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from .dates import PartialDate
from .field_types import Passage, RecordReference
from .figures import Amount, Figure, When
from .record_models import Actor, Indicator, Policy, Record, System
from .register import Register
from .yaml_source import Location


def facts(record: Record, units: frozenset[str]) -> Iterator[tuple[Location, Figure, tuple[Passage, ...]]]:
    """Yield the dates and values of a record's fields, with the passages that they name for themselves.

    `units` are those that texts are read for; an amount in any other is a count.
    """
    dates: list[tuple[Location, object, tuple[Passage, ...]]] = []
    match record:
        case Policy():
            dates = [((name,), getattr(record, name), ()) for name in ("issued", "signed", "published", "effective")]
            if record.period:
                dates += [(("period", "from"), record.period.first, ()), (("period", "to"), record.period.last, ())]
        case System():
            dates = [(("start",), record.start, ())]
        case Actor():
            dates = [
                (("former", number, "until"), former.until, (former.passage,) if former.passage else ())
                for number, former in enumerate(record.former)
            ]
        case Indicator():
            for number, point in enumerate(record.points):
                dates.append((("points", number, "at"), point.at, (point.passage, *record.passages)))
                unit = record.unit if record.unit in units else ""
                amount = Amount(Fraction(str(point.value)), unit, point.qualifier or "")
                yield ("points", number, "value"), amount, (point.passage,)
    for location, date, passages in dates:
        if isinstance(date, PartialDate):
            yield location, When(date.year, date.month, date.day), passages


def printed_names(register: Register) -> Iterator[tuple[RecordReference, str, str]]:
    """Yield the records whose name in an original language is printed in a document, with language and name."""
    for reference, record in register.all_records():
        for language in register.digest.originals:
            name = record.name.get(language)
            if name and record.name_source.get(language) == "printed":
                yield reference, language, name
