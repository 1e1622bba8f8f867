from __future__ import annotations

from digest.register import Register
from digest.rendered_page import render_page
from digest.view import View


def view(register: Register, address: str, code: str = "en") -> View:
    return View(register, register.languages[code], address)


def test_a_pointer_leads_to_the_table_and_names_the_note_on_its_page(base: Register) -> None:
    page = view(base, "topics/harbours/")
    html = page.render("Text[!harbour-report:berth-count].")
    assert 'href="../../documents/harbour-report/#erratum-berth-count"' in html
    assert 'data-note="note-harbour-report-berth-count"' in html
    assert 'aria-label="erratum: Harbour report, Table 1"' in html
    notes = page.errata.list(page)
    assert notes.count('<li id="note-harbour-report-berth-count">') == 1
    for text in ("40 berths", "14 berths", "The sum of the rows is 14.", "High", "source text, line 25"):
        assert text in notes


def test_on_the_main_page_of_the_document_the_rows_of_its_table_are_the_notes(base: Register) -> None:
    body = base.pages["documents/harbour-report/index", "ko"].body
    rendered = render_page(body, view(base, "ko/documents/harbour-report/", "ko"))
    html = rendered.complete(rendered.markdown)
    assert 'data-note="erratum-berth-count"' in html
    assert html.count('<tr role="row" id="erratum-berth-count">') == 1
    assert "errata-notes" not in html


def test_notes_stand_before_the_references_that_they_add_to(base: Register) -> None:
    rendered = render_page(
        "A[!harbour-report:berth-count] b[!harbour-report:berth-count] [@harbour-report:3].", view(base, "topics/")
    )
    html = rendered.complete(rendered.markdown)
    assert html.count('id="note-harbour-report-berth-count"') == 1
    assert html.index("{#page-errata-here}") < html.index("errata-notes") < html.index("{#page-references}")


def test_a_page_without_pointers_has_no_notes(base: Register) -> None:
    page = view(base, "topics/")
    page.render("Text [@harbour-report:3].")
    assert page.errata.list(page) == ""


def test_a_preview_leaves_out_the_note_of_an_erratum_that_does_not_exist(base: Register) -> None:
    page = view(base, "topics/")
    html = page.render("A[!harbour-report:no-such-erratum] b[!no-such-report:slip].")
    assert html.count('class="erratum-mark"') == 2
    assert "data-note" not in html
    assert page.errata.list(page) == ""
