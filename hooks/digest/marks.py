"""The marks that the digest adds to Markdown, found with their positions.

    [@document:12-34]              a citation; several: [@a:1-9; @b:3]
    [text](policy:some-id)         a reference to a record, topic or document
    [!document:erratum]            a pointer to an erratum
    [text](=12-7)                  a figure that the digest calculated, with the calculation
    <!-- table: policies topic=some-topic sort=-issued -->    a generated table
    ## Heading {#id}               a heading with its explicit id

Marks inside code and inside comments are not marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pydantic_core import PydanticCustomError

from .field_types import FOLDERS, LocalText, Passage

REFERENCE_SCHEMES = (*FOLDERS, "topic", "document", "page")
"""What may stand before the colon of a reference; `page:` leads to any page by its path below `docs`."""
WEB_SCHEMES = ("http", "https", "mailto")

_CODE = re.compile(
    r"^[ \t]*(?P<fence>```+|~~~+)[^\n]*\n.*?(?:^[ \t]*(?P=fence)[^\n]*$|\Z)"
    # Code in running text ends with its paragraph at the latest.
    r"|(?<![\\`])(?P<tick>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=tick)(?!`)",
    re.S | re.M,
)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
# Citations and the texts of links may run over the end of a line, but not over an empty line.
CITATION = re.compile(r"\[@(?P<inside>(?:[^\[\]\n]|\n(?![ \t]*\n))*)\]")
ERRATUM = re.compile(r"\[!(?P<inside>[^\]\n]*)\]")
LINK = re.compile(r"(?<![!\\])\[(?P<text>(?![@!])(?:[^\[\]\n]|\n(?![ \t]*\n))*)\]\((?P<target>=[^()\n]*|[^()\s]*)\)")
TABLE = re.compile(r"<!--\s*(?P<block>[a-z]+):\s*(?P<inside>.*?)\s*-->", re.S)
CALCULATION = "](="
"""What stands between a figure and its calculation."""
# What begins like a citation, a calculation or a reference; where it is none, its author meant it to be one.
_OPENING = re.compile(rf"\[@|\]\(=|\](?:\(|:)[ \t]*<?(?:{'|'.join(REFERENCE_SCHEMES)}):[^\s)]*")
# Markdown takes a line for a heading even without a space after #, and one with === or --- under it.
HEADING = re.compile(
    r"^(?P<hashes>#{1,6})[ \t]*(?P<text>[^\n]*?)[ \t]*$"
    r"|(?:\A|(?<=\n\n))(?P<underlined>[^\n]+)\n(?P<line>=+|-+)[ \t]*$",
    re.M,
)
_HEADING_ID = re.compile(r"^(?P<text>.*?)[ \t]*\{#(?P<id>[^}\s]*)\}$")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?P<rest>.*)")


@dataclass(frozen=True)
class Mark:
    """Base of all marks: what stands in the text, and where it begins (offset in characters)."""

    raw: str
    start: int


@dataclass(frozen=True)
class CitationMark(Mark):
    """A citation of one or more passages; `error` says why it can't be read."""

    passages: tuple[Passage, ...] = ()
    rule: str = ""
    """The rule that the citation breaks; empty where it can be read."""
    error: str = ""


@dataclass(frozen=True)
class ReferenceMark(Mark):
    """A reference to a record, topic or document."""

    text: str = ""
    """Text of the link; empty where the name of the target is to be taken."""
    scheme: str = ""
    """Kind of the target, as written (it may be one that does not exist)."""
    id: str = ""
    """Identifier of the target."""
    page: str = ""
    """Page of a document or topic, for example `chapter-3`; empty for its main page."""
    anchor: str = ""
    """Heading on the page, without `#`; empty for its top."""


@dataclass(frozen=True)
class ErratumMark(Mark):
    """A pointer to an erratum of a document; both parts are empty where it can't be read."""

    document: str = ""
    erratum: str = ""


@dataclass(frozen=True)
class CalculationMark(Mark):
    """A figure that the digest calculated itself, as a link whose target is the calculation."""

    text: str = ""
    """The figure as shown."""
    expression: str = ""
    """The calculation, without the equals sign."""


@dataclass(frozen=True)
class BlockMark(Mark):
    """A generated block, such as a table, with its name and options as written."""

    block: str = ""
    """Kind of the block: `table` or `cards`, or something unknown."""
    name: str = ""
    """First word after the colon."""
    options: tuple[tuple[str, str], ...] = ()
    """`key=value` pairs in their order; a word without `=` has an empty key."""


@dataclass(frozen=True)
class UnreadMark(Mark):
    """What begins like a citation, a calculation or a reference, but does not go on like one."""


@dataclass(frozen=True)
class Heading:
    """A heading of a page."""

    level: int
    text: str
    id: str
    """Explicit identifier; empty where there is none, or where it is not in kebab-case."""
    start: int


def blank(match: re.Match[str]) -> str:
    """Return as many spaces as a match has characters; the ends of lines stay."""
    return re.sub(r"[^\n]", " ", match[0])


def hide_code(text: str) -> str:
    """Return the text with code replaced by spaces, so that offsets stay right and marks in it are not seen."""
    return _CODE.sub(blank, text)


def hide_comments(text: str) -> str:
    """Return the text with comments replaced by spaces."""
    return _COMMENT.sub(blank, text)


def find_marks(text: str) -> Iterator[Mark]:
    """Yield the marks of a Markdown text in the order of their kinds, then of their places."""
    written, text = text, hide_code(text)
    yield from _blocks(text)
    text = hide_comments(text)
    read: set[int] = set()
    for match in CITATION.finditer(text):
        read.add(match.start())
        yield read_citation(written[slice(*match.span())], match.start())
    for match in ERRATUM.finditer(text):
        document, _, erratum = match["inside"].partition(":")
        known = _ID.fullmatch(document) and _ID.fullmatch(erratum)
        yield ErratumMark(match[0], match.start(), *((document, erratum) if known else ("", "")))
    for match in LINK.finditer(text):
        if match["target"].startswith("="):
            read.add(match.end("text"))
            yield CalculationMark(match[0], match.start(), match["text"], match["target"][1:])
            continue
        mark = read_reference(match, written)
        if mark is not None:
            read.add(match.end("text"))
            yield mark
    for match in _OPENING.finditer(text):
        if match.start() not in read:
            yield UnreadMark(match[0], match.start())


@lru_cache(maxsize=1 << 15)
def marks_of(text: str) -> tuple[Mark, ...]:
    """Return what `find_marks` yields; many rules ask about the same texts of records."""
    return tuple(find_marks(text))


def passages_cited(text: LocalText) -> tuple[Passage, ...]:
    """Return the passages that a text cites, in their order; they are the same in all languages."""
    marks = marks_of(next(iter(text.root.values())))
    return tuple(passage for mark in marks if isinstance(mark, CitationMark) for passage in mark.passages)


def _blocks(text: str) -> Iterator[BlockMark]:
    for match in TABLE.finditer(text):
        name, *words = match["inside"].split() or [""]
        options = tuple(
            (key, value) if equals else ("", key) for key, equals, value in (w.partition("=") for w in words)
        )
        yield BlockMark(match[0], match.start(), match["block"], name, options)


def read_citation(raw: str, start: int) -> CitationMark:
    """Read `[@a:1-9; @b:3]`."""
    passages = []
    for part in map(str.strip, raw[1:-1].split(";")):
        if not part.startswith("@"):
            message = f"'{part}' lacks the '@'; write [@document-id:first-last], and several with '; @' between them"
            return CitationMark(raw, start, rule="citation-syntax", error=message)
        try:
            passages.append(Passage.parse(part[1:]))
        except PydanticCustomError as error:
            return CitationMark(raw, start, rule=error.type, error=error.message())
    return CitationMark(raw, start, passages=tuple(passages))


def read_reference(match: re.Match[str], written: str) -> ReferenceMark | None:
    """Read a Markdown link found by `LINK`; None where it is an ordinary link to a page or the web.

    `written` is the text with the code that was hidden from `LINK`: a link's text may be code.
    """
    found = _SCHEME.fullmatch(match["target"])
    if found is None or found["scheme"].lower() in WEB_SCHEMES:
        return None
    path, _, anchor = found["rest"].partition("#")
    name, _, page = path.partition("/")
    raw, shown = written[slice(*match.span())], written[slice(*match.span("text"))]
    return ReferenceMark(raw, match.start(), shown, found["scheme"], name, page, anchor)


def find_headings(text: str) -> Iterator[Heading]:
    """Yield the headings of a Markdown text in their order."""
    for match in HEADING.finditer(hide_comments(hide_code(text))):
        line = match["text"] if match["underlined"] is None else match["underlined"].strip()
        level = len(match["hashes"]) if match["hashes"] else 1 if match["line"].startswith("=") else 2
        found = _HEADING_ID.fullmatch(line)
        title = found["text"] if found else line
        known = found["id"] if found and _ID.fullmatch(found["id"]) else ""
        yield Heading(level, title, known, match.start())


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the line and column, counted from 1, of an offset in a text."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
