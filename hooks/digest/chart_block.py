"""A chart on a page: the drawing, what it shows, the table of its values, and its data to take along."""

from __future__ import annotations

from html import escape

from .addresses import page_address
from .chart_drawing import kind_sample, narrow_chart, wide_chart
from .chart_models import Chart
from .charts import ChartBar, ChartGroup, amount, chart_groups, date_of, kinds_of
from .drawing import in_both_shapes
from .errata_notes import point_erratum
from .static_tables import static_table
from .view import View


def chart_html(chart: Chart, view: View) -> str:
    """Return a chart as HTML: a figure with its key, drawing, text, table and link to the data."""
    language = view.language
    groups = chart_groups(chart, view.register, language)
    if not groups:
        return view.nothing("no-records")
    title = escape(chart.title[view.code])
    label = escape(f"{chart.title[view.code]}. {_described(groups, view)}", quote=True)
    drawings = in_both_shapes(wide_chart(groups, language), narrow_chart(groups, language), label)
    data = view.file_href(chart_data_address(chart.id, view.code, view.register.default_language))
    return (
        f'<figure class="chart" id="chart-{chart.id}"><figcaption><p class="chart-title">{title}</p>'
        f'<p class="chart-text">{view.inline(chart.text[view.code])}</p>{_key(groups, view)}</figcaption>'
        f"{drawings}{_table(chart, groups, view)}"
        f'<p class="chart-data"><a href="{data}" download>{view.word("chart-data")}</a></p></figure>'
    )


def chart_data_address(chart: str, language: str, default_language: str) -> str:
    """Return the address of the file with a chart's values, below the root of the site."""
    return f"{page_address('register/index', language, default_language)}charts/{chart}.csv"


def _described(groups: tuple[ChartGroup, ...], view: View) -> str:
    """Say in words what the eye takes from the bars: where each group begins and ends."""
    parts = []
    for group in groups:
        most = max(group.bars, key=lambda bar: bar.points[-1].value)
        least = min(group.bars, key=lambda bar: bar.points[-1].value)
        ends = [most] if most is least else [most, least]
        said = view.language.separator.join(f"{bar.label} {amount(bar, view.language)}" for bar in ends)
        parts.append(f"{group.heading}: {said}" if group.heading else said)
    return view.language.word("chart-described").format("; ".join(parts))


def _key(groups: tuple[ChartGroup, ...], view: View) -> str:
    kinds = kinds_of(groups)
    items = "".join(
        f'<li><span aria-hidden="true">{kind_sample(kind)}</span> '
        f"{escape(view.language.value('point-kind', kind))}</li>"
        for kind in kinds
    )
    return f'<ul class="chart-key">{items}</ul>'


def _table(chart: Chart, groups: tuple[ChartGroup, ...], view: View) -> str:
    """Return the values as a table: where all groups have the same bars, with a column for each of these."""
    labels = [[bar.label for bar in group.bars] for group in groups]
    compared = len(groups) > 1 and len(labels[0]) > 1 and all(own == labels[0] for own in labels)
    heads, rows = _compared(groups, view) if compared else _listed(groups, view)
    css = "table-narrow" if len(heads) < 4 else "table-wide"
    return static_table(heads, rows, escape(chart.title[view.code], quote=True), f"{css} chart-table")


def _compared(groups: tuple[ChartGroup, ...], view: View) -> tuple[list[str], list[list[str]]]:
    dates = {str(bar.points[0].at) for group in groups for bar in group.bars}
    heads = [view.word("item"), *(escape(bar.label) for bar in groups[0].bars)]
    rows = []
    for group in groups:
        cells = [
            _value(bar, groups, view, date=_date(bar, view) if len(dates) > 1 and bar.label != _date(bar, view) else "")
            for bar in group.bars
        ]
        rows.append([escape(group.heading), *cells])
    return heads, rows


def _listed(groups: tuple[ChartGroup, ...], view: View) -> tuple[list[str], list[list[str]]]:
    heads = [view.word(word) for word in ("item", "date", "value")]
    rows = []
    for group in groups:
        for bar in group.bars:
            shown, label = _date(bar, view), escape(bar.label)
            # Where a date is the name of the bar, it need not stand twice.
            name = " · ".join(part for part in (escape(group.heading), label if label != shown else "") if part)
            rows.append([name, shown, _value(bar, groups, view)])
    if not any(row[0] for row in rows):
        return heads[1:], [row[1:] for row in rows]
    return heads, rows


def _date(bar: ChartBar, view: View) -> str:
    return escape(date_of(bar.points[0], view.language))


def _value(bar: ChartBar, groups: tuple[ChartGroup, ...], view: View, date: str = "") -> str:
    """Return an amount with its evidence and, in small, what must be known of it: its date, nature and author."""
    mixed = len(kinds_of(groups)) > 1
    nature = escape(view.language.value("point-kind", bar.kind)) if mixed else ""
    details = "".join(f"<br><small>{part}</small>" for part in (date, nature, attribution(bar, view)) if part)
    return escape(amount(bar, view.language)) + _evidence(bar, view) + details


def _evidence(bar: ChartBar, view: View) -> str:
    errata = "".join(point_erratum(point, view) for point in bar.points)
    passages = tuple(dict.fromkeys(point.passage for point in bar.points))
    return view.citations.cite(passages, view.register, view.code) + errata


def attribution(bar: ChartBar, view: View) -> str:
    """Return whose claim or forecast a value is, or who set the target, as a link; empty where it is not known."""
    point = bar.points[0]
    if point.set_by:
        return view.link(*point.set_by)
    return view.link("actor", point.by) if point.by and point.by != "unknown" else ""
