"""From the HTML of pages to Typst, by pandoc with the filter `typst.lua`."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import pypandoc

from .print_pages import PrintedPage

_FILTER = Path(__file__).with_name("typst.lua")
_PAGE = re.compile(r"^// page: (?P<key>.*)$", re.M)
_TARGET = re.compile(r'#(?:target|section|entry-part)\("(?P<name>[^"]*)"')
_CHUNK = 600_000
"""Characters of HTML that one run of pandoc reads: more take more memory, fewer more starts."""


@dataclass(frozen=True)
class Remark:
    """What the conversion found wrong on a page."""

    key: str
    rule: str
    message: str
    hint: str


@dataclass
class Converted:
    """Pages as Typst."""

    pages: dict[str, str] = field(default_factory=dict)
    """The text of each page by its key."""
    targets: set[str] = field(default_factory=set)
    """What links can lead to: keys of pages, and `key#anchor`."""
    links: dict[str, dict[str, None]] = field(default_factory=dict)
    """What the links of each page lead to, by its key."""
    remarks: list[Remark] = field(default_factory=list)


def convert(pages: Sequence[PrintedPage]) -> Converted:
    """Convert pages to Typst, in as many processes as there are processors."""
    made = Converted()
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for text, told in pool.map(_pandoc, _chunks(pages)):
            parts = _PAGE.split(text)
            for key, body in zip(parts[1::2], parts[2::2], strict=True):
                made.pages[key] = body.strip() + "\n"
                made.targets |= {key, *(match["name"] for match in _TARGET.finditer(body))}
            for line in told.splitlines():
                kind, *rest = line.split("\t")
                if kind == "link":
                    made.links.setdefault(rest[0], {})[rest[1]] = None
                elif kind == "printed":
                    made.remarks.append(Remark(*rest))
    return made


def _chunks(pages: Sequence[PrintedPage]) -> list[str]:
    """Return the HTML of all pages in pieces of about equal size, the largest first."""
    chunks: list[list[str]] = []
    size = _CHUNK
    for page in pages:
        css = "page entry" if page.is_entry else "page chapter"
        html = f'<div class="{css}" id="{escape(page.key)}">\n{page.html}\n</div>\n'
        if size >= _CHUNK:
            chunks.append([])
            size = 0
        chunks[-1].append(html)
        size += len(html)
    return sorted(("".join(chunk) for chunk in chunks), key=len, reverse=True)


def _pandoc(html: str) -> tuple[str, str]:
    command = [pypandoc.get_pandoc_path(), "--from=html", "--to=typst-smart", "--wrap=none", "--quiet"]
    command.append(f"--lua-filter={_FILTER}")
    done = subprocess.run(command, input=html, capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stdout, done.stderr


def unresolved(made: Converted, known: Mapping[str, str]) -> list[Remark]:
    """Return the links that lead to no page or place, given the addresses of all pages by key."""
    found = []
    for key, names in made.links.items():
        for name in names:
            page, _, anchor = name.partition("#")
            if page not in known or (page in made.pages and anchor and name not in made.targets):
                message = f"a link leads to '{name}', which is not in the book"
                found.append(
                    Remark(key, "broken-reference", message, "name a page, a record or a heading that is there")
                )
    return found
