"""What the digest as a whole, its topics and its documents are made of.

Each model is the shape of one kind of YAML file; unknown keys are refused. Where a field may be
unknown, the word `unknown` stands in its place, so that "not stated" is told from "not filled in".
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from .dates import PartialDate
from .field_types import (
    DateOrUnknown,
    Id,
    LanguageTag,
    LineRange,
    LocalName,
    LocalText,
    Passage,
    Script,
    Strict,
    Text,
    Unknown,
)


class OriginalLanguage(Strict):
    """A language of the policies themselves, which the site quotes but is not written in."""

    tag: LanguageTag
    """BCP 47 tag that marks its text in the pages, for example `zh-Hans`."""
    script: Script
    """Unicode script by which its text is recognised in running text, for example `Han`."""
    typefaces: list[Text]
    """Typefaces in which the printed editions set its text; a letter is taken from the first that has it."""


class Digest(Strict):
    """`digest.yml`: what the digest is called and which languages, documents and topics it has."""

    title: LocalText
    """Name of the digest."""
    languages: list[str] = Field(min_length=1)
    """Codes of the site's languages; the first is the default, at the root of the site."""
    originals: dict[str, OriginalLanguage] = {}
    """Languages in which names are also given."""
    documents: list[Id]
    """All documents, in the order in which lists show them."""
    topics: list[Id]
    """All topics, in the order in which lists show them."""


class Topic(Strict):
    """`topic.yml`: a subject across documents."""

    id: Id
    """Equal to the name of its folder."""
    name: LocalName
    """Name of the topic."""
    summary: LocalText
    """One or two sentences for cards and lists."""


Confidence = Literal["high", "medium", "low"]


class OutlineEntry(Strict):
    """A heading, table, figure or box of a document: what a reader is shown for a cited passage."""

    first: int = Field(alias="from", ge=1)
    """First line."""
    last: int | None = Field(default=None, alias="to", ge=1)
    """Last line; given for tables, figures and boxes, which end before the next heading."""
    kind: Literal["front", "chapter", "section", "subsection", "table", "figure", "box", "back"]
    """What it is."""
    label: LocalText
    """How a citation names it, for example "Table 3-3"."""
    page: int | None = Field(default=None, ge=1)
    """Printed page on which it begins, where the document shows it."""

    @model_validator(mode="after")
    def _ends(self) -> Self:
        if self.kind in ("table", "figure", "box") and self.last is None:
            raise PydanticCustomError(
                "missing-key", "a {kind} needs its last line; add the key 'to'", {"kind": self.kind}
            )
        if self.last is not None and self.last < self.first:
            raise PydanticCustomError("citation-range", "the entry ends before it starts; 'to' is the last line")
        return self


class Erratum(Strict):
    """A misprint, contradiction or gap of a document, with the reading that the digest adopts."""

    id: Id
    """Unique in the document; pages point to it with `[!document:erratum]`."""
    lines: LineRange
    """The lines concerned, `285` or `285-287`."""
    kind: Literal["unit", "ocr", "misprint", "contradiction", "arithmetic", "date", "name", "missing"]
    """What sort of error it is."""
    printed: Text
    """What the document prints, kept short."""
    reading: LocalText | Literal["unresolved"]
    """What the digest reads instead."""
    reason: LocalText
    """Why."""
    confidence: Confidence
    """How sure the adopted reading is."""

    def passage(self, document: str) -> Passage:
        """Return the lines concerned as a passage of the document."""
        return Passage.parse(f"{document}:{self.lines}")


class Document(Strict):
    """`document.yml`: a source publication that is summarised."""

    id: Id
    """Equal to the name of its folder."""
    title: LocalText
    """Title."""
    title_source: Literal["printed", "descriptive"]
    """Whether the document prints its title or the digest describes it."""
    short: LocalText
    """Short form for citations, for example "Report 2018"."""
    kind: Literal["report", "newsletter", "brief", "news"]
    """What sort of publication it is."""
    language: LanguageTag
    """Language of the document, as a BCP 47 tag."""
    date: DateOrUnknown
    """Date of publication, as far as the document gives it."""
    not_before: PartialDate | None = None
    """Where the date is unknown, the earliest one that the text allows; `origin` says how it is inferred."""
    publisher: LocalText | Unknown
    """Who published it."""
    authors: list[LocalText] | Unknown
    """Who wrote it."""
    series: LocalText | Unknown
    """The series in which it appeared."""
    number: Text | Unknown
    """Number in the series, as printed."""
    url: Text | Unknown
    """Address, as printed."""
    topics: list[Id] = Field(min_length=1)
    """Topics that it deals with."""
    summary: LocalText
    """One or two sentences for cards and lists."""
    origin: LocalText
    """What the text says of its origin, what it does not say, and what is inferred."""
    lines: int = Field(ge=1)
    """Number of lines of the source text."""
    outline: list[OutlineEntry] = Field(min_length=1)
    """Headings, tables, figures and boxes, in the order of their first lines."""
    errata: list[Erratum] = []
    """Errors found in the document."""

    @property
    def earliest(self) -> PartialDate | None:
        """The date of publication or, where it is unknown, the earliest that the text allows."""
        return self.date if isinstance(self.date, PartialDate) else self.not_before


class Exemption(Strict):
    """A figure or name that the evidence rules leave alone, with the reason."""

    at: Text
    """The text that holds it, as the finding names it: `docs/topics/some-topic/index#section`."""
    figure: Text
    """The figure as the finding names it, or the name."""
    reason: LocalText
    """Why it needs no passage; readers of the site see it."""


class Exemptions(Strict):
    """`exemptions.yml`: all exemptions from the rules on evidence."""

    exemptions: list[Exemption]
    """Each is one line of the file."""
