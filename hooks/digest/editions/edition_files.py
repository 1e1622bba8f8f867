"""The Typst files of an edition: the text in its order, and what the layout needs to know of it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import babel

from ..addresses import target
from ..dates import PartialDate
from ..document_card import cite_source
from ..register import Register
from .contents import Edition
from .index_entries import index_entries


@dataclass(frozen=True)
class Imprint:
    """What an edition says of itself besides its content."""

    site_url: str
    """Address of the site."""
    licence: str
    """Under which terms it may be used, in the edition's language."""
    date: datetime.date | None
    """Date of the commit from which it was made; None outside a checkout."""
    commit: str
    """Identifier of that commit; empty outside a checkout."""


def main_file(edition: Edition, titles: Mapping[str, str]) -> str:
    """Return the text of an edition, given the titles of its pages by key."""
    lines = ['#import "book.typ": *', "#show: book", "#front-matter()"]
    for part in edition.parts:
        head = _text(part.title)
        if edition.is_whole:
            lines.append(f"#part({_string(part.name)}, {head})")
        for chapter in part.chapters:
            lines.append(f"#chapter({_string(chapter.key)}, {head}, {_text(titles[chapter.key])})[")
            lines.append(_include(chapter.key))
            lines.append("]")
            if chapter.entries:
                lines.append(f"#entries({_string(chapter.key)}, {head}, {_text(titles[chapter.key])})[")
                for entry in chapter.entries:
                    key, _ = target(entry.kind, entry.id)
                    lines += [f"#entry({_string(key)}, {_text(titles[key])})", _include(key)]
                lines.append("]")
    if edition.is_whole:
        lines.append("#back-matter()")
    return "\n".join(lines) + "\n"


def page_file(text: str) -> str:
    """Return the file of a page, given its text as Typst."""
    return f'#import "../book.typ": *\n{text}'


def page_path(key: str) -> str:
    """Return the path of the file of a page below the folder of its language."""
    return f"pages/{key.replace('/', '--')}.typ"


def settings(edition: Edition, register: Register, imprint: Imprint, addresses: Mapping[str, str]) -> str:
    """Return what the layout needs to know of an edition, as JSON; `addresses` are those of all pages by key."""
    language = register.languages[edition.language]
    code, form = language.code, language.print_form
    locale = babel.Locale.parse(language.locale)
    title = register.digest.title[code]
    own = _own_title(edition, register)
    day = imprint.date
    date = language.date(PartialDate(day.year, day.month, day.day)) if day else ""
    data: dict[str, Any] = {
        "title": title,
        "own-title": own,
        "document-title": f"{own} – {title}" if own else title,
        "description": _summary(edition, register),
        "whole": edition.is_whole,
        "lang": locale.language,
        "region": locale.territory,
        "language": language.name,
        "typefaces": {"text": form.text, "heads": [*form.heads, *form.text]},
        "size": form.size,
        "leading": form.leading,
        "originals": {
            original.tag: _original(original.tag, [*original.typefaces, *form.text])
            for original in register.digest.originals.values()
        },
        "date": [day.year, day.month, day.day] if day else None,
        "edition-of": language.word("print-edition").format(date) if date else "",
        "commit": language.word("print-commit").format(imprint.commit) if imprint.commit else "",
        "licence": imprint.licence,
        "sources": [cite_source(register.documents[name], language) for name in _documents(edition, register)],
        "cite": ". ".join(part for part in (title, own, date, _address(edition, imprint, addresses)) if part) + ".",
        "address": _address(edition, imprint, addresses),
        "keys": dict.fromkeys(edition.keys, True),
        "addresses": dict(addresses),
        "words": {key.removeprefix("print-"): word for key, word in language.words.items() if key.startswith("print-")}
        | {"cite": language.word("cite")},
        "index": [
            {"letter": entry.letter, "name": entry.name, "originals": [list(pair) for pair in entry.originals],
             "key": entry.key}
            for entry in index_entries(register, language)
        ] if edition.is_whole else [],
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1)


def _original(tag: str, typefaces: list[str]) -> dict[str, Any]:
    """Return how text of an original language is marked and set."""
    locale = babel.Locale.parse(tag, sep="-")
    # The region tells letter shapes apart where the script alone does not: it is the one where most write so.
    likely = babel.core.get_global("likely_subtags").get(locale.language, "")
    region = likely.rpartition("_")[2] if locale.script is None or f"_{locale.script}_" in likely else ""
    region = locale.territory or region or None
    return {"lang": locale.language, "region": region, "typefaces": typefaces}


def _own_title(edition: Edition, register: Register) -> str:
    """Return the title of the document or topic; empty for the whole digest."""
    if edition.kind == "document":
        return register.documents[edition.name].title[edition.language]
    return register.topics[edition.name].name[edition.language] if edition.kind == "topic" else ""


def _summary(edition: Edition, register: Register) -> str:
    if edition.kind == "document":
        return register.documents[edition.name].summary[edition.language]
    if edition.kind == "topic":
        return register.topics[edition.name].summary[edition.language]
    home = register.pages.get(("index", edition.language))
    return home.description if home else register.digest.title[edition.language]


def _documents(edition: Edition, register: Register) -> list[str]:
    return [edition.name] if edition.kind == "document" else register.listed_documents


def _address(edition: Edition, imprint: Imprint, addresses: Mapping[str, str]) -> str:
    return imprint.site_url if edition.is_whole else addresses[edition.keys[0]]


def _include(key: str) -> str:
    return f"#include {_string(page_path(key))}"


def _string(text: str) -> str:
    """Return a text as a string of Typst."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _text(text: str) -> str:
    """Return a text as content of Typst, none of its characters taken for markup."""
    return f"[#{_string(text)}]"
