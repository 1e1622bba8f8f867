"""Words in an original language that the texts of the digest print: what they name must stand in the sources."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from .claimed_texts import ClaimedText, ReadClaim
from .field_types import LocalText
from .register import Register


@lru_cache(maxsize=1)
def _script(scripts: frozenset[str]) -> regex.Pattern[str]:
    return regex.compile("|".join(rf"\p{{Script={script}}}+" for script in sorted(scripts)) or r"(?!)")


def words_in(register: Register, text: ClaimedText, read: ReadClaim) -> Iterator[tuple[str, int]]:
    """Yield the words of a claim in the scripts of the original languages, with their offsets in the text.

    Errata say how a damaged name is read, and why: what they print need not stand in the source.
    """
    if text.location[:1] != ("errata",):
        for match in _script(frozenset(original.script for original in register.digest.originals.values())).finditer(
            read.claim.text
        ):
            yield match[0], read.claim.start + match.start()


@lru_cache(maxsize=1)
def supplied_names(register: Register) -> str:
    """Return the names that the records call their editors' own or official, put together to be searched in."""
    return "\n".join(
        name
        for _, record in register.all_records()
        for language in register.digest.originals
        if (name := record.name.get(language)) and record.name_source.get(language) != "printed"
    )


def is_adopted(register: Register, word: str, read: ReadClaim) -> bool:
    """Return whether an erratum that a claim points to adopts a word as its reading."""
    for document, name in read.claim.errata:
        for erratum in register.documents[document].errata if document in register.documents else ():
            readings = erratum.reading.root.values() if isinstance(erratum.reading, LocalText) else ()
            if erratum.id == name and any(word in reading for reading in readings):
                return True
    return False
