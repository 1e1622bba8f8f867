"""Questions that a policy researcher asks: the built pages answer them, with the passage, three clicks from home."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from digest.addresses import page_address
from digest.field_types import Passage
from digest.register import Register

from .conftest import ROOT, SITE_URL

CLICKS = 3
QUESTIONS: list[dict[str, Any]] = [
    question
    for path in sorted((ROOT / "tests" / "questions").glob("*.yml"))
    for question in yaml.safe_load(path.read_text(encoding="utf-8"))
]
BLOCKS = "p, li, tr, dl.facts, figcaption"
# What stands in the text for the hand or the ear only.
ASIDE = "sup.cites, .erratum-mark, .headerlink, .calculated-how"


def test_there_are_enough_questions_of_all_documents(register: Register) -> None:
    assert len(QUESTIONS) >= 60
    assert len({question["id"] for question in QUESTIONS}) == len(QUESTIONS)
    asked = {Passage.parse(passage).document for question in QUESTIONS for passage in question["passages"]}
    assert asked == set(register.documents)
    several = [
        question
        for question in QUESTIONS
        if len({Passage.parse(passage).document for passage in question["passages"]}) > 1
    ]
    assert len(several) >= 5


@pytest.fixture(scope="module")
def clicks(pages: dict[str, LexborHTMLParser], register: Register) -> dict[str, int]:
    """How many links each page is away from the home page of its language."""
    found = {page_address("index", code, register.default_language): 0 for code in register.languages}
    waiting = list(found)
    for here in waiting:
        for link in pages[here].css("a[href]"):
            if "hreflang" in link.attributes:
                # The way may not lead through the other language.
                continue
            target = _address(here, link.attributes["href"])
            if target in pages and target not in found:
                found[target] = found[here] + 1
                waiting.append(target)
    return found


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["id"])
def test_a_question_is_answered(
    question: dict[str, Any], pages: dict[str, LexborHTMLParser], clicks: dict[str, int], register: Register
) -> None:
    wanted = [Passage.parse(passage) for passage in question["passages"]]
    for code in register.languages:
        address = page_address(question["page"], code, register.default_language)
        assert clicks[address] <= CLICKS, address
        answers = [" ".join(answer.split()) for answer in question["answers"][code]]
        holding = [
            (text, cited)
            for text, cited in _blocks(address, pages[address])
            if any(answer in text for answer in answers) and any(_overlap(one, two) for one in cited for two in wanted)
        ]
        for answer in answers:
            assert any(answer in text for text, _ in holding), f"{code}: '{answer}' with {question['passages']}"
        for passage in wanted:
            assert any(_overlap(passage, other) for _, cited in holding for other in cited), f"{code}: {passage}"


def _address(here: str, href: str | None) -> str:
    """Return the address below the root to which a link on a page leads."""
    return urldefrag(urljoin(SITE_URL + here, href or "")).url.removeprefix(SITE_URL)


def _blocks(address: str, page: LexborHTMLParser) -> list[tuple[str, list[Passage]]]:
    """Return the blocks of a page: what a reader sees, and the passages that the block cites."""
    references = _references(address, page)
    found = []
    for block in page.css("article")[0].css(BLOCKS):
        cited = [references[link.attributes["href"]] for link in block.css("a.cite")]
        if cited:
            copy = LexborHTMLParser(block.html or "", is_fragment=True)
            for aside in copy.css(ASIDE):
                aside.decompose()
            found.append((" ".join((copy.root.text() if copy.root else "").split()), cited))
    return found


def _references(address: str, page: LexborHTMLParser) -> dict[str | None, Passage]:
    """Return the passages of the list of references, by the links that lead to them."""
    found: dict[str | None, Passage] = {}
    for group in page.css(".references-group"):
        document = PurePath(_address(address, group.css(".references-document a")[0].attributes["href"])).name
        for item in group.css("li"):
            numbers = [int(number) for number in re.findall(r"\d+", item.css(".reference-lines")[0].text())]
            found[f"#{item.attributes['id']}"] = Passage(document, numbers[0], numbers[-1])
    return found


def _overlap(one: Passage, other: Passage) -> bool:
    return one.document == other.document and one.first <= other.last and other.first <= one.last
