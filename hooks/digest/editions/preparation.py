"""The files from which the editions of a language are set: its pages as Typst, drawings and images."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..addresses import page_address
from ..load import load
from ..problems import Problem
from ..register import Register
from .contents import Edition, whole_digest
from .conversion import Remark, convert, unresolved
from .edition_files import Imprint, main_file, page_file, page_path, settings
from .print_pages import PrintedPage, printed_pages
from .source_places import place_of
from .typefaces import lacking

_LAYOUT = Path(__file__).with_name("book.typ")

ToHtml = Callable[[str], str]


@dataclass(frozen=True)
class Job:
    """What to make, and with what; can be handed to another process."""

    root: Path
    """Folder of the digest."""
    work: Path
    """Folder for what is made on the way."""
    imprints: Mapping[str, Imprint]
    """By language."""
    to_html: ToHtml
    """Converts Markdown as the site does; a function of a module, so that another process finds it."""


registers: dict[Path, Register] = {}
"""Registers that were read already, by the folder of the digest. Processes that are split off know them, with all
that was found out about them; those that begin anew read them again."""


def prepare(job: Job, code: str, editions: Sequence[Edition]) -> list[Problem]:
    """Write the files of some editions of a language into its folder below `job.work`, each page once.

    Returns what can't be printed.
    """
    register = registers.get(job.root) or load(job.root)[0]
    assert register is not None, "a digest that can't be read has findings, and comes no further"
    language, imprint = register.languages[code], job.imprints[code]
    keys = dict.fromkeys(key for edition in editions for key in edition.keys)
    pages = list(printed_pages(keys, register, language, imprint.site_url, job.to_html))
    folder = job.work / code
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("pages", "drawings", "images"):
        (folder / name).mkdir(parents=True)
    shutil.copy(_LAYOUT, folder)
    problems = list(_write_pictures(pages, folder, job.root))
    converted = convert(pages)
    for key, text in converted.pages.items():
        (folder / page_path(key)).write_text(page_file(text), encoding="utf-8")
    addresses = _addresses(register, code, imprint.site_url)
    by_key = {page.key: page for page in pages}
    problems += [_at(remark, by_key, job.root) for remark in (*converted.remarks, *unresolved(converted, addresses))]
    faces = [*language.print_form.text, *(face for one in register.digest.originals.values() for face in one.typefaces)]
    for page in pages:
        problems += _unprintable(page, page.title + converted.pages[page.key], faces, job.root)
    titles = {page.key: page.title for page in pages}
    for edition in editions:
        (folder / f"{edition.name}.typ").write_text(main_file(edition, titles), encoding="utf-8")
        told = settings(edition, register, imprint, addresses)
        (folder / f"{edition.name}.json").write_text(told, encoding="utf-8")
    return problems


def _addresses(register: Register, code: str, site_url: str) -> dict[str, str]:
    keys = {key for key, language in register.pages if language == code} | set(
        whole_digest(register, register.languages[code]).keys
    )
    return {key: site_url + page_address(key, code, register.default_language) for key in sorted(keys)}


def _write_pictures(pages: Sequence[PrintedPage], folder: Path, root: Path) -> Iterator[Problem]:
    """Write the drawings and images of the pages, and yield which images are not there."""
    for page in pages:
        for name, svg in page.drawings.items():
            (folder / "drawings" / name).write_text(svg, encoding="utf-8")
        for name, path in page.images.items():
            if (root / path).is_file():
                shutil.copy(root / path, folder / name)
            else:
                line, column = place_of(path.name, root / page.source)
                message, hint = f"the image '{path.as_posix()}' is not there", "add it, or name one that is there"
                yield Problem(page.source, line, column, "missing-file", message, hint)


def _at(remark: Remark, pages: Mapping[str, PrintedPage], root: Path) -> Problem:
    """Return a remark on a page as a finding in the file that was written for it."""
    page = pages[remark.key]
    message = remark.message
    for name, path in page.images.items():
        message = message.replace(name, path.name)
    quoted = re.search(r"'([^']+)'", message)
    # Of a place on a page, its anchor is what was written.
    line, column = place_of(quoted[1].rpartition("#")[2] if quoted else "", root / page.source)
    return Problem(page.source, line, column, remark.rule, message, remark.hint)


def _unprintable(page: PrintedPage, text: str, faces: Sequence[str], root: Path) -> list[Problem]:
    found = []
    for char in lacking(text, faces):
        line, column = place_of(char, root / page.source)
        message = f"no typeface of the printed edition has the character '{char}' (U+{ord(char):04X})"
        hint = "write it in another way, or name a typeface that has it under 'print' in the file of the language"
        found.append(Problem(page.source, line, column, "missing-glyph", message, hint))
    return found
