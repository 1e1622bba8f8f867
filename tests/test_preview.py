"""A preview shows pages with findings: whatever is wrong with the content, each page can still be made."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.addresses import page_address
from digest.document_card import document_card
from digest.load import load
from digest.record_pages import record_pages
from digest.rendered_page import render_page
from digest.view import View

from .trees import RULES, lay_out

CASES = sorted(path.name for path in RULES.iterdir() if path.name != "base")


@pytest.mark.parametrize("case", CASES)
def test_every_page_can_be_made(case: str, tmp_path: Path) -> None:
    register, _ = load(lay_out(tmp_path, RULES / case))
    if register is None:
        # Nothing of this digest can be read: the preview shows the findings alone.
        return
    for code, language in register.languages.items():
        pages = {page.key: page.body for (_, own), page in register.pages.items() if own == code}
        pages |= {page.key: page.text for page in record_pages(register, code)}
        for document in register.documents.values():
            pages[f"documents/{document.id}/card"] = document_card(View(register, language, ""), document, "")
        for key, text in pages.items():
            address = page_address(key, code, register.default_language)
            rendered = render_page(text, View(register, language, address))
            html = rendered.complete(rendered.markdown)
            assert "digest-block-" not in html
