"""Check the content of the digest.

    python scripts/check.py

Prints one finding a line, as path:line:column: rule: message; hint. Exit status 1 where there are any.
"""

from __future__ import annotations

import sys

from project import ROOT

from digest.checks import check
from digest.load import load
from digest.problems import Problem, report


def main() -> int:
    """Check, print the findings, and return the exit status."""
    register, problems = load(ROOT)
    if register is not None:
        problems += check(register)
    return show(problems)


def show(problems: list[Problem]) -> int:
    """Print findings, and return the exit status."""
    if problems:
        print(report(problems))
        print(f"{len(set(problems))} findings.", file=sys.stderr)
        return 1
    print("No findings.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
