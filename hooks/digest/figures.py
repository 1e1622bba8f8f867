"""Figures: amounts and dates as texts give them, normalised so that texts in different languages compare.

50조 2,000억 위안  =  CNY 50.2 trillion  =  Amount(50200000000000, "CNY")
'22년  =  2022  =  When(2022)
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

ORDINAL = "ordinal"
"""Unit of ranks and ordinal numbers."""


COUNT = "count"
"""In the table of a language, the words that look like a unit and are none (분야 beside 분)."""


@dataclass(frozen=True)
class Amount:
    """A number with its unit and qualifier."""

    value: Fraction
    unit: str = ""
    """Canonical name of the unit (`CNY`, `percent`); empty for a plain count."""
    qualifier: str = ""
    word: bool = False
    """Whether the text writes the number as a word: such a number may be left out in another language."""

    def __str__(self) -> str:
        return " ".join(part for part in (decimal(self.value), self.unit, self.qualifier) if part)


@dataclass(frozen=True)
class When:
    """A date with the parts that the text gives; a part that it does not give is 0."""

    year: int = 0
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        parts = [f"{self.year:04}" if self.year else "----"]
        if self.month or self.day:
            parts.append(f"{self.month:02}" if self.month else "--")
        if self.day:
            parts.append(f"{self.day:02}")
        return "-".join(parts)


Figure = Amount | When


@dataclass(frozen=True)
class Found:
    """A figure with its place in the text: offsets in characters."""

    figure: Figure
    start: int
    end: int


@dataclass(frozen=True)
class UnitNotice:
    """A note that a table's numbers are in a unit: by what to multiply them, and the unit."""

    scale: int
    unit: str


def decimal(value: Fraction) -> str:
    """Return a number as a decimal where it has a finite one, else as a fraction."""
    twos = fives = 0
    rest = value.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return str(value)
    places = max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    text = digits[: len(digits) - places] + ("." + digits[len(digits) - places :] if places else "")
    return ("-" if value < 0 else "") + text


FEW = 2
"""Number words up to this are ordinary words as well (one of, both): they are not looked for in the source."""


def is_looked_up(figure: Figure) -> bool:
    """Return whether a figure of a text must stand in a passage: all but small numbers written as words."""
    return not (isinstance(figure, Amount) and figure.word and (figure.value <= FEW or figure.unit == ORDINAL))
