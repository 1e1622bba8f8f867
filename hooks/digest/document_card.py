"""The card at the head of a document's page: what it is, where it comes from, how to cite it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import urljoin

from .coverage_strip import coverage_strip
from .dates import PartialDate
from .document_models import Document
from .field_types import LocalText
from .languages import Language
from .register import Register
from .view import View


def page_card(key: str, view: View, site_url: str) -> str:
    """Return the card for the head of a page: of a document on its main page, empty on the others; HTML with marks."""
    folder, _, rest = key.partition("/")
    document = view.register.documents.get(rest.removesuffix("/index")) if folder == "documents" else None
    return document_card(view, document, urljoin(site_url, view.address)) if document else ""


def document_card(view: View, document: Document, address: str) -> str:
    """Return the card as HTML with marks. `address` is the full address of the page, for citing it."""
    register, language = view.register, view.language
    facts = "".join(
        f"<dt>{escape(language.word(word))}</dt><dd>{html}</dd>" for word, html in _facts(document, language) if html
    )
    source = escape(cite_source(document, language))
    summary = escape(cite_summary(register, document, language, address))
    return (
        f'<div class="document-card"><p class="lead">{escape(document.summary[language.code])}</p>'
        f'<dl class="facts">{facts}</dl>'
        f"{coverage_strip(view, document.id)}"
        f"<details><summary>{escape(language.word('cite'))}</summary>"
        f'<dl class="facts"><dt>{escape(language.word("cite-source"))}</dt><dd class="citation-text">{source}</dd>'
        f'<dt>{escape(language.word("cite-summary"))}</dt><dd class="citation-text">{summary}</dd></dl>'
        "</details></div>"
    )


def _facts(document: Document, language: Language) -> Iterator[tuple[str, str]]:
    code = language.code
    if document.title_source == "descriptive":
        yield "title", escape(language.word("title-descriptive"))
    yield "kind", escape(language.value("document-kind", document.kind))
    yield "publisher", _or_unknown(document.publisher, language)
    if isinstance(document.authors, list):
        yield "authors", escape(language.separator.join(author[code] for author in document.authors))
    else:
        yield "authors", _or_unknown(document.authors, language)
    if isinstance(document.date, PartialDate):
        yield "date", f'<time datetime="{document.date}">{language.date(document.date)}</time>'
    else:
        after = language.word("not-before").format(language.date(document.not_before)) if document.not_before else ""
        yield "date", _or_unknown("unknown", language) + (f" ({escape(after)})" if after else "")
    yield "series", _or_unknown(document.series, language)
    yield "number", _or_unknown(document.number, language)
    yield "source-language", escape(language.language_name(document.language))
    if document.url == "unknown":
        yield "official-address", _or_unknown("unknown", language)
    else:
        yield "official-address", f'<a href="{escape(document.url, quote=True)}">{escape(document.url)}</a>'
    yield "topics", language.separator.join(f"[](topic:{topic})" for topic in document.topics)
    yield "origin", escape(document.origin[code])


def _or_unknown(value: LocalText | str, language: Language) -> str:
    if value == "unknown":
        return f'<span class="unknown">{escape(language.word("unknown"))}</span>'
    return escape(value if isinstance(value, str) else value[language.code])


def cite_source(document: Document, language: Language) -> str:
    """Return how to cite the document itself, with what is unknown of it left out."""
    code = language.code
    parts: list[str] = []
    if isinstance(document.authors, list):
        parts.append(language.separator.join(author[code] for author in document.authors))
    if isinstance(document.publisher, LocalText):
        parts.append(document.publisher[code])
    title = document.title[code]
    parts.append(f"[{title}]" if document.title_source == "descriptive" else title)
    if isinstance(document.series, LocalText):
        parts.append(document.series[code])
    if document.number != "unknown":
        parts.append(document.number)
    parts.append(language.date(document.date) if isinstance(document.date, PartialDate) else language.word("undated"))
    if document.url != "unknown":
        parts.append(document.url)
    return ". ".join(part.rstrip(".") for part in parts) + "."


def cite_summary(register: Register, document: Document, language: Language, address: str) -> str:
    """Return how to cite the digest's summary of the document."""
    title = language.word("summary-of").format(document.title[language.code])
    return f"{register.digest.title[language.code]}. {title}. {address}"
