"""What is told of the finished PDFs, to those who link to them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path

from ..view import View

FOLDER = "editions"
"""Folder of the PDFs below the root of the site."""
_NAME = "editions.json"


@dataclass(frozen=True)
class Published:
    """A finished PDF."""

    kind: str
    """`digest`, `document` or `topic`."""
    name: str
    """Id of the document or topic; `digest` for the whole."""
    language: str
    file: str
    """Name of the file."""
    pages: int
    size: int
    """In bytes."""

    @property
    def page_key(self) -> str:
        """Key of the page that offers it."""
        return "index" if self.kind == "digest" else f"{self.kind}s/{self.name}/index"


def write_manifest(made: Iterable[Published], folder: Path) -> None:
    """Write what is told of PDFs beside them."""
    told = json.dumps([asdict(one) for one in made], indent=1)
    (folder / _NAME).write_text(told + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> tuple[Published, ...]:
    """Return what is told of the PDFs in a folder. Raises OSError where nothing is told."""
    return tuple(Published(**one) for one in json.loads((folder / _NAME).read_text(encoding="utf-8")))


def edition_link(published: Iterable[Published], key: str, view: View) -> str:
    """Return a link to the PDF that a page offers, with its length and size, as HTML; empty where it offers none."""
    own = next((one for one in published if one.language == view.code and one.page_key == key), None)
    if own is None:
        return ""
    word = view.word("print-whole" if own.kind == "digest" else "print-download")
    length = escape(view.language.word("pages-count").format(view.language.number(own.pages)))
    size = escape(view.language.number(max(round(own.size / 1_000_000, 1), 0.1)))
    href = view.file_href(f"{FOLDER}/{own.file}")
    return (
        f'<p class="edition" data-search-exclude><a href="{href}" type="application/pdf">{word}</a> '
        f"<span>({length}, {size} MB)</span></p>"
    )
