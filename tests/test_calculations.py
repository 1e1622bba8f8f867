"""The digest's own arithmetic gives what Python's fractions give."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.calculations import Calculation
from digest.marks import CalculationMark, UnreadMark, find_marks

NUMBERS = st.tuples(
    st.sampled_from(["", "#"]), st.integers(0, 10**9), st.sampled_from(["", ".5", ".25"]), st.sampled_from(["", "%"])
)
EXPRESSIONS = st.lists(st.tuples(st.sampled_from("+-*/"), NUMBERS), max_size=5)


@given(NUMBERS, EXPRESSIONS, st.sampled_from(["", " "]), st.sampled_from(["{}", "{:,}"]))
def test_results_are_those_of_fractions(first: tuple, rest: list, space: str, form: str) -> None:
    """Every expression is written once for the digest and once as Python's own."""
    written = python = ""
    for operator, (counted, whole, decimals, percent) in [("", first), *rest]:
        written += f"{operator}{space}{counted}{form.format(whole)}{decimals}{percent}{space}"
        python += f"{operator}(Fraction('{whole}{decimals}') / {100 if percent else 1})"
    calculation = Calculation.parse(written)
    assert [operand.counted for operand in calculation.operands] == [
        bool(number[0]) for _, number in [("", first), *rest]
    ]
    try:
        expected = eval(python, {"Fraction": Fraction})
    except ZeroDivisionError:
        with pytest.raises(ZeroDivisionError):
            assert calculation.result
    else:
        assert calculation.result == expected


@given(st.text(alphabet="0123456789#%+-*/., ()a") | st.text())
def test_anything_else_is_refused_in_words(text: str) -> None:
    try:
        calculation = Calculation.parse(text)
    except ValueError:
        return
    assert len(calculation.operands) == len(calculation.operators) + 1
    assert set(text) <= set("0123456789#%+-*/., ")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is empty"),
        ("5+", "a number is missing at its end"),
        ("5+x", "'x' is not understood here"),
        ("5 6", "'6' is not understood here"),
        ("+5", "'+5' is not understood here"),
        ("5%%", "'%' is not understood here"),
    ],
)
def test_a_refusal_says_why(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=re.escape(why)):
        Calculation.parse(text)


@pytest.mark.parametrize(
    ("expression", "shown", "unit", "right"),
    [
        ("12-7", "5", "", True),
        ("12-7", "6", "", False),
        ("14/#3", "4.67", "", True),
        ("14/#3", "4.7", "", True),
        ("14/#3", "4.66", "", False),
        ("1234567*1", "1230000", "", True),
        ("1234567*1", "1240000", "", False),
        ("41.5%-37.5%", "4", "points", True),
        ("5/8", "62.5", "percent", True),
        ("5/8", "0.625", "", True),
        ("2-2", "0", "", True),
        ("3-2", "0", "", False),
    ],
)
def test_a_figure_shows_a_result_to_its_last_digit(expression: str, shown: str, unit: str, right: bool) -> None:
    assert Calculation.parse(expression).gives(Fraction(shown), unit) is right


def test_a_calculation_is_shown_as_people_write_it() -> None:
    assert str(Calculation.parse("1200/#3 - 5%*2")) == "1,200 ÷ 3 − 5% × 2"


@pytest.mark.parametrize("text", ["[11](=5+6)", "[11](= 5 + 6)", "[**11**](=5+6) `[7](=3+4)`"])
def test_a_calculation_is_a_mark(text: str) -> None:
    (mark,) = find_marks(text)
    assert isinstance(mark, CalculationMark)
    assert "".join(mark.expression.split()) == "5+6"


@pytest.mark.parametrize("text", ["[11](=(5+6))", "[11](=5+6", "[a](=5\n+6)"])
def test_what_begins_like_a_calculation_is_not_passed_over(text: str) -> None:
    assert [type(mark) for mark in find_marks(text)] == [UnreadMark]
