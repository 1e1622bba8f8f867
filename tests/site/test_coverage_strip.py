"""The strip on a document's page that shows which of its lines are cited, as readers use it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from .test_browser import LANGUAGES, WIDTHS, Scheme, opened

DOCUMENTS = {
    "chapters": "documents/kiep-internet-plus-2018/",
    "sections": "documents/kostec-weekly-2023-06-21/",
}


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_parts_fill_the_strip_and_lead_to_their_sections(
    browser: Browser, address: str, name: str, width: int
) -> None:
    with opened(browser, address + DOCUMENTS[name], width, script=False) as page:
        strip = page.locator(".coverage-strip")
        box = strip.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        parts = strip.locator("> li")
        edges = parts.evaluate_all(
            "parts => parts.map(part => part.getBoundingClientRect()).map(b => [b.left, b.right])"
        )
        assert edges[0][0] == pytest.approx(box["x"], abs=1)
        assert edges[-1][1] == pytest.approx(box["x"] + box["width"], abs=1)
        assert all(left < right for left, right in edges)
        bars = strip.locator("svg").evaluate_all("bars => bars.map(bar => bar.getBoundingClientRect().height)")
        assert min(bars) >= 24
        hrefs = strip.locator("a").evaluate_all("links => links.map(link => link.href)")
        assert len(hrefs) >= parts.count() - 3
        page.goto(hrefs[-1])
        anchor = hrefs[-1].partition("#")[2]
        expect(page.locator(f'[id="{anchor}"]')).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_part_says_what_it_is_when_it_is_pointed_at_or_reached_by_key(
    browser: Browser, address: str, language: str
) -> None:
    with opened(browser, address + LANGUAGES[language] + DOCUMENTS["chapters"], 1440) as page:
        part = page.locator(".coverage-strip a").nth(3)
        tip = part.locator(".coverage-tip")

        def shown() -> bool:
            return bool(tip.evaluate("tip => tip.clientWidth > 100 && getComputedStyle(tip).clipPath === 'none'"))

        assert not shown()
        part.hover()
        assert shown()
        page.mouse.move(0, 0)
        assert not shown()
        page.locator(".coverage-strip a").nth(2).focus()
        page.keyboard.press("Tab")
        expect(part).to_be_focused()
        assert shown()
        expect(tip).to_contain_text("%")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_cited_and_uncited_lines_differ_without_colour(browser: Browser, address: str, scheme: Scheme) -> None:
    with opened(browser, address + DOCUMENTS["chapters"], 1440, scheme) as page:
        for media in ("screen", "print"):
            page.emulate_media(media=media)  # type: ignore[arg-type]
            lights = page.evaluate(
                """() => ["rect", "path"].map(shape => {
                    const drawn = document.querySelector(`.coverage-strip svg:has(path) ${shape}`)
                    const [red, green, blue] = getComputedStyle(drawn).fill.match(/\\d+/g).map(Number)
                    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
                })"""
            )
            assert abs(lights[0] - lights[1]) > 60, (media, lights)


def test_the_table_says_the_same_as_the_strip(browser: Browser, address: str) -> None:
    with opened(browser, address + DOCUMENTS["sections"], 390) as page:
        page.locator(".coverage summary").click()
        rows = page.locator(".coverage tbody tr")
        assert rows.count() == page.locator(".coverage-strip > li").count()
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0
        tips = page.locator(".coverage-tip").all_inner_texts()
        for row, tip in zip(rows.all(), tips, strict=True):
            assert tip.split()[-1] == row.locator("td").last.inner_text().strip()
