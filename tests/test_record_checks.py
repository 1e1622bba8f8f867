"""What the rules about records let pass; what they find is shown by the golden cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from digest.chart_models import Chart
from digest.checks import mentions, names, points, relations
from digest.register import Register
from tests.records import actor, indicator, made, place, point, policy, system, with_chart, with_records

RELATED = ("implements", "part-of", "succeeds", "replaces", "amends", "based-on")


NEW = ("actor", "system", "policy", "place", "indicator")


def leading(base: Register) -> dict[str, Register]:
    """Return registers with a new record, by what leads to it."""
    chart = made(
        base, Chart, id="a-chart", title={"en": "A", "ko": "가"}, topics=["harbours"],
        text={"en": "A [@harbour-report:25].", "ko": "가[@harbour-report:25]."},
        groups=[{"bars": [{"indicator": "new"}]}],
    )  # fmt: skip
    see = {"en": "See [](actor:new) [@harbour-report:11].", "ko": "[](actor:new)를 보라[@harbour-report:11]."}
    return {
        "a chart": with_chart(with_records(base, *_hidden(base)), chart),
        "the page of what it is about": with_records(base, *_hidden(base, about=["policy:sea-plan"])),
        "the page of its place": with_records(base, indicator(base, "new", point(2019, 1))),
        "a relation": with_records(
            base, system(base, "new"), policy(base, "sea-plan", relations=[{"type": "cites", "target": "system:new"}])
        ),
        "the issuers of a policy": with_records(base, actor(base, "new"), policy(base, "sea-plan", issuers=["new"])),
        "who set a target": with_records(
            base, policy(base, "new"), indicator(base, "quays", point(2030, 1, "target", set_by="policy:new"))
        ),
        "whose word a value is": with_records(
            base, actor(base, "new"), indicator(base, "quays", point(2019, 1, "claim", by="new"))
        ),
        "a place that lies in it": with_records(base, place(base, "new"), place(base, "coast", "new")),
        "a text of another record": with_records(
            base, actor(base, "new"),
            actor(base, "harbour-office", accounts=[{"document": "harbour-report", "text": see}]),
        ),
    }  # fmt: skip


def _hidden(base: Register, **more: Any) -> list[Any]:
    """Return an indicator of a place with too many values to show."""
    many = indicator(base, "quays", *(point(1900 + number, number) for number in range(100)), about=["policy:sea-plan"])
    return [many, indicator(base, "new", point(2019, 1), **more)]


LEADING = (
    "a chart", "the page of what it is about", "the page of its place", "a relation", "the issuers of a policy",
    "who set a target", "whose word a value is", "a place that lies in it", "a text of another record",
)  # fmt: skip


@pytest.mark.parametrize("way", LEADING)
def test_something_leads_to_a_record(base: Register, way: str) -> None:
    unmentioned = {problem.path for problem in mentions.unmentioned(leading(base)[way])}
    # Where the place no longer shows its values, nothing leads to those of the base.
    assert unmentioned <= {"docs/register/indicators/berths.yml"}


@pytest.mark.parametrize("kind", NEW)
def test_a_record_that_only_its_list_shows_is_unmentioned(base: Register, kind: str) -> None:
    new = {
        "actor": [actor(base, "new")], "system": [system(base, "new")], "policy": [policy(base, "new")],
        "place": [place(base, "new")], "indicator": _hidden(base),
    }[kind]  # fmt: skip
    found = [problem for problem in mentions.unmentioned(with_records(base, *new)) if "new.yml" in problem.path]
    assert [problem.rule for problem in found] == ["unmentioned"]


def test_what_a_record_says_of_itself_leads_nowhere(base: Register) -> None:
    see = {"en": "See [](actor:new) [@harbour-report:11].", "ko": "[](actor:new)를 보라[@harbour-report:11]."}
    new = actor(base, "new", accounts=[{"document": "harbour-report", "text": see}])
    assert [problem.path for problem in mentions.unmentioned(with_records(base, new))] == [
        "docs/register/actors/new.yml"
    ]


@pytest.mark.parametrize("kind", RELATED)
def test_a_way_of_relations_may_branch_and_meet_again(base: Register, kind: str) -> None:
    def related(name: str, *targets: str) -> Any:
        steps = [{"type": kind, "target": f"policy:{target}"} for target in targets]
        return policy(base, name, relations=steps)

    own = with_records(base, related("a"), related("b", "a"), related("c", "a"), related("d", "b", "c", "a"))
    assert list(relations.circles(own)) == []


@pytest.mark.parametrize("kind", ["cites", "cooperates-with", "pilots", "operates", "funds", "supervises"])
def test_relations_that_may_be_mutual_are_no_circle(base: Register, kind: str) -> None:
    own = with_records(
        base,
        policy(base, "a", relations=[{"type": kind, "target": "policy:b"}]),
        policy(base, "b", relations=[{"type": kind, "target": "policy:a"}]),
    )
    assert list(_all(relations.CHECKS, own)) == []


def test_relations_of_different_kinds_are_no_circle(base: Register) -> None:
    own = with_records(
        base,
        policy(base, "a", relations=[{"type": "implements", "target": "policy:b"}]),
        policy(base, "b", relations=[{"type": "based-on", "target": "policy:a"}]),
    )
    assert list(_all(relations.CHECKS, own)) == []


def test_records_of_different_kinds_may_share_a_name(base: Register) -> None:
    shared = {"en": "The lamp", "ko": "등대"}
    own = with_records(
        base,
        policy(base, "a-plan", name=shared),
        system(base, "lamp", name=shared, aliases={"en": ["Light"], "ko": ["항만청"]}),
        actor(base, "light", name={"en": "Light", "ko": "빛"}, aliases={"en": ["light", "Lamp people"]}),
    )
    assert list(names.shared_names(own)) == []
    assert list(names.duplicate_names(own)) == []


def test_a_name_may_be_that_of_another_record_in_another_language(base: Register) -> None:
    own = with_records(
        base,
        actor(base, "one", name={"en": "Alpha", "ko": "알파"}, aliases={"ko": ["Beta"]}),
        actor(base, "two", name={"en": "Beta", "ko": "베타"}),
    )
    assert list(names.shared_names(own)) == []


@pytest.mark.parametrize(
    ("life", "issued"),
    [
        ({"founded": "2018-03"}, "2018-03"),
        ({"founded": "2018-03"}, "2018"),
        ({"founded": "2018"}, "2018-01"),
        ({"ended": "2018-03"}, "2018-03-31"),
        ({"ended": "2018"}, "2018-12"),
        ({"founded": "2000", "ended": "2018"}, "unknown"),
    ],
)
def test_a_body_may_issue_a_policy_while_it_exists(base: Register, life: dict[str, str], issued: str) -> None:
    own = with_records(base, actor(base, "pilots", **life), policy(base, "a-plan", issuers=["pilots"], issued=issued))
    assert list(names.lives_of_bodies(own)) == []


def test_a_body_that_is_founded_later_may_have_a_role(base: Register) -> None:
    # A plan may set up the body that is to carry it out.
    roles = [{"actor": "pilots", "role": "leads"}]
    own = with_records(base, actor(base, "pilots", founded=2020), policy(base, "a-plan", roles=roles, issued="2018"))
    assert list(names.lives_of_bodies(own)) == []


@pytest.mark.parametrize("deadline", ["2019", "2019-03", "2019-03-01", "2020", "unknown"])
def test_a_deadline_may_lie_in_the_year_or_month_of_its_policy(base: Register, deadline: str) -> None:
    text = {"en": "A [@harbour-report:14]", "ko": "가[@harbour-report:14]"}
    own = with_records(
        base,
        policy(base, "a-plan", issued="2019-03", targets=[{"text": text, "deadline": deadline}]),
        # The harbour plan is of March 2019.
        indicator(base, "quays", point(deadline, 1, "target")),
        # Of what a body set, and of provisions, there is no date to compare with.
        indicator(base, "cranes", point(1990, 1, "target", set_by="actor:harbour-office"), point(1990, 1, "provision")),
    )
    assert list(_all(points.CHECKS, own)) == []


def test_a_claim_may_be_of_nobody_known(base: Register) -> None:
    own = with_records(base, indicator(base, "quays", point(2019, 1, "claim", by="unknown"), point(2020, 1)))
    assert list(points.attribution(own)) == []


def _all(checks: Any, register: Register) -> Iterator[object]:
    for check in checks:
        yield from check(register)
