"""How each language writes dates, numbers and names, and the words of the interface.

The words stand in `docs/languages/<code>.yml`, one file per language of the site: a further language
is a further file. What a file must hold follows from `WORDS` and from the values that the models allow.
"""

from __future__ import annotations

import datetime
import unicodedata
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Annotated, Any, Literal, get_args

import babel
import regex
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from .dates import PartialDate
from .document_models import Confidence, Document, Erratum, OutlineEntry
from .field_types import Script, Strict, Text
from .reading import Qualifier, Reading
from .record_models import Actor, NameSource, Place, Point, Policy, Recommendation, Relation, Role, System

WORDS = (
    "about-actors", "about-indicators", "about-places", "about-policies", "about-recommendations", "about-systems",
    "about-terms", "accounts", "actor", "actors", "addressee", "all", "also-called", "and-more", "areas",
    "as-printed", "authors", "back-home", "back-to-text", "bodies-by-topic", "body", "build-problems", "calculated",
    "chart-data", "chart-described", "checked-none", "checked-nothing", "checked-one", "checked-other", "checking",
    "choose-language", "cite", "cite-source", "cite-summary", "cited-count", "cited-nowhere", "close", "confidence",
    "count-calculations", "count-citations", "count-claims", "count-dates", "count-names", "count-passages",
    "count-quantities", "counted", "coverage", "coverage-parts", "coverage-text", "dark-screen", "date", "deadline",
    "definition", "description", "document", "document-number", "documents", "effective", "ended", "errata",
    "errata-entry", "errata-here", "erratum", "evidence", "exemptions", "figure", "filter", "filter-empty",
    "former-names", "former-until", "founded", "from", "indicator", "indicators", "issued", "issuers", "item", "kind",
    "level", "light-screen", "line", "lines", "lines-cited", "lines-not-cited", "lines-of-substance", "matrix",
    "median-passage", "members", "mentions", "name", "name-in", "name-now", "no-deadline", "no-exemptions",
    "no-records", "not-before", "not-found", "not-found-text", "note", "note-checked", "note-line", "note-lines",
    "number", "official-address", "operators", "order", "order-as-listed", "origin", "outcome", "outcome-open",
    "page-of-register", "page-printed", "pages-count", "parent", "part", "partners", "path", "period", "place",
    "places", "point-kind", "policies", "policies-count", "policy", "print-charts", "print-commit", "print-contents",
    "print-download", "print-edition", "print-how", "print-imprint", "print-index", "print-index-how",
    "print-licence", "print-of-site", "print-page", "print-sources", "print-tables", "print-whole", "published",
    "publisher", "range", "reading", "reason", "recommendation", "recommendations", "records-count",
    "reference-entry", "references", "regions", "related", "relation", "relation-map", "relations", "results", "role",
    "roles", "rows-all", "rows-shown", "series", "set-by", "share", "signed", "skip-table", "sort-by",
    "source-language", "start", "status", "summary-of", "system", "systems", "target", "targets", "targets-due",
    "term", "terms", "theme-action-edit", "theme-action-skip", "theme-footer", "theme-footer-next",
    "theme-footer-previous", "theme-header", "theme-nav", "theme-search", "theme-search-placeholder",
    "theme-search-reset", "theme-search-result-initializer", "theme-search-result-more-one",
    "theme-search-result-more-other", "theme-search-result-none", "theme-search-result-one",
    "theme-search-result-other", "theme-search-result-placeholder", "theme-search-result-term-missing",
    "theme-source", "theme-tabs", "theme-toc", "then-called", "timeline-described", "title", "title-descriptive",
    "to", "topic", "topics", "treated-in", "undated", "unknown", "unresolved", "value", "where-exempted",
    "where-printed", "whole",
)  # fmt: skip
"""The words of the interface that every language gives."""

_VALUE_TYPES: dict[str, Any] = {
    "policy-kind": Policy.model_fields["kind"].annotation,
    "policy-level": Policy.model_fields["level"].annotation,
    "policy-status": Policy.model_fields["status"].annotation,
    "actor-kind": Actor.model_fields["kind"].annotation,
    "actor-role": Literal["issues", Role.model_fields["role"].annotation],
    "system-kind": System.model_fields["kind"].annotation,
    "system-status": System.model_fields["status"].annotation,
    "place-kind": Place.model_fields["kind"].annotation,
    "document-kind": Document.model_fields["kind"].annotation,
    "erratum-kind": Erratum.model_fields["kind"].annotation,
    "outline-kind": OutlineEntry.model_fields["kind"].annotation,
    "confidence": Confidence,
    "name-source": NameSource,
    "point-kind": Point.model_fields["kind"].annotation,
    "qualifier": Qualifier,
    "addressee": Recommendation.model_fields["addressee"].annotation,
    "relation": Relation.model_fields["type"].annotation,
    "relation-inverse": Relation.model_fields["type"].annotation,
}
VALUES: dict[str, tuple[str, ...]] = {name: get_args(kind) for name, kind in _VALUE_TYPES.items()}
"""For each field with a fixed choice, the values that every language names."""

_DECIMALS = 6


class DateForms(Strict):
    """Patterns (Unicode LDML) for dates of each precision."""

    day: Text
    """A day, for example `d MMMM y`."""
    month: Text
    """A month, for example `MMMM y`."""
    year: Text
    """A year, for example `y`."""


class Scale(Strict):
    """A word for a power of ten, for example 억 for 100,000,000."""

    value: int
    """What the word stands for."""
    word: str
    """The word as written after the number, with its leading space where the language has one."""


class UnitForm(Strict):
    """How a language writes an amount of a unit."""

    one: Text | None = None
    """Pattern for exactly one, with `{}` for the number; where it differs."""
    other: Text
    """Pattern for all other amounts."""


class PrintForm(Strict):
    """How texts of a language are set in the printed editions."""

    text: list[Text]
    """Typefaces of running text; a letter is taken from the first that has it."""
    heads: list[Text]
    """Typefaces of headings, heads of tables and drawings."""
    size: float
    """Size of running text in points."""
    leading: float
    """Space between lines, in parts of the size."""


def _known_locale(name: str) -> str:
    try:
        babel.Locale.parse(name)
    except (ValueError, babel.UnknownLocaleError):
        message = "'{name}' is not a locale; write for example en_GB"
        raise PydanticCustomError("unknown-language", message, {"name": name}) from None
    return name


class Language(Strict):
    """`languages/<code>.yml`: how a language of the site writes things."""

    code: Text
    """Code in addresses and file names; equal to the file's name."""
    name: Text
    """The language's name in itself."""
    locale: Annotated[str, AfterValidator(_known_locale)]
    """Locale for dates and numbers, for example `ko_KR`."""
    date_forms: DateForms
    """How dates are written."""
    policy_name: Text
    """Pattern for the name of a policy in running text, with `{}` for the name."""
    separator: Text
    """What stands between the names of a list."""
    sorts_first: Script
    """Unicode script whose words come first in alphabetical order."""
    scales: list[Scale]
    """Words for large numbers, the largest first."""
    chained: bool
    """Whether large numbers are written as a chain (50조 2,000억) rather than as a decimal (50.2 trillion)."""
    units: dict[str, UnitForm]
    """How amounts of each unit are written."""
    words: dict[str, Text]
    """Words of the interface."""
    values: dict[str, dict[str, Text]]
    """Names of the values of the fields with a fixed choice."""
    reading: Reading
    """How quantities and dates in its texts are read."""
    print_form: PrintForm = Field(alias="print")
    """How its texts are set in the printed editions."""

    def word(self, key: str) -> str:
        """Return a word of the interface."""
        return self.words[key]

    def value(self, field: str, value: str) -> str:
        """Return the name of a value, for example of the `policy-kind` `plan`."""
        return self.values[field][value]

    @cached_property
    def _babel(self) -> babel.Locale:
        return babel.Locale.parse(self.locale)

    def language_name(self, tag: str) -> str:
        """Return what the language with a BCP 47 tag is called in this language."""
        return babel.Locale.parse(tag, sep="-").get_display_name(self._babel) or tag

    def date(self, date: PartialDate | str | None) -> str:
        """Return a date as running text; the word for "unknown" where it is not known."""
        if not isinstance(date, PartialDate):
            return self.word("unknown")
        forms = self.date_forms
        form = forms.day if date.day else forms.month if date.month else forms.year
        day = datetime.date(date.year, date.month or 1, date.day or 1)
        return format_date(day, format=form, locale=self._babel)

    def line_range(self, first: int, last: int, prefix: str = "") -> str:
        """Return how a range of lines of a source is named, for example "source text, lines 3–9".

        With the prefix `note-`, as notes name it: "lines 3–9".
        """
        if first == last:
            return self.word(f"{prefix}line").format(first)
        return self.word(f"{prefix}lines").format(f"{first}–{last}")

    def number(self, value: float) -> str:
        """Return a number with grouped thousands and, where large, with the language's words for scales.

        What it says is the number itself, to the sixth decimal: no scale takes digits from it.
        """
        exact = round(Decimal(str(value)), _DECIMALS)
        if not self.chained:
            scale = next((scale for scale in self.scales if abs(exact) >= scale.value), None)
            scaled = exact / scale.value if scale else exact
            whole = scale is None or round(scaled, _DECIMALS) * scale.value == exact
            return self._plain(scaled) + scale.word if scale and whole else self._plain(exact)
        parts, rest = [], abs(exact)
        for scale in self.scales:
            count, rest = divmod(rest, scale.value)
            if count:
                parts.append(self._plain(count) + scale.word)
        if rest or not parts:
            parts.append(self._plain(rest))
        return ("-" if exact < 0 else "") + " ".join(parts)

    def _plain(self, value: Decimal) -> str:
        return str(format_decimal(value, format="#,##0.######", locale=self._babel))

    def share(self, part: int, whole: int) -> str:
        """Return a share in whole per cent; 0 and 100 only where it is nothing or all."""
        percent = round(100 * part / whole)
        if part not in (0, whole):
            percent = min(max(percent, 1), 99)
        return str(format_percent(percent / 100, locale=self._babel))

    def quantity(self, value: float, unit: str) -> str:
        """Return an amount with its unit, for example "CNY 50.2 trillion"."""
        return self._with_unit(self.number(value), unit, one=value == 1)

    def quantity_range(self, low: float, high: float, unit: str) -> str:
        """Return a range of amounts, with the unit once: "55–63%"."""
        return self._with_unit(self.word("range").format(self.number(low), self.number(high)), unit, one=False)

    def _with_unit(self, number: str, unit: str, *, one: bool) -> str:
        # A unit that is not there is a finding; a preview shows it as it is written.
        form = self.units.get(unit) or UnitForm(other=f"{{}} {unit}")
        pattern = form.one if form.one and one else form.other
        if self.chained and not number[-1].isdigit() and "{} " not in pattern:
            # After a word for a scale the noun stands apart: 21명, but 5억 6,100만 명.
            pattern = pattern.replace("{}", "{} ")
        return pattern.replace("{}", number).strip()

    def sort_key(self, text: str) -> tuple[bool, str, str]:
        """Return a key by which names sort: the language's own script first, then alphabetically.

        A letter with an accent stands with the letter without it, after it where nothing else differs.
        """
        return _sort_key(text, self.sorts_first)


@lru_cache(maxsize=1 << 14)
def _sort_key(text: str, script: str) -> tuple[bool, str, str]:
    first = regex.match(rf"\P{{L}}*\p{{Script={script}}}", text) is None
    folded = text.casefold()
    letters = "".join(char for char in unicodedata.normalize("NFD", folded) if not unicodedata.combining(char))
    # Put together again: a syllable of Hangul is one letter.
    return first, unicodedata.normalize("NFC", letters), folded


def missing_words(language: Language) -> list[str]:
    """Return what a language's file lacks, as `words: x` and `values: field: x`."""
    missing = [f"words: {word}" for word in WORDS if word not in language.words]
    for field, values in VALUES.items():
        given = language.values.get(field, {})
        missing += [f"values: {field}: {value}" for value in values if value not in given]
    return missing
