"""What records state outside their texts: each date and value, with the passages that it must stand in."""

from __future__ import annotations

from fractions import Fraction

import pytest

from digest.field_types import Passage
from digest.figures import Amount, When
from digest.record_facts import Fact, facts
from digest.record_models import Record
from digest.register import Register
from tests.records import actor, indicator, place, point, policy, system

UNITS = frozenset({"metres", "percent"})


def told(record: Record) -> dict[str, Fact]:
    """Return the facts of a record by the way to their fields."""
    found = list(facts(record, UNITS))
    by_place = {".".join(map(str, fact.location)): fact for fact in found}
    assert len(by_place) == len(found)
    return by_place


def test_a_policy_states_its_dates(base: Register) -> None:
    found = told(
        policy(
            base, "a-plan", issued="2018", signed="2018-01", published="2018-02-03", effective="2019",
            period={"from": "2018", "to": "2020-06"},
        )
    )  # fmt: skip
    assert {name: fact.figure for name, fact in found.items()} == {
        "issued": When(2018), "signed": When(2018, 1), "published": When(2018, 2, 3), "effective": When(2019),
        "period.from": When(2018), "period.to": When(2020, 6),
    }  # fmt: skip
    # They rest on all passages of the record.
    assert all(fact.passages == () for fact in found.values())


def test_a_deadline_rests_on_what_its_target_cites(base: Register) -> None:
    cited = {
        "harbour-report:14": 2024,
        "harbour-report:15": "unknown",
        "harbour-report:16; @harbour-report:20-25": "2030-06",
    }
    targets = [
        {"text": {"en": f"A [@{passages}]", "ko": f"가[@{passages}]"}, "deadline": deadline}
        for passages, deadline in cited.items()
    ]
    found = told(policy(base, "a-plan", targets=targets))
    assert found == {
        "targets.0.deadline": Fact(("targets", 0, "deadline"), When(2024), (Passage("harbour-report", 14, 14),)),
        "targets.2.deadline": Fact(
            ("targets", 2, "deadline"),
            When(2030, 6),
            (Passage("harbour-report", 16, 16), Passage("harbour-report", 20, 25)),
        ),
    }


def test_a_body_states_when_it_began_was_renamed_and_ended(base: Register) -> None:
    former = [
        {"name": {"en": "A", "ko": "가"}, "until": "1990"},
        {"name": {"en": "B", "ko": "나"}, "until": "2018-03", "passage": "harbour-report:17"},
    ]
    found = told(actor(base, "pilots", founded=1950, ended="2020-01-01", former=former))
    assert {name: (fact.figure, fact.passages) for name, fact in found.items()} == {
        "founded": (When(1950), ()),
        "ended": (When(2020, 1, 1), ()),
        "former.0.until": (When(1990), ()),
        "former.1.until": (When(2018, 3), (Passage("harbour-report", 17, 17),)),
    }


def test_a_system_states_its_start(base: Register) -> None:
    assert [fact.figure for fact in told(system(base, "lamp", start="2018-05")).values()] == [When(2018, 5)]
    assert told(system(base, "lamp")) == {}


@pytest.mark.parametrize(("unit", "read"), [("metres", "metres"), ("berths", ""), ("percent", "percent")])
def test_a_value_is_looked_up_in_its_unit_where_texts_are_read_for_it(base: Register, unit: str, read: str) -> None:
    found = told(indicator(base, "quays", point(2019, 0.1, qualifier="about"), unit=unit))
    assert found["points.0.value"].figure == Amount(Fraction(1, 10), read, "about")


def test_a_value_and_its_date_rest_on_the_passage_of_the_point(base: Register) -> None:
    record = indicator(
        base, "quays", point(2019, 14, erratum="berth-count"), point("unknown", 20, "target"),
        passages=["harbour-report:20"],
    )  # fmt: skip
    found = told(record)
    passage, whole = Passage("harbour-report", 25, 25), Passage("harbour-report", 20, 20)
    assert {name: (fact.passages, fact.errata) for name, fact in found.items()} == {
        # What a whole table is about may be said over it.
        "points.0.at": ((passage, whole), (("harbour-report", "berth-count"),)),
        "points.0.value": ((passage,), (("harbour-report", "berth-count"),)),
        "points.1.value": ((passage,), ()),
    }


def test_what_has_neither_dates_nor_values_states_nothing(base: Register) -> None:
    assert told(place(base, "bay")) == {}
    assert told(policy(base, "a-plan")) == {}
