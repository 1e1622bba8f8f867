"""Digests for the tests, put together in a folder of their own.

    PYTHONPATH=hooks python -m tests.trees

writes the evidence.lock of `tests/rules/base` and of `tests/tiny` anew, as `make verify` does for the digest:
for when their content or their sources have changed, or the way in which figures are read.
"""

from __future__ import annotations

import datetime
import re
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import markdown

from digest.checks import check
from digest.claimed_texts import texts_by_key
from digest.drift import checksums, record
from digest.editions.edition_files import Imprint
from digest.editions.preparation import Job, ToHtml
from digest.editions.publishing import publish
from digest.evidence_lock import NAME, EvidenceLock
from digest.load import load
from digest.problems import Problem, report
from digest.register import Register
from digest.verification import make_lock, read_sources

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "tests" / "rules"
TINY = ROOT / "tests" / "tiny"

INSTRUCTIONS = ("DELETE", "REPLACE", "KEEP_LOCK", "VERIFY", "PRINT", "expected.txt")
"""Files of a case that say what is done with it; none of them belongs to its digest."""


def lay_out(folder: Path, change: Path | None = None) -> Path:
    """Put the base digest into a folder, change it as a case asks for, and return the folder.

    The files of a case lie over those of the base. A file `DELETE` names those to remove; a file
    `REPLACE` holds lines of the form `path | old text | new text`. What has changed in the texts is
    confirmed in the lock, unless there is a file `KEEP_LOCK`. The words of the languages are the
    project's own, but they have only one unit: findings name the units that there are.
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
        _change(folder, change)
        if not (change / "KEEP_LOCK").exists():
            confirm(folder)
    return folder


def _change(folder: Path, change: Path) -> None:
    shutil.copytree(change, folder, ignore=shutil.ignore_patterns(*INSTRUCTIONS), dirs_exist_ok=True)
    if (change / "DELETE").exists():
        for name in (change / "DELETE").read_text().split():
            (folder / name).unlink()
    if (change / "REPLACE").exists():
        for line in (change / "REPLACE").read_text().splitlines():
            name, old, new = line.split(" | ")
            text = (folder / name).read_text()
            assert text.count(old) == 1, line
            (folder / name).write_text(text.replace(old, new))


def confirm(root: Path) -> None:
    """Record in the lock that all texts are in step as they are, whatever the other rules say of them."""
    register, _ = load(root)
    if register is not None and register.lock is not None:
        texts = {key: checksums(versions) for key, versions in texts_by_key(register).items()}
        replace(register.lock, texts=texts).write(root / NAME)


def plain_html(text: str) -> str:
    """Return Markdown as HTML, as a small site would."""
    return markdown.markdown(text, extensions=["admonition", "attr_list", "tables"])


def print_job(root: Path, work: Path, to_html: ToHtml = plain_html) -> Job:
    """Return what `make pdf` would be told of a digest in a folder."""
    codes = [path.name[:2] for path in (root / "docs" / "languages").glob("*.yml")]
    imprint = Imprint("https://digest.example/base/", "CC BY 4.0", datetime.date(2026, 1, 31), "0123456789ab")
    return Job(root, work, dict.fromkeys(codes, imprint), to_html)


def printed(root: Path, work: Path) -> list[Problem]:
    """Return what `make pdf` finds about a digest in a folder that has no other findings."""
    _, problems = publish(print_job(root, work), read(root), work / "out")
    return problems


def findings(root: Path) -> list[Problem]:
    """Return all findings about the digest in a folder: of reading it and, where it can be read, of the checks."""
    register, problems = load(root)
    return problems if register is None else problems + check(register)


def verify(root: Path, sources: Path) -> tuple[EvidenceLock | None, list[Problem]]:
    """Check the digest in a folder against its sources; return the lock that it then has, and all findings."""
    register, problems = load(root)
    if register is None:
        return None, problems
    texts, found = read_sources(register, sources)
    if problems + found:
        return None, problems + found
    lock = record(register, make_lock(register, texts))
    return lock, check(replace(register, lock=lock))


def read(root: Path) -> Register:
    """Return the Register of a digest that has no findings."""
    register, problems = load(root)
    assert not problems, report(problems)
    assert register is not None
    problems = check(register)
    assert not problems, report(problems)
    return register


def seal(root: Path) -> None:
    """Give a digest the lock of its folder `sources`, as if it had never had one."""
    (root / NAME).unlink(missing_ok=True)
    lock, problems = verify(root, root / "sources")
    assert lock is not None, report(problems)
    assert not problems, report(problems)
    lock.write(root / NAME)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        base = lay_out(Path(scratch))
        seal(base)
        shutil.copy(base / NAME, RULES / "base" / NAME)
    seal(TINY)
