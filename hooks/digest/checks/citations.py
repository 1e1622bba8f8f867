"""Rules about citations: their form, and that their passages exist."""

from __future__ import annotations

from collections.abc import Iterator

from ..document_models import Document
from ..field_types import Passage
from ..marks import CitationMark, UnreadMark
from ..positions import marked_texts, model_problem
from ..problems import Problem, one_of
from ..register import Register, parts

LONGEST_PASSAGE = 60
"""Lines. A longer passage proves nothing: a reader can't check a statement against it."""


def in_text(register: Register) -> Iterator[Problem]:
    """A citation in running text can be read, and its passages exist."""
    for text in marked_texts(register):
        for mark in text.marks:
            if isinstance(mark, UnreadMark) and mark.raw == "[@":
                hint = "write [@document-id:first-last], and close the bracket in the same paragraph"
                yield text.problem(mark, "citation-syntax", "a citation begins here and does not end", hint)
            if not isinstance(mark, CitationMark):
                continue
            if mark.rule:
                yield text.problem(mark, mark.rule, mark.error)
            for passage in mark.passages:
                for rule, message, hint in _passage(register, passage):
                    yield text.problem(mark, rule, message, hint)


def in_fields(register: Register) -> Iterator[Problem]:
    """The passages that the fields of a record name exist."""
    for reference, record in register.all_records():
        for location, passage in parts(record, Passage):
            for rule, message, hint in _passage(register, passage):
                yield model_problem(register, *reference, location, rule, message, hint)


def _passage(register: Register, passage: Passage) -> Iterator[tuple[str, str, str]]:
    document: Document | None = register.documents.get(passage.document)
    if document is None and register.knows("document", passage.document):
        return
    if document is None:
        message = f"there is no document '{passage.document}' to cite"
        yield "unknown-document", message, one_of(passage.document, register.documents)
    elif passage.last > document.lines:
        message = f"the passage {passage} lies beyond the document's {document.lines} lines"
        yield "citation-range", message, "correct the lines"
    elif passage.last - passage.first >= LONGEST_PASSAGE:
        message = f"the passage {passage} is {passage.last - passage.first + 1} lines long"
        yield "citation-range", message, f"cite at most {LONGEST_PASSAGE} lines; split the statement"


CHECKS = (in_text, in_fields)
