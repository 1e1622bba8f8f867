"""What goes into the offline site of a language, and how its folder and the files at the top of it are called.

The offline sites of all languages have the same layout, that of the site: unpacked into one folder, they
lie over one another without a conflict.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Sequence
from html import escape

from .addresses import page_address
from .document_models import Digest

SEARCH_INDEX = "search/search_index.json"
"""Where a language has the index of its search, below its home page."""
OWN_FOLDER = "assets/offline/"
"""Where the files are that only an offline site has."""

_SHARED = "assets/"
_LEFT_OUT = {"404.html", "sitemap.xml", "sitemap.xml.gz"}
# Editions to print are a download of their own, and maps of scripts are for those who write these.
_ENDINGS_LEFT_OUT = (".pdf", ".map")
_FALLBACK = "digest"


def folder_name(digest: Digest) -> str:
    """Return the name of the folder, the same for all languages: the first title that can be written in ASCII."""
    for code in digest.languages:
        letters = unicodedata.normalize("NFKD", digest.title[code])
        plain = "".join(char for char in letters if not unicodedata.combining(char))
        if all(char.isascii() for char in plain if char.isalnum()):
            return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or _FALLBACK
    return _FALLBACK


def packed_files(site: Iterable[str], code: str, languages: Sequence[str]) -> frozenset[str]:
    """Return which files of the site belong to a language: its pages with what stands beside them, and the assets.

    Paths are those below the root of the site; the first of the `languages` is the one at the root.
    """
    kept = (
        path
        for path in site
        if posixpath.basename(path) not in _LEFT_OUT and not path.lower().endswith(_ENDINGS_LEFT_OUT)
    )
    return frozenset(path for path in kept if path.startswith(_SHARED) or _language_of(path, languages) == code)


def _language_of(path: str, languages: Sequence[str]) -> str:
    first, _, rest = path.partition("/")
    return first if rest and first in languages else languages[0]


def home_page(code: str, languages: Sequence[str]) -> str:
    """Return the path of a language's home page below the root of the site."""
    return page_address("index", code, languages[0]) + "index.html"


def marker_name(code: str) -> str:
    """Return the path of the file by which a page can tell that the pages of a language are there as well."""
    return f"{OWN_FOLDER}{code}.svg"


MARKER = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>\n'
"""What that file holds: a picture, since browsers complain of a script or a style sheet that is missing."""


def start_name(code: str) -> str:
    """Return the path of the page at which readers of a language begin."""
    return f"start-{code}.html"


def start_page(digest: Digest, code: str) -> str:
    """Return the page at the top of the folder, which leads on to the home page of a language."""
    title, home = escape(digest.title[code]), home_page(code, digest.languages)
    return (
        f'<!doctype html>\n<html lang="{code}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<meta http-equiv="refresh" content="0; url={home}">\n<title>{title}</title>\n'
        f'</head>\n<body>\n<p><a href="{home}">{title}</a></p>\n</body>\n</html>\n'
    )
