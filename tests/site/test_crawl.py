"""The whole built site, read file by file: links, twins, languages, leftovers."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

import regex
from selectolax.lexbor import LexborHTMLParser

from digest.addresses import PAGED_KINDS, page_address
from digest.register import Register

from .conftest import REPOSITORY, ROOT, SITE_URL

HAN = regex.compile(r"\p{Script=Han}")


def not_found_pages(site: Path) -> dict[str, LexborHTMLParser]:
    paths = sorted(site.rglob("404.html"))
    return {path.relative_to(site).as_posix(): LexborHTMLParser(path.read_text(encoding="utf-8")) for path in paths}


def keys(register: Register) -> set[str]:
    written = {key for key, _ in register.pages}
    generated = {f"register/{folder}/{name}" for folder, name in generated_ids(register)}
    return written | generated


def generated_ids(register: Register) -> set[tuple[str, str]]:
    folders = {"policy": "policies", "actor": "actors", "system": "systems", "place": "places"}
    assert set(folders) == set(PAGED_KINDS)
    return {(folders[kind], name) for kind in PAGED_KINDS for name in register.records[kind]}


def language_of(address: str, register: Register) -> str:
    first = address.split("/")[0]
    return first if first in register.languages else register.default_language


def test_the_site_has_the_pages_that_the_register_tells(pages: dict[str, LexborHTMLParser], register: Register) -> None:
    expected = {
        page_address(key, code, register.default_language) for key in keys(register) for code in register.languages
    }
    assert set(pages) == expected
    assert len(generated_ids(register)) > 200


def test_each_page_is_in_its_language_and_names_its_twins(
    pages: dict[str, LexborHTMLParser], register: Register
) -> None:
    for address, page in pages.items():
        code = language_of(address, register)
        assert page.css_first("html").attributes["lang"] == code, address
        key_address = address.removeprefix(f"{code}/") if code != register.default_language else address
        expected = {
            other: SITE_URL + (key_address if other == register.default_language else f"{other}/{key_address}")
            for other in register.languages
        }
        expected["x-default"] = expected[register.default_language]
        links = page.css('link[rel="alternate"]')
        assert {link.attributes["hreflang"]: link.attributes["href"] for link in links} == expected, address
        assert len(links) == len(expected), address
        assert page.css_first('link[rel="canonical"]').attributes["href"] == expected[code], address
        switcher = page.css("[data-language-link]")
        assert [urljoin(SITE_URL + address, link.attributes["href"]) for link in switcher] == [
            url for other, url in expected.items() if other not in (code, "x-default")
        ], address


def test_the_sitemap_names_every_page_with_its_twins(
    site: Path, pages: dict[str, LexborHTMLParser], register: Register
) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    tree = ElementTree.parse(site / "sitemap.xml")
    entries = tree.findall("s:url", space)
    assert sorted(entry.findtext("s:loc", namespaces=space) or "" for entry in entries) == sorted(
        SITE_URL + address for address in pages
    )
    for entry in entries:
        own = entry.findtext("s:loc", namespaces=space)
        twins = {link.attrib["hreflang"]: link.attrib["href"] for link in entry.findall("x:link", space)}
        assert set(twins) == {*register.languages, "x-default"}
        assert own in twins.values()


def test_links_and_anchors_lead_somewhere(site: Path, pages: dict[str, LexborHTMLParser]) -> None:
    ids = {address: {node.attributes["id"] for node in page.css("[id]")} | {""} for address, page in pages.items()}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    broken = set()
    for address, page in {**pages, **not_found_pages(site)}.items():
        for node in page.css("a[href], link[href], script[src], img[src], source[src]"):
            target = node.attributes.get("href") or node.attributes.get("src") or ""
            url, anchor = urldefrag(urljoin(SITE_URL + address, target))
            if not url.startswith(SITE_URL):
                continue
            path = unquote(url[len(SITE_URL) :])
            if path in ids:
                # Ids beginning with __ belong to the theme's own controls.
                if unquote(anchor) not in ids[path] and not anchor.startswith("__"):
                    broken.add((address, target))
            elif path not in files:
                broken.add((address, target))
    assert not broken


def test_nothing_is_taken_from_another_host(site: Path, pages: dict[str, LexborHTMLParser]) -> None:
    loading = (
        "script[src], img[src], source[src], iframe, link[rel=stylesheet], link[rel=preload], link[rel=preconnect]"
    )
    for address, page in {**pages, **not_found_pages(site)}.items():
        for node in page.css(loading):
            url = urljoin(SITE_URL + address, node.attributes.get("src") or node.attributes.get("href") or "")
            assert urlsplit(url).netloc == urlsplit(SITE_URL).netloc, (address, url)
    for path in site.rglob("*.css"):
        for url in re.findall(r"url\(([^)]*)\)", path.read_text(encoding="utf-8")):
            assert not re.match(r"""["']?(https?:)?//""", url), (path, url)


def test_no_mark_is_left_over(site: Path, pages: dict[str, LexborHTMLParser]) -> None:
    marks = re.compile(
        r"\[@|\[!|<!-- (table|cards|chart|map):|digest-block-|\]\((policy|actor|system|place|term|indicator"
        r"|recommendation|topic|document|page):|\{#|\{\.[a-z]|\]\(\)|KeyError|None</"
    )
    for address in pages:
        content = LexborHTMLParser((site / address / "index.html").read_text(encoding="utf-8"))
        article = content.css_first("article")
        for code in article.css("code, pre"):
            code.decompose()
        found = marks.search(article.html or "")
        assert found is None, (address, (article.html or "")[max(0, found.start() - 80) : found.end() + 80])


def test_ids_are_unique_and_headings_begin_with_one_title(pages: dict[str, LexborHTMLParser]) -> None:
    for address, page in pages.items():
        doubled = [
            name for name, count in Counter(node.attributes["id"] for node in page.css("[id]")).items() if count > 1
        ]
        assert not doubled, (address, doubled)
        assert len(page.css("h1")) == 1, address
        assert page.css_first("title").text().strip(), address
        assert page.css_first('meta[name="description"]').attributes["content"], address


def test_chinese_is_marked_as_chinese(site: Path, pages: dict[str, LexborHTMLParser]) -> None:
    seen = 0
    for address in pages:
        # A page of its own, as parts of it are taken away.
        article = LexborHTMLParser((site / address / "index.html").read_text(encoding="utf-8")).css_first("article")
        for tagged in article.css('[lang="zh-Hans"]'):
            seen += 1
            tagged.decompose()
        for code in article.css("code, pre"):
            code.decompose()
        left = HAN.search(article.text())
        assert left is None, (address, article.text()[max(0, left.start() - 20) : left.end() + 20])
    assert seen > 1000


def test_edit_links_lead_to_what_there_is_to_edit(pages: dict[str, LexborHTMLParser], register: Register) -> None:
    base = f"{REPOSITORY}/edit/main/"
    for address, page in pages.items():
        links = {node.attributes["href"] for node in page.css('a[rel="edit"]')}
        assert len(links) == 1, address
        path = unquote(links.pop().removeprefix(base))
        assert (ROOT / path).is_file(), (address, path)
        parts = address.removeprefix("en/").strip("/").split("/")
        if len(parts) == 3 and parts[0] == "register":
            assert path == f"docs/{'/'.join(parts)}.yml"
        else:
            assert path.endswith(f".{language_of(address, register)}.md")


def test_each_language_has_its_own_page_for_what_is_missing(site: Path, register: Register) -> None:
    found = not_found_pages(site)
    assert set(found) == {"404.html", "en/404.html"}
    for address, page in found.items():
        code = language_of(address, register)
        assert page.css_first("html").attributes["lang"] == code
        assert page.css_first("article section").attributes["lang"] == code
        assert {node.attributes["lang"] for node in page.css("article section")} == set(register.languages)
        (other,) = [language for language in register.languages if language != code]
        (switch,) = page.css("[data-language-link]")
        assert switch.attributes["hreflang"] == other
        expected = "404.html" if other == register.default_language else f"{other}/404.html"
        assert urljoin(SITE_URL, switch.attributes["href"]) == SITE_URL + expected


@cache
def _clicks(site: Path) -> dict[str, int]:
    """How many links lead from the home page to each page."""
    distance = {"": 0}
    waiting = [""]
    while waiting:
        address = waiting.pop(0)
        page = LexborHTMLParser((site / address / "index.html").read_text(encoding="utf-8"))
        for node in page.css("a[href]"):
            url, _ = urldefrag(urljoin(SITE_URL + address, node.attributes["href"] or ""))
            path = url.removeprefix(SITE_URL)
            if url.startswith(SITE_URL) and path not in distance and (site / path / "index.html").is_file():
                distance[path] = distance[address] + 1
                waiting.append(path)
    return distance


def test_everything_is_two_clicks_from_home(site: Path, pages: dict[str, LexborHTMLParser], register: Register) -> None:
    clicks = _clicks(site)
    own = [address for address in pages if language_of(address, register) == register.default_language]
    far = [address for address in own if clicks.get(address, 99) > 2]
    assert not far
