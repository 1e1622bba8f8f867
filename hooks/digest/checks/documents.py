"""Rules about documents and topics: the lists of the digest, outlines and errata."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..field_types import Strict
from ..positions import model_problem
from ..problems import Problem, one_of
from ..register import Register


def listed(register: Register) -> Iterator[Problem]:
    """Every document and topic is listed in digest.yml, once, and every listed one exists."""
    kinds: tuple[tuple[str, list[str], Mapping[str, Strict]], ...] = (
        ("document", register.digest.documents, register.documents),
        ("topic", register.digest.topics, register.topics),
    )
    for kind, listing, models in kinds:
        for index, name in enumerate(listing):
            location = (f"{kind}s", index)
            if not register.knows(kind, name):
                hint = f"write docs/{kind}s/{name}/{kind}.yml; {one_of(name, models)}"
                message = f"there is no {kind} '{name}'"
                yield model_problem(register, "digest", "digest", location, f"unknown-{kind}", message, hint)
            elif name in listing[:index]:
                message = f"the {kind} '{name}' is listed twice"
                yield model_problem(register, "digest", "digest", location, "duplicate-id", message, "keep one")
        for name in models:
            if name not in listing:
                message = f"the {kind} '{name}' is not in the list '{kind}s' of docs/digest.yml"
                yield model_problem(register, kind, name, ("id",), "unlisted", message, "add it there, at its place")


def topics_of_documents(register: Register) -> Iterator[Problem]:
    """A document names topics that exist."""
    for name, document in register.documents.items():
        for index, topic in enumerate(document.topics):
            if not register.knows("topic", topic):
                message, hint = f"there is no topic '{topic}'", one_of(topic, register.topics)
                yield model_problem(register, "document", name, ("topics", index), "unknown-topic", message, hint)


def outlines(register: Register) -> Iterator[Problem]:
    """The entries of an outline stand in the order of their first lines and within the document."""
    for name, document in register.documents.items():
        before = 0
        for index, entry in enumerate(document.outline):
            where = ("outline", index)
            if entry.first < before:
                message = f"the entry begins at line {entry.first}, before the entry above it (line {before})"
                hint = "sort the entries by 'from'"
                yield model_problem(register, "document", name, where, "outline-order", message, hint)
            if (entry.last or entry.first) > document.lines:
                message = f"the entry lies beyond the document's {document.lines} lines"
                yield model_problem(register, "document", name, where, "citation-range", message, "correct the lines")
            before = entry.first


def errata(register: Register) -> Iterator[Problem]:
    """The errata of a document have different ids and lie within it."""
    for name, document in register.documents.items():
        seen: set[str] = set()
        for index, erratum in enumerate(document.errata):
            if erratum.id in seen:
                message = f"the erratum '{erratum.id}' stands here twice"
                where = ("errata", index, "id")
                yield model_problem(register, "document", name, where, "duplicate-id", message, "choose another id")
            seen.add(erratum.id)
            if erratum.passage(name).last > document.lines:
                message = f"line {erratum.passage(name).last} lies beyond the document's {document.lines} lines"
                where = ("errata", index, "lines")
                yield model_problem(register, "document", name, where, "citation-range", message, "correct the lines")


CHECKS = (listed, topics_of_documents, outlines, errata)
