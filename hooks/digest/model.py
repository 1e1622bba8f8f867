"""What documents, topics and records are made of.

Each model is the shape of one kind of YAML file; unknown keys are refused. Where a field may be
unknown, the word `unknown` stands in its place, so that "not stated" is told from "not filled in".
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, NamedTuple, Self

import babel
import regex
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    FiniteFloat,
    GetCoreSchemaHandler,
    RootModel,
    ValidationInfo,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .dates import PartialDate

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""An identifier in kebab-case: small Latin letters, digits and single hyphens."""
Text = Annotated[str, Field(min_length=1)]
Unknown = Literal["unknown"]


def _known_language(tag: str) -> str:
    try:
        babel.Locale.parse(tag, sep="-")
    except (ValueError, babel.UnknownLocaleError):
        message = "'{tag}' is not the tag of a language; write for example en, pt-BR or zh-Hans"
        raise PydanticCustomError("unknown-language", message, {"tag": tag}) from None
    return tag


def _known_script(name: str) -> str:
    try:
        regex.compile(rf"\p{{Script={name}}}")
    except regex.error:
        message = "'{name}' is not the name of a script; write for example Latin, Hangul or Han"
        raise PydanticCustomError("unknown-language", message, {"name": name}) from None
    return name


LanguageTag = Annotated[str, AfterValidator(_known_language)]
"""A BCP 47 tag of a language whose name Babel knows."""
Script = Annotated[str, AfterValidator(_known_script)]
"""The Unicode name of a script."""
DateOrUnknown = PartialDate | Unknown


class Strict(BaseModel):
    """Base of all models: no unknown keys, no change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LocalText(RootModel[dict[str, Text]]):
    """A text in each language of the site, with nothing missing and nothing more."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="after")
    def _all_languages(self, info: ValidationInfo) -> Self:
        _check_languages(self.root, info, with_originals=False)
        return self

    def __getitem__(self, language: str) -> str:
        return self.root[language]


class LocalName(LocalText):
    """A name in each language of the site and, where known, in the original language."""

    @model_validator(mode="after")
    def _all_languages(self, info: ValidationInfo) -> Self:
        _check_languages(self.root, info, with_originals=True)
        return self

    def get(self, language: str) -> str | None:
        """Return the name in a language that need not be there (an original one), or None."""
        return self.root.get(language)


def _check_languages(texts: dict[str, str], info: ValidationInfo, *, with_originals: bool) -> None:
    """Raise where a text lacks a language of the site or has one that the digest does not declare."""
    context = info.context or {}
    languages: list[str] = context.get("languages", [])
    allowed = languages + (context.get("originals", []) if with_originals else [])
    if missing := [code for code in languages if code not in texts]:
        message = "the text in {missing} is missing; every text stands in {languages}"
        values = {"missing": ", ".join(missing), "languages": " and ".join(languages)}
        raise PydanticCustomError("missing-language", message, values)
    if unknown := [code for code in texts if code not in allowed]:
        message = "'{unknown}' is not a language here; allowed: {allowed}"
        raise PydanticCustomError(
            "unknown-language", message, {"unknown": ", ".join(unknown), "allowed": ", ".join(allowed)}
        )


class Passage(NamedTuple):
    """A range of lines of a document, both ends included."""

    document: str
    first: int
    last: int

    @classmethod
    def parse(cls, value: object) -> Passage:
        """Read `document-id:12-34` or `document-id:12`.

        Raises PydanticCustomError of type `citation-syntax` or `citation-range`, which is a ValueError.
        """
        match = _PASSAGE.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            message = "'{value}' is not a passage; write document-id:first-last, for example some-report-2018:12-34"
            raise PydanticCustomError("citation-syntax", message, {"value": str(value)})
        first = int(match["first"])
        passage = cls(match["document"], first, int(match["last"] or first))
        if passage.first == 0 or passage.last < passage.first:
            message = "the passage '{value}' ends before it starts; put the smaller line first"
            if passage.first == 0:
                message = "the passage '{value}' begins at line 0; lines are counted from 1"
            raise PydanticCustomError("citation-range", message, {"value": str(value)})
        return passage

    def __str__(self) -> str:
        return f"{self.document}:{self.first}" + (f"-{self.last}" if self.last != self.first else "")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)


def _line_range(value: object) -> str:
    """Read lines without their document. Raises PydanticCustomError of the types of `Passage.parse`."""
    try:
        Passage.parse(f"document:{value}")
    except PydanticCustomError as error:
        message = "'{value}' is not a line or a range of lines; write 285, or 285-287 with the smaller number first"
        raise PydanticCustomError(error.type, message, {"value": str(value)}) from None
    return str(value)


# Nine digits: more lines than any document has, and no overlong number to convert.
_PASSAGE = re.compile(r"(?P<document>[a-z0-9-]+):(?P<first>[0-9]{1,9})(?:-(?P<last>[0-9]{1,9}))?")

RECORD_KINDS = ("policy", "actor", "system", "place", "term", "indicator", "recommendation")
"""The kinds of records; also the schemes of references in Markdown (`policy:some-id`)."""


class RecordReference(NamedTuple):
    """A pointer to a record, written `policy:some-id`."""

    kind: str
    id: str

    @classmethod
    def parse(cls, value: object) -> RecordReference:
        """Read `kind:id`. Raises PydanticCustomError of type `broken-reference`, which is a ValueError."""
        kind, _, name = str(value).partition(":")
        if kind not in RECORD_KINDS or not name:
            message = "'{value}' is not a reference to a record; write kind:id with one of the kinds {kinds}"
            values = {"value": str(value), "kinds": ", ".join(RECORD_KINDS)}
            raise PydanticCustomError("broken-reference", message, values)
        return cls(kind, name)

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)


# --- the digest as a whole ---------------------------------------------------------------------


class OriginalLanguage(Strict):
    """A language of the policies themselves, which the site quotes but is not written in."""

    tag: LanguageTag
    """BCP 47 tag that marks its text in the pages, for example `zh-Hans`."""
    script: Script
    """Unicode script by which its text is recognised in running text, for example `Han`."""


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


# --- documents ---------------------------------------------------------------------------------

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
    lines: Annotated[str, BeforeValidator(_line_range)]
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


# --- records -----------------------------------------------------------------------------------

NameSource = Literal["printed", "official", "supplied", "unofficial"]


class Account(Strict):
    """What one document says of a record."""

    document: Id
    """The document."""
    text: LocalText
    """A few sentences with their citations, as inline Markdown."""


class Relation(Strict):
    """A typed link from one record to another, with its evidence."""

    type: Literal[
        "implements", "part-of", "succeeds", "replaces", "amends", "based-on", "pilots", "operates", "funds",
        "supervises", "cooperates-with", "cites",
    ]  # fmt: skip
    """How the record is related to the target."""
    target: RecordReference
    """The other record."""
    passage: Passage | None = None
    """Where a document says so."""


class Record(Strict):
    """What all kinds of records share."""

    id: Id
    """Equal to the name of the file."""
    name: LocalName
    """Names; in the original language where it is known."""
    name_source: dict[str, NameSource] = {}
    """Per language: printed in a document, official, supplied by the editors, or our own literal translation."""
    aliases: dict[str, list[Text]] = {}
    """Other names that the documents use, per language."""
    topics: list[Id] = []
    """Topics that it belongs to."""
    passages: list[Passage] = []
    """Evidence for the facts of the record."""
    accounts: list[Account] = []
    """What each document says of it."""
    relations: list[Relation] = []
    """Links to other records."""
    note: LocalText | None = None
    """Doubts, contradictory dates, damaged names: how the digest reads them."""
    url: Text | None = None
    """Official address, where a document prints it."""


class Period(Strict):
    """The years that a policy covers."""

    first: PartialDate = Field(alias="from")
    """Beginning."""
    last: PartialDate = Field(alias="to")
    """End."""

    @model_validator(mode="after")
    def _order(self) -> Self:
        if not self.first.may_precede(self.last):
            message = "the period ends ({last}) before it begins ({first}); put the earlier date first"
            raise PydanticCustomError("impossible-date", message, {"first": str(self.first), "last": str(self.last)})
        return self


class Role(Strict):
    """What an actor other than the issuer does in a policy."""

    actor: Id
    """The actor."""
    role: Literal["leads", "takes-part", "operates", "funds", "tests", "supervises"]
    """What it does."""
    passage: Passage | None = None
    """Where a document says so."""


class Policy(Record):
    """A plan, guideline, law, standard, measure, opinion or notice that a document speaks of."""

    kind: Literal[
        "plan", "action-plan", "guideline", "opinion", "law", "regulation", "measure", "standard", "notice",
        "programme", "report", "scheme", "other",
    ]  # fmt: skip
    """What sort of instrument it is."""
    level: Literal["national", "provincial", "municipal", "district", "industry", "international"]
    """At which level it was issued."""
    status: Literal["announced", "draft", "trial", "in-force", "replaced", "planned", "unknown"]
    """Its state as the documents tell it."""
    issued: DateOrUnknown
    """Date of issue, where the document does not tell signing, publication and effect apart."""
    signed: PartialDate | None = None
    """Date of signing."""
    published: PartialDate | None = None
    """Date of publication."""
    effective: PartialDate | None = None
    """Date on which it takes effect."""
    issuers: list[Id] | Unknown
    """All bodies that issued it."""
    place: Id
    """Where it applies."""
    period: Period | None = None
    """The years that it covers."""
    number: Text | None = None
    """Document number, as printed."""
    roles: list[Role] = []
    """Bodies that lead it or take part."""

    @property
    def date(self) -> PartialDate | None:
        """The date under which lists and the timeline show the policy."""
        issued = self.issued if isinstance(self.issued, PartialDate) else None
        return issued or self.published or self.signed or self.effective


class FormerName(Strict):
    """A name that a body bore until it was renamed or merged."""

    name: LocalName
    """The former name."""
    until: PartialDate
    """When the body ceased to bear it."""
    passage: Passage | None = None
    """Where a document says so."""


class Actor(Record):
    """A body or a company."""

    kind: Literal[
        "government-body", "party-body", "company", "research-institute", "university", "hospital", "association",
        "fund", "international-organisation", "other",
    ]  # fmt: skip
    """What sort of body it is."""
    place: Id | Unknown
    """Its seat, or the place that it governs."""
    parent: Id | None = None
    """The body that it belongs to."""
    former: list[FormerName] = []
    """Names that it bore before."""


class System(Record):
    """A platform, programme, pilot zone or piece of infrastructure."""

    kind: Literal[
        "platform", "programme", "pilot-zone", "infrastructure", "exchange", "laboratory", "database", "product",
        "other",
    ]  # fmt: skip
    """What sort of system it is."""
    places: list[Id]
    """Where it is, or where it is used."""
    operators: list[Id] | Unknown
    """Who runs it."""
    partners: list[Id] = []
    """Who takes part."""
    start: DateOrUnknown = "unknown"
    """When it began."""
    status: Literal["planned", "in-preparation", "trial", "running", "ended", "unknown"] = "unknown"
    """Its state as the documents tell it."""


class Place(Record):
    """A country, province, city, district or zone."""

    kind: Literal["country", "province", "municipality", "city", "district", "zone", "region"]
    """What sort of place it is."""
    parent: Id | None = None
    """The place that it lies in."""


class Term(Record):
    """An entry of the glossary."""

    definition: LocalText
    """What the term means, with its citations."""


class Point(Strict):
    """One value of an indicator."""

    at: PartialDate
    """Year or date of the value."""
    value: FiniteFloat
    """The value, in the unit of the indicator."""
    kind: Literal["actual", "target", "forecast", "claim"]
    """Whether it was measured, set as a target, forecast, or claimed by an interested party."""
    qualifier: Literal["about", "at-least", "at-most", "under", "over", "estimated"] | None = None
    """How exact the document says it is."""
    passage: Passage
    """Where the document gives it."""


class Indicator(Record):
    """A quantity followed over time or compared."""

    unit: Annotated[str, Field(pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")]
    """Unit of all its points: a currency code (`CNY`), `percent`, or a counted noun (`people`)."""
    place: Id
    """What place it is about."""
    points: list[Point] = Field(min_length=1)
    """Its values."""


class Recommendation(Record):
    """Advice that a document gives, with its addressee."""

    addressee: Literal["government", "companies", "both"]
    """Whom it is addressed to."""
    text: LocalText
    """The advice, with its citations."""


RECORD_MODELS: dict[str, type[Record]] = {
    "policy": Policy,
    "actor": Actor,
    "system": System,
    "place": Place,
    "term": Term,
    "indicator": Indicator,
    "recommendation": Recommendation,
}
"""The model of each kind of record."""

FOLDERS: dict[str, str] = {
    "policy": "policies",
    "actor": "actors",
    "system": "systems",
    "place": "places",
    "term": "terms",
    "indicator": "indicators",
    "recommendation": "recommendations",
}
"""The folder of each kind of record, below `docs/register`."""
