"""The map of a topic: its columns, its lines, and how they are drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.drawing import text_width
from digest.record_models import Policy, Record, System
from digest.register import Register
from digest.relation_map import ISSUES, TIES, RelationMap, relation_map
from digest.relation_map_block import lines_of, relation_map_html
from digest.view import View
from tests.drawings import Drawing, drawings_in
from tests.records import actor, policy, system, with_records

TOPIC = "harbours"


def related(*relations: tuple[str, str]) -> list[dict[str, str]]:
    """Return relations, given as type and target."""
    return [{"type": kind, "target": target} for kind, target in relations]


def plan(register: Register, name: str, /, *relations: tuple[str, str], **more: object) -> Policy:
    return policy(register, name, topics=[TOPIC], relations=related(*relations), **more)


def platform(register: Register, name: str, /, *relations: tuple[str, str], **more: object) -> System:
    return system(register, name, topics=[TOPIC], relations=related(*relations), **more)


def columns(found: RelationMap) -> list[list[str]]:
    return [[str(record) for record in column] for column in found.columns]


def map_of(register: Register, *records: Record) -> RelationMap:
    """Return the map of the topic for some records alone."""
    bare = with_records(register)
    bare.records["policy"].clear()
    bare.records["system"].clear()
    return relation_map(with_records(bare, *records), TOPIC)


def html_of(register: Register, *records: Record, code: str = "en") -> str:
    bare = with_records(register)
    bare.records["policy"].clear()
    bare.records["system"].clear()
    own = with_records(bare, *records)
    return relation_map_html(View(own, own.languages[code], "topics/harbours/"), {"topic": TOPIC})


# ---- what it holds ----------------------------------------------------------------------------------


def test_columns_begin_with_the_bodies_and_go_on_by_what_builds_on_what(base: Register) -> None:
    found = map_of(
        base,
        plan(base, "a-law", issuers=["harbour-office"]),
        plan(base, "b-plan", ("implements", "policy:a-law")),
        plan(base, "c-notice", ("based-on", "policy:b-plan"), ("cites", "policy:a-law")),
        platform(base, "d-platform", ("part-of", "policy:a-law")),
        # It builds on the law and on the notice: it stands after the later of the two.
        platform(base, "e-pilot", ("pilots", "policy:c-notice"), ("based-on", "policy:a-law")),
    )
    assert columns(found) == [
        ["actor:harbour-office"],
        ["policy:a-law"],
        ["policy:b-plan", "system:d-platform"],
        ["policy:c-notice"],
        ["system:e-pilot"],
    ]
    assert {(str(tie.first), tie.type, str(tie.then)) for tie in found.ties} == {
        ("actor:harbour-office", "issues", "policy:a-law"),
        ("policy:a-law", "implements", "policy:b-plan"),
        ("policy:b-plan", "based-on", "policy:c-notice"),
        ("policy:a-law", "part-of", "system:d-platform"),
        ("policy:c-notice", "pilots", "system:e-pilot"),
        ("policy:a-law", "based-on", "system:e-pilot"),
    }


def test_only_what_is_related_within_the_topic_stands_in_the_map(base: Register) -> None:
    found = map_of(
        base,
        plan(base, "a-law", issuers=["harbour-office"]),
        plan(base, "b-plan", ("implements", "policy:a-law")),
        plan(base, "lonely", issuers=["harbour-office"]),
        policy(base, "elsewhere", relations=related(("implements", "policy:far"))),
        policy(base, "far"),
        plan(base, "citing", ("cites", "policy:lonely")),
    )
    assert columns(found) == [["actor:harbour-office"], ["policy:a-law"], ["policy:b-plan"]]


def test_bodies_stand_only_at_the_beginning(base: Register) -> None:
    office = actor(base, "harbour-office", topics=[TOPIC], relations=related(("implements", "policy:a-law")))
    found = map_of(base, office, plan(base, "a-law"), plan(base, "b-plan", ("implements", "policy:a-law")))
    assert columns(found) == [["policy:a-law"], ["policy:b-plan"]]


def test_a_topic_without_relations_has_no_map(base: Register) -> None:
    assert map_of(base, plan(base, "a-law", issuers=["harbour-office"])) == RelationMap((), ())
    assert html_of(base, plan(base, "a-law")) == '<p class="no-rows">There is no record of this kind.</p>'


@pytest.mark.parametrize("code", ["en", "ko"])
def test_a_map_needs_no_body(base: Register, code: str) -> None:
    records = [platform(base, "a-platform"), platform(base, "b-platform", ("part-of", "system:a-platform"))]
    assert columns(map_of(base, *records)) == [["system:a-platform"], ["system:b-platform"]]
    drawing = drawings_in(html_of(base, *records, code=code))[0]
    assert len(drawing.bars) == 2
    assert len(drawing.curves) == 1


def test_a_relation_stated_twice_is_one_line(base: Register) -> None:
    twice = related(("implements", "policy:a-law"), ("implements", "policy:a-law"))
    found = map_of(base, plan(base, "a-law"), policy(base, "b-plan", topics=[TOPIC], relations=twice))
    assert len(found.ties) == 1


@pytest.mark.parametrize(
    "relations",
    [
        # Relations of one kind in a circle are a finding; of several kinds, they are none.
        [("a", "based-on", "b"), ("b", "pilots", "a")],
        [("a", "implements", "b"), ("b", "part-of", "c"), ("c", "amends", "a")],
        [("a", "pilots", "b"), ("b", "pilots", "a")],
        # Only a preview gets to these.
        [("a", "implements", "a")],
        [("a", "implements", "b"), ("b", "implements", "a"), ("c", "part-of", "a")],
    ],
)
def test_relations_that_lead_back_are_drawn_as_well(base: Register, relations: list[tuple[str, str, str]]) -> None:
    names = sorted({name for first, _, then in relations for name in (first, then)})
    records = [
        plan(base, name, *((kind, f"policy:{then}") for first, kind, then in relations if first == name))
        for name in names
    ]
    found = map_of(base, *records)
    assert sorted(name for column in columns(found) for name in column) == [f"policy:{name}" for name in names]
    assert len(found.ties) == len(relations)
    drawing = drawings_in(html_of(base, *records))[0]
    assert len(drawing.bars) == len(names)


# ---- any relations ----------------------------------------------------------------------------------


@st.composite
def acyclic(draw: st.DrawFn) -> list[tuple[str, str, str, list[tuple[str, int]]]]:
    """Return kind, name, issuer and relations of records, of which each is related to earlier ones only."""
    records = []
    for number in range(draw(st.integers(2, 14))):
        kind = draw(st.sampled_from(["policy", "system"]))
        issuer = draw(st.sampled_from(["", "harbour-office", "b-office", "c-office"]))
        steps = st.tuples(st.sampled_from(TIES), st.integers(0, number - 1)) if number else st.nothing()
        relations = draw(st.lists(steps, max_size=3)) if number else []
        # The ids are not in the order of the relations.
        records.append((kind, f"r{(number * 7) % 15:02}", issuer, relations))
    return records


def made_of(register: Register, drawn: list[tuple[str, str, str, list[tuple[str, int]]]]) -> list[Record]:
    offices: list[Record] = [actor(register, "b-office"), actor(register, "c-office")]
    references = [f"{kind}:{name}" for kind, name, _, _ in drawn]
    for kind, name, issuer, relations in drawn:
        steps = [(tie, references[target]) for tie, target in relations]
        issuers = [issuer] if issuer else "unknown"
        offices.append(
            plan(register, name, *steps, issuers=issuers) if kind == "policy" else platform(register, name, *steps)
        )
    return offices


@given(drawn=acyclic())
@settings(max_examples=60)
def test_in_any_map_each_tie_leads_to_the_right(base: Register, drawn: list) -> None:  # type: ignore[type-arg]
    records = made_of(base, drawn)
    found = map_of(base, *records)
    column_of = {record: number for number, column in enumerate(found.columns) for record in column}
    assert sum(map(len, found.columns)) == len(column_of), "no record stands twice"
    assert all(found.columns)
    for tie in found.ties:
        assert column_of[tie.first] < column_of[tie.then]
        assert (tie.type == ISSUES) == (tie.first.kind == "actor")
    # Nothing stands there that is tied to nothing, and everything as far to the left as its ties let it.
    assert set(column_of) == {end for tie in found.ties for end in (tie.first, tie.then)}
    bodies = any(tie.type == ISSUES for tie in found.ties)
    for record, number in column_of.items():
        before = [column_of[tie.first] for tie in found.ties if tie.then == record and tie.type != ISSUES]
        expected = max(before, default=int(bodies) - 1) + 1
        assert number == (0 if record.kind == "actor" else expected)
    assert map_of(base, *reversed(records)) == found, "the order of the files does not count"


@given(drawn=acyclic())
@settings(max_examples=25)
def test_in_any_drawing_no_box_overlaps_another(base: Register, drawn: list) -> None:  # type: ignore[type-arg]
    records = made_of(base, drawn)
    html = html_of(base, *records)
    found = map_of(base, *records)
    if not found.columns:
        assert drawings_in(html) == []
        return
    drawing = drawings_in(html)[0]
    _stands_in_order(drawing, found)
    # The key shows each kind of line and of box that there is, once.
    kinds = {tie.type for tie in found.ties} | {record.kind for column in found.columns for record in column}
    assert len(drawings_in(html)) - 1 == len(kinds)


def _stands_in_order(drawing: Drawing, found: RelationMap) -> None:
    boxes = drawing.bars
    assert len(boxes) == sum(map(len, found.columns))
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    for part in (*boxes, *drawing.curves, *drawing.texts):
        assert part.left >= 0
        assert part.right <= drawing.width
        assert part.top >= 0
        assert part.bottom <= drawing.height
    for text in drawing.texts:
        (box,) = [box for box in boxes if box.overlaps(text)]
        assert box.left <= text.left
        assert text.right <= box.right
        assert box.top <= text.top
        assert text.bottom <= box.bottom
    assert not any(one.overlaps(other) for one, other in combinations(drawing.texts, 2))


@pytest.mark.parametrize("code", ["en", "ko"])
def test_the_maps_of_the_digest_are_in_order(content: Register, code: str) -> None:
    for topic in content.topics:
        found = relation_map(content, topic)
        assert found.columns, topic
        html = relation_map_html(View(content, content.languages[code], f"topics/{topic}/"), {"topic": topic})
        _stands_in_order(drawings_in(html)[0], found)


# ---- links and names --------------------------------------------------------------------------------


def test_names_lead_to_their_pages(base: Register) -> None:
    html = html_of(
        base,
        plan(base, "a-law", issuers=["harbour-office"], name={"en": "Law & <order>", "ko": "법"}),
        platform(base, "b-platform", ("part-of", "policy:a-law")),
    )
    assert {(text.text, text.href) for text in drawings_in(html)[0].texts} == {
        ("Law & <order>", "../../register/policies/a-law/"),
        ("b-platform", "../../register/systems/b-platform/"),
        ("Harbour office", "../../register/actors/harbour-office/"),
    }
    assert re.search(r'role="group" tabindex="0" aria-label="[^"]+: Harbours"', html)


names = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), min_size=1, max_size=80)


@given(names, st.floats(40, 200))
def test_a_name_stands_in_three_lines_at_most(text: str, width: float) -> None:
    lines = lines_of(text, 11.5, width)
    assert len(lines) <= 3
    assert all(text_width(line, 11.5) <= width for line in lines)
    assert not any(line != line.strip() or line == "" for line in lines)
    whole = _letters(lines) == _letters([text])
    assert whole or (lines[-1].endswith("…") and _letters([text]).startswith(_letters(lines).removesuffix("…")))


def _letters(lines: Iterable[str]) -> str:
    return "".join("".join(line.split()) for line in lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Harbour plan", ["Harbour plan"]),
        (
            "Plan for the harbours of the coast and of the islands",
            ["Plan for the", "harbours of the", "coast and of th…"],
        ),
        ("Plan for the harbours", ["Plan for the", "harbours"]),
        ("Plan for the harbours   ", ["Plan for the", "harbours"]),
        ("  Harbour plan", ["Harbour plan"]),
        ("Hafenentwicklungsplan", ["Hafenentwicklung", "splan"]),
        ("항만개발계획수립 지침", ["항만개발계획수립", "지침"]),
        ("항만개발계획수립지침", ["항만개발계획수립", "지침"]),
    ],
)
def test_lines_break_at_spaces_where_there_are_some(text: str, expected: list[str]) -> None:
    # Room for sixteen Latin letters, or for eight of Hangul.
    assert lines_of(text, 10, 16 * 5.6 + 0.1) == expected


def test_a_record_that_is_not_there_is_no_part_of_a_map(base: Register) -> None:
    # Only a preview gets here.
    assert map_of(base, plan(base, "a-law"), plan(base, "b-plan", ("implements", "policy:none"))).columns == ()
