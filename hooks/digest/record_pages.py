"""The pages of the register: one for each policy, actor, system and place, in each language.

A page is Markdown with marks, as if someone had written it: everything that leads somewhere is
resolved with all other pages.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from .addresses import PAGED_KINDS, target
from .dates import PartialDate
from .field_types import Passage, RecordReference
from .languages import Language
from .plain_text import first_words
from .record_models import Actor, Place, Policy, Record, System
from .record_tables import record_tables
from .register import Mention, Register
from .responsibilities import name_at
from .view import safe


@dataclass(frozen=True)
class RecordPage:
    """A generated page in one language."""

    key: str
    """Path below `docs` without language and ending."""
    language: str
    reference: RecordReference
    """The record that it shows."""
    source: str
    """Path of the record's file, relative to the project's root: what there is to edit."""
    text: str
    """Front matter and Markdown."""


def record_pages(register: Register, language: str) -> Iterator[RecordPage]:
    """Yield the pages of all records that have one, in the order of their kinds and ids."""
    writer = _Writer(register, register.languages[language])
    for kind in PAGED_KINDS:
        for name in sorted(register.records[kind]):
            reference = RecordReference(kind, name)
            key, _ = target(kind, name)
            yield RecordPage(key, language, reference, register.origins[kind, name].path, writer.page(reference))


class _Writer:
    def __init__(self, register: Register, language: Language) -> None:
        self.register = register
        self.language = language
        self.inverse = _inverse_relations(register)

    def page(self, reference: RecordReference) -> str:
        record = self.register.records[reference.kind][reference.id]
        title = record.name[self.language.code]
        facts = list(self._facts(record, reference))
        description = self._description(record, reference)
        parts = [
            f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n"
            # The theme puts it into an attribute as it is.
            f"description: {json.dumps(escape(description), ensure_ascii=False)}\n---\n",
            self._card(facts),
        ]
        if record.note:
            parts.append(
                f'!!! note "{self.language.word("note")}"\n\n    {_one_block(record.note[self.language.code])}\n'
            )
        parts += self._accounts(record)
        parts += self._related(record, reference)
        for word, mark in record_tables(self.register, reference, record):
            parts.append(f"\n## {self.language.word(word)} {{#{word}}}\n\n{mark}\n")
        parts += self._mentions(reference)
        return "\n".join(parts)

    def _description(self, record: Record, reference: RecordReference) -> str:
        """Return what search results show: what a document says of the record, or what its page holds."""
        code = self.language.code
        if record.accounts:
            return first_words(record.accounts[0].text[code], self.register, code)
        word, kind = self.language.word(reference.kind), self._kind(record, reference)
        return f"{record.name[code]}: {word} ({kind}). {self.language.word('page-of-register')}"

    # --- facts ----------------------------------------------------------------------------------

    def _kind(self, record: Record, reference: RecordReference) -> str:
        return self.language.value(f"{reference.kind}-kind", record.kind)  # type: ignore[attr-defined]

    def _card(self, facts: list[tuple[str, str]]) -> str:
        # The spaces keep the words apart in the index of the search.
        rows = " ".join(f"<dt>{escape(label)}</dt> <dd>{html}</dd>" for label, html in facts if html)
        return f'<dl class="facts">{rows}</dl>\n'

    def _facts(self, record: Record, reference: RecordReference) -> Iterator[tuple[str, str]]:
        """Yield the facts of a record: the label before each, and what follows it, as HTML with marks."""
        language = self.language
        word = language.word
        for code in [*self.register.digest.originals, *self.register.digest.languages]:
            name = record.name.get(code)
            if name is None or code == language.code:
                continue
            source = record.name_source.get(code)
            tag = self.register.digest.originals[code].tag if code in self.register.digest.originals else code
            yield (
                word("name-in").format(language.language_name(tag)),
                f'<span lang="{tag}">{escape(name)}</span>' + self._name_source(source),
            )
        own = record.name_source.get(language.code)
        if own == "unofficial":
            yield word("name"), f"{escape(record.name[language.code])}{self._name_source(own)}"
        yield (
            word("also-called"),
            language.separator.join(escape(alias) for alias in record.aliases.get(language.code, [])),
        )
        yield word("kind"), escape(self._kind(record, reference))
        if isinstance(record, Policy):
            yield from self._policy_facts(record)
        elif isinstance(record, Actor):
            yield word("place"), self._one("place", record.place)
            yield word("parent"), self._one("actor", record.parent) if record.parent else ""
            yield word("founded"), self._date(record.founded) if record.founded else ""
            yield word("ended"), self._date(record.ended) if record.ended else ""
            yield (
                word("former-names"),
                language.separator.join(
                    f"{escape(former.name[language.code])} "
                    f"({language.word('former-until').format(language.date(former.until))}){self._cite(former.passage)}"
                    for former in record.former
                ),
            )
        elif isinstance(record, System):
            yield word("places"), self._many("place", record.places)
            yield (
                word("operators"),
                self._unknown() if record.operators == "unknown" else self._many("actor", record.operators),
            )
            yield word("partners"), self._many("actor", record.partners)
            yield word("start"), self._date(record.start)
            yield word("status"), escape(language.value("system-status", record.status))
        elif isinstance(record, Place):
            yield word("parent"), self._one("place", record.parent) if record.parent else ""
        yield word("topics"), self._many("topic", record.topics)
        if record.url:
            yield word("official-address"), f'<a href="{escape(record.url, quote=True)}">{escape(record.url)}</a>'
        yield (
            word("evidence"),
            f"[{'; '.join(f'@{passage}' for passage in record.passages)}]" if record.passages else "",
        )

    def _policy_facts(self, policy: Policy) -> Iterator[tuple[str, str]]:
        language = self.language
        word = language.word
        yield (
            word("issuers"),
            self._unknown()
            if policy.issuers == "unknown"
            else language.separator.join(self._body_then(issuer, policy.date) for issuer in policy.issuers),
        )
        if policy.issued != "unknown" or policy.date is None:
            yield word("issued"), self._date(policy.issued)
        for key in ("signed", "published", "effective"):
            date = getattr(policy, key)
            yield word(key), self._date(date) if date else ""
        if policy.period:
            first, last = policy.period.first, policy.period.last
            yield word("period"), f"{language.date(first)} – {language.date(last)}"
        yield word("level"), escape(language.value("policy-level", policy.level))
        yield word("place"), self._one("place", policy.place)
        yield word("status"), escape(language.value("policy-status", policy.status))
        yield word("document-number"), escape(policy.number or "")

    def _one(self, kind: str, name: str) -> str:
        return self._unknown() if name == "unknown" else f"[]({kind}:{name})"

    def _body_then(self, name: str, date: PartialDate | None) -> str:
        """Return a link to a body, with the name that it bore at a date where that was another one."""
        actor = self.register.records["actor"].get(name)
        then = name_at(actor, date, self.language.code) if isinstance(actor, Actor) else ""
        shown = self._one("actor", name)
        return f"{shown} ({self.language.word('then-called').format(escape(then))})" if then else shown

    def _member(self, other: RecordReference, record: Record, relation: str) -> str:
        """Return a link to a record; a body that is part of another is named as it was when that one was set up."""
        if relation == "part-of" and other.kind == "actor" and isinstance(record, Actor):
            return self._body_then(other.id, record.founded)
        return f"[]({other})"

    def _many(self, kind: str, names: list[str]) -> str:
        return self.language.separator.join(self._one(kind, name) for name in names)

    def _date(self, date: PartialDate | str) -> str:
        if not isinstance(date, PartialDate):
            return self._unknown()
        return f'<time datetime="{date}">{self.language.date(date)}</time>'

    def _unknown(self) -> str:
        return f'<span class="unknown">{escape(self.language.word("unknown"))}</span>'

    def _name_source(self, source: str | None) -> str:
        return (
            f' <span class="name-source">({escape(self.language.value("name-source", source))})</span>'
            if source
            else ""
        )

    @staticmethod
    def _cite(passage: Passage | None) -> str:
        return f" [@{passage}]" if passage else ""

    # --- what documents say, what is related, where it is mentioned ------------------------------

    def _accounts(self, record: Record) -> Iterator[str]:
        by_document: dict[str, list[str]] = defaultdict(list)
        for account in record.accounts:
            by_document[account.document].append(account.text[self.language.code])
        if by_document:
            yield f"\n## {self.language.word('accounts')} {{#accounts}}\n"
        for name in self.register.listed_documents:
            if name in by_document:
                document = self.register.documents[name]
                heading = f"{document.short[self.language.code]} {{#in-{name}}}"
                yield f"### {heading}\n\n[](document:{name})\n{{.account-document}}\n"
                yield "\n\n".join(by_document[name]) + "\n"

    def _related(self, record: Record, reference: RecordReference) -> Iterator[str]:
        lists = list(self._relation_lists(record, reference))
        if lists:
            yield f"\n## {self.language.word('related')} {{#related}}\n"
            yield _list(lists)

    def _relation_lists(self, record: Record, reference: RecordReference) -> Iterator[str]:
        groups: dict[str, list[str]] = defaultdict(list)
        for relation in record.relations:
            label = self.language.value("relation", relation.type)
            groups[label].append(f"[]({relation.target}){self._cite(relation.passage)}")
        for kind, other, passage in self.inverse.get(reference, ()):
            label = self.language.value("relation-inverse", kind)
            groups[label].append(f"{self._member(other, record, kind)}{self._cite(passage)}")
        for child in self.register.children.get(reference, ()):
            groups[self.language.word("members")].append(f"[]({reference.kind}:{child})")
        for label, links in groups.items():
            yield f"{escape(label)}: {self.language.separator.join(dict.fromkeys(links))}"

    def _mentions(self, reference: RecordReference) -> Iterator[str]:
        mentions = self.register.mentions.get(reference, ())
        if not mentions:
            return
        yield f"\n## {self.language.word('mentions')} {{#mentions}}\n"
        yield _list([self._mention(mention) for mention in mentions])

    def _mention(self, mention: Mention) -> str:
        if mention.record:
            return f"{escape(self.language.word(mention.record.kind))}: []({mention.record})"
        page = self.register.pages.get((mention.page, self.language.code))
        title = safe(page.title) if page else mention.page
        return f"[{title}](page:{mention.page})"


def _list(items: list[str]) -> str:
    """Return a list as finished HTML with marks, on one line: it need not go through Markdown."""
    # The spaces keep the words apart in the index of the search.
    return f'<ul class="record-list">{" ".join(f"<li>{item}</li>" for item in items)}</ul>\n'


def _one_block(text: str) -> str:
    """Return a text such that all its lines stay inside an indented block."""
    return text.strip().replace("\n", "\n    ")


def _inverse_relations(register: Register) -> dict[RecordReference, list[tuple[str, RecordReference, Passage | None]]]:
    found: dict[RecordReference, list[tuple[str, RecordReference, Passage | None]]] = defaultdict(list)
    for reference, record in register.all_records():
        for relation in record.relations:
            found[relation.target].append((relation.type, reference, relation.passage))
    return found
