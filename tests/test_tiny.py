"""A second digest, of another country and in three languages, on the same generator."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from digest.evidence_lock import NAME
from digest.problems import report
from tests.trees import ROOT, TINY, findings, verify

CODES = ("en", "fr", "de")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny digest, built strictly."""
    folder = tmp_path_factory.mktemp("tiny")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", "tests/tiny/mkdocs.yml"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DIGEST_SITE_URL": "https://tiny.example/"}
    done = subprocess.run(
        [*command, "--site-dir", str(folder)], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def page(site: Path, address: str) -> HTMLParser:
    return HTMLParser((site / address / "index.html").read_text())


def text(tree: HTMLParser, selector: str) -> str:
    """Return the text of the first element that a selector finds, with plain spaces."""
    found = tree.css_first(selector)
    assert found is not None, selector
    return " ".join(found.text().split())


def test_tiny_digest_has_no_findings() -> None:
    assert report(findings(TINY)) == ""


def test_tiny_digest_holds_against_its_sources(tmp_path: Path) -> None:
    lock, problems = verify(TINY, TINY / "sources")
    assert report(problems) == ""
    assert lock is not None
    lock.write(tmp_path / NAME)
    assert (tmp_path / NAME).read_text() == (TINY / NAME).read_text(), "see tests/trees.py"


@pytest.mark.parametrize(
    ("code", "old", "new", "read"),
    [
        ("fr", "1\u202f300 services", "1\u202f301 services", "1301 about"),
        ("fr", "2,4 millions", "2,5 millions", "2500000"),
        ("fr", "7,5\u00a0%", "7,6\u00a0%", "7.6 percent"),
        ("fr", "1re de", "2e de", "2 ordinal"),
        ("fr", "1,2 million d’euros", "1,3 million d’euros", "1300000 EUR at-most"),
        ("fr", "de 500 000 à", "de 400 000 à", "400000 EUR"),
        ("fr", "3 mars 2017", "4 mars 2017", "2017-03-04"),
        ("fr", "1er janvier 2001", "2 janvier 2001", "2001-01-02"),
        ("de", "1.300 Dienste", "1.301 Dienste", "1301 about"),
        ("de", "2,4 Mio.", "2,5 Mio.", "2500000"),
        ("de", "7,5 %", "7,6 %", "7.6 percent"),
        ("de", "Platz 1", "Platz 2", "2 ordinal"),
        ("de", "1,2 Mio. Euro", "1,3 Mio. Euro", "1300000 EUR at-most"),
        ("de", "von 500.000", "von 400.000", "400000 EUR"),
        ("de", "3.3.2017", "4.3.2017", "2017-03-04"),
        ("de", "1. Januar 2001", "2. Januar 2001", "2001-01-02"),
    ],
)
def test_a_wrong_figure_is_found_in_each_language(code: str, old: str, new: str, read: str, tmp_path: Path) -> None:
    shutil.copytree(TINY, tmp_path, dirs_exist_ok=True)
    page = tmp_path / "docs" / "documents" / "open-data-note" / f"index.{code}.md"
    assert page.read_text().count(old) == 1
    page.write_text(page.read_text().replace(old, new))
    found = [problem for problem in findings(tmp_path) if problem.rule == "figure-not-in-source"]
    assert [problem.path for problem in found] == [f"docs/documents/open-data-note/index.{code}.md"]
    assert f"(read as '{read}')" in found[0].message


@pytest.mark.parametrize(("code", "old", "new"), [("fr", "au plus", "environ"), ("de", "rund", "über")])
def test_a_wrong_qualifier_is_found_in_each_language(code: str, old: str, new: str, tmp_path: Path) -> None:
    shutil.copytree(TINY, tmp_path, dirs_exist_ok=True)
    page = tmp_path / "docs" / "documents" / "open-data-note" / f"index.{code}.md"
    page.write_text(page.read_text().replace(old, new))
    rules = {problem.rule for problem in findings(tmp_path)}
    assert rules == {"qualifier-not-in-source", "qualifiers-differ", "out-of-step"}


def test_each_language_has_the_same_pages(site: Path) -> None:
    pages = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
    own = {
        code: {name.removeprefix(code).strip("/") or "." for name in pages if name.split("/")[0] == code}
        for code in CODES
    }
    default = {name for name in pages if name.split("/")[0] not in CODES}
    assert own["en"] == set()
    assert own["fr"] == own["de"] == default
    assert "register/policies/e-residency-amendment" in default


def test_pages_name_their_language_and_their_twins(site: Path) -> None:
    for code, prefix in (("en", ""), ("fr", "fr/"), ("de", "de/")):
        tree = page(site, f"{prefix}register/systems/x-road")
        assert tree.css_first("html").attributes["lang"] == code
        twins = {
            link.attributes["hreflang"]: link.attributes["href"] for link in tree.css("link[rel=alternate][hreflang]")
        }
        assert twins == {
            "en": "https://tiny.example/register/systems/x-road/",
            "fr": "https://tiny.example/fr/register/systems/x-road/",
            "de": "https://tiny.example/de/register/systems/x-road/",
            "x-default": "https://tiny.example/register/systems/x-road/",
        }


def test_languages_write_things_their_own_way(site: Path) -> None:
    amendment = [
        text(page(site, f"{code}register/policies/e-residency-amendment"), "dl.facts") for code in ("", "fr/", "de/")
    ]
    for facts, date in zip(amendment, ("1 December 2014", "1 décembre 2014", "1. Dezember 2014"), strict=True):
        assert date in facts
    rows = [text(page(site, f"{code}register/indicators"), "table tbody") for code in ("", "fr/", "de/")]
    for row, amount in zip(rows, ("100,000 people", "100 000 personnes", "100.000 Personen"), strict=True):
        assert amount in row
    article = text(page(site, "fr/documents/e-residency-brief"), "article")
    assert "« Modification sur l’e-résidence »" in article
    assert "Références" in article


def test_text_in_an_original_language_is_marked(site: Path) -> None:
    marked = page(site, "de/documents/open-data-note").css('article [lang="ru"]')
    assert [node.text() for node in marked] == ["Таллин"]


def test_citations_lead_to_the_list_of_references(site: Path) -> None:
    tree = page(site, "fr/documents/e-residency-brief")
    cited = {link.attributes["href"] for link in tree.css("article a.cite")}
    listed = {f"#{item.id}" for item in tree.css(".references li")}
    assert cited == listed != set()


def test_words_of_another_language_do_not_show(site: Path) -> None:
    german, english = (text(page(site, f"{code}register/policies"), "table thead") for code in ("de/", ""))
    assert "Erlassen von" in german
    assert "Issued by" in english
    assert "Issued" not in german
