"""Pages as readers meet them: in Chromium, on a phone and a desk, in both languages, light and dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

Scheme = Literal["light", "dark"]

PAGES = {
    "home": "",
    "document": "documents/kostec-weekly-2023-06-21/",
    "chapter": "documents/kiep-internet-plus-2018/chapter-3/",
    "topic": "topics/ai/",
    "policy": "register/policies/new-generation-ai-plan/",
    "index": "register/policies/",
    "glossary": "register/terms/",
    "checking": "about/checking/",
    "404": "documents/there-is-no-such-page/",
}
WIDTHS = (390, 1440)
LANGUAGES = {"ko": "", "en": "en/"}


# The rows of a long table or list are made alike: the first ones stand for the others.
REPEATED = {"exclude": [["tbody tr:nth-child(n+12)"], [".references li:nth-child(n+12)"]]}


@contextmanager
def opened(browser: Browser, url: str, width: int, scheme: Scheme = "light", *, script: bool = True) -> Iterator[Page]:
    """A page in a fresh profile; it must not complain, nor ask any other host for anything."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
    )
    page = context.new_page()
    complaints: list[str] = []
    missing = "there-is-no-such-page" in url
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if not _own(request.url) else None)
    page.goto(url, wait_until="load")
    yield page
    if missing:
        # The browser reports the status of the page itself, which is what is tested.
        complaints = [text for text in complaints if "404" not in text]
    assert complaints == []
    context.close()


def _own(url: str) -> bool:
    return re.match(r"(http://127\.0\.0\.1:|data:|blob:|about:)", url) is not None


# Each page meets every width with every scheme; the languages share the templates, so they share the pairs.
APPEARANCES: dict[str, tuple[tuple[int, Scheme], ...]] = {
    "ko": ((390, "light"), (1440, "dark")),
    "en": ((390, "dark"), (1440, "light")),
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_fit_and_have_no_barriers(browser: Browser, address: str, name: str, language: str) -> None:
    url = address + LANGUAGES[language] + PAGES[name]
    for width, scheme in APPEARANCES[language]:
        with opened(browser, url, width, scheme) as page:
            # The 404 page at the root is the default language's, wherever the reader was going.
            if name != "404":
                expect(page.locator("html")).to_have_attribute("lang", language)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{url} is {wide} px wider than {width}"
            # Contrast takes most of the time of a long page, and does not depend on the width.
            contrast = {"color-contrast": {"enabled": width == max(WIDTHS)}}
            results = Axe().run(page, REPEATED, {"resultTypes": ["violations"], "rules": contrast})
            serious = [
                f"{violation['id']}: {violation['nodes'][0]['html'][:200]}"
                for violation in results.response["violations"]
                if violation["impact"] in ("serious", "critical")
            ]
            assert serious == [], (url, width, scheme)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_switcher_keeps_page_and_heading(browser: Browser, address: str, width: int) -> None:
    with opened(browser, address + "topics/ai/#responsible", width) as page:
        page.locator("[data-language-link]").first.click()
        page.wait_for_url(address + "en/topics/ai/#responsible")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.locator("[data-language-link]").first.click()
        page.wait_for_url(address + "topics/ai/#responsible")


def test_the_switcher_leads_from_generated_pages_and_the_404(browser: Browser, address: str) -> None:
    with opened(browser, address + "en/register/policies/new-generation-ai-plan/", 1440) as page:
        page.locator("[data-language-link]").first.click()
        page.wait_for_url(address + "register/policies/new-generation-ai-plan/")
    with opened(browser, address + "there-is-no-such-page", 1440) as page:
        page.locator("[data-language-link]").first.click()
        page.wait_for_url(address + "en/404.html")


def _column(page: Page, key: str) -> list[str]:
    """The visible cells of a column, from top to bottom."""
    index = page.evaluate(
        "key => [...document.querySelectorAll('.digest-table thead th')].findIndex(th => th.dataset.key === key)", key
    )
    rows = page.locator(".digest-table tbody tr:visible")
    return [text.strip() for text in rows.locator(f"td:nth-child({index + 1})").all_inner_texts()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_sorts_by_every_head(browser: Browser, address: str, language: str) -> None:
    with opened(browser, f"{address}{LANGUAGES[language]}register/policies/", 1440) as page:
        head = page.locator(".digest-table thead th[data-key=issued]")
        head.locator("button").click()
        expect(head).to_have_attribute("aria-sort", "ascending")
        first = page.locator(".digest-table tbody tr").first.locator("time").first.get_attribute("datetime")
        head.locator("button").click()
        expect(head).to_have_attribute("aria-sort", "descending")
        last = page.locator(".digest-table tbody tr").first.locator("time").first.get_attribute("datetime")
        assert first is not None
        assert last is not None
        assert first < last
        # What has no date stands last in either direction.
        assert page.locator(".digest-table tbody tr").last.locator("time").count() == 0


@pytest.mark.parametrize(("language", "words"), [("ko", "인공지능"), ("en", "artificial intelligence")])
def test_a_table_can_be_narrowed(browser: Browser, address: str, language: str, words: str) -> None:
    with opened(browser, f"{address}{LANGUAGES[language]}register/policies/", 1440) as page:
        rows = page.locator(".digest-table tbody tr:visible")
        page.locator(".table-more").click()
        everything = rows.count()
        assert everything > 100
        field = page.locator(".table-control input")
        field.fill(words)
        expect(rows).not_to_have_count(everything)
        assert 0 < rows.count() < everything
        for text in rows.evaluate_all("rows => rows.map(row => row.textContent)"):
            assert words in text.lower()
        status = page.locator(".table-count")
        expect(status).to_contain_text(str(rows.count()))
        field.fill("no such policy anywhere")
        expect(rows).to_have_count(0)
        field.fill("")
        expect(rows).to_have_count(everything)
        choice = page.locator(".table-control:not(.table-order) select").first
        value = choice.locator("option").nth(1).get_attribute("value")
        choice.select_option(value)
        assert 0 < rows.count() < everything


def test_a_long_table_shows_its_first_rows_and_the_rest_on_request(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}register/policies/", 1440) as page:
        rows, more = page.locator(".digest-table tbody tr:visible"), page.locator(".table-more")
        total = page.locator(".digest-table tbody tr").count()
        assert rows.count() == 20
        expect(more).to_contain_text(str(total))
        first = rows.first.text_content()
        # The first rows are those of the order that was chosen, and a search looks through all of them.
        page.locator(".sort-button").first.click()
        assert rows.count() == 20
        assert rows.first.text_content() != first
        page.locator(".table-control input").fill("1")
        assert rows.count() > 20
        page.locator(".table-control input").fill("")
        more.click()
        expect(rows).to_have_count(total)
        expect(more).to_be_hidden()
    with opened(browser, f"{address}register/policies/", 1440) as page:
        page.emulate_media(media="print")
        expect(page.locator(".digest-table tbody tr:visible")).to_have_count(total)


@pytest.mark.parametrize("width", WIDTHS)
def test_tables_read_well_without_script(browser: Browser, address: str, width: int) -> None:
    with opened(browser, address + "register/policies/", width, script=False) as page:
        assert page.locator(".digest-table tbody tr:visible").count() > 50
        assert page.locator(".table-control, .digest-table th button").count() == 0


@pytest.mark.parametrize(
    ("language", "words", "expected"), [("ko", "인공지능", "인공지능"), ("en", "smart city", "smart cit")]
)
def test_search_finds_pages_of_the_language(
    browser: Browser, address: str, language: str, words: str, expected: str
) -> None:
    home = address + LANGUAGES[language]
    with opened(browser, home, 1440) as page:
        page.locator("input[name=query]").fill(words)
        first = page.locator(".md-search-result__link").first
        expect(first).to_be_visible(timeout=20_000)
        assert expected in first.inner_text().lower()
        for link in page.locator(".md-search-result__link").all()[:10]:
            href = link.evaluate("link => link.href")
            assert href.startswith(address + "en/") == (language == "en")


def test_a_citation_leads_to_its_reference_and_back_without_script(browser: Browser, address: str) -> None:
    with opened(browser, address + "documents/kiep-internet-plus-2018/chapter-3/", 1440, script=False) as page:
        mark = page.locator("a.cite").first
        assert "KIEP 2018" in (mark.get_attribute("aria-label") or "")
        mark.click()
        assert page.url.endswith("#ref-1")
        back = page.locator("#ref-1 .reference-back").first
        expect(back).to_be_visible()
        back.click()
        assert page.url.endswith("#cite-1-1")


def test_print_leaves_the_navigation_out(browser: Browser, address: str) -> None:
    with opened(browser, address + "topics/ai/", 1440) as page:
        page.emulate_media(media="print")
        expect(page.locator(".md-header")).to_be_hidden()
        expect(page.locator(".md-sidebar--primary")).to_be_hidden()
        expect(page.locator("article h1")).to_be_visible()
        expect(page.locator(".references li").first).to_be_visible()
