"""Which texts have changed in which languages since they were last in step.

The lock holds the checksums of the blocks of every section and text in all languages. A text whose
languages have all changed is in step again once the other rules find nothing; one that has changed in some
languages only is not, until the others change too or a contributor confirms that they need not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .claimed_texts import ClaimedText, texts_by_key
from .claims import find_blocks
from .evidence_lock import EvidenceLock, short_checksum
from .register import Register

Sums = Mapping[str, tuple[str, ...]]
"""By language, the checksums of the blocks of a text."""


@dataclass(frozen=True)
class Drift:
    """What has changed since the lock was written."""

    one_sided: Mapping[str, tuple[str, ...]]
    """Texts that have changed in some languages only, with these languages."""
    together: tuple[str, ...]
    """Texts that are new, gone, or have changed in all languages."""


def blocks(text: ClaimedText) -> list[tuple[str, str]]:
    """Return the blocks of a text, white space evened out, each with its checksum."""
    found = []
    for block in find_blocks(text.text):
        even = " ".join(text.text[block.start : block.end].split())
        found.append((even, short_checksum(even)[:6]))
    return found


def checksums(texts: Mapping[str, ClaimedText]) -> Sums:
    """Return the checksums of a text's blocks by language."""
    return {language: tuple(checksum for _, checksum in blocks(text)) for language, text in texts.items()}


def drift(register: Register, lock: EvidenceLock) -> Drift:
    """Compare the texts of a register with what a lock holds of them."""
    one_sided: dict[str, tuple[str, ...]] = {}
    together: list[str] = []
    current = texts_by_key(register)
    for key, texts in current.items():
        now, known = checksums(texts), lock.texts.get(key, {})
        changed = tuple(language for language in now if now[language] != known.get(language))
        if changed and len(changed) < len(now):
            one_sided[key] = changed
        elif changed:
            together.append(key)
    together += [key for key in lock.texts if key not in current]
    return Drift(one_sided, tuple(together))


def record(register: Register, lock: EvidenceLock, *, also: str = "") -> EvidenceLock:
    """Return the lock with the texts that have changed in all languages; `also` names one to confirm as it is."""
    found = drift(register, lock)
    current = texts_by_key(register)
    texts = {key: pair for key, pair in lock.texts.items() if key in current}
    for key in (*found.together, also):
        if key in current:
            texts[key] = checksums(current[key])
    return replace(lock, texts=texts)
