"""A source text: its figures with their lines, its lines of substance, and the checksums of its passages."""

from __future__ import annotations

import bisect
import hashlib
import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path

import regex

from .evidence_lock import SourceFigure, short_checksum
from .field_types import Passage
from .languages import Language
from .quantities import QuantityReader
from .substance import lines_of_substance

_TAG = re.compile(r"<[^<>]*>")


class SourceText:
    """The text of a document, line by line."""

    def __init__(self, text: str, language: str, languages: Mapping[str, Language]) -> None:
        """Take a text and the code of its language; its parts in other languages are read as the digest's languages."""
        self.checksum = hashlib.sha256(text.encode()).hexdigest()
        self.lines = text.split("\n")
        if not self.lines[-1].strip():
            del self.lines[-1]
        self._language = language.split("-")[0]
        self._languages = languages

    @classmethod
    def read(cls, path: Path, language: str, languages: Mapping[str, Language]) -> SourceText:
        """Read a UTF-8 file. Raises OSError and UnicodeDecodeError."""
        return cls(path.read_bytes().decode("utf-8-sig"), language, languages)

    def passage(self, passage: Passage) -> str:
        """Return the text of a passage."""
        return "\n".join(self.lines[passage.first - 1 : passage.last])

    def passage_checksum(self, passage: Passage) -> str:
        """Return the checksum of a passage's text."""
        return short_checksum(self.passage(passage))

    def holds(self, name: str, passage: Passage) -> bool:
        """Return whether a passage prints a name, whatever white space or break of a line stands in it."""
        return _without_space(name) in _without_space(self.passage(passage))

    def substance(self) -> tuple[tuple[int, int], ...]:
        """Return the ranges of lines that say something: what a digest of the text could cite."""
        return lines_of_substance(self.lines)

    def figures(self) -> tuple[SourceFigure, ...]:
        """Return the figures of the text and the notes on units, in the order of their lines.

        Each line is read as the language of the document where it holds letters of that language's script,
        else as the other language whose letters it holds; a line without letters goes with the one before.
        """
        found: list[SourceFigure] = []
        readers = {code: QuantityReader(known.reading, printed=True) for code, known in self._languages.items()}
        for language, numbered in groupby(self._assigned(), key=lambda item: item[0]):
            if language is None:
                continue
            lines = [(number, line) for _, number, line in numbered]
            # Empty lines and broken lines are an accident of the printed page: a number may go on after them.
            starts, text = [], ""
            for _, line in lines:
                starts.append(len(text))
                text += _TAG.sub(lambda match: " " * len(match[0]), line) + "\n"
            reader = readers[language.code]

            def line_of(offset: int, starts: list[int] = starts, lines: list[tuple[int, str]] = lines) -> int:
                return lines[bisect.bisect_right(starts, offset) - 1][0]

            read = reader.read(text, titles=False)
            for item in [*read, *(also for one in read for also in reader.qualified(text, one))]:
                found.append(SourceFigure(line_of(item.start), line_of(item.end - 1), item.figure))
            for offset, notice in reader.notices(text):
                found.append(SourceFigure(line_of(offset), line_of(offset), notice))
        # In one line they stay in the order of the text: an amount is followed by its conversion.
        return tuple(sorted(dict.fromkeys(found), key=lambda figure: figure.first))

    def _assigned(self) -> Iterable[tuple[Language | None, int, str]]:
        """Yield each line that is not empty with the language to read it as, and its number."""
        own = self._languages.get(self._language)
        others = [language for language in self._languages.values() if language is not own]
        order = [language for language in (own, *others) if language is not None]
        letters = [(regex.compile(rf"\p{{Script={language.sorts_first}}}"), language) for language in order]
        now = order[0] if order else None
        for number, line in enumerate(self.lines, 1):
            if line.strip():
                now = next((language for pattern, language in letters if pattern.search(line)), now)
                yield now, number, line


def _without_space(text: str) -> str:
    return regex.sub(r"[\s·•・]+", "", text)
