"""Rules about drift: a text that changes in one language changes in the others, or is confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from ..claimed_texts import texts_by_key
from ..drift import blocks, drift
from ..evidence_lock import NAME
from ..problems import Problem
from ..register import Register

_SHOWN = 70
"""Characters of a changed block: enough to find it."""


def in_step_since(register: Register) -> Iterator[Problem]:
    """No text has changed in one language only since the lock was written, and the lock knows all texts."""
    if register.lock is None:
        return
    found = drift(register, register.lock)
    current = texts_by_key(register)
    for key, languages in found.one_sided.items():
        for language in languages:
            text = current[key][language]
            known = register.lock.texts[key].get(language, ())
            fresh = [said for said, checksum in blocks(text) if checksum not in known]
            gone = len(known) - sum(checksum in known for _, checksum in blocks(text))
            changes = [f"new or changed: “{_short(said)}”" for said in fresh[:3]]
            changes += [f"and {len(fresh) - 3} more"] if len(fresh) > 3 else []
            changes += [f"gone: {gone} of {len(known)} blocks"] if gone > len(fresh) or not fresh else []
            others = ", ".join(code for code in current[key] if code not in languages)
            message = f"'{key}' has changed in this language and not in {others}; {'; '.join(changes)}"
            hint = f"change the other language too or, if it needs no change: make confirm TEXT='{key}'"
            start = text.text.find(fresh[0][:20]) if fresh else 0
            yield text.problem(max(start, 0), max(start, 0) + 20, "out-of-step", message, hint)
    # Of a file that can't be read, no text is there to compare.
    if found.together and not (register.unread or register.unread_pages):
        names = ", ".join(found.together[:3])
        rest = f" and {len(found.together) - 3} more" if len(found.together) > 3 else ""
        message = f"the lock does not know the present state of {names}{rest}"
        yield Problem(NAME, 1, 1, "lock-outdated", message, "once there are no other findings: make confirm")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " …"


CHECKS = (in_step_since,)
