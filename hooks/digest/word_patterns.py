"""Patterns for the words of a language, as the tables of `docs/languages` list them."""

from __future__ import annotations

import re
from collections.abc import Iterable

NEVER = 1000
"""Letters: no word is so long that the end of a line could part it."""


def any_word(words: Iterable[str], broken_from: int = 2) -> str:
    """Return a pattern for any of the words, the longest first; a Latin word ends where its letters end."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(word_pattern(word, broken_from) for word in ordered) or r"(?!)"


def word_pattern(word: str, broken_from: int = 2) -> str:
    """Return a pattern for a word."""
    body = letters(word, broken_from)
    before = r"(?<![A-Za-zÀ-ÿ])" if is_latin(word[0]) else ""
    after = r"(?![A-Za-zÀ-ÿ])" if is_latin(word[-1]) else ""
    return f"{before}{body}{after}"


def letters(word: str, broken_from: int = 2) -> str:
    """Return a pattern for a word; from a length on, the end of a printed line may part its syllables."""
    if len(word) >= broken_from and not is_latin(word[0]) and " " not in word:
        return "[ ]?".join(map(re.escape, word))
    return r"[ ]+".join(map(re.escape, word.split()))


def key(word: str) -> str:
    """Return a word that was found as the table of the language lists it, but for its spaces."""
    return word.replace(" ", "").casefold()


def is_latin(char: str) -> bool:
    return char.isalpha() and char < "\u0250"


def any_after_digit(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, which may follow a digit directly."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(w) + (r"(?![A-Za-zÀ-ÿ])" if is_latin(w[-1]) else "") for w in ordered) or r"(?!)"


def spaced(pattern: str) -> str:
    return re.escape(pattern).replace(r"\ ", r"[ ]{0,3}")


def needed(pattern: str) -> str:
    """Return a part of a pattern that stands in every text that it matches: to look for it first is quick."""
    literals = re.split(r"\{[a-z-]+\}| ", pattern.replace("{short-year}", "'{year}"))
    return max(literals, key=len)
