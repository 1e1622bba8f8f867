from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.problems import report
from digest.yaml_source import Span, read_yaml


def data(text: str) -> object:
    source, problems = read_yaml(text, "file.yml")
    assert problems == []
    return source.data


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("010", "010"),
        ("0o10", "0o10"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2018-09-14", "2018-09-14"),
        ("2018-09", "2018-09"),
        (".inf", ".inf"),
        (".5", ".5"),
        ("+1", "+1"),
        ("1e999", "1e999"),
        ("=", "="),
        ("２０１８", "２０１８"),
        ("1234567890123456789", 1234567890123456789.0),
        ("2018", 2018),
        ("-3", -3),
        ("0", 0),
        ("1.50", 1.5),
        ("1.57e12", 1.57e12),
        ("true", True),
        ("True", "True"),
        ("null", None),
        ("~", None),
        ("", None),
        ('"2018"', "2018"),
        ("'true'", "true"),
        ('""', ""),
        ("!!int '5'", "5"),
        ("a\n  b", "a b"),
        (">-\n  a\n  b", "a b"),
        ("|-\n  2018", "2018"),
    ],
)
def test_scalars_are_what_they_look_like(written: str, value: object) -> None:
    read = data(f"key: {written}\n")
    assert read == {"key": value}
    assert type(read["key"]) is type(value)


def test_a_number_of_any_length_is_read() -> None:
    assert data("9" * 5000) == "9" * 5000


def test_a_merge_key_is_an_ordinary_key() -> None:
    assert data("<<: {a: 1}\nb: 2\n") == {"<<": {"a": 1}, "b": 2}


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n"])
def test_a_text_without_values_holds_nothing(text: str) -> None:
    assert data(text) is None


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("a: *b\n", "1:4: yaml-syntax: YAML takes '*b' for a pointer"),
        ("a: &b c\n", "1:4: yaml-syntax: YAML takes '&b' for a pointer"),
        ("a: &b [*b]\n", "1:4: yaml-syntax: YAML takes '&b' for a pointer"),
        ("&a k: 1\n", "1:1: yaml-syntax: the key is not a plain text"),
        ("? [a]\n: 1\n", "1:3: yaml-syntax: the key is not a plain text"),
        ("a: 1\na: 2\n", "2:1: yaml-duplicate-key: the key 'a' stands here twice; keep one; the first is in line 1"),
        ("a:\n\tb: 1\n", "2:1: yaml-syntax: not readable"),
        ("a: 1\nb: x: y\n", "2:5: yaml-syntax: not readable"),
        ('a: 1\nb: "x\nc: 2\n', "2:4: yaml-syntax: not readable"),
        ("a: 1\nb: 가\x07\n", "2:5: yaml-syntax: a character that YAML forbids (U+0007)"),
        ("\x00", "1:1: yaml-syntax: a character that YAML forbids (U+0000)"),
        ("a: 1\n---\nb: 2\n", "2:1: yaml-syntax: a second document begins here"),
        ("[" * 100_000, "1:52: yaml-syntax: more than 50 levels"),
    ],
)
def test_what_is_refused(text: str, finding: str) -> None:
    _, problems = read_yaml(text, "file.yml")
    assert report(problems).startswith(f"file.yml:{finding}")
    assert len(problems) == 1


def test_the_first_of_two_equal_keys_counts() -> None:
    source, problems = read_yaml("a: {b: 1}\na: {b: 1, b: 2}\nc: 3\n", "file.yml")
    assert source.data == {"a": {"b": 1}, "c": 3}
    assert [problem.line for problem in problems] == [2]


def test_findings_in_front_matter_count_from_its_first_line() -> None:
    _, problems = read_yaml("title: a: b\n", "page.md", first_line=2)
    assert (problems[0].line, problems[0].column) == (2, 9)


TEXT = "id: x\nname:\n  en: one\n  ko: 하나\nlist:\n  - a\n  - {b: c}\ntext: >-\n  first\n  second\nlast: 1\n"


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", "\r\n"), "\ufeff" + TEXT])
def test_values_and_keys_remember_where_they_stand(text: str) -> None:
    source, problems = read_yaml(text, "file.yml")
    assert problems == []
    assert source.value_span(("name", "ko")) == Span(4, 7, 4)
    assert source.key_span(("name", "ko")) == Span(4, 3, 4)
    assert source.value_span(("list", 1, "b")) == Span(7, 9, 7)
    assert source.value_span(("text",)) == Span(8, 7, 10)
    assert source.value_span(("last",)) == Span(11, 7, 11)


def test_what_is_not_there_stands_where_its_parent_does() -> None:
    source, _ = read_yaml(TEXT, "file.yml")
    assert source.value_span(("list", 1, "missing", 3)) == source.value_span(("list", 1))
    assert source.key_span(("list", 0)) == source.value_span(("list", 0))
    assert source.value_span(("missing",)) == source.value_span(())


@given(st.text())
def test_any_text_is_read_or_reported(text: str) -> None:
    source, problems = read_yaml(text, "file.yml")
    assert source.data is None or all(problem.rule == "yaml-duplicate-key" for problem in problems)
    assert all(problem.line >= 1 and problem.column >= 1 for problem in problems)


@given(st.text(alphabet="ab01:-?[]{}&*!|>'\"%@`#, \n\t", max_size=60))
def test_any_text_of_yaml_signs_is_read_or_reported(text: str) -> None:
    source, problems = read_yaml(text, "file.yml")
    assert source.data is None or all(problem.rule == "yaml-duplicate-key" for problem in problems)
    assert all(1 <= problem.line <= text.count("\n") + 2 for problem in problems)


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(alphabet="abc 가:#'\"-", max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=3),
    max_leaves=8,
)


@given(values)
def test_what_json_writes_is_read_back(value: object) -> None:
    assert data(json.dumps(value, ensure_ascii=False)) == value
