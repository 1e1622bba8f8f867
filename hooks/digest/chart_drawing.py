"""A chart as a drawing of horizontal bars, in two shapes: for a page of full width, and for a phone.

The nature of a value is told by the way its bar is drawn and by a word beside its amount, never by colour alone:
actual values are filled, targets and provisions are outlines, forecasts are dashed outlines, claims are paler.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .charts import ChartBar, ChartGroup, amount, kinds_of
from .drawing import COLOURS, draw, places, shortened, text_width
from .languages import Language

WIDE, NARROW = 680, 340
"""Widths in CSS pixels."""
_SIZE = 12.5
_GAP = 8
_LINE = 16
"""Height of a line of text, where a label needs one of its own."""
_STYLES: dict[str, dict[str, Any]] = {
    "actual": {"fill": COLOURS["ink"], "stroke": COLOURS["ink"]},
    "claim": {"fill": COLOURS["soft"], "stroke": COLOURS["ink"]},
    "target": {"fill": COLOURS["paper"], "stroke": COLOURS["ink"]},
    "forecast": {"fill": COLOURS["paper"], "stroke": COLOURS["ink"], "strokeDash": [4, 3]},
    "provision": {"fill": COLOURS["paper"], "stroke": COLOURS["ink"], "strokeDash": [1, 2]},
}


@dataclass(frozen=True)
class _Shape:
    """Where things stand in a drawing of one width."""

    width: int
    labels: float
    """Width of the column of labels; 0 where each label stands above its bar."""
    amounts: float
    """Width kept free for the amounts at the ends of the bars; 0 where they stand above their bars."""
    bar: int
    """Height of a bar."""
    step: int
    """Height from one bar to the next."""

    @property
    def room(self) -> float:
        """The width of all bars together: the length of the longest, where no value lies below 0."""
        return self.width - self.labels - self.amounts


@dataclass(frozen=True)
class _Scale:
    """Where the values of a unit stand."""

    zero: float
    step: float

    def place(self, value: float) -> float:
        return self.zero + value * self.step


def _scales(groups: tuple[ChartGroup, ...], shape: _Shape) -> dict[str, _Scale]:
    found = {}
    for unit in {group.unit for group in groups}:
        bars = [bar for group in groups if group.unit == unit for bar in group.bars]
        low, high = min(0.0, *(bar.low for bar in bars)), max(0.0, *(bar.high for bar in bars))
        step = shape.room / ((high - low) or 1.0)
        found[unit] = _Scale(shape.labels - low * step, step)
    return found


def wide_chart(groups: tuple[ChartGroup, ...], language: Language) -> str:
    """Return the drawing for a page of full width: labels beside the bars, amounts at their ends."""
    labels = max(text_width(bar.label, _SIZE) for group in groups for bar in group.bars)
    amounts = max(text_width(_amount(bar, groups, language), _SIZE) for group in groups for bar in group.bars)
    # Labels can be cut, amounts can't: they take the room that they need, as long as some is left for the bars.
    labels = min(labels, WIDE * 0.36, WIDE * 0.85 - amounts - 3 * _GAP)
    return _drawing(groups, language, _Shape(WIDE, labels + _GAP, amounts + 2 * _GAP, 16, 26))


def narrow_chart(groups: tuple[ChartGroup, ...], language: Language) -> str:
    """Return the drawing for a phone: label and amount of each bar above it."""
    return _drawing(groups, language, _Shape(NARROW, 0, 0, 11, 38))


def kind_sample(kind: str) -> str:
    """Return a bar that shows how values of a nature are drawn, for the key."""
    return draw([_rects([{"x": 1, "x2": 27, "y": 1, "y2": 11}], kind, 28, 12)], 28, 12)


def _amount(bar: ChartBar, groups: tuple[ChartGroup, ...], language: Language) -> str:
    # Where all values are of one nature the key above the chart says it once.
    text = amount(bar, language)
    return f"{text} · {language.value('point-kind', bar.kind)}" if len(kinds_of(groups)) > 1 else text


def _drawing(groups: tuple[ChartGroup, ...], language: Language, shape: _Shape) -> str:
    scales = _scales(groups, shape)
    texts: list[dict[str, Any]] = []
    rects: list[tuple[str, dict[str, Any]]] = []
    axes: list[tuple[float, float, float]] = []
    top = 0.0
    for group in groups:
        if group.heading:
            top += 20 if top == 0 else 30
            texts.append(_text(0, top - 6, shortened(group.heading, 13, shape.width), "heading"))
            top += 4
        scale, begin = scales[group.unit], top
        for bar in group.bars:
            if not _on_one_line(bar, groups, language, shape):
                top += _LINE
            start, end = scale.place(bar.low), scale.place(bar.high)
            y = top + shape.step - shape.bar - (0 if shape.labels else 4)
            # A bar of next to nothing is still seen.
            rects.append((bar.kind, {"x": start, "x2": max(end, start + 1.5), "y": y, "y2": y + shape.bar}))
            texts += _words(bar, groups, language, shape, end, y)
            top += shape.step
        axes.append((scale.zero, begin, top))
    height = round(top) + 6
    layers = [_axes(axes, shape, height)]
    for kind in _STYLES:
        own = [rect for name, rect in rects if name == kind]
        if own:
            layers.append(_rects(own, kind, shape.width, height))
    layers += _text_layers(texts, shape.width, height)
    return draw(layers, shape.width, height)


def _words(
    bar: ChartBar, groups: tuple[ChartGroup, ...], language: Language, shape: _Shape, end: float, y: float
) -> Iterator[dict[str, Any]]:
    value = _amount(bar, groups, language)
    if shape.labels:
        middle = y + shape.bar / 2
        yield _text(shape.labels - _GAP, middle, shortened(bar.label, _SIZE, shape.labels - _GAP), "label-end")
        yield _text(end + _GAP, middle, value, "amount")
        return
    above = 0 if _on_one_line(bar, groups, language, shape) else _LINE
    yield _text(0, y - 9 - above, shortened(bar.label, _SIZE, shape.width), "label")
    yield _text(shape.width, y - 9, value, "amount-end")


def _on_one_line(bar: ChartBar, groups: tuple[ChartGroup, ...], language: Language, shape: _Shape) -> bool:
    """Return whether the amount of a bar has room beside its label, or stands elsewhere anyway."""
    value = _amount(bar, groups, language)
    return bool(shape.labels) or text_width(bar.label, _SIZE) + _GAP + text_width(value, _SIZE) <= shape.width


def _text(x: float, y: float, text: str, style: str) -> dict[str, Any]:
    return {"x": round(x, 1), "y": round(y, 1), "text": text, "style": style}


_TEXT_STYLES: dict[str, dict[str, Any]] = {
    "heading": {"align": "left", "fontSize": 13, "fontWeight": "bold", "fill": COLOURS["ink"]},
    "label": {"align": "left", "fontSize": _SIZE, "fill": COLOURS["text"]},
    "label-end": {"align": "right", "fontSize": _SIZE, "fill": COLOURS["text"]},
    "amount": {"align": "left", "fontSize": _SIZE, "fill": COLOURS["text"]},
    "amount-end": {"align": "right", "fontSize": _SIZE, "fill": COLOURS["text"]},
}


def _text_layers(texts: list[dict[str, Any]], width: int, height: int) -> Iterator[dict[str, Any]]:
    for style, look in _TEXT_STYLES.items():
        own = [text for text in texts if text["style"] == style]
        if own:
            yield {
                "data": {"values": own},
                "mark": {"type": "text", "baseline": "middle", "limit": 0, **look},
                "encoding": {**places(width, height), "text": {"field": "text"}},
            }


def _rects(rects: list[dict[str, Any]], kind: str, width: int, height: int) -> dict[str, Any]:
    return {
        "data": {"values": rects},
        "mark": {"type": "rect", "strokeWidth": 1.2, **_STYLES[kind]},
        "encoding": {**places(width, height), "x2": {"field": "x2"}, "y2": {"field": "y2"}},
    }


def _axes(axes: list[tuple[float, float, float]], shape: _Shape, height: int) -> dict[str, Any]:
    return {
        "data": {"values": [{"x": x, "y": begin, "y2": end} for x, begin, end in axes]},
        "mark": {"type": "rule", "stroke": COLOURS["rule"], "strokeWidth": 1},
        "encoding": {**places(shape.width, height), "y2": {"field": "y2"}},
    }
