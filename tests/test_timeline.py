"""The timeline: a dot for each policy and each deadline, and the same in words."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.languages import VALUES
from digest.record_models import Policy
from digest.register import Register
from digest.targets import stated_targets
from digest.timeline_block import timeline_html
from digest.timeline_drawing import NARROW, WIDE, Dot, dot_sample, narrow_timeline, wide_timeline
from digest.view import View
from tests.drawings import Drawing, drawings_in
from tests.records import indicator, point, policy, with_records

LEVELS = VALUES["policy-level"]
SHAPES = {"wide": wide_timeline, "narrow": narrow_timeline}
LANES = ["National", "Provincial", "Deadlines"]


def html_of(register: Register, code: str = "en") -> str:
    return timeline_html(View(register, register.languages[code], "about/timeline/"), {})


def without_policies(register: Register, *records: Any) -> Register:
    bare = with_records(register)
    for kind in ("policy", "indicator"):
        bare.records[kind].clear()
    return with_records(bare, *records)


def figures(html: str) -> list[Drawing]:
    """Return the wide and the narrow drawing, without the samples of the key."""
    return [drawing for drawing in drawings_in(html) if drawing.width in (WIDE, NARROW)]


# ---- drawings ---------------------------------------------------------------------------------------

dots = st.lists(st.builds(Dot, st.integers(1990, 2040), st.integers(0, 2), st.integers(0, 9)), min_size=1, max_size=60)


@pytest.mark.parametrize("shape", SHAPES)
@given(own=dots)
@settings(max_examples=50)
def test_any_drawing_has_a_dot_for_each_inside_and_apart(shape: str, own: list[Dot]) -> None:
    drawing = Drawing(SHAPES[shape](own, LANES))
    assert len(drawing.shapes) == len(own)
    for part in (*drawing.shapes, *drawing.texts):
        assert part.left >= -0.5
        assert part.right <= drawing.width + 0.5
        assert part.top >= -0.5
        assert part.bottom <= drawing.height + 0.5
    for one, other in combinations(drawing.shapes, 2):
        assert not one.overlaps(other)
    for one, other in combinations(drawing.texts, 2):
        assert not one.overlaps(other), (one.text, other.text)


@given(own=dots)
@settings(max_examples=30)
def test_the_order_in_which_dots_are_given_does_not_count(own: list[Dot]) -> None:
    for draw in SHAPES.values():
        assert draw(own, LANES) == draw(own[::-1], LANES)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (2000, 2010, ["2000", "2005", "2010"]),
        (2001, 2013, ["2001", "2005", "2010", "2013"]),
        (1994, 2022, ["1995", "2000", "2005", "2010", "2015", "2020", "2022"]),
        (2021, 2023, ["2021", "2023"]),
        (2022, 2022, ["2022"]),
        (1801, 2022, [str(year) for year in range(1810, 2030, 10)]),
        (1000, 2000, [str(year) for year in range(1050, 2000, 50)]),
    ],
)
def test_years_are_written_where_there_is_room(first: int, last: int, expected: list[str]) -> None:
    drawing = Drawing(wide_timeline([Dot(first, 0, 0), Dot(last, 0, 0)], LANES))
    assert [text for text in drawing.words() if text.isdigit()] == expected
    assert all(text.left >= 0 and text.right <= WIDE for text in drawing.texts)


def test_a_dot_stands_over_its_year_and_in_its_lane_on_a_wide_page() -> None:
    own = [Dot(2015, 0, 0), Dot(2020, 0, 0), Dot(2020, 2, 0), Dot(2020, 2, 1)]
    drawing = Drawing(wide_timeline(own, LANES))
    names = {text.text: text for text in drawing.texts}
    # A lane without dots is left out.
    assert list(names) == ["National", "Deadlines", "2015", "2020"]
    national = [dot for dot in drawing.shapes if dot.bottom <= names["Deadlines"].top]
    assert len(national) == 2
    assert sorted(_middle(dot) for dot in national) == pytest.approx(
        [_middle(names["2015"]), _middle(names["2020"])], abs=1
    )
    due = [dot for dot in drawing.shapes if dot not in national]
    assert [_middle(dot) for dot in due] == pytest.approx([_middle(names["2020"])] * 2, abs=1)
    assert due[0].look != due[1].look


def test_a_dot_stands_beside_its_year_and_in_its_lane_on_a_phone() -> None:
    own = [Dot(2018, 0, 0), Dot(2020, 0, 0), Dot(2020, 2, 0), Dot(2020, 2, 1)]
    drawing = Drawing(narrow_timeline(own, LANES))
    rows = {text.text: [dot for dot in drawing.shapes if text.top <= (dot.top + dot.bottom) / 2 <= text.bottom]
            for text in drawing.texts}  # fmt: skip
    assert {year: len(row) for year, row in rows.items() if year.isdigit()} == {"2018": 1, "2019": 0, "2020": 3}
    names = {text.text: text for text in drawing.texts}
    for dot in drawing.shapes:
        lane = "Deadlines" if dot.left >= names["Deadlines"].left else "National"
        assert dot.left >= names[lane].left
    assert sum(dot.left >= names["Deadlines"].left for dot in drawing.shapes) == 2


def _middle(part: Any) -> float:
    return float(part.left + part.right) / 2


def test_topics_are_told_apart_by_the_shape_of_their_dots() -> None:
    shown = [dot_sample(topic) for topic in range(8)]
    assert len(set(shown)) == 8
    # A ninth looks like the first.
    assert dot_sample(8) == shown[0]
    paths = {re.sub(r"\(--drawing-[^)]*\)", "", sample) for sample in shown}
    assert len({re.search(r' d="([^"]*)"', path)[1] for path in paths}) == 4  # type: ignore[index]


# ---- the block --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def harbours(base: Register) -> Register:
    """A digest with policies and targets of several years."""
    text = {"en": "More berths [@harbour-report:14]", "ko": "선석을 늘린다[@harbour-report:14]"}
    return without_policies(
        base,
        policy(base, "b-plan", issued="2019-02", topics=["harbours"], issuers=["harbour-office"]),
        policy(base, "a-plan", issued="2019", level="municipal", targets=[
            {"text": text, "deadline": 2025}, {"text": text, "deadline": "unknown"},
        ]),
        policy(base, "c-plan", signed="2018-12-31"),
        policy(base, "d-plan"),
        indicator(base, "cranes", point("2025-06", 9, "target", set_by="policy:b-plan"), point(2020, 3)),
    )  # fmt: skip


def test_there_is_a_dot_for_each_dated_policy_and_each_deadline(harbours: Register) -> None:
    wide, narrow = figures(html_of(harbours))
    assert len(wide.shapes) == len(narrow.shapes) == 5
    assert [text for text in wide.words() if not text.isdigit()] == ["National", "Municipal", "Targets due"]


def test_years_follow_one_another_and_what_has_no_date_stands_last(harbours: Register) -> None:
    html = html_of(harbours)
    assert re.findall(r'<h2 id="year-([^"]+)">(.*?)</h2>', html) == [
        ("2018", "2018"), ("2019", "2019"), ("2025", "2025"), ("unknown", "No date"),
    ]  # fmt: skip
    assert re.findall(r'register/policies/([a-z]-plan)/">[^<]*</a><br>', html) == [
        "c-plan", "a-plan", "b-plan", "d-plan",
    ]  # fmt: skip


def test_a_deadline_stands_in_its_year_with_who_set_it(harbours: Register) -> None:
    year = html_of(harbours).partition('id="year-2025"')[2].partition("<h2")[0]
    items = [re.sub("<sup.*?</sup>|<.*?>", "", item) for item in re.findall("<li>(.*?)</li>", year)]
    assert items == ["More berths a-plan", "cranesb-plan"]


def test_years_are_counted_in_words_for_those_who_do_not_see_the_dots(harbours: Register) -> None:
    labels = set(re.findall(r'role="img" aria-label="([^"]*)"', html_of(harbours)))
    (label,) = labels
    # Deadlines are no policies.
    assert "2018: 1, 2019: 2" in label
    assert "2025" not in label


@pytest.mark.parametrize("code", ["en", "ko"])
def test_without_dates_there_is_no_drawing(base: Register, code: str) -> None:
    own = without_policies(base, policy(base, "a-plan"))
    html = html_of(own, code)
    assert figures(html) == []
    assert html.count("<li>") == 1


@pytest.mark.parametrize("code", ["en", "ko"])
def test_deadlines_alone_are_drawn_as_well(base: Register, code: str) -> None:
    own = without_policies(base, indicator(base, "cranes", point(2025, 9, "target", set_by="actor:harbour-office")))
    assert [len(drawing.shapes) for drawing in figures(html_of(own, code))] == [1, 1]


# ---- the real content -------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["en", "ko"])
def test_the_timeline_of_the_digest_is_whole_and_in_order(content: Register, code: str) -> None:
    html = html_of(content, code)
    policies = [own for own in content.records["policy"].values() if isinstance(own, Policy)]
    deadlines = [target for target in stated_targets(content) if target.deadline]
    dated = sum(1 for own in policies if own.date)
    assert set(re.findall(r'register/policies/([^/"]+)/">[^<]*</a><br>', html)) == {own.id for own in policies}
    drawings = figures(html)
    assert len(drawings) == 2
    for drawing in drawings:
        assert len(drawing.shapes) == dated + len(deadlines)
        for part in (*drawing.shapes, *drawing.texts):
            assert part.left >= -0.5, part
            assert part.right <= drawing.width + 0.5, part
            assert part.top >= -0.5, part
            assert part.bottom <= drawing.height + 0.5, part
        for one, other in combinations(drawing.texts, 2):
            assert not one.overlaps(other), (one, other)
        for one, other in combinations(drawing.shapes, 2):
            assert not one.overlaps(other), (one, other)
