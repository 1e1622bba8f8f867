"""`evidence.lock`: what is needed to check the digest without the sources. It holds no wording of theirs.

For each document: the checksum of its text, the lines that say something, the figures with their lines,
the checksum of each cited passage, and the checksums of the names found in their passages. For each text
of the digest: the checksums of its blocks in every language, as last found or confirmed to be in step.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

from .figures import Amount, Figure, UnitNotice, When
from .problems import Problem
from .reading import Qualifier

NAME = "evidence.lock"
VERSION = 1
"""Of the form of the file."""


@dataclass(frozen=True)
class SourceFigure:
    """A quantity, a date, or a note on a table's unit, with its first and last line in the source."""

    first: int
    last: int
    figure: Figure | UnitNotice

    def __str__(self) -> str:
        match self.figure:
            case UnitNotice():
                said = f"unit {self.figure.scale} {self.figure.unit}".rstrip()
            case When():
                said = f"date {self.figure}"
            case Amount():
                said = str(self.figure)
        return f"{self.first}-{self.last} {said}"

    @classmethod
    def parse(cls, text: str) -> SourceFigure:
        """Read what `str` wrote. Raises ValueError."""
        lines, _, said = text.partition(" ")
        first, _, last = lines.partition("-")
        words = said.split(" ")
        figure: Figure | UnitNotice
        if words[0] == "unit":
            figure = UnitNotice(int(words[1]), words[2] if len(words) > 2 else "")
        elif words[0] == "date":
            year, month, day = (int(part.strip("-") or 0) for part in _date_parts(words[1]))
            figure = When(year, month, day)
        else:
            unit = next((word for word in words[1:] if word not in _QUALIFIERS), "")
            qualifier = next((word for word in words[1:] if word in _QUALIFIERS), "")
            figure = Amount(Fraction(words[0]), unit, qualifier)
        return cls(int(first), int(last), figure)


_QUALIFIERS: tuple[str, ...] = get_args(Qualifier)


def _date_parts(text: str) -> tuple[str, str, str]:
    year, rest = text[:4], text[5:]
    month, day = rest[:2], rest[3:]
    return year, month, day


@dataclass(frozen=True)
class SourceEvidence:
    """What the lock holds of one document."""

    checksum: str
    """SHA-256 of the source text."""
    substance: tuple[tuple[int, int], ...] = ()
    """Ranges of lines that say something, both ends included."""
    figures: tuple[SourceFigure, ...] = ()
    """In the order of their lines."""
    passages: Mapping[str, str] = field(default_factory=dict)
    """Checksums of the cited passages by their lines, `12-34`."""
    names: frozenset[str] = frozenset()
    """Checksums of names together with the passage in which they were found."""


@dataclass(frozen=True)
class EvidenceLock:
    """The whole lock."""

    documents: Mapping[str, SourceEvidence] = field(default_factory=dict)
    texts: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """For each section and field, by language, the checksums of its blocks."""

    def write(self, path: Path) -> None:
        """Write the lock, one item to a line, so that a change of it can be read."""
        documents = {
            name: {
                "checksum": source.checksum,
                "substance": [f"{first}-{last}" for first, last in source.substance],
                "figures": [str(figure) for figure in source.figures],
                "passages": dict(sorted(source.passages.items(), key=lambda item: _numbers(item[0]))),
                "names": sorted(source.names),
            }
            for name, source in sorted(self.documents.items())
        }
        texts = {
            name: {language: " ".join(sums) for language, sums in sorted(pair.items())}
            for name, pair in sorted(self.texts.items())
        }
        data = {"version": VERSION, "documents": documents, "texts": texts}
        fresh = path.with_name(path.name + ".new")
        fresh.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
        fresh.replace(path)


def _numbers(lines: str) -> tuple[int, ...]:
    return tuple(map(int, lines.split("-")))


def read_lock(path: Path) -> tuple[EvidenceLock | None, list[Problem]]:
    """Return the lock, or None with a finding where it can't be read; None without one where there is none."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None, []
    except UnicodeDecodeError:
        return None, [_unreadable(1, 1, "the file is not UTF-8 text")]
    try:
        return _lock(json.loads(text)), []
    except json.JSONDecodeError as error:
        return None, [_unreadable(error.lineno, error.colno, _NOT_OURS)]
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, ZeroDivisionError):
        return None, [_unreadable(1, 1, _NOT_OURS)]


_NOT_OURS = "the file is not as make verify and make confirm write it"


def _unreadable(line: int, column: int, message: str) -> Problem:
    hint = "take the file of the last good commit and run make confirm; nobody edits it by hand"
    return Problem(NAME, line, column, "lock-syntax", message, hint)


def _lock(data: Any) -> EvidenceLock:
    if data["version"] != VERSION:
        raise ValueError(data["version"])
    documents = {
        name: SourceEvidence(
            checksum=str(entry["checksum"]),
            substance=tuple(_range(lines) for lines in entry["substance"]),
            figures=tuple(SourceFigure.parse(figure) for figure in entry["figures"]),
            passages={str(lines): str(checksum) for lines, checksum in entry["passages"].items()},
            names=frozenset(map(str, entry["names"])),
        )
        for name, entry in data["documents"].items()
    }
    texts = {
        str(name): {str(language): tuple(sums.split()) for language, sums in pair.items()}
        for name, pair in data["texts"].items()
    }
    return EvidenceLock(documents, texts)


def _range(lines: str) -> tuple[int, int]:
    first, last = _numbers(lines)
    return first, last


def short_checksum(text: str) -> str:
    """Return the beginning of a text's SHA-256: enough to tell one version of a passage or block from another."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]
