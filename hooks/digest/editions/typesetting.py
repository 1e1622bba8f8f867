"""From prepared files to a finished PDF, and what the compiler refuses, told in terms of what was written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import typst

from ..problems import Problem
from ..register import Register
from .contents import Edition
from .edition_files import page_path
from .manifest import Published
from .preparation import Job
from .print_pages import page_sources
from .source_places import place_of

_PLACE = re.compile(r"(?P<path>pages/[\w.-]+\.typ):(?P<line>\d+):\d+")
_WORDS = re.compile(r"[^\W_]{2,}(?: [^\W_]{2,})+|[^\W_]{4,}")


def typeset(edition: Edition, job: Job, register: Register, out: Path) -> Published | Problem:
    """Set an edition whose files are prepared, as a tagged PDF (PDF/UA-1) in the folder `out`."""
    folder = job.work / edition.language
    compiler = typst.Compiler(
        str(folder / f"{edition.name}.typ"), root=str(folder), sys_inputs={"edition": f"{edition.name}.json"}
    )
    raw, path = folder / f"{edition.name}.pdf", out / edition.file_name
    try:
        compiler.compile(output=str(raw), format="pdf", pdf_standards=["ua-1"], timestamp=0)
    except typst.TypstError as error:
        return _broken(error, edition, folder, job.root, page_sources(edition, register))
    with pikepdf.open(raw) as pdf:
        pages = len(pdf.pages)
        # The compiler writes each of a hundred thousand objects out plain: packed, they take a quarter of the room.
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    raw.unlink()
    return Published(edition.kind, edition.name, edition.language, path.name, pages, path.stat().st_size)


def _broken(error: typst.TypstError, edition: Edition, folder: Path, root: Path, sources: Mapping[str, str]) -> Problem:
    """Return what the compiler refuses as a finding in the source of the page on which it stumbled."""
    keys = {page_path(key): key for key in edition.keys}
    place = next((match for match in _PLACE.finditer(error.diagnostic) if match["path"] in keys), None)
    if place is None:
        message = f"{edition.file_name} can't be set: {error.message}"
        return Problem("mkdocs.yml", 1, 1, "not-printable", message)
    source = sources[keys[place["path"]]]
    broken = (folder / place["path"]).read_text(encoding="utf-8").splitlines()[int(place["line"]) - 1]
    # The words of the broken line that stand in the source as well tell where it comes from.
    runs = sorted(_WORDS.findall(broken), key=len, reverse=True)
    found = (place_of(run, root / source) for run in runs)
    line, column = next((position for position in found if position != (1, 1)), (1, 1))
    message = f"this can't be set in print: {error.message}"
    return Problem(source, line, column, "not-printable", message, "mend it, or write it in another way")
