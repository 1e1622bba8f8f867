"""Rules about references in running text: to records, topics, documents and errata."""

from __future__ import annotations

from collections.abc import Iterator

from ..addresses import target
from ..marks import CALCULATION, REFERENCE_SCHEMES, WEB_SCHEMES, ErratumMark, ReferenceMark, UnreadMark
from ..positions import MarkedText, marked_texts
from ..problems import Problem, one_of
from ..register import Register


def targets(register: Register) -> Iterator[Problem]:
    """A reference leads to a record, topic, document, page or heading that exists."""
    for text in marked_texts(register):
        for mark in text.marks:
            if isinstance(mark, ReferenceMark):
                yield from _target(register, text, mark)
            elif isinstance(mark, UnreadMark) and mark.raw.startswith("]") and mark.raw != CALCULATION:
                message = f"the reference '{mark.raw.lstrip(']([<: ')}' can't be read"
                hint = "write [text](kind:id), with no brackets in the text and nothing but the id after the colon"
                yield text.problem(mark, "broken-reference", message, hint)


def _target(register: Register, text: MarkedText, mark: ReferenceMark) -> Iterator[Problem]:
    if mark.scheme not in REFERENCE_SCHEMES:
        message = f"'{mark.scheme}:' is not a kind of reference"
        yield text.problem(mark, "broken-reference", message, one_of(mark.scheme, (*REFERENCE_SCHEMES, *WEB_SCHEMES)))
        return
    known = register.models(mark.scheme)
    if known is not None and not register.knows(mark.scheme, mark.id):
        message = f"there is no {mark.scheme} '{mark.id}'"
        yield text.problem(mark, "broken-reference", message, one_of(mark.id, known))
        return
    if mark.scheme in register.records:
        if mark.page or mark.anchor:
            message = f"a reference to a {mark.scheme} has no page or heading"
            yield text.problem(mark, "broken-reference", message, f"write ({mark.scheme}:{mark.id})")
        return
    key, anchor = target(mark.scheme, mark.id, mark.page, mark.anchor)
    page = register.pages.get((key, text.language))
    if page is None and key in register.page_keys:
        # It is missing in this language, or can't be read, which is a finding already.
        return
    if page is None:
        pages = [other for other, code in register.pages if code == text.language]
        yield text.problem(mark, "broken-reference", f"there is no page '{key}'", one_of(key, pages))
    elif anchor and anchor not in {heading.id for heading in page.headings}:
        ids = [heading.id for heading in page.headings if heading.id]
        yield text.problem(mark, "broken-reference", f"the page has no heading '{anchor}'", one_of(anchor, ids))


def errata(register: Register) -> Iterator[Problem]:
    """A pointer to an erratum leads to one of the document's errata."""
    for text in marked_texts(register):
        for mark in text.marks:
            if not isinstance(mark, ErratumMark):
                continue
            if not mark.document:
                hint = "write [!document-id:erratum-id]"
                yield text.problem(mark, "broken-reference", f"'{mark.raw}' is not a pointer to an erratum", hint)
            elif ("document", mark.document) in register.unread:
                continue
            elif mark.document not in register.documents:
                message, hint = f"there is no document '{mark.document}'", one_of(mark.document, register.documents)
                yield text.problem(mark, "unknown-document", message, hint)
            else:
                ids = [erratum.id for erratum in register.documents[mark.document].errata]
                if mark.erratum not in ids:
                    message = f"the document '{mark.document}' has no erratum '{mark.erratum}'"
                    yield text.problem(mark, "broken-reference", message, one_of(mark.erratum, ids))


CHECKS = (targets, errata)
