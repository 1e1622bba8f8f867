"""The values of a chart as a file of comma-separated values."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from .chart_models import Chart
from .charts import chart_groups
from .languages import Language
from .register import Register

COLUMNS = (
    "group", "label", "indicator", "date", "value", "unit", "kind", "qualifier", "by", "set_by", "document", "lines",
)  # fmt: skip
"""The columns: identifiers are those of the register, so that files in several languages can be joined."""


def chart_data(chart: Chart, register: Register, language: Language) -> str:
    """Return the values of a chart as CSV, one value a line.

    It begins with a byte order mark: without it, spreadsheets take the text for that of a code page.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for group in chart_groups(chart, register, language):
        for bar in group.bars:
            for point in bar.points:
                passage = point.passage
                lines = f"{passage.first}-{passage.last}" if passage.last != passage.first else str(passage.first)
                writer.writerow(
                    [
                        group.heading, bar.label, bar.indicator.id, point.at, _number(point.value),
                        bar.indicator.unit, point.kind, point.qualifier or "", point.by or "", point.set_by or "",
                        passage.document, lines,
                    ]
                )  # fmt: skip
    return "\ufeff" + out.getvalue()


def _number(value: float) -> str:
    """Return a value with all its digits and without an exponent, which not every program reads."""
    return format(Decimal(repr(value)), "f").removesuffix(".0")
