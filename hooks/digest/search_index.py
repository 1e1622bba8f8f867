"""The index of the search, one for each language: readers find the pages of the language that they read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .addresses import page_address


def split_index(index: dict[str, Any], languages: Iterable[str], default_language: str) -> dict[str, dict[str, Any]]:
    """Return the index of each language from that of the whole site.

    Locations begin at the home page of their language.
    """
    homes = {code: page_address("index", code, default_language) for code in languages}
    entries: dict[str, list[dict[str, Any]]] = {code: [] for code in homes}
    for entry in index["docs"]:
        # The home of the default language is the root, which every location is below: so the longest one counts.
        code = max(
            (code for code in homes if entry["location"].startswith(homes[code])), key=lambda code: len(homes[code])
        )
        entries[code].append({**entry, "location": entry["location"].removeprefix(homes[code])})
    return {code: {**index, "docs": entries[code]} for code in homes}
