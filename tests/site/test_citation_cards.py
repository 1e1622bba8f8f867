"""The cards of citations and errata in Chromium: by mouse, keyboard and finger, in print and without script."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from .test_browser import LANGUAGES, Scheme, opened

TOPIC = "topics/ai/"
WEEKLY = "documents/kostec-weekly-2023-06-21/"
CARD = ".mark-card"


def focused(page: Page) -> str:
    """What has the focus: the id of the element, or its text."""
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent"))


def open_marks(page: Page) -> int:
    return page.locator('[aria-expanded="true"]:is(a.cite, a.erratum-mark)').count()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_click_opens_a_card_made_of_the_reference(browser: Browser, address: str, language: str) -> None:
    url = address + LANGUAGES[language] + TOPIC
    with opened(browser, url, 1440) as page:
        assert page.locator(CARD).count() == 0
        mark = page.locator("a.cite").first
        mark.click()
        card = page.locator(CARD)
        expect(card).to_be_visible()
        assert page.url == url
        number = (mark.get_attribute("href") or "").removeprefix("#")
        entry = page.locator(f"#{number}")
        group = page.locator(f".references-group:has(#{number})")
        for part in (entry.locator(".reference-label"), entry.locator(".reference-lines")):
            expect(card).to_contain_text(part.inner_text())
        for part in (group.locator(".references-short"), group.locator(".references-date")):
            expect(card).to_contain_text(part.inner_text())
        expect(page.get_by_role("dialog", name=entry.locator(".reference-label").inner_text())).to_be_visible()
        expect(mark).to_have_attribute("aria-expanded", "true")
        mark.click()
        expect(card).to_be_hidden()
        expect(mark).to_have_attribute("aria-expanded", "false")


def test_the_card_leads_to_the_section_of_the_digest_that_treats_the_passage(browser: Browser, address: str) -> None:
    with opened(browser, address + TOPIC, 1440) as page:
        marks = page.locator("a.cite")
        marks.nth(5).click()
        entry = page.locator(marks.nth(5).get_attribute("href") or "")
        href = entry.locator(".reference-treated").get_attribute("href") or ""
        assert "documents/" in href
        page.locator(f"{CARD} .card-links a").first.click()
        page.wait_for_url(urljoin(address + TOPIC, href))
        anchor = href.partition("#")[2]
        expect(page.locator(f"#{anchor}")).to_be_in_viewport()


def test_the_card_leads_to_the_full_reference(browser: Browser, address: str) -> None:
    with opened(browser, address + TOPIC, 1440) as page:
        mark = page.locator("a.cite").first
        mark.click()
        page.locator(f"{CARD} .card-links a").last.click()
        expect(page.locator(CARD)).to_be_hidden()
        target = mark.get_attribute("href") or ""
        assert page.url == address + TOPIC + target
        expect(page.locator(target)).to_be_in_viewport()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_keyboard_opens_a_card_goes_through_it_and_closes_it(browser: Browser, address: str, key: str) -> None:
    with opened(browser, address + TOPIC, 1440) as page:
        mark = page.locator("a.cite").nth(5)
        mark.focus()
        top = page.evaluate("scrollY")
        page.keyboard.press(key)
        card = page.locator(CARD)
        expect(card).to_be_visible()
        assert focused(page) == "mark-card"
        links = card.locator(".card-links a")
        assert links.count() == 2
        for link in links.all():
            page.keyboard.press("Tab")
            expect(link).to_be_focused()
        page.keyboard.press("Tab")
        expect(card.get_by_role("button")).to_be_focused()
        page.keyboard.press("Escape")
        expect(card).to_be_hidden()
        expect(mark).to_be_focused()
        assert page.evaluate("scrollY") == top
        assert open_marks(page) == 0


def test_the_tab_key_leaves_the_card_for_what_follows_its_mark(browser: Browser, address: str) -> None:
    with opened(browser, address + TOPIC, 1440) as page:
        marks = page.locator("article a[href]:not(.headerlink)")
        order = marks.evaluate_all("all => all.map(one => one.id)")
        at = order.index("cite-6-1")
        marks.nth(at).focus()
        page.keyboard.press("Enter")
        expect(page.locator(CARD)).to_be_visible()
        page.keyboard.press("Shift+Tab")
        expect(page.locator("#cite-6-1")).to_be_focused()
        expect(page.locator(CARD)).to_be_visible()
        for _ in range(4):
            page.keyboard.press("Tab")
        expect(page.locator(CARD)).to_be_hidden()
        # The first link after the mark that is not in the card, counted before the card was there.
        following = marks.evaluate_all(
            "all => all.filter(one => !one.closest('.mark-card')).map(one => one === document.activeElement)"
        )
        assert following.index(True) == at + 1


def test_the_close_button_gives_the_focus_back(browser: Browser, address: str) -> None:
    with opened(browser, address + "en/" + TOPIC, 1440) as page:
        mark = page.locator("a.cite").nth(1)
        # As in browsers in which a click gives a link no focus.
        mark.evaluate("mark => mark.click()")
        page.get_by_role("button", name="Close").click()
        expect(page.locator(CARD)).to_be_hidden()
        expect(mark).to_be_focused()


def test_there_is_one_card_at_a_time_and_a_press_elsewhere_closes_it(browser: Browser, address: str) -> None:
    with opened(browser, address + TOPIC, 1440) as page:
        page.locator("#cite-1-1").click()
        first = page.locator(CARD).inner_text()
        page.locator("#cite-4-1").click()
        expect(page.locator(CARD)).to_have_count(1)
        expect(page.locator(CARD)).to_be_visible()
        assert page.locator(CARD).inner_text() != first
        assert open_marks(page) == 1
        page.locator("article h1").click()
        expect(page.locator(CARD)).to_be_hidden()
        assert open_marks(page) == 0


def test_a_reader_can_still_open_the_entry_in_a_tab_of_its_own(browser: Browser, address: str) -> None:
    with opened(browser, address + TOPIC, 1440) as page:
        with page.context.expect_page() as other:
            page.locator("#cite-1-1").click(modifiers=["Control"])
        assert other.value.url.endswith("#ref-1")
        assert page.locator(CARD).count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_phone_no_card_leaves_the_screen(browser: Browser, address: str, language: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 560}, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.goto(address + LANGUAGES[language] + WEEKLY)
    marks = page.locator("article :is(a.cite, a.erratum-mark)")
    count = marks.count()
    assert count > 100
    for number in range(0, count, 20):
        mark = marks.nth(number)
        # Near the top of the screen, in its middle and near its end.
        for height in (70, 280, 510):
            mark.evaluate("(mark, height) => scrollBy(0, mark.getBoundingClientRect().top - height)", height)
            mark.evaluate("mark => mark.click()")
            box = page.locator(CARD).bounding_box()
            place = mark.bounding_box()
            assert box is not None
            assert place is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 390
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= 560, (number, height)
            # The mark itself stays in sight.
            assert place["y"] + place["height"] <= box["y"] or place["y"] >= box["y"] + box["height"]
            page.keyboard.press("Escape")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    context.close()


@pytest.mark.parametrize("kind", ["a.cite", "a.erratum-mark"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_open_card_has_no_barriers(browser: Browser, address: str, language: str, scheme: Scheme, kind: str) -> None:
    with opened(browser, address + LANGUAGES[language] + TOPIC, 390, scheme) as page:
        page.locator(f"article {kind}").first.click()
        expect(page.locator(CARD)).to_be_visible()
        results = Axe().run(page, context={"include": [[CARD], ['[aria-expanded="true"]']]})
        assert [
            f"{violation['id']}: {violation['nodes'][0]['html'][:200]}"
            for violation in results.response["violations"]
            if violation["impact"] in ("serious", "critical")
        ] == []
        assert "color-contrast" in {rule["id"] for rule in results.response["passes"]}


@pytest.mark.parametrize(("language", "words"), [("ko", "인쇄된 대로"), ("en", "As printed")])
@pytest.mark.parametrize("path", [TOPIC, WEEKLY])
def test_an_erratum_opens_a_card_with_its_reading(
    browser: Browser, address: str, language: str, words: str, path: str
) -> None:
    with opened(browser, address + LANGUAGES[language] + path, 1440) as page:
        mark = page.locator("a.erratum-mark").first
        mark.click()
        card = page.locator(CARD)
        expect(card).to_be_visible()
        facts = card.locator("dt").all_inner_texts()
        assert facts[0] == words
        assert len(facts) == 4
        assert all(text.strip() for text in card.locator("dd").all_inner_texts())
        page.keyboard.press("Escape")
        expect(mark).to_be_focused()
        mark.click()
        card.locator(".card-links a").click()
        page.wait_for_url(re.compile(r"/documents/[^/]+/#erratum-"))
        anchor = page.url.partition("#")[2]
        expect(page.locator(f"#{anchor}")).to_be_in_viewport()
        printed = page.locator(f"#{anchor} td").nth(1).inner_text()
        assert printed


def test_ids_stay_unique_with_a_card_open(browser: Browser, address: str) -> None:
    with opened(browser, address + WEEKLY, 1440) as page:
        page.locator("a.erratum-mark").first.click()
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("kind", ["a.cite", "a.erratum-mark"])
def test_without_script_marks_are_links(browser: Browser, address: str, kind: str) -> None:
    with opened(browser, address + TOPIC, 390, script=False) as page:
        mark = page.locator(f"article {kind}").first
        assert mark.get_attribute("role") is None
        href = mark.get_attribute("href") or ""
        mark.click()
        page.wait_for_url(urljoin(address + TOPIC, href))
        expect(page.locator(f"#{href.partition('#')[2]}")).to_be_in_viewport()
        assert page.locator(CARD).count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_paper_marks_are_numbers_and_the_lists_are_complete(browser: Browser, address: str, language: str) -> None:
    with opened(browser, address + LANGUAGES[language] + TOPIC, 1440) as page:
        page.locator("a.cite").first.click()
        expect(page.locator(CARD)).to_be_visible()
        page.emulate_media(media="print")
        expect(page.locator(CARD)).to_be_hidden()
        numbers = set(page.locator("article a.cite:visible").all_inner_texts())
        entries = page.locator(".references li:visible")
        assert numbers == {str(number) for number in range(1, entries.count() + 1)}
        assert entries.count() > 50
        for label in page.locator(".references li .reference-label").all_inner_texts():
            assert label.strip()
        pointed = {mark.get_attribute("data-note") for mark in page.locator("a.erratum-mark").all()}
        notes = page.locator(".errata-notes li:visible")
        assert {note.get_attribute("id") for note in notes.all()} == pointed != set()
        assert page.pdf(format="A4").startswith(b"%PDF")
