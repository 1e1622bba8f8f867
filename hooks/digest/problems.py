"""Findings: what is wrong, where, and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

_SHOWN = 12
"""How many allowed values a hint names: nobody reads five hundred."""


@dataclass(frozen=True, order=True)
class Problem:
    """One finding. Sorts by place, so that a report reads like the files do."""

    path: str
    """Path of the file, relative to the project's root."""
    line: int
    """Line, counted from 1; 0 where the finding is about the file as a whole."""
    column: int
    """Column in characters, counted from 1; 0 where the finding is about the whole line or file."""
    rule: str
    """Stable identifier of the rule, in kebab-case."""
    message: str
    """What is wrong, in words that need no knowledge of the code."""
    hint: str = ""
    """What is allowed, or what to try; empty where the message says it all."""

    def __str__(self) -> str:
        text = f"{self.path}:{max(self.line, 1)}:{max(self.column, 1)}: {self.rule}: {self.message}"
        return f"{text}; {self.hint}" if self.hint else text


def report(problems: Iterable[Problem]) -> str:
    """Return the findings as text, one a line, sorted by place and without repetitions."""
    return "\n".join(str(problem) for problem in sorted(set(problems)))


def one_of(given: str, allowed: Iterable[str]) -> str:
    """Return a hint: the nearest allowed value to `given`, if one is near, and a list of all.

    Long lists are cut.
    """
    names = sorted(allowed)
    near = difflib.get_close_matches(given, names, n=1, cutoff=0.6)
    guess = f"did you mean '{near[0]}'? " if near else ""
    if not names:
        return f"{guess}there are none to choose from"
    shown = ", ".join(names[:_SHOWN])
    rest = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{guess}allowed: {shown}{rest}"
