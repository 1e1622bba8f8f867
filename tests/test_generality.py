"""Nothing in the generator knows the content: no name of a document, topic, institution or country stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from digest.load import load
from digest.register import Register
from tests.trees import ROOT

# Ids and names of the content that are everyday words of programming or of the site as well.
EVERYDAY = {
    "most": "an English word, and the id of a ministry",
    "platform": "a kind of system, and a term of the glossary",
}


@pytest.fixture(scope="module")
def words() -> set[str]:
    """Every id and name in the real digest that could be told from an ordinary word."""
    register, _ = load(ROOT)
    assert register is not None
    found = set(_words(register))
    return {word for word in found if len(word) > 1} - EVERYDAY.keys()


def _words(register: Register) -> Iterator[str]:
    models = (
        *register.documents.values(),
        *register.topics.values(),
        *(record for _, record in register.all_records()),
    )
    for model in models:
        yield model.id
        yield from getattr(model, "name", getattr(model, "title", None)).root.values()
        yield from (getattr(model, "short", None).root.values() if hasattr(model, "short") else ())
        for aliases in getattr(model, "aliases", {}).values():
            yield from aliases


def _texts() -> Iterator[tuple[str, str]]:
    for folder in ("hooks", "scripts"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), path.read_text()


def test_generator_does_not_name_the_content(words: set[str]) -> None:
    assert len(words) > 500
    any_word = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    name = re.compile(rf"(?<![\w-])(?:{any_word})(?![\w-])")
    assert [f"{path}: {match[0]}" for path, text in _texts() for match in name.finditer(text)] == []
