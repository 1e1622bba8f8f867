"""Charts: their bars, what tells them apart, how long they are, and that table and data say the same."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.blocks import block_html
from digest.chart_block import chart_html
from digest.chart_data import COLUMNS, chart_data
from digest.chart_drawing import NARROW, WIDE, kind_sample, narrow_chart, wide_chart
from digest.chart_models import Chart
from digest.charts import ChartGroup, amount, chart_groups, kinds_of
from digest.drawing import text_width
from digest.languages import VALUES, Language
from digest.marks import BlockMark, find_marks
from digest.register import Register
from digest.view import View
from tests.drawings import Drawing, drawings_in
from tests.records import indicator, made, named, point, with_records

KINDS = VALUES["point-kind"]
SHAPES = {"wide": wide_chart, "narrow": narrow_chart}
GAP, SIZE = 8, 12.5


def chart(register: Register, *groups: dict[str, Any]) -> Chart:
    """Return a chart with groups, of which each holds the names of its indicators, or bars."""
    shown = [
        {**group, "bars": [bar if isinstance(bar, dict) else {"indicator": bar} for bar in group["bars"]]}
        for group in groups
    ]
    title = {code: f"Title <{code}>" for code in register.languages}
    text = {code: f"Text {code} [@harbour-report:25]." for code in register.languages}
    return made(register, Chart, id="a-chart", title=title, topics=["harbours"], text=text, groups=shown)


def groups_of(register: Register, language: Language, *points: dict[str, object]) -> tuple[ChartGroup, ...]:
    """Return the groups of a chart of one indicator."""
    own = with_records(register, indicator(register, "quays", *points))
    return chart_groups(chart(own, {"bars": ["quays"]}), own, language)


def html_of(register: Register, code: str, shown: Chart) -> str:
    return chart_html(shown, View(register, register.languages[code], "topics/harbours/"))


def rows_of(html: str) -> list[list[str]]:
    """Return the rows of the table of a chart as text, without its head and without what cites."""
    body = html.partition("<tbody")[2]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in re.findall(r"<tr.*?</tr>", body, re.S)]
    return [[re.sub("<sup.*?</sup>|<small.*?</small>|<a class=\"erratum.*?</a>|<.*?>", "", cell) for cell in row]
            for row in rows]  # fmt: skip


def data_of(register: Register, code: str, shown: Chart) -> list[dict[str, str]]:
    text = chart_data(shown, register, register.languages[code])
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


# ---- bars -------------------------------------------------------------------------------------------


def test_an_indicator_has_a_bar_for_each_date_in_the_order_of_time(base: Register, english: Language) -> None:
    (group,) = groups_of(base, english, point("2020-06", 3), point(2018, 5), point("2020", 4), point("2019-12-31", 1))
    assert [bar.label for bar in group.bars] == ["2018", "31 December 2019", "2020", "June 2020"]
    assert [amount(bar, english) for bar in group.bars] == ["5 items", "1 items", "4 items", "3 items"]


def test_labels_and_amounts_are_in_the_language_of_the_page(base: Register, korean: Language) -> None:
    (group,) = groups_of(base, korean, point("2019-03", 3, qualifier="about"), point("unknown", 5, "target"))
    assert [bar.label for bar in group.bars] == ["2019년 3월", "기한 없음"]
    assert "약" in amount(group.bars[0], korean)


def test_a_value_without_a_deadline_stands_last_and_says_so(base: Register, english: Language) -> None:
    (group,) = groups_of(base, english, point("unknown", 9, "target"), point(2030, 5, "target"))
    assert [(bar.label, bar.high) for bar in group.bars] == [("2030", 5), ("no deadline", 9)]


def test_two_values_of_a_date_and_kind_are_a_range(base: Register, english: Language, korean: Language) -> None:
    (group,) = groups_of(base, english, point(2025, 14, "forecast"), point(2025, 4, "forecast"))
    (bar,) = group.bars
    assert (bar.low, bar.high, bar.label) == (4, 14, "2025")
    assert amount(bar, english) == "4–14 items"
    assert amount(bar, korean) == "4~14 items"


def test_a_range_of_more_values_reaches_from_the_lowest_to_the_highest(base: Register, english: Language) -> None:
    (group,) = groups_of(base, english, point(2025, 7), point(2025, 14), point(2025, 4))
    (bar,) = group.bars
    assert (bar.low, bar.high) == (4, 14)
    assert amount(bar, english) == "4–14 items"


def test_a_range_keeps_its_qualifiers(base: Register, english: Language) -> None:
    (group,) = groups_of(base, english, point(2025, 4, qualifier="about"), point(2025, 14, qualifier="about"))
    assert amount(group.bars[0], english) == "4–14 items (about)"
    (group,) = groups_of(base, english, point(2025, 4, qualifier="at-least"), point(2025, 14))
    assert amount(group.bars[0], english) == "4–14 items"
    (group,) = groups_of(base, english, point(2025, 4), point(2025, 14, qualifier="over"))
    assert amount(group.bars[0], english) == "4 items–14 items (more than)"


def test_values_of_a_date_but_of_different_kinds_are_bars_of_their_own(base: Register, english: Language) -> None:
    (group,) = groups_of(base, english, *(point(2025, number + 1, kind) for number, kind in enumerate(KINDS)))
    assert sorted(bar.kind for bar in group.bars) == sorted(KINDS)
    assert all(len(bar.points) == 1 for bar in group.bars)


def test_a_name_stands_with_the_date_where_there_are_several(base: Register, english: Language) -> None:
    own = with_records(
        base, indicator(base, "quays", point(2018, 1), point(2019, 2)), indicator(base, "piers", point(2018, 3))
    )
    bars = [{"indicator": name, "name": named(base, f"The {name}")} for name in ("quays", "piers")]
    (group,) = chart_groups(chart(own, {"bars": bars}), own, english)
    assert [bar.label for bar in group.bars] == ["The quays, 2018", "The quays, 2019", "The piers"]


# ---- kinds ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["en", "ko"])
@pytest.mark.parametrize(("one", "other"), list(combinations(KINDS, 2)))
def test_kinds_are_told_apart_by_a_word_and_by_the_look(base: Register, code: str, one: str, other: str) -> None:
    language = base.languages[code]
    own = with_records(base, indicator(base, "quays", point(2019, 5, one), point(2020, 7, other)))
    shown = chart(own, {"bars": ["quays"]})
    words = [language.value("point-kind", kind) for kind in (one, other)]
    html = html_of(own, code, shown)
    key = html.partition('<ul class="chart-key">')[2].partition("</ul>")[0]
    assert re.findall(r"</span> (.*?)</li>", key) == words
    samples = [sample.bars[0].look for sample in drawings_in(key)]
    for draw_ in SHAPES.values():
        drawing = Drawing(draw_(chart_groups(shown, own, language), language))
        assert [text for text in drawing.words() if text.endswith(words[0])] == [
            f"{language.number(5)} items · {words[0]}"
        ]
        assert [text for text in drawing.words() if text.endswith(words[1])] == [
            f"{language.number(7)} items · {words[1]}"
        ]
        looks = [bar.look for bar in sorted(drawing.bars, key=lambda bar: bar.top)]
        assert looks == samples
        assert looks[0] != looks[1]
    assert all(word in html.partition("<table")[2] for word in words)


def test_each_kind_has_a_look_of_its_own() -> None:
    looks = [Drawing(kind_sample(kind)).bars[0].look for kind in KINDS]
    assert len(set(looks)) == len(KINDS)


def test_the_kind_is_said_once_where_all_values_are_of_one(base: Register, english: Language) -> None:
    groups = groups_of(base, english, point(2019, 5, "forecast"), point(2020, 7, "forecast"))
    assert kinds_of(groups) == ["forecast"]
    assert not any("Forecast" in text for text in Drawing(wide_chart(groups, english)).words())
    own = with_records(base, indicator(base, "quays", point(2019, 5, "forecast")))
    assert html_of(own, "en", chart(own, {"bars": ["quays"]})).count("Forecast") == 1


# ---- lengths ----------------------------------------------------------------------------------------

values = st.lists(st.floats(0.001, 1e15), min_size=1, max_size=6)


@pytest.mark.parametrize("shape", SHAPES)
@given(own=values)
@settings(max_examples=40)
def test_lengths_are_as_the_values(base: Register, english: Language, shape: str, own: list[float]) -> None:
    groups = groups_of(base, english, *(point(2000 + number, value) for number, value in enumerate(own)))
    drawing = Drawing(SHAPES[shape](groups, english))
    bars = sorted(drawing.bars, key=lambda bar: bar.top)
    assert len(bars) == len(own)
    assert len({round(bar.left, 1) for bar in bars}) == 1
    longest = max(bar.right - bar.left for bar in bars)
    for bar, value in zip(bars, own, strict=True):
        # What is next to nothing is drawn as a stroke, so that it is seen.
        assert bar.right - bar.left == pytest.approx(max(value / max(own) * longest, 1.5), abs=1)
    amounts = max(text_width(amount(bar, english), SIZE) for bar in groups[0].bars)
    reserved = amounts + 2 * GAP if shape == "wide" else 0
    assert max(bar.right for bar in bars) == pytest.approx(drawing.width - reserved, abs=1)


def test_groups_of_a_unit_share_a_scale(base: Register, english: Language) -> None:
    own = with_records(
        base,
        indicator(base, "quays", point(2019, 100)),
        indicator(base, "piers", point(2019, 50)),
        indicator(base, "depth", point(2019, 2), unit="metres"),
    )
    shown = chart(own, *({"name": named(base, name), "bars": [name]} for name in ("quays", "piers", "depth")))
    for draw_ in SHAPES.values():
        drawing = Drawing(draw_(chart_groups(shown, own, english), english))
        lengths = {bar.top: bar.right - bar.left for bar in drawing.bars}
        quays, piers, depth = (lengths[top] for top in sorted(lengths))
        assert quays == pytest.approx(depth, abs=1)
        assert piers == pytest.approx(quays / 2, abs=1)
        assert [text for text in drawing.words() if text in ("quays", "piers", "depth")] == ["quays", "piers", "depth"]


def test_a_range_begins_at_its_lower_end(base: Register, english: Language) -> None:
    groups = groups_of(base, english, point(2020, 100), point(2025, 25), point(2025, 75))
    for draw_ in SHAPES.values():
        whole, part = sorted(Drawing(draw_(groups, english)).bars, key=lambda bar: bar.top)
        scale = (whole.right - whole.left) / 100
        assert part.left == pytest.approx(whole.left + 25 * scale, abs=1)
        assert part.right == pytest.approx(whole.left + 75 * scale, abs=1)


@pytest.mark.parametrize("shape", SHAPES)
@given(own=st.lists(st.integers(-1000, 1000), min_size=1, max_size=6))
@settings(max_examples=40)
def test_values_below_nothing_are_drawn_to_the_left_of_it(
    base: Register, english: Language, shape: str, own: list[float]
) -> None:
    groups = groups_of(base, english, *(point(2000 + number, value) for number, value in enumerate(own)))
    drawing = Drawing(SHAPES[shape](groups, english))
    bars = sorted(drawing.bars, key=lambda bar: bar.top)
    lowest, highest = min(0.0, *own), max(0.0, *own)
    left, right = min(bar.left for bar in bars), max(bar.right for bar in bars)
    scale = (right - left) / ((highest - lowest) or 1)
    zero = left - lowest * scale
    for bar, value in zip(bars, own, strict=True):
        assert bar.left == pytest.approx(zero + min(value, 0) * scale, abs=2)
        assert bar.right == pytest.approx(zero + max(value, 0) * scale, abs=2)
    for text in drawing.texts:
        assert text.left >= -0.5


# ---- table, data, evidence --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def mixed(base: Register) -> tuple[Register, Chart]:
    """A chart with everything in it: groups, a range, kinds, a qualifier, no deadline, an erratum."""
    own = with_records(
        base,
        indicator(
            base, "quays", point(2019, 14, erratum="berth-count"), point(2018, 12.5, qualifier="about"),
            point("unknown", 40, "target"), point(2025, 20, "forecast", passage="harbour-report:20-25"),
            point(2025, 30, "forecast"),
        ),
        indicator(base, "depth", point("2020-02", 1234567890123.0, "claim"), point(2024, 0.125, "provision"), unit="m"),
    )  # fmt: skip
    shown = chart(
        own,
        {"name": {"en": 'Quays, "old" & <new>', "ko": "부두, 옛"}, "bars": ["quays"]},
        {"name": {"en": "Depth", "ko": "수심"}, "bars": [{"indicator": "depth", "name": {"en": "D, 1", "ko": "깊이"}}]},
    )
    return own, shown


@pytest.mark.parametrize("code", ["en", "ko"])
def test_the_table_has_a_row_for_each_bar(mixed: tuple[Register, Chart], code: str) -> None:
    register, shown = mixed
    language = register.languages[code]
    groups = chart_groups(shown, register, language)
    html = html_of(register, code, shown)
    bars = [bar for group in groups for bar in group.bars]
    dates = [language.date(bar.points[0].date) if bar.points[0].date else language.word("no-deadline") for bar in bars]
    rows = rows_of(html)
    assert [row[1:] for row in rows] == [[date, amount(bar, language)] for date, bar in zip(dates, bars, strict=True)]
    # The range cites the passages of both its ends.
    assert html.partition("<tbody")[2].count('class="cite"') == len(bars) + 1
    assert rows[0][0].startswith("Quays" if code == "en" else "부두")


@pytest.mark.parametrize("code", ["en", "ko"])
def test_the_table_says_the_same_as_the_drawings(mixed: tuple[Register, Chart], code: str) -> None:
    register, shown = mixed
    html = html_of(register, code, shown)
    for drawing in [drawing for drawing in drawings_in(html) if drawing.width in (WIDE, NARROW)]:
        drawn = [text.partition(" · ")[0] for text in drawing.words() if " · " in text]
        assert sorted(drawn) == sorted(row[2] for row in rows_of(html))
        assert len(drawing.bars) == len(drawn)


def test_a_value_that_follows_an_erratum_points_to_it(mixed: tuple[Register, Chart]) -> None:
    register, shown = mixed
    html = html_of(register, "en", shown)
    body = html.partition("<tbody")[2]
    (row,) = [row for row in re.findall(r"<tr.*?</tr>", body, re.S) if "erratum-mark" in row]
    assert ">2019<" in row
    assert 'href="../../documents/harbour-report/#erratum-berth-count"' in row


def test_the_data_hold_the_values_as_they_are(mixed: tuple[Register, Chart]) -> None:
    register, shown = mixed
    text = chart_data(shown, register, register.languages["en"])
    assert text.startswith("\ufeffgroup,")
    assert text.count("\ufeff") == 1
    rows = data_of(register, "en", shown)
    assert all(tuple(row) == COLUMNS for row in rows)
    found = [(row["indicator"], row["date"], float(row["value"]), row["kind"], row["qualifier"]) for row in rows]
    points = [
        (name, str(own.at), own.value, own.kind, own.qualifier or "")
        for name in ("quays", "depth")
        for own in register.records["indicator"][name].points  # type: ignore[attr-defined]
    ]
    assert sorted(found) == sorted(points)
    assert {row["group"] for row in rows} == {'Quays, "old" & <new>', "Depth"}
    assert {row["label"] for row in rows if row["indicator"] == "depth"} == {"D, 1, February 2020", "D, 1, 2024"}
    assert {(row["kind"], row["by"], row["set_by"]) for row in rows} == {
        ("actual", "", ""), ("target", "", "policy:harbour-plan"), ("forecast", "harbour-office", ""),
        ("claim", "harbour-office", ""), ("provision", "", "policy:harbour-plan"),
    }  # fmt: skip
    assert {(row["document"], row["lines"]) for row in rows} == {("harbour-report", "25"), ("harbour-report", "20-25")}
    assert {row["unit"] for row in rows} == {"items", "m"}


def test_the_data_of_all_languages_can_be_joined(mixed: tuple[Register, Chart]) -> None:
    register, shown = mixed
    joined = [column for column in COLUMNS if column not in ("group", "label")]
    english, korean = (
        [[row[column] for column in joined] for row in data_of(register, code, shown)] for code in ("en", "ko")
    )
    assert english == korean


@given(own=st.lists(st.floats(-1e18, 1e18), min_size=1, max_size=4))
def test_any_value_is_read_from_the_data_as_it_is(base: Register, own: list[float]) -> None:
    register = with_records(
        base, indicator(base, "quays", *(point(2000 + number, value) for number, value in enumerate(own)))
    )
    rows = data_of(register, "en", chart(register, {"bars": ["quays"]}))
    assert [float(row["value"]) for row in rows] == own
    # Not every program reads 5e+13.
    assert not any("e" in row["value"].lower() for row in rows)


def test_the_figure_says_what_it_is_to_those_who_do_not_see_it(mixed: tuple[Register, Chart]) -> None:
    register, shown = mixed
    html = html_of(register, "en", shown)
    labels = re.findall(r'class="drawing [^"]*" role="img" aria-label="([^"]*)"', html)
    assert len(labels) == 2
    assert len(set(labels)) == 1
    assert labels[0].startswith("Title &lt;en&gt;. Bar chart. Quays")
    assert 'href="../../register/charts/a-chart.csv" download' in html
    assert "<!--" not in html


# ---- what a preview may meet ------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["en", "ko"])
def test_a_preview_shows_the_indicators_that_there_are(base: Register, code: str) -> None:
    own = with_records(base, indicator(base, "quays", point(2019, 5)))
    html = html_of(own, code, chart(own, {"bars": ["quays", "no-such-indicator"]}))
    assert len(rows_of(html)) == 1
    none = html_of(own, code, chart(own, {"bars": ["no-such-indicator"]}))
    assert none == f'<p class="no-rows">{own.languages[code].word("no-records")}</p>'
    assert data_of(own, code, chart(own, {"bars": ["no-such-indicator"]})) == []


def test_a_preview_shows_the_mark_of_a_chart_that_there_is_not(base: Register) -> None:
    (mark,) = find_marks("<!-- chart: no-such-chart -->")
    assert isinstance(mark, BlockMark)
    view = View(base, base.languages["en"], "topics/harbours/")
    assert block_html(mark, view) == "<p><code>&lt;!-- chart: no-such-chart --&gt;</code></p>"
    shown = replace(base, charts={"no-such-chart": chart(base, {"bars": ["berths"]})})
    assert block_html(mark, View(shown, base.languages["en"], "x/")).startswith('<figure class="chart"')


@pytest.mark.parametrize("shape", SHAPES)
def test_long_names_are_cut_and_long_amounts_are_not(base: Register, english: Language, shape: str) -> None:
    own = with_records(
        base,
        indicator(
            base,
            "quays",
            point(2019, 123456789.123456, "claim", qualifier="at-least"),
            point(2020, 1),
            unit="m-of-wall",
        ),
    )
    bars = [{"indicator": "quays", "name": dict.fromkeys(base.languages, "Length of the wall along the harbours " * 3)}]
    groups = chart_groups(chart(own, {"bars": bars}), own, english)
    drawing = Drawing(SHAPES[shape](groups, english))
    assert any(text.text.endswith("…") for text in drawing.texts)
    amounts = [f"{amount(bar, english)} · {english.value('point-kind', bar.kind)}" for bar in groups[0].bars]
    assert [text for text in drawing.words() if " · " in text] == amounts
    for text in drawing.texts:
        assert text.left >= -0.5
        assert text.right <= drawing.width + 0.5
    for one, other in combinations([*drawing.texts, *drawing.bars], 2):
        assert not one.overlaps(other)


@pytest.mark.parametrize("shape", SHAPES)
def test_values_of_nothing_are_drawn_as_well(base: Register, english: Language, shape: str) -> None:
    drawing = Drawing(SHAPES[shape](groups_of(base, english, point(2019, 0), point(2020, 0)), english))
    assert [bar.right - bar.left for bar in drawing.bars] == pytest.approx([1.5, 1.5], abs=0.1)


# ---- the real content -------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["en", "ko"])
@pytest.mark.parametrize("shape", SHAPES)
def test_no_text_of_the_digest_runs_out_of_its_chart(content: Register, code: str, shape: str) -> None:
    language = content.languages[code]
    assert content.charts
    for name, shown in content.charts.items():
        drawing = Drawing(SHAPES[shape](chart_groups(shown, content, language), language))
        for text in drawing.texts:
            assert text.left >= -0.5, f"{name}: {text}"
            assert text.right <= drawing.width + 0.5, f"{name}: {text}"
            assert text.top >= 0, f"{name}: {text}"
            assert text.bottom <= drawing.height, f"{name}: {text}"
        for one, other in combinations(drawing.texts, 2):
            assert not one.overlaps(other), f"{name}: {one} {other}"
        for text in drawing.texts:
            assert not any(text.overlaps(bar) for bar in drawing.bars), f"{name}: {text}"


@pytest.mark.parametrize("code", ["en", "ko"])
def test_every_chart_of_the_digest_has_the_same_bars_in_drawing_table_and_data(content: Register, code: str) -> None:
    language = content.languages[code]
    for name, shown in content.charts.items():
        groups = chart_groups(shown, content, language)
        bars = [bar for group in groups for bar in group.bars]
        html = html_of(content, code, shown)
        # Where all groups have the same bars, each bar has a column of its own.
        compared = len(groups) > 1 and len(rows_of(html)) == len(groups) < len(bars)
        cells = [cell for row in rows_of(html) for cell in (row[1:] if compared else row[-1:])]
        assert cells == [amount(bar, language) for bar in bars], name
        for draw_ in SHAPES.values():
            assert len(Drawing(draw_(groups, language)).bars) == len(bars), name
        rows = data_of(content, code, shown)
        assert [float(row["value"]) for row in rows] == [own.value for bar in bars for own in bar.points], name
