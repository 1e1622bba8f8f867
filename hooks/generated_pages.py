"""Adds the pages of the register to the files of each language, after mkdocs-static-i18n has chosen them.

The plugin drops files that are generated before it runs, and does not know of those that come after:
each File here gets the attributes that the plugin gives to its own.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from build_state import current_language, current_register, i18n
from digest.addresses import page_address
from digest.record_pages import record_pages


@event_priority(-200)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Append a File for each record page of the language that is being built."""
    register, language = current_register(), current_language(config)
    plugin = i18n(config)
    default = plugin.default_language
    for page in record_pages(register, language):
        file = _file(config, page.key, language, default, content=page.text)
        for code in register.digest.languages:
            file.alternates[code] = file if code == language else _file(config, page.key, code, default, content="")
        file.record_source = page.source
        files.append(file)
    plugin.i18n_files_per_language[language] = files.documentation_pages()
    return files


def on_page_context(context: dict[str, object], page: Page, config: MkDocsConfig, nav: object) -> dict[str, object]:
    """Let the edit link of a generated page lead to the record that it shows."""
    source = getattr(page.file, "record_source", None)
    if source and config.repo_url and config.edit_uri:
        path = quote(source.removeprefix("docs/"))
        page.edit_url = f"{config.repo_url.rstrip('/')}/{config.edit_uri.strip('/')}/{path}"
    return context


def _file(config: MkDocsConfig, key: str, language: str, default: str, content: str) -> Any:
    # Named as a written page would be; MkDocs then finds the page by its source as well.
    file: Any = File.generated(config, f"{key}.{language}.md", content=content, inclusion=InclusionLevel.NOT_IN_NAV)
    file.dest_uri = page_address(key, language, default) + "index.html"
    file.url = page_address(key, language, default)
    file.name = key.rpartition("/")[2]
    file.locale = file.localization = file.locale_alternate_of = language
    file.norm_src_uri = f"{key}.md"
    file.alternates = {}
    return file
