"""The typefaces of the editions: whether they are there, and which characters they have."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

import typst
from fontTools.ttLib import TTFont

from ..register import Register

# Marks that show nothing by themselves.
_INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn"}


@lru_cache(maxsize=1)
def _faces() -> Mapping[str, tuple[str, int] | None]:
    """Return for each family that can be used a file of it and the number in that file; None where it has no file."""
    found: dict[str, tuple[str, int] | None] = {}
    for font in typst.Fonts().fonts():
        found.setdefault(font.family, (font.path, font.index) if font.path else None)
    return found


def families(register: Register) -> dict[str, str]:
    """Return the families that a digest asks for, each with the path of the file that names it first."""
    asked: dict[str, str] = {}
    for code, language in register.languages.items():
        for family in (*language.print_form.text, *language.print_form.heads):
            asked.setdefault(family, f"docs/languages/{code}.yml")
    for original in register.digest.originals.values():
        for family in original.typefaces:
            asked.setdefault(family, "docs/digest.yml")
    return asked


def missing_families(asked: Iterable[str]) -> list[str]:
    """Return the families that this machine lacks."""
    return [family for family in asked if family not in _faces()]


@lru_cache(maxsize=64)
def _characters(family: str) -> frozenset[int]:
    face = _faces().get(family)
    if face is None:
        # What comes with the compiler can't be read; the families after it have what it has.
        return frozenset()
    path, number = face
    with TTFont(path, fontNumber=number, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


def lacking(text: str, asked: Iterable[str]) -> list[str]:
    """Return the characters of a text that none of some families has, each once, in the order of the text."""
    shown = dict.fromkeys(char for char in text if not char.isascii() and unicodedata.category(char) not in _INVISIBLE)
    known = [_characters(family) for family in asked]
    return [char for char in shown if not any(ord(char) in characters for characters in known)]
