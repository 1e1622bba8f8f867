"""Files and pages of the offline site."""

from __future__ import annotations

import json
import posixpath
import re
import zipfile
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.addresses import page_address, relative
from digest.document_models import Digest
from digest.offline_files import folder_name, marker_name, packed_files, start_name, start_page
from digest.offline_pages import OfflineSite, public_address, search_script
from digest.register import Register
from offline import pack

ADDRESS = "https://digest.example/base/"
SITE = (
    "404.html", "assets/font.woff2", "assets/theme.js", "assets/theme.js.map", "editions/whole.pdf", "index.html",
    "search/search_index.json", "sitemap.xml", "sitemap.xml.gz", "topics/one/index.html", "topics/one/values.csv",
    "aa/404.html", "aa/index.html", "aa/search/search_index.json", "aa/topics/one/index.html", "aab/index.html",
)  # fmt: skip


def titled(**titles: str) -> Digest:
    context = {"languages": list(titles)}
    given = {"title": titles, "languages": list(titles), "documents": [], "topics": []}
    return Digest.model_validate(given, context=context)


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        ({"xx": "다이제스트", "yy": "Policy Digest"}, "policy-digest"),
        ({"xx": "AI 다이제스트", "yy": "L’état des politiques – 2020"}, "l-etat-des-politiques-2020"),
        ({"xx": "다이제스트"}, "digest"),
        ({"xx": "…"}, "digest"),
    ],
)
def test_the_folder_is_named_by_the_first_title_that_ascii_can_write(titles: dict[str, str], name: str) -> None:
    assert folder_name(titled(**titles)) == name


def test_a_language_takes_its_pages_and_the_assets_and_leaves_the_rest() -> None:
    shared = {"assets/font.woff2", "assets/theme.js"}
    own = {"index.html", "search/search_index.json", "topics/one/index.html", "topics/one/values.csv"}
    assert packed_files(SITE, "en", ["en", "aa"]) == shared | own | {"aab/index.html"}
    below = {"aa/index.html", "aa/search/search_index.json", "aa/topics/one/index.html"}
    assert packed_files(SITE, "aa", ["en", "aa"]) == shared | below


def packed(code: str = "en", address: str = ADDRESS) -> OfflineSite:
    return OfflineSite(frozenset(SITE), packed_files(SITE, code, ["en", "aa"]), address)


@pytest.mark.parametrize(
    ("tag", "changed"),
    [
        ('<a href="../../">', '<a href="../../index.html">'),
        ('<a href="../..">', '<a href="../../index.html">'),
        ('<a class="x" href="." title="a > b">', '<a class="x" href="./index.html" title="a > b">'),
        ('<a href="./#part">', '<a href="./index.html#part">'),
        ('<a href="../one/?a=1&amp;b#part">', '<a href="../one/index.html?a=1&amp;b#part">'),
        ('<a href="index.html">', '<a href="index.html">'),
        ('<a href="#part">', '<a href="#part">'),
        ('<a href="">', '<a href="">'),
        ('<a id="part">', '<a id="part">'),
        ('<a href="values.csv" download>', '<a href="values.csv" download>'),
        ('<a href="https://other.example/x/">', '<a href="https://other.example/x/">'),
        ('<a href="//other.example/x/">', '<a href="//other.example/x/">'),
        ('<a href="mailto:a@digest.example">', '<a href="mailto:a@digest.example">'),
        ('<a href="../../editions/whole.pdf#page=2">', f'<a href="{ADDRESS}editions/whole.pdf#page=2">'),
        ('<a href="../../aa/topics/one/">', f'<a href="{ADDRESS}aa/topics/one/">'),
        (
            '<a href="../../aa/topics/one/" hreflang="aa" data-language-link>',
            '<a href="../../aa/topics/one/index.html" hidden hreflang="aa" data-language-link>',
        ),
        ('<link rel="next" href="../../aab/">', '<link rel="next" href="../../aab/index.html">'),
        ('<script src="../../assets/theme.js" defer>', '<script src="../../assets/theme.js" defer>'),
        ('<img src="../../editions/whole.pdf">', '<img src="../../editions/whole.pdf">'),
        ('<link rel="canonical" href="https://digest.example/base/topics/one/">', ""),
        ('<link rel="alternate" href="https://digest.example/base/aa/" hreflang="aa">', ""),
        ('<meta property="og:url" content="https://digest.example/base/topics/one/">', ""),
        ("<code>&lt;a href=\"../\"&gt;</code> href=\"../\"", "<code>&lt;a href=\"../\"&gt;</code> href=\"../\""),
        ('<script>const link = "../"</script>', '<script>const link = "../"</script>'),
    ],
)  # fmt: skip
def test_addresses_in_a_page(tag: str, changed: str) -> None:
    assert packed().page(tag, "topics/one/index.html") == changed


def test_a_link_to_what_is_not_packed_goes_nowhere_where_the_site_has_no_address() -> None:
    page = '<a class="edition" href="editions/whole.pdf">PDF</a>'
    assert re.sub(r"\s+>", ">", packed(address="").page(page, "index.html")) == '<a class="edition">PDF</a>'


def test_pages_get_the_scripts_that_stand_in_for_a_server() -> None:
    head = packed("aa").page("<head></head>", "aa/topics/one/index.html")
    addresses = re.findall(r'<script src="([^"]*)"', head)
    assert addresses == ["../../../assets/offline/worker.js", "../../../assets/offline/languages.js"]


keys = st.lists(st.from_regex(r"[a-z]{1,3}", fullmatch=True), max_size=3).map("/".join).map(lambda key: f"{key}/index")


@given(keys, keys, st.sampled_from(["", "#part", "?q=1#part"]))
def test_a_link_between_pages_leads_to_the_same_page_as_a_file(one: str, other: str, rest: str) -> None:
    here, there = (page_address(key.lstrip("/"), "en", "en") for key in (one, other))
    files = {f"{here}index.html", f"{there}index.html"}
    page = OfflineSite(files, files, "").page(f'<a href="{relative(there, here)}{rest}">', f"{here}index.html")
    link = page.split('"')[1]
    found = urljoin(f"file:///folder/{here}index.html", link)
    assert urldefrag(found).url.partition("?")[0] == f"file:///folder/{there}index.html"
    assert link.endswith(f"index.html{rest}")


def test_the_search_finds_files() -> None:
    locations = ("", "#part", "topics/one/", "topics/one/#part", "values.csv")
    script = search_script(
        {"config": {"lang": ["aa"]}, "docs": [{"location": name, "text": "글"} for name in locations]}
    )
    assert script.startswith("var __index = {")
    index = json.loads(script.removeprefix("var __index = "))
    assert index["config"] == {"lang": ["aa"]}
    assert [entry["location"] for entry in index["docs"]] == [
        "index.html", "index.html#part", "topics/one/index.html", "topics/one/index.html#part", "values.csv"
    ]  # fmt: skip
    assert {entry["text"] for entry in index["docs"]} == {"글"}


def test_the_address_of_a_site_is_that_of_its_home_page_unless_it_is_this_machine() -> None:
    page = '<head><link rel="canonical" href="{}"></head>'
    assert public_address(page.format(ADDRESS)) == ADDRESS
    assert public_address(page.format("http://127.0.0.1:8000/")) == ""
    assert public_address("<head></head>") == ""


def lay_site(folder: Path, digest: Digest) -> Path:
    """A site as small as can be: the home page and the search of each language, and a page that none packs."""
    homes = {code: page_address("index", code, digest.languages[0]) for code in digest.languages}
    for code, home in homes.items():
        (folder / home / "search").mkdir(parents=True)
        switcher = "".join(
            f'<a href="{relative(to, home)}" hreflang="{other}" data-language-link>{other}</a>'
            for other, to in homes.items()
            if other != code
        )
        (folder / home / "index.html").write_text(f"<html><head></head><body>{switcher}</body></html>")
        (folder / home / "search" / "search_index.json").write_text('{"config": {}, "docs": [{"location": ""}]}')
    (folder / "404.html").write_text("nothing")
    return folder


def test_another_digest_in_three_languages_is_packed(tiny: Register, tmp_path: Path) -> None:
    digest = tiny.digest
    site = lay_site(tmp_path / "site", digest)
    made = pack(site, tmp_path / "offline", digest, 0)
    name = folder_name(digest)
    assert [zipped.path.name for zipped in made] == [f"{name}-{code}.zip" for code in digest.languages]
    assert [zipped.pages for zipped in made] == [1] * len(digest.languages)
    everything: dict[str, bytes] = {}
    for zipped, code in zip(made, digest.languages, strict=True):
        with zipfile.ZipFile(zipped.path) as archive:
            contents = {entry.filename: archive.read(entry) for entry in archive.infolist()}
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {path.partition("/")[0] for path in contents} == {name}
        assert {path for path in contents if path.endswith(".svg")} == {f"{name}/{marker_name(code)}"}
        assert contents[f"{name}/{start_name(code)}"].decode() == start_page(digest, code)
        # Unpacked into one folder, no language changes what another has brought.
        assert all(everything.setdefault(path, data) == data for path, data in contents.items())
    for path, data in everything.items():
        for link in re.findall(r'(?:href|src|url)="?([^"]+?)"', data.decode()):
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) in everything, (path, link)
    assert f"{name}/404.html" not in everything


def test_what_was_packed_stays_where_packing_fails(tiny: Register, tmp_path: Path) -> None:
    site = lay_site(tmp_path / "site", tiny.digest)
    made = pack(site, tmp_path / "offline", tiny.digest, 0)
    before = [zipped.path.read_bytes() for zipped in made]
    last = site / page_address("index", tiny.digest.languages[-1], tiny.digest.languages[0]) / "index.html"
    (site / "index.html").write_text("<head></head>changed")
    last.unlink()
    with pytest.raises(FileNotFoundError) as raised:
        pack(site, tmp_path / "offline", tiny.digest, 0)
    assert raised.value.filename == str(last)
    assert [zipped.path.read_bytes() for zipped in made] == before
    assert {path.name for path in tmp_path.iterdir()} == {"site", "offline"}
