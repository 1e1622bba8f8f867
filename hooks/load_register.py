"""Reads and checks the content before a build, once for all languages.

mkdocs-static-i18n runs a build per language within one process, and `serve` runs builds one after
the other: the Register is read anew for the first language of each.
"""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from build_state import current_language, i18n, state
from digest.checks import check
from digest.load import load

log = logging.getLogger("mkdocs.hooks.digest")


def on_startup(command: str, dirty: bool) -> None:
    """Remember the command: in a preview (`serve`) findings are shown in the pages and stop nothing."""
    state.preview = command == "serve"


def on_pre_build(config: MkDocsConfig) -> None:
    """Load the Register; end a build that is not a preview where there are findings."""
    if current_language(config) != i18n(config).default_language:
        return
    register, problems = load(Path(config.config_file_path).parent)
    if register is not None:
        problems += check(register)
    state.problems = tuple(sorted(set(problems)))
    for problem in state.problems:
        # Not a warning in a preview: under `strict` that would end it.
        log.log(logging.INFO if state.preview else logging.ERROR, str(problem))
    # While someone is writing, the last Register that could be read is better than none.
    state.register = register or state.register
    if state.problems and not (state.preview and state.register):
        raise Abort(f"{len(state.problems)} findings; nothing was built.")
