"""Puts the PDFs that were made before the build beside the pages, which link to them.

`extra.editions` names their folder; without it (in a preview) there are none.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from build_state import current_language, state
from digest.editions.manifest import FOLDER, read_manifest


def on_pre_build(config: MkDocsConfig) -> None:
    """Read what is told of the PDFs."""
    folder = config.extra.get("editions")
    state.editions = read_manifest(Path(folder)) if folder else ()


def on_post_build(config: MkDocsConfig) -> None:
    """Copy the PDFs of the language that has been built."""
    for one in state.editions:
        if one.language == current_language(config):
            target = Path(config.site_dir, FOLDER)
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(Path(config.extra["editions"], one.file), target)
