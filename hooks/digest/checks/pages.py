"""Rules about pages: both languages, headings, generated blocks, and the way to each page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

import regex

from ..blocks import block_errors
from ..field_types import FOLDERS
from ..marks import BlockMark
from ..positions import marked_texts, page_problem
from ..problems import Problem
from ..register import Register

_HOMES = ("document", "topic")


def translations(register: Register) -> Iterator[Problem]:
    """A page stands in every language of the site."""
    for (key, _), page in register.pages.items():
        for other in register.digest.languages:
            if (key, other) not in register.pages and (key, other) not in register.unread_pages:
                message = f"the page is missing in {other}"
                yield Problem(page.path, 1, 1, "missing-language", message, f"write docs/{key}.{other}.md")


def homes(register: Register) -> Iterator[Problem]:
    """Every document and topic has a page, and so has every kind of record of which there are any: links lead there."""
    needed = [(origin, f"{kind}s/{name}/index") for (kind, name), origin in register.origins.items() if kind in _HOMES]
    for kind, records in register.records.items():
        origins = [register.origins[kind, name] for name in sorted(records)]
        needed += [(origin, f"register/{FOLDERS[kind]}/index") for origin in origins[:1]]
    for origin, key in needed:
        if key not in register.page_keys:
            files = " and ".join(f"docs/{key}.{language}.md" for language in register.digest.languages)
            message = f"there is no page '{key}' to which links to this lead"
            yield Problem(origin.path, 1, 1, "missing-file", message, f"write {files}")


def heading_ids(register: Register) -> Iterator[Problem]:
    """A heading carries an explicit id, different from the others of its page, and none is of level 1."""
    for page in register.pages.values():
        seen: set[str] = set()
        for heading in page.headings:
            if heading.level == 1:
                message = "the title of the page stands in its front matter; headings begin with ##"
                yield page_problem(page, heading.start, "heading-level", message, "remove it, or write ##")
            elif not heading.id:
                message = f"the heading '{heading.text}' has no id in small letters, digits and hyphens"
                hint = "add one, the same in all languages: ## Heading {#some-id}"
                yield page_problem(page, heading.start, "heading-id", message, hint)
            elif heading.id in seen:
                message = f"the id '{heading.id}' stands on this page twice"
                yield page_problem(page, heading.start, "duplicate-id", message, "choose another one")
            seen.add(heading.id)


def scripts_of_headings(register: Register) -> Iterator[Problem]:
    """Titles and headings hold no text in an original language: in search results it could not be marked as such."""
    scripts = "".join(rf"\p{{Script={original.script}}}" for original in register.digest.originals.values())
    if not scripts:
        return
    foreign = regex.compile(f"[{scripts}]")
    for page in register.pages.values():
        hint = "write it in the text below"
        if foreign.search(page.title):
            yield Problem(page.path, 2, 1, "foreign-script", "the title holds text in another script", hint)
        for heading in page.headings:
            if foreign.search(heading.text):
                message = f"the heading '{heading.text}' holds text in another script"
                yield page_problem(page, heading.start, "foreign-script", message, hint)


def same_headings(register: Register) -> Iterator[Problem]:
    """The languages of a page have the same headings, at the same levels, in the same order."""
    first = register.default_language
    for (key, language), page in register.pages.items():
        original = register.pages.get((key, first))
        if language == first or original is None:
            continue
        for mine, theirs in zip_longest(page.headings, original.headings):
            if mine and theirs and (mine.id, mine.level) == (theirs.id, theirs.level):
                continue
            if mine and theirs and not (mine.id and theirs.id):
                # That a heading has no id is a finding already.
                break
            message = f"the headings of {page.path} and {original.path} part here: " + " and ".join(
                f"'{'#' * heading.level} … {{#{heading.id}}}'" if heading else "no more heading"
                for heading in (mine, theirs)
            )
            start = mine.start if mine else max(len(page.body.rstrip()) - 1, 0)
            hint = "give both pages the same headings in the same order"
            yield page_problem(page, start, "heading-mismatch", message, hint)
            # One finding a page: after the first difference all others follow from it.
            break


def blocks(register: Register) -> Iterator[Problem]:
    """The mark of a generated block names a block, filters, values and columns that exist."""
    for text in marked_texts(register):
        for mark in text.marks:
            if isinstance(mark, BlockMark):
                for rule, message, hint in block_errors(mark, register):
                    yield text.problem(mark, rule, message, hint)


CHECKS = (translations, homes, heading_ids, scripts_of_headings, same_headings, blocks)
