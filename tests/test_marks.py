from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.field_types import Passage
from digest.marks import (
    BlockMark,
    CitationMark,
    ErratumMark,
    Mark,
    ReferenceMark,
    UnreadMark,
    find_headings,
    find_marks,
    line_and_column,
)


def marks(text: str) -> list[Mark]:
    return list(find_marks(text))


def only(text: str) -> Mark:
    (mark,) = find_marks(text)
    return mark


# Text made of what marks are made of.
signs = st.sampled_from(
    [
        "[@", "[!", "[", "]", "](policy:a)", "](", ")", "report:1-2", "; @b:3", "`", "```", "~~~", "\n", "\n\n", " ",
        "<!--", "-->", "table: policies", "a=b", "# ", "## H {#h}", "{#", "}", "---", "===", "policy:", "가", "\\", "!",
        "<", "http://x",
    ]
)  # fmt: skip
marked = st.lists(signs, max_size=20).map("".join)


@given(st.text() | marked)
def test_marks_stand_where_they_say(text: str) -> None:
    for mark in find_marks(text):
        assert text[mark.start : mark.start + len(mark.raw)] == mark.raw


@given(st.text() | marked)
def test_marks_do_not_overlap(text: str) -> None:
    ends = 0
    for mark in sorted(find_marks(text), key=lambda mark: mark.start):
        if not isinstance(mark, UnreadMark):
            assert mark.start >= ends
            ends = mark.start + len(mark.raw)


@given(st.text() | marked)
def test_headings_stand_at_the_beginning_of_a_line(text: str) -> None:
    for heading in find_headings(text):
        assert heading.start == 0 or text[heading.start - 1] == "\n"
        assert 1 <= heading.level <= 6


@given(marked.filter(lambda text: "`" not in text and "\n\n" not in text and not text.startswith("~~~")))
def test_code_holds_no_marks(text: str) -> None:
    fence = "`" * 5
    inside = text.replace("~", "-")
    assert marks(f"{fence}\n{inside}\n{fence}\n") == []
    assert list(find_headings(f"{fence}\n{inside}\n{fence}\n")) == []
    if inside.strip():
        assert marks(f"a {fence} {inside} {fence} b") == []


@pytest.mark.parametrize(
    "text",
    [
        "`[@report:1]`",
        "``a ` [@report:1]``",
        "```\n[@report:1]\n```",
        "~~~ text\n[](policy:x)\n~~~",
        "  ```\n  [@report:1]\n  ```",
        "```\n[@report:1]",
        "````\n```\n[@report:1]\n```\n````",
        "<!-- [@report:1] and [](policy:x) -->",
        "<!--\n## Heading\n[!a:b]\n-->",
        "`a\n[@report:1]`",
    ],
)
def test_code_and_comments_are_left_alone(text: str) -> None:
    assert marks(text) == []
    assert list(find_headings(text)) == []


@pytest.mark.parametrize(
    "text", ["a ` b [@report:1]", "a ` b\n\n[@report:1] ` c", "\\`[@report:1]\\`", "`a` [@report:1] `b`"]
)
def test_what_is_no_code_is_read(text: str) -> None:
    assert isinstance(only(text), CitationMark)


def test_a_citation_of_several_passages() -> None:
    mark = only("Text [@a:1-9; @b:3\n; @c:4].")
    assert isinstance(mark, CitationMark)
    assert mark.passages == (Passage("a", 1, 9), Passage("b", 3, 3), Passage("c", 4, 4))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("[@a:1; b:3]", "citation-syntax"),
        ("[@a:1;]", "citation-syntax"),
        ("[@]", "citation-syntax"),
        ("[@a]", "citation-syntax"),
        ("[@a:3-1]", "citation-range"),
        ("[@a:0]", "citation-range"),
    ],
)
def test_a_citation_that_cannot_be_read_says_why(text: str, rule: str) -> None:
    mark = only(text)
    assert isinstance(mark, CitationMark)
    assert mark.rule == rule
    assert mark.error
    assert mark.passages == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[text](policy:some-plan)", ("text", "policy", "some-plan", "", "")),
        ("[](term:berth)", ("", "term", "berth", "", "")),
        ("[a\nb](actor:x)", ("a\nb", "actor", "x", "", "")),
        ("[`code`](actor:x)", ("`code`", "actor", "x", "", "")),
        ("[a](document:report/chapter-2#part)", ("a", "document", "report", "chapter-2", "part")),
        ("[a](page:about/index#top)", ("a", "page", "about", "index", "top")),
        ("[a](polici:x)", ("a", "polici", "x", "", "")),
    ],
)
def test_a_reference_is_taken_apart(text: str, expected: tuple[str, ...]) -> None:
    mark = only(text)
    assert isinstance(mark, ReferenceMark)
    assert (mark.text, mark.scheme, mark.id, mark.page, mark.anchor) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[a](../other.md)",
        "[a](https://x.example/a)",
        "[a](HTTP://x)",
        "[a](mailto:a@b.example)",
        "[a](#part)",
        "[a](x#b:c)",
    ],
)
def test_ordinary_links_are_left_alone(text: str) -> None:
    assert marks(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "[a](policy:x 'title')",
        "[a [b]](policy:x)",
        "[a](<policy:x>)",
        "[a]( policy:x)",
        "![a](policy:x)",
        "[1]: policy:x",
        "[a\n\nb](policy:x)",
        "[@a:1",
        "[@a:1\n\n]",
    ],
)
def test_what_only_begins_like_a_mark_is_noticed(text: str) -> None:
    assert isinstance(only(text), UnreadMark)


def test_a_citation_is_no_text_of_a_link() -> None:
    assert [type(mark) for mark in marks("[@a:1](policy:x)")] == [CitationMark, UnreadMark]


def test_errata() -> None:
    mark, unreadable = marks("[!report:some-slip] [!report]")
    assert isinstance(mark, ErratumMark)
    assert (mark.document, mark.erratum) == ("report", "some-slip")
    assert unreadable == ErratumMark("[!report]", 20)


@pytest.mark.parametrize(
    "text",
    ["<!-- table: policies topic=a sort=-issued word -->", "<!--table:policies\n  topic=a sort=-issued\n  word\n-->"],
)
def test_a_block_has_a_name_and_options(text: str) -> None:
    mark = only(text)
    assert isinstance(mark, BlockMark)
    assert (mark.block, mark.name) == ("table", "policies")
    assert mark.options == (("topic", "a"), ("sort", "-issued"), ("", "word"))


def test_a_block_without_a_name() -> None:
    mark = only("<!-- table: -->")
    assert isinstance(mark, BlockMark)
    assert (mark.name, mark.options) == ("", ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Two words {#two-words}", (2, "Two words", "two-words")),
        ("###### Six {#six}  ", (6, "Six", "six")),
        ("##No space {#no-space}", (2, "No space", "no-space")),
        ("## None", (2, "None", "")),
        ("## Not kebab {#Not_Kebab}", (2, "Not kebab", "")),
        ("Under {#under}\n---", (2, "Under", "under")),
        ("Under\n===", (1, "Under", "")),
        ("text\n\nUnder {#under}\n---\n", (2, "Under", "under")),
    ],
)
def test_headings(text: str, expected: tuple[int, str, str]) -> None:
    (heading,) = find_headings(text)
    assert (heading.level, heading.text, heading.id) == expected


@pytest.mark.parametrize("text", ["text\n\n---\n", "one\ntwo\n---\n", "| a |\n|---|", " ## indented", "a ## b"])
def test_what_is_no_heading(text: str) -> None:
    assert list(find_headings(text)) == []


@given(st.text(alphabet="ab\n가"), st.data())
def test_lines_and_columns_lead_back(text: str, draw: st.DataObject) -> None:
    offset = draw.draw(st.integers(0, len(text)))
    line, column = line_and_column(text, offset)
    lines = text.split("\n")
    assert sum(len(before) + 1 for before in lines[: line - 1]) + column - 1 == offset
    assert column - 1 <= len(lines[line - 1])
