"""Check the digest against the texts of its sources, and write what was found into evidence.lock.

    python scripts/verify.py <folder of the sources>

The folder holds one text file per document, named by the document's id. Exit status 1 where there are
findings; the lock is then left as it was.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from project import ROOT

from check import show
from digest.checks import check
from digest.drift import record
from digest.evidence_lock import NAME
from digest.load import load
from digest.verification import make_lock, read_sources


def main(arguments: list[str]) -> int:
    """Verify, print the findings, and return the exit status."""
    folder = Path(arguments[0]) if arguments and arguments[0] else None
    if folder is None or not folder.is_dir():
        given = f"{folder} is not a folder. " if folder else ""
        print(f"{given}Name the folder of the source texts: make verify SOURCES=<folder>", file=sys.stderr)
        return 2
    register, problems = load(ROOT)
    if register is None:
        return show(problems)
    sources, found = read_sources(register, folder)
    if problems + found:
        return show(problems + found)
    lock = record(register, make_lock(register, sources))
    problems = check(replace(register, lock=lock))
    if problems:
        return show(problems)
    lock.write(ROOT / NAME)
    print(f"No findings. {NAME} holds what was checked. Source texts: {len(sources)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
