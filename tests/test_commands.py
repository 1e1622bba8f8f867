"""The commands of the Makefile as a contributor runs them, in a copy of a small digest."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from digest.evidence_lock import NAME
from tests.trees import ROOT, lay_out

PAGES = "docs/documents/harbour-report/index"
TEXT = "docs/documents/harbour-report/index#berths"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of its own: the base digest with the code of this one; its sources stand beside it."""
    root = lay_out(tmp_path / "project")
    shutil.move(root / "sources", tmp_path / "sources")
    for name in ("hooks/digest", "scripts"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    return root


def run(project: Path, script: str, *arguments: str) -> tuple[int, str, str]:
    """Run a script; return its exit status, what it prints, and what it says on the side."""
    command = [sys.executable, "-B", f"scripts/{script}.py", *arguments]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout, done.stderr


def edit(project: Path, name: str, old: str, new: str) -> None:
    path = project / name
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


def lock_of(project: Path) -> bytes:
    return (project / NAME).read_bytes()


def test_check_tells_what_is_wrong_and_where(project: Path) -> None:
    assert run(project, "check") == (0, "No findings.\n", "")
    edit(project, f"{PAGES}.en.md", "See [the plan]", "See the 3 plans and [the plan]")
    status, out, side = run(project, "check")
    assert (status, side) == (1, "3 findings.\n")
    assert [line.split(": ")[:2] for line in out.splitlines()] == [
        [f"{PAGES}.en.md:8:1", "out-of-step"],
        [f"{PAGES}.en.md:9:9", "uncited-figure"],
        [f"{PAGES}.ko.md:6:1", "figures-differ"],
    ]


def test_verify_writes_the_same_lock_each_time(project: Path) -> None:
    before = lock_of(project)
    for _ in range(2):
        status, out, side = run(project, "verify", "../sources")
        assert (status, side) == (0, "")
        assert out == f"No findings. {NAME} holds what was checked. Source texts: 1.\n"
        assert lock_of(project) == before
    (project / NAME).unlink()
    assert run(project, "verify", str(project.parent / "sources"))[0] == 0
    assert lock_of(project) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Name the folder of the source texts: make verify SOURCES=<folder>\n"),
        (("",), "Name the folder of the source texts: make verify SOURCES=<folder>\n"),
        (
            ("../texts",),
            "../texts is not a folder. Name the folder of the source texts: make verify SOURCES=<folder>\n",
        ),
    ],
)
def test_verify_needs_a_folder(project: Path, arguments: tuple[str, ...], said: str) -> None:
    assert run(project, "verify", *arguments) == (2, "", said)


def test_verify_needs_every_source(project: Path) -> None:
    before = lock_of(project)
    (project.parent / "sources" / "harbour-report.txt").unlink()
    status, out, side = run(project, "verify", "../sources")
    assert (status, side) == (1, "1 findings.\n")
    assert out.startswith("docs/documents/harbour-report/document.yml:1:5: missing-source: ")
    assert lock_of(project) == before


def test_a_changed_source_is_checked_only_when_asked_for(project: Path) -> None:
    before = lock_of(project)
    edit(project.parent, "sources/harbour-report.txt", "In 2018 about 230,000", "In 2018 about 240,000")
    status, out, _ = run(project, "verify", "../sources")
    assert status == 1
    assert out.startswith("docs/documents/harbour-report/document.yml:1:5: source-changed: ")
    assert lock_of(project) == before
    (project / NAME).unlink()
    assert run(project, "verify", "../sources")[0] == 0
    assert b"240000 tonnes" in lock_of(project)


def test_verify_finds_what_the_sources_do_not_say(project: Path) -> None:
    before = lock_of(project)
    for code, old, new in (
        ("en", "places [@harbour-report:20-25]", "places, 41 in all [@harbour-report:20-25]"),
        ("ko", "센다[@harbour-report:20-25]", "센다. 모두 41곳이다[@harbour-report:20-25]"),
    ):
        edit(project, f"{PAGES}.{code}.md", old, new)
    status, out, _ = run(project, "verify", "../sources")
    assert status == 1
    assert [line.split(": ")[1] for line in out.splitlines()] == ["figure-not-in-source"] * 2
    assert lock_of(project) == before


def change_both(project: Path) -> None:
    edit(project, f"{PAGES}.en.md", "The report", "The report carefully")
    edit(project, f"{PAGES}.ko.md", "보고서는", "보고서는 꼼꼼히")


@pytest.mark.parametrize("command", [("confirm",), ("verify", "../sources")])
def test_what_has_changed_in_all_languages_is_recorded(project: Path, command: tuple[str, ...]) -> None:
    change_both(project)
    assert "lock-outdated" in run(project, "check")[1]
    assert run(project, *command)[0] == 0
    assert run(project, "check")[0] == 0


def test_confirm_says_how_much_it_recorded(project: Path) -> None:
    assert run(project, "confirm") == (0, f"Texts recorded in {NAME}: 0.\n", "")
    for name in ((), (TEXT,)):
        change_both(project)
        assert run(project, "confirm", *name) == (0, f"Texts recorded in {NAME}: 1.\n", "")


def test_confirm_does_not_record_what_has_changed_on_one_side(project: Path) -> None:
    edit(project, f"{PAGES}.en.md", "The report counts", "The report carefully counts")
    before = lock_of(project)
    for command in (("confirm",), ("verify", "../sources")):
        status, out, _ = run(project, *command)
        assert status == 1
        assert f"make confirm TEXT='{TEXT}'" in out
        assert lock_of(project) == before


def test_confirm_records_a_text_by_its_name(project: Path) -> None:
    edit(project, f"{PAGES}.en.md", "The report counts", "The report carefully counts")
    assert run(project, "confirm", TEXT) == (0, f"Texts recorded in {NAME}: 1.\n", "")
    assert run(project, "check")[0] == 0


def test_confirm_takes_one_text_at_a_time(project: Path) -> None:
    edit(project, f"{PAGES}.en.md", "The report counts", "The report carefully counts")
    edit(project, "docs/register/policies/sea-plan.yml", "The plan is older", "The plan is far older")
    status, out, _ = run(project, "confirm", TEXT)
    assert status == 1
    assert [line.split(": ")[1] for line in out.splitlines()[1:]] == ["out-of-step"]
    assert run(project, "confirm", "docs/register/policies/sea-plan.yml#accounts.0.text")[0] == 0
    assert run(project, "check")[0] == 0


def test_confirm_does_not_hide_other_findings(project: Path) -> None:
    before = lock_of(project)
    edit(project, f"{PAGES}.en.md", "See [the plan]", "See the 3 plans and [the plan]")
    status, out, _ = run(project, "confirm", TEXT)
    assert status == 1
    assert "uncited-figure" in out
    assert lock_of(project) == before


def test_confirm_suggests_the_nearest_text(project: Path) -> None:
    status, out, side = run(project, "confirm", "docs/documents/harbour-report/index#berth")
    assert (status, out) == (2, "")
    assert side.startswith(
        f"There is no text 'docs/documents/harbour-report/index#berth'; did you mean '{TEXT}'? allowed: "
    )


def test_confirm_needs_a_lock(project: Path) -> None:
    (project / NAME).unlink()
    status, out, _ = run(project, "confirm")
    assert status == 1
    assert out.startswith(f"{NAME}:1:1: missing-lock: ")


def lay_site(project: Path) -> Path:
    """A built site as small as can be: the home pages of both languages."""
    for home, text in (("site/index.html", "Home"), ("site/ko/index.html", "처음")):
        path = project / home
        path.parent.mkdir(parents=True)
        path.write_text(f"<html><head></head><body>{text}</body></html>")
    return project / "offline"


def test_offline_tells_what_it_packed_and_gives_the_same_bytes_each_time(project: Path) -> None:
    out = lay_site(project)
    status, said, side = run(project, "offline", "site")
    assert (status, side) == (0, "")
    zips = sorted(out.iterdir())
    assert [path.stem.rpartition("-")[2] for path in zips] == ["en", "ko"]
    for path in zips:
        assert f"offline/{path.name}: {path.stat().st_size / 1_000_000:.1f} MB, 1 pages\n" in said
    assert "start-<language>.html" in said
    before = [path.read_bytes() for path in zips]
    for path in zips:
        path.unlink()
    # Each run has another order of sets.
    assert run(project, "offline", "site")[0] == 0
    assert [path.read_bytes() for path in zips] == before


def test_offline_says_what_is_missing(project: Path) -> None:
    out = lay_site(project)
    told = "There is no such page; build the site first: make site. Nothing was packed.\n"
    assert run(project, "offline", "no-site") == (1, "", f"no-site/index.html: {told}")
    (project / "site/ko/index.html").unlink()
    assert run(project, "offline", "site") == (1, "", f"site/ko/index.html: {told}")
    assert not out.exists()
    (project / "docs/digest.yml").unlink()
    assert run(project, "offline", "site") == (2, "", "The digest has findings; run make check first.\n")
