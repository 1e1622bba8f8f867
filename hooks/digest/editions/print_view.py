"""A page as it is printed: its links name pages of the book, and nothing on it folds away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from ..view import View


@dataclass
class PrintView(View):
    """One page of an edition in one language."""

    key: str = ""
    """Key of the page."""
    site_url: str = ""
    """Address of the site, for what is not in the book."""

    folds = False

    def page_href(self, key: str) -> str:
        """Return what stands for the address of a page until the book is laid out."""
        return f"page:{key}"

    @property
    def own_href(self) -> str:
        """What `page_href` returns for this page itself."""
        return self.page_href(self.key)

    def file_href(self, address: str) -> str:
        """Return the full address of a file of the site."""
        return urljoin(self.site_url, address)

    def closing(self) -> Iterator[tuple[str, str]]:
        """Yield the notes of an entry and, for an edition that lacks their table, the errata of the page."""
        if errata := self.errata.list(self):
            title = self.word("errata-here")
            yield "", f'<div class="apart"><p><strong>{title}</strong></p>{errata}</div>'
        yield "", self.citations.reference_list(self)
