"""Rules about evidence: what a claim says stands in its passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from ..calculations import SCALES, Calculation
from ..claimed_texts import ClaimedText, ReadClaim, claimed_texts, evidence_of
from ..evidence import Evidence, Stock
from ..evidence_lock import NAME
from ..field_types import Passage, RecordReference
from ..figures import Amount, Figure, Found, When, decimal, is_looked_up
from ..marks import CALCULATION, CalculationMark, UnreadMark
from ..original_names import is_adopted, supplied_names, words_in
from ..positions import model_problem
from ..problems import Problem
from ..record_facts import facts, printed_names
from ..record_models import Indicator, Record
from ..register import Register
from ..yaml_source import Location

_SHOWN = 6
_HOW_TO_CALCULATE = (
    "write numbers with + - * / between them, no brackets, and # before what the digest counted: [9](=12-#3)"
)


def lock(register: Register) -> Iterator[Problem]:
    """There is a lock, and it knows every document in the state that the digest describes."""
    if register.lock is None:
        if not register.knows("lock", NAME) and register.documents:
            message = "the lock is missing, so no figure can be checked against the sources"
            yield Problem(
                NAME, 1, 1, "missing-lock", message, "make it with: make verify SOURCES=<folder of the sources>"
            )
        return
    for name in register.documents:
        if name not in register.lock.documents:
            message = f"{NAME} knows nothing of the document '{name}', so what cites it can't be checked"
            hint = "someone who has its text runs: make verify SOURCES=<folder of the sources>"
            yield model_problem(register, "document", name, ("id",), "not-in-lock", message, hint)


def in_texts(register: Register) -> Iterator[Problem]:
    """Every figure of a claim is cited and stands in a passage that is cited for it."""
    evidence = evidence_of(register)
    if evidence is None:
        return
    exempt = {(exemption.at, exemption.figure) for exemption in register.exemptions}
    used: set[tuple[str, str]] = set()
    for text in claimed_texts(register):
        yield from _open_calculations(text)
        for problem, figure in text_findings(evidence, text):
            name = (text.key, str(figure))
            if figure is not None and name in exempt:
                used.add(name)
            elif not text.unread:
                yield problem
    for problem, name in _fields(register, evidence):
        if name in exempt:
            used.add(name)
        else:
            yield problem
    for number, exemption in enumerate(register.exemptions):
        if (exemption.at, exemption.figure) not in used:
            message = f"nothing at '{exemption.at}' needs this exemption for '{exemption.figure}'"
            location: Location = ("exemptions", number, "at")
            hint = "remove the line, or copy the place and the figure from the finding that it is meant for"
            yield model_problem(register, "exemptions", "exemptions", location, "unused-exemption", message, hint)


def text_findings(evidence: Evidence, text: ClaimedText) -> Iterator[tuple[Problem, Figure | None]]:
    """Yield what is wrong with the figures of one text; with the figure that an exemption would name."""
    for claim in text.claims:
        for found, problem in _claim(evidence, text, claim):
            yield problem, found.figure
    yield from ((problem, None) for problem in _calculations(evidence, text))
    yield from ((problem, None) for problem in _words(evidence, text))


def _claim(evidence: Evidence, text: ClaimedText, read: ReadClaim) -> Iterator[tuple[Found, Problem]]:
    claim = read.claim
    if not evidence.knows(read.passages):
        return
    for found in read.figures:
        figure = found.figure
        if not is_looked_up(figure):
            continue
        start, end = claim.start + found.start, claim.start + found.end
        written = text.text[start:end].strip()
        if not read.passages:
            if isinstance(figure, Amount) and figure.word:
                continue
            message = f"'{written}' stands without a citation"
            hint = "write [@document-id:first-last] after the statement, in the same paragraph, item or row"
            yield found, text.problem(start, end, "uncited-figure", message, hint)
            continue
        stock = evidence.stock(read.passages, claim.errata)
        # A heading may name the year that its documents are of; they need not say it in the passages cited.
        if not claim.passages and isinstance(figure, When) and not figure.month and figure.year in stock.years:
            continue
        if not stock.has(figure):
            message = f"{read_as(written, figure)} does not stand in {_named(read.passages)}"
            hint = _nearest(stock, figure)
            yield found, text.problem(start, end, "figure-not-in-source", message, hint)
        elif isinstance(figure, Amount) and claim.passages:
            like = stock.like(figure)
            there = {amount.qualifier for amount in like}
            if like and figure.qualifier not in there:
                message = f"'{written}' stands {said_with([figure.qualifier])} here, and {said_with(there)} in "
                message += _named(read.passages)
                hint = "say it as exactly as the source does"
                yield found, text.problem(start, end, "qualifier-not-in-source", message, hint)


def _open_calculations(text: ClaimedText) -> Iterator[Problem]:
    for mark in text.marks:
        if isinstance(mark, UnreadMark) and mark.raw == CALCULATION:
            message = "a calculation begins here that can't be read"
            yield text.problem(mark.start, mark.start + len(mark.raw), "calculation-syntax", message, _HOW_TO_CALCULATE)


def _calculations(evidence: Evidence, text: ClaimedText) -> Iterator[Problem]:
    for mark in text.marks:
        if not isinstance(mark, CalculationMark):
            continue
        end = mark.start + len(mark.raw)
        try:
            calculation = Calculation.parse(mark.expression)
            result = calculation.result
        except ValueError as error:
            message = f"the calculation '{mark.expression}' can't be read: {error}"
            yield text.problem(mark.start, end, "calculation-syntax", message, _HOW_TO_CALCULATE)
            continue
        except ZeroDivisionError:
            message = f"the calculation '{mark.expression}' divides by zero"
            yield text.problem(mark.start, end, "calculation-syntax", message, "correct the calculation")
            continue
        shown = [found.figure for found in evidence.read(mark.text, text.language)]
        amounts = [figure for figure in shown if isinstance(figure, Amount)]
        years = [Amount(Fraction(figure.year)) for figure in shown if isinstance(figure, When) and not figure.month]
        if not any(calculation.gives(amount.value, amount.unit) for amount in (*amounts, *years)):
            message = f"'{mark.text}' is not what {calculation} gives: {decimal(round(result, 4))}"
            hint = "correct the figure or the calculation"
            if any(operand.percent for operand in calculation.operands) or "%" in mark.text:
                hint += "; percentages keep their sign, as in [4%p](=41.5%-37.5%)"
            yield text.problem(mark.start, end, "calculation-result", message, hint)
        claim = text.claim_of(mark)
        if claim is None or not claim.passages:
            message, hint = f"the calculation '{mark.raw}' stands without a citation", "cite what its numbers come from"
            yield text.problem(mark.start, end, "uncited-figure", message, hint)
            continue
        stock = evidence.stock(claim.passages, claim.claim.errata)
        for operand in calculation.operands:
            if operand.counted or stock.holds_number(operand.value, SCALES):
                continue
            message = f"the number {operand} of the calculation does not stand in {_named(claim.passages)}"
            hint = "cite the passage that gives it, or write # before it if the digest counted it"
            yield text.problem(mark.start, end, "figure-not-in-source", message, hint)


def _fields(register: Register, evidence: Evidence) -> Iterator[tuple[Problem, tuple[str, str]]]:
    for reference, record in register.all_records():
        yield from record_findings(evidence, reference, record, register.record_passages[reference])


def record_findings(
    evidence: Evidence, reference: RecordReference, record: Record, over: tuple[Passage, ...]
) -> Iterator[tuple[Problem, tuple[str, str]]]:
    """Yield what is wrong with the dates and values of a record's fields, with the name for an exemption.

    `over` are the passages of the whole record, on which a field rests that names none of its own.
    """
    register = evidence.register
    for fact in facts(record, evidence.units):
        location, figure = fact.location, fact.figure
        passages = fact.passages or over
        if not passages or not evidence.knows(passages):
            continue
        stock = evidence.stock(passages, fact.errata)
        path = register.origins[reference.kind, reference.id].path
        name = (f"{path}#{'.'.join(map(str, location))}", str(figure))
        # Where a source gives no date, a point stands under the year of the document.
        if (
            isinstance(record, Indicator)
            and isinstance(figure, When)
            and not figure.month
            and figure.year in stock.years
        ):
            continue
        if not stock.has(figure):
            message = f"'{figure}' does not stand in {_named(passages)}"
            hint = _nearest(stock, figure)
            yield model_problem(register, *reference, location, "figure-not-in-source", message, hint), name
        elif isinstance(figure, Amount):
            like = stock.like(figure)
            if like and figure.qualifier not in {amount.qualifier for amount in like}:
                there = {amount.qualifier for amount in like}
                message = f"'{decimal(figure.value)}' stands {said_with([figure.qualifier])} here, and "
                message += f"{said_with(there)} in {_named(passages)}"
                keys = [f"write 'qualifier: {word}'" if word else "leave out 'qualifier'" for word in sorted(there)]
                hint = " or ".join(keys)
                yield model_problem(register, *reference, location, "qualifier-not-in-source", message, hint), name


def _words(evidence: Evidence, text: ClaimedText) -> Iterator[Problem]:
    """Yield the names in an original language that are neither in the passages of their claim nor supplied."""
    register = evidence.register
    for read in text.claims:
        for word, start in words_in(register, text, read):
            if not read.passages or not evidence.knows(read.passages):
                continue
            known = evidence.has_name(word, read.passages) or word in supplied_names(register)
            if not known and not is_adopted(register, word, read):
                message = f"'{word}' was not found in {_named(read.passages)}, and no record gives it as supplied"
                hint = "correct it, cite the passage that prints it and run make verify, or point to its erratum"
                yield text.problem(start, start + len(word), "name-not-in-source", message, hint)


def names(register: Register) -> Iterator[Problem]:
    """A name that a record calls printed was found in one of the record's passages."""
    evidence = evidence_of(register)
    if evidence is None:
        return
    for reference, language, name in printed_names(register):
        passages = register.record_passages[reference]
        if not passages or not evidence.knows(passages):
            continue
        if not evidence.has_name(name, passages):
            message = f"'{name}' was not found in the passages of the record, but its source is 'printed'"
            hint = "correct it, or add the passage that prints it and run make verify; else write 'supplied'"
            yield model_problem(register, *reference, ("name", language), "name-not-in-source", message, hint)


def read_as(written: str, figure: Figure) -> str:
    """Return a figure as it is written and, where that differs, as it was read: this is what an exemption names."""
    return f"'{written}'" if written == str(figure) else f"'{written}' (read as '{figure}')"


def said_with(qualifiers: Iterable[str]) -> str:
    """Return with which of some qualifiers an amount is said: "with 'about' or without a qualifier"."""
    words = sorted(qualifiers, key=lambda word: (not word, word))
    return " or ".join(f"with '{word}'" if word else "without a qualifier" for word in words)


def _named(passages: Iterable[Passage]) -> str:
    names = [str(passage) for passage in passages]
    if len(names) > 4:
        return f"{', '.join(names[:3])} or {len(names) - 3} further passages"
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _nearest(stock: Stock, figure: Figure) -> str:
    """Return a hint that names what the passages hold of the same kind."""
    there: list[str]
    if isinstance(figure, When):
        there = [str(date) for date in stock.dates]
    else:
        same = [amount for amount in stock.amounts if amount.unit == figure.unit]
        there = [str(amount) for amount in sorted(same, key=lambda amount: abs(amount.value - figure.value))]
    there = list(dict.fromkeys(there))
    what = "dates" if isinstance(figure, When) else f"amounts ({figure.unit})" if figure.unit else "numbers"
    if not there:
        return f"there are no {what} in it: correct the figure or the lines cited"
    rest = f" and {len(there) - _SHOWN} more" if len(there) > _SHOWN else ""
    return f"the {what} there: {', '.join(there[:_SHOWN])}{rest}; correct the figure or the lines cited"


CHECKS = (lock, in_texts, names)
