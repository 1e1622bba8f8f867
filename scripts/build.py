"""Check the content and build the site into site/.

    python scripts/build.py

A build that fails leaves the site of the last good one as it was.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from project import ROOT

from commit import commit_time
from digest.checks import check
from digest.load import load
from digest.problems import report
from pdf import make_editions

SITE = ROOT / "site"
WORK = ROOT / ".build"
_LOGGED = re.compile(r"^(?:ERROR|WARNING)\s+-\s+")


def main() -> int:
    """Build, put the new site in the place of the old one, and return the exit status."""
    fresh, old, editions = WORK / "new", WORK / "old", WORK / "editions"
    shutil.rmtree(WORK, ignore_errors=True)
    register, problems = load(ROOT)
    if register is not None:
        problems += check(register)
        if not problems:
            _, problems = make_editions(register, editions)
    if problems:
        print(report(problems), flush=True)
        return _nothing_built()
    # Not --quiet: it would keep warnings from being counted, and --strict from failing on them.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh)]
    done = subprocess.run(command, cwd=ROOT, env=_environment(editions), capture_output=True, text=True, check=False)
    if done.returncode:
        told = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("INFO")]
        # Without what MkDocs puts before each finding.
        print("\n".join(_LOGGED.sub("", line) for line in told), flush=True)
        return _nothing_built()
    if SITE.exists():
        SITE.rename(old)
    fresh.rename(SITE)
    shutil.rmtree(WORK)
    pages, books = (sum(1 for _ in SITE.rglob(f"*.{ending}")) for ending in ("html", "pdf"))
    shown = SITE.relative_to(Path.cwd()) if SITE.is_relative_to(Path.cwd()) else SITE
    print(f"Built {pages} pages and {books} PDFs in {shown}/")
    print("To look at them: make serve, or python3 -m http.server --directory site")
    return 0


def _nothing_built() -> int:
    print("Nothing was built; site/ is as it was.", file=sys.stderr)
    return 1


def _environment(editions: Path) -> dict[str, str]:
    """Return the environment of a build: without a clock, and without the theme's notice about MkDocs 2."""
    told = {"SOURCE_DATE_EPOCH": str(commit_time()), "NO_MKDOCS_2_WARNING": "1", "DIGEST_EDITIONS": str(editions)}
    return {**os.environ, **told}


if __name__ == "__main__":
    sys.exit(main())
