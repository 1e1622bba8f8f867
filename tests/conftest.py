"""What several tests start from."""

from __future__ import annotations

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from digest.languages import Language
from digest.load import load
from digest.problems import report
from digest.register import Register
from tests.trees import ROOT, lay_out, read

# Tests that share something large, by file: one worker runs them all. (The groups of xdist itself rest on names of
# tests, which pytest 9.2 no longer lets it change.)
GROUPS = {
    "tests/site/test_crawl.py": "pages",
    "tests/site/test_questions.py": "pages",
    "tests/site/test_offline.py": "offline",
    "tests/site/test_editions.py": "editions",
}


class _Groups(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return GROUPS.get(nodeid.partition("::")[0], nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    return _Groups(config, log)


# The same inputs in every run, and no folder of remembered ones: a failure is one for everybody.
settings.register_profile("digest", deadline=None, derandomize=True, database=None)
settings.load_profile("digest")


@pytest.fixture(scope="session")
def tiny() -> Register:
    """The digest of `tests/tiny`."""
    return read(ROOT / "tests" / "tiny")


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """The digest of `tests/rules/base`."""
    return read(lay_out(tmp_path_factory.mktemp("base")))


@pytest.fixture(scope="session")
def content() -> Register:
    """The digest itself."""
    register, problems = load(ROOT)
    assert report(problems) == ""
    assert register is not None
    return register


@pytest.fixture(scope="session")
def english(base: Register) -> Language:
    return base.languages["en"]


@pytest.fixture(scope="session")
def korean(base: Register) -> Language:
    return base.languages["ko"]
