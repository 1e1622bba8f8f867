"""A second digest, of another country and in three languages, on the same generator."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from digest.problems import report
from tests.trees import ROOT, findings

TINY = ROOT / "tests" / "tiny"
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
