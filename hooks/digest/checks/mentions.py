"""The rule about records that nothing leads to."""

from __future__ import annotations

from collections.abc import Iterator

from ..field_types import FOLDERS, RecordReference
from ..marks import BlockMark
from ..positions import model_problem
from ..problems import Problem
from ..record_models import Indicator
from ..record_tables import shows_values_of
from ..register import Register
from ..table_kinds import TABLES
from .records import named_ids, named_records
from .references import targets


def unmentioned(register: Register) -> Iterator[Problem]:
    """Something besides the list of its kind leads to each record: a page, another record, or a chart."""
    named = set(register.mentions)
    for reference, record in register.all_records():
        others = {RecordReference(kind, name) for _, kind, name in named_ids(record) if kind in FOLDERS}
        named |= others - {reference}
    for chart in register.charts.values():
        named |= {RecordReference("indicator", bar.indicator) for group in chart.groups for bar in group.bars}
    # What can't be read, or leads to nothing, may be what was meant to name it.
    broken = any(True for _ in targets(register)) or any(True for _ in named_records(register))
    if broken or register.unread or register.unread_pages:
        return
    named |= _in_tables(register)
    shown_places = {place for place in register.records["place"] if shows_values_of(register, place)}
    for reference, record in register.all_records():
        if reference in named:
            continue
        message = f"nothing but the list of its kind leads to {reference}"
        hint = f"link it where the documents' pages speak of it, as [text]({reference}), or remove it"
        if isinstance(record, Indicator):
            if record.about or record.place in shown_places:
                # The pages of what it is about show it.
                continue
            hint = f"add 'about', show it in a chart, or link it, as [text]({reference})"
        yield model_problem(register, *reference, ("id",), "unmentioned", message, hint)


def _in_tables(register: Register) -> set[RecordReference]:
    """Return the records without a page of their own that a table shows which a page has narrowed to its subject."""
    found = set()
    for page in register.pages.values():
        for mark in page.marks:
            if not (isinstance(mark, BlockMark) and mark.block == "table" and mark.name in TABLES):
                continue
            kind, options = TABLES[mark.name], dict(mark.options)
            narrowed = options.keys() & kind.filters.keys()
            if kind.only_here and narrowed and page.language == register.default_language:
                found |= {
                    RecordReference(row.kind, row.subject.id)
                    for row in kind.rows(register)
                    if row.kind in FOLDERS and all(kind.filters[key](register, row, options[key]) for key in narrowed)
                }
    return found


def unshown(register: Register) -> Iterator[Problem]:
    """Each chart stands on a page."""
    shown = {
        mark.name
        for page in register.pages.values()
        for mark in page.marks
        if isinstance(mark, BlockMark) and mark.block == "chart"
    }
    if register.unread_pages:
        return
    for name in register.charts:
        if name not in shown:
            message = "the chart stands on no page"
            hint = f"write <!-- chart: {name} --> on the page of a topic or a document, or remove the file"
            yield model_problem(register, "chart", name, ("id",), "unmentioned", message, hint)


CHECKS = (unmentioned, unshown)
