"""Running text without its marks: what stands in descriptions, where no link can be."""

from __future__ import annotations

from .field_types import RecordReference
from .marks import LINK, CalculationMark, ReferenceMark, marks_of
from .register import Register

_LONGEST = 160
"""Characters: search engines show about as many."""


def plain(text: str, register: Register, language: str) -> str:
    """Return a text of a record with citations left out and links replaced by their words."""
    for mark in sorted(marks_of(text), key=lambda mark: mark.start, reverse=True):
        before, after = text[: mark.start], text[mark.start + len(mark.raw) :]
        if isinstance(mark, CalculationMark):
            text = before + mark.text + after
        elif isinstance(mark, ReferenceMark):
            text = before + (mark.text or _name(mark, register, language)) + after
        else:
            # With the space before it, which would otherwise stand before a full stop.
            text = before.rstrip() + after
    return " ".join(LINK.sub(lambda match: match["text"], text).replace("*", "").split())


def _name(mark: ReferenceMark, register: Register, language: str) -> str:
    """Return what a reference leads to is called; its id where it is not there."""
    if topic := register.topics.get(mark.id) if mark.scheme == "topic" else None:
        return topic.name[language]
    if document := register.documents.get(mark.id) if mark.scheme == "document" else None:
        return document.title[language]
    record = register.record(RecordReference(mark.scheme, mark.id))
    return record.name[language] if record else mark.id


def first_words(text: str, register: Register, language: str) -> str:
    """Return the beginning of a text of a record without marks, cut between words where it is long."""
    whole = plain(text, register, language)
    if len(whole) <= _LONGEST:
        return whole
    short = whole[:_LONGEST]
    return (short.rpartition(" ")[0].rstrip(",;:") or short) + "…"
