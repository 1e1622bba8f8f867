"""The policies and the deadlines of targets by year, as a drawing of dots: one for each.

The shape of a dot tells its first topic, so that nothing rests on colour. On a page of full width the years run from
left to right and the levels lie above one another; on a phone the years run down, and the levels side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .drawing import COLOURS, draw, places, text_width

_SHAPES: tuple[dict[str, Any], ...] = (
    {"shape": "circle", "fill": COLOURS["ink"]},
    {"shape": "square", "fill": COLOURS["paper"]},
    {"shape": "triangle-up", "fill": COLOURS["ink"]},
    {"shape": "diamond", "fill": COLOURS["paper"]},
    {"shape": "square", "fill": COLOURS["ink"]},
    {"shape": "circle", "fill": COLOURS["paper"]},
    {"shape": "diamond", "fill": COLOURS["ink"]},
    {"shape": "triangle-up", "fill": COLOURS["paper"]},
)
"""How the dots of the topics look, in the order of the digest; a ninth topic looks like the first."""
WIDE, NARROW = 760, 340
"""Widths in CSS pixels."""
_DOT, _SIZE = 9.5, 11.5
_EDGE = 8
"""Room on either side of the years on a wide page."""


@dataclass(frozen=True)
class Dot:
    """Something that happened, or is to happen, in a year."""

    year: int
    lane: int
    """Number of the level, from 0."""
    topic: int
    """Number of the topic, from 0."""


def wide_timeline(dots: Iterable[Dot], lanes: list[str]) -> str:
    """Return the drawing for a page of full width."""
    stacks, years = _stacks(dots)
    step = (WIDE - 2 * _EDGE) / len(years)
    placed: list[tuple[float, float, int]] = []
    texts: list[dict[str, Any]] = []
    rules: list[float] = []
    top = 0.0
    for lane, name in enumerate(lanes):
        tallest = max((len(stacks.get((year, lane), ())) for year in years), default=0)
        if not tallest:
            continue
        top += 20
        texts.append(_text(0, top - 8, name, "bold"))
        base = top + tallest * _DOT
        for number, year in enumerate(years):
            for height, topic in enumerate(stacks.get((year, lane), ())):
                placed.append((_EDGE + (number + 0.5) * step, base - (height + 0.5) * _DOT, topic))
        rules.append(base)
        top = base + 6
    bottom = top + 20
    for year in _marked(years, step):
        texts.append(_text(_EDGE + (years.index(year) + 0.5) * step, bottom - 10, str(year), "middle"))
    return _drawing(placed, texts, [(0, base, WIDE, base) for base in rules], WIDE, round(bottom))


def _marked(years: list[int], step: float) -> list[int]:
    """Return the years that are written: round ones, and the first and the last where there is room beside those."""
    wide = text_width("0000", _SIZE)
    apart = (wide + 4) / step
    interval = next((interval for interval in (5, 10, 20, 50) if interval >= apart), 100)
    first, last = years[0], years[-1]
    inside = [year for year in years if _EDGE + (min(year - first, last - year) + 0.5) * step >= wide / 2]
    marked = [year for year in inside if year % interval == 0]
    for year in (first, last):
        if year in inside and all(abs(year - other) >= apart for other in marked):
            marked.append(year)
    return sorted(marked)


def narrow_timeline(dots: Iterable[Dot], lanes: list[str]) -> str:
    """Return the drawing for a phone."""
    stacks, years = _stacks(dots)
    widest = [max((len(stacks.get((year, lane), ())) for year in years), default=0) for lane in range(len(lanes))]
    used = [lane for lane, dots_of in enumerate(widest) if dots_of]
    left, row = 40.0, 15
    room = NARROW - left
    # A lane is as wide as its longest row, but its name needs some room as well.
    shares = {lane: max(widest[lane], 3) for lane in used}
    dot = min(_DOT, room / sum(shares.values()))
    starts, x = {}, left
    for lane in used:
        starts[lane] = x
        x += room * shares[lane] / sum(shares.values())
    head = 14 * len(used) + 8
    placed: list[tuple[float, float, int]] = []
    texts = [_text(starts[lane], 8 + 14 * number, lanes[lane], "bold") for number, lane in enumerate(used)]
    rules: list[tuple[float, float, float, float]] = []
    height = head + row * len(years) + 4
    for number, lane in enumerate(used):
        rules.append((starts[lane] - 4, 14 * number + 2, starts[lane] - 4, height))
    for number, year in enumerate(years):
        y = head + row * (number + 0.5)
        texts.append(_text(0, y, str(year), "plain"))
        for lane in used:
            for count, topic in enumerate(stacks.get((year, lane), ())):
                placed.append((starts[lane] + (count + 0.5) * dot, y, topic))
    return _drawing(placed, texts, rules, NARROW, height, dot)


def dot_sample(topic: int) -> str:
    """Return a dot that shows how a topic looks, for the key."""
    return draw([_dots([(6.0, 6.0, topic)], topic, 12, 12)], 12, 12)


def _stacks(dots: Iterable[Dot]) -> tuple[Mapping[tuple[int, int], list[int]], list[int]]:
    stacks: dict[tuple[int, int], list[int]] = defaultdict(list)
    for dot in sorted(dots, key=lambda dot: (dot.year, dot.lane, dot.topic)):
        stacks[dot.year, dot.lane].append(dot.topic)
    first, last = min(year for year, _ in stacks), max(year for year, _ in stacks)
    return stacks, list(range(first, last + 1))


def _drawing(
    placed: list[tuple[float, float, int]],
    texts: list[dict[str, Any]],
    rules: list[tuple[float, float, float, float]],
    width: int,
    height: int,
    dot: float = _DOT,
) -> str:
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": [{"x": x, "y": y, "x2": x2, "y2": y2} for x, y, x2, y2 in rules]},
            "mark": {"type": "rule", "stroke": COLOURS["rule"], "strokeWidth": 1},
            "encoding": {**places(width, height), "x2": {"field": "x2"}, "y2": {"field": "y2"}},
        }
    ]
    layers += [
        _dots([place for place in placed if place[2] == topic], topic, width, height, dot)
        for topic in sorted({topic for _, _, topic in placed})
    ]
    looks = {"bold": ("left", "bold"), "middle": ("center", "normal"), "plain": ("left", "normal")}
    for style, (align, weight) in looks.items():
        own = [text for text in texts if text["style"] == style]
        if own:
            layers.append(
                {
                    "data": {"values": own},
                    "mark": {
                        "type": "text", "align": align, "fontWeight": weight, "baseline": "middle", "limit": 0,
                        "fontSize": _SIZE, "fill": COLOURS["text"],
                    },
                    "encoding": {**places(width, height), "text": {"field": "text"}},
                }
            )  # fmt: skip
    return draw(layers, width, height)


def _dots(
    dots: list[tuple[float, float, int]], topic: int, width: int, height: int, step: float = _DOT
) -> dict[str, Any]:
    look = _SHAPES[topic % len(_SHAPES)]
    return {
        "data": {"values": [{"x": round(x, 1), "y": round(y, 1)} for x, y, _ in dots]},
        "mark": {
            "type": "point",
            "size": round((step * 0.68) ** 2, 1),
            "strokeWidth": 1.1,
            "opacity": 1,
            "stroke": COLOURS["ink"],
            **look,
        },
        "encoding": places(width, height),
    }


def _text(x: float, y: float, text: str, style: str) -> dict[str, Any]:
    return {"x": round(x, 1), "y": round(y, 1), "text": text, "style": style}
