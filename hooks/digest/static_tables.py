"""Tables as HTML that reads as a table at any width, and that nobody needs to sort."""

from __future__ import annotations

import re

_TAG = re.compile(r"<[^>]*>")


def table_sections(head: str, rows: str) -> str:
    """Return the head and the body of a table, given the cells of the one and the rows of the other."""
    # The roles repeat what the elements mean: on a phone the style sheet stacks the cells of a row,
    # and browsers then no longer take the elements for those of a table.
    return f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>\n<tbody role="rowgroup">\n{rows}\n</tbody>'


def static_table(heads: list[str], rows: list[list[str]], caption: str, css: str) -> str:
    """Return a table of which the first column names the rows; all that is given is HTML.

    `css` holds `table-narrow` for a table that stays one on a phone, `table-wide` for one whose rows stack there.
    """
    head = "".join(f'<th role="columnheader" scope="col">{cell}</th>' for cell in heads)
    labels = [_TAG.sub("", cell) for cell in heads[1:]]
    body = []
    for first, *rest in rows:
        cells = "".join(
            f'<td role="cell" data-label="{label}">{cell}</td>' for label, cell in zip(labels, rest, strict=True)
        )
        body.append(f'<tr role="row"><th role="rowheader" scope="row">{first}</th>{cells}</tr>')
    made = "\n".join(body)
    return (
        f'<div class="table-scroll static-table {css}" role="region" tabindex="0" aria-label="{caption}">'
        f'<table class="text-table" role="table"><caption class="visually-hidden">{caption}</caption>'
        f"{table_sections(head, made)}</table></div>"
    )
