"""How many figures and dates of a page were found in each of the passages that it cites."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache

from .addresses import target
from .claimed_texts import claimed_texts, evidence_of
from .field_types import FOLDERS, Passage
from .figures import Figure, is_looked_up
from .record_facts import facts
from .register import Register

Counts = Mapping[tuple[str, str], Mapping[Passage, int]]
"""By the key of a page and its language, the number of figures found in each passage."""


@lru_cache(maxsize=1)
def checked_figures(register: Register) -> Counts:
    """Return the counts of all pages; empty where there is no lock, so that nothing was checked."""
    evidence = evidence_of(register)
    found: dict[tuple[str, str], Counter[Passage]] = defaultdict(Counter)
    if evidence is None:
        return found

    def count(key: str, language: str, figure: Figure, passages: tuple[Passage, ...]) -> None:
        for passage in passages:
            # All are there, so that a page whose passages hold no figures can say so.
            found[key, language][passage] += evidence.stock((passage,)).has(figure)

    keys = {
        register.origins[kind, name].path: target(kind, name)[0] for kind in FOLDERS for name in register.records[kind]
    }
    for text in claimed_texts(register):
        key = text.page.key if text.page else keys.get(text.path)
        if key is None:
            continue
        for read in text.claims:
            for passage in read.claim.passages:
                found[key, text.language][passage] += 0
            for item in read.figures:
                if is_looked_up(item.figure):
                    count(key, text.language, item.figure, read.claim.passages)
    for reference, record in register.all_records():
        key = keys[register.origins[reference].path]
        for fact in facts(record, evidence.units):
            for language in register.languages:
                count(key, language, fact.figure, fact.passages or register.record_passages[reference])
    return found
