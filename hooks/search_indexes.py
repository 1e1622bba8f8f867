"""Writes an index of the search for each language, in place of the one that mkdocs-static-i18n makes for all.

The template of the page tells the search where the index of its language is.
"""

from __future__ import annotations

import json
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.utils import write_file

from build_state import current_register, i18n
from digest.addresses import page_address
from digest.search_index import split_index


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Split the index when all languages are built; the plugin builds them within the build of the default one."""
    if i18n(config).building:
        return
    register = current_register()
    site = Path(config.site_dir)
    whole = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    for code, index in split_index(whole, register.digest.languages, register.default_language).items():
        path = site / page_address("index", code, register.default_language) / "search/search_index.json"
        write_file(json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode(), str(path))
