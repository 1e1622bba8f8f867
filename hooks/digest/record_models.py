"""What the records of the register are made of, one model for each kind.

Unknown keys are refused. Where a field may be unknown, the word `unknown` stands in its place, so
that "not stated" is told from "not filled in".
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, FiniteFloat, model_validator
from pydantic_core import PydanticCustomError

from .dates import PartialDate
from .field_types import DateOrUnknown, Id, LocalName, LocalText, Passage, RecordReference, Strict, Text, Unknown
from .reading import Qualifier

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


class Area(Strict):
    """A field into which a policy divides its work, with bodies of its own in charge."""

    id: Id
    """Unique in the policy; the roles name it."""
    name: LocalText
    """What the field is called."""


class Role(Strict):
    """What an actor other than the issuer does in a policy."""

    actor: Id
    """The actor."""
    role: Literal["leads", "takes-part", "operates", "funds", "tests", "supervises"]
    """What it does."""
    areas: list[Id] = []
    """The areas of the policy that the role is about; empty where it is about the whole."""
    passage: Passage | None = None
    """Where a document says so."""


class Target(Strict):
    """What a policy wants to reach, where no quantity says it; quantities are points of indicators."""

    text: LocalText
    """The target, with its citations."""
    deadline: DateOrUnknown
    """By when it is to be reached; `unknown` where the documents set no date."""
    topics: list[Id] = []
    """Topics that it belongs to, where these are not all topics of the policy."""
    outcome: LocalText | None = None
    """What became of it, as a later document tells, with its citations."""


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
    areas: list[Area] = []
    """Fields with bodies of their own in charge, in the order of the policy."""
    roles: list[Role] = []
    """Bodies that lead it or take part."""
    targets: list[Target] = []
    """Targets in words; those in numbers are points of indicators, which name the policy."""

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
    """Names that it bore before, the oldest first."""
    founded: PartialDate | None = None
    """When it was set up, where a document tells."""
    ended: PartialDate | None = None
    """When it was dissolved or merged into another."""


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

    at: DateOrUnknown
    """Year or date of the value; of a target, its deadline, or `unknown` where the documents set none."""
    value: FiniteFloat
    """The value, in the unit of the indicator."""
    kind: Literal["actual", "target", "forecast", "claim", "provision"]
    """Whether it was measured, set as a target, forecast, claimed (said by an interested party, or estimated), or
    laid down by a policy as a limit or rate."""
    qualifier: Qualifier | None = None
    """How exact the document says it is."""
    passage: Passage
    """Where the document gives it."""
    by: Id | Unknown | None = None
    """Of a claim or forecast: the actor whose word it is."""
    set_by: RecordReference | None = None
    """Of a target or provision: the policy or actor that set it."""
    outcome: LocalText | None = None
    """Of a target: what became of it, as a later document tells, with its citations."""
    erratum: Id | None = None
    """The erratum of the passage's document whose reading the value or date follows."""

    @property
    def date(self) -> PartialDate | None:
        """The date of the value, where it is known."""
        return self.at if isinstance(self.at, PartialDate) else None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        allowed = {
            "at: unknown": (self.date is None, ("target", "provision", "claim")),
            "by": (self.by is not None, ("claim", "forecast")),
            "set_by": (self.set_by is not None, ("target", "provision")),
            "outcome": (self.outcome is not None, ("target",)),
        }
        for key, (given, kinds) in allowed.items():
            if given and self.kind not in kinds:
                message = "'{key}' does not go with the kind '{kind}'; it is for points of the kind {kinds}"
                values = {"key": key, "kind": self.kind, "kinds": " or ".join(kinds)}
                raise PydanticCustomError("point-kind", message, values)
        return self


class Indicator(Record):
    """A quantity followed over time or compared."""

    unit: Annotated[str, Field(pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")]
    """Unit of all its points: a currency code (`CNY`), `percent`, or a counted noun (`people`)."""
    place: Id
    """What place it is about."""
    about: list[RecordReference] = []
    """The systems, actors and policies that it is about; their pages show it."""
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
