"""Build the site, and pack it so that it opens from a folder: one zip per language, in offline/.

    python scripts/offline.py [<folder of a site that is built>]

Each unpacks into one folder; in it, start-<language>.html leads to the home page. Unpacked together, the
languages lead to one another.
"""

from __future__ import annotations

import errno
import json
import shutil
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from project import ROOT

import build
from commit import commit_time
from digest.document_models import Digest
from digest.load import load
from digest.offline_files import (
    MARKER,
    OWN_FOLDER,
    SEARCH_INDEX,
    folder_name,
    home_page,
    marker_name,
    packed_files,
    start_name,
    start_page,
)
from digest.offline_pages import OfflineSite, public_address, search_script

OUT = ROOT / "offline"
_ASSETS = Path(__file__).parent / "offline_assets"
_FIRST_YEAR = 315_532_800
"""1980-01-01, before which a zip knows no time; in seconds since 1970."""


@dataclass(frozen=True)
class Packed:
    """A zip that has been made."""

    path: Path
    pages: int
    """How many pages of the site it holds."""


def main(arguments: list[str]) -> int:
    """Build unless a built site is named, pack, print what was made, and return the exit status."""
    if not arguments and (status := build.main()):
        return status
    register, problems = load(ROOT)
    if register is None or problems:
        print("The digest has findings; run make check first.", file=sys.stderr)
        return 2
    try:
        made = pack(Path(arguments[0]) if arguments else build.SITE, OUT, register.digest, commit_time())
    except OSError as error:
        print(f"{error.filename or OUT}: {error.strerror}. Nothing was packed.", file=sys.stderr)
        return 1
    for packed in made:
        size = packed.path.stat().st_size / 1_000_000
        print(f"{packed.path.relative_to(ROOT)}: {size:.1f} MB, {packed.pages} pages")
    print("To read one: unpack it and open start-<language>.html in the folder; more languages go into the same place.")
    return 0


def pack(site: Path, out: Path, digest: Digest, moment: int) -> list[Packed]:
    """Pack each language of a built site into a zip of its own in the folder `out`, and return these.

    All files in them bear one time, `moment`, in seconds since 1970. The same site gives the same bytes.
    Raises OSError, with the file's name, where something can't be read or written; `out` is then as it was.
    """
    files = frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    for code in digest.languages:
        if home_page(code, digest.languages) not in files:
            missing = site / home_page(code, digest.languages)
            raise FileNotFoundError(
                errno.ENOENT, "There is no such page; build the site first: make site", str(missing)
            )
    address = public_address((site / home_page(digest.languages[0], digest.languages)).read_text(encoding="utf-8"))
    name = folder_name(digest)
    work = out.parent / ".build"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        made = []
        for code in digest.languages:
            packed = packed_files(files, code, digest.languages)
            path = work / f"{name}-{code}.zip"
            contents = dict(_contents(site, OfflineSite(files, packed, address), digest, code))
            _write_zip(path, {f"{name}/{inside}": contents[inside] for inside in contents}, moment)
            made.append(Packed(out / path.name, sum(inside.endswith(".html") for inside in packed)))
        out.mkdir(exist_ok=True)
        for zipped in made:
            (work / zipped.path.name).replace(zipped.path)
    finally:
        shutil.rmtree(work)
    return made


def _contents(site: Path, offline: OfflineSite, digest: Digest, code: str) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of each file of a language's folder."""
    index = home_page(code, digest.languages).removesuffix("index.html") + SEARCH_INDEX
    for path in offline.packed:
        data = (site / path).read_bytes()
        if path.endswith(".html"):
            yield path, offline.page(data.decode(), path).encode()
        elif path == index:
            yield path.removesuffix(".json") + ".js", search_script(json.loads(data)).encode()
        else:
            yield path, data
    for asset in _ASSETS.iterdir():
        yield OWN_FOLDER + asset.name, asset.read_bytes()
    yield marker_name(code), MARKER.encode()
    yield start_name(code), start_page(digest, code).encode()


def _write_zip(path: Path, contents: dict[str, bytes], moment: int) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(name, time.gmtime(max(moment, _FIRST_YEAR))[:6])
            # As on any Unix, whichever system packs: a file that its owner may write and all may read.
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, contents[name], zipfile.ZIP_DEFLATED, 6)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
