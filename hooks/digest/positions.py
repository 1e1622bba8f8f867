"""Where in the files a part of a model, or a mark in one of its texts, stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .field_types import LocalText
from .marks import Mark, line_and_column, marks_of
from .problems import Problem
from .register import Origin, Page, Register, parts
from .yaml_source import Location


@dataclass(frozen=True)
class MarkedText:
    """A Markdown text in one language: the body of a page, or a text of a YAML file, with its marks."""

    language: str
    marks: tuple[Mark, ...]
    path: str
    page: Page | None = None
    origin: Origin | None = None
    location: Location = ()

    def problem(self, mark: Mark, rule: str, message: str, hint: str = "") -> Problem:
        """Return a finding at the place of one of the text's marks."""
        if self.page is not None:
            return page_problem(self.page, mark.start, rule, message, hint)
        assert self.origin is not None
        return text_problem(self.origin, self.location, mark.raw, rule, message, hint)


def page_problem(page: Page, offset: int, rule: str, message: str, hint: str = "") -> Problem:
    """Return a finding at an offset of a page's body."""
    line, column = line_and_column(page.body, offset)
    return Problem(page.path, page.first_line + line - 1, column, rule, message, hint)


def text_problem(origin: Origin, location: Location, written: str, rule: str, message: str, hint: str = "") -> Problem:
    """Return a finding about something written in a text of a YAML file; at the text's beginning if it isn't found.

    A YAML text may be folded, so what is written is looked for in the lines as they stand in the file.
    """
    span = origin.source.value_span(location)
    lines = origin.text.split("\n")[span.line - 1 : span.last_line]
    for number, line in enumerate(lines):
        column = line.find(written, span.column - 1 if number == 0 else 0)
        if column >= 0:
            return Problem(origin.path, span.line + number, column + 1, rule, message, hint)
    return Problem(origin.path, span.line, span.column, rule, message, hint)


def model_problem(
    register: Register, kind: str, name: str, location: Location, rule: str, message: str, hint: str = ""
) -> Problem:
    """Return a finding about a part of a document, topic or record."""
    origin = register.origins[kind, name]
    span = origin.source.value_span(location)
    return Problem(origin.path, span.line, span.column, rule, message, hint)


def marked_texts(register: Register) -> Iterator[MarkedText]:
    """Yield every text that may hold marks: the pages, then the texts of documents, topics and records."""
    for page in register.pages.values():
        yield MarkedText(page.language, page.marks, page.path, page=page)
    for kind in ("document", "topic", "chart", *register.records):
        for name, model in (register.models(kind) or {}).items():
            origin = register.origins[kind, name]
            for location, text in parts(model, LocalText):
                for language, translation in text.root.items():
                    marks = marks_of(translation)
                    if marks:
                        yield MarkedText(language, marks, origin.path, origin=origin, location=(*location, language))
