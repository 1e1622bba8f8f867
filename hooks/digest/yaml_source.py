"""YAML with positions and without surprises.

PyYAML follows YAML 1.1, in which `NO` is false, `010` is 8, `12:30` is 750 and the last of two
equal keys wins. Here a plain scalar is null, true, false, a decimal number or text, and nothing
else; a repeated key, an anchor and an alias are findings; and every value remembers its line and
column.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from .problems import Problem

Location = tuple[str | int, ...]
"""The way to a value: keys and list indexes from the top, as pydantic's `loc`."""

MAX_DEPTH = 50
"""Levels of nesting. No content has more, and far more of them would overflow the stack."""

# More digits than this stay text: they are an identifier, not an amount.
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True)
class Span:
    """Where a value stands: first line and column, last line; all counted from 1."""

    line: int
    column: int
    last_line: int


@dataclass
class YamlSource:
    """The content of a YAML text, and where each part of it stands."""

    data: Any = None
    values: dict[Location, Span] = field(default_factory=dict)
    keys: dict[Location, Span] = field(default_factory=dict)

    def value_span(self, location: Location) -> Span:
        """Return where the value at `location` stands, or its nearest parent that is in the text."""
        while location and location not in self.values:
            location = location[:-1]
        return self.values.get(location, Span(1, 1, 1))

    def key_span(self, location: Location) -> Span:
        """Return where the key of `location` stands, or its value where it has no key (a list item)."""
        return self.keys.get(location) or self.value_span(location)


_HINTS = (
    ("mapping values are not allowed", "put the text in double quotes: it contains ': '"),
    ("tab character", "indent with spaces, not with tabs"),
    ("character that cannot start any token", "put the text in double quotes, and indent with spaces, not with tabs"),
    ("quoted scalar", 'close the quotation mark, and write \\" for one inside double quotes'),
    ("simple key", "write 'key: value', with a space after the colon"),
    ("block", "check the indentation, and put text that goes on after a quotation in quotes as a whole"),
    ("flow", "close each bracket, and put commas between the values in it"),
)
"""What to try, by a part of what the parser says; the first that fits is shown."""


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[YamlSource, list[Problem]]:
    """Read a YAML text.

    `path` names the file in findings; `first_line` is the line of the file at which the text begins
    (front matter begins at line 2). Returns the source, with `data` None where the text can't be
    read, and the findings: `yaml-syntax` and `yaml-duplicate-key`.
    """
    reader = _Reader(path, first_line - 1)
    try:
        reader.document(yaml.parse(text, Loader=yaml.CSafeLoader))
    except _UnreadableError as error:
        return YamlSource(), [*reader.problems, error.problem]
    except yaml.MarkedYAMLError as error:
        what = ", ".join(part for part in (error.context, error.problem) if part)
        # A quotation mark that is not closed is found out at the end of the file.
        mark = error.context_mark if "quoted scalar" in what else error.problem_mark or error.context_mark
        hint = next((hint for part, hint in _HINTS if part in what), "put the text in double quotes")
        line, column = (mark.line, mark.column + 1) if mark else (0, 1)
        message = f"not readable as YAML ({what})"
        return YamlSource(), [*reader.problems, Problem(path, line + first_line, column, "yaml-syntax", message, hint)]
    except yaml.reader.ReaderError as error:
        before = text[: text.index(chr(error.character))]
        line, column = before.count("\n") + first_line, len(before) - (before.rfind("\n") + 1) + 1
        message = f"a character that YAML forbids (U+{error.character:04X}) stands here"
        hint = "remove it; most editors do not show it"
        return YamlSource(), [Problem(path, line, column, "yaml-syntax", message, hint)]
    return reader.source, reader.problems


class _UnreadableError(Exception):
    """Ends the reading of a text that YAML allows, but the digest does not."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class _Reader:
    """Builds the values of one text from the events of the parser, and remembers where each stands."""

    def __init__(self, path: str, offset: int) -> None:
        self.path = path
        self.offset = offset
        self.source = YamlSource()
        self.problems: list[Problem] = []

    def document(self, events: Iterator[yaml.Event]) -> None:
        """Read the only document of a text; a text without one holds nothing."""
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._unreadable(event, "a second document begins here", "remove the line ---")
                self.source.data = self._value(next(events), events, ())

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], location: Location) -> Any:
        anchor = getattr(event, "anchor", None)
        if anchor:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            message = f"YAML takes '{sign}{anchor}' for a pointer inside the file, and the digest has none"
            raise self._unreadable(event, message, "put the text in double quotes")
        if len(location) > MAX_DEPTH:
            raise self._unreadable(event, f"more than {MAX_DEPTH} levels stand inside each other", "use fewer levels")
        start = event.start_mark
        if isinstance(event, yaml.MappingStartEvent):
            value: Any = {}
            event = self._mapping(value, events, location)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = []
            event = next(events)
            while not isinstance(event, yaml.SequenceEndEvent):
                value.append(self._value(event, events, (*location, len(value))))
                event = next(events)
        else:
            # The parser gives plain scalars an empty style.
            assert isinstance(event, yaml.ScalarEvent)
            value = event.value if event.style else _scalar(event.value)
        self.source.values[location] = self._span(start, event.end_mark)
        return value

    def _mapping(self, mapping: dict[str, Any], events: Iterator[yaml.Event], location: Location) -> yaml.Event:
        """Read keys and values up to the end of a mapping; return the event that ends it."""
        event = next(events)
        while not isinstance(event, yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.anchor:
                hint = "put it in double quotes, or write it as 'key: value'"
                raise self._unreadable(event, "the key is not a plain text", hint)
            key, span = event.value, self._span(event.start_mark, event.end_mark)
            if key in mapping:
                hint = f"keep one; the first is in line {self.source.keys[*location, key].line}"
                message = f"the key '{key}' stands here twice"
                self.problems.append(Problem(self.path, span.line, span.column, "yaml-duplicate-key", message, hint))
                # Read and dropped: what a repeated key holds is not what the file says.
                _Reader(self.path, self.offset)._value(next(events), events, location)
            else:
                mapping[key] = None
                self.source.keys[*location, key] = span
                mapping[key] = self._value(next(events), events, (*location, key))
            event = next(events)
        return event

    def _span(self, start: Any, end: Any) -> Span:
        # A block scalar ends at column 0 of the line after its last one.
        last = end.line if end.column or end.line == start.line else end.line - 1
        return Span(start.line + 1 + self.offset, start.column + 1, last + 1 + self.offset)

    def _unreadable(self, event: yaml.Event, message: str, hint: str) -> _UnreadableError:
        span = self._span(event.start_mark, event.end_mark)
        return _UnreadableError(Problem(self.path, span.line, span.column, "yaml-syntax", message, hint))


def _scalar(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    return text
