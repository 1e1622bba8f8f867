"""Where in the files that were written something stands that was found in print."""

from __future__ import annotations

from pathlib import Path


def place_of(text: str, path: Path) -> tuple[int, int]:
    """Return the line and column at which a text first stands in a file; the first ones where it does not."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if text and (at := line.find(text)) >= 0:
            return number, at + 1
    return 1, 1
