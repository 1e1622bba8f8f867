"""The built site, a server that serves it as a host would, and a browser."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, sync_playwright
from selectolax.lexbor import LexborHTMLParser

from digest.load import load
from digest.register import Register

ROOT = Path(__file__).resolve().parents[2]
SITE_URL = "https://digest.example/base/"
REPOSITORY = "https://git.example/team/digest"


def build_environment() -> dict[str, str]:
    return {
        **os.environ,
        "DIGEST_SITE_URL": SITE_URL,
        "DIGEST_REPO_URL": REPOSITORY,
        "DIGEST_EDIT_URI": "edit/main/docs/",
        "SOURCE_DATE_EPOCH": "0",
        "NO_MKDOCS_2_WARNING": "1",
    }


def build(tool: str, folder: Path, root: Path = ROOT) -> None:
    command = [sys.executable, "-m", tool, "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=root, env=build_environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The real digest, built strictly; once for all workers that run the tests."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    folder, failed = shared / "site", shared / "site-failed"
    try:
        # Only one worker can make the folder, and that one builds.
        (shared / "site-build").mkdir()
    except FileExistsError:
        while not folder.exists() and not failed.exists():
            time.sleep(0.2)
        assert folder.exists(), "another worker could not build the site"
        return folder
    try:
        build("mkdocs", shared / "site-new")
    except BaseException:
        failed.touch()
        raise
    (shared / "site-new").rename(folder)
    return folder


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site below the path of its address, with its own page for what is missing."""

    def translate_path(self, path: str) -> str:
        base = urlsplit(SITE_URL).path
        inside = path[len(base) - 1 :] if path.startswith(base) else "/nothing-outside-the-site"
        return super().translate_path(inside)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Address of the served site, ending in `/`."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}{urlsplit(SITE_URL).path}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    names = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
    path = next(filter(None, map(shutil.which, names)), None)
    assert path, "Chromium is not installed; `make test` installs it"
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=[*flags, "--disable-sync", "--no-first-run", "--disable-quic"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def register() -> Register:
    loaded, problems = load(ROOT)
    assert loaded is not None
    assert problems == []
    return loaded


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, LexborHTMLParser]:
    """All pages by their address below the root, without the 404 pages."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        if path.name != "404.html":
            address = path.relative_to(site).as_posix().removesuffix("index.html")
            found[address] = LexborHTMLParser(path.read_text(encoding="utf-8"))
    return found
