"""Golden cases: what the digest says about each thing that can be wrong with its content."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.evidence_lock import NAME
from digest.problems import report
from tests.trees import ROOT, RULES, findings, lay_out, printed, verify

CASES = sorted(path for path in RULES.iterdir() if path.is_dir() and path.name != "base")
# A case with a file `VERIFY` shows what `make verify` says, with the sources in the folder `sources` of the case.
VERIFIED = [case for case in CASES if (case / "VERIFY").exists()]
# A case with a file `PRINT` shows what `make pdf` says of a digest in which `make check` finds nothing.
PRINTED = [case for case in CASES if (case / "PRINT").exists()]
CHECKED = [case for case in CASES if case not in VERIFIED + PRINTED]

# Written out, `unknown-{kind}` is a rule for each kind of thing that a record or the digest names.
KINDS = ("actor", "document", "indicator", "place", "policy", "recommendation", "system", "term", "topic")

# At which places a call that makes a finding may give its rule.
PLACES = {
    "Problem": (3,),
    "page_problem": (2,),
    "text_problem": (3,),
    "model_problem": (4,),
    # Of a mark, or of a part of a text.
    "problem": (1, 2),
    "PydanticCustomError": (0,),
    "Remark": (1,),
}
RULE = re.compile(r"[a-z]+(-[a-z]+)*-?")


def rules_in(tree: ast.AST) -> Iterator[str]:
    """Yield the rules that stand in a piece of code, as they are written there."""
    for node in ast.walk(tree):
        given: list[ast.expr | None] = []
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
            # A reference to a record, `*reference`, stands for its kind and its id.
            values = [part for value in node.args for part in [value] * (2 if isinstance(value, ast.Starred) else 1)]
            given += [values[place] for place in PLACES.get(name, ()) if len(values) > place]
            given += [keyword.value for keyword in node.keywords if keyword.arg == "rule"]
            if getattr(node.func, "attr", "") == "get" and getattr(node.func.value, "id", "") == "_RULES":
                given.append(node.args[1])
        elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 3:
            given.append(node.value.elts[0])
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "_RULES":
            given += node.value.values
        elif isinstance(node, ast.For) and isinstance(node.target, ast.Tuple) and isinstance(node.iter, ast.Tuple):
            names = [getattr(part, "id", "") for part in node.target.elts]
            given += [row.elts[names.index("rule")] for row in node.iter.elts if "rule" in names]
        for value in given:
            # A message may stand where another call has its rule.
            if isinstance(value, ast.Constant) and RULE.fullmatch(str(value.value)):
                yield str(value.value)
            elif isinstance(value, ast.JoinedStr) and RULE.fullmatch(getattr(value.values[0], "value", "")):
                yield from (f"{value.values[0].value}{kind}" for kind in KINDS)


def rules_in_code() -> set[str]:
    code = (ROOT / "hooks" / "digest").rglob("*.py")
    filters = (ROOT / "hooks" / "digest").rglob("*.lua")
    told = {rule for path in filters for rule in re.findall(r'problem\("([a-z-]+)"', path.read_text())}
    return told | {rule for path in code for rule in rules_in(ast.parse(path.read_text()))}


def rules_of(case: Path) -> set[str]:
    return {line.split(": ")[1] for line in (case / "expected.txt").read_text().splitlines()}


def test_base_has_no_findings(tmp_path: Path) -> None:
    assert report(findings(lay_out(tmp_path))) == ""


def test_base_has_the_lock_of_its_sources(tmp_path: Path) -> None:
    lock, problems = verify(lay_out(tmp_path), tmp_path / "sources")
    assert report(problems) == ""
    assert lock is not None
    lock.write(tmp_path / "made")
    assert (tmp_path / "made").read_text() == (RULES / "base" / NAME).read_text(), "see tests/trees.py"


@pytest.mark.parametrize("case", CHECKED, ids=lambda case: case.name)
def test_case(case: Path, tmp_path: Path) -> None:
    expected = (case / "expected.txt").read_text()
    assert expected.strip(), "a case without findings shows nothing"
    assert report(findings(lay_out(tmp_path, case))) + "\n" == expected


@pytest.mark.parametrize("case", VERIFIED, ids=lambda case: case.name)
def test_case_of_verification(case: Path, tmp_path: Path) -> None:
    _, problems = verify(lay_out(tmp_path, case), tmp_path / "sources")
    # Findings name the folder as it was given.
    assert report(problems).replace(f"{tmp_path}/", "") + "\n" == (case / "expected.txt").read_text()


@pytest.mark.parametrize("case", PRINTED, ids=lambda case: case.name)
def test_case_of_print(case: Path, tmp_path: Path) -> None:
    root = lay_out(tmp_path / "digest", case)
    assert report(printed(root, tmp_path / "work")) + "\n" == (case / "expected.txt").read_text()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_is_named_after_a_rule_that_it_shows(case: Path) -> None:
    assert any(case.name == rule or case.name.startswith(f"{rule}-") for rule in rules_of(case))


def test_every_rule_has_a_case() -> None:
    shown = {rule for case in CASES for rule in rules_of(case)}
    assert shown == rules_in_code()
