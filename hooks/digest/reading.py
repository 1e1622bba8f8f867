"""How a language writes numbers, units, dates and qualifiers: what the parser of quantities is given.

The words stand under `reading` in `docs/languages/<code>.yml`. A language that shares its forms with
another one (grouped digits, ISO dates, symbols of units) still lists them: its file is complete in itself.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from .field_types import Strict, Text

Qualifier = Literal["about", "at-least", "at-most", "under", "over", "estimated", "just-over", "nearly"]
"""How exact an amount is said to be."""


def _fraction(value: object) -> Fraction:
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        message = "'{value}' is not a number; write 3, 0.5 or 1/2"
        raise PydanticCustomError("invalid-value", message, {"value": str(value)}) from None


Words = list[Text]


class Reading(Strict):
    """The forms of a language."""

    model_config = Strict.model_config | {"arbitrary_types_allowed": True}

    decimal: Text
    """The sign before decimals."""
    group: Text
    """The sign between groups of three digits."""
    scales: dict[str, Annotated[int, Field(gt=1)]]
    """Words that multiply the number before them, with their values."""
    chained: bool
    """Whether scales follow each other in one number (5천억, 1조 5,000억)."""
    numbers: dict[str, Annotated[Fraction, BeforeValidator(_fraction)]]
    """Numbers written as words."""
    counters: Words = []
    """Where given, a number word counts only before one of these (한 before 가지, but not in 한글)."""
    ordinals: dict[str, int] = {}
    """Ordinal numbers written as words."""
    ordinal_before: Words = []
    """What makes an ordinal of the number after it."""
    ordinal_after: Words = []
    """What makes an ordinal of the number before it (위, th)."""
    fraction: Text | None = None
    """Pattern of a fraction in words, with {whole} and {part}."""
    units_after: dict[str, Words]
    """For each unit, the words and symbols for it after a number."""
    units_before: dict[str, Words] = {}
    """For each unit, what stands for it before a number."""
    qualifiers_before: dict[Qualifier | Literal["none"], Words]
    """What qualifies the amount after it; under `none`, what looks like it and does not (to add up to)."""
    qualifiers_attached: dict[Qualifier, Words] = {}
    """What qualifies the number right before it, before its noun (200여 개)."""
    qualifiers_after: dict[Qualifier, Words]
    """What qualifies the amount before it; one or two nouns may stand between."""
    range_words: Words = []
    """What stands between the ends of a range, besides signs (from 5 to 10)."""
    range_openers: Words = []
    """What stands before a range whose ends a range word joins; without one, the word joins no range."""
    dates: Words
    """Patterns of dates, the longest first, made of {year} {short-year} {month} {month-name} {day}; a space
    stands for any white space or none."""
    months: dict[str, Annotated[int, Field(ge=1, le=12)]] = {}
    """Names of the months."""
    decades: Words = []
    """Patterns of decades, with {year}."""
    labels: Words
    """Patterns of what contains numbers that count nothing, with {n} for the number: Table {n}, 제{n}장."""
    label_joiners: Words = []
    """What joins the numbers after one label (Tables 2 and 3)."""
    titles: list[Annotated[str, Field(min_length=2, max_length=2)]] = []
    """Pairs of marks around titles, whose numbers are part of a name."""
    conversion_words: Words = []
    """What a text says where it gives an amount in a second currency; the texts are searched for any of them."""
    unit_notices: Words = []
    """Patterns of a note that gives the unit of a table's numbers, with {unit}."""
