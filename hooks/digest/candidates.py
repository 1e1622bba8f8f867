"""Where the arithmetic of a document may be wrong: places to look at, and to explain by an erratum or a note.

Exchange rates and repeated values are compared strictly, and a rule asks for an explanation. Shares, sums
and growth can be told from neighbouring figures only roughly: they are listed for the editors to judge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, permutations
from statistics import median

from .document_models import Document
from .evidence_lock import SourceEvidence, SourceFigure
from .field_types import Passage
from .figures import ORDINAL, Amount, decimal
from .record_models import Indicator, Point
from .register import Register

FAR = Fraction(1, 10)
"""How far a rate may lie from the usual one of its document: banks' rates of one year differ by less."""
_NEAR = 4
"""Lines within which figures are taken to belong together; every other line of a source may be empty."""


@dataclass(frozen=True)
class Candidate:
    """A place to look at."""

    passage: Passage
    message: str
    explained: bool
    """Whether an erratum of the document covers one of its lines."""


@dataclass(frozen=True)
class Conversion:
    """An amount of money that a document gives in a second currency as well."""

    amount: SourceFigure
    converted: SourceFigure

    @property
    def rate(self) -> Fraction:
        """How much of the second currency the document takes one unit of the first to be."""
        return _value(self.converted) / _value(self.amount)


def conversions(source: SourceEvidence) -> Mapping[tuple[str, str], list[Conversion]]:
    """Return the amounts that are followed at once by one in another currency, by the two currencies.

    An example is 50조 2,000억 위안(약 9,400조 원).
    """
    found: dict[tuple[str, str], list[Conversion]] = defaultdict(list)
    before: SourceFigure | None = None
    for figure in source.figures:
        if not isinstance(figure.figure, Amount):
            continue
        if before is not None and _is_converted(before, figure):
            found[_unit(before), _unit(figure)].append(Conversion(before, figure))
            # What an amount is converted to is not converted in its turn.
            before = None
        else:
            before = figure
    return found


def usual_rate(group: list[Conversion]) -> Fraction:
    """Return the median rate of a group of conversions."""
    return median(conversion.rate for conversion in group)


def is_near(rate: Fraction, group: list[Conversion]) -> bool:
    """Return whether a rate is the usual one of a group of conversions."""
    return abs(rate / usual_rate(group) - 1) <= FAR


def rates(register: Register) -> Iterator[Candidate]:
    """Yield the conversions whose rate lies far from the usual rate of their document."""
    for document, source in _sources(register):
        for (one, other), listed in conversions(source).items():
            usual = usual_rate(listed)
            for conversion in listed:
                if len(listed) > 2 and not is_near(conversion.rate, listed):
                    passage = Passage(document.id, conversion.amount.first, conversion.converted.last)
                    message = (
                        f"{conversion.amount.figure} is converted to {conversion.converted.figure}, "
                        f"{_short(conversion.rate)} {other} for one {one}; "
                        f"elsewhere in the document it is about {_short(usual)}"
                    )
                    yield Candidate(passage, message, _explained(document, passage))


def _sources(register: Register) -> Iterator[tuple[Document, SourceEvidence]]:
    """Yield the documents of the register that the lock knows, with what it holds of them."""
    for name, source in register.lock.documents.items() if register.lock else ():
        if name in register.documents:
            yield register.documents[name], source


def _is_converted(one: SourceFigure, other: SourceFigure) -> bool:
    """Return whether an amount of money is followed at once by one in another currency."""
    return (
        _is_currency(_unit(one))
        and _is_currency(_unit(other))
        and _unit(one) != _unit(other)
        and other.first - one.last <= _NEAR // 2
        and bool(_value(one) and _value(other))
    )


def _is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


def repeated_values(register: Register) -> Iterator[tuple[Indicator, int, str]]:
    """Yield the points of indicators that give another value than an earlier point of the same date and kind."""
    for record in register.records.get("indicator", {}).values():
        assert isinstance(record, Indicator)
        first: dict[tuple[str, str], Point] = {}
        for number, point in enumerate(record.points):
            earlier = first.setdefault((str(point.at), point.kind), point)
            if (earlier.value, earlier.qualifier) != (point.value, point.qualifier):
                values = [decimal(Fraction(str(one.value))) for one in (earlier, point)]
                yield record, number, f"{values[0]} in {earlier.passage} and {values[1]} in {point.passage}"


def shares_and_growth(register: Register) -> Iterator[Candidate]:
    """Yield groups of percentages that nearly add up to 100, and growth that two amounts beside it do not give."""
    for document, source in _sources(register):
        amounts = [figure for figure in source.figures if isinstance(figure.figure, Amount)]
        yield from _shares(document, amounts)
        yield from _growth(document, amounts)


def _shares(document: Document, figures: list[SourceFigure]) -> Iterator[Candidate]:
    run: list[SourceFigure] = []
    for figure in [*(one for one in figures if _unit(one) == "percent"), None]:
        if run and (figure is None or figure.first - run[-1].last > _NEAR):
            total = sum((_value(one) for one in run), Fraction(0))
            if len(run) > 2 and 95 <= total <= 105 and abs(total - 100) > Fraction(1, 2):
                passage = Passage(document.id, run[0].first, run[-1].last)
                said = " + ".join(decimal(_value(one)) for one in run)
                yield Candidate(passage, f"{said} = {decimal(total)} %", _explained(document, passage))
            run = []
        if figure is not None:
            run.append(figure)


def _growth(document: Document, figures: list[SourceFigure]) -> Iterator[Candidate]:
    for at, figure in enumerate(figures):
        if _unit(figure) != "percent":
            continue
        beside = [
            other
            for other in figures[max(0, at - 3) : at + 4]
            if other is not figure
            and abs(other.first - figure.first) <= _NEAR // 2
            and _unit(other) not in ("percent", "points", ORDINAL)
        ]
        for one, other in combinations(beside, 2):
            if _unit(one) != _unit(other) or not _value(one) or not _value(other) or _value(one) == _value(other):
                continue
            said = _value(figure)
            results = [
                result
                for low, high in permutations((_value(one), _value(other)))
                for result in (100 * low / high, 100 * (low / high - 1), 100 * (1 - low / high))
            ]
            nearest = min(results, key=lambda result: abs(result - said))
            # Near, but not as near as rounding explains: most likely meant to fit.
            if Fraction(1, 2) < abs(nearest - said) <= max(Fraction(3), said / 10):
                passage = Passage(document.id, min(one.first, figure.first), max(other.last, figure.last))
                message = f"{one.figure} and {other.figure} give {_short(nearest)} %, not {decimal(said)} %"
                yield Candidate(passage, message, _explained(document, passage))


def _unit(figure: SourceFigure) -> str:
    return figure.figure.unit if isinstance(figure.figure, Amount) else ""


def _value(figure: SourceFigure) -> Fraction:
    return figure.figure.value if isinstance(figure.figure, Amount) else Fraction(0)


def _short(value: Fraction) -> str:
    return f"{float(value):.4g}"


def _explained(document: Document, passage: Passage) -> bool:
    for erratum in document.errata:
        lines = erratum.passage(document.id)
        if lines.first <= passage.last and passage.first <= lines.last:
            return True
    return False
