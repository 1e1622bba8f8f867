"""Rules about the way to each page: the navigation, and links from one page to another."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from ..addresses import target
from ..marks import LINK, REFERENCE_SCHEMES, ReferenceMark, hide_code
from ..positions import model_problem, page_problem
from ..problems import Problem, one_of
from ..register import Page, Register


def navigation(register: Register) -> Iterator[Problem]:
    """Every page that the navigation names exists."""
    keys = register.page_keys
    for key, location in register.navigation.items():
        if key not in keys:
            message = f"the navigation names the page '{key}.md', which does not exist"
            hint = one_of(key, keys)
            yield model_problem(register, "navigation", "navigation", location, "broken-reference", message, hint)


def reachable(register: Register) -> Iterator[Problem]:
    """Every page is in the navigation, or linked from a page that a reader can reach."""
    if register.unread_pages or ("navigation", "navigation") in register.unread:
        # The way to a page may go through one that could not be read.
        return
    pages = {key: page for (key, code), page in register.pages.items() if code == register.default_language}
    waiting = [key for key in register.navigation if key in pages]
    reached = set(waiting)
    while waiting:
        for key in _links(pages[waiting.pop()]):
            if key in pages and key not in reached:
                reached.add(key)
                waiting.append(key)
    for key in sorted(pages.keys() - reached):
        message = "the page is in no navigation, and no page links to it"
        yield Problem(pages[key].path, 1, 1, "unreachable-page", message, f"add {key}.md to 'nav' in mkdocs.yml")


def links(register: Register) -> Iterator[Problem]:
    """A link from page to page leads to a page that exists."""
    keys = register.page_keys
    for page in register.pages.values():
        for key, start in _plain_links(page):
            if key not in keys:
                message = f"there is no page '{key}'"
                yield page_problem(page, start, "broken-reference", message, one_of(key, keys))


def _links(page: Page) -> Iterator[str]:
    for mark in page.marks:
        if isinstance(mark, ReferenceMark) and mark.scheme in REFERENCE_SCHEMES:
            yield target(mark.scheme, mark.id, mark.page)[0]
    for key, _ in _plain_links(page):
        yield key


def _plain_links(page: Page) -> Iterator[tuple[str, int]]:
    """Yield the keys of the pages to which ordinary Markdown links lead (`[text](../other.md)`), with their offsets."""
    for match in LINK.finditer(hide_code(page.body)):
        path, _, _ = match["target"].partition("#")
        if path.endswith(".md") and ":" not in path:
            joined = posixpath.normpath(posixpath.join(posixpath.dirname(page.key), path))
            yield joined.removesuffix(".md"), match.start()


CHECKS = (navigation, reachable, links)
