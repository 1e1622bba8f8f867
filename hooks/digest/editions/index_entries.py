"""The index of an edition: policies, bodies and systems in alphabetical order, under their first letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ..addresses import target
from ..languages import Language
from ..register import Register

INDEXED = ("policy", "actor", "system")
"""Kinds of records that the index lists."""

_SYLLABLES = range(0xAC00, 0xD7A4)
_SYLLABLES_PER_INITIAL = 588
# The double consonants stand with the single ones, as in Korean dictionaries' thumb indexes.
_INITIALS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"


@dataclass(frozen=True)
class IndexEntry:
    """A line of the index."""

    letter: str
    """Under which letter it stands."""
    name: str
    originals: tuple[tuple[str, str], ...]
    """Tag of an original language and the name in it."""
    key: str
    """Key of the record's page."""


def index_entries(register: Register, language: Language) -> Iterator[IndexEntry]:
    """Yield the lines of the index in order: digits, then the language's own script, then the others."""
    found = []
    for kind in INDEXED:
        for name, record in register.records[kind].items():
            originals = tuple(
                (original.tag, str(record.name.get(code)))
                for code, original in register.digest.originals.items()
                if record.name.get(code)
            )
            shown = record.name[language.code]
            key, _ = target(kind, name)
            found.append(IndexEntry(initial(shown), shown, originals, key))
    yield from sorted(found, key=lambda entry: (*_order(entry, language), entry.key))


def _order(entry: IndexEntry, language: Language) -> tuple[bool, tuple[bool, str, str]]:
    """Return the place of a line: what begins with a digit first, and marks before a name count for nothing."""
    start = next((place for place, char in enumerate(entry.name) if char.isalnum()), 0)
    return entry.letter != "#", language.sort_key(entry.name[start:])


def initial(name: str) -> str:
    """Return the letter under which a name stands: of Hangul the first consonant, without accents, `#` for digits."""
    letter = next((char for char in name if char.isalnum()), "#")
    if ord(letter) in _SYLLABLES:
        return _INITIALS[(ord(letter) - _SYLLABLES.start) // _SYLLABLES_PER_INITIAL]
    base = unicodedata.normalize("NFD", letter)[0].upper()
    return base if base.isalpha() else "#"
