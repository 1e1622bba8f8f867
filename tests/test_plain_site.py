"""The pages of the digest as plain Markdown, which the benchmark builds without the digest's hooks."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from digest.marks import find_marks
from digest.record_pages import record_pages
from digest.register import Register
from plain_site import write_plain_site


@pytest.fixture(scope="module")
def site(base: Register, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_plain_site(base, tmp_path_factory.mktemp("plain"))


def test_every_page_is_there_in_every_language(base: Register, site: Path) -> None:
    written = {path.relative_to(site.parent / "docs").as_posix() for path in (site.parent / "docs").rglob("*.md")}
    pages = {f"{key}.{code}.md" for key, code in base.pages}
    pages |= {f"{page.key}.{code}.md" for code in base.languages for page in record_pages(base, code)}
    assert written == pages


def test_pages_are_finished(base: Register, site: Path) -> None:
    for path in (site.parent / "docs").rglob("*.md"):
        text = path.read_text()
        assert text.startswith("---\ntitle: "), path
        assert list(find_marks(text)) == [], path
        assert "<!--" not in text, path


def test_tables_and_references_stand_in_the_pages(site: Path) -> None:
    docs = site.parent / "docs"
    assert "Harbour plan" in (docs / "topics/harbours/index.en.md").read_text().partition("<tbody")[2]
    report = (docs / "documents/harbour-report/index.ko.md").read_text()
    assert 'id="ref-1"' in report
    assert "2020년 5월" in report


def test_the_configuration_needs_nothing_of_the_digest(site: Path) -> None:
    settings = yaml.safe_load(site.read_text())
    assert {"hooks", "strict", "validation", "watch"}.isdisjoint(settings)
    assert "custom_dir" not in settings["theme"]
    assert settings["plugins"]
    assert (site.parent / "docs" / "assets").is_dir()
