"""Plant errors into the digest, one at a time, and count how many the rules find.

    python scripts/mutants.py [<folder of the sources>]

The errors are chosen by a fixed seed from the real content: from its texts, then from the fields of its
records. Of texts, only the rules on evidence and agreement count: that the lock notices any change at all is
not held in their favour. Of records, only the rule concerned counts. With the folder of the sources, lines of
the source texts are altered as well. Exit status 1 where a class falls short that has no excuse.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from project import ROOT

from digest.checks import pages
from digest.checks.agreement import differences
from digest.checks.evidence import text_findings
from digest.claimed_texts import ClaimedText, evidence_of, texts_by_key
from digest.claims import find_blocks
from digest.evidence import Evidence
from digest.figures import Amount, When, is_looked_up
from digest.load import load
from digest.marks import CitationMark
from digest.register import Register
from digest.source_text import SourceText
from digest.verification import changes
from record_mutants import CLASSES as RECORD_CLASSES
from record_mutants import RecordClass

SEED = 20260521
"""Any number: the same errors each time."""
EACH = 240
"""Errors of each class."""
ENOUGH = 0.97
"""The share that must be found."""

Change = tuple[int, int, str]
"""A part of a text, and what is to stand there instead."""


@dataclass(frozen=True)
class Pair:
    """A text in the first language and in another one."""

    first: ClaimedText
    other: ClaimedText


@dataclass
class Tally:
    """How many errors of a class were planted and found."""

    planted: int = 0
    found: int = 0
    missed: str = ""
    """One that was not found."""
    excuse: str = ""
    """Why the class need not reach the share that is asked of the others; empty where it must."""

    @property
    def falls_short(self) -> bool:
        """Whether too few were found."""
        return not self.excuse and self.found < ENOUGH * self.planted


# ---- the errors -------------------------------------------------------------------------------------


def figures(text: ClaimedText, kind: type) -> Iterator[tuple[int, int]]:
    """Yield the places of the figures that rest on a passage and are written in digits."""
    for read in text.claims:
        if not read.passages:
            continue
        for found in read.figures:
            start, end = read.claim.start + found.start, read.claim.start + found.end
            written = text.text[start:end]
            if isinstance(found.figure, kind) and is_looked_up(found.figure) and any(map(str.isdigit, written)):
                yield start, end


def digits(text: ClaimedText, random: Random) -> Iterator[Change]:
    """Another digit in a quantity."""
    for start, end in figures(text, Amount):
        places = [at for at in range(start, end) if text.text[at].isdigit()]
        at = random.choice(places)
        yield at, at + 1, random.choice([digit for digit in "123456789" if digit != text.text[at]])


def scales(text: ClaimedText, random: Random) -> Iterator[Change]:
    """A word for a power of ten in place of another."""
    assert text.evidence is not None
    scales = text.evidence.register.languages[text.language].reading.scales
    words = [word for word, value in scales.items() if value >= 10_000]
    pattern = re.compile("|".join(map(re.escape, words)))
    for start, end in figures(text, Amount):
        for match in pattern.finditer(text.text, start, end):
            others = [word for word in words if scales[word] != scales[match[0]]]
            yield *match.span(), random.choice(others)


def years(text: ClaimedText, random: Random) -> Iterator[Change]:
    """Another year."""
    for start, end in figures(text, When):
        if match := re.search(r"(?:19|20)\d\d", text.text[start:end]):
            year = int(match[0]) + random.choice((-2, -1, 1, 2))
            yield start + match.start(), start + match.end(), str(year)


def qualifiers(text: ClaimedText, random: Random) -> Iterator[Change]:
    """A qualifier left out."""
    assert text.evidence is not None
    reading = text.evidence.register.languages[text.language].reading
    tables = (reading.qualifiers_before, reading.qualifiers_attached, reading.qualifiers_after)
    words = sorted({word for table in tables for forms in table.values() for word in forms}, key=len, reverse=True)
    for read in text.claims:
        for found in read.figures if read.passages else ():
            figure = found.figure
            if not isinstance(figure, Amount) or not figure.qualifier or not is_looked_up(figure):
                continue
            start, end = read.claim.start + found.start, read.claim.start + found.end
            for table, begin, stop in (
                (reading.qualifiers_before, max(0, start - 24), start),
                (reading.qualifiers_attached, start, end),
            ):
                forms = sorted(table.get(figure.qualifier, ()), key=len, reverse=True)  # type: ignore[call-overload]
                place = next(((at, word) for word in forms if (at := text.text.rfind(word, begin, stop)) >= 0), None)
                if place and place[1] in words:
                    yield place[0], place[0] + len(place[1]), ""
                    break


def moved_citations(text: ClaimedText, random: Random) -> Iterator[Change]:
    """A citation of the passage beside the right one."""
    for mark in text.marks:
        if isinstance(mark, CitationMark) and len(mark.passages) == 1:
            passage = mark.passages[0]
            length = passage.last - passage.first + 1
            first = passage.first - length if random.random() < 0.5 and passage.first > length else passage.last + 1
            yield mark.start, mark.start + len(mark.raw), f"[@{passage.document}:{first}-{first + length - 1}]"


def dropped_citations(text: ClaimedText, random: Random) -> Iterator[Change]:
    """A citation left out."""
    for mark in text.marks:
        if isinstance(mark, CitationMark):
            yield mark.start, mark.start + len(mark.raw), ""


def _dropped(kind: str) -> Callable[[ClaimedText, Random], Iterator[Change]]:
    def dropped(text: ClaimedText, random: Random) -> Iterator[Change]:
        for block in find_blocks(text.text):
            if block.kind == kind:
                yield block.start, min(block.end + 1, len(text.text)), ""

    return dropped


# ---- planting them ----------------------------------------------------------------------------------


def changed(text: ClaimedText, change: Change) -> ClaimedText:
    """Return a text with a change."""
    start, end, instead = change
    return replace(text, text=text.text[:start] + instead + text.text[end:])


def by_languages(pair: Pair) -> bool:
    """Return whether the comparison of the languages finds something."""
    return any(True for _ in differences(pair.first, pair.other))


def by_sources(evidence: Evidence, text: ClaimedText) -> bool:
    """Return whether the comparison with the sources finds something."""
    return any(True for _ in text_findings(evidence, text))


def choose(
    pairs: list[Pair], changes_of: Callable[[ClaimedText, Random], Iterator[Change]], random: Random
) -> list[tuple[Pair, ClaimedText, Change]]:
    """Return the errors of a class to plant: of all that are possible, as many as are asked for."""
    possible = [
        (pair, text, change)
        for pair in pairs
        for text in (pair.first, pair.other)
        for change in changes_of(text, random)
    ]
    return random.sample(possible, min(EACH, len(possible)))


def plant(
    evidence: Evidence, pairs: list[Pair], changes_of: Callable[[ClaimedText, Random], Iterator[Change]], random: Random
) -> tuple[Tally, int]:
    """Plant the errors of a class in one language each; also return how many the sources alone give away."""
    tally, alone = Tally(), 0
    for pair, text, change in choose(pairs, changes_of, random):
        wrong = changed(text, change)
        fresh = replace(pair, first=wrong) if text is pair.first else replace(pair, other=wrong)
        sources = by_sources(evidence, wrong)
        tally.planted += 1
        alone += sources
        if sources or by_languages(fresh):
            tally.found += 1
        else:
            start, end, instead = change
            around = text.text[max(0, start - 30) : end + 20].replace("\n", " ")
            tally.missed = f"{text.key} ({text.language}): '{text.text[start:end]}' -> '{instead}' in '… {around} …'"
    return tally, alone


def drop_sections(register: Register, random: Random) -> Tally:
    """Leave out a section of a page in one language."""
    tally = Tally()
    possible = [(key, number) for key, page in register.pages.items() for number, _ in enumerate(page.headings)]
    for key, number in random.sample(possible, min(EACH, len(possible))):
        page = register.pages[key]
        starts = [*(heading.start for heading in page.headings), len(page.body)]
        body = page.body[: starts[number]] + page.body[starts[number + 1] :]
        fresh = replace(register, pages={**register.pages, key: replace(page, body=body)})
        tally.planted += 1
        if any(problem.rule == "heading-mismatch" for rule in pages.CHECKS for problem in rule(fresh)):
            tally.found += 1
        else:
            tally.missed = f"{page.path}: {page.headings[number].text}"
    return tally


def alter_sources(register: Register, folder: Path, random: Random) -> Tally:
    """Alter a character in a line of a source text, under the lock as it is."""
    tally = Tally()
    texts = {name: (folder / f"{name}.txt").read_text(encoding="utf-8") for name in register.documents}
    names = sorted(texts)
    for _ in range(EACH):
        name = random.choice(names)
        text = texts[name]
        at = random.choice([place for place in random.sample(range(len(text)), 50) if text[place].isalnum()])
        altered = text[:at] + chr(ord(text[at]) + 1) + text[at + 1 :]
        source = SourceText(altered, register.documents[name].language, register.languages)
        tally.planted += 1
        tally.found += any(True for _ in changes(register, name, source))
    return tally


def plant_in_records(register: Register, kind: RecordClass, random: Random) -> Tally:
    """Plant the errors of a class into one record each."""
    tally = Tally(excuse=kind.excuse)
    possible = list(kind.errors(register, random))
    for error in random.sample(possible, min(EACH, len(possible))):
        tally.planted += 1
        if kind.finds(register, error):
            tally.found += 1
        else:
            tally.missed = f"{error.reference}: {error.what}"
    return tally


CLASSES: dict[str, Callable[[ClaimedText, Random], Iterator[Change]]] = {
    "a digit changed": digits,
    "another power of ten": scales,
    "a year shifted": years,
    "a qualifier left out": qualifiers,
    "a citation moved": moved_citations,
    "a citation left out": dropped_citations,
    "a row left out": _dropped("row"),
    "a list item left out": _dropped("item"),
}


def tallies(register: Register, sources: Path | None) -> Iterator[tuple[str, Tally, str]]:
    """Yield each class with its tally and a remark."""
    evidence = evidence_of(register)
    assert evidence is not None, "without a lock there is nothing to check"
    first = register.default_language
    pairs = [
        Pair(texts[first], text)
        for texts in texts_by_key(register).values()
        for language, text in texts.items()
        if language != first
    ]
    for name, changes_of in CLASSES.items():
        tally, alone = plant(evidence, pairs, changes_of, Random(SEED))
        yield name, tally, f"{alone / max(tally.planted, 1):.1%} by the sources alone"
    yield "a section left out", drop_sections(register, Random(SEED)), ""
    for name, kind in RECORD_CLASSES.items():
        yield name, plant_in_records(register, kind, Random(SEED)), f"not counted: {kind.excuse}" if kind.excuse else ""
    if sources is not None:
        yield "a source line altered", alter_sources(register, sources, Random(SEED)), ""


def main(arguments: list[str]) -> int:
    """Print the figures, and return the exit status."""
    folder = Path(arguments[0]) if arguments else None
    if folder is not None and not folder.is_dir():
        print(f"{folder} is not a folder; name that of the source texts, or none", file=sys.stderr)
        return 2
    register, problems = load(ROOT)
    if register is None or register.lock is None or problems:
        print("The digest has findings; run make check first.", file=sys.stderr)
        return 2
    short = 0
    for name, tally, remark in tallies(register, folder):
        share = tally.found / max(tally.planted, 1)
        print(f"{name:29} {tally.found:4} of {tally.planted:4} found  {share:6.1%}  {remark}".rstrip())
        short += tally.falls_short
        if tally.missed:
            print(f"    missed, for example: {tally.missed}")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
