"""Rules about the values of indicators and the targets of policies: whose they are, and by when."""

from __future__ import annotations

from collections.abc import Iterator

from ..dates import PartialDate
from ..field_types import RecordReference
from ..positions import model_problem
from ..problems import Problem, one_of
from ..record_models import Indicator, Point, Policy
from ..register import Register


def _points(register: Register) -> Iterator[tuple[Indicator, int, Point]]:
    for record in register.records["indicator"].values():
        assert isinstance(record, Indicator)
        for index, point in enumerate(record.points):
            yield record, index, point


def attribution(register: Register) -> Iterator[Problem]:
    """A target or provision names who set it; a claim or forecast names whose word it is."""
    for indicator, index, point in _points(register):
        where = ("points", index, "kind")
        if point.kind in ("target", "provision") and point.set_by is None:
            message = f"the {point.kind} does not say who set it"
            hint = "add set_by: policy:some-id, or set_by: actor:some-id where it is in no policy"
            yield model_problem(register, "indicator", indicator.id, where, "unattributed", message, hint)
        if point.kind in ("claim", "forecast") and point.by is None:
            message = f"the {point.kind} does not say whose it is"
            hint = "add by: some-actor-id, or by: unknown where the document does not tell"
            yield model_problem(register, "indicator", indicator.id, where, "unattributed", message, hint)


def deadlines(register: Register) -> Iterator[Problem]:
    """A target is to be reached after the policy that sets it was issued."""
    for indicator, index, point in _points(register):
        if point.kind == "target" and point.set_by and point.date:
            policy = register.record(point.set_by)
            where = ("points", index, "at")
            yield from _too_early(register, "indicator", indicator.id, where, point.date, policy)
    for name, policy in register.records["policy"].items():
        assert isinstance(policy, Policy)
        for index, target in enumerate(policy.targets):
            if isinstance(target.deadline, PartialDate):
                where = ("targets", index, "deadline")
                yield from _too_early(register, "policy", name, where, target.deadline, policy)


def _too_early(
    register: Register, kind: str, name: str, where: tuple[str | int, ...], deadline: PartialDate, policy: object
) -> Iterator[Problem]:
    issued = policy.date if isinstance(policy, Policy) else None
    if issued is not None and not issued.may_precede(deadline):
        message = f"the deadline ({deadline}) lies before the policy that sets the target ({issued})"
        hint = "correct it, or write 'unknown' where the documents set no deadline"
        yield model_problem(register, kind, name, where, "impossible-date", message, hint)


def adopted_readings(register: Register) -> Iterator[Problem]:
    """The erratum that a value follows is one of its document's."""
    for indicator, index, point in _points(register):
        document = register.documents.get(point.passage.document)
        if point.erratum is None or document is None:
            continue
        known = [erratum.id for erratum in document.errata]
        if point.erratum not in known:
            message = f"the document '{document.id}' has no erratum '{point.erratum}'"
            reference = RecordReference("indicator", indicator.id)
            hint = one_of(point.erratum, known)
            yield model_problem(register, *reference, ("points", index, "erratum"), "broken-reference", message, hint)


CHECKS = (attribution, deadlines, adopted_readings)
