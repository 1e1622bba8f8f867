"""A page on its way through Markdown: its marks resolved, its generated blocks set aside."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .blocks import block_html, searched
from .view import View


@dataclass(frozen=True)
class RenderedPage:
    """A page whose generated blocks wait outside.

    They are large and finished: to parse them as Markdown, and most of them for the search, would
    take most of a build.
    """

    markdown: str
    """The text, with a comment in the place of each block."""
    blocks: tuple[str, ...]
    """The blocks as HTML, by the numbers in the comments."""
    searched: frozenset[int]
    """The blocks that the search of the site is to read with the text."""

    def with_searched_blocks(self, html: str) -> str:
        """Return the HTML that Markdown made of the text, with the blocks that the search is to read."""
        return self._fill(html, self.searched)

    def complete(self, html: str) -> str:
        """Return the HTML with all blocks in their places."""
        return self._fill(html, frozenset(range(len(self.blocks))))

    def _fill(self, html: str, numbers: frozenset[int]) -> str:
        def block(match: re.Match[str]) -> str:
            number = int(match["number"])
            return self.blocks[number] if number in numbers else match[0]

        return _PLACEHOLDER.sub(block, html)


# Facts and lists of records are finished as they stand.
_FINISHED = re.compile(r"^<(?P<name>dl|ul) class=\"(?:facts|record-list)\">.*</(?P=name)>$", re.M)
_PLACEHOLDER = re.compile(r"<!--digest-block-(?P<number>[0-9]+)-->")


def render_page(text: str, view: View, card: str = "") -> RenderedPage:
    """Resolve the marks of a page, and add the errata that it points to and its list of references.

    `card` is a block for the head of the page, as HTML with marks.
    """
    blocks: list[str] = []
    to_search: set[int] = set()

    def keep(html: str, *, search: bool) -> str:
        if search:
            to_search.add(len(blocks))
        blocks.append(html)
        return f"<!--digest-block-{len(blocks) - 1}-->"

    head = keep(view.render(card), search=True) + "\n\n" if card else ""
    body = view.render(text, lambda mark: keep(block_html(mark, view), search=searched(mark)))
    body = _FINISHED.sub(lambda match: keep(match[0], search=True), body)
    for word, html in view.closing():
        if html:
            heading = f"## {view.language.word(word)} {{#page-{word}}}" if word else ""
            body += f"\n\n{heading}\n\n{keep(html, search=False)}\n"
    return RenderedPage(head + body, tuple(blocks), frozenset(to_search))
