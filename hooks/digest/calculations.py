"""The digest's own arithmetic: `[text](=12-7)` shows a figure that the build calculates anew.

An expression holds numbers, `+`, `-`, `*` and `/`. A number may end in `%`. Each number must stand in the
passages of its claim, but for those with a `#`: `#4` says that the digest counted four things there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from html import escape

from .figures import decimal
from .languages import Language
from .marks import CalculationMark

_TOKEN = re.compile(
    r"[ ]*(?:(?P<count>#)?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<percent>%)?|(?P<operator>[-+*/]))[ ]*", re.ASCII
)
SCALES = tuple(10**power for power in (0, 3, 4, 6, 8, 9, 12))
"""What a number of a calculation, or its result, may be multiplied by to give a figure of a text."""
_SIGNS = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}


@dataclass(frozen=True)
class Operand:
    """A number of a calculation."""

    value: Fraction
    counted: bool = False
    """Whether the digest counted it, so that it need not stand in a passage."""
    percent: bool = False
    """Whether it is a percentage; `value` is then the number before the sign."""

    @property
    def amount(self) -> Fraction:
        """What it counts as in the calculation."""
        return self.value / 100 if self.percent else self.value

    def __str__(self) -> str:
        return _grouped(self.value) + ("%" if self.percent else "")


@dataclass(frozen=True)
class Calculation:
    """Numbers with the operators between them."""

    operands: tuple[Operand, ...]
    operators: tuple[str, ...]

    @classmethod
    def parse(cls, expression: str) -> Calculation:
        """Read an expression. Raises ValueError with a message for people."""
        operands: list[Operand] = []
        operators: list[str] = []
        at = 0
        while at < len(expression):
            match = _TOKEN.match(expression, at)
            if match is None or bool(match["operator"]) != (len(operands) > len(operators)):
                raise ValueError(f"'{expression[at:]}' is not understood here")
            if match["operator"]:
                operators.append(match["operator"])
            else:
                value = Fraction(match["number"].replace(",", ""))
                operands.append(Operand(value, bool(match["count"]), bool(match["percent"])))
            at = match.end()
        if len(operands) != len(operators) + 1:
            raise ValueError("a number is missing at its end" if operands else "it is empty")
        return cls(tuple(operands), tuple(operators))

    @property
    def result(self) -> Fraction:
        """The result; multiplication and division come first. Raises ZeroDivisionError."""
        terms = [self.operands[0].amount]
        signs = [1]
        for operator, operand in zip(self.operators, self.operands[1:], strict=True):
            if operator == "*":
                terms[-1] *= operand.amount
            elif operator == "/":
                terms[-1] /= operand.amount
            else:
                terms.append(operand.amount)
                signs.append(1 if operator == "+" else -1)
        return sum((sign * term for sign, term in zip(signs, terms, strict=True)), Fraction(0))

    def gives(self, shown: Fraction, unit: str) -> bool:
        """Return whether a figure shows the result, rounded to the digits that it shows.

        As with the numbers of the calculation, the scale may be left out: 50.2/41.5% gives 121 trillion.
        """
        # A share may be calculated from percentages (41.5%-37.5%) or from amounts (5/8): both count in hundredths.
        scales = (100,) if unit in ("percent", "points") else SCALES
        return any(abs(self.result * scale - shown) <= _step(shown) / 2 for scale in scales)

    def __str__(self) -> str:
        text = str(self.operands[0])
        for operator, operand in zip(self.operators, self.operands[1:], strict=True):
            text += _SIGNS[operator] + str(operand)
        return text


def calculation_html(mark: CalculationMark, language: Language) -> str:
    """Return a figure that the digest calculated as HTML, with its calculation for those who ask."""
    try:
        calculation = Calculation.parse(mark.expression)
    except ValueError:
        # Only a preview gets here: everywhere else the checks have stopped the build.
        return f"<code>{escape(mark.raw)}</code>"
    counted = len(calculation.operands) == 1 and calculation.operands[0].counted
    how = language.word("counted") if counted else language.word("calculated").format(calculation)
    said = escape(how, quote=True)
    return f'<span class="calculated" title="{said}">{mark.text}<span class="calculated-how"> ({said})</span></span>'


def _step(value: Fraction) -> Fraction:
    """Return the place of a number's last significant digit: 0.1 for 36.4, 10,000,000 for 230,000,000."""
    text = decimal(value)
    if "." in text:
        return Fraction(1, 10 ** len(text.partition(".")[2]))
    digits = text.lstrip("-")
    return Fraction(10 ** (len(digits) - len(digits.rstrip("0")))) if value else Fraction(1)


def _grouped(value: Fraction) -> str:
    whole, point, rest = decimal(value).partition(".")
    return f"{int(whole):,}" + point + rest
