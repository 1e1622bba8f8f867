"""What the hooks share: the Register of the running build, and the language that is being built.

Not a hook itself: MkDocs loads each hook as a module of its own, so what they share stands in a
module that they import.
"""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs.config.defaults import MkDocsConfig

from digest.problems import Problem
from digest.register import Register


@dataclass
class BuildState:
    """The state of the running build; `load_register` sets it, the other hooks read it."""

    register: Register | None = None
    """None only in a preview of a digest that can't be read at all."""
    problems: tuple[Problem, ...] = ()
    """The findings, in order; empty but in a preview."""


state = BuildState()


def current_language(config: MkDocsConfig) -> str:
    """Return the code of the language that is being built."""
    return str(config.plugins["i18n"].current_language)
