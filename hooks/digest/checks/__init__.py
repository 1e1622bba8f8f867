"""All rules about the content, each a generator of findings named after what it validates."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..problems import Problem
from ..register import Register
from . import (
    agreement,
    arithmetic,
    charts,
    citations,
    documents,
    drift,
    evidence,
    mentions,
    names,
    navigation,
    pages,
    points,
    records,
    references,
    relations,
)

Check = Callable[[Register], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    *documents.CHECKS,
    *records.CHECKS,
    *names.CHECKS,
    *relations.CHECKS,
    *points.CHECKS,
    *charts.CHECKS,
    *mentions.CHECKS,
    *references.CHECKS,
    *citations.CHECKS,
    *pages.CHECKS,
    *navigation.CHECKS,
    *evidence.CHECKS,
    *agreement.CHECKS,
    *arithmetic.CHECKS,
    *drift.CHECKS,
)


def check(register: Register) -> list[Problem]:
    """Return the findings of all rules, in no particular order."""
    return [problem for rule in CHECKS for problem in rule(register)]
