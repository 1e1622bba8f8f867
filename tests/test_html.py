from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.document_models import OriginalLanguage
from digest.html import label_tables, tag_originals
from digest.languages import Language

ORIGINALS = {"zh": OriginalLanguage(tag="zh-Hans", script="Han", typefaces=["Some Serif"])}
OPEN = '<span lang="zh-Hans">'


def tagged(html: str) -> str:
    return tag_originals(html, ORIGINALS, ["en", "ko"])


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>시 城市 A</p>", f"<p>시 {OPEN}城市</span> A</p>"),
        ("城市<b>城</b>", f"{OPEN}城市</span><b>{OPEN}城</span></b>"),
        ("<p>关于“新一代”标准(2030)", f"<p>{OPEN}关于“新一代”标准</span>(2030)"),
        ("国发〔2017〕35号。", f"{OPEN}国发〔2017〕35号</span>。"),
        ("《城市》과", f"{OPEN}《城市》</span>과"),
        ("城市, 市", f"{OPEN}城市</span>, {OPEN}市</span>"),
        ("A &amp; 城&lt;市", f"A &amp; {OPEN}城</span>&lt;{OPEN}市</span>"),
        ("1 < 2 城", f"1 < 2 {OPEN}城</span>"),
        ("<", "<"),
        ("<br>城<img src='x'>城", f"<br>{OPEN}城</span><img src='x'>{OPEN}城</span>"),
        ("<hr/>城", f"<hr/>{OPEN}城</span>"),
        ('<a title="城">x</a>', '<a title="城">x</a>'),
        ('<a hreflang="zh">城</a>', f'<a hreflang="zh">{OPEN}城</span></a>'),
    ],
)
def test_runs_of_the_script_are_wrapped(html: str, expected: str) -> None:
    assert tagged(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        '<span lang="zh-Hans">城市</span>',
        '<p lang="ja"><b>城</b> 市</p>',
        '<p\nlang="ja">城</p>',
        "<code>城</code>",
        "<pre><span>城</span> 市</pre>",
        "<!-- 城 -->",
        "<script>'城'</script>",
        "plain 글 text",
    ],
)
def test_what_is_declared_already_and_code_are_left_alone(html: str) -> None:
    assert tagged(html) == html


def test_text_in_a_language_of_the_site_is_wrapped() -> None:
    assert tagged('<section lang="ko">가 城</section>') == f'<section lang="ko">가 {OPEN}城</span></section>'


def test_after_an_element_in_a_language_runs_are_wrapped_again() -> None:
    assert tagged('<i lang="ja"><b>城</b></i>市') == f'<i lang="ja"><b>城</b></i>{OPEN}市</span>'


pieces = st.sampled_from(
    ["城", "市", "가", "a", " ", "“", "2", "&amp;", "<b>", "</b>", '<i lang="ja">', "</i>", "<br>", "<", ">"]
)


@given(st.lists(pieces, max_size=15).map("".join) | st.text())
def test_wrapping_twice_changes_nothing_more(html: str) -> None:
    once = tagged(html)
    assert tagged(once) == once


@given(st.lists(pieces, max_size=15).map("".join))
def test_wrapping_adds_spans_and_nothing_else(html: str) -> None:
    assert re.sub(rf"{OPEN}(.*?)</span>", r"\1", tagged(html)) == html


TABLE = (
    "<table>\n<thead>\n<tr>\n<th>A &amp; B</th>\n<th><b>C</b></th>\n</tr>\n</thead>\n"
    '<tbody>\n<tr>\n<td>1</td>\n<td style="text-align: right;">2</td>\n</tr>\n</tbody>\n</table>'
)


def cells(html: str) -> list[str]:
    return re.findall(r'data-label="([^"]*)"', html)


def test_cells_carry_the_heads_of_their_columns(english: Language) -> None:
    html = label_tables(TABLE, english)
    assert cells(html) == ["A &amp; B", "C"]
    assert 'style="text-align: right;">2</td>' in html
    assert html.count('scope="col"') == 2
    assert 'aria-label="Table: A &amp; B / C"' in html


def test_a_paragraph_in_bold_before_a_table_names_it(english: Language) -> None:
    html = label_tables("<p><strong>Table 1. <em>A</em> &amp; B</strong></p>\n" + TABLE, english)
    assert html.startswith("<p><strong>Table 1. <em>A</em> &amp; B</strong></p>\n<div ")
    assert 'aria-label="Table 1. A &amp; B"' in html
    # A paragraph that only begins in bold is text.
    html = label_tables("<p><strong>A</strong> and more</p>\n" + TABLE, english)
    assert 'aria-label="Table: A &amp; B / C"' in html


def test_wide_tables_are_told_from_narrow_ones(english: Language) -> None:
    wide = TABLE.replace("<th><b>C</b></th>", "<th>C</th><th>D</th><th>E</th>")
    assert "table-narrow" in label_tables(TABLE, english)
    assert "table-wide" in label_tables(wide, english)


def test_cells_beyond_the_heads_have_an_empty_one(english: Language) -> None:
    assert cells(label_tables(TABLE.replace("<td>1</td>", "<td>0</td>\n<td>1</td>"), english)) == ["A &amp; B", "C", ""]


@pytest.mark.parametrize("html", [TABLE, f"<p>x</p>{TABLE}{TABLE}", "<table></table>", "<p>no table</p>"])
def test_labelling_twice_changes_nothing_more(english: Language, html: str) -> None:
    once = label_tables(html, english)
    assert label_tables(once, english) == once


@pytest.mark.parametrize("html", ['<table class="register-table"><tr><td>x</td></tr></table>', "<p>no table</p>"])
def test_other_tables_are_left_alone(english: Language, html: str) -> None:
    assert label_tables(html, english) == html
