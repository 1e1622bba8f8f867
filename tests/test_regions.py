"""Places side by side: what lies in a place counts as its own, and long lists fold away."""

from __future__ import annotations

import re

import pytest

from digest.blocks import block_errors, block_html
from digest.marks import BlockMark, find_marks
from digest.region_block import regions_html
from digest.register import Register
from digest.view import View
from tests.records import indicator, place, point, policy, system, with_records


@pytest.fixture(scope="module")
def coast(base: Register) -> Register:
    """The base digest with places in the coast and beside it."""
    text = {"en": "More berths [@harbour-report:14]", "ko": "선석을 늘린다[@harbour-report:14]"}
    return with_records(
        base,
        place(base, "bay", "coast"), place(base, "pier", "bay"), place(base, "inland"), place(base, "desert"),
        policy(base, "pier-plan", place="pier", issued="2019-03-02", targets=[
            {"text": text, "deadline": "unknown"}, {"text": text, "deadline": 2030},
        ]),
        *(policy(base, f"bay-plan-{number}", place="bay", issued=str(2000 + number)) for number in range(6)),
        system(base, "pier-lamp", places=["pier", "inland"], status="trial"),
        system(base, "bay-buoy", places=["bay"]),
        indicator(
            base, "ships", point(2020, 3, "target"), point(2018, 12, qualifier="about", erratum="berth-count"),
            point(2019, 7, "claim"), point(2025, 9, "forecast"), point("unknown", 5, "claim"), place="bay",
        ),
        indicator(base, "lorries", point(2018, 1), place="inland"),
    )  # fmt: skip


def cells(register: Register, places: str, code: str = "en") -> dict[str, list[list[str]]]:
    """Return, for each place, its cells as lists of entries."""
    html = regions_html(View(register, register.languages[code], "page/"), {"places": places})
    found = {}
    for row in re.findall(r"<tr.*?</tr>", html, re.S)[1:]:
        first, *rest = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)
        found[_plain(first)] = [[_plain(entry) for entry in re.findall("<li>(.*?)</li>", cell)] for cell in rest]
    return found


def _plain(html: str) -> str:
    return re.sub('<sup.*?</sup>|<a class="erratum.*?</a>|<.*?>', "", html)


def test_what_lies_in_a_place_counts_as_its_own(coast: Register) -> None:
    policies, targets, systems, results = cells(coast, "bay")["bay"]
    assert policies == [
        "pier-plan (2 March 2019)",
        *(f"bay-plan-{number} ({2000 + number})" for number in range(5, -1, -1)),
    ]
    assert targets == ["ships: 3 items (2020)", "More berths  (2030)", "More berths "]
    assert systems == ["bay-buoy", "pier-lamp (On trial)"]
    assert results == [
        "ships: 12 items (about) (2018)",
        "ships: 7 items (2019, Claim)",
        "ships: 5 items (No date, Claim)",
    ]


def test_a_place_shows_nothing_of_those_around_and_beside_it(coast: Register) -> None:
    found = cells(coast, "pier,inland")
    assert list(found) == ["pier", "inland"]
    assert found["pier"] == [
        ["pier-plan (2 March 2019)"], ["More berths  (2030)", "More berths "], ["pier-lamp (On trial)"], [],
    ]  # fmt: skip
    assert found["inland"] == [[], [], ["pier-lamp (On trial)"], ["lorries: 1 items (2018)"]]


def test_the_outermost_place_holds_everything(coast: Register) -> None:
    policies, targets, systems, results = cells(coast, "coast")["Coast"]
    assert {"Harbour plan (March 2019)", "Sea plan", "pier-plan (2 March 2019)"} <= set(policies)
    assert len(policies) == 9
    assert len(targets) == 3
    assert set(systems) == {"Register of berths (Running)", "bay-buoy", "pier-lamp (On trial)"}
    assert "Number of berths: 14 items (2019)" in results


def test_names_and_dates_are_in_the_language_of_the_page(coast: Register) -> None:
    assert cells(coast, "pier", "ko")["pier ko"][0] == ["pier-plan ko (2019년 3월 2일)"]
    assert cells(coast, "inland", "ko")["inland ko"][3] == ["lorries ko: 1 items (2018년)"]


def test_of_long_lists_the_rest_folds_away(coast: Register) -> None:
    html = regions_html(View(coast, coast.languages["en"], "page/"), {"places": "bay,pier"})
    bay, pier = re.findall(r"<tr.*?</tr>", html, re.S)[1:]
    shown, folded = re.findall(r"<ul>(.*?)</ul>(?:<details><summary>.*?</summary><ul>(.*?)</ul>)?", bay, re.S)[0]
    assert (shown.count("<li>"), folded.count("<li>")) == (5, 2)
    assert "<details><summary>" in bay
    assert "2 more" in bay
    assert "<details>" not in pier


def test_values_are_cited_and_point_to_their_errata(coast: Register) -> None:
    html = regions_html(View(coast, coast.languages["en"], "page/"), {"places": "bay"})
    assert html.count("erratum-mark") == 1
    # Two targets in words, one in numbers, three results.
    assert html.count('class="cite"') == 6


def test_a_place_with_nothing_in_it_has_a_row_all_the_same(coast: Register) -> None:
    html = regions_html(View(coast, coast.languages["en"], "page/"), {"places": "desert"})
    assert cells(coast, "desert") == {"desert": [[], [], [], []]}
    assert html.count(">–</td>") == 4


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        ("places=bay,pier", []),
        ("places=bay,no-such-place", ["unknown-filter"]),
        ("places=", ["unknown-filter"]),
        ("", ["table-syntax"]),
        ("places=bay places=pier", ["table-syntax"]),
        ("places=bay sort=name", ["unknown-filter"]),
    ],
)
def test_a_mark_names_places_that_there_are(coast: Register, options: str, rules: list[str]) -> None:
    (mark,) = find_marks(f"<!-- table: regions {options} -->")
    assert isinstance(mark, BlockMark)
    assert [rule for rule, _, _ in block_errors(mark, coast)] == rules
    html = block_html(mark, View(coast, coast.languages["en"], "page/"))
    # A preview shows a mark that can't be made as it is written.
    assert html.startswith("<p><code>") == bool(rules)
