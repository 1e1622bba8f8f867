"""Digests for the tests, put together in a folder of their own."""

from __future__ import annotations

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

    The files of a case lie over those of the base; a file `DELETE` names those to remove.
    The words of the languages are the project's own.
    """
    shutil.copytree(RULES / "base", folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "docs" / "languages", folder / "docs" / "languages", dirs_exist_ok=True)
    if change is not None:
        shutil.copytree(
            change, folder, ignore=shutil.ignore_patterns("DELETE", "expected.txt"), dirs_exist_ok=True
        )
        if (change / "DELETE").exists():
            for name in (change / "DELETE").read_text().split():
                (folder / name).unlink()
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
