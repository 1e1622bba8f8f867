"""What the fields of the models are made of: ids, texts in several languages, passages, references.

Each type refuses what it should not hold, with a rule and a message for people.
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

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


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


LineRange = Annotated[str, BeforeValidator(_line_range)]
"""The lines of a document that something is about, `285` or `285-287`."""

# Nine digits: more lines than any document has, and no overlong number to convert.
_PASSAGE = re.compile(r"(?P<document>[a-z0-9-]+):(?P<first>[0-9]{1,9})(?:-(?P<last>[0-9]{1,9}))?")

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


class RecordReference(NamedTuple):
    """A pointer to a record, written `policy:some-id`."""

    kind: str
    id: str

    @classmethod
    def parse(cls, value: object) -> RecordReference:
        """Read `kind:id`. Raises PydanticCustomError of type `broken-reference`, which is a ValueError."""
        kind, _, name = str(value).partition(":")
        if kind not in FOLDERS or not name:
            message = "'{value}' is not a reference to a record; write kind:id with one of the kinds {kinds}"
            values = {"value": str(value), "kinds": ", ".join(FOLDERS)}
            raise PydanticCustomError("broken-reference", message, values)
        return cls(kind, name)

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)
