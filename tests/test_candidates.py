"""Places where the arithmetic of a document may be wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from digest.candidates import rates, shares_and_growth
from digest.evidence_lock import SourceEvidence, SourceFigure
from digest.register import Register
from tests.trees import lay_out, read


def with_figures(tmp_path: Path, *figures: str) -> Register:
    """Return the base digest with other figures in its only source."""
    register = read(lay_out(tmp_path))
    assert register.lock is not None
    source = SourceEvidence("", figures=tuple(map(SourceFigure.parse, figures)))
    return replace(register, lock=replace(register.lock, documents={"harbour-report": source}))


def test_a_rate_far_from_the_usual_one_is_a_candidate(tmp_path: Path) -> None:
    register = with_figures(
        tmp_path, "1-1 100 CNY", "1-1 16300 KRW", "3-3 10 CNY", "3-5 1640 KRW", "7-7 1 CNY", "7-7 1630 KRW"
    )
    [found] = rates(register)
    assert str(found.passage) == "harbour-report:7"
    assert "1630 KRW for one CNY" in found.message
    assert not found.explained


def test_two_amounts_that_stand_apart_are_no_conversion(tmp_path: Path) -> None:
    register = with_figures(
        tmp_path, "1-1 100 CNY", "1-1 16300 KRW", "3-3 10 CNY", "3-3 1640 KRW", "5-5 1 CNY", "9-9 1 KRW"
    )
    assert list(rates(register)) == []


def test_what_an_amount_is_converted_to_is_not_converted_again(tmp_path: Path) -> None:
    pairs = [f"1-1 {amount} {unit}" for amount in (1, 2, 3) for unit in ("CNY", "KRW")]
    assert [found.message for found in rates(with_figures(tmp_path, *pairs))] == []


def test_an_erratum_at_the_lines_explains_a_candidate(tmp_path: Path) -> None:
    register = with_figures(tmp_path, "1-1 1 CNY", "1-1 2 KRW", "2-2 1 CNY", "2-2 2 KRW", "25-25 1 CNY", "25-25 5 KRW")
    assert [found.explained for found in rates(register)] == [True]


def test_shares_that_nearly_add_up_are_a_candidate(tmp_path: Path) -> None:
    shares = ["1-1 50 percent", "3-3 30 percent", "5-5 18 percent"]
    assert [found.message for found in shares_and_growth(with_figures(tmp_path, *shares))] == ["50 + 30 + 18 = 98 %"]


def test_shares_that_add_up_or_do_not_belong_together_are_none(tmp_path: Path) -> None:
    shares = ["1-1 50 percent", "3-3 30 percent", "5-5 20 percent", "40-40 50 percent", "60-60 48 percent"]
    assert list(shares_and_growth(with_figures(tmp_path, *shares))) == []


def test_growth_that_the_amounts_do_not_give_is_a_candidate(tmp_path: Path) -> None:
    [found] = shares_and_growth(with_figures(tmp_path, "1-1 200 CNY", "1-1 250 CNY", "2-2 27 percent"))
    assert "give 25 %, not 27 %" in found.message


def test_growth_that_fits_is_none(tmp_path: Path) -> None:
    assert list(shares_and_growth(with_figures(tmp_path, "1-1 200 CNY", "1-1 250 CNY", "2-2 25 percent"))) == []
