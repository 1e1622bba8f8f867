"""Drawings: the same everywhere, in the colours and letters of the page."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.drawing import COLOURS, LINK_BASE, draw, places, shortened, text_width
from tests.drawings import Drawing
from tests.trees import ROOT

WIDTH, HEIGHT = 300, 40
# What can be written in a name: no control characters, and nothing that is half of a character.
characters = st.characters(exclude_categories=["C", "Z"])
names = st.text(characters, min_size=1, max_size=40)
sizes = st.floats(6, 30)


def written(text: str | list[str], **more: Any) -> dict[str, Any]:
    """Return a layer with a text."""
    return {
        "data": {"values": [{"x": 150, "y": 20, "text": text, **more}]},
        "mark": {"type": "text", "limit": 0, "fill": COLOURS["text"]},
        "encoding": {
            **places(WIDTH, HEIGHT), "text": {"field": "text"}, **({"href": {"field": "href"}} if more else {}),
        },
    }  # fmt: skip


def barred(fill: str, stroke: str, **place: float) -> dict[str, Any]:
    """Return a layer with a bar."""
    return {
        "data": {"values": [{"x": 10, "x2": 110.123456, "y": 5, "y2": 15, **place}]},
        "mark": {"type": "rect", "fill": fill, "stroke": stroke},
        "encoding": {**places(WIDTH, HEIGHT), "x2": {"field": "x2"}, "y2": {"field": "y2"}},
    }


LAYERS = [barred(COLOURS["ink"], COLOURS["rule"]), written("한국어 and Latin, wide and narrow: WWW iii")]


def test_a_layer_becomes_what_it_says() -> None:
    drawing = Drawing(draw(LAYERS, WIDTH, HEIGHT))
    assert (drawing.width, drawing.height) == (WIDTH, HEIGHT)
    assert drawing.words() == ["한국어 and Latin, wide and narrow: WWW iii"]
    (bar,) = drawing.bars
    assert (bar.left, bar.top, bar.bottom) == (10, 5, 15)
    assert bar.right == pytest.approx(110.12, abs=0.01)


@pytest.mark.parametrize("fonts", ["none", "the machine's"])
def test_the_same_content_gives_the_same_bytes_whatever_fonts_there_are(fonts: str, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    if fonts == "none":
        (tmp_path / "fonts.conf").write_text('<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n')
        environment |= {
            "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "FONTCONFIG_PATH": str(tmp_path), "HOME": str(tmp_path),
            "XDG_DATA_HOME": str(tmp_path), "XDG_DATA_DIRS": str(tmp_path),
        }  # fmt: skip
    program = "import json, sys; from digest.drawing import draw; sys.stdout.write(draw(*json.load(sys.stdin)))"
    given_ = json.dumps([LAYERS, WIDTH, HEIGHT])
    done = subprocess.run(
        [sys.executable, "-c", program], input=given_, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == draw(LAYERS, WIDTH, HEIGHT)


def test_a_text_leaves_no_trace_of_how_wide_it_was_measured() -> None:
    # What stands elsewhere does not move: only the text itself differs.
    short, long = (draw([LAYERS[0], written(text)], WIDTH, HEIGHT) for text in ("i", "W" * 40))
    assert long.replace("W" * 40, "i") == short


@pytest.mark.parametrize("name", COLOURS)
def test_each_colour_is_a_variable_and_its_own_fallback(name: str) -> None:
    value = COLOURS[name]
    svg = draw([barred(value, value)], WIDTH, HEIGHT)
    assert svg.count(f'"var(--drawing-{name}, {value})"') == 2
    assert f'"{value}"' not in svg


def test_nothing_stands_in_a_drawing_that_a_screen_reader_would_read_out() -> None:
    svg = draw([*LAYERS, written("linked", href=f"{LINK_BASE}../plan/")], WIDTH, HEIGHT)
    attributes = set(re.findall(r" ([a-z:-]+)=", svg))
    assert not {name for name in attributes if name in ("role", "class") or name.startswith("aria-")}


def test_places_have_no_more_than_two_decimals() -> None:
    assert re.findall(r"\d+\.\d{3,}", draw([barred(COLOURS["ink"], COLOURS["ink"], x=1 / 3)], WIDTH, HEIGHT)) == []


@pytest.mark.parametrize(
    "text",
    [
        "0.12345", "3.14159%", "1.2345 and 6.7891", 'a "#12304f" colour', 'class="x" role="y" aria-label="z"',
        "<b> & 'c' > d", f"{LINK_BASE}plan", '<path d="M0,0h1v1h-1Z"/>',
    ],
)  # fmt: skip
def test_a_text_is_drawn_as_it_is_written(text: str) -> None:
    assert Drawing(draw([written(text)], WIDTH, HEIGHT)).words() == [text]


@given(names)
@settings(max_examples=60)
def test_any_text_is_escaped(text: str) -> None:
    assert Drawing(draw([written(text)], WIDTH, HEIGHT)).words() == [text]


def test_lines_of_a_text_stay_apart() -> None:
    drawing = Drawing(draw([written(["one <1>", "two"])], WIDTH, HEIGHT))
    assert drawing.words() == ["one <1>", "two"]
    assert drawing.texts[0].bottom <= drawing.texts[1].top


@pytest.mark.parametrize("address", ["../plan/", "plan/#year-2018", "../a/?b=1.23456&c=2", "./"])
def test_links_keep_their_addresses(address: str) -> None:
    (text,) = Drawing(draw([written("Plan", href=LINK_BASE + address)], WIDTH, HEIGHT)).texts
    assert (text.text, text.href) == ("Plan", address)


def test_letters_of_hangul_and_han_are_about_twice_as_wide() -> None:
    for wide in ("한", "国", "：", "Ｗ"):
        assert text_width(wide, 10) == 10
    for narrow in ("a", "1", " ", "é", "…"):
        assert 5 <= text_width(narrow, 10) <= 6
    assert text_width("", 10) == 0


@given(names, names, sizes)
def test_widths_add_up_and_grow_with_the_size(one: str, other: str, size: float) -> None:
    assert text_width(one + other, size) == pytest.approx(text_width(one, size) + text_width(other, size))
    assert text_width(one, 2 * size) == pytest.approx(2 * text_width(one, size))


@given(st.text(max_size=40), sizes, st.floats(0, 400))
def test_a_shortened_text_is_never_longer_than_the_width(text: str, size: float, width: float) -> None:
    short = shortened(text, size, width)
    assert text_width(short, size) <= width
    if short != text:
        assert text_width(text, size) > width
        assert short == "" or (short.endswith("…") and text.startswith(short[:-1]))


@given(names, sizes)
def test_a_text_that_fits_stays_whole(text: str, size: float) -> None:
    assert shortened(text, size, text_width(text, size)) == text


def test_a_text_is_cut_as_late_as_possible() -> None:
    assert shortened("harbours", 10, text_width("harb…", 10)) == "harb…"
    assert shortened("two words", 10, text_width("two …", 10)) == "two…"
    assert shortened("harbours", 10, text_width("…", 10) - 1) == ""
