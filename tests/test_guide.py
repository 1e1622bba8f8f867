"""The pages for contributors say what the code does: every rule, every module, and examples without findings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from digest.field_types import FOLDERS
from digest.marks import find_headings
from digest.problems import report
from tests.test_rules import rules_in_code
from tests.trees import ROOT, findings, lay_out, seal

LANGUAGES = ("ko", "en")
EXAMPLE = re.compile(r"^```(?P<kind>yaml|markdown)\n(?P<text>.*?)^```$", re.M | re.S)

# The sections of the guide whose example is a file, with the name of that file.
FILES = {
    "pages": "docs/topics/harbours/index.{language}.md",
    "add-document": "docs/documents/harbour-report/document.yml",
    "add-topic": "docs/topics/harbours/topic.yml",
} | {kind: f"docs/register/{folder}/{{id}}.yml" for kind, folder in FOLDERS.items()}


def guide(language: str) -> dict[str, str]:
    """Return the sections of the guide by the ids of their headings."""
    text = (ROOT / "docs" / "contributing" / f"index.{language}.md").read_text(encoding="utf-8")
    headings = list(find_headings(text))
    ends = [heading.start for heading in headings[1:]] + [len(text)]
    return {heading.id: text[heading.start : end] for heading, end in zip(headings, ends, strict=True)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_guide_lists_every_rule(language: str) -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \|", guide(language)["findings"], re.M)
    assert rows == sorted(rules_in_code())


def test_examples_of_the_guide_have_no_findings(tmp_path: Path) -> None:
    lay_out(tmp_path)
    for language in LANGUAGES:
        sections = guide(language)
        for section, name in FILES.items():
            example = EXAMPLE.search(sections[section])
            assert example, section
            found = re.search(r"^id: (.*)$", example["text"], re.M)
            path = tmp_path / name.format(language=language, id=found[1] if found else "")
            assert path.exists(), f"the base digest has no {path.name} for the others to name"
            path.write_text(example["text"], encoding="utf-8")
    # Its contributor has the sources at hand, and runs make verify.
    seal(tmp_path)
    assert report(findings(tmp_path)) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_architecture_names_every_module(language: str) -> None:
    text = (ROOT / "docs" / "contributing" / f"architecture.{language}.md").read_text(encoding="utf-8")
    hooks = ROOT / "hooks"
    files = [path for path in [*hooks.glob("*.py"), *hooks.glob("digest/*.py")] if path.stem != "__init__"]
    modules = {f"hooks/{path.stem}" if path.parent == hooks else f"digest/{path.stem}" for path in files}
    named = re.findall(r"`((?:hooks|digest)/[a-z_]+)`", "\n".join(re.findall(r"^\| `.*", text, re.M)))
    assert sorted(named) == sorted(modules)
