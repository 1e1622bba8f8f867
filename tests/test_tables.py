from __future__ import annotations

import re
from pathlib import Path

import pytest

from digest.blocks import BLOCKS, block_errors, block_html
from digest.marks import BlockMark, find_marks
from digest.register import Register
from digest.rendered_page import render_page
from digest.table_kinds import TABLES
from digest.tables import allowed_values, make_table
from digest.view import View
from tests.trees import lay_out, read, seal

POLICY = """id: {name}
name: {{en: {title}, ko: {title}}}
topics: [{topics}]
passages: ["harbour-report:12"]
accounts:
  - {{document: harbour-report, text: {{en: "It is one [@harbour-report:12].", ko: "하나다[@harbour-report:12]."}}}}
kind: {kind}
level: {level}
status: unknown
issued: {issued}
{more}
issuers: {issuers}
place: {place}
"""
IN_CHARGE = """areas:
  - {id: quays, name: {en: Quays, ko: 부두}}
roles:
  - {actor: harbour-office, role: supervises, areas: [quays], passage: "harbour-report:12"}
targets:
  - text: {en: "More ships [@harbour-report:12]", ko: "더 많은 배[@harbour-report:12]"}
    deadline: 2020
  - text: {en: "Fewer storms [@harbour-report:12]", ko: "더 적은 폭풍[@harbour-report:12]"}
    deadline: unknown
"""
BUILT_ON = """relations:
  - {type: implements, target: "policy:a-law", passage: "harbour-report:12"}
  - {type: cites, target: "system:berth-register"}
"""
POLICIES = (
    {"name": "a-law", "title": "Law", "kind": "law", "level": "national", "issued": "2018-02", "place": "coast",
     "topics": "harbours", "more": IN_CHARGE},
    {"name": "b-law", "title": "élan", "kind": "law", "level": "municipal", "issued": "unknown", "place": "bay"},
    {"name": "c-plan", "title": "Zoning", "kind": "plan", "level": "municipal", "issued": "2018", "place": "pier"},
    {"name": "d-plan", "title": "Dunes", "kind": "plan", "level": "national", "issued": "2018-02-03",
     "place": "inland", "more": BUILT_ON},
    {"name": "e-plan", "title": "Eel", "kind": "plan", "level": "national", "issued": "unknown", "more": "signed: 2020",
     "place": "bay"},
)  # fmt: skip


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """The base digest with more policies, and with places that lie in one another."""
    root = lay_out(tmp_path_factory.mktemp("ports"))
    source = root / "sources" / "harbour-report.txt"
    lines = source.read_text().split("\n")
    lines[11] += " and Laws of February 2018, of 3 February 2018 and of 2020"
    lines[24:26] = ["In 2019 there were 14 berths for 3 ships, in 2020 as well, and 40 berths,", "in 2018 for about 12"]
    source.write_text("\n".join(lines))
    records = root / "docs" / "register"
    for policy in POLICIES:
        values = {"topics": "", "more": "", "issuers": "[harbour-office]", **policy}
        _write(records / "policies", policy["name"], POLICY.format(**values))
    # The rules ask that something leads to each record.
    linked = " ".join(f"[](policy:{policy['name']})" for policy in POLICIES)
    for name, parent in (("bay", "coast"), ("pier", "bay"), ("inland", "")):
        inside = (
            f"parent: {parent}\n"
            if parent
            else f'note: {{en: "{linked} [](place:pier)", ko: "{linked} [](place:pier)"}}\n'
        )
        _write(
            records / "places",
            name,
            f'id: {name}\nname: {{en: {name}, ko: {name}}}\npassages: ["harbour-report:10"]\nkind: zone\n{inside}',
        )
    _write(
        records / "indicators",
        "ships",
        "id: ships\nname: {en: Ships, ko: 배}\ntopics: [harbours]\nunit: items\nplace: bay\n"
        'about: ["policy:e-plan", "actor:harbour-office"]\npoints:\n'
        '  - {at: 2020, value: 3, kind: target, set_by: "policy:e-plan", passage: "harbour-report:25"}\n'
        '  - {at: 2018, value: 12, kind: actual, qualifier: about, passage: "harbour-report:26"}\n',
    )
    seal(root)
    return read(root)


def _write(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.yml").write_text(text)


def view(register: Register, code: str = "en") -> View:
    return View(register, register.languages[code], "page/")


def ids(register: Register, table: str, **options: str) -> list[str]:
    return [row.id for row, _ in make_table(table, options, view(register)).rows]


def rows(register: Register, table: str, code: str = "en", **options: str) -> list[list[str]]:
    """Return the cells of a table as text, without what cites."""
    made = make_table(table, options, view(register, code)).rows
    return [[re.sub("<sup.*?</sup>|<.*?>", "", cell.html).strip() for cell in cells] for _, cells in made]


def test_the_newest_stand_first_and_those_without_a_date_last(ports: Register) -> None:
    assert ids(ports, "policies") == ["e-plan", "harbour-plan", "d-plan", "a-law", "c-plan", "b-law", "sea-plan"]


def test_those_without_a_date_stand_last_the_other_way_round_as_well(ports: Register) -> None:
    assert ids(ports, "policies", sort="issued") == [
        "c-plan", "a-law", "d-plan", "harbour-plan", "e-plan", "b-law", "sea-plan",
    ]  # fmt: skip


def test_names_sort_by_the_alphabet_of_the_language(ports: Register) -> None:
    by_name = ["d-plan", "e-plan", "b-law", "harbour-plan", "a-law", "sea-plan", "c-plan"]
    assert ids(ports, "policies", sort="name") == by_name
    assert ids(ports, "policies", sort="-name") == by_name[::-1]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"topic": "harbours"}, {"a-law", "harbour-plan"}),
        ({"kind": "law"}, {"a-law", "b-law"}),
        ({"kind": "plan", "level": "municipal"}, {"c-plan"}),
        ({"place": "coast"}, {"a-law", "b-law", "c-plan", "e-plan", "harbour-plan", "sea-plan"}),
        ({"place": "bay"}, {"b-law", "c-plan", "e-plan"}),
        ({"place": "pier"}, {"c-plan"}),
        ({"place": "inland"}, {"d-plan"}),
        ({"document": "harbour-report", "level": "municipal"}, {"b-law", "c-plan"}),
        ({"actor": "harbour-office", "place": "inland"}, {"d-plan"}),
        ({"status": "draft"}, set()),
    ],
)
def test_filters(ports: Register, options: dict[str, str], expected: set[str]) -> None:
    assert set(ids(ports, "policies", **options)) == expected


def test_a_place_lies_in_those_around_it(ports: Register) -> None:
    assert set(ids(ports, "places", place="coast")) == {"bay", "pier"}
    assert set(ids(ports, "places", place="pier")) == set()


def test_columns_stand_in_the_order_asked_for(ports: Register) -> None:
    table = make_table("policies", {"columns": "issued,name"}, view(ports))
    assert [key for key, _ in table.columns] == ["issued", "name"]
    assert all(len(cells) == 2 for _, cells in table.rows)


def test_points_stand_in_the_order_of_time_under_their_indicator(ports: Register) -> None:
    table = make_table("indicators", {"columns": "name,at,value", "topic": "harbours"}, view(ports))
    values = [re.sub("<.*?>", "", cells[2].html) for _, cells in table.rows]
    assert values == ["12 items (about)1", "3 items2"]
    assert [row.anchor for row, _ in table.rows] == ["ships", ""]


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ("policy:e-plan", ["ships", ""]),
        ("actor:harbour-office", ["ships", ""]),
        ("actor:harbour-office kind=target", [""]),
        ("policy:harbour-plan", []),
        # The kind belongs to the name.
        ("system:e-plan", []),
    ],
)
def test_values_can_be_chosen_by_what_they_are_about(ports: Register, about: str, expected: list[str]) -> None:
    name, *more = about.split()
    assert ids(ports, "indicators", about=name, **dict(option.split("=") for option in more)) == expected


def test_values_can_be_about_any_record(ports: Register) -> None:
    allowed = allowed_values("about", "indicators", ports)
    assert allowed == [str(reference) for reference, _ in ports.all_records()]
    assert {"policy:e-plan", "actor:harbour-office", "indicator:ships"} <= set(allowed)


def test_targets_stand_by_their_deadlines(ports: Register) -> None:
    assert rows(ports, "targets", columns="target,deadline,place,topics,outcome") == [
        ["More ships", "2020", "Coast", "Harbours", "Due after the latest document"],
        ["Ships: 3 items", "2020", "bay", "Harbours", "Due after the latest document"],
        ["Fewer storms", "no deadline", "Coast", "Harbours", "Not in the documents"],
    ]
    assert [row[0] for row in rows(ports, "targets", "ko", policy="a-law")] == ["더 많은 배", "더 적은 폭풍"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"place": "bay"}, ["Ships: 3 items"]),
        ({"policy": "e-plan"}, ["Ships: 3 items"]),
        ({"actor": "harbour-office", "state": "undated"}, ["Fewer storms"]),
        ({"state": "due"}, []),
        ({"topic": "harbours", "state": "open", "sort": "target"}, ["More ships", "Ships: 3 items"]),
        ({"document": "harbour-report", "sort": "-target"}, ["Ships: 3 items", "More ships", "Fewer storms"]),
    ],
)
def test_targets_can_be_chosen(ports: Register, options: dict[str, str], expected: list[str]) -> None:
    assert [row[0] for row in rows(ports, "targets", **options)] == expected


def test_roles_name_body_policy_and_areas(ports: Register) -> None:
    found = rows(ports, "roles", columns="body,role,policy,areas,issued,place,topics", sort="policy", place="coast")
    assert found == [
        ["Harbour office", "Issues", "Eel", "–", "2020", "bay", "–"],
        ["Harbour office", "Issues", "élan", "–", "Not in the documents", "bay", "–"],
        ["Harbour office", "Issues", "Harbour plan", "–", "March 2019", "Coast", "Harbours"],
        ["Harbour office", "Leads", "Harbour plan", "–", "March 2019", "Coast", "Harbours"],
        ["Harbour office", "Issues", "Law", "–", "February 2018", "Coast", "Harbours"],
        ["Harbour office", "Supervises", "Law", "Quays", "February 2018", "Coast", "Harbours"],
        ["Harbour office", "Issues", "Zoning", "–", "2018", "pier", "–"],
    ]
    assert rows(ports, "roles", "ko", columns="areas,role", role="supervises") == [["부두", "감독"]]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"policy": "a-law"}, ["Issues Law", "Supervises Law"]),
        ({"role": "leads"}, ["Leads Harbour plan"]),
        ({"actor": "harbour-office", "topic": "harbours", "sort": "-role"},
         ["Supervises Law", "Leads Harbour plan", "Issues Law", "Issues Harbour plan"]),
        ({"place": "inland"}, ["Issues Dunes"]),
        ({"place": "inland", "role": "leads"}, []),
    ],
)  # fmt: skip
def test_roles_can_be_chosen(ports: Register, options: dict[str, str], expected: list[str]) -> None:
    assert [" ".join(row) for row in rows(ports, "roles", columns="role,policy", **options)] == expected


def test_relations_lead_from_one_record_to_another(ports: Register) -> None:
    assert rows(ports, "relations", columns="from,relation,to,topics") == [
        ["Dunes", "Implements", "Law", "Harbours"],
        ["Dunes", "Cites", "Register of berths", "–"],
        ["Harbour plan", "Part of", "Sea plan", "Harbours"],
    ]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"type": "part-of"}, ["Harbour plan"]),
        ({"type": "funds"}, []),
        # One of the two need not belong to a topic; a relation without a passage is in no document.
        ({"topic": "harbours"}, ["Dunes", "Harbour plan"]),
        ({"document": "harbour-report"}, ["Dunes", "Harbour plan"]),
        ({"sort": "-to", "columns": "from,to"}, ["Harbour plan", "Dunes", "Dunes"]),
    ],
)
def test_relations_can_be_chosen(ports: Register, options: dict[str, str], expected: list[str]) -> None:
    assert [row[0] for row in rows(ports, "relations", **options)] == expected


def test_the_evidence_of_roles_and_relations_is_cited(ports: Register) -> None:
    for name, options in (("roles", {"role": "supervises"}), ("relations", {"type": "implements"})):
        page = view(ports)
        make_table(name, options, page)
        assert [str(passage) for passage in page.citations.numbers] == ["harbour-report:12"], name
    assert rows(ports, "relations", columns="source", type="cites") == [["–"]]


@pytest.mark.parametrize(
    ("written", "rules"),
    [
        ("map: relations topic=harbours", []),
        ("map: relations", ["table-syntax"]),
        ("map: relations topic=no-such-topic", ["unknown-filter"]),
        ("map: relations topic=harbours sort=name", ["unknown-filter"]),
        ("map: harbours", ["unknown-table"]),
        ("table: responsibilities policy=a-law", []),
        ("table: responsibilities", ["table-syntax"]),
        ("table: bodies topic=harbours", ["unknown-filter"]),
        ("table: indicators about=policy:a-law", []),
        ("table: indicators about=a-law", ["unknown-filter"]),
        ("table: targets state=late", ["unknown-filter"]),
        ("table: relations type=part-of columns=from,sort", ["unknown-column"]),
        ("chart: berths", ["unknown-table"]),
        ("plan: berths", ["unknown-block"]),
    ],
)
def test_what_a_mark_asks_for_is_there(ports: Register, written: str, rules: list[str]) -> None:
    (mark,) = find_marks(f"<!-- {written} -->")
    assert isinstance(mark, BlockMark)
    assert [rule for rule, _, _ in block_errors(mark, ports)] == rules
    assert block_html(mark, view(ports)).startswith("<p><code>") == bool(rules)


def test_a_column_by_which_rows_are_sorted_cites_only_once(ports: Register) -> None:
    page = view(ports)
    make_table("indicators", {"sort": "-value"}, page)
    assert sum(page.citations.uses.values()) == 3


def ranks(html: str, column: int) -> list[int]:
    rows = re.findall(r"<tr.*?</tr>", html.partition("<tbody")[2], re.S)
    return [int(re.findall(r'data-rank="(-?\d+)"', row)[column]) for row in rows]


def test_the_page_carries_the_order_of_each_column(ports: Register) -> None:
    mark = next(
        mark for mark in find_marks("<!-- table: policies columns=name,issued -->") if isinstance(mark, BlockMark)
    )
    html = block_html(mark, view(ports))
    # The newest first: ranks fall, and what has no date has none.
    assert ranks(html, 1) == [4, 3, 2, 1, 0, -1, -1]
    assert sorted(ranks(html, 0)) == list(range(7))


def test_a_table_without_rows_says_so(ports: Register) -> None:
    (mark,) = find_marks("<!-- table: policies status=draft -->")
    assert isinstance(mark, BlockMark)
    assert block_html(mark, view(ports)) == '<p class="no-rows">There is no record of this kind.</p>'


@pytest.mark.parametrize("code", ["en", "ko"])
@pytest.mark.parametrize(("block", "name"), [*BLOCKS, *(("table", name) for name in TABLES)])
def test_every_block_can_be_made_in_every_language(ports: Register, block: str, name: str, code: str) -> None:
    values = {"document": "harbour-report", "policy": "harbour-plan", "places": "coast,bay", "topic": "harbours"}
    required = BLOCKS[block, name].required if (block, name) in BLOCKS else ""
    option = f" {required}={values[required]}" if required else ""
    rendered = render_page(f"<!-- {block}: {name}{option} -->", view(ports, code))
    html = rendered.complete(rendered.markdown)
    # The base digest has no exemptions, and the block says so.
    assert html.count("<tr") + html.count("<li") + html.count("<dt") + html.count("no-rows") >= 1
    assert html.count("<table") == html.count("</table>")
    assert "<!--" not in html
    assert list(find_marks(html)) == []


@pytest.mark.parametrize("name", TABLES)
def test_every_column_sorts_both_ways(ports: Register, name: str) -> None:
    rows = sorted(ids(ports, name))
    for column in TABLES[name].columns:
        assert sorted(ids(ports, name, sort=column)) == sorted(ids(ports, name, sort=f"-{column}")) == rows


@pytest.mark.parametrize("name", TABLES)
def test_every_value_of_every_filter_gives_rows_of_the_table(ports: Register, name: str) -> None:
    rows = set(ids(ports, name))
    for key in TABLES[name].filters:
        allowed = allowed_values(key, name, ports)
        assert allowed
        for value in allowed:
            assert set(ids(ports, name, **{key: value})) <= rows
