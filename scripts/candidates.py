"""List the places of the documents where the arithmetic may be wrong, for the editors to judge.

    python scripts/candidates.py

Those that an erratum covers already are marked with +.
"""

from __future__ import annotations

import sys

from project import ROOT

from digest.candidates import rates, shares_and_growth
from digest.load import load


def main() -> int:
    """Print the candidates, and return the exit status."""
    register, _ = load(ROOT)
    if register is None or register.lock is None:
        print("The digest or its lock can't be read; run make check first.", file=sys.stderr)
        return 2
    for candidate in (*rates(register), *shares_and_growth(register)):
        print(f"{'+' if candidate.explained else ' '} {candidate.passage}: {candidate.message}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
