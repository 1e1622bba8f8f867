"""The cross-reference tables: made for a page from the options of its mark.

A table is a choice of rows (records, documents, errata, targets …) and of columns; `table_kinds` says which there
are, `columns` makes the cells, `blocks` turns the result into HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from .columns import Cell, Column, Row
from .register import Register
from .table_kinds import TABLES, TableKind
from .view import View


@dataclass(frozen=True)
class Table:
    """A table made for one page."""

    name: str
    columns: tuple[tuple[str, Column], ...]
    rows: tuple[tuple[Row, tuple[Cell, ...]], ...]
    caption: str


def allowed_values(key: str, table: str, register: Register) -> list[str]:
    """Return the values that a filter of a table can have."""
    by_id: dict[str, Iterable[str]] = {
        "topic": register.topics,
        "document": register.documents,
        "place": register.records["place"],
        "actor": register.records["actor"],
        "policy": register.records["policy"],
    }
    if key == "about":
        return [str(reference) for reference, _ in register.all_records()]
    return sorted(by_id[key]) if key in by_id else list(TABLES[table].choices[key])


def make_table(name: str, options: Mapping[str, str], view: View) -> Table:
    """Make a table for a page from the options of its mark, which the checks have found right."""
    kind = TABLES[name]
    keys = options["columns"].split(",") if "columns" in options else kind.default
    chosen = tuple((key, kind.columns[key]) for key in keys)
    rows = [
        row
        for row in _rows(name, view.register)
        if all(kind.filters[key](view.register, row, value) for key, value in options.items() if key in kind.filters)
    ]
    ordered = _sorted(rows, options.get("sort", kind.sort), kind, view)
    made = tuple((row, tuple(column.cell(row, view) for _, column in chosen)) for row in ordered)
    return Table(name, chosen, made, view.language.word(name))


@lru_cache(maxsize=32)
def _rows(name: str, register: Register) -> tuple[Row, ...]:
    # A thousand pages ask for the rows of the same tables.
    return tuple(TABLES[name].rows(register))


def _sorted(rows: list[Row], order: str, kind: TableKind, view: View) -> list[Row]:
    """Return the rows sorted by a column; those with nothing to sort by stand last in either direction."""
    by = kind.columns[order.removeprefix("-")]
    # Cells that cite number their passages as they are made: so the order is found with a view of its own.
    scratch = View(view.register, view.language, view.address)
    keyed = [(by.cell(row, scratch), row) for row in rows]
    known = [pair for pair in keyed if not pair[0].missing]
    known.sort(key=lambda pair: pair[0].sort, reverse=order.startswith("-"))
    return [row for _, row in known] + [row for cell, row in keyed if cell.missing]
