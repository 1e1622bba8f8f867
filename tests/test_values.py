"""Dates, passages and references as the files write them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from digest.dates import PartialDate
from digest.field_types import Passage, RecordReference

days = st.dates(min_value=datetime.date(1, 1, 1))
partial_dates = days.flatmap(
    lambda day: st.sampled_from(
        [PartialDate(day.year), PartialDate(day.year, day.month), PartialDate(day.year, day.month, day.day)]
    )
)


@given(partial_dates)
def test_a_date_is_read_as_it_is_written(date: PartialDate) -> None:
    assert PartialDate.parse(str(date)) == date


@given(days, days)
def test_days_sort_by_time(one: datetime.date, other: datetime.date) -> None:
    mine, theirs = PartialDate.parse(one.isoformat()), PartialDate.parse(other.isoformat())
    assert (mine < theirs) == (one < other)
    assert mine.may_precede(theirs) == (one <= other)


@given(partial_dates, partial_dates)
def test_of_two_dates_one_may_precede_the_other(one: PartialDate, other: PartialDate) -> None:
    assert one.may_precede(other) or other.may_precede(one)
    if one < other:
        assert one.may_precede(other)


def test_a_year_stands_before_its_months_and_a_month_before_its_days() -> None:
    written = ["2017-12-31", "2018", "2018-01", "2018-01-01", "2018-02", "2019"]
    assert [str(date) for date in sorted(map(PartialDate.parse, reversed(written)))] == written


@pytest.mark.parametrize(("earlier", "later"), [("2018", "2018-01-01"), ("2018-09", "2018"), ("2018-09-14", "2018-09")])
def test_what_is_not_known_may_be_in_order(earlier: str, later: str) -> None:
    assert PartialDate.parse(earlier).may_precede(PartialDate.parse(later))
    assert PartialDate.parse(later).may_precede(PartialDate.parse(earlier))


def test_a_year_may_be_a_number() -> None:
    assert PartialDate.parse(2018) == PartialDate(2018)


@pytest.mark.parametrize(
    "written",
    [
        "2018-02-31", "2019-02-29", "2018-13", "2018-00", "2018-09-00", "0000", "0000-01", "18", 18, "2018-9",
        "2018/09", "2018-09-14T00:00", "２０１８", "2018-０9", "٢٠١٨", "2018\n", " 2018", "", None, True, 2018.0,
        [2018], "unknown",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(written: object) -> None:
    with pytest.raises(PydanticCustomError) as error:
        PartialDate.parse(written)
    assert error.value.type == "impossible-date"


ids = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,3}", fullmatch=True)
lines = st.integers(1, 999_999_999)


@given(ids, lines, lines)
def test_a_passage_is_read_as_it_is_written(document: str, one: int, other: int) -> None:
    passage = Passage(document, min(one, other), max(one, other))
    assert Passage.parse(str(passage)) == passage


def test_one_line_is_a_passage() -> None:
    assert Passage.parse("report:7") == Passage.parse("report:7-7") == Passage("report", 7, 7)


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("report", "citation-syntax"),
        ("report:", "citation-syntax"),
        ("report:a", "citation-syntax"),
        ("report:1-", "citation-syntax"),
        ("report:1-2-3", "citation-syntax"),
        ("report: 1", "citation-syntax"),
        ("Report:1", "citation-syntax"),
        ("report:１", "citation-syntax"),
        ("report:1\n", "citation-syntax"),
        ("report:" + "9" * 5000, "citation-syntax"),
        (7, "citation-syntax"),
        (None, "citation-syntax"),
        ("report:0", "citation-range"),
        ("report:0-4", "citation-range"),
        ("report:9-3", "citation-range"),
    ],
)
def test_what_is_no_passage_is_refused(written: object, rule: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        Passage.parse(written)
    assert error.value.type == rule


def test_a_reference_is_read_as_it_is_written() -> None:
    assert str(RecordReference.parse("policy:some-plan")) == "policy:some-plan"


@pytest.mark.parametrize("written", ["some-plan", "policy:", ":some-plan", "topic:some-topic", "Policy:x", "", 3, None])
def test_what_is_no_reference_is_refused(written: object) -> None:
    with pytest.raises(PydanticCustomError) as error:
        RecordReference.parse(written)
    assert error.value.type == "broken-reference"
