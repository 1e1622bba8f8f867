"""Reading a digest from its folder.

Nothing here decides whether the content is right beyond the shape of each file: what can't be read
is reported and left out, and the checks say the rest.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from .chart_models import Chart
from .document_models import Digest, Document, Exemptions, Topic
from .evidence_lock import NAME, read_lock
from .field_types import FOLDERS, Strict
from .languages import Language, missing_words
from .problems import Problem
from .record_models import RECORD_MODELS, Record
from .register import Origin, Page, Register
from .shape_problems import keys_of, shape_problems
from .yaml_source import YamlSource, read_yaml

Model = TypeVar("Model", bound=Strict)


class PageHead(Strict):
    """The front matter of a page."""

    title: str
    """Title, shown as the page's first heading."""
    description: str
    """One sentence that says what the page answers."""


def load(root: Path) -> tuple[Register | None, list[Problem]]:
    """Read the digest in the folder `docs` below `root`.

    Returns the Register and the findings about what could not be read. The Register is None where
    `digest.yml` or a language can't be read: without them nothing else has a meaning.
    """
    return _Loader(root).load()


class _Loader:
    """One run of reading: collects the findings and the origins."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.docs = root / "docs"
        self.problems: list[Problem] = []
        self.context: dict[str, list[str]] = {}
        self.read: set[Path] = set()

    def load(self) -> tuple[Register | None, list[Problem]]:
        digest_path = self.docs / "digest.yml"
        # The languages say which texts must be there, so they are read before anything is validated.
        digest = self._read(digest_path, Digest, set_context=True)
        if digest is None:
            return None, self.problems
        languages = {}
        for code in digest[0].languages:
            loaded = self._read(self.docs / "languages" / f"{code}.yml", Language)
            if loaded is None:
                return None, self.problems
            language, origin = loaded
            languages[code] = language
            if language.code != code:
                span = origin.source.value_span(("code",))
                message = f"the code '{language.code}' differs from the name of the file, '{code}'"
                hint = f"write 'code: {code}'"
                self.problems.append(Problem(origin.path, span.line, span.column, "id-file-name", message, hint))
            if missing := missing_words(language):
                message = f"the language lacks {len(missing)} entries: {', '.join(missing[:12])}"
                hint = "add them; the file of another language shows all"
                self.problems.append(Problem(origin.path, 1, 1, "missing-key", message, hint))
        if self.problems:
            return None, self.problems
        register = Register(digest[0], languages)
        register.origins["digest", "digest"] = digest[1]
        self._read_folders(register, "topic", Topic, register.topics)
        self._read_folders(register, "document", Document, register.documents)
        for kind, model in RECORD_MODELS.items():
            register.records[kind] = self._read_records(register, kind, model)
        for path in sorted((self.docs / "charts").glob("*.yml")):
            self._add(register, "chart", path, path.stem, Chart, register.charts)
        self._read_evidence(register)
        self._read_pages(register)
        self._read_navigation(register)
        self._find_unread()
        return register, self.problems

    def relative(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _text(self, path: Path) -> str | None:
        """Return the text of a file, or report why it can't be read."""
        self.read.add(path)
        try:
            # Some editors put a byte order mark before the text.
            return path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            self.problems.append(Problem(self.relative(path), 1, 1, "missing-file", "the file is missing", "create it"))
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            message, hint = "this line is not UTF-8 text", "save the file as UTF-8"
            self.problems.append(Problem(self.relative(path), line, 1, "encoding", message, hint))
        return None

    def _read(self, path: Path, model: type[Model], *, set_context: bool = False) -> tuple[Model, Origin] | None:
        text = self._text(path)
        if text is None:
            return None
        name = self.relative(path)
        source, problems = read_yaml(text, name)
        self.problems += problems
        if set_context and isinstance(source.data, dict):
            languages, originals = source.data.get("languages"), source.data.get("originals")
            self.context["languages"] = [str(code) for code in languages] if isinstance(languages, list) else []
            self.context["originals"] = list(originals) if isinstance(originals, dict) else []
        if any(problem.rule == "yaml-syntax" for problem in problems):
            return None
        value = self._validate(source, name, model)
        return None if value is None else (value, Origin(name, source, text))

    def _validate(self, source: YamlSource, path: str, model: type[Model]) -> Model | None:
        if not isinstance(source.data, dict):
            hint = f"write lines of the form 'key: value'; keys: {', '.join(keys_of(model))}"
            self.problems.append(Problem(path, 1, 1, "invalid-value", "the file holds no keys", hint))
            return None
        try:
            return model.model_validate(source.data, context=self.context)
        except ValidationError as error:
            self.problems += shape_problems(error, source, path, model)
            return None

    def _read_folders(self, register: Register, kind: str, model: type[Model], into: dict[str, Model]) -> None:
        """Read `<kind>s/<id>/<kind>.yml`."""
        for path in sorted((self.docs / f"{kind}s").glob(f"*/{kind}.yml")):
            self._add(register, kind, path, path.parent.name, model, into)

    def _read_records(self, register: Register, kind: str, model: type[Record]) -> dict[str, Record]:
        records: dict[str, Record] = {}
        for path in sorted((self.docs / "register" / FOLDERS[kind]).glob("**/*.yml")):
            self._add(register, kind, path, path.stem, model, records)
        return records

    def _add(
        self, register: Register, kind: str, path: Path, name: str, model: type[Model], into: dict[str, Model]
    ) -> None:
        loaded = self._read(path, model)
        if loaded is None:
            register.unread.add((kind, name))
            return
        value, origin = loaded
        given = value.id  # type: ignore[attr-defined]
        span = origin.source.value_span(("id",))
        if given != name:
            message = f"the id '{given}' differs from the name of the file or folder, '{name}'"
            hint = f"write 'id: {name}', or rename the file or folder"
            self.problems.append(Problem(origin.path, span.line, span.column, "id-file-name", message, hint))
        if given in into:
            message = f"the id '{given}' is taken already"
            hint = f"it is the id of {register.origins[kind, given].path}; choose another one, or merge the two"
            self.problems.append(Problem(origin.path, span.line, span.column, "duplicate-id", message, hint))
            return
        into[given] = value
        register.origins[kind, given] = origin

    def _read_evidence(self, register: Register) -> None:
        register.lock, problems = read_lock(self.root / NAME)
        self.problems += problems
        if problems:
            register.unread.add(("lock", NAME))
        path = self.docs / "exemptions.yml"
        if path.exists():
            loaded = self._read(path, Exemptions)
            if loaded is not None:
                register.exemptions = loaded[0].exemptions
                register.origins["exemptions", "exemptions"] = loaded[1]

    def _read_pages(self, register: Register) -> None:
        languages = register.digest.languages
        for path in sorted(self.docs.rglob("*.md")):
            name = self.relative(path)
            stem, _, language = path.stem.rpartition(".")
            if language not in languages:
                message = f"the name of the page does not end in a language ({', '.join(languages)})"
                hint = f"rename it, for example to {stem or path.stem}.{languages[0]}.md"
                self.problems.append(Problem(name, 1, 1, "missing-language", message, hint))
                continue
            key = (path.parent / stem).relative_to(self.docs).as_posix()
            page = self._page(path, name, key, language)
            if page is None:
                register.unread_pages.add((key, language))
            else:
                register.pages[key, language] = page

    def _find_unread(self) -> None:
        """Report the YAML files that stand where nothing looks for them."""
        places = [f"docs/{kind}s/<id>/{kind}.yml" for kind in ("topic", "document")]
        places.append("docs/charts/<id>.yml")
        places += [f"docs/register/{folder}/<id>.yml" for folder in FOLDERS.values()]
        for folder in ("charts", "documents", "languages", "register", "topics"):
            for path in sorted((self.docs / folder).rglob("*.y*ml")):
                if path not in self.read:
                    message = "nothing reads a file of this name at this place"
                    hint = f"rename or move it; what is read: {', '.join(places)}"
                    self.problems.append(Problem(self.relative(path), 1, 1, "unknown-file", message, hint))

    def _read_navigation(self, register: Register) -> None:
        path = self.root / "mkdocs.yml"
        text = self._text(path)
        source, problems = read_yaml(text or "", self.relative(path))
        self.problems += problems
        if source.data is None:
            register.unread.add(("navigation", "navigation"))
            return
        register.origins["navigation", "navigation"] = Origin(self.relative(path), source, text or "")
        for location in source.values:
            value = source.data
            if location[:1] != ("nav",):
                continue
            for part in location:
                value = value[part]
            if isinstance(value, str) and value.endswith(".md"):
                register.navigation[value.removesuffix(".md")] = location

    def _page(self, path: Path, name: str, key: str, language: str) -> Page | None:
        text = self._text(path)
        if text is None:
            return None
        parts = _FRONT_MATTER.fullmatch(text)
        if parts is None:
            message = "the page does not begin with its title and description"
            hint = "begin it with the lines ---, title: …, description: … and --- again"
            self.problems.append(Problem(name, 1, 1, "front-matter", message, hint))
            return None
        head, body = parts["head"], parts["body"] or ""
        source, problems = read_yaml(head, name, first_line=2)
        self.problems += problems
        if problems:
            return None
        value = self._validate(source, name, PageHead)
        if value is None:
            return None
        first_line = head.count("\n") + 3
        return Page(name, key, language, value.title, value.description, body, first_line)


_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<head>(?:.*\n)*?)---[ \t]*(?:\n(?P<body>(?:.|\n)*))?")
