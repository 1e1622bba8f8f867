"""YAML with positions and without surprises.

PyYAML follows YAML 1.1, in which `NO` is false, `010` is 8, `12:30` is 750 and the last of two
equal keys wins. Here a plain scalar is null, true, false, a decimal number or text, and nothing
else; a repeated key is a finding; and every value remembers its line and column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from .problems import Problem

Location = tuple[str | int, ...]
"""The way to a value: keys and list indexes from the top, as pydantic's `loc`."""

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
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


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[YamlSource, list[Problem]]:
    """Read a YAML text.

    `path` names the file in findings; `first_line` is the line of the file at which the text begins
    (front matter begins at line 2). Returns the source, with `data` None where the text can't be
    read, and the findings: `yaml-syntax` and `yaml-duplicate-key`.
    """
    source, problems = YamlSource(), list[Problem]()
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + first_line if mark else first_line
        column = mark.column + 1 if mark else 1
        what = ", ".join(part for part in (error.context, error.problem) if part)
        hint = "check the indentation, and put text that contains ': ' or ' #' in double quotes"
        return source, [Problem(path, line, column, "yaml-syntax", f"not readable as YAML ({what})", hint)]
    except yaml.YAMLError as error:
        # Characters that YAML forbids (control characters) come without a mark.
        what = " ".join(str(error).split())
        hint = "remove the control character"
        return source, [Problem(path, first_line, 1, "yaml-syntax", f"not readable as YAML ({what})", hint)]
    if root is not None:
        source.data = _walk(root, (), source, problems, path, first_line - 1, frozenset())
    return source, problems


def _span(node: yaml.Node, offset: int) -> Span:
    start, end = node.start_mark, node.end_mark
    # A block scalar ends at column 0 of the line after its last one.
    last = end.line if end.column or end.line == start.line else end.line - 1
    return Span(start.line + 1 + offset, start.column + 1, last + 1 + offset)


def _walk(
    node: yaml.Node,
    location: Location,
    source: YamlSource,
    problems: list[Problem],
    path: str,
    offset: int,
    above: frozenset[int],
) -> Any:
    source.values[location] = _span(node, offset)
    if id(node) in above:
        span = _span(node, offset)
        message = "an alias that contains itself"
        problems.append(Problem(path, span.line, span.column, "yaml-syntax", message, "write the value out"))
        return None
    above = above | {id(node)}
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, span = str(key_node.value), _span(key_node, offset)
            if key in mapping:
                message = f"the key '{key}' stands here twice"
                hint = f"keep one; the first is in line {source.keys[*location, key].line}"
                problems.append(Problem(path, span.line, span.column, "yaml-duplicate-key", message, hint))
                continue
            source.keys[*location, key] = span
            mapping[key] = _walk(value_node, (*location, key), source, problems, path, offset, above)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [
            _walk(item, (*location, index), source, problems, path, offset, above)
            for index, item in enumerate(node.value)
        ]
    assert isinstance(node, yaml.ScalarNode)
    return _scalar(node)


def _scalar(node: yaml.ScalarNode) -> Any:
    text: str = node.value
    # PyYAML marks plain scalars by None, its C parser by an empty style.
    if node.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
