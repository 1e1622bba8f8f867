"""Drawings as the tests read them: their texts, shapes and lines, with the places that they take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree

from digest.drawing import text_width

_SVG = "{http://www.w3.org/2000/svg}"
_STEP = re.compile(r"([A-Za-z])([^A-Za-z]*)")


@dataclass(frozen=True)
class Box:
    """A part of a drawing, with the edges of the room that it takes."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True)
class Text(Box):
    """A line of text; its width is estimated as the drawings do."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Shape(Box):
    """A bar, box, dot or line, with how it looks."""

    look: tuple[str, ...]
    """Fill, stroke and dashes."""
    filled: bool
    curved: bool


class Drawing:
    """What an SVG element holds."""

    def __init__(self, svg: str) -> None:
        self.root = ElementTree.fromstring(svg)
        self.width, self.height = (float(self.root.attrib[name]) for name in ("width", "height"))

    @cached_property
    def texts(self) -> list[Text]:
        return list(self._texts(self.root, ""))

    @cached_property
    def shapes(self) -> list[Shape]:
        """Everything that a path draws."""
        return [_shape(path) for path in self.root.iter(f"{_SVG}path")]

    @cached_property
    def bars(self) -> list[Shape]:
        """Bars and boxes."""
        return [shape for shape in self.shapes if shape.filled]

    @cached_property
    def curves(self) -> list[Shape]:
        """Lines from one thing to another."""
        return [shape for shape in self.shapes if not shape.filled]

    def _texts(self, element: ElementTree.Element, href: str) -> Iterator[Text]:
        for child in element:
            if child.tag == f"{_SVG}text":
                yield from _lines(child, href)
            else:
                yield from self._texts(child, child.attrib.get("href", href))

    def words(self) -> list[str]:
        return [text.text for text in self.texts]


def drawings_in(html: str) -> list[Drawing]:
    """Return the drawings of a piece of HTML."""
    return [Drawing(svg) for svg in re.findall(r"<svg .*?</svg>", html, re.S)]


def _place(element: ElementTree.Element) -> tuple[float, float]:
    match = re.fullmatch(r"translate\(([^,]+),([^)]+)\)", element.attrib.get("transform", "translate(0,0)"))
    assert match is not None
    return float(match[1]), float(match[2])


def _lines(element: ElementTree.Element, href: str) -> Iterator[Text]:
    x, base = _place(element)
    size = float(element.attrib["font-size"].removesuffix("px"))
    before = {"start": 0.0, "middle": 0.5, "end": 1.0}[element.attrib.get("text-anchor", "start")]
    for part in list(element) or [element]:
        base += float(part.attrib.get("dy", 0))
        text = part.text or ""
        width = text_width(text, size)
        left = x - before * width
        yield Text(left, base - 0.85 * size, left + width, base + 0.2 * size, text, href)


def _shape(path: ElementTree.Element) -> Shape:
    dx, dy = _place(path)
    xs, ys = zip(*_points(path.attrib["d"]), strict=True)
    look = tuple(path.attrib.get(name, "") for name in ("fill", "stroke", "stroke-dasharray"))
    filled = path.attrib.get("fill", "none") != "none"
    curved = "A" in path.attrib["d"]
    return Shape(dx + min(xs), dy + min(ys), dx + max(xs), dy + max(ys), look, filled, curved)


def _points(path: str) -> Iterator[tuple[float, float]]:
    """Yield the points that a path runs through or is held by."""
    x = y = 0.0
    for command, written in _STEP.findall(path):
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", written)]
        from_here = command.islower()
        match command.upper():
            case "H":
                steps = [(number, 0.0 if from_here else y) for number in numbers]
            case "V":
                steps = [(0.0 if from_here else x, number) for number in numbers]
            case "A":
                # Radius, radius, turn, two flags, and where it ends: a circle's top and bottom are a radius away.
                yield x, y - numbers[0]
                yield x, y + numbers[0]
                steps = list(zip(numbers[5::7], numbers[6::7], strict=True))
            case _:
                steps = list(zip(numbers[::2], numbers[1::2], strict=True))
        here = x, y
        for step in steps:
            x, y = (here[0] + step[0], here[1] + step[1]) if from_here else step
            if command == "l":
                here = x, y
            yield x, y
