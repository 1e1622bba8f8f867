"""The offline site as readers meet it: unpacked into a folder, and opened in Chromium without a server."""

from __future__ import annotations

import posixpath
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from selectolax.lexbor import LexborHTMLParser

from digest.offline_files import folder_name, home_page, start_name
from digest.register import Register
from offline import Packed, pack

from .conftest import SITE_URL

RECORD = "new-generation-ai-plan"
LANGUAGES = {"ko": "", "en": "en/"}
# Of the theme, whose ids begin so; they belong to its own controls.
THEME = "__"


@pytest.fixture(scope="module")
def packed(site: Path, register: Register, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Packed]:
    """The zip of each language."""
    made = pack(site, tmp_path_factory.mktemp("packed") / "offline", register.digest, 0)
    return dict(zip(register.digest.languages, made, strict=True))


@pytest.fixture(scope="module")
def folders(
    packed: dict[str, Packed], register: Register, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Path]]:
    """The folder that each zip unpacks into and, under `both`, the one that both do."""
    base = tmp_path_factory.mktemp("unpacked files")
    for code, zipped in packed.items():
        with zipfile.ZipFile(zipped.path) as archive:
            archive.extractall(base / code)
        shutil.copytree(base / code, base / "both", copy_function=_linked, dirs_exist_ok=True)
    yield {name: base / name / folder_name(register.digest) for name in (*packed, "both")}
    shutil.rmtree(base)


def _linked(one: str, other: str) -> None:
    """Let a file stand in a second folder as well: what is there already is the same, or it would be lost."""
    path = Path(other)
    if path.exists():
        assert path.read_bytes() == Path(one).read_bytes(), other
    else:
        path.hardlink_to(one)


@contextmanager
def opened(browser: Browser, path: Path, anchor: str = "", width: int = 1440) -> Iterator[Page]:
    """A page in a fresh profile; it must not complain, nor ask anything of a host."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda asked: complaints.append(asked.url) if not _local(asked.url) else None)
    page.goto(path.as_uri() + anchor, wait_until="load")
    yield page
    assert page.evaluate("[...document.fonts].filter((font) => font.status === 'error').length") == 0
    assert complaints == []
    context.close()


def _local(url: str) -> bool:
    return urlsplit(url).scheme in ("file", "data", "blob", "about")


def at(page: Page, folder: Path, path: str) -> None:
    page.wait_for_url((folder / path).as_uri(), wait_until="load")


def switchers(page: Page) -> Locator:
    return page.locator("[data-language-link]:visible")


@pytest.mark.parametrize(("code", "width"), [("ko", 1440), ("en", 390)])
def test_the_start_page_leads_home_and_the_menu_to_a_record(
    browser: Browser, folders: dict[str, Path], register: Register, code: str, width: int
) -> None:
    folder, own = folders[code], LANGUAGES[code]
    with opened(browser, folder / start_name(code), width=width) as page:
        at(page, folder, home_page(code, register.digest.languages))
        expect(page.locator("html")).to_have_attribute("lang", code)
        expect(page.locator(".digest-name")).to_have_text(register.digest.title[code])
        # The pages of the other language are not there.
        expect(page.locator("object")).to_have_count(0)
        assert switchers(page).count() == 0
        menu = page.locator(".md-tabs" if width > 1000 else ".md-sidebar--primary")
        for name in ("register/index.html", "policies/index.html"):
            if width < 1000:
                page.locator(".md-header label[for=__drawer]").click()
            menu.locator(f"a[href='{name}']:visible").click()
            menu = page.locator(".md-sidebar--primary")
        at(page, folder, f"{own}register/policies/index.html")
        page.locator("article input[type=search]").fill(register.records["policy"][RECORD].name[code])
        page.locator(f"td a[href='../{RECORD}/index.html'], td a[href='{RECORD}/index.html']").first.click()
        at(page, folder, f"{own}register/policies/{RECORD}/index.html")
        assert page.locator("article h1").is_visible()
        page.locator(".digest-name").click()
        at(page, folder, f"{own}index.html")


def test_together_the_languages_lead_to_one_another(browser: Browser, folders: dict[str, Path]) -> None:
    record = f"register/policies/{RECORD}/index.html"
    with opened(browser, folders["both"] / record, "#mentions") as page:
        for prefix in ("en/", ""):
            expect(switchers(page)).to_have_count(1)
            switchers(page).click()
            page.wait_for_url(f"{folders['both'].as_uri()}/{prefix}{record}#mentions")


def test_tables_sort_and_narrow(browser: Browser, folders: dict[str, Path]) -> None:
    with opened(browser, folders["en"] / "en/register/policies/index.html") as page:
        head, rows = page.locator("th[data-key=issued]"), page.locator(".digest-table tbody tr:visible")
        head.locator("button").click()
        expect(head).to_have_attribute("aria-sort", "ascending")
        first = "rows => rows.map((row) => row.querySelector('time')?.dateTime).filter(Boolean)"
        dates = rows.evaluate_all(first)
        assert len(dates) > 10
        assert dates == sorted(dates)
        page.locator(".table-control input").fill("smart city")
        texts = [text.lower() for text in rows.all_text_contents()]
        assert 0 < len(texts) < 100
        assert all("smart" in text and "city" in text for text in texts)


def test_a_topic_has_its_charts_and_the_cards_of_its_citations(browser: Browser, folders: dict[str, Path]) -> None:
    with opened(browser, folders["ko"] / "topics/ai/index.html") as page:
        charts = page.locator("figure.chart").count()
        assert charts > 3
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            drawings = page.locator("figure.chart .drawing svg:visible")
            sizes = drawings.evaluate_all("all => all.map((one) => one.getBoundingClientRect().toJSON())")
            assert len(sizes) == charts
            assert all(200 < size["width"] <= width and size["height"] > 40 for size in sizes)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0
        assert page.evaluate(
            "document.fonts.ready.then((fonts) => [...fonts].some(({ status }) => status == 'loaded'))"
        )
        page.locator("a.cite").first.click()
        card = page.locator("#mark-card")
        expect(card).to_be_visible()
        card.locator(".card-links a").last.click()
        assert page.url.endswith("topics/ai/index.html#ref-1")
        expect(page.locator("#ref-1")).to_be_in_viewport()


@pytest.mark.parametrize(("code", "words"), [("ko", "데이터 거래소"), ("en", "data exchange")])
def test_search_finds_pages_and_leads_to_their_parts(
    browser: Browser, folders: dict[str, Path], code: str, words: str
) -> None:
    with opened(browser, folders[code] / f"{LANGUAGES[code]}about/index.html") as page:
        page.locator("input[name=query]").fill(words)
        first = page.locator(".md-search-result__item > a").first
        expect(first).to_be_visible(timeout=20_000)
        assert words.replace(" ", "") in first.inner_text().lower().replace(" ", "")
        # A result within a page opens that page at its heading, with the words marked.
        page.locator(".md-search-result__more summary").first.click()
        part = page.locator(".md-search-result__more a[href*='#']:visible").first
        target = str(part.evaluate("link => link.href"))
        assert target.startswith(f"{folders[code].as_uri()}/{LANGUAGES[code]}")
        part.click()
        page.wait_for_url(target)
        expect(page.locator("article mark").first).to_be_attached()
        expect(page.locator(f"[id='{unquote(urlsplit(target).fragment)}']")).to_be_in_viewport()


def test_a_language_brings_its_pages_and_nothing_of_the_others(
    site: Path, packed: dict[str, Packed], register: Register
) -> None:
    pages = {path.relative_to(site).as_posix() for path in site.rglob("index.html")}
    for code, zipped in packed.items():
        with zipfile.ZipFile(zipped.path) as archive:
            names = {name.partition("/")[2] for name in archive.namelist()}
        own = {path for path in pages if path.startswith("en/") == (code == "en")}
        assert {name for name in names if name.endswith(".html")} == own | {start_name(code)}
        assert zipped.pages == len(own) > 500
        assert not [name for name in names if name.endswith((".pdf", ".map", ".xml", ".json"))]


def test_links_and_anchors_lead_somewhere_in_the_folder(packed: dict[str, Packed], site: Path) -> None:
    files: dict[str, set[str]] = {}
    pages: dict[str, dict[str, LexborHTMLParser]] = {}
    for code, zipped in packed.items():
        with zipfile.ZipFile(zipped.path) as archive:
            files[code] = set(archive.namelist())
            texts = {name: archive.read(name).decode() for name in files[code] if name.endswith(".html")}
        pages[code] = {name: LexborHTMLParser(text) for name, text in texts.items()}
    everything = set.union(*files.values())
    ids = {
        name: {node.attributes["id"] for node in page.css("[id]")} | {""}
        for own in pages.values()
        for name, page in own.items()
    }
    root = next(iter(everything)).partition("/")[0] + "/"
    broken = set()
    for code, name, page in ((code, name, page) for code, own in pages.items() for name, page in own.items()):
        for node in page.css("a[href], link[href], script[src], img[src], source[src]"):
            target = node.attributes.get("href") or node.attributes.get("src") or ""
            url, anchor = urldefrag(target)
            if url.startswith(SITE_URL):
                path = unquote(url.removeprefix(SITE_URL))
                # Only what no folder holds is left to the site.
                leads = (site / path).is_file() and root + path not in everything
            elif urlsplit(url).scheme:
                leads = node.tag == "a"
            else:
                file = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(url))) if url else name
                switch = "data-language-link" in node.attributes
                leads = file in (everything - files[code] if switch else files[code])
                leads &= "hidden" in node.attributes or not switch
                leads &= unquote(anchor) in ids.get(file, {""}) or anchor.startswith(THEME)
            if not leads:
                broken.add((name, target))
    assert not broken
    assert len(ids) > 1000
