"""Rules about the arithmetic of the documents: what does not fit is explained to the reader."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ..candidates import conversions, is_near, rates, repeated_values
from ..claimed_texts import claimed_texts, evidence_of
from ..figures import Amount
from ..positions import model_problem
from ..problems import Problem
from ..register import Register


def exchange_rates(register: Register) -> Iterator[Problem]:
    """A converted amount whose rate lies far from the others of its document has an erratum."""
    for candidate in rates(register):
        if not candidate.explained:
            message = f"{candidate.passage}: {candidate.message}"
            hint = "explain it by an erratum at these lines, with the reading that the digest adopts or 'unresolved'"
            yield model_problem(
                register, "document", candidate.passage.document, ("lines",), "unexplained-rate", message, hint
            )


def converted_amounts(register: Register) -> Iterator[Problem]:
    """A text that gives an amount in a second currency says who converted it, and at which rate."""
    evidence = evidence_of(register)
    if evidence is None:
        return
    known = {
        (_bare(conversion.amount.figure), _bare(conversion.converted.figure))
        for source in evidence.lock.documents.values()
        for group in conversions(source).values()
        # Amounts that only happen to stand side by side have no rate in common.
        for conversion in group
        if len(group) > 1 and is_near(conversion.rate, group)
    }
    for text in claimed_texts(register):
        words = register.languages[text.language].reading.conversion_words
        if any(word in text.text for word in words):
            continue
        for read in text.claims:
            amounts = [found for found in read.figures if isinstance(found.figure, Amount)]
            for one, other in combinations(amounts, 2):
                if (_bare(one.figure), _bare(other.figure)) in known:
                    start = read.claim.start
                    written = text.text[start + other.start : start + other.end].strip()
                    message = f"'{written}' is a conversion, and the text does not say whose and at which rate"
                    hint = f"say so in this section, with one of the words: {', '.join(words)}"
                    yield text.problem(start + other.start, start + other.end, "unnamed-conversion", message, hint)


def _bare(figure: object) -> tuple[object, str]:
    """Return an amount without its qualifier."""
    return (figure.value, figure.unit) if isinstance(figure, Amount) else (None, "")


def values(register: Register) -> Iterator[Problem]:
    """An indicator with two values for the same date says why in its note."""
    for indicator, number, said in repeated_values(register):
        if indicator.note is None:
            message = f"two values for {indicator.points[number].at}: {said}"
            hint = "explain them in 'note', or remove the one that is not meant"
            place = ("points", number, "value")
            yield model_problem(register, "indicator", indicator.id, place, "unexplained-value", message, hint)


CHECKS = (exchange_rates, converted_amounts, values)
