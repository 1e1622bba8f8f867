"""Generated blocks: which there are, what options they take, and their HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from .chart_block import chart_html
from .checking_blocks import CHECKING_BLOCKS
from .concordance_block import concordance_html
from .dates import PartialDate
from .field_types import FOLDERS
from .marks import BlockMark
from .problems import one_of
from .region_block import regions_html
from .register import Register
from .relation_map_block import relation_map_html
from .responsibility_blocks import bodies_html, former_names_html, founded_html, responsibilities_html
from .static_tables import table_sections
from .table_kinds import TABLES
from .tables import Table, allowed_values, make_table
from .timeline_block import timeline_html
from .view import View

Options = dict[str, str]
Block = Callable[[View, Options], str]


def block_html(mark: BlockMark, view: View) -> str:
    """Return a generated block as HTML."""
    if any(block_errors(mark, view.register)):
        # Only a preview gets here: everywhere else the checks have stopped the build.
        return f"<p><code>{escape(mark.raw)}</code></p>"
    options = dict(mark.options)
    if mark.block == "chart":
        return chart_html(view.register.charts[mark.name], view)
    if mark.block == "table" and mark.name in TABLES:
        return table_html(make_table(mark.name, options, view), view)
    return BLOCKS[mark.block, mark.name].html(view, options)


def searched(mark: BlockMark) -> bool:
    """Return whether the search of the site is to find what a block holds: it is shown nowhere else."""
    return mark.block == "table" and mark.name in TABLES and TABLES[mark.name].only_here


def block_errors(mark: BlockMark, register: Register) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with the mark of a block: rule, message and hint."""
    names = [name for block, name in BLOCKS if block == mark.block]
    names += TABLES if mark.block == "table" else register.charts if mark.block == "chart" else []
    if not names and mark.block != "chart":
        hint = one_of(mark.block, {"chart", *(block for block, _ in BLOCKS)})
        yield "unknown-block", f"'{mark.block}:' is not a generated block", hint
        return
    if mark.name not in names:
        if register.knows(mark.block, mark.name):
            # It can't be read, which is a finding already.
            return
        yield "unknown-table", f"there is no block '{mark.block}: {mark.name}'", one_of(mark.name, names)
        return
    kind = TABLES.get(mark.name) if mark.block == "table" else None
    filters = list(kind.filters) if kind else []
    other = BLOCKS.get((mark.block, mark.name))
    required = other.required if other else ""
    known = [*filters, "columns", "sort"] if kind else [required] if required else []
    if required and required not in dict(mark.options):
        yield "table-syntax", f"{mark.name} needs the option '{required}'", f"write {required}=some-{required}"
    seen: set[str] = set()
    for key, value in mark.options:
        if not key:
            if key not in seen:
                yield "table-syntax", f"'{value or '='}' is not an option", "write key=value, without spaces around ="
        elif key not in known:
            hint = one_of(key, known) if known else f"{mark.name} takes no options"
            yield "unknown-filter", f"'{key}' is not an option of {mark.name}", hint
        elif key in seen:
            yield "table-syntax", f"the option '{key}' stands here twice", "keep one"
        elif kind and key == "columns":
            for column in value.split(","):
                if column not in kind.columns:
                    message = f"'{column}' is not a column of {mark.name}"
                    yield "unknown-column", message, one_of(column, kind.columns)
        elif kind and key == "sort":
            if value.removeprefix("-") not in kind.columns:
                message = f"'{value}' is not a column of {mark.name} to sort by"
                yield "unknown-column", message, one_of(value.removeprefix("-"), kind.columns)
        else:
            several = key == "places"
            allowed = allowed_values("place" if several else key, mark.name, register)
            for part in value.split(",") if several else [value]:
                if part not in allowed and not register.knows("place" if several else key, part):
                    yield "unknown-filter", f"'{part}' is not a value of '{key}'", one_of(part, allowed)
        seen.add(key)


def table_html(table: Table, view: View) -> str:
    """Return a table as HTML, with what sorting and filtering in the browser needs."""
    if not table.rows:
        return view.nothing("no-records")
    head = "".join(
        f'<th role="columnheader" scope="col" data-key="{key}"{" data-facet" if column.facet else ""}>'
        f"{view.word(column.word)}</th>"
        for key, column in table.columns
    )
    # The page carries the place of each cell in the order of its column: readers' browsers need no
    # knowledge of dates or of any alphabet.
    ranks = []
    for index in range(len(table.columns)):
        keys = sorted({cells[index].sort for _, cells in table.rows if not cells[index].missing})
        places = {key: place for place, key in enumerate(keys)}
        ranks.append([places.get(cells[index].sort, -1) if not cells[index].missing else -1 for _, cells in table.rows])
    body = []
    for number, (row, cells) in enumerate(table.rows):
        made = "".join(
            f'<td role="cell" data-label="{view.word(column.word)}" data-rank="{ranks[index][number]}"'
            + (f' data-facets="{escape("|".join(cell.facets))}"' if column.facet else "")
            + f">{cell.html}</td>"
            for index, ((_, column), cell) in enumerate(zip(table.columns, cells, strict=True))
        )
        anchor = f' id="{row.anchor}"' if row.anchor and row.anchor not in view.anchors else ""
        view.anchors.add(row.anchor)
        body.append(f'<tr role="row"{anchor}>{made}</tr>')
    rows = "\n".join(body)
    return (
        f'<div class="digest-table" data-table="{table.name}">'
        f'<table class="register-table" role="table">'
        f'<caption class="visually-hidden">{escape(table.caption)}</caption>{table_sections(head, rows)}</table></div>'
    )


def _matrix(view: View, options: Options) -> str:
    """Documents by topics: where a document deals with a topic, and how many policies of it it names."""
    register = view.register
    topics = register.listed_topics
    head = f'<th role="columnheader" scope="col">{view.word("document")}</th>' + "".join(
        f'<th role="columnheader" scope="col">{view.link("topic", topic)}</th>' for topic in topics
    )
    body = []
    for name in register.listed_documents:
        document = register.documents[name]
        cells = []
        for topic in topics:
            label = escape(view.name("topic", topic))
            if topic not in document.topics:
                cells.append(f'<td role="cell" data-label="{label}" class="matrix-none">–</td>')
                continue
            count = sum(
                topic in record.topics and name in register.documents_of(record)
                for record in register.records["policy"].values()
            )
            text = view.word("policies-count").format(count)
            cells.append(
                f'<td role="cell" data-label="{label}"><span class="matrix-yes" aria-hidden="true">●</span> {text}</td>'
            )
        title = f'{view.link("document", name)} <span class="matrix-short">{escape(document.short[view.code])}</span>'
        body.append(f'<tr role="row"><th role="rowheader" scope="row">{title}</th>{"".join(cells)}</tr>')
    rows = "\n".join(body)
    return (
        f'<div class="digest-table matrix"><table class="register-table" role="table">'
        f'<caption class="visually-hidden">{view.word("matrix")}</caption>{table_sections(head, rows)}</table></div>'
    )


def _card(title: str, text: str, detail: str) -> str:
    return f'<li class="card"><p class="card-title">{title}</p><p>{text}</p><p class="card-detail">{detail}</p></li>'


def _document_cards(view: View, options: Options) -> str:
    cards = []
    for name in view.register.listed_documents:
        document = view.register.documents[name]
        date = document.date if isinstance(document.date, PartialDate) else None
        detail = " · ".join(
            [
                escape(view.language.value("document-kind", document.kind)),
                escape(view.language.date(date)) if date else view.word("undated"),
            ]
        )
        cards.append(_card(view.link("document", name), escape(document.summary[view.code]), detail))
    return f'<ul class="cards cards-documents">{"".join(cards)}</ul>'


def _topic_cards(view: View, options: Options) -> str:
    cards = []
    for name in view.register.listed_topics:
        topic = view.register.topics[name]
        count = sum(name in record.topics for record in view.register.records["policy"].values())
        detail = view.word("policies-count").format(count)
        cards.append(_card(view.link("topic", name), escape(topic.summary[view.code]), detail))
    return f'<ul class="cards">{"".join(cards)}</ul>'


def _register_cards(view: View, options: Options) -> str:
    cards = []
    for kind, records in view.register.records.items():
        folder = FOLDERS[kind]
        title = f'<a href="{view.page_href(f"register/{folder}/index")}">{view.word(folder)}</a>'
        cards.append(_card(title, view.word(f"about-{folder}"), view.word("records-count").format(len(records))))
    return f'<ul class="cards cards-small">{"".join(cards)}</ul>'


def _chart_cards(view: View, options: Options) -> str:
    """Return the charts by topic, each with a link to the page that shows it."""
    parts = []
    for topic in view.register.listed_topics:
        items = []
        for name, chart in sorted(view.register.charts.items()):
            page = pages_of_charts(view.register).get(name)
            if topic == chart.topics[0] and page is not None:
                title = f'<a href="{view.page_href(page)}#chart-{name}">{escape(chart.title[view.code])}</a>'
                items.append(f"<li>{title}</li>")
        if items:
            parts.append(f'<p class="chart-topic">{view.link("topic", topic)}</p><ul>{"".join(items)}</ul>')
    if not parts:
        return view.nothing("no-records")
    return f'<div class="chart-list">{"".join(parts)}</div>'


@lru_cache(maxsize=1)
def pages_of_charts(register: Register) -> Mapping[str, str]:
    """Return for each chart the key of the page that shows it: of several, that of a topic."""
    found: dict[str, str] = {}
    for key in sorted(
        {page.key for page in register.pages.values()}, key=lambda key: (not key.startswith("topics/"), key)
    ):
        page = register.pages.get((key, register.default_language))
        for mark in page.marks if page else ():
            if isinstance(mark, BlockMark) and mark.block == "chart":
                found.setdefault(mark.name, key)
    return found


@dataclass(frozen=True)
class BlockKind:
    """A block besides the tables of `table_kinds.TABLES` and the charts."""

    html: Block
    required: str = ""
    """The option without which it can't be made; there are no others. Empty where it takes none."""


BLOCKS: dict[tuple[str, str], BlockKind] = {
    ("table", "matrix"): BlockKind(_matrix),
    ("table", "timeline"): BlockKind(timeline_html),
    ("table", "concordance"): BlockKind(concordance_html, "document"),
    ("table", "responsibilities"): BlockKind(responsibilities_html, "policy"),
    ("table", "bodies"): BlockKind(bodies_html),
    ("table", "former-names"): BlockKind(former_names_html),
    ("table", "founded"): BlockKind(founded_html),
    ("table", "regions"): BlockKind(regions_html, "places"),
    **{("table", name): BlockKind(block) for name, block in CHECKING_BLOCKS.items()},
    ("map", "relations"): BlockKind(relation_map_html, "topic"),
    ("cards", "documents"): BlockKind(_document_cards),
    ("cards", "topics"): BlockKind(_topic_cards),
    ("cards", "register"): BlockKind(_register_cards),
    ("cards", "charts"): BlockKind(_chart_cards),
}
"""The blocks by the word before the colon and the name after it."""
