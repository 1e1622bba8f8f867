"""Which tables the page of a record has, and in which order."""

from __future__ import annotations

import pytest

from digest.blocks import block_errors
from digest.field_types import RecordReference
from digest.marks import BlockMark, find_headings, find_marks
from digest.record_models import Record
from digest.record_pages import record_pages
from digest.record_tables import record_tables, shows_values_of
from digest.register import Register
from digest.tables import make_table
from digest.view import View
from tests.records import actor, indicator, place, point, policy, system, with_records

AREAS = [{"id": "quays", "name": {"en": "Quays", "ko": "부두"}}]
LEADS = {"actor": "harbour-office", "role": "leads"}
WORDS = {"text": {"en": "More [@harbour-report:14]", "ko": "더[@harbour-report:14]"}, "deadline": "unknown"}


def tables(register: Register, reference: str) -> dict[str, str]:
    """Return the tables of a record: the word over each, and its options."""
    parsed = RecordReference.parse(reference)
    record = register.record(parsed)
    assert record is not None
    return {word: mark.removeprefix("<!-- table: ").removesuffix(" -->")
            for word, mark in record_tables(register, parsed, record)}  # fmt: skip


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, []),
        ({"roles": [LEADS]}, ["roles"]),
        ({"targets": [WORDS]}, ["targets"]),
        ({"roles": [LEADS], "targets": [WORDS]}, ["roles", "targets"]),
    ],
)
def test_a_policy_shows_its_roles_and_its_targets(base: Register, more: dict[str, object], expected: list[str]) -> None:
    own = with_records(base, policy(base, "a-plan", **more))
    assert list(tables(own, "policy:a-plan")) == expected


def test_a_policy_with_areas_shows_who_is_in_charge_of_which(base: Register) -> None:
    own = with_records(base, policy(base, "a-plan", areas=AREAS, roles=[{**LEADS, "areas": ["quays"]}]))
    assert tables(own, "policy:a-plan") == {"roles": "responsibilities policy=a-plan"}
    own = with_records(base, policy(base, "a-plan", roles=[LEADS]))
    assert tables(own, "policy:a-plan")["roles"].startswith("roles policy=a-plan ")


def test_targets_in_numbers_stand_with_those_in_words(base: Register) -> None:
    own = with_records(base, indicator(base, "cranes", point(2030, 9, "target", set_by="policy:sea-plan")))
    assert list(tables(own, "policy:sea-plan")) == ["targets"]
    assert list(tables(own, "policy:harbour-plan")) == ["roles"]


def test_a_body_shows_what_it_does_and_what_it_set_itself(base: Register) -> None:
    own = with_records(
        base, actor(base, "pilots"), actor(base, "tugs"),
        policy(base, "a-plan", roles=[{"actor": "tugs", "role": "tests"}], targets=[WORDS]),
        system(base, "lamp", operators=["pilots"]), system(base, "buoy", operators="unknown", partners=["tugs"]),
        indicator(base, "cranes", point(2030, 9, "target", set_by="actor:pilots")),
    )  # fmt: skip
    assert list(tables(own, "actor:pilots")) == ["systems", "targets"]
    assert list(tables(own, "actor:tugs")) == ["policies", "systems"]
    assert list(tables(own, "actor:harbour-office")) == ["policies", "systems"]


def test_a_place_shows_what_is_there(base: Register) -> None:
    own = with_records(
        base, place(base, "bay", "coast"), place(base, "pier", "bay"), actor(base, "pilots", place="bay")
    )
    assert list(tables(own, "place:coast")) == ["policies", "systems", "actors", "indicators"]
    assert list(tables(own, "place:bay")) == ["actors"]
    assert tables(own, "place:pier") == {}


def test_values_about_a_record_stand_on_its_page_unless_they_are_its_targets(base: Register) -> None:
    about = ["policy:sea-plan", "actor:harbour-office", "system:berth-register"]
    values = indicator(base, "cranes", point(2030, 9, "target", set_by="policy:sea-plan"), about=about)
    own = with_records(base, values)
    assert "indicators" not in tables(own, "policy:sea-plan")
    assert tables(own, "actor:harbour-office")["indicators"].startswith("indicators about=actor:harbour-office ")
    own = with_records(own, indicator(base, "wharves", point(2019, 3), about=about))
    for reference in about:
        assert "indicators" in tables(own, reference)


def test_a_place_that_values_are_about_has_one_table_of_them(base: Register) -> None:
    own = with_records(
        base, place(base, "bay", "coast"), place(base, "inland"),
        indicator(base, "cranes", point(2019, 9), place="bay", about=["place:bay"]),
        indicator(base, "roads", point(2019, 9), place="bay", about=["place:inland"]),
    )  # fmt: skip
    for name in ("bay", "inland"):
        reference, record = RecordReference("place", name), own.records["place"][name]
        assert [word for word, _ in record_tables(own, reference, record)] == ["indicators"], name


def test_a_place_with_very_many_values_does_not_show_them(base: Register) -> None:
    def with_values(count: int) -> Register:
        points = [point(1900 + number, number) for number in range(count)]
        return with_records(base, place(base, "bay"), indicator(base, "cranes", *points, place="bay"))

    assert [shows_values_of(with_values(count), "bay") for count in (1, 80, 81)] == [True, True, False]
    assert not shows_values_of(with_records(base, place(base, "bay")), "bay")


def test_what_lies_in_a_place_counts(base: Register) -> None:
    own = with_records(base, place(base, "bay", "coast"), indicator(base, "cranes", point(2019, 1), place="bay"))
    assert shows_values_of(own, "coast")
    assert shows_values_of(own, "bay")


def _all_records(register: Register) -> list[tuple[RecordReference, Record]]:
    return [pair for pair in register.all_records() if pair[0].kind in ("policy", "actor", "system", "place")]


def test_every_table_of_the_digest_can_be_made_and_has_rows(content: Register) -> None:
    view = View(content, content.languages["en"], "page/")
    count = 0
    for reference, record in _all_records(content):
        made = list(record_tables(content, reference, record))
        assert len({word for word, _ in made}) == len(made), reference
        for _, written in made:
            (mark,) = find_marks(written)
            assert isinstance(mark, BlockMark)
            assert list(block_errors(mark, content)) == []
            count += 1
            if mark.name != "responsibilities":
                assert make_table(mark.name, dict(mark.options), view).rows, f"{reference}: {written}"
    assert count > 500


def test_no_page_of_a_record_has_two_headings_of_one_name(content: Register) -> None:
    for page in record_pages(content, content.default_language):
        ids = [heading.id for heading in find_headings(page.text)]
        assert len(set(ids)) == len(ids), page.key
