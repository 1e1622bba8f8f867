"""Measure the build against one without hooks, the check against the build, and the check of a page among many.

    python scripts/benchmark.py

Prints ratios, which say the same on every machine; no test depends on them.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from project import ROOT

from digest.checks import agreement, citations, evidence, pages
from digest.claimed_texts import claimed_texts
from digest.load import load
from digest.register import Register
from plain_site import write_plain_site

TIMES = 3
"""How often each thing is measured; the fastest run counts, as the others were disturbed."""


def seconds(action: Callable[[], object]) -> float:
    """Return how long an action takes, in seconds of wall time."""
    found = []
    for _ in range(TIMES):
        start = time.perf_counter()
        action()
        found.append(time.perf_counter() - start)
    return min(found)


def run(*command: str) -> None:
    """Run a command of the project; what it prints is of no interest here."""
    subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, check=True)


def copied(register: Register, times: int) -> Register:
    """Return the register with each page of a document or topic several times, without its records."""
    written = {
        (f"{key}-{number}", language): replace(page, key=f"{page.key}-{number}")
        for (key, language), page in register.pages.items()
        for number in range(times)
    }
    return replace(register, pages=written, records={kind: {} for kind in register.records}, exemptions=[])


def check_pages(register: Register) -> None:
    """Run the rules that read the text of pages."""
    claimed_texts.cache_clear()
    for rule in (*citations.CHECKS, *pages.CHECKS[:1], *evidence.CHECKS, *agreement.CHECKS):
        for _ in rule(register):
            pass


def main() -> int:
    """Print the ratios, and return the exit status."""
    register, problems = load(ROOT)
    if register is None or problems:
        print("The digest has findings; run make check first.", file=sys.stderr)
        return 2
    check, build = seconds(lambda: run("scripts/check.py")), seconds(lambda: run("scripts/build.py"))
    with tempfile.TemporaryDirectory() as folder:
        config = str(write_plain_site(register, Path(folder)))
        plain = seconds(lambda: run("-m", "mkdocs", "build", "--quiet", "--config-file", config))
    print(f"build of the site / of its Markdown without hooks: {build / plain:.2f} ({build:.1f} s, {plain:.1f} s)")
    print(f"check / build of the site: {check / build:.2f} ({check:.1f} s of {build:.1f} s)")
    one = 0.0
    for times in (1, 2, 4, 8):
        many = copied(register, times)
        cost = seconds(lambda many=many: check_pages(many)) / len(many.pages)  # type: ignore[misc]
        one = one or cost
        print(f"check of a page among {len(many.pages):4} pages: {cost / one:.2f} of that among the fewest")
    return 0


if __name__ == "__main__":
    sys.exit(main())
