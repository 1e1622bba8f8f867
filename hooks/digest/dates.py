"""Dates with the precision that is known: a year, a month or a day."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

_PATTERN = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
_FORMS = "write 2018, 2018-09 or 2018-09-14"


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date of the Gregorian calendar. Sorts by time; a year stands before its months."""

    year: int
    month: int = 0
    """1 to 12; 0 where only the year is known."""
    day: int = 0
    """1 to 31; 0 where the day is not known."""

    @classmethod
    def parse(cls, value: object) -> PartialDate:
        """Read an ISO 8601 date (`2018`, `2018-09`, `2018-09-14`; a year may be a number).

        Raises PydanticCustomError of type `impossible-date`, which is also a ValueError.
        """
        text = str(value)
        match = _PATTERN.fullmatch(text) if isinstance(value, str | int) else None
        if match is None:
            raise PydanticCustomError("impossible-date", "'{text}' is not a date; " + _FORMS, {"text": text})
        year, month, day = (int(match[part] or 0) for part in ("year", "month", "day"))
        try:
            # What is not given counts as 1; a month or day of 00 is given, and is none.
            datetime.date(year, *(int(match[part]) if match[part] else 1 for part in ("month", "day")))
        except ValueError:
            message = "'{text}' is not a day of the calendar; " + _FORMS
            raise PydanticCustomError("impossible-date", message, {"text": text}) from None
        return cls(year, month, day)

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    def may_precede(self, other: PartialDate) -> bool:
        """Return whether this date can lie on or before `other`, given what is known of both."""
        for mine, theirs in zip((self.year, self.month, self.day), (other.year, other.month, other.day), strict=True):
            if not mine or not theirs:
                return True
            if mine != theirs:
                return mine < theirs
        return True

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)
