"""The generated blocks of the page about the checks: what was counted, what was exempted, what was covered."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from html import escape

from .coverage import coverage
from .coverage_strip import share_html
from .dates import PartialDate
from .document_models import Exemption
from .evidence_lock import SourceFigure
from .field_types import FOLDERS
from .figures import Amount
from .languages import VALUES
from .static_tables import static_table
from .statistics import COUNTS, statistics
from .view import View, safe

Options = dict[str, str]


def checking_html(view: View, options: Options) -> str:
    """Return for each document, and for all of them, what was checked."""
    if view.register.lock is None:
        return view.nothing("checked-nothing")
    found = statistics(view.register)
    heads = [view.word("document"), *(view.word(f"count-{what}") for what in COUNTS)]
    rows = [
        [_document(name, view), *(_number(counts[what], view) for what in COUNTS)]
        for name, counts in found.documents.items()
    ]
    rows.append([view.word("all"), *(_number(found.total[what], view) for what in COUNTS)])
    return static_table(heads, rows, view.word("checking"), "table-wide numbers with-total")


def coverage_html(view: View, options: Options) -> str:
    """Return for each document how much of it is covered."""
    found = coverage(view.register)
    if not found:
        return view.nothing("checked-nothing")
    words = ("document", "lines-of-substance", "lines-cited", "share", "count-passages", "median-passage")
    rows = []
    for name, own in found.items():
        share = share_html(own.cited, own.lines, view)
        passages = [_number(own.passages, view), _number(own.median_passage, view)]
        rows.append(
            [_document(name, view, "coverage"), _number(own.lines, view), _number(own.cited, view), share, *passages]
        )
    return static_table([view.word(word) for word in words], rows, view.word("coverage"), "table-wide numbers")


def errata_kinds_html(view: View, options: Options) -> str:
    """Return how many errata of each kind there are in each document, and how many of them are unresolved."""
    found = statistics(view.register)
    kinds = [kind for kind in VALUES["erratum-kind"] if any(counts[kind] for counts in found.errata.values())]
    if not kinds:
        return view.nothing("no-records")
    heads = [view.word("kind"), *(escape(view.register.documents[name].short[view.code]) for name in found.errata)]
    rows = []
    for kind in kinds:
        numbers = [counts[kind] for counts in found.errata.values()]
        rows.append(_row(escape(view.language.value("erratum-kind", kind)), numbers, view))
    rows.append(_row(view.word("all"), [counts.total() for counts in found.errata.values()], view))
    rows.append(_row(view.word("unresolved"), [found.unresolved[name] for name in found.errata], view))
    return static_table([*heads, view.word("all")], rows, view.word("errata"), "table-wide numbers")


def exemptions_html(view: View, options: Options) -> str:
    """Return the exemptions with their places, figures and reasons."""
    if not view.register.exemptions:
        return view.nothing("no-exemptions")
    rows = [
        [_place(exemption, view), _figure(exemption.figure, view), view.inline(exemption.reason[view.code])]
        for exemption in view.register.exemptions
    ]
    heads = [view.word("where-exempted"), view.word("figure"), view.word("reason")]
    count = f'<p class="table-count">{view.word("exemptions")}: {_number(len(rows), view)}</p>'
    return count + static_table(heads, rows, view.word("exemptions"), "table-narrow")


CHECKING_BLOCKS: dict[str, Callable[[View, Options], str]] = {
    "checking": checking_html,
    "coverage": coverage_html,
    "errata-kinds": errata_kinds_html,
    "exemptions": exemptions_html,
}
"""The blocks by the names that pages ask for."""


def _number(value: float, view: View) -> str:
    return escape(view.language.number(value)) if value else "–"


def _row(head: str, numbers: list[int], view: View) -> list[str]:
    return [head, *(_number(number, view) for number in (*numbers, sum(numbers)))]


def _document(name: str, view: View, anchor: str = "") -> str:
    short = escape(view.register.documents[name].short[view.code])
    return f'<a href="{view.href("document", name, "", anchor)}">{short}</a>'


def _figure(named: str, view: View) -> str:
    """Return a figure as the language writes it, or a name; both are given as findings name them."""
    with suppress(ValueError):
        date = PartialDate.parse(named)
        # Findings name a year and a plain count alike.
        return escape(view.language.date(date) if date.month else named)
    with suppress(ValueError, ZeroDivisionError):
        figure = SourceFigure.parse(f"1-1 {named}").figure
        if isinstance(figure, Amount):
            amount = view.language.quantity(float(figure.value), figure.unit)
            qualifier = f" ({view.language.value('qualifier', figure.qualifier)})" if figure.qualifier else ""
            return escape(amount + qualifier)
    return escape(named.lstrip("-"))


def _place(exemption: Exemption, view: View) -> str:
    """Return a link to the page or the record that holds an exempted figure; its name as it is where there is none."""
    path, _, inside = exemption.at.partition("#")
    key = path.removeprefix("docs/")
    page = view.register.pages.get((key, view.code))
    if page is not None:
        title = page.section_titles.get(inside, "")
        href = view.page_href(key) + (f"#{inside}" if title else "")
        return f'<a href="{href}">{safe(f"{page.title}: {title}" if title else page.title)}</a>'
    for (kind, name), origin in view.register.origins.items():
        if origin.path == path and kind in (*FOLDERS, "document", "topic"):
            return view.link(kind, name)
    return f"<code>{escape(exemption.at)}</code>"
