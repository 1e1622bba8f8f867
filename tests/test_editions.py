"""The printed editions on small digests: what they hold, how pages become Typst, and what must not break them."""

from __future__ import annotations

import html as html_module
import itertools
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.editions.contents import single_editions, whole_digest
from digest.editions.conversion import convert, unresolved
from digest.editions.index_entries import index_entries, initial
from digest.editions.manifest import Published, edition_link, read_manifest, write_manifest
from digest.editions.print_html import for_print
from digest.editions.print_pages import PrintedPage
from digest.editions.publishing import publish
from digest.editions.source_places import place_of
from digest.editions.typefaces import lacking, missing_families
from digest.problems import report
from digest.register import Register
from digest.view import View
from tests.trees import confirm, lay_out, print_job, read


def typst_of(html: str, key: str = "topics/one/index", *, entry: bool = False) -> str:
    """Return what a page becomes that holds some HTML, without empty lines."""
    shown, _ = for_print(html, "Some Sans")
    made = convert([PrintedPage(key, "One", "docs/one.md", entry, shown, {}, {})])
    assert made.remarks == []
    return re.sub(r"\n+", "\n", made.pages[key])


def test_the_whole_digest_holds_what_readers_read(tiny: Register) -> None:
    edition = whole_digest(tiny, tiny.languages["fr"])
    assert [(part.name, part.title) for part in edition.parts] == [
        ("documents", "Documents"),
        ("topics", "Thèmes"),
        ("register", "Répertoire"),
    ]
    assert edition.file_name == "digest.fr.pdf"
    written = {key for key, code in tiny.pages if code == "fr" and "/" in key and not key.startswith("contributing/")}
    assert written <= set(edition.keys)
    assert "index" not in edition.keys
    records = [key for key in edition.keys if key not in written]
    assert len(records) == sum(len(tiny.records[kind]) for kind in ("policy", "actor", "system", "place"))


def test_each_document_and_topic_has_an_edition(tiny: Register) -> None:
    editions = list(single_editions(tiny, tiny.languages["de"]))
    assert [(edition.kind, edition.name) for edition in editions] == [
        ("document", "e-residency-brief"),
        ("document", "open-data-note"),
        ("topic", "digital-identity"),
        ("topic", "open-data"),
    ]


@pytest.mark.parametrize(
    ("name", "letter"),
    [("국무원", "ㄱ"), ("까치", "ㄱ"), ("하이", "ㅎ"), ("「인터넷」", "ㅇ"), ("Élan", "E"), ("ärzte", "A"),
     ("13차 규획", "#"), ("“Quoted”", "Q"), ("Ñu", "N"), ("···", "#")],
)  # fmt: skip
def test_letters_of_the_index(name: str, letter: str) -> None:
    assert initial(name) == letter


def test_the_index_is_in_the_order_of_the_language(content: Register) -> None:
    for language in content.languages.values():
        lines = list(index_entries(content, language))
        assert len(lines) == sum(len(content.records[kind]) for kind in ("policy", "actor", "system"))
        letters = list(dict.fromkeys(line.letter for line in lines))
        # Each letter heads one group.
        assert len(letters) == sum(
            1
            for before, line in zip([None, *lines], lines, strict=False)
            if before is None or before.letter != line.letter
        )
        assert letters[0] == "#"
    assert letters[1] == "A"


def test_words_that_look_like_attributes_stay() -> None:
    shown, _ = for_print('<p role="note" data-x="1">Neither scope nor role is stated; data-driven, hidden.</p>', "S")
    assert shown == "<p>Neither scope nor role is stated; data-driven, hidden.</p>"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60))
def test_what_is_written_stays(text: str) -> None:
    shown, _ = for_print(f'<div data-kind="a"><p>{html_module.escape(text)}</p></div>', "S")
    assert html_module.unescape(re.sub(r"<[^>]*>", "", shown)) == text


def test_notes_of_a_table_stand_below_it_and_its_head_holds_no_link() -> None:
    table = (
        '<table><thead><tr><th><a href="page:a/b">Head</a><span class="note" title="k:1">First</span></th></tr></thead>'
        '<tbody><tr><td>One<span class="note" title="k:2">Second</span></td></tr></tbody></table>'
    )
    shown, _ = for_print(table, "S")
    head, _, notes = shown.partition("</table>")
    assert "<a" not in head
    assert "First" not in head
    assert "<th>Head<sup>1</sup></th>" in head
    assert '<span class="again" title="k:2"></span>' in head
    assert re.findall(r'title="(k:\d)">(\w+)', notes) == [("k:1", "First"), ("k:2", "Second")]


@pytest.mark.parametrize("around", ["", '<div class="digest-table" data-table="targets">'])
def test_a_paragraph_in_bold_before_a_table_is_its_caption(around: str) -> None:
    table = "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"
    close = "</div>" if around else ""
    text = typst_of(f"<p><strong>Table. Berths</strong></p>\n{around}{table}{close}<p><strong>Bold</strong></p>")
    assert text.startswith("#table-caption[\nTable. Berths\n]\n#digest-table(")
    assert "#strong[Bold]" in text


def test_drawings_become_files_with_colours_and_letters_of_their_own() -> None:
    svg = (
        '<svg xmlns="x" version="1.1" width="680" height="84" viewBox="0 0 680 84"><a href="y">'
        '<text font-family="inherit" fill="var(--drawing-ink, #12304f)">A</text></a></svg>'
    )
    shown, drawings = for_print(
        f'<div class="drawing drawing-wide" role="img" aria-label="Bars">{svg}</div>', "Some Sans"
    )
    ((name, drawn),) = drawings.items()
    assert f'title="drawings/{name}" data-alt="Bars"' in shown
    assert 'font-family="Some Sans" fill="#12304f"' in drawn
    assert "<a" not in drawn
    assert 'width="700" height="84" viewBox="-10 0 700 84"' in drawn


def test_references_print_their_page_once_and_links_stay() -> None:
    text = typst_of(
        '<p><a class="ref ref-policy" href="page:register/policies/a">A</a>, '
        '<a href="page:register/policies/a">again</a>, '
        '<a href="https://example.org/">out</a>, <a href="#part">here</a></p><h2 id="part">Part</h2>'
    )
    assert '#mention("register/policies/a");#go("register/policies/a")[A];' in text
    assert '#go("register/policies/a", again: true)[again];' in text
    assert '#link("https://example.org/")[out];' in text
    assert '#go("topics/one/index#part")[here];' in text
    assert '#section("topics/one/index#part", 2)[Part]' in text


def test_markup_of_typst_in_a_text_is_text() -> None:
    text = typst_of("<p>#let x = 1 and $y$ and *z* and _u_ and @v and ... and a -- b and &lt;w&gt; “q” 'r'</p>")
    assert r"\#let x \= 1 and \$y\$ and \*z\* and \_u\_ and \@v and \.\.\. and a" in text.replace(
        "= 1", r"\= 1"
    ).replace(r"\\=", r"\=")
    assert "“q”" in text


def test_lists_in_entries_run_on() -> None:
    text = typst_of("<ul><li>One</li><li>Two</li></ul>", "register/policies/a", entry=True)
    assert text.strip() == "#run-on([One],[Two],)"


def test_a_column_is_as_wide_as_its_longest_word() -> None:
    """A word that can't be divided would reach into the next column."""
    word = "w" * 60
    text = typst_of(
        f"<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>{word}</td><td>b</td></tr></table>"
    )
    first = re.search(r"#digest-table\(\(([0-9.]+)em", text)
    assert first
    assert float(first[1]) > 60 * 0.52


def test_foreign_text_is_marked() -> None:
    assert '#foreign("zh-Hans")[关于];' in typst_of('<p>Name <span lang="zh-Hans">关于</span></p>')


def test_links_to_nowhere_are_told() -> None:
    page = PrintedPage(
        "a/b", "B", "docs/b.md", False, '<p><a href="page:a/c">C</a> <a href="page:a/b#x">X</a></p>', {}, {}
    )
    made = convert([page])
    told = [remark.message for remark in unresolved(made, {"a/b": ""})]
    assert told == [
        "a link leads to 'a/c', which is not in the book",
        "a link leads to 'a/b#x', which is not in the book",
    ]


def test_what_no_typeface_has() -> None:
    assert lacking("a가关–“”\u00a0", ["Noto Serif CJK KR"]) == []
    assert lacking("⚓ x ⚓", ["Noto Serif CJK KR"]) == ["⚓"]
    assert missing_families(["Noto Sans CJK KR", "No Such Face"]) == ["No Such Face"]


def test_places_are_found_in_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("one\ntwo three\n", encoding="utf-8")
    assert place_of("three", path) == (2, 5)
    assert place_of("four", path) == place_of("", path) == (1, 1)


def test_what_pages_say_of_their_pdf(tiny: Register, tmp_path: Path) -> None:
    made = [Published("topic", "open-data", "fr", "open-data.fr.pdf", 12, 34_567)]
    write_manifest(made, tmp_path)
    assert list(read_manifest(tmp_path)) == made
    view = View(tiny, tiny.languages["fr"], "fr/topics/open-data/")
    link = edition_link(made, "topics/open-data/index", view)
    assert 'href="../../../editions/open-data.fr.pdf"' in link
    assert "(12 pages, 0,1 MB)" in link
    assert edition_link(made, "topics/digital-identity/index", view) == ""


def test_long_cells_and_deep_lists_are_set_whole(tmp_path: Path) -> None:
    """A cell of 5,000 words runs over pages, and a list may be six deep."""
    root = lay_out(tmp_path / "digest")
    words = ["".join(letters) for letters in itertools.islice(itertools.product("abcdefghij", repeat=4), 5000)]
    depths = [f"deep{letter}" for letter in "abcdef"]
    listed = "\n".join(f"{'    ' * depth}- {word}" for depth, word in enumerate(depths))
    for code in ("en", "ko"):
        with (root / "docs" / "topics" / "harbours" / f"index.{code}.md").open("a", encoding="utf-8") as page:
            page.write(f"\n| Berth | Text |\n|---|---|\n| One | {' '.join(words)} |\n\n{listed}\n")
    confirm(root)
    made, problems = publish(print_job(root, tmp_path / "work"), read(root), tmp_path / "out")
    assert report(problems) == ""
    path = tmp_path / "out" / "harbours.en.pdf"
    assert path.name in {one.file for one in made}
    text = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True).stdout
    assert {*words, *depths} <= set(text.split())
    with pikepdf.open(path) as pdf:
        assert 5 < len(pdf.pages) < 20
