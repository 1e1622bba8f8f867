"""Claims: what stands between two citations in one block of a text, with its figures.

A block is a paragraph, a list item, a row of a table, or a heading. What a block says after its last
citation, or without any, is a claim without passages. A heading, the caption of a table and the head of a
table can't carry citations: they claim what their section's passages say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .field_types import Passage
from .marks import CitationMark, ErratumMark, Mark, blank, hide_code, hide_comments, marks_of

_LINK = re.compile(r"(?<!!)\[(?P<text>(?![@!])[^\[\]]*)\]\((?P<target>=[^()\n]*|[^()\s]*)\)")
_MARK = re.compile(r"\[[@!][^\[\]]*\]")
_HEADING = re.compile(r"#{1,6}[ \t]")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\d{1,2}\)[ \t]+)?")
# An item may begin with the number that the source gives it: "- 4) …".
_ROW = re.compile(r"[ \t]*\|")
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)*\|?[ \t]*$")
_CAPTION = re.compile(r"\s*\*\*[^*]+\*\*\s*")
_ADMONITION = re.compile(r"[ \t]*(?:!!!|\?\?\?\+?)[ \t]")
_TITLE = re.compile(r"(?<!\*)\*(?!\*|\s)[^*\n]+\*(?!\*)")
_HEADING_ID = re.compile(r"\{#[^}\s]*\}[ \t]*$")


@dataclass(frozen=True)
class Block:
    """A part of a text that is read on its own, with its place: offsets in characters."""

    kind: str
    """`heading`, `caption`, `head`, `row`, `item` or `paragraph`."""
    start: int
    end: int


@dataclass(frozen=True)
class Claim:
    """A part of a block and the passages that it rests on."""

    text: str
    """As written, with marks, targets of links and comments replaced by spaces: offsets stay right."""
    start: int
    """Where it begins in the text that holds it."""
    passages: tuple[Passage, ...]
    errata: tuple[tuple[str, str], ...] = ()
    """Errata that it points to, by document and id: what they say is evidence too."""
    kind: str = "paragraph"
    """Kind of its block."""


def find_blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a Markdown text in their order."""
    shown = hide_comments(hide_code(text))
    lines = shown.split("\n")
    offset, begun, kind = 0, -1, ""
    for number, line in enumerate(lines):
        end = offset + len(line)
        starts = ""
        if _RULE.match(line) and "-" in line:
            starts = "rule"
        elif _HEADING.match(line):
            starts = "heading"
        elif _ROW.match(line):
            follows = lines[number + 1] if number + 1 < len(lines) else ""
            starts = "head" if _RULE.match(follows) and "-" in follows else "row"
        elif _ADMONITION.match(line):
            starts = "heading"
        elif _ITEM.match(line):
            starts = "item"
        elif line.strip() and begun < 0:
            starts = "paragraph"
        if begun >= 0 and (starts or not line.strip()):
            yield _block(shown, kind, begun, offset)
            begun = -1
        if starts in ("heading", "head", "row"):
            yield Block(starts, offset, end)
        elif starts in ("item", "paragraph"):
            begun, kind = offset, starts
        offset = end + 1
    if begun >= 0:
        yield _block(shown, kind, begun, len(text))


def _block(text: str, kind: str, start: int, end: int) -> Block:
    if kind == "paragraph" and _CAPTION.fullmatch(text[start:end]):
        kind = "caption"
    return Block(kind, start, end)


def _blank_link(match: re.Match[str]) -> str:
    begin, end = match.span("text")[0] - match.start(), match.span("text")[1] - match.start()
    return " " * begin + match["text"] + " " * (len(match[0]) - end)


def plain(text: str) -> str:
    """Return a text with everything replaced by spaces that is not read: marks, targets of links, comments."""
    text = hide_comments(hide_code(text))
    text = _MARK.sub(blank, _LINK.sub(_blank_link, text))
    return _TITLE.sub(blank, text).replace("**", "  ")


def find_claims(text: str, marks: tuple[Mark, ...] | None = None) -> Iterator[Claim]:
    """Yield the claims of a Markdown text in their order."""
    marks = marks_of(text) if marks is None else marks
    placed = sorted(
        (mark for mark in marks if isinstance(mark, CitationMark | ErratumMark)), key=lambda mark: mark.start
    )
    shown = plain(text)
    at = 0
    for block in find_blocks(text):
        start, end = block.start, block.end
        while at < len(placed) and placed[at].start < block.start:
            at += 1
        inside = []
        while at < len(placed) and placed[at].start < block.end:
            inside.append(placed[at])
            at += 1
        if block.kind == "item" and (match := _ITEM.match(shown, block.start)):
            start = match.end()
        if block.kind == "heading" and (match := _HEADING_ID.search(shown, block.start, block.end)):
            end = match.start()
        yield from _claims_of(shown, Block(block.kind, start, end), inside)


def _claims_of(shown: str, block: Block, marks: list[CitationMark | ErratumMark]) -> Iterator[Claim]:
    start = block.start
    errata: list[tuple[str, str]] = []
    waiting: Claim | None = None
    for mark in marks:
        between = shown[start : mark.start]
        says = any(char.isalnum() for char in between)
        if isinstance(mark, ErratumMark):
            if not says and waiting is not None:
                # An erratum right after a citation belongs to the claim before it.
                pointed = (*waiting.errata, (mark.document, mark.erratum))
                waiting = Claim(waiting.text, waiting.start, waiting.passages, pointed, waiting.kind)
            else:
                errata.append((mark.document, mark.erratum))
            continue
        if not says and not errata and waiting is not None:
            waiting = Claim(
                waiting.text, waiting.start, (*waiting.passages, *mark.passages), waiting.errata, waiting.kind
            )
        else:
            if waiting is not None:
                yield waiting
            waiting = Claim(between, start, mark.passages, tuple(errata), block.kind)
            errata = []
        start = mark.start + len(mark.raw)
    if waiting is not None:
        yield waiting
    rest = shown[start : block.end]
    if any(char.isalnum() for char in rest):
        yield Claim(rest, start, (), tuple(errata), block.kind)
