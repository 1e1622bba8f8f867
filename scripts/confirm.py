"""Record in evidence.lock that the languages of what has changed are in step.

    python scripts/confirm.py [<text>]

Without a name, every text that has changed in all its languages. With the name of a text, as a finding
`out-of-step` gives it, also this one, as it is. Exit status 1 where there are other findings.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from project import ROOT

from check import show
from digest.checks import check
from digest.claimed_texts import texts_by_key
from digest.drift import drift, record
from digest.evidence_lock import NAME
from digest.load import load
from digest.problems import one_of


def main(arguments: list[str]) -> int:
    """Record, print what is left, and return the exit status."""
    name = arguments[0] if arguments else ""
    register, problems = load(ROOT)
    if register is None or register.lock is None:
        return show(problems + (check(register) if register else []))
    known = texts_by_key(register)
    if name and name not in known:
        print(f"There is no text '{name}'; {one_of(name, known)}", file=sys.stderr)
        return 2
    changed = {*drift(register, register.lock).together, *([name] if name else [])}
    lock = record(register, register.lock, also=name)
    problems += check(replace(register, lock=lock))
    # One text at a time: what else is out of step does not keep this one from being confirmed.
    if [problem for problem in problems if problem.rule != "out-of-step"]:
        return show(problems)
    lock.write(ROOT / NAME)
    print(f"Texts recorded in {NAME}: {len(changed)}.")
    return show(problems) if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
