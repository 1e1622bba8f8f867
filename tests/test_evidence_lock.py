"""The lock says the same when it is read as when it was written."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.evidence_lock import NAME, EvidenceLock, SourceEvidence, SourceFigure, read_lock
from digest.figures import Amount, UnitNotice, When
from digest.reading import Qualifier

UNITS = st.sampled_from(["", "CNY", "percent", "metres-per-second", "ordinal", "decade"])
AMOUNTS = st.builds(Amount, st.fractions(), UNITS, st.sampled_from(["", *get_args(Qualifier)]))
DATES = st.builds(When, st.just(0) | st.integers(1800, 2199), st.integers(0, 12), st.integers(0, 31)).filter(
    lambda when: when != When() and bool(when.month or not when.day)
)
NOTICES = st.builds(UnitNotice, st.integers(1, 10**12), UNITS)
LINES = st.tuples(st.integers(1, 9999), st.integers(0, 50)).map(lambda lines: (lines[0], sum(lines)))
FIGURES = st.builds(lambda lines, figure: SourceFigure(*lines, figure), LINES, AMOUNTS | DATES | NOTICES)
SUMS = st.text(alphabet="0123456789abcdef", min_size=6, max_size=10)
NAMES = st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789-/#.", min_size=1, max_size=30)
SOURCES = st.builds(
    SourceEvidence,
    checksum=SUMS,
    substance=st.lists(LINES, max_size=4).map(tuple),
    figures=st.lists(FIGURES, max_size=8).map(tuple),
    passages=st.dictionaries(LINES.map(lambda lines: f"{lines[0]}-{lines[1]}"), SUMS, max_size=4),
    names=st.frozensets(SUMS, max_size=4),
)
TEXTS = st.dictionaries(st.sampled_from(["ko", "en", "de"]), st.lists(SUMS, max_size=4).map(tuple), max_size=3)
LOCKS = st.builds(EvidenceLock, st.dictionaries(NAMES, SOURCES, max_size=3), st.dictionaries(NAMES, TEXTS, max_size=4))


@given(FIGURES)
def test_a_figure_is_read_as_it_was_written(figure: SourceFigure) -> None:
    assert SourceFigure.parse(str(figure)) == figure


@given(LOCKS)
def test_a_lock_is_read_as_it_was_written(lock: EvidenceLock) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        lock.write(path)
        first = path.read_bytes()
        read, problems = read_lock(path)
        assert (read, problems) == (lock, [])
        assert read is not None
        read.write(path)
        assert path.read_bytes() == first
        assert [left.name for left in Path(folder).iterdir()] == [NAME]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"version": 1', '"version": 2'),
        ('"figures"', '"figure"'),
        ('"1-2 5 CNY"', '"1-2"'),
        ('"1-2 5 CNY"', '"5 CNY"'),
        ('"1-2 5 CNY"', "5"),
        ('"1-2 5 CNY"', '"1-2 1/0"'),
        ('"1-2 5 CNY"', '"1-2 date 2018-x"'),
        ('"1-2 5 CNY"', '"1-2 unit"'),
        ('"3-9"', '"3"'),
        ('"ko": "abcdef"', '"ko": 5'),
        ('"documents": {', '"documents": [], "old": {'),
        ("}", ""),
    ],
)
def test_a_lock_that_is_not_ours_is_a_finding(old: str, new: str, tmp_path: Path) -> None:
    figure = SourceFigure.parse("1-2 5 CNY")
    source = SourceEvidence("abc", substance=((3, 9),), figures=(figure,), passages={"3-9": "abc"})
    path = tmp_path / NAME
    EvidenceLock({"report": source}, {"text": {"ko": ("abcdef",)}}).write(path)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    lock, problems = read_lock(path)
    assert lock is None
    assert [problem.rule for problem in problems] == ["lock-syntax"]


@pytest.mark.parametrize("text", [b"\xff", b"", b"[]", b"null", b'"text"', b"{}"])
def test_any_other_file_is_a_finding(text: bytes, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(text)
    lock, problems = read_lock(tmp_path / NAME)
    assert lock is None
    assert [problem.rule for problem in problems] == ["lock-syntax"]


def test_the_lock_holds_one_item_to_a_line(tmp_path: Path) -> None:
    figures = tuple(SourceFigure.parse(f"{line}-{line} 5 CNY") for line in (1, 2, 3))
    EvidenceLock({"report": SourceEvidence("abc", figures=figures)}).write(tmp_path / NAME)
    text = (tmp_path / NAME).read_text()
    assert json.loads(text)["documents"]["report"]["figures"] == ["1-1 5 CNY", "2-2 5 CNY", "3-3 5 CNY"]
    assert sum("CNY" in line for line in text.splitlines()) == 3
