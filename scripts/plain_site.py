"""The pages of the digest as plain Markdown, as a site without the digest's hooks would be given them.

What the benchmark compares the build with: the same text, tables and drawings, finished, for MkDocs with its theme
and its language plugin alone.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from project import ROOT

from digest.addresses import page_address
from digest.document_card import page_card
from digest.record_pages import record_pages
from digest.register import Register
from digest.rendered_page import render_page
from digest.view import View


def write_plain_site(register: Register, folder: Path) -> Path:
    """Write the pages and a configuration without hooks into a folder; return the path of the configuration."""
    docs = folder / "docs"
    shutil.copytree(ROOT / "docs" / "assets", docs / "assets")
    for language in register.languages:
        for key, head, body in _pages(register, language):
            path = docs / f"{key}.{language}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(head + _finished(key, body, register, language), encoding="utf-8")
    settings = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), _Loader)
    for key in ("hooks", "watch", "strict", "validation", "repo_url", "edit_uri", "site_url"):
        settings.pop(key, None)
    del settings["theme"]["custom_dir"]
    config = folder / "mkdocs.yml"
    config.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    return config


class _Loader(yaml.SafeLoader):
    """Reads `!ENV` as nothing: the benchmark needs no addresses."""


_Loader.add_constructor("!ENV", lambda loader, node: None)


def _pages(register: Register, language: str) -> list[tuple[str, str, str]]:
    """Return the key, front matter and Markdown of all pages, written and generated."""
    pages = [
        (key, f'---\ntitle: "{page.title}"\n---\n', page.body)
        for (key, code), page in register.pages.items()
        if code == language
    ]
    for record in record_pages(register, language):
        _, head, body = record.text.split("---\n", 2)
        pages.append((record.key, f"---\n{head}---\n", body))
    return pages


def _finished(key: str, body: str, register: Register, language: str) -> str:
    address = page_address(key, language, register.default_language)
    view = View(register, register.languages[language], address)
    rendered = render_page(body, view, page_card(key, view, ""))
    return rendered.complete(rendered.markdown)
