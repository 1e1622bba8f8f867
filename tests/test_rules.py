"""Golden cases: what the digest says about each thing that can be wrong with its content."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from digest.problems import report
from tests.trees import ROOT, RULES, findings, lay_out

CASES = sorted(path for path in RULES.iterdir() if path.is_dir() and path.name != "base")
CORE = sorted((ROOT / "hooks" / "digest").rglob("*.py"))

# Written out, `unknown-{kind}` is a rule for each kind of thing that a record or the digest names.
KINDS = ("actor", "document", "indicator", "place", "policy", "recommendation", "system", "term", "topic")
# A rule stands in the code as the fourth part of a finding, as a value with a hyphen of its own, or in a table of rules.
RULE = re.compile(
    r"""(?:Problem\([^"\n]*|_problem\([^"]*?(?:"\w+",\s)*[^"]*?|yield\s|PydanticCustomError\(\s*|rule=|"missing":\s|"extra_forbidden":\s|_RULES\.get\(kind,\s)
        f?"(?P<rule>[a-z]+(?:-[a-z]+|-\{kind\})+)"
    """,
    re.X,
)


def rules_in_code() -> set[str]:
    found = {match["rule"] for path in CORE for match in RULE.finditer(path.read_text())}
    for rule in [rule for rule in found if "{kind}" in rule]:
        found.remove(rule)
        found |= {rule.replace("{kind}", kind) for kind in KINDS}
    return found


def rules_in_cases() -> set[str]:
    lines = [line for case in CASES for line in (case / "expected.txt").read_text().splitlines()]
    return {line.split(": ")[1] for line in lines}


def test_base_has_no_findings(tmp_path: Path) -> None:
    assert report(findings(lay_out(tmp_path))) == ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, tmp_path: Path) -> None:
    expected = (case / "expected.txt").read_text()
    assert expected.strip(), "a case without findings shows nothing"
    assert report(findings(lay_out(tmp_path, case))) + "\n" == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_is_named_after_a_rule_that_it_shows(case: Path) -> None:
    rules = {line.split(": ")[1] for line in (case / "expected.txt").read_text().splitlines()}
    assert any(case.name == rule or case.name.startswith(f"{rule}-") for rule in rules)


def test_every_rule_has_a_case() -> None:
    assert len(rules_in_code()) > 30
    assert rules_in_code() - rules_in_cases() == set()


def test_every_rule_of_the_cases_stands_in_the_code() -> None:
    assert rules_in_cases() - rules_in_code() == set()
