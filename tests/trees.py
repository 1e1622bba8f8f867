"""Digests for the tests, put together in a folder of their own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from digest.checks import check
from digest.load import load
from digest.problems import Problem
from digest.register import Register

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "tests" / "rules"


def lay_out(folder: Path, change: Path | None = None) -> Path:
    """Put the base digest into a folder, change it as a case asks for, and return the folder.

    The files of a case lie over those of the base. A file `DELETE` names those to remove; a file
    `REPLACE` holds lines of the form `path | old text | new text`. The words of the languages are
    the project's own, but they have only one unit: findings name the units that there are.
    """
    shutil.copytree(RULES / "base", folder, dirs_exist_ok=True)
    for language in (ROOT / "docs" / "languages").glob("*.yml"):
        text = re.sub(
            r"^units:\n(?:  .*\n)+", 'units:\n  items: {other: "{} items"}\n', language.read_text(), flags=re.M
        )
        path = folder / "docs" / "languages" / language.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    if change is not None:
        shutil.copytree(
            change, folder, ignore=shutil.ignore_patterns("DELETE", "REPLACE", "expected.txt"), dirs_exist_ok=True
        )
        if (change / "DELETE").exists():
            for name in (change / "DELETE").read_text().split():
                (folder / name).unlink()
        if (change / "REPLACE").exists():
            for line in (change / "REPLACE").read_text().splitlines():
                name, old, new = line.split(" | ")
                text = (folder / name).read_text()
                assert text.count(old) == 1, line
                (folder / name).write_text(text.replace(old, new))
    return folder


def findings(root: Path) -> list[Problem]:
    """Return all findings about the digest in a folder: of reading it and, where it can be read, of the checks."""
    register, problems = load(root)
    return problems if register is None else problems + check(register)


def read(root: Path) -> Register:
    """Return the Register of a digest that has no findings."""
    register, problems = load(root)
    assert problems == []
    assert register is not None
    assert check(register) == []
    return register
