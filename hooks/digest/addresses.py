"""Addresses on the site: of pages, and of what references lead to."""

from __future__ import annotations

import posixpath

from .field_types import FOLDERS

PAGED_KINDS = ("policy", "actor", "system", "place")
"""Kinds of records that have a page each; the others are entries of one page per kind."""
CHECKING_PAGE = "about/checking"
"""Key of the page that tells how a digest is checked, in a digest that has one."""


def page_address(key: str, language: str, default_language: str) -> str:
    """Return the address of a page below the root of the site: empty for the home page, else ending in `/`."""
    folder, _, name = key.rpartition("/")
    path = folder if name == "index" else key
    prefix = "" if language == default_language else language
    address = "/".join(part for part in (prefix, path) if part)
    return address + "/" if address else ""


def target(kind: str, name: str, page: str = "", anchor: str = "") -> tuple[str, str]:
    """Return the key of the page that a reference leads to, and the anchor on it."""
    if kind == "page":
        return (f"{name}/{page}" if page else name), anchor
    if kind in ("topic", "document"):
        return f"{kind}s/{name}/{page or 'index'}", anchor
    if kind in PAGED_KINDS:
        return f"register/{FOLDERS[kind]}/{name}", ""
    return f"register/{FOLDERS[kind]}/index", name


def relative(address: str, base: str) -> str:
    """Return an address below the root as seen from the page at `base`."""
    path = posixpath.relpath(address or ".", base or ".")
    return path + "/" if address.endswith("/") or not address else path
