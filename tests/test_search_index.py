"""The index of the search is split by language."""

from __future__ import annotations

from digest.search_index import split_index


def test_each_language_has_its_own_entries_below_its_home_page() -> None:
    whole = {
        "config": {"lang": ["aa", "bb"]},
        "docs": [
            {"location": "", "title": "home"},
            {"location": "documents/one/#part", "title": "part"},
            {"location": "bb/", "title": "home in bb"},
            {"location": "bb/documents/one/", "title": "one in bb"},
            {"location": "bbb/", "title": "a folder whose name only begins as the language does"},
        ],
    }
    split = split_index(whole, ["aa", "bb"], "aa")
    assert [entry["location"] for entry in split["aa"]["docs"]] == ["", "documents/one/#part", "bbb/"]
    assert [entry["location"] for entry in split["bb"]["docs"]] == ["", "documents/one/"]
    assert split["bb"]["config"] == whole["config"]
