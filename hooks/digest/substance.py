"""Which lines of a source text say something, and which are an accident of the printed page.

Measured against every line of a file, no digest could ever cover a document: page numbers, running heads
and empty lines are not there to be cited.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

LONGEST_HEAD = 80
"""Characters. A running head stands in one line beside the number of its page."""
FEWEST_HEADS = 8
"""How often a line must recur to be a running head: a heading such as "Scope" may well return in each chapter."""
SMALLEST_PAGE = 12
"""Lines. What recurs at a shorter distance is the cell of a table or the item of a list, not the head of a page."""

MOST_CLOSE = 0.25
"""Distances shorter than a page, for each one that is not."""

_NOT_SAID = re.compile(r"!\[[^\]]*\]\([^)]*\)|<[^<>]*>|(?:https?://|www\.)[!-~]+")
_NUMBER = re.compile(r"\d+")


def lines_of_substance(lines: list[str]) -> tuple[tuple[int, int], ...]:
    """Return the ranges of lines, counted from 1, that hold words of the text itself.

    Not counted: what has no letters once images, tags and addresses are taken away (empty lines, page
    numbers, rules, cells of bare numbers), and running heads.
    """
    heads = running_heads(lines)
    return tuple(
        ranges(
            number
            for number, line in enumerate(lines, 1)
            if any(char.isalpha() for char in _NOT_SAID.sub(" ", line)) and number not in heads
        )
    )


def running_heads(lines: list[str]) -> set[int]:
    """Return the numbers of the lines that recur from page to page, be it with another number in them."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines, 1):
        text = " ".join(line.split())
        if len(text) <= LONGEST_HEAD and any(char.isalpha() for char in text):
            found[_NUMBER.sub("", text).strip()].append(number)
    return {number for numbers in found.values() if _heads_pages(numbers) for number in numbers}


def _heads_pages(numbers: list[int]) -> bool:
    """Return whether lines that recur stand a page apart, but for a few: the text may name its title as well."""
    far = sum(after - before >= SMALLEST_PAGE for before, after in pairwise(numbers))
    close = len(numbers) - 1 - far
    return far + 1 >= FEWEST_HEADS and MOST_CLOSE * far >= close


def ranges(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the ranges, both ends included, that rising numbers make up."""
    first = last = None
    for number in numbers:
        if first is None or last is None:
            first = last = number
        elif number == last + 1:
            last = number
        else:
            yield first, last
            first = last = number
    if first is not None and last is not None:
        yield first, last
