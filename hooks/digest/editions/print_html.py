"""The HTML of a page as the conversion to Typst needs it: unfolded, lean, its drawings set aside as files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

# What only a screen needs. Attributes are half of the bytes of a page.
_SCREEN_ONLY = re.compile(
    r'<ol class="coverage-strip".*?</ol>|<p class="coverage-legend".*?</p>|<svg class="coverage-bar".*?</svg>'
    r'|<div class="drawing drawing-narrow".*?</svg></div>|<p class="references-how".*?</p>'
    r'|<a class="headerlink"[^>]*>.*?</a>',
    re.S,
)
_TAG = re.compile(r"<[a-z][^<>]*>")
_ATTRIBUTES = re.compile(r' (?:(?:role|scope|tabindex|datetime|data-[a-z-]+)="[^"]*"|hidden|download)(?=[ />])')
_PARAGRAPH = re.compile(r'<p class="(?P<css>[^"]*)">(?P<inside>.*?)</p>', re.S)
# A paragraph in bold before a table is its caption.
_CAPTION = re.compile(r"<p><strong>(?P<inside>(?:(?!</p>).)*)</strong></p>(?P<table>\s*(?:<div[^>]*>\s*)?<table)", re.S)
_TABLE = re.compile(r"<table.*?</table>", re.S)
_HEAD = re.compile(r"<thead.*?</thead>", re.S)
_LINK = re.compile(r"</?a\b[^>]*>")
_NOTE = re.compile(r'<span class="note" title="(?P<name>[^"]*:(?P<number>[0-9]+))">(?P<inside>[^<]*)</span>')
_NUMBER = re.compile(r'<span class="(?:note|again)" title="[^"]*:(?P<number>[0-9]+)">[^<]*</span>')
_KEY = re.compile(r'<ul class="chart-key">(?P<inside>.*?)</ul>', re.S)
_SMALL = re.compile(r"<(?P<close>/?)small>")
_SUMMARY = re.compile(r"<details[^>]*>\s*<summary>(?P<inside>.*?)</summary>", re.S)
_DRAWING = re.compile(
    r'(?:<div class="drawing[^>]*?aria-label="(?P<label>[^"]*)"[^>]*>)?(?P<svg><svg\b.*?</svg>)', re.S
)
_SIZE = re.compile(
    r'(?P<before><svg[^>]*) width="(?P<width>[0-9.]+)" height="(?P<height>[0-9.]+)"'
    r' viewBox="0 0 (?P=width) (?P=height)"'
)
_ROOM = 10
"""Units at each side of a drawing: on a page letters may reach beyond its edge, in print they would be cut off."""
_WIDTH = re.compile(r'<svg[^>]* width="(?P<width>[0-9.]+)" height="(?P<height>[0-9.]+)"')
_SAMPLE = 40
_VARIABLE = re.compile(r"var\(--drawing-[a-z]+, (?P<colour>#[0-9a-f]+)\)")


def for_print(html: str, typeface: str) -> tuple[str, Mapping[str, str]]:
    """Return the HTML of a page for print, and its drawings as SVG by the names of their files.

    `typeface` is the family in which drawings are lettered.
    """
    drawings: dict[str, str] = {}

    def drawing(match: re.Match[str]) -> str:
        svg = _for_paper(match["svg"], typeface)
        name = f"{hashlib.sha256(svg.encode()).hexdigest()[:16]}.svg"
        drawings[name] = svg
        size = _WIDTH.match(svg)
        measures = f' width="{size["width"]}" height="{size["height"]}"' if size else ""
        if match["label"] is None:
            return f'<img src="drawings/{name}" alt=""{measures}>'
        return f'<div class="drawing" title="drawings/{name}" data-alt="{match["label"]}"{measures}>'

    html = _TAG.sub(lambda tag: _ATTRIBUTES.sub("", tag[0]), _SCREEN_ONLY.sub("", html))
    html = _DRAWING.sub(drawing, html)
    html = _CAPTION.sub(r'<div class="table-caption">\g<inside></div>\g<table>', html)
    html = _TABLE.sub(_table, html)
    # The converter keeps the classes of `div` and `span` only.
    html = _SUMMARY.sub(r'<div class="unfolded"><p><strong>\g<inside></strong></p>', html)
    html = html.replace("</details>", "</div>")
    html = _PARAGRAPH.sub(r'<div class="\g<css>"><p>\g<inside></p></div>', html)
    html = _KEY.sub(r'<div class="chart-key"><ul>\g<inside></ul></div>', html)
    html = _SMALL.sub(lambda match: "</span>" if match["close"] else '<span class="small">', html)
    return html, drawings


def _for_paper(svg: str, typeface: str) -> str:
    """Return a drawing with the colours of paper and a typeface of its own, without links."""
    svg = _VARIABLE.sub(r"\g<colour>", svg).replace('font-family="inherit"', f'font-family="{typeface}"')
    return _SIZE.sub(_with_room, re.sub(r"</?a\b[^>]*>", "", svg), count=1)


def _with_room(match: re.Match[str]) -> str:
    width, height = float(match["width"]), match["height"]
    # Samples of a key stand in a line of text.
    room = _ROOM if width > _SAMPLE else 0
    wide = f"{width + 2 * room:g}"
    return f'{match["before"]} width="{wide}" height="{height}" viewBox="{-room} 0 {wide} {height}"'


def _table(match: re.Match[str]) -> str:
    """Return a table with its notes below it, and with a head that holds no links."""
    table, notes = match[0], []

    def note(found: re.Match[str]) -> str:
        notes.append(f'<span class="table-note" title="{found["name"]}">{found["inside"]}</span>')
        return f'<span class="again" title="{found["name"]}"></span>'

    table = _NOTE.sub(note, table)
    # A head is repeated on further pages, where it counts as decoration, and that must not hold links.
    table = _HEAD.sub(lambda head: _NUMBER.sub(r"<sup>\g<number></sup>", _LINK.sub("", head[0])), table)
    return table + (f'<div class="table-notes"><p>{" · ".join(notes)}</p></div>' if notes else "")
