"""Measure how fast the book is set, and how fast WeasyPrint sets the same HTML.

    python scripts/print_benchmark.py

Prints pages per second and a ratio; no test depends on them. WeasyPrint is not needed for anything else: the extra
`bench` in pyproject.toml names the version, and without it only the first number is printed.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from project import ROOT

from digest.editions.contents import whole_digest
from digest.editions.conversion import convert
from digest.editions.manifest import Published
from digest.editions.preparation import prepare
from digest.editions.print_pages import PrintedPage, printed_pages
from digest.editions.typesetting import typeset
from digest.load import load
from digest.register import Register
from pdf import job_in, site_html

STYLE = """
@page { size: A4; margin: 28mm 24mm 26mm }
body { font-family: "Noto Serif CJK KR"; font-size: 10pt; line-height: 1.6 }
table { width: 100%; font-size: 8.5pt; border-collapse: collapse } td, th { border-top: 0.35pt solid; padding: 3pt 5pt }
.chapter { break-before: page } img { max-width: 100% }
"""
"""As little as a book needs, so that what is measured is the setting of it."""


def main() -> int:
    """Print the figures, and return the exit status."""
    register, problems = load(ROOT)
    if register is None or problems:
        print("The digest has findings; run make check first.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        return _measure(register, Path(folder))


def _measure(register: Register, folder: Path) -> int:
    language = register.languages[register.default_language]
    edition, job = whole_digest(register, language), job_in(folder, register)
    if found := prepare(job, language.code, [edition]):
        print("The book can't be printed; run make pdf first.", *found, sep="\n", file=sys.stderr)
        return 2
    site = job.imprints[language.code].site_url
    pages = list(printed_pages(edition.keys, register, language, site, site_html))
    start = time.perf_counter()
    convert(pages)
    made = typeset(edition, job, register, folder)
    own = time.perf_counter() - start
    assert isinstance(made, Published), made
    print(f"book by pandoc and Typst: {made.pages / own:.0f} pages per second ({made.pages} pages, {own:.1f} s)")
    try:
        weasyprint = importlib.import_module("weasyprint")
    except (ImportError, OSError) as error:
        print(f"WeasyPrint can't be used here ({error}); to compare, install it as the extra 'bench' names it.")
        return 0
    start = time.perf_counter()
    html = weasyprint.HTML(string=_html(pages, language.code), base_url=str(job.work / language.code))
    html.write_pdf(str(folder / "weasyprint.pdf"), pdf_variant="pdf/ua-1")
    other = time.perf_counter() - start
    print(f"the same HTML by WeasyPrint / by pandoc and Typst: {other / own:.1f} ({other:.0f} s, {own:.1f} s)")
    return 0


def _html(pages: Iterable[PrintedPage], code: str) -> str:
    body = "\n".join(
        f'<section class="{"entry" if page.is_entry else "chapter"}"><h1>{page.title}</h1>{_shown(page.html)}</section>'
        for page in pages
    )
    return f'<!doctype html><html lang="{code}"><head><title>Book</title><style>{STYLE}</style></head><body>{body}'


def _shown(html: str) -> str:
    """Return the HTML with its drawings as images, as a browser would be given them."""
    return html.replace('<div class="drawing" title="', '<img class="drawing" src="')


if __name__ == "__main__":
    sys.exit(main())
