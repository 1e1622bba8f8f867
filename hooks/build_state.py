"""What the hooks share: the Register of the running build, and the language that is being built.

Not a hook itself: MkDocs loads each hook as a module of its own, so what they share stands in a
module that they import.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from digest.editions.manifest import Published
from digest.problems import Problem
from digest.register import Register
from digest.rendered_page import RenderedPage


@dataclass
class BuildState:
    """The state of the running build; `load_register` sets it, the other hooks read it."""

    register: Register | None = None
    """None only before the first build."""
    preview: bool = False
    """Whether someone is writing (`serve`)."""
    problems: tuple[Problem, ...] = ()
    """The findings, in order; empty but in a preview."""
    pages: dict[str, RenderedPage] = field(default_factory=dict)
    """The pages of the language that is being built, by the path of their source below `docs`."""
    editions: tuple[Published, ...] = ()
    """The PDFs that were made before the build; none in a preview."""


state = BuildState()


def current_register() -> Register:
    """Return the Register of the running build."""
    assert state.register is not None, "load_register comes first in the list of hooks"
    return state.register


def i18n(config: MkDocsConfig) -> Any:
    """Return the plugin mkdocs-static-i18n, which says what language is being built."""
    return config.plugins["i18n"]


def current_language(config: MkDocsConfig) -> str:
    """Return the code of the language that is being built."""
    return str(i18n(config).current_language)


def page_key(file: Any) -> str:
    """Return the path of a page below `docs` without language and ending, from the File that the plugin made."""
    return str(file.norm_src_uri.removesuffix(".md"))
