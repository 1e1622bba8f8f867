"""The pages of the digest as HTML for print, in one language."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from ..addresses import page_address, target
from ..checked_figures import checked_figures
from ..document_card import page_card
from ..html import tag_originals
from ..languages import Language
from ..record_pages import record_pages
from ..register import Register
from ..rendered_page import render_page
from .contents import Edition
from .print_citations import EntryNotes, Footnotes
from .print_html import for_print
from .print_view import PrintView


@dataclass(frozen=True)
class PrintedPage:
    """A page of the digest, ready to be converted."""

    key: str
    title: str
    source: str
    """Path of the file that was written for it, relative to the project's root."""
    is_entry: bool
    """Whether it is the page of a record, which is an entry of a chapter."""
    html: str
    drawings: Mapping[str, str]
    """SVG by the names of the files."""
    images: Mapping[str, Path]
    """Paths of the images that it shows, by what the HTML calls them."""


def printed_pages(
    keys: Iterable[str], register: Register, language: Language, site_url: str, to_html: Callable[[str], str]
) -> Iterator[PrintedPage]:
    """Yield pages in a language, in the order of their keys.

    `to_html` converts Markdown as the site does.
    """
    typeface = language.print_form.heads[0]
    written = {page.key: page for page in record_pages(register, language.code)}
    for key in keys:
        if key in written:
            record = written[key]
            body, source = record.text.split("---\n", 2)[2], record.source
            title = register.records[record.reference.kind][record.reference.id].name[language.code]
        else:
            page = register.pages[key, language.code]
            body, source, title = page.body, page.path, page.title
        view = _view(key, register, language, site_url, is_entry=key in written)
        rendered = render_page(body, view, page_card(key, view, site_url))
        html = rendered.complete(to_html(rendered.markdown))
        html = tag_originals(html, register.digest.originals, register.languages)
        html, drawings = for_print(html, typeface)
        html, images = _with_images(html, Path(source).parent)
        yield PrintedPage(key, title, source, key in written, html, drawings, images)


def page_sources(edition: Edition, register: Register) -> dict[str, str]:
    """Return the path of the file that was written for each page of an edition, by key."""
    found = {key: page.path for (key, code), page in register.pages.items() if code == edition.language}
    for chapter in (chapter for part in edition.parts for chapter in part.chapters):
        for entry in chapter.entries:
            found[target(entry.kind, entry.id)[0]] = register.origins[entry.kind, entry.id].path
    return {key: found[key] for key in edition.keys}


def _with_images(html: str, folder: Path) -> tuple[str, dict[str, Path]]:
    """Return the HTML with names in the place of the addresses of its images, which begin at the folder of the page."""
    images: dict[str, Path] = {}

    def image(match: re.Match[str]) -> str:
        path = Path(posixpath.normpath(folder / unquote(match["address"])))
        name = f"images/{hashlib.sha256(path.as_posix().encode()).hexdigest()[:16]}{path.suffix}"
        images[name] = path
        return f'{match["before"]}src="{name}"'

    return _IMAGE.sub(image, html), images


_IMAGE = re.compile(r'(?P<before><img\b[^>]*?)src="(?P<address>(?!drawings/|[a-z][a-z0-9+.-]*:)[^"]*)"')


def _view(key: str, register: Register, language: Language, site_url: str, *, is_entry: bool) -> PrintView:
    figures = checked_figures(register).get((key, language.code), {})
    notes = EntryNotes(figures) if is_entry else Footnotes(figures, key=key)
    address = page_address(key, language.code, register.default_language)
    return PrintView(register, language, address, notes, key=key, site_url=site_url)
