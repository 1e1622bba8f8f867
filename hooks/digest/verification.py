"""Comparing the digest with the source texts themselves, and making the lock anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from .claimed_texts import claimed_texts
from .coverage import cited_passages
from .evidence import name_checksum
from .evidence_lock import NAME, EvidenceLock, SourceEvidence
from .field_types import Passage
from .original_names import words_in
from .positions import model_problem
from .problems import Problem
from .record_facts import printed_names
from .register import Register
from .source_text import SourceText


def read_sources(register: Register, folder: Path) -> tuple[dict[str, SourceText], list[Problem]]:
    """Read `<document-id>.txt` of each document from a folder; also return what is wrong with them.

    A text that is not the one the lock was made from is a finding: nothing that was checked against the
    old text counts for the new one.
    """
    sources: dict[str, SourceText] = {}
    problems: list[Problem] = []
    for name, document in register.documents.items():
        path = folder / f"{name}.txt"
        try:
            source = SourceText.read(path, document.language, register.languages)
        except FileNotFoundError:
            message, hint = (
                f"the source text {path.name} is not in {folder}",
                "name the folder that holds all source texts",
            )
            problems.append(model_problem(register, "document", name, ("id",), "missing-source", message, hint))
            continue
        except OSError as error:
            message = f"the source text {path.name} can't be read: {error.strerror}"
            problems.append(model_problem(register, "document", name, ("id",), "missing-source", message))
            continue
        except UnicodeDecodeError:
            message, hint = f"the source text {path.name} is not UTF-8 text", "save the file as UTF-8"
            problems.append(model_problem(register, "document", name, ("id",), "missing-source", message, hint))
            continue
        sources[name] = source
        if len(source.lines) != document.lines:
            message = f"the source text has {len(source.lines)} lines, and the document says {document.lines}"
            hint = "correct 'lines', or take the text that the digest was written from"
            problems.append(model_problem(register, "document", name, ("lines",), "source-changed", message, hint))
        problems += changes(register, name, source)
    return sources, problems


def changes(register: Register, name: str, source: SourceText) -> Iterator[Problem]:
    """Yield a finding where a source text is not the one that the lock was made from."""
    known = register.lock.documents.get(name) if register.lock else None
    if known is None or known.checksum == source.checksum:
        return
    changed = [
        lines
        for lines, checksum in known.passages.items()
        if source.passage_checksum(Passage.parse(f"{name}:{lines}")) != checksum
    ]
    what = f"in the cited lines {', '.join(changed[:6])}" if changed else "in no line that is cited"
    if len(changed) > 6:
        what += f" and {len(changed) - 6} more"
    message = f"the source text is not the one that {NAME} was made from; it differs {what}"
    hint = f"take the old text, or remove the entry '{name}' from {NAME} to check everything against the new one"
    yield model_problem(register, "document", name, ("id",), "source-changed", message, hint)


def make_lock(register: Register, sources: dict[str, SourceText]) -> EvidenceLock:
    """Return the lock for a register and the texts of its documents; what it holds of texts stays as it is."""
    cited = cited_passages(register)
    found: dict[str, set[str]] = {name: set() for name in sources}
    for name, passages in _printed(register):
        for passage in passages:
            source = sources.get(passage.document)
            if source is not None and source.holds(name, passage):
                found[passage.document].add(name_checksum(name, passage))
    documents = {
        name: SourceEvidence(
            checksum=source.checksum,
            substance=source.substance(),
            figures=source.figures(),
            passages={
                _lines(passage): source.passage_checksum(passage) for passage in cited if passage.document == name
            },
            names=frozenset(found[name]),
        )
        for name, source in sources.items()
    }
    return replace(register.lock or EvidenceLock(), documents=documents)


def _printed(register: Register) -> Iterator[tuple[str, tuple[Passage, ...]]]:
    """Yield the names in an original language that need evidence, with the passages that may hold them."""
    for reference, _, name in printed_names(register):
        yield name, register.record_passages[reference]
    for text in claimed_texts(register):
        for read in text.claims:
            for word, _ in words_in(register, text, read):
                yield word, read.passages


def _lines(passage: Passage) -> str:
    return str(passage).rpartition(":")[2]
