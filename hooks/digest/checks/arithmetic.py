"""Rules about the arithmetic of the documents: what does not fit is explained to the reader."""

from __future__ import annotations

from collections.abc import Iterator

from ..candidates import rates, repeated_values
from ..positions import model_problem
from ..problems import Problem
from ..register import Register


def conversions(register: Register) -> Iterator[Problem]:
    """A converted amount whose rate lies far from the others of its document has an erratum."""
    for candidate in rates(register):
        if not candidate.explained:
            message = f"{candidate.passage}: {candidate.message}"
            hint = "explain it by an erratum at these lines, with the reading that the digest adopts or 'unresolved'"
            yield model_problem(
                register, "document", candidate.passage.document, ("lines",), "unexplained-rate", message, hint
            )


def values(register: Register) -> Iterator[Problem]:
    """An indicator with two values for the same date says why in its note."""
    for indicator, number, said in repeated_values(register):
        if indicator.note is None:
            message = f"two values for {indicator.points[number].at}: {said}"
            hint = "explain them in 'note', or remove the one that is not meant"
            place = ("points", number, "value")
            yield model_problem(register, "indicator", indicator.id, place, "unexplained-value", message, hint)


CHECKS = (conversions, values)
