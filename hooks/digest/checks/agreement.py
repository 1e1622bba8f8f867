"""Rules about the languages: each section and each text says the same in all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from ..claimed_texts import ClaimedText, ReadClaim, texts_by_key
from ..claims import find_blocks
from ..figures import ORDINAL, Amount, Found, When, is_looked_up
from ..marks import CalculationMark, CitationMark, ErratumMark, ReferenceMark
from ..problems import Problem
from ..register import Register
from .evidence import read_as, said_with


def in_step(register: Register) -> Iterator[Problem]:
    """A section or text has the same marks, items, rows and figures in each language."""
    first = register.default_language
    for versions in texts_by_key(register).values():
        if first not in versions:
            continue
        for language, text in versions.items():
            if language != first and not (text.unread or versions[first].unread):
                yield from differences(versions[first], text)


def differences(mine: ClaimedText, theirs: ClaimedText) -> Iterator[Problem]:
    """Yield what a text says otherwise than the same text in the first language."""
    found = [*_marks(mine, theirs), *_counts(mine, theirs)]
    yield from found
    # Without the same citations it can't be told which figures go together.
    if not found:
        yield from _figures(mine, theirs)


def _marks(mine: ClaimedText, theirs: ClaimedText) -> Iterator[Problem]:
    """Compare the marks: citations in their order, references and pointers to errata in any."""
    ours, others = _citations(mine), _citations(theirs)
    if ours != others:
        at = next(
            (i for i, (a, b) in enumerate(zip(ours, others, strict=False)) if a[0] != b[0]), min(len(ours), len(others))
        )
        if [name for name, _ in ours] != [name for name, _ in others]:
            place = theirs.marks[others[at][1]] if at < len(others) else None
            start, end = (place.start, place.start + len(place.raw)) if place else (0, 0)
            if at == len(others):
                differs = f"{ours[at][0]} is cited only there"
            elif at == len(ours):
                differs = f"{others[at][0]} is cited only here"
            else:
                differs = f"the first that differs is {others[at][0]} here and {ours[at][0]} there"
            message = f"'{theirs.key}' cites other passages here than in {_place_of(mine)}: {differs}"
            yield theirs.problem(start, end, "citations-differ", message, "cite the same passages in the same order")
    for rule, kind, verb in (
        ("references-differ", ReferenceMark, "refers to other records or pages"),
        ("errata-differ", ErratumMark, "points to other errata"),
        ("calculations-differ", CalculationMark, "holds other calculations"),
    ):
        named, wanted = _names(theirs, kind), _names(mine, kind)
        if named != wanted:
            more, less = named - wanted, wanted - named
            parts = [f"only here: {_list(more)}"] if more else []
            parts += [f"only there: {_list(less)}"] if less else []
            message = f"'{theirs.key}' {verb} here than in {_place_of(mine)}: {'; '.join(parts)}"
            extra = next((mark for mark in theirs.marks if isinstance(mark, kind) and _name(mark) in more), None)
            start, end = (extra.start, extra.start + len(extra.raw)) if extra else (0, 0)
            yield theirs.problem(start, end, rule, message, "write the same marks in both languages")


def _citations(text: ClaimedText) -> list[tuple[str, int]]:
    """Return the citations of a text in their order, with the numbers of their marks."""
    found = sorted(
        ((mark.start, number) for number, mark in enumerate(text.marks) if isinstance(mark, CitationMark)),
    )
    return [("; ".join(map(str, text.marks[number].passages)), number) for _, number in found]  # type: ignore[attr-defined]


def _names(text: ClaimedText, kind: type) -> Counter[str]:
    names = Counter(_name(mark) for mark in text.marks if isinstance(mark, kind))
    # How often a text links to a record is a matter of style; that it does is not.
    return Counter(set(names)) if kind is ReferenceMark else names


def _name(mark: object) -> str:
    match mark:
        case ReferenceMark():
            return f"{mark.scheme}:{mark.id}" + (f"/{mark.page}" if mark.page else "")
        case ErratumMark():
            return f"{mark.document}:{mark.erratum}"
        case CalculationMark():
            return "".join(mark.expression.split())
    return ""


def _list(names: Counter[str]) -> str:
    return ", ".join(sorted(names.elements()))


def _counts(mine: ClaimedText, theirs: ClaimedText) -> Iterator[Problem]:
    """Compare the numbers of list items and rows."""
    ours, others = (Counter(block.kind for block in find_blocks(text.text)) for text in (mine, theirs))
    for kind, rule, word in (("item", "items-differ", "list items"), ("row", "rows-differ", "rows of tables")):
        if ours[kind] != others[kind]:
            message = f"the number of {word} in '{theirs.key}' is {others[kind]} here and {ours[kind]} in "
            message += _place_of(mine)
            yield theirs.problem(0, 0, rule, message, "give both languages the same lists and tables")


def _figures(mine: ClaimedText, theirs: ClaimedText) -> Iterator[Problem]:
    """Compare the figures, claim by claim: with the same citations, the claims go together.

    Where one language says between two citations what the other says before both, the two claims go together.
    """
    ours, others = _cited(mine), _cited(theirs)
    ends = sorted(ours.keys() & others.keys())
    for first, last in pairwise([0, *ends]):
        our_figures = [found for end, figures in ours.items() if first < end <= last for found in figures]
        their_figures = [found for end, figures in others.items() if first < end <= last for found in figures]
        claim = next(claim for end, claim in _ends(theirs) if first < end)
        yield from _compare(mine, theirs, claim, our_figures, their_figures)
    yield from _compare(mine, theirs, None, _uncited(mine), _uncited(theirs))


def _ends(text: ClaimedText) -> Iterator[tuple[int, ReadClaim]]:
    """Yield the cited claims of a text, each with the number of passages cited up to its end."""
    count = 0
    for claim in text.claims:
        count += len(claim.claim.passages)
        if claim.claim.passages:
            yield count, claim


def _cited(text: ClaimedText) -> dict[int, list[Found]]:
    """Return the figures of the cited claims of a text, by the number of passages cited up to the claim's end."""
    return {end: [_moved(found, claim.claim.start) for found in claim.figures] for end, claim in _ends(text)}


def _uncited(text: ClaimedText) -> list[Found]:
    """Return the figures of a text that no citation follows: they go together."""
    claims = [claim for claim in text.claims if not claim.claim.passages]
    return [_moved(found, claim.claim.start) for claim in claims for found in claim.figures]


def _moved(found: Found, by: int) -> Found:
    return Found(found.figure, found.start + by, found.end + by)


def _compare(
    mine: ClaimedText, theirs: ClaimedText, claim: ReadClaim | None, ours: list[Found], others: list[Found]
) -> Iterator[Problem]:
    def problem(found: Found | None, rule: str, message: str, hint: str) -> Problem:
        if found is not None:
            return theirs.problem(found.start, found.end, rule, message, hint)
        start, body = (claim.claim.start, claim.claim.text) if claim else (0, "")
        first = start + len(body) - len(body.lstrip())
        return theirs.problem(first, start + len(body.rstrip()), rule, message, hint)

    for amounts, other, here in ((_amounts(ours), _amounts(others), False), (_amounts(others), _amounts(ours), True)):
        for found in amounts:
            figure = found.figure
            assert isinstance(figure, Amount)
            if not is_looked_up(figure):
                continue
            like = [same for item in other if (same := _same(figure, item.figure)) is not None]
            written = theirs.text[found.start : found.end].strip() if here else str(figure)
            if not like:
                there = _place_of(mine)
                where = f"here, but not in {there}" if here else f"in {there}, but not here"
                message = f"{read_as(written, figure)} stands {where}, in '{theirs.key}'"
                yield problem(
                    found if here else None, "figures-differ", message, "give the same figures in both languages"
                )
            elif here and all(figure.qualifier != item.qualifier for item in like):
                said = said_with({item.qualifier for item in like})
                message = f"'{written}' stands {said_with([figure.qualifier])} here, and {said} in {_place_of(mine)}"
                yield problem(found, "qualifiers-differ", message, "say it equally exactly in both languages")
    for part, word in (("year", "years"), ("month", "months"), ("day", "days")):
        here_all, there_all = _dates(others, part), _dates(ours, part)
        if part == "day":
            # Days may also be written as ordinals or counted: the 7th.
            numbers = {
                int(f.figure.value) for f in (*ours, *others) if isinstance(f.figure, Amount) and f.figure.value <= 31
            }
            here_all, there_all = here_all - numbers, there_all - numbers
        if here_all != there_all:
            more, less = sorted(here_all - there_all), sorted(there_all - here_all)
            parts = [f"only here: {', '.join(map(str, more))}"] if more else []
            parts += [f"only in {_place_of(mine)}: {', '.join(map(str, less))}"] if less else []
            extra = next(
                (found for found in others if isinstance(found.figure, When) and getattr(found.figure, part) in more),
                None,
            )
            message = f"the {word} of the dates differ in '{theirs.key}': {'; '.join(parts)}"
            yield problem(extra, "figures-differ", message, "give the same dates in both languages")


def _place_of(text: ClaimedText) -> str:
    """Return what a text of another language is called: by its file, or by its language where they share one."""
    return text.path if text.page is not None else f"the text in '{text.language}'"


def _amounts(figures: list[Found]) -> list[Found]:
    return [found for found in figures if isinstance(found.figure, Amount)]


def _same(mine: Amount, other: object) -> Amount | None:
    """Return the other figure where it is an amount of the same value and unit."""
    if not isinstance(other, Amount) or mine.value != other.value:
        return None
    return other if mine.unit == other.unit or {mine.unit, other.unit} <= {"", ORDINAL} else None


def _dates(figures: list[Found], part: str) -> set[int]:
    return {getattr(found.figure, part) for found in figures if isinstance(found.figure, When)} - {0}


CHECKS = (in_step,)
