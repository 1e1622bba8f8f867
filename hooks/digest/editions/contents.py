"""What an edition holds: which pages, in which order, under which parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..addresses import PAGED_KINDS, target
from ..field_types import FOLDERS, RecordReference
from ..languages import Language
from ..register import Register

NOT_PRINTED = frozenset({"contributing"})
"""Folders whose pages speak to those who edit the digest."""


@dataclass(frozen=True)
class Chapter:
    """A page of the site as a chapter of a book."""

    key: str
    """Key of the page."""
    entries: tuple[RecordReference, ...] = ()
    """Records whose pages stand in the chapter as entries, in alphabetical order."""


@dataclass(frozen=True)
class Part:
    """The chapters of one folder."""

    name: str
    """Name of the folder."""
    title: str
    """Title of the page that introduces the folder; where there is none, what the folder is called."""
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class Edition:
    """A PDF in one language."""

    name: str
    """Name of the file without ending: `digest`, or the id of the document or topic."""
    kind: str
    """`digest`, `document` or `topic`."""
    language: str
    parts: tuple[Part, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of all its pages, entries included, in their order."""
        found: list[str] = []
        for part in self.parts:
            for chapter in part.chapters:
                found += [chapter.key, *(target(entry.kind, entry.id)[0] for entry in chapter.entries)]
        return tuple(found)

    @property
    def is_whole(self) -> bool:
        """Whether it holds the whole digest."""
        return self.kind == "digest"

    @property
    def file_name(self) -> str:
        """Name of its file."""
        return f"{self.name}.{self.language}.pdf"


def whole_digest(register: Register, language: Language) -> Edition:
    """Return the edition of the whole digest: the pages of the navigation, folder by folder.

    The home page is left out, as it only leads on to the others, and so is what speaks to editors.
    """
    parts: dict[str, list[Chapter]] = {}
    for key in register.navigation:
        folder = PurePosixPath(key).parts[0]
        if "/" in key and folder not in NOT_PRINTED and (key, language.code) in register.pages:
            parts.setdefault(folder, []).append(Chapter(key, _entries(key, register, language)))
    made = tuple(
        Part(folder, _title(folder, register, language), tuple(chapters)) for folder, chapters in parts.items()
    )
    return Edition("digest", "digest", language.code, made)


def single_editions(register: Register, language: Language) -> Iterator[Edition]:
    """Yield an edition for each document and topic, in their order."""
    names = [("document", name) for name in register.listed_documents]
    names += [("topic", name) for name in register.listed_topics]
    for kind, name in names:
        folder = f"{kind}s/{name}/"
        keys = [key for key in register.navigation if key.startswith(folder) and (key, language.code) in register.pages]
        if keys:
            chapters = tuple(Chapter(key) for key in keys)
            yield Edition(name, kind, language.code, (Part(folder, register.digest.title[language.code], chapters),))


def _title(folder: str, register: Register, language: Language) -> str:
    page = register.pages.get((f"{folder}/index", language.code))
    return page.title if page else language.words.get(folder, folder)


def _entries(key: str, register: Register, language: Language) -> tuple[RecordReference, ...]:
    """Return the records of the kind whose list is on a page, in alphabetical order."""
    for kind in PAGED_KINDS:
        if key == f"register/{FOLDERS[kind]}/index":
            records = register.records[kind]
            names = sorted(records, key=lambda name: language.sort_key(records[name].name[language.code]))
            return tuple(RecordReference(kind, name) for name in names)
    return ()
