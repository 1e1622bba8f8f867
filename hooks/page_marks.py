"""Turns the marks of each page into links, citations and tables, and puts the card on the pages of documents."""

from __future__ import annotations

from urllib.parse import urljoin

from build_state import current_language, state
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from digest.addresses import page_address
from digest.blocks import render_page
from digest.document_card import document_card
from digest.view import View


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return the Markdown of a page with its marks resolved."""
    register = state.register
    if register is None:
        return markdown
    code = current_language(config)
    key = page.file.norm_src_uri.removesuffix(".md")
    address = page_address(key, code, register.default_language)
    language = register.languages[code]
    folder, _, rest = key.partition("/")
    name = rest.removesuffix("/index")
    if folder == "documents" and name in register.documents:
        card = document_card(register, register.documents[name], language, urljoin(config.site_url or "", address))
        markdown = card + markdown
    return render_page(markdown, View(register, language, address))
