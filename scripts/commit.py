"""The commit from which something is made: what it says of itself tells no other time."""

from __future__ import annotations

import subprocess

from project import ROOT


def commit_time() -> int:
    """Return when the checkout was committed, in seconds since 1970; 0 outside a checkout."""
    return int(_git("log", "-1", "--format=%ct") or 0)


def commit_name() -> str:
    """Return the identifier of the commit, with a plus sign where files differ from it; empty outside a checkout."""
    return _git("describe", "--always", "--abbrev=12", "--exclude=*", "--dirty=+")


def _git(*command: str) -> str:
    return subprocess.run(["git", *command], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
