"""Links between the languages: in the head of each page, in its switcher, in the sitemap and on the 404 page."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from build_state import current_language, current_register, i18n, page_key, state
from digest.addresses import page_address, relative
from digest.languages import Language
from digest.register import Register


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the templates the same page in all languages."""
    register = current_register()
    key = page_key(page.file)
    here = page_address(key, current_language(config), register.default_language)
    addresses = _addresses(key, register)
    _set_links(context, config, register, addresses, {code: relative(url, here) for code, url in addresses.items()})
    return context


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """Give the 404 page its twin, and the sitemap all pages with theirs."""
    register = current_register()
    if template_name == "404.html":
        # The page is served in place of any other, so its links begin at the root of the site.
        addresses = {code: _not_found(code, register) for code in register.digest.languages}
        root = urlsplit(config.site_url or "/").path
        _set_links(context, config, register, addresses, {code: root + url for code, url in addresses.items()})
        context["home"] = {code: root + url for code, url in _addresses("index", register).items()}
        context["not_found"] = _in_own_order(register, current_language(config))
    if template_name == "sitemap.xml":
        keys = {page_key(file) for files in i18n(config).i18n_files_per_language.values() for file in files}
        context["sitemap"] = [
            {"url": urljoin(config.site_url or "", url), "key": key}
            for key in sorted(keys)
            for url in _addresses(key, register).values()
        ]
        context["sitemap_alternates"] = {key: _absolute(config, register, _addresses(key, register)) for key in keys}
    return context


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Write the 404 page of each language to its own place; MkDocs would keep only the last one."""
    if template_name != "404.html":
        return output_content
    register = current_register()
    path = Path(config.site_dir, _not_found(current_language(config), register))
    write_file(output_content.encode(), str(path))
    # What is returned empty is not written.
    return ""


def _addresses(key: str, register: Register) -> dict[str, str]:
    """Return the address of a page in each language, below the root of the site."""
    return {code: page_address(key, code, register.default_language) for code in register.digest.languages}


def _not_found(code: str, register: Register) -> str:
    return page_address("index", code, register.default_language) + "404.html"


def _in_own_order(register: Register, code: str) -> list[Language]:
    """Return the languages, that of the page first: a wrong address does not tell what its reader reads."""
    return sorted(register.languages.values(), key=lambda language: language.code != code)


def _set_links(
    context: dict[str, Any], config: MkDocsConfig, register: Register, addresses: dict[str, str], links: dict[str, str]
) -> None:
    code = current_language(config)
    context["language"] = register.languages[code]
    context["build_problems"] = state.problems
    context["switcher"] = [
        {"code": other, "name": language.name, "href": links[other], "current": other == code}
        for other, language in register.languages.items()
    ]
    # The theme puts these into the head of the page, as they are. The plugin has set an attribute of
    # this name, which hides an item.
    setattr(config.extra, "alternate", _absolute(config, register, addresses))  # noqa: B010


def _absolute(config: MkDocsConfig, register: Register, addresses: dict[str, str]) -> list[dict[str, str]]:
    site = config.site_url or ""
    links = [{"lang": code, "link": urljoin(site, url) or "./"} for code, url in addresses.items()]
    return [*links, {"lang": "x-default", "link": urljoin(site, addresses[register.default_language]) or "./"}]
