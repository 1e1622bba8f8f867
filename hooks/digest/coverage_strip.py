"""The coverage of a document as readers see it: a strip from its first line to its last, and the same as a table."""

from __future__ import annotations

from html import escape

from .coverage import DocumentCoverage, PartCoverage, coverage
from .static_tables import static_table
from .view import View, safe


def coverage_strip(view: View, document: str) -> str:
    """Return the strip of a document with its table as HTML; empty where the lock knows nothing of the document."""
    found = coverage(view.register).get(document)
    if found is None or not found.parts:
        return ""
    text = view.word("coverage-text").format(
        lines=view.language.number(found.lines),
        cited=view.language.number(found.cited),
        passages=view.language.number(found.passages),
        median=view.language.number(found.median_passage),
    )
    share = f'<strong class="coverage-share">{escape(view.language.share(found.cited, found.lines))}</strong>'
    shown = "".join(_part(part, view) for part in found.parts)
    keys = "".join(
        f'<span class="coverage-key coverage-{kind}">{view.word(word)}</span>'
        for kind, word in (("cited", "lines-cited"), ("gap", "lines-not-cited"))
    )
    return (
        f'<div class="coverage" id="coverage" data-search-exclude>'
        f'<p class="coverage-text">{share} {text} {view.checking_link("coverage-how")}</p>'
        f'<ol class="coverage-strip" aria-label="{view.word("coverage")}">{shown}</ol>'
        f'<p class="coverage-legend" aria-hidden="true">{keys}</p>'
        f"<details><summary>{view.word('coverage-parts')}</summary>{_table(found, view)}</details></div>"
    )


def share_html(cited: int, lines: int, view: View) -> str:
    """Return a share as a small bar and a number."""
    bar = _bar(lines, [(cited, lines - 1)] if cited < lines else [], "coverage-bar")
    return f'<span class="coverage-cell">{bar}<span>{escape(view.language.share(cited, lines))}</span></span>'


def _part(part: PartCoverage, view: View) -> str:
    count = len(part.lines)
    label = safe(part.entry.label[view.code])
    lines = escape(view.language.line_range(part.lines[0], part.lines[-1]))
    share = escape(view.language.share(part.cited, count))
    tip = f'<span class="coverage-tip"><b>{label}</b> <span>{lines}</span> {share}</span>'
    inside = _bar(count, part.gaps, "coverage-lines") + tip
    href = _href(part, view)
    made = f'<a href="{href}">{inside}</a>' if href else f"<span>{inside}</span>"
    return f'<li style="flex-grow:{count}">{made}</li>'


def _href(part: PartCoverage, view: View) -> str:
    if part.section is None:
        return ""
    return view.page_href(part.section.page) + (f"#{part.section.anchor}" if part.section.anchor else "")


def _bar(count: int, gaps: list[tuple[int, int]], css: str) -> str:
    """Return a bar of so many lines: full, with the gaps drawn over it."""
    path = "".join(f"M{first} 0h{last - first + 1}v1H{first}z" for first, last in gaps)
    drawn = f'<path d="{path}"/>' if path else ""
    return (
        f'<svg class="{css}" viewBox="0 0 {count} 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect width="{count}" height="1"/>{drawn}</svg>'
    )


def _table(found: DocumentCoverage, view: View) -> str:
    rows = []
    for part in found.parts:
        label, href = safe(part.entry.label[view.code]), _href(part, view)
        name = f'<a href="{href}">{label}</a>' if href else label
        if missing := [str(first) if first == last else f"{first}–{last}" for first, last in part.uncovered]:
            listed = view.language.separator.join(missing)
            name += f'<span class="coverage-missing">{view.word("lines-not-cited")}: {listed}</span>'
        count = f"{view.language.number(part.cited)} / {view.language.number(len(part.lines))}"
        rows.append([name, count, share_html(part.cited, len(part.lines), view)])
    heads = [view.word(word) for word in ("part", "lines-cited", "share")]
    return static_table(heads, rows, view.word("coverage-parts"), "table-narrow numbers")
