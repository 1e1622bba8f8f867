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

SITE = ROOT / "site"
WORK = ROOT / ".build"
_LOGGED = re.compile(r"^(?:ERROR|WARNING)\s+-\s+")


def main() -> int:
    """Build, put the new site in the place of the old one, and return the exit status."""
    fresh, old = WORK / "new", WORK / "old"
    shutil.rmtree(WORK, ignore_errors=True)
    # Not --quiet: it would keep warnings from being counted, and --strict from failing on them.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh)]
    done = subprocess.run(command, cwd=ROOT, env=_environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        told = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("INFO")]
        # The findings as `make check` prints them, without what MkDocs puts before each.
        print("\n".join(_LOGGED.sub("", line) for line in told), flush=True)
        print("Nothing was built; site/ is as it was.", file=sys.stderr)
        return 1
    if SITE.exists():
        SITE.rename(old)
    fresh.rename(SITE)
    shutil.rmtree(WORK)
    pages = sum(1 for _ in SITE.rglob("*.html"))
    print(f"Built {pages} pages in {SITE.relative_to(Path.cwd()) if SITE.is_relative_to(Path.cwd()) else SITE}/")
    print("To look at them: make serve, or python3 -m http.server --directory site")
    return 0


def commit_time() -> int:
    """Return when what is built was committed, in seconds since 1970: what is made of it tells no other time."""
    command = ["git", "log", "-1", "--format=%ct"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    # Outside a checkout there is no commit to date the build by; any fixed time gives the same bytes twice.
    return int(found or 0)


def _environment() -> dict[str, str]:
    """Return the environment of a build: without a clock, and without the theme's notice about MkDocs 2."""
    return {**os.environ, "SOURCE_DATE_EPOCH": str(commit_time()), "NO_MKDOCS_2_WARNING": "1"}


if __name__ == "__main__":
    sys.exit(main())
