"""Make the printed editions: the digest as a book for each language, and a PDF for each document and topic, in pdf/.

python scripts/pdf.py
"""

from __future__ import annotations

import datetime
import shutil
import sys
from functools import lru_cache
from pathlib import Path

import markdown
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from project import ROOT

from check import show
from commit import commit_name, commit_time
from digest.checks import check
from digest.editions.edition_files import Imprint
from digest.editions.manifest import Published
from digest.editions.preparation import Job
from digest.editions.publishing import publish
from digest.load import load
from digest.problems import Problem
from digest.register import Register

OUT = ROOT / "pdf"
_WORK = ROOT / ".build"


def main() -> int:
    """Check, make the editions, put them in the place of the old ones, and return the exit status."""
    register, problems = load(ROOT)
    made: list[Published] = []
    if register is not None:
        problems += check(register)
        if not problems:
            shutil.rmtree(_WORK, ignore_errors=True)
            made, problems = make_editions(register, _WORK / "pdf")
    if problems:
        status = show(problems)
        print("Nothing was made; pdf/ is as it was.", file=sys.stderr)
        return status
    shutil.rmtree(OUT, ignore_errors=True)
    (_WORK / "pdf").rename(OUT)
    shutil.rmtree(_WORK)
    for one in made:
        print(f"pdf/{one.file}: {one.pages} pages, {one.size / 1_000_000:.1f} MB")
    return 0


def make_editions(register: Register, out: Path) -> tuple[list[Published], list[Problem]]:
    """Make the editions of a digest that has no findings in the folder `out`; return them, or what can't be printed."""
    return publish(job_in(_WORK / "print", register), register, out)


def job_in(work: Path, register: Register) -> Job:
    """Return what it takes to make editions, with what is made on the way in the folder `work`."""
    return Job(ROOT, work, {code: _imprint(code) for code in register.languages}, site_html)


def site_html(text: str) -> str:
    """Return Markdown as HTML, with the extensions and settings of the site."""
    converter = _converter()
    converter.reset()
    return converter.convert(text)


@lru_cache(maxsize=1)
def _config() -> MkDocsConfig:
    return load_config(str(ROOT / "mkdocs.yml"))


@lru_cache(maxsize=1)
def _converter() -> markdown.Markdown:
    config = _config()
    return markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


def _imprint(code: str) -> Imprint:
    config = _config()
    own = [language for language in config.plugins["i18n"].config.languages if language.locale == code]
    licence = next((language.copyright for language in own if language.copyright), config.copyright)
    moment = commit_time()
    date = datetime.datetime.fromtimestamp(moment, datetime.UTC).date() if moment else None
    return Imprint((config.site_url or "").rstrip("/") + "/", licence or "", date, commit_name())


if __name__ == "__main__":
    sys.exit(main())
