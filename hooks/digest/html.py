"""Last touches to the HTML of a page: languages of passages, and tables on small screens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape, unescape

import regex

from .document_models import OriginalLanguage
from .languages import Language

# Of the library that is faster with simple patterns: pages hold a hundred thousand tags.
_TOKEN = re.compile(
    r"(?P<text>[^<]+)|<!--.*?-->|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>[^>]*)>|<[!?/][^>]*>|<", re.S
)
_NAMED = regex.compile(r"""\slang=["']?(?P<tag>[^\s"'>]+)""")
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_UNTOUCHED = {"code", "pre", "script", "style", "title", "textarea"}
# A paragraph in bold before a table is its caption.
_TABLE = regex.compile(
    r"(?P<before><p><strong>(?P<caption>(?:(?!</p>).)*)</strong></p>\s*)?<table>(?P<inside>.*?)</table>", regex.S
)
_CELL = regex.compile(r"<(?P<name>t[hd])(?P<rest>[^>]*)>(?P<inside>.*?)</(?P=name)>", regex.S)
_ROW = regex.compile(r"<tr>.*?</tr>", regex.S)

# Tables with up to this many columns stay tables on a phone; wider ones are shown row by row.
NARROW_COLUMNS = 3


def tag_originals(html: str, originals: Mapping[str, OriginalLanguage], languages: Iterable[str]) -> str:
    """Wrap each run of text in the script of an original language in `<span lang="…">`.

    Code is left alone, and so is text that an element declares to be in a language other than the
    `languages` of the site.
    """
    own = frozenset(languages)
    for original in originals.values():
        letter = rf"\p{{Script={original.script}}}"
        # A name such as 关于“新一代”标准的意见 is one run, with the marks and digits inside it.
        run = regex.compile(rf"《?{letter}(?:[{letter}\p{{Nd}}“”《》〈〉、，。；：·+＋〔〕（）—]*[{letter}》〕）])?")
        if run.search(html):
            html = _wrap_runs(html, run, f'<span lang="{original.tag}">', own)
    return html


def _wrap_runs(html: str, run: regex.Pattern[str], opening: str, own: frozenset[str]) -> str:
    out: list[str] = []
    copied = 0
    # One entry for each open element: whether text in it is left alone. Tags that neither are quiet nor stand
    # within a quiet element need not be told apart, and there are a hundred thousand of them on a site.
    depth = 0
    for match in _TOKEN.finditer(html):
        kind = match.lastgroup
        if kind == "text":
            if not depth and not match[0].isascii():
                out += html[copied : match.start()], run.sub(lambda found: f"{opening}{found[0]}</span>", match[0])
                copied = match.end()
        elif kind == "rest" and match["name"].lower() not in _VOID and not match["rest"].endswith("/"):
            if depth:
                depth += -1 if match["close"] else 1
            elif not match["close"] and _is_quiet(match, own):
                depth = 1
    return "".join([*out, html[copied:]])


def _is_quiet(tag: re.Match[str], own: frozenset[str]) -> bool:
    """Return whether the text in an element is left alone: code, and what is declared to be in a foreign language."""
    if tag["name"].lower() in _UNTOUCHED:
        return True
    declared = _NAMED.search(tag["rest"]) if "lang" in tag["rest"] else None
    return declared is not None and declared["tag"] not in own


def label_tables(html: str, language: Language) -> str:
    """Put each Markdown table in a container that scrolls and bears its caption, and each column's head on its cells.

    On a phone a wide table is shown row by row, each cell with the head of its column before it.
    """

    def table(match: regex.Match[str]) -> str:
        rows = _ROW.findall(match["inside"])
        heads = [_plain(cell["inside"]) for cell in _CELL.finditer(rows[0])] if rows else []
        shape = "table-wide" if len(heads) > NARROW_COLUMNS else "table-narrow"
        # Shown row by row, the elements would no longer count as those of a table: the roles say it again.
        inside = _ROW.sub(lambda row: _label_row(row[0], heads), match["inside"])
        inside = inside.replace("<thead>", '<thead role="rowgroup">').replace("<tbody>", '<tbody role="rowgroup">')
        named = _plain(match["caption"]) if match["caption"] else language.word("skip-table").format(" / ".join(heads))
        label = escape(named, quote=True)
        return (
            f'{match["before"] or ""}<div class="table-scroll {shape}" role="region" tabindex="0" aria-label="{label}">'
            f'<table class="text-table" role="table">{inside}</table></div>'
        )

    return str(_TABLE.sub(table, html))


def _label_row(row: str, heads: list[str]) -> str:
    labels = iter(heads)

    def cell(match: regex.Match[str]) -> str:
        head = next(labels, "")
        if match["name"] == "th":
            return f'<th role="columnheader" scope="col"{match["rest"]}>{match["inside"]}</th>'
        return f'<td role="cell" data-label="{escape(head, quote=True)}"{match["rest"]}>{match["inside"]}</td>'

    return str(_CELL.sub(cell, row)).replace("<tr>", '<tr role="row">', 1)


def _plain(html: str) -> str:
    return unescape(str(regex.sub(r"<[^>]*>", "", html))).strip()
