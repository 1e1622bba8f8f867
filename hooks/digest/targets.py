"""All targets, in numbers and in words: what is to be reached, by when, set by whom, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .dates import PartialDate
from .field_types import LocalText, Passage, RecordReference
from .marks import passages_cited
from .record_models import Indicator, Point, Policy, Record, Target
from .register import Register

STATES = ("due", "open", "undated")
"""Whether the deadline had passed at the date of the digest's latest document, was still ahead, or is not given."""


@dataclass(frozen=True)
class StatedTarget:
    """A target as a document states it: a point of an indicator, or a text of a policy."""

    said: Point | Target
    indicator: Indicator | None
    """The indicator of a target in numbers; None for one in words."""
    setter: RecordReference | None
    """The policy or actor that set it."""
    setter_record: Record | None
    topics: tuple[str, ...]
    place: str
    """Where it applies."""
    passages: tuple[Passage, ...]
    """Where the document states it."""

    @property
    def deadline(self) -> PartialDate | None:
        """By when it is to be reached, where the documents tell."""
        date = self.said.at if isinstance(self.said, Point) else self.said.deadline
        return date if isinstance(date, PartialDate) else None

    @property
    def outcome(self) -> LocalText | None:
        """What became of it, where someone has written that down."""
        return self.said.outcome

    @property
    def issuers(self) -> list[str]:
        """The bodies that set it, as far as they are known."""
        if isinstance(self.setter_record, Policy):
            issuers = self.setter_record.issuers
            return issuers if isinstance(issuers, list) else []
        return [self.setter.id] if self.setter else []


@lru_cache(maxsize=1)
def stated_targets(register: Register) -> tuple[StatedTarget, ...]:
    """Return the targets of all policies in words, then those in numbers, in the order of their records."""
    return tuple(_stated(register))


def _stated(register: Register) -> Iterator[StatedTarget]:
    for name, policy in sorted(register.records["policy"].items()):
        assert isinstance(policy, Policy)
        for target in policy.targets:
            yield StatedTarget(
                target, None, RecordReference("policy", name), policy, tuple(target.topics or policy.topics),
                policy.place, passages_cited(target.text),
            )  # fmt: skip
    for _, indicator in sorted(register.records["indicator"].items()):
        assert isinstance(indicator, Indicator)
        for point in indicator.points:
            if point.kind == "target":
                setter = register.record(point.set_by) if point.set_by else None
                yield StatedTarget(
                    point, indicator, point.set_by, setter, tuple(indicator.topics), indicator.place, (point.passage,)
                )


def state(target: StatedTarget, register: Register) -> str:
    """Return one of `STATES`; what lies after the latest document, no document can tell of."""
    latest = latest_document_date(register)
    if target.deadline is None:
        return "undated"
    return "due" if latest is not None and _end(target.deadline) <= _end(latest) else "open"


def latest_document_date(register: Register) -> PartialDate | None:
    """Return the date of the latest document of the digest, None where no document has a date."""
    dates = [document.earliest for document in register.documents.values() if document.earliest]
    return max(dates, default=None)


def later_values(target: StatedTarget, register: Register) -> list[Point]:
    """Return what the same indicator says of the time after the deadline, or what a later document says of it.

    What was so before the policy that sets the target was issued is no outcome, whoever tells it; nor is a value of
    the deadline's own year in the same document: it may be where the work began.
    """
    if target.indicator is None or not isinstance(target.said, Point):
        return []
    own = _date_of(target.said.passage, register)
    issued = target.setter_record.date if isinstance(target.setter_record, Policy) else None

    def tells(point: Point) -> bool:
        if point.kind not in ("actual", "claim") or point.date is None:
            return False
        if issued is not None and not issued.may_precede(point.date):
            return False
        reached = target.deadline is not None and _end(target.deadline) < _beginning(point.date)
        other = _date_of(point.passage, register)
        return reached or (own is not None and other is not None and own < other)

    return [point for point in target.indicator.points if tells(point)]


def _date_of(passage: Passage, register: Register) -> PartialDate | None:
    document = register.documents.get(passage.document)
    return document.earliest if document else None


def _beginning(date: PartialDate) -> tuple[int, int, int]:
    return date.year, date.month or 1, date.day or 1


def _end(date: PartialDate) -> tuple[int, int, int]:
    """Return the last day that a date may mean: "2020" is past when the year is over."""
    return date.year, date.month or 12, date.day or 31
