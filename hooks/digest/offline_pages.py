"""Pages of the built site, changed so that a browser can open them from a folder.

A server answers for a folder with the page in it; a browser without one shows a list of files. And what
leads to something that the folder does not hold has to lead to the site, or nowhere.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from .offline_files import OWN_FOLDER

# Only in tags: texts show addresses too. What stands in scripts has no such tags.
_TAG = re.compile(r'<(?P<name>a|link|script|img|source|iframe|embed|image|use)\s(?P<rest>[^">]*(?:"[^"]*"[^">]*)*)>')
_ADDRESS = re.compile(r'(?P<before>(?:^|\s)(?:xlink:)?(?:href|src)=)"(?P<link>[^"]*)"')
_CANONICAL = re.compile(r'<link rel="canonical" href="(?P<address>[^"]*)">')
# What tells search engines and other sites where a page stands.
_FOR_OTHERS = re.compile(r'<link rel="(?:canonical|alternate)"[^>]*>|<meta property="og:url"[^>]*>')
_SWITCHER = "data-language-link"
_LOCAL = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True)
class OfflineSite:
    """One language of a site on its way into a folder."""

    files: Collection[str]
    """All files of the site, by their paths below its root."""
    packed: Collection[str]
    """Those that the folder will hold."""
    address: str
    """Where the site stands, ending in `/`; empty where readers cannot reach it."""

    def page(self, html: str, path: str) -> str:
        """Return the page at a path, fit to be opened from the folder."""
        root = "../" * path.count("/") + OWN_FOLDER
        scripts = f'<script src="{root}worker.js"></script>\n<script src="{root}languages.js" defer></script>\n'
        html = _TAG.sub(lambda tag: self._tag(tag, path), _FOR_OTHERS.sub("", html))
        return html.replace("</head>", f"{scripts}</head>", 1)

    def _tag(self, tag: re.Match[str], path: str) -> str:
        found = _ADDRESS.search(tag["rest"])
        link = unescape(found["link"]) if found else ""
        if found is None or not link or link.startswith(("#", "//")) or urlsplit(link).scheme:
            return tag[0]
        target, named = self._target(link, path)
        if target in self.packed:
            attribute = _attribute(found, named)
        elif target and _SWITCHER in tag["rest"]:
            # Of use where that language is unpacked beside; languages.js looks whether it is.
            attribute = _attribute(found, named) + " hidden"
        elif tag["name"] in ("a", "link"):
            attribute = _attribute(found, urljoin(self.address + path, link)) if self.address else ""
        else:
            # To load something from the site would be worse than to do without it.
            return tag[0]
        return f"<{tag['name']} {tag['rest'][: found.start()]}{attribute}{tag['rest'][found.end() :]}>"

    def _target(self, link: str, path: str) -> tuple[str, str]:
        """Return the file that a link leads to, empty where the site has none, and the link that names it."""
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(_split(link)[0])))
        if beside in self.files:
            return beside, link
        page = posixpath.normpath(posixpath.join(beside, "index.html"))
        return (page, with_file(link)) if page in self.files else ("", link)


def _attribute(found: re.Match[str], link: str) -> str:
    return f'{found["before"]}"{escape(link)}"'


def _split(link: str) -> tuple[str, str]:
    """Return the path of a link, and its query and anchor."""
    end = re.search(r"[?#]|$", link)
    assert end is not None
    return link[: end.start()], link[end.start() :]


def with_file(link: str) -> str:
    """Return a link that leads to a folder so that it names the page in it."""
    folder, rest = _split(link)
    return f"{posixpath.join(folder, 'index.html')}{rest}"


def search_script(index: Mapping[str, Any]) -> str:
    """Return the index of the search as the script that the theme loads where it can't ask a server for it.

    Locations that lead to a folder name the page in it.
    """
    docs = [{**entry, "location": _named(entry["location"])} for entry in index["docs"]]
    return f"var __index = {json.dumps({**index, 'docs': docs}, ensure_ascii=False, separators=(',', ':'))}\n"


def _named(location: str) -> str:
    folder, _ = _split(location)
    return with_file(location) if not folder or folder.endswith("/") else location


def public_address(home: str) -> str:
    """Return where a site stands, as its home page tells; empty where that is the machine it was built on."""
    found = _CANONICAL.search(home)
    address = unescape(found["address"]) if found else ""
    return "" if urlsplit(address).hostname in _LOCAL else address
