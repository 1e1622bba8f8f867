"""What a build leaves behind: the same bytes twice, the same pages under the fork, the old site after a failure."""

from __future__ import annotations

import hashlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.trees import confirm

from .conftest import ROOT, build, build_environment

TINY = ROOT / "tests" / "tiny"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the generator with the tiny digest for its content: small, and free to be broken."""
    for folder in ("hooks", "overrides", "scripts"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(TINY / "docs", tmp_path / "docs", symlinks=False)
    shutil.copy(TINY / "evidence.lock", tmp_path)
    shutil.copytree(ROOT / "docs" / "assets", tmp_path / "docs" / "assets", dirs_exist_ok=True)
    settings = (TINY / "mkdocs.yml").read_text(encoding="utf-8").replace("../../", "")
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return tmp_path


def digest(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def run(script: str, root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(root / "scripts" / script)],
        cwd=root, env=build_environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_two_builds_give_the_same_bytes(copy: Path) -> None:
    assert run("build.py", copy).returncode == 0
    first = digest(copy / "site")
    assert run("build.py", copy).returncode == 0
    assert digest(copy / "site") == first
    _pages_lead_to_the_pdfs(copy / "site")


def _pages_lead_to_the_pdfs(site: Path) -> None:
    """Each document, topic and home page leads to its PDF and says how long that is."""
    made = sorted(path.name for path in (site / "editions").iterdir())
    names = ("digest", "e-residency-brief", "open-data-note", "digital-identity", "open-data")
    assert made == sorted(f"{name}.{code}.pdf" for name in names for code in ("en", "fr", "de"))
    for address, name in (("", "digest.en"), ("fr/topics/open-data/", "open-data.fr"), ("de/", "digest.de")):
        link = LexborHTMLParser((site / address / "index.html").read_text(encoding="utf-8")).css_first(".edition")
        assert link is not None
        target = (site / address / (link.css_first("a").attributes["href"] or "")).resolve()
        assert target == (site / "editions" / f"{name}.pdf").resolve()
        with pikepdf.open(target) as pdf:
            assert f"({len(pdf.pages)} " in link.text()


def test_make_pdf_makes_them_alone(copy: Path) -> None:
    done = run("pdf.py", copy)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (copy / "site").exists()
    assert len(list((copy / "pdf").glob("*.pdf"))) == done.stdout.count(" pages, ") == 15
    before = digest(copy / "pdf")
    topic = copy / "docs" / "topics" / "open-data" / "index.en.md"
    text = topic.read_text(encoding="utf-8")
    for code in ("en", "fr", "de"):
        with topic.with_name(f"index.{code}.md").open("a", encoding="utf-8") as page:
            page.write("\n\u2693\n")
    confirm(copy)
    done = run("pdf.py", copy)
    assert done.returncode == 1
    assert f"{topic.relative_to(copy)}:{text.count(chr(10)) + 2}:1: missing-glyph:" in done.stdout, done.stdout
    assert "pdf/ is as it was" in done.stderr
    assert digest(copy / "pdf") == before


def test_the_fork_builds_the_same_pages(copy: Path, tmp_path: Path) -> None:
    plain, fork = tmp_path / "plain", tmp_path / "fork"
    build("mkdocs", plain, copy)
    build("properdocs", fork, copy)
    pages = {path.relative_to(plain).as_posix() for path in plain.rglob("*.html")}
    assert {path.relative_to(fork).as_posix() for path in fork.rglob("*.html")} == pages
    different = [name for name in sorted(pages) if _without_generator(plain / name) != _without_generator(fork / name)]
    assert different == []


def _without_generator(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if '<meta name="generator"' not in line]


def test_a_failed_build_leaves_the_site_as_it_was(copy: Path) -> None:
    assert run("build.py", copy).returncode == 0
    before = digest(copy / "site")
    page = next(path for path in sorted((copy / "docs" / "topics").rglob("index.*.md")))
    text = page.read_text(encoding="utf-8")
    page.write_text(text + "\n[nothing](policy:no-such-policy)\n", encoding="utf-8")
    done = run("build.py", copy)
    assert done.returncode == 1
    place = f"{page.relative_to(copy)}:{text.count(chr(10)) + 2}:1: broken-reference:"
    assert place in done.stdout
    assert "site/ is as it was" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert digest(copy / "site") == before
    # A fault that only MkDocs finds.
    page.write_text(text + "\n[nothing](no-such-file.txt)\n", encoding="utf-8")
    done = run("build.py", copy)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert digest(copy / "site") == before
    page.write_text(text, encoding="utf-8")
    assert run("build.py", copy).returncode == 0


@pytest.fixture
def preview(copy: Path) -> Iterator[str]:
    """Address of a running preview of the copy."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--no-strict", "--dev-addr", f"127.0.0.1:{port}"]
    environment = {**build_environment(), "DIGEST_SITE_URL": f"http://127.0.0.1:{port}/"}
    process = subprocess.Popen(command, cwd=copy, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield f"http://127.0.0.1:{port}/"
    process.terminate()
    process.wait()


def wait_for(url: str, words: str, *, absent: bool = False) -> None:
    """Wait until a page of the preview holds, or no longer holds, some words."""
    deadline = time.monotonic() + 60
    body = ""
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                body = answer.read().decode()
            if (words in body) != absent:
                return
        except OSError:
            pass
        time.sleep(0.2)
    pytest.fail(f"{url} {'still holds' if absent else 'does not hold'} {words!r}; it holds {body[:500]!r}")


def test_the_preview_follows_pages_records_and_words_and_shows_findings(copy: Path, preview: str) -> None:
    page = copy / "docs" / "index.en.md"
    record = next(iter(sorted((copy / "docs" / "register" / "policies").glob("*.yml"))))
    wait_for(preview, "</html>")
    page.write_text(page.read_text(encoding="utf-8") + "\nA new sentence.\n", encoding="utf-8")
    wait_for(preview, "A new sentence.")
    good = record.read_text(encoding="utf-8")
    name = next(line.strip() for line in good.splitlines() if line.strip().startswith("en:"))
    record.write_text(good.replace(name, "en: A changed name", 1), encoding="utf-8")
    wait_for(f"{preview}register/policies/{record.stem}/", "A changed name")
    record.write_text("id: [\n", encoding="utf-8")
    wait_for(preview, f"docs/register/policies/{record.name}:")
    wait_for(preview, "yaml-syntax")
    record.write_text(good, encoding="utf-8")
    wait_for(preview, "yaml-syntax", absent=True)
    digest_file = copy / "docs" / "digest.yml"
    whole = digest_file.read_text(encoding="utf-8")
    digest_file.write_text("title: {", encoding="utf-8")
    wait_for(preview, "docs/digest.yml:")
    digest_file.write_text(whole, encoding="utf-8")
    wait_for(preview, "docs/digest.yml:", absent=True)
