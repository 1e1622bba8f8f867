"""All editions of a digest: the way from the Register to finished PDFs."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

from ..checked_figures import checked_figures
from ..problems import Problem
from ..register import Register
from .contents import single_editions, whole_digest
from .manifest import Published, write_manifest
from .preparation import Job, prepare, registers
from .source_places import place_of
from .typefaces import families, missing_families
from .typesetting import typeset


def publish(job: Job, register: Register, out: Path) -> tuple[list[Published], list[Problem]]:
    """Make all editions of a digest that has no findings, in the folder `out`.

    Returns what was made and what could not be printed; where there is anything of the latter, nothing was made.
    """
    asked = families(register)
    if missing := missing_families(asked):
        return [], [_missing_family(family, asked[family], job.root) for family in missing]
    registers[job.root] = register
    # Both languages ask how many figures were found in each passage.
    checked_figures(register)
    chosen = {
        code: [whole_digest(register, language), *single_editions(register, language)]
        for code, language in register.languages.items()
    }
    problems: list[Problem] = []
    with ProcessPoolExecutor(min(len(chosen), os.cpu_count() or 1)) as pool:
        for found in pool.map(prepare, [job] * len(chosen), chosen.keys(), chosen.values()):
            problems += found
    if problems:
        return [], problems
    out.mkdir(parents=True, exist_ok=True)
    editions = [edition for of_language in chosen.values() for edition in of_language]
    # A book takes several gigabytes of memory: one is set at a time, and the short editions meanwhile.
    with ThreadPoolExecutor(1) as books, ThreadPoolExecutor(1) as others:
        running = [
            (books if edition.is_whole else others).submit(typeset, edition, job, register, out) for edition in editions
        ]
    finished = [future.result() for future in running]
    problems = [one for one in finished if isinstance(one, Problem)]
    made = [one for one in finished if isinstance(one, Published)]
    if not problems:
        write_manifest(made, out)
    return ([], problems) if problems else (made, [])


def _missing_family(family: str, path: str, root: Path) -> Problem:
    line, column = place_of(family, root / path)
    message = f"the typeface '{family}' is not installed"
    hint = "run scripts/system_packages.sh fonts-noto-cjk, or name one that is installed"
    return Problem(path, line, column, "missing-typeface", message, hint)
