"""Targets: which there are, whose they are, whether their time is over, and what came of them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from digest.dates import PartialDate
from digest.document_models import Document
from digest.record_models import Policy
from digest.register import Register
from digest.tables import make_table
from digest.targets import StatedTarget, later_values, latest_document_date, state, stated_targets
from digest.view import View
from tests.records import actor, indicator, place, point, policy, with_records


def words(text: str, deadline: object = "unknown", outcome: str = "") -> dict[str, object]:
    """Return a target in words."""
    cited = {code: f"{text} {code} [@harbour-report:14]" for code in ("en", "ko")}
    told = {"outcome": {code: f"{outcome} {code} [@harbour-report:20]" for code in ("en", "ko")}} if outcome else {}
    return {"text": cited, "deadline": deadline, **told}


def dated(register: Register, **dates: str) -> Register:
    """Return a register with further documents of some dates; `harbour_report` changes that of the one there is."""
    known = register.documents["harbour-report"]
    documents: dict[str, Document] = dict(register.documents)
    for key, date in dates.items():
        name = key.replace("_", "-")
        parsed = date if date == "unknown" else PartialDate.parse(date)
        documents[name] = known.model_copy(update={"id": name, "date": parsed})
    digest = register.digest.model_copy(update={"documents": list(documents)})
    return replace(register, documents=documents, digest=digest)


def rows(register: Register, code: str = "en", **options: str) -> list[list[str]]:
    """Return the rows of the table of targets as text, without what cites."""
    view = View(register, register.languages[code], "page/")
    table = make_table("targets", {"columns": "target,deadline,set-by,outcome", **options}, view)
    return [[re.sub("<sup.*?</sup>|<.*?>", "", cell.html).strip() for cell in cells] for _, cells in table.rows]


def texts(register: Register, **options: str) -> list[str]:
    return [row[0].removesuffix(" en") for row in rows(register, **options)]


def the_target(register: Register) -> StatedTarget:
    (target,) = stated_targets(register)
    return target


@pytest.fixture(scope="module")
def quays(base: Register) -> Register:
    """The base digest with targets of several policies, bodies, places and topics."""
    plan = base.records["policy"]["harbour-plan"]
    assert isinstance(plan, Policy)
    return with_records(
        base,
        place(base, "bay", "coast"),
        actor(base, "tug-company", kind="company", place="bay"),
        policy(
            base, "a-plan", issuers=["harbour-office", "tug-company"], place="bay", topics=["harbours"], issued="2018",
            targets=[words("Third", 2030), words("Undated")],
        ),
        policy(base, "b-plan", targets=[words("First", "2019-06")]),
        indicator(
            base, "wharves", point("unknown", 7, "target"), point(2019, 3), point("2019-12", 5, "target"),
            point(2024, 6, "forecast"), topics=["harbours"],
        ),
        indicator(base, "cranes", point(2020, 9, "target", set_by="actor:tug-company"), place="bay"),
    )  # fmt: skip


# ---- which there are --------------------------------------------------------------------------------


def test_targets_in_words_come_before_those_in_numbers_each_in_the_order_of_their_records(quays: Register) -> None:
    said = [(str(target.setter), str(target.deadline), target.indicator is None) for target in stated_targets(quays)]
    assert said == [
        ("policy:a-plan", "2030", True),
        ("policy:a-plan", "None", True),
        ("policy:b-plan", "2019-06", True),
        ("actor:tug-company", "2020", False),
        ("policy:harbour-plan", "None", False),
        ("policy:harbour-plan", "2019-12", False),
    ]


def test_the_table_has_the_next_deadline_first_and_those_without_one_last(quays: Register) -> None:
    expected = ["First", "wharves: 5 items", "cranes: 9 items", "Third", "Undated", "wharves: 7 items"]
    assert texts(quays) == expected
    assert texts(quays, sort="-deadline") == expected[3::-1] + expected[4:]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"policy": "a-plan"}, {"Third", "Undated"}),
        ({"policy": "harbour-plan"}, {"wharves: 5 items", "wharves: 7 items"}),
        ({"policy": "sea-plan"}, set()),
        # Of a policy's targets each of its issuers is asked about.
        ({"actor": "tug-company"}, {"Third", "Undated", "cranes: 9 items"}),
        ({"actor": "harbour-office"}, {"Third", "Undated", "wharves: 5 items", "wharves: 7 items"}),
        ({"place": "bay"}, {"Third", "Undated", "cranes: 9 items"}),
        ({"place": "coast"}, {"First", "Third", "Undated", "cranes: 9 items", "wharves: 5 items", "wharves: 7 items"}),
        ({"topic": "harbours"}, {"Third", "Undated", "wharves: 5 items", "wharves: 7 items"}),
        ({"topic": "harbours", "state": "open"}, {"Third"}),
        ({"state": "due"}, {"First", "wharves: 5 items"}),
        ({"state": "undated"}, {"Undated", "wharves: 7 items"}),
        ({"document": "harbour-report", "policy": "b-plan"}, {"First"}),
    ],
)
def test_filters(quays: Register, options: dict[str, str], expected: set[str]) -> None:
    assert set(texts(quays, **options)) == expected


def test_a_target_names_who_set_it(quays: Register) -> None:
    setters = {row[0]: row[2] for row in rows(quays)}
    assert setters["cranes: 9 items"] == "tug-company"
    assert setters["Third en"] == "a-planHarbour office, tug-company"
    assert setters["First en"] == "b-plan"
    assert setters["wharves: 5 items"] == "Harbour planHarbour office"


def test_a_target_rests_on_the_passages_that_state_it(quays: Register) -> None:
    assert {str(passage) for target in stated_targets(quays) for passage in target.passages} == {
        "harbour-report:14",
        "harbour-report:25",
    }


# ---- whether their time is over ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("latest", "deadline", "expected"),
    [
        ("2020-05", "2019", "due"),
        ("2020-05", "2020-04", "due"),
        ("2020-05", "2020-05", "due"),
        ("2020-05", "2020-05-31", "due"),
        ("2020-05", "2020-06", "open"),
        # A year is over when its last day is.
        ("2020-05", "2020", "open"),
        ("2020-12-30", "2020", "open"),
        ("2020-12-30", "2020-12", "open"),
        ("2020-12-31", "2020", "due"),
        ("2020-05-15", "2020-05", "open"),
        ("2020-05-15", "2020-05-15", "due"),
        ("2020-05-15", "2020-05-16", "open"),
        ("2020", "2020", "due"),
        ("2020", "2020-12-31", "due"),
        ("2020", "2021", "open"),
        ("2020", "unknown", "undated"),
        # Where no document has a date, nothing is known to be past.
        ("unknown", "1999", "open"),
        ("unknown", "unknown", "undated"),
    ],
)
def test_a_deadline_is_past_when_the_latest_document_could_tell(
    base: Register, latest: str, deadline: str, expected: str
) -> None:
    own = dated(with_records(base, policy(base, "a-plan", targets=[words("One", deadline)])), harbour_report=latest)
    assert state(the_target(own), own) == expected
    own = dated(with_records(base, indicator(base, "cranes", point(deadline, 1, "target"))), harbour_report=latest)
    assert state(the_target(own), own) == expected


def test_the_latest_document_counts(base: Register) -> None:
    own = dated(base, early="2011", late="2023-06-21", undated="unknown")
    assert latest_document_date(own) == PartialDate(2023, 6, 21)
    assert latest_document_date(dated(base, harbour_report="unknown")) is None


# ---- what came of them ------------------------------------------------------------------------------


def outcomes(register: Register, code: str = "en") -> list[str]:
    return [row[3] for row in rows(register, code)]


def test_an_outcome_that_someone_wrote_down_is_shown(base: Register) -> None:
    own = with_records(
        base,
        policy(base, "a-plan", targets=[words("One", 2019, "Reached")]),
        indicator(base, "cranes", point(2019, 9, "target", outcome={"en": "Missed", "ko": "못 미침"}), point(2021, 5)),
    )
    assert sorted(outcomes(own)) == ["Missed", "Reached en"]
    assert sorted(outcomes(own, "ko")) == ["Reached ko", "못 미침"]


def test_values_of_the_time_after_the_deadline_are_an_outcome(base: Register) -> None:
    own = with_records(
        base,
        indicator(
            base, "cranes", point(2018, 1), point(2019, 4, qualifier="about"), point("2019-03", 5, "claim"),
            point("2020-01", 6), point("2019", 9, "target"), point(2021, 7, "forecast"), point(2022, 8, "provision"),
        ),
    )  # fmt: skip
    # Of the year of the deadline the same document may tell how the work began.
    assert outcomes(own) == ["January 2020: 6 items (Actual)"]
    cell = make_table("targets", {}, View(own, own.languages["en"], "page/")).rows[0][1][-1].html
    assert cell.count('class="cite"') == 1


def test_a_value_of_the_same_document_before_the_deadline_is_no_outcome(base: Register) -> None:
    own = with_records(base, indicator(base, "cranes", point(2018, 1), point(2019, 9, "target")))
    assert outcomes(own) == ["Not in the documents"]


def test_what_a_later_document_tells_is_an_outcome_even_before_the_deadline(base: Register) -> None:
    told = point(2021, 5, passage="late:25")
    own = dated(with_records(base, indicator(base, "cranes", told, point(2030, 9, "target"))), late="2023")
    assert outcomes(own) == ["2021: 5 items (Actual)"]
    # An earlier document, or one of the same date, tells nothing of it.
    for date in ("2019", "2020-05", "unknown"):
        assert outcomes(dated(own, late=date)) == ["Due after the latest document"], date


def test_what_was_so_before_the_target_was_set_is_no_outcome(base: Register) -> None:
    told = [point(date, 5, passage="late:25") for date in (2017, "2019-02", "2019-03", 2019)]
    own = dated(with_records(base, indicator(base, "cranes", *told, point(2030, 9, "target"))), late="2023")
    # The plan is of March 2019.
    assert [str(value.at) for value in later_values(the_target(own), own)] == ["2019-03", "2019"]


def test_values_of_other_indicators_are_no_outcome(base: Register) -> None:
    own = with_records(
        base, indicator(base, "cranes", point(2019, 9, "target")), indicator(base, "cranes-b", point(2020, 9))
    )
    assert later_values(the_target(own), own) == []


@pytest.mark.parametrize(
    ("deadline", "english", "korean"),
    [
        (2019, "Not in the documents", "문서에 없음"),
        (2030, "Due after the latest document", "마지막 문서 이후의 기한"),
        ("unknown", "Not in the documents", "문서에 없음"),
    ],
)
def test_where_nothing_is_told_the_table_says_so(base: Register, deadline: object, english: str, korean: str) -> None:
    own = with_records(base, policy(base, "a-plan", targets=[words("One", deadline)]))
    assert outcomes(own) == [english]
    assert outcomes(own, "ko") == [korean]


def test_every_target_of_the_digest_is_in_the_table_once(content: Register) -> None:
    made = make_table("targets", {}, View(content, content.languages["en"], "page/"))
    stated = sorted(id(target.said) for target in stated_targets(content))
    assert sorted(id(row.item.said) for row, _ in made.rows) == stated
    assert len(made.rows) > 50
