"""Errors to plant into the records of the digest, and the rule that is to find each: what `mutants` counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from digest.checks import names, points, relations
from digest.checks.evidence import record_findings
from digest.claimed_texts import evidence_of
from digest.dates import PartialDate
from digest.field_types import RecordReference
from digest.record_models import Indicator, Point, Policy, Record, Relation, Target
from digest.register import Register, passages_in

ONE_WAY = ("implements", "part-of", "succeeds", "replaces", "amends", "based-on")
"""The relations that may not go round in a circle."""


@dataclass(frozen=True)
class RecordError:
    """A record with an error."""

    reference: RecordReference
    record: Record
    """The record as it stands with the error."""
    what: str
    """What has been changed, for those who look why it was not found."""


Errors = Callable[[Register, Random], Iterator[RecordError]]
Finds = Callable[[Register, RecordError], bool]


@dataclass(frozen=True)
class RecordClass:
    """A class of errors and the rule concerned."""

    errors: Errors
    finds: Finds
    """Whether the rule finds an error."""
    excuse: str = ""
    """Why the class need not reach the share that is asked of the others; empty where it must."""


# ---- the errors -------------------------------------------------------------------------------------


def _points(register: Register) -> Iterator[tuple[RecordReference, Indicator, int, Point]]:
    for name, indicator in sorted(register.records["indicator"].items()):
        assert isinstance(indicator, Indicator)
        for number, point in enumerate(indicator.points):
            yield RecordReference("indicator", name), indicator, number, point


def _with_point(indicator: Indicator, number: int, point: Point) -> Indicator:
    return indicator.model_copy(update={"points": [*indicator.points[:number], point, *indicator.points[number + 1 :]]})


def _differing(point: Point, wrong: Point) -> str:
    fields = [name for name in Point.model_fields if getattr(point, name) != getattr(wrong, name)]
    changes = (f"{name} {getattr(point, name)} -> {getattr(wrong, name)}" for name in fields)
    return f"{', '.join(changes)} ({point.value:g}, {point.at}, {point.passage})"


def _changed_points(change: Callable[[Register, Indicator, Point, Random], Point | None]) -> Errors:
    def errors(register: Register, random: Random) -> Iterator[RecordError]:
        for reference, indicator, number, point in _points(register):
            wrong = change(register, indicator, point, random)
            if wrong is not None:
                yield RecordError(reference, _with_point(indicator, number, wrong), _differing(point, wrong))

    return errors


def _digit(register: Register, indicator: Indicator, point: Point, random: Random) -> Point | None:
    """Another digit in a value, among those that are written out where a word stands for the zeros."""
    written = format(Decimal(repr(point.value)), "f").removesuffix(".0")
    last = len(written.rstrip("0.")) if "." not in written else len(written)
    at = random.choice([place for place in range(last) if written[place].isdigit()])
    digit = random.choice([digit for digit in "123456789" if digit != written[at]])
    return point.model_copy(update={"value": float(written[:at] + digit + written[at + 1 :])})


def _year(register: Register, indicator: Indicator, point: Point, random: Random) -> Point | None:
    """Another year."""
    if point.date is None:
        return None
    return point.model_copy(update={"at": replace(point.date, year=point.date.year + random.choice((-2, -1, 1, 2)))})


def _no_qualifier(register: Register, indicator: Indicator, point: Point, random: Random) -> Point | None:
    """A qualifier left out; where the value follows an erratum, that may give it with and without."""
    return point.model_copy(update={"qualifier": None}) if point.qualifier and not point.erratum else None


def _moved(register: Register, indicator: Indicator, point: Point, random: Random) -> Point | None:
    """The passage beside the right one."""
    passage = point.passage
    length = passage.last - passage.first + 1
    before, after = passage.first - length, passage.last + 1
    last = register.documents[passage.document].lines - length + 1
    possible = [first for first in (before, after) if 1 <= first <= last]
    if not possible:
        return None
    first = random.choice(possible)
    return point.model_copy(update={"passage": passage._replace(first=first, last=first + length - 1)})


def _no_setter(register: Register, indicator: Indicator, point: Point, random: Random) -> Point | None:
    """Whose target it is, left out."""
    return point.model_copy(update={"set_by": None}) if point.set_by else None


def _no_source(register: Register, indicator: Indicator, point: Point, random: Random) -> Point | None:
    """Whose claim it is, left out."""
    return point.model_copy(update={"by": None}) if point.by else None


def _too_early(policy: Record | None, date: object, random: Random) -> PartialDate | None:
    if not isinstance(policy, Policy) or policy.date is None or not isinstance(date, PartialDate):
        return None
    return PartialDate(policy.date.year - random.choice((1, 2, 3)))


def _early_points(register: Register, indicator: Indicator, point: Point, random: Random) -> Point | None:
    policy = register.record(point.set_by) if point.set_by and point.kind == "target" else None
    deadline = _too_early(policy, point.at, random)
    return point.model_copy(update={"at": deadline}) if deadline else None


def _early_targets(register: Register, random: Random) -> Iterator[RecordError]:
    """A deadline before the policy that sets the target, in indicators and in policies."""
    yield from _changed_points(_early_points)(register, random)
    for name, policy in sorted(register.records["policy"].items()):
        assert isinstance(policy, Policy)
        for number, target in enumerate(policy.targets):
            deadline = _too_early(policy, target.deadline, random)
            if deadline is not None:
                wrong: list[Target] = list(policy.targets)
                wrong[number] = target.model_copy(update={"deadline": deadline})
                what = f"target {number}: {target.deadline} -> {deadline}"
                yield RecordError(RecordReference("policy", name), policy.model_copy(update={"targets": wrong}), what)


def _circles(register: Register, random: Random) -> Iterator[RecordError]:
    """A relation that leads back to where a way of relations of its kind began."""
    for kind in ONE_WAY:
        steps: dict[RecordReference, list[RecordReference]] = defaultdict(list)
        for reference, record in register.all_records():
            steps[reference] += [relation.target for relation in record.relations if relation.type == kind]
        for start in sorted(steps):
            for end in _reached(steps, start):
                last = register.record(end)
                if last is not None:
                    back = Relation(type=kind, target=start)  # type: ignore[arg-type]
                    wrong = last.model_copy(update={"relations": [*last.relations, back]})
                    yield RecordError(end, wrong, f"{end} {kind} {start}")


def _reached(steps: dict[RecordReference, list[RecordReference]], start: RecordReference) -> list[RecordReference]:
    found = list(dict.fromkeys(steps[start]))
    for here in found:
        found += [target for target in steps.get(here, ()) if target not in found and target != start]
    return found


def _borrowed_names(register: Register, random: Random) -> Iterator[RecordError]:
    """Another name that is a name of another record of the kind."""
    for kind, records in register.records.items():
        others = sorted(records)
        for name in others if len(others) > 1 else ():
            record, other = records[name], records[random.choice([other for other in others if other != name])]
            language = random.choice(sorted(other.name.root))
            borrowed = random.choice([other.name.root[language], *other.aliases.get(language, ())])
            aliases = {**record.aliases, language: [*record.aliases.get(language, ()), borrowed]}
            yield RecordError(
                RecordReference(kind, name), record.model_copy(update={"aliases": aliases}), f"{borrowed} ({other.id})"
            )


# ---- finding them -----------------------------------------------------------------------------------


def with_record(register: Register, reference: RecordReference, record: Record) -> Register:
    """Return a register with another record in the place of one."""
    own = {**register.records[reference.kind], reference.id: record}
    return replace(register, records={**register.records, reference.kind: own})


def _alone(register: Register, error: RecordError) -> Register:
    """Return a register in which only one record has values and targets, for the rules that ask about those."""
    own: dict[str, dict[str, Record]] = {"indicator": {}, error.reference.kind: {error.reference.id: error.record}}
    policies = {name: _without_targets(policy) for name, policy in register.records["policy"].items()}
    return replace(register, records={**register.records, "policy": policies, **own})


def _without_targets(policy: Record) -> Record:
    return policy.model_copy(update={"targets": []})


def by_evidence(register: Register, error: RecordError) -> bool:
    """Return whether the comparison of a record's fields with the sources finds something."""
    evidence = evidence_of(register)
    assert evidence is not None
    exempt = {(exemption.at, exemption.figure) for exemption in register.exemptions}
    over = tuple(dict.fromkeys(passages_in(error.record)))
    return any(name not in exempt for _, name in record_findings(evidence, error.reference, error.record, over))


def by_attribution(register: Register, error: RecordError) -> bool:
    """Return whether the rule about whose values are finds something."""
    return any(True for _ in points.attribution(_alone(register, error)))


def by_deadlines(register: Register, error: RecordError) -> bool:
    """Return whether the rule about deadlines finds something."""
    return any(True for _ in points.deadlines(_alone(register, error)))


def by_circles(register: Register, error: RecordError) -> bool:
    """Return whether the rule about circles finds something."""
    return any(True for _ in relations.circles(with_record(register, error.reference, error.record)))


def by_names(register: Register, error: RecordError) -> bool:
    """Return whether the rule about names that two records bear finds something."""
    return any(True for _ in names.shared_names(with_record(register, error.reference, error.record)))


CLASSES: dict[str, RecordClass] = {
    "a value's digit changed": RecordClass(_changed_points(_digit), by_evidence),
    "a value's year shifted": RecordClass(
        _changed_points(_year), by_evidence, "passages name several years, and a value may stand under its document's"
    ),
    "a value without its qualifier": RecordClass(_changed_points(_no_qualifier), by_evidence),
    "a value's passage moved": RecordClass(
        _changed_points(_moved), by_evidence, "the lines beside may hold the value, too, and an erratum goes with it"
    ),
    "a deadline too early": RecordClass(_early_targets, by_deadlines),
    "a target without its setter": RecordClass(_changed_points(_no_setter), by_attribution),
    "a claim without its source": RecordClass(_changed_points(_no_source), by_attribution),
    "a circle of relations": RecordClass(_circles, by_circles),
    "a name of another record": RecordClass(_borrowed_names, by_names),
}
