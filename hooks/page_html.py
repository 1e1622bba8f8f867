"""Marks text in an original language for screen readers and fonts, and makes tables fit small screens."""

from __future__ import annotations

from build_state import current_language, state
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from digest.html import finish


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return the HTML of a page's content, finished."""
    register = state.register
    if register is None:
        return html
    return finish(html, register.digest.originals, register.languages[current_language(config)])
