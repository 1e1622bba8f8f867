from __future__ import annotations

from pathlib import Path

import pytest

from digest.problems import Problem, one_of, report
from digest.register import Register
from tests.trees import findings, lay_out, read


def test_files_as_windows_writes_them_are_read(base: Register, tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    for path in root.rglob("*"):
        if path.suffix in (".md", ".yml"):
            path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    register = read(root)
    assert register.documents == base.documents
    assert register.records == base.records
    assert {key: page.body for key, page in register.pages.items()} == {
        key: page.body for key, page in base.pages.items()
    }


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("---\ntitle: A\ndescription: B\n---\n", "text\n"),
        ("--- \ntitle: A\ndescription: B---\n---\t\n", "\n---\n\ntext\n"),
        ("---\ntitle: A\ndescription: >-\n  B\n---", ""),
    ],
)
def test_a_page_is_what_stands_below_its_head(tmp_path: Path, head: str, body: str) -> None:
    root = lay_out(tmp_path)
    for code in ("en", "ko"):
        (root / "docs" / f"index.{code}.md").write_text(head + body)
    page = read(root).pages["index", "en"]
    assert (page.title, page.body) == ("A", body)
    assert page.first_line == head.count("\n") + (1 if head.endswith(("\n", "\t")) else 2)


def test_the_register_is_the_same_in_whatever_order_files_were_made(base: Register, tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    folder = root / "docs" / "register" / "policies"
    texts = {path: path.read_bytes() for path in folder.iterdir()}
    for path in texts:
        path.unlink()
    for path in sorted(texts, reverse=True):
        path.write_bytes(texts[path])
    assert list(read(root).all_records()) == list(base.all_records())


def test_one_unreadable_file_is_one_finding(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    path = root / "docs" / "documents" / "harbour-report" / "document.yml"
    path.write_text(path.read_text().replace("kind: report", "kind: reports"))
    assert [(problem.path, problem.rule) for problem in findings(root)] == [
        ("docs/documents/harbour-report/document.yml", "invalid-value")
    ]


def test_a_report_is_sorted_by_place_and_says_each_thing_once() -> None:
    late = Problem("b.yml", 2, 1, "rule", "late")
    first = Problem("a.yml", 10, 1, "rule", "first", "do this")
    second = Problem("b.yml", 0, 0, "rule", "second")
    assert report([late, second, late, first]) == "\n".join(
        ["a.yml:10:1: rule: first; do this", "b.yml:1:1: rule: second", "b.yml:2:1: rule: late"]
    )


def test_a_hint_names_the_nearest_and_not_too_many() -> None:
    assert one_of("plann", ["law", "plan"]) == "did you mean 'plan'? allowed: law, plan"
    assert one_of("x", ["law"]) == "allowed: law"
    assert one_of("x", []) == "there are none to choose from"
    many = one_of("x", [f"name-{number:03}" for number in range(500)])
    assert many.count("name-") + int(many.split(" and ")[1].removesuffix(" more")) == 500
    assert len(many) < 300
