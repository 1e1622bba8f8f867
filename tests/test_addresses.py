from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.addresses import page_address, relative, target

names = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,2}", fullmatch=True)
keys = st.lists(names, min_size=1, max_size=4).map("/".join)
codes = st.sampled_from(["en", "fr", "de"])
addresses = st.builds(page_address, keys, codes, st.just("en"))


@given(addresses, addresses)
def test_a_relative_link_leads_back(address: str, base: str) -> None:
    root = "https://site.example/below/"
    assert urljoin(root + base, relative(address, base)) == root + address


@given(addresses)
def test_an_address_is_a_folder_below_the_root(address: str) -> None:
    assert address == "" or (address.endswith("/") and not address.startswith("/") and "//" not in address)


@given(keys, keys, codes, codes)
def test_two_pages_have_two_addresses(one: str, other: str, code: str, code_of_other: str) -> None:
    def shown(key: str) -> str:
        folder, _, name = key.rpartition("/")
        return folder if name == "index" else key

    # A folder named as a language would stand where the pages of that language do.
    if one.split("/")[0] not in ("en", "fr", "de") and other.split("/")[0] not in ("en", "fr", "de"):
        same = (shown(one), code) == (shown(other), code_of_other)
        assert (page_address(one, code, "en") == page_address(other, code_of_other, "en")) == same


@pytest.mark.parametrize(
    ("key", "code", "address"),
    [
        ("index", "en", ""),
        ("index", "fr", "fr/"),
        ("topics/index", "en", "topics/"),
        ("topics/some-topic/index", "fr", "fr/topics/some-topic/"),
        ("documents/report/chapter-2", "en", "documents/report/chapter-2/"),
        ("register/policies/price-index", "en", "register/policies/price-index/"),
        ("price-index", "fr", "fr/price-index/"),
    ],
)
def test_addresses_of_pages(key: str, code: str, address: str) -> None:
    assert page_address(key, code, "en") == address


@pytest.mark.parametrize(
    ("reference", "key", "anchor"),
    [
        (("policy", "plan"), "register/policies/plan", ""),
        (("actor", "office"), "register/actors/office", ""),
        (("term", "berth"), "register/terms/index", "berth"),
        (("indicator", "berths"), "register/indicators/index", "berths"),
        (("recommendation", "more"), "register/recommendations/index", "more"),
        (("topic", "ports"), "topics/ports/index", ""),
        (("document", "report"), "documents/report/index", ""),
        (("document", "report", "chapter-2", "part"), "documents/report/chapter-2", "part"),
        (("page", "about", "index", "top"), "about/index", "top"),
        (("page", "index"), "index", ""),
    ],
)
def test_what_references_lead_to(reference: tuple[str, ...], key: str, anchor: str) -> None:
    assert target(*reference) == (key, anchor)
