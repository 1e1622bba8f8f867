"""Who does what in which policy, and what bodies were called at the time."""

from __future__ import annotations

import re
from typing import Any

import pytest

from digest.dates import PartialDate
from digest.register import Register
from digest.rendered_page import render_page
from digest.responsibilities import HeldRole, held_roles, name_at
from digest.tables import make_table
from digest.view import View
from tests.records import actor, policy, with_records


def former(name: str, until: str, **more: Any) -> dict[str, object]:
    return {"name": {"en": name, "ko": f"{name} ko"}, "until": until, **more}


def area(name: str) -> dict[str, object]:
    return {"id": name, "name": {"en": f"Area {name}", "ko": f"{name} 분야"}}


@pytest.fixture(scope="module")
def harbour(base: Register) -> Register:
    """The base digest with bodies that were renamed, founded and merged, and with a policy of two areas."""
    roles = [
        {"actor": "harbour-office", "role": "leads"},
        {"actor": "pilots", "role": "takes-part", "areas": ["quays", "cranes"], "passage": "harbour-report:16"},
        {"actor": "tug-company", "role": "operates", "areas": ["quays"], "passage": "harbour-report:16"},
        {"actor": "harbour-office", "role": "takes-part", "areas": ["quays"], "passage": "harbour-report:11"},
    ]
    own = with_records(
        base,
        actor(base, "bureau", ended="2015"),
        actor(
            base, "pilots", founded="1950-05", parent="harbour-office",
            former=[former("Rowers", "1990"), former("Old <pilots>", "2018-03", passage="harbour-report:17")],
        ),
        actor(
            base, "tug-company", kind="company", founded="1900",
            relations=[{"type": "succeeds", "target": "actor:bureau", "passage": "harbour-report:15"}],
        ),
        actor(base, "wardens", kind="party-body", founded="1949"),
    )  # fmt: skip
    return with_records(
        own,
        policy(
            own, "a-plan", issued="2018-02", issuers=["harbour-office", "pilots"], topics=["harbours"],
            areas=[area("quays"), area("cranes")], roles=roles,
        ),
        policy(own, "b-plan", issued="2019", issuers=["pilots"]),
        policy(own, "c-plan", roles=[{"actor": "tug-company", "role": "leads"}]),
        policy(own, "d-plan", roles=[{"actor": "tug-company", "role": "leads"}]),
    )  # fmt: skip


def rows(register: Register, block: str, code: str = "en") -> list[list[str]]:
    """Return the rows of a block as text: its head first; citations as numbers in brackets."""
    rendered = render_page(f"<!-- table: {block} -->", View(register, register.languages[code], "page/"))
    html = rendered.complete(rendered.markdown).partition('<div class="references')[0]
    found = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in re.findall(r"<tr.*?</tr>", html, re.S)]
    return [[_text(cell) for cell in row] for row in found]


def _text(html: str) -> str:
    html = re.sub(r"<sup[^>]*>(.*?)</sup>", lambda match: f"[{re.sub('<.*?>', '', match[1])}]", html)
    return re.sub("<.*?>", "", html.replace("<br>", "; "))


# ---- roles ------------------------------------------------------------------------------------------


def test_issuers_stand_before_the_other_roles_policy_by_policy(harbour: Register) -> None:
    assert [(role.policy.id, role.body, role.role, role.areas) for role in held_roles(harbour)] == [
        ("a-plan", "harbour-office", "issues", ()),
        ("a-plan", "pilots", "issues", ()),
        ("a-plan", "harbour-office", "leads", ()),
        ("a-plan", "pilots", "takes-part", ("quays", "cranes")),
        ("a-plan", "tug-company", "operates", ("quays",)),
        ("a-plan", "harbour-office", "takes-part", ("quays",)),
        ("b-plan", "pilots", "issues", ()),
        ("c-plan", "tug-company", "leads", ()),
        ("d-plan", "tug-company", "leads", ()),
        ("harbour-plan", "harbour-office", "issues", ()),
        ("harbour-plan", "harbour-office", "leads", ()),
    ]


def test_a_role_rests_on_its_own_passage_or_on_those_of_the_policy(harbour: Register) -> None:
    def passages(body: str, role: str) -> list[str]:
        (held,) = [held for held in held_roles(harbour) if _is(held, "a-plan", body, role)]
        return [str(passage) for passage in held.passages]

    assert passages("tug-company", "operates") == ["harbour-report:16"]
    assert passages("harbour-office", "leads") == ["harbour-report:12-14"]
    assert passages("pilots", "issues") == ["harbour-report:12-14"]


def _is(held: HeldRole, policy_: str, body: str, role: str) -> bool:
    return (held.policy.id, held.body, held.role) == (policy_, body, role)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"actor": "tug-company"}, {("tug-company", "a-plan"), ("tug-company", "c-plan"), ("tug-company", "d-plan")}),
        ({"policy": "b-plan"}, {("pilots", "b-plan")}),
        ({"role": "issues", "topic": "harbours"}, {
            ("harbour-office", "a-plan"), ("pilots", "a-plan"), ("harbour-office", "harbour-plan"),
        }),
        ({"role": "funds"}, set()),
    ],
)  # fmt: skip
def test_filters(harbour: Register, options: dict[str, str], expected: set[tuple[str, str]]) -> None:
    made = make_table("roles", options, View(harbour, harbour.languages["en"], "page/"))
    assert {(row.item.body, row.item.policy.id) for row, _ in made.rows} == expected


# ---- the areas of a policy --------------------------------------------------------------------------


def test_the_areas_of_a_policy_stand_below_the_whole(harbour: Register) -> None:
    head, *body = rows(harbour, "responsibilities policy=a-plan")
    assert head == ["Areas", "Leads", "Takes part", "Operates"]
    assert body == [
        ["Overall", "Harbour office[1]", "–", "–"],
        ["Area quays", "–", "pilots (then Old &lt;pilots&gt;), Harbour office[2,3]", "tug-company[2]"],
        ["Area cranes", "–", "pilots (then Old &lt;pilots&gt;)[2]", "–"],
    ]


def test_the_areas_of_a_policy_are_named_in_each_language(harbour: Register) -> None:
    _, *body = rows(harbour, "responsibilities policy=a-plan", "ko")
    assert [row[0] for row in body] == ["전체", "quays 분야", "cranes 분야"]
    assert body[2][2].startswith("pilots ko (당시 Old &lt;pilots&gt; ko)")


def test_there_is_no_row_for_the_whole_where_every_role_has_an_area(base: Register) -> None:
    roles = [{"actor": "harbour-office", "role": "funds", "areas": ["quays"]}]
    own = with_records(base, policy(base, "a-plan", areas=[area("quays")], roles=roles))
    assert [row[0] for row in rows(own, "responsibilities policy=a-plan")] == ["Areas", "Area quays"]


def test_a_policy_without_areas_has_a_row_for_the_whole(harbour: Register) -> None:
    assert rows(harbour, "responsibilities policy=harbour-plan")[1:] == [["Overall", "Harbour office[1]"]]
    assert rows(harbour, "responsibilities policy=b-plan") == []


# ---- names at a time --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "date", "then"),
    [
        ("2018-03", "2017", True),
        ("2018-03", "2018-02", True),
        ("2018-03", "2018-02-28", True),
        ("2018-03", "2018-03", False),
        ("2018-03", "2018-04", False),
        ("2018-03", "2018-04-01", False),
        ("2018-03", "2019", False),
        ("2018", "2017", True),
        ("2018", "2017-12-31", True),
        ("2018", "2018", False),
        ("2018", "2019-01", False),
        ("2018-03-17", "2018-03-16", True),
        ("2018-03-17", "2018-03-17", False),
        ("2018-03-17", "2018-03-18", False),
        # What lies within the year or month of the renaming may have been before it.
        ("2018-03", "2018-03-05", True),
        ("2018", "2018-06", True),
        ("2018-03", "2018", True),
    ],
)
def test_a_body_bore_its_former_name_until_it_was_renamed(base: Register, until: str, date: str, then: bool) -> None:
    body = actor(base, "pilots", former=[former("Rowers", until)])
    assert name_at(body, PartialDate.parse(date), "en") == ("Rowers" if then else "")
    assert name_at(body, PartialDate.parse(date), "ko") == ("Rowers ko" if then else "")


def test_of_several_former_names_the_one_of_the_time_is_given(base: Register) -> None:
    body = actor(base, "pilots", former=[former("Rowers", "1990"), former("Sailors", "2018-03")])
    names = [name_at(body, PartialDate.parse(date), "en") for date in ("1989", "1990", "2005", "2018-02", "2018-03")]
    assert names == ["Rowers", "Sailors", "Sailors", "Sailors", ""]


def test_at_an_unknown_date_a_body_has_the_name_of_today(base: Register) -> None:
    assert name_at(actor(base, "pilots", former=[former("Rowers", "1990")]), None, "en") == ""
    assert name_at(actor(base, "pilots"), PartialDate(1989), "en") == ""


def test_the_table_of_roles_gives_the_name_of_the_time(harbour: Register) -> None:
    made = make_table(
        "roles", {"columns": "body,policy", "actor": "pilots"}, View(harbour, harbour.languages["en"], "x/")
    )
    cells = {(row.item.policy.id, row.item.role): _text(body.html) for row, (body, _) in made.rows}
    assert cells == {
        ("a-plan", "issues"): "pilots (then Old &lt;pilots&gt;)",
        ("a-plan", "takes-part"): "pilots (then Old &lt;pilots&gt;)",
        ("b-plan", "issues"): "pilots",
    }


# ---- bodies -----------------------------------------------------------------------------------------


def test_public_bodies_with_several_policies_are_counted_by_topic(harbour: Register) -> None:
    head, *body = rows(harbour, "bodies")
    assert head == ["Body", "Harbours"]
    # Most policies first; the company is no public body, and what has no topic counts for none.
    assert body == [
        ["Harbour office", "Issues 2; Leads 2; Takes part 1"],
        ["pilots", "Issues 1; Takes part 1"],
    ]


def test_a_body_counts_once_for_each_policy_and_role(base: Register) -> None:
    roles = [{"actor": "harbour-office", "role": "leads", "areas": [name]} for name in ("quays", "cranes")]
    own = with_records(
        base, policy(base, "a-plan", topics=["harbours"], areas=[area("quays"), area("cranes")], roles=roles)
    )
    assert rows(own, "bodies")[1:] == [["Harbour office", "Issues 1; Leads 2"]]


def test_former_names_stand_in_the_order_of_time_with_their_evidence(harbour: Register) -> None:
    assert rows(harbour, "former-names")[1:] == [
        ["Rowers", "until 1990", "pilots"],
        ["bureau", "until 2015", "tug-company[1]"],
        ["Old &lt;pilots&gt;", "until March 2018", "pilots[2]"],
    ]
    assert rows(harbour, "former-names", "ko")[1][:2] == ["Rowers ko", "1990년까지"]


def test_the_founding_of_public_bodies_is_told_the_oldest_first(harbour: Register) -> None:
    assert rows(harbour, "founded")[1:] == [["wardens", "1949", "–"], ["pilots", "May 1950", "Harbour office"]]


@pytest.mark.parametrize("block", ["former-names", "founded"])
def test_where_there_is_nothing_to_tell_the_block_says_so(base: Register, block: str) -> None:
    rendered = render_page(f"<!-- table: {block} -->", View(base, base.languages["en"], "page/"))
    assert "There is no record of this kind." in rendered.complete(rendered.markdown)
