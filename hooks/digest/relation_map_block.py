"""The map of a topic as a drawing with links; the table of relations on the same page says the same in words."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from .drawing import COLOURS, LINK_BASE, draw, places, text_width
from .field_types import RecordReference
from .relation_map import ISSUES, RelationMap, relation_map
from .view import View

_COLUMN, _BETWEEN, _ROW, _SIZE = 178, 40, 56, 11.5
"""Width of a column and of the space between two, height of a row, and size of letters, in CSS pixels."""
_LINES_OF_NAME = 3
_LINES: dict[str, dict[str, Any]] = {
    ISSUES: {"stroke": COLOURS["soft"], "strokeWidth": 1},
    "part-of": {"stroke": COLOURS["ink"], "strokeWidth": 1.2},
    "implements": {"stroke": COLOURS["ink"], "strokeWidth": 2},
    "based-on": {"stroke": COLOURS["ink"], "strokeWidth": 1.2, "strokeDash": [6, 3]},
    "pilots": {"stroke": COLOURS["ink"], "strokeWidth": 1.2, "strokeDash": [1, 3]},
    "succeeds": {"stroke": COLOURS["seal"], "strokeWidth": 1.6},
    "replaces": {"stroke": COLOURS["seal"], "strokeWidth": 1.6, "strokeDash": [6, 3]},
    "amends": {"stroke": COLOURS["seal"], "strokeWidth": 1.6, "strokeDash": [1, 3]},
}
_BOXES: dict[str, dict[str, Any]] = {
    "actor": {"fill": COLOURS["paper"], "stroke": COLOURS["rule"]},
    "policy": {"fill": COLOURS["paper"], "stroke": COLOURS["ink"]},
    "system": {"fill": COLOURS["paper"], "stroke": COLOURS["ink"], "strokeDash": [3, 2]},
}


def relation_map_html(view: View, options: dict[str, str]) -> str:
    """Return the map of a topic as HTML, with a key to its lines and boxes."""
    topic = options["topic"]
    found = relation_map(view.register, topic)
    if not found.columns:
        return view.nothing("no-records")
    label = f"{view.word('relation-map')}: {escape(view.name('topic', topic))}"
    return (
        f'<figure class="relation-map"><div class="drawing relation-map-drawing" role="group" tabindex="0" '
        f'aria-label="{label}">{_drawing(found, view)}</div>'
        f"<figcaption>{_key(found, view)}</figcaption></figure>"
    )


def _key(found: RelationMap, view: View) -> str:
    items = []
    for kind in _BOXES:
        if any(record.kind == kind for column in found.columns for record in column):
            items.append((_boxes([{"x": 1, "x2": 27, "y": 1, "y2": 11}], kind, 28, 12), view.word(kind)))
    for kind in _LINES:
        if any(tie.type == kind for tie in found.ties):
            points = [{"x": x, "y": 6, "tie": 0} for x in (0, 28)]
            name = view.language.value("actor-role" if kind == ISSUES else "relation-inverse", kind)
            items.append((_lines(points, kind, 28, 12), escape(name)))
    listed = "".join(
        f'<li><span aria-hidden="true">{draw([layer], 28, 12)}</span> {name}</li>' for layer, name in items
    )
    return f'<ul class="chart-key">{listed}</ul>'


def _drawing(found: RelationMap, view: View) -> str:
    height = max(len(column) for column in found.columns) * _ROW
    width = len(found.columns) * (_COLUMN + _BETWEEN) - _BETWEEN
    places_of: dict[RecordReference, tuple[float, float]] = {}
    for number, column in enumerate(found.columns):
        # Short columns stand in the middle, and fill the height evenly.
        step = height / len(column)
        for position, record in enumerate(column):
            places_of[record] = (number * (_COLUMN + _BETWEEN), step * (position + 0.5))
    layers = []
    for kind in _LINES:
        points = [
            {**point, "tie": number}
            for number, tie in enumerate(found.ties)
            if tie.type == kind
            for point in _curve(places_of[tie.first], places_of[tie.then])
        ]
        if points:
            layers.append(_lines(points, kind, width, height))
    for kind in _BOXES:
        own = [
            {"x": x, "x2": x + _COLUMN, "y": y - _ROW / 2 + 4, "y2": y + _ROW / 2 - 4}
            for record, (x, y) in places_of.items()
            if record.kind == kind
        ]
        if own:
            layers.append(_boxes(own, kind, width, height))
    layers.append(_names(places_of, width, height, view))
    return draw(layers, width, height)


def _curve(first: tuple[float, float], then: tuple[float, float]) -> Iterator[dict[str, float]]:
    """Yield the points that hold a line from the right side of one box to the left side of another."""
    x1, x2 = first[0] + _COLUMN, then[0]
    middle = x2 - _BETWEEN / 2
    for x, y in ((x1, first[1]), (middle, first[1]), (middle, then[1]), (x2, then[1])):
        yield {"x": x, "y": round(y, 1)}


def _lines(points: list[dict[str, Any]], kind: str, width: int, height: int) -> dict[str, Any]:
    numbered = [{**point, "order": number} for number, point in enumerate(points)]
    return {
        "data": {"values": numbered},
        "mark": {"type": "line", "interpolate": "basis", **_LINES[kind]},
        "encoding": {
            **places(width, height),
            "detail": {"field": "tie"},
            "order": {"field": "order", "type": "quantitative"},
        },
    }


def _boxes(boxes: list[dict[str, Any]], kind: str, width: int, height: int) -> dict[str, Any]:
    return {
        "data": {"values": boxes},
        "mark": {"type": "rect", "cornerRadius": 3, "strokeWidth": 1.2, **_BOXES[kind]},
        "encoding": {**places(width, height), "x2": {"field": "x2"}, "y2": {"field": "y2"}},
    }


def _names(
    places_of: dict[RecordReference, tuple[float, float]], width: int, height: int, view: View
) -> dict[str, Any]:
    texts = []
    for record, (x, y) in places_of.items():
        lines = lines_of(view.name(*record), _SIZE, _COLUMN - 16)
        texts.append(
            {
                "x": x + 8,
                "y": round(y - (len(lines) - 1) * 7, 1),
                "text": lines,
                "href": LINK_BASE + view.href(*record),
            }
        )
    return {
        "data": {"values": texts},
        "mark": {
            "type": "text", "align": "left", "baseline": "middle", "lineHeight": 14, "limit": 0, "fontSize": _SIZE,
            "fill": COLOURS["text"],
        },
        "encoding": {**places(width, height), "text": {"field": "text"}, "href": {"field": "href"}},
    }  # fmt: skip


def lines_of(text: str, size: float, width: float) -> list[str]:
    """Return a text in up to three lines, broken at spaces, and cut where three do not hold it."""
    lines: list[str] = []
    rest = text.strip()
    while rest and len(lines) < _LINES_OF_NAME:
        if text_width(rest, size) <= width:
            return [*lines, rest]
        fitting = [at for at in range(1, len(rest)) if text_width(rest[:at], size) <= width]
        cut = max((at for at in fitting if rest[at] == " "), default=0) or max(fitting, default=0)
        if not cut:
            return lines
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    if not rest:
        return lines
    last = lines[-1]
    while last and text_width(last + "…", size) > width:
        last = last[:-1]
    return [*lines[:-1], last.rstrip() + "…"]
