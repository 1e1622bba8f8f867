"""Turns the marks of each page into links, citations and tables, and puts the card on the pages of documents.

Generated blocks go around Markdown and come back into the HTML that it makes of the rest.
"""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from build_state import current_language, current_register, page_key, state
from digest.addresses import page_address
from digest.checked_figures import checked_figures
from digest.citations import Citations
from digest.document_card import page_card
from digest.editions.manifest import edition_link
from digest.html import label_tables, tag_originals
from digest.rendered_page import render_page
from digest.view import View


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return the Markdown of a page with its marks resolved."""
    register = current_register()
    code = current_language(config)
    key = page_key(page.file)
    address = page_address(key, code, register.default_language)
    language = register.languages[code]
    view = View(register, language, address, Citations(checked_figures(register).get((key, code), {})))
    card = page_card(key, view, config.site_url or "")
    rendered = render_page(markdown, view, edition_link(state.editions, key, view) + card)
    state.pages[page.file.src_uri] = rendered
    return rendered.markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return the HTML of a page's content, finished but for the blocks that the search need not read."""
    html = label_tables(html, current_register().languages[current_language(config)])
    return state.pages[page.file.src_uri].with_searched_blocks(html)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Return the page with all its blocks, and with its text in original languages marked as such."""
    register, rendered = current_register(), state.pages[page.file.src_uri]
    head, start, body = output.partition("<body")
    return head + start + tag_originals(rendered.complete(body), register.digest.originals, register.languages)
