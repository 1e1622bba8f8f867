"""Drawings as SVG that takes its colours and letters from the page it stands on.

Vega-Lite draws with fixed colours and measures text with the fonts of the machine. Here nothing is
measured (`autosize` is off, and every place is given), so that the same content gives the same bytes
everywhere; and each colour of `COLOURS` becomes a variable of the style sheet, which has one value for a
light screen, one for a dark one and one for paper.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import vl_convert

VEGA_LITE = "6.4"

COLOURS: Mapping[str, str] = {
    "ink": "#12304f",
    "soft": "#8fa3b8",
    "paper": "#ffffff",
    "text": "#1c2530",
    "muted": "#566171",
    "rule": "#d3d9e1",
    "seal": "#b8361d",
}
"""Colours of drawings by name; each is also its own fallback where no style sheet is read."""

LINK_BASE = "https://link.invalid/"
"""What stands before the address of a link in a drawing: Vega-Lite would put a place of its own before a bare one."""

_WIDE = {"W", "F"}
_LATIN_WIDTH = 0.56
"""Mean width of a letter, digit or space of a Latin face, in ems; letters of Hangul and Han are one em wide."""


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is at a size, in the unit of the size; no font is asked."""
    ems = sum(1.0 if unicodedata.east_asian_width(char) in _WIDE else _LATIN_WIDTH for char in text)
    return ems * size


def shortened(text: str, size: float, width: float) -> str:
    """Return a text cut such that it fits a width, with an ellipsis where it was cut; empty where that does not fit."""
    # What was given exactly its own width has it, whatever rounding left of it.
    if text_width(text, size) <= width + 1e-6:
        return text
    kept = text
    while kept and text_width(kept + "…", size) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…" if text_width("…", size) <= width else ""


def places(width: int, height: int) -> dict[str, Any]:
    """Return the encoding by which a layer takes its places in pixels from the fields `x` and `y`."""
    return {
        name: {
            "field": name,
            "type": "quantitative",
            "axis": None,
            "scale": {"domain": [0, size], "range": [0, size], "nice": False, "zero": False},
        }
        for name, size in (("x", width), ("y", height))
    }


def draw(layers: list[dict[str, Any]], width: int, height: int) -> str:
    """Return a drawing as an SVG element, given the layers of a Vega-Lite view without axes.

    Width and height are in CSS pixels; the colours of the layers are values of `COLOURS`.
    """
    spec = {
        "width": width,
        "height": height,
        "autosize": {"type": "none"},
        "padding": 0,
        "background": None,
        "layer": layers,
        "config": {"view": {"stroke": None}, "aria": False, "font": "inherit", "text": {"font": "inherit"}},
    }
    return _svg(json.dumps(spec, ensure_ascii=False, sort_keys=True))


def in_both_shapes(wide: str, narrow: str, label: str) -> str:
    """Return two drawings of the same as HTML: for a page of full width, and for a phone; the label is HTML."""
    return "".join(
        f'<div class="drawing drawing-{shape}" role="img" aria-label="{label}">{svg}</div>'
        for shape, svg in (("wide", wide), ("narrow", narrow))
    )


@lru_cache(maxsize=512)
def _svg(spec: str) -> str:
    svg = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
    return _EMPTY.sub("", _TAG.sub(_mended, svg))


def _mended(match: re.Match[str]) -> str:
    """Return a tag with its colours as variables and its places shortened. What stands between tags is as written."""
    tag = match[0]
    if tag.startswith("<a "):
        return _ARIA.sub("", tag).replace(f'xlink:href="{LINK_BASE}', 'href="')
    for name, value in COLOURS.items():
        tag = tag.replace(f'"{value}"', f'"var(--drawing-{name}, {value})"')
    return _LONG_NUMBER.sub(r"\1", _ARIA.sub("", tag))


_TAG = re.compile(r"<[^<>]*>")
_LONG_NUMBER = re.compile(r"(\d+\.\d{2})\d+")
_ARIA = re.compile(r' (?:role|aria-[a-z]+|class)="[^"]*"')
_EMPTY = re.compile(r'<path d="[^"]*" (?:display="none")?/>|<path d="M0,0h\d+v\d+h-\d+Z"/>')
