from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.dates import PartialDate
from digest.languages import VALUES, WORDS, Language, UnitForm, missing_words
from digest.register import Register


@pytest.mark.parametrize(
    ("value", "in_english", "in_korean"),
    [
        (0, "0", "0"),
        (1, "1", "1"),
        (0.5, "0.5", "0.5"),
        (9999, "9,999", "9,999"),
        (10_000, "10,000", "1만"),
        (12_345, "12,345", "1만 2,345"),
        (123_456_789, "123.456789 million", "1억 2,345만 6,789"),
        (561_000_000, "561 million", "5억 6,100만"),
        (1_000_000, "1 million", "100만"),
        (50.2e12, "50.2 trillion", "50조 2,000억"),
        (1.57e12, "1.57 trillion", "1조 5,700억"),
        (1e12 + 1, "1,000,000,000,001", "1조 1"),
        (1_234_567_891, "1,234,567,891", "12억 3,456만 7,891"),
        (10_000.5, "10,000.5", "1만 0.5"),
        (-12_000, "-12,000", "-1만 2,000"),
        (-2.5e6, "-2.5 million", "-250만"),
        (0.1 + 0.2, "0.3", "0.3"),
    ],
)
def test_numbers(english: Language, korean: Language, value: float, in_english: str, in_korean: str) -> None:
    assert english.number(value) == in_english
    assert korean.number(value) == in_korean


@given(st.integers(-(10**14), 10**14))
def test_a_chained_number_says_all_of_the_number(korean: Language, value: int) -> None:
    written = korean.number(value)
    digits = 0
    for part in written.removeprefix("-").split(" "):
        scale = {"조": 10**12, "억": 10**8, "만": 10**4}.get(part[-1], 1)
        digits += int(part.rstrip("조억만").replace(",", "")) * scale
    assert (-digits if written.startswith("-") else digits) == value


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e18, max_value=1e18))
def test_every_number_can_be_written(english: Language, korean: Language, value: float) -> None:
    assert re.fullmatch(r"-?[0-9,]+(\.[0-9]+)?( trillion| billion| million)?", english.number(value))
    assert re.fullmatch(r"-?[0-9,조억만 ]+(\.[0-9]+)?", korean.number(value))


@pytest.mark.parametrize(
    ("value", "unit", "in_english", "in_korean"),
    [
        (50.2e12, "pounds", "£50.2 trillion", "50조 2,000억 파운드"),
        (1, "people", "1 person", "1명"),
        (2, "people", "2 people", "2명"),
        (1.5, "people", "1.5 people", "1.5명"),
        (12.5, "percent", "12.5%", "12.5%"),
    ],
)
def test_quantities(
    english: Language, korean: Language, value: float, unit: str, in_english: str, in_korean: str
) -> None:
    in_words = {
        "pounds": ("£{}", None, "{} 파운드"),
        "people": ("{} people", "{} person", "{}명"),
        "percent": ("{}%", None, "{}%"),
    }
    other, one, other_in_korean = in_words[unit]
    with_units = english.model_copy(update={"units": {unit: UnitForm(other=other, one=one)}})
    assert with_units.quantity(value, unit) == in_english
    with_units = korean.model_copy(update={"units": {unit: UnitForm(other=other_in_korean)}})
    assert with_units.quantity(value, unit) == in_korean


def test_a_preview_shows_an_unknown_unit_as_it_is_written(english: Language) -> None:
    assert english.quantity(2, "ships") == "2 ships"


@pytest.mark.parametrize(
    ("written", "in_english", "in_korean"),
    [
        ("2018", "2018", "2018년"),
        ("2018-09", "September 2018", "2018년 9월"),
        ("2018-09-04", "4 September 2018", "2018년 9월 4일"),
    ],
)
def test_dates(english: Language, korean: Language, written: str, in_english: str, in_korean: str) -> None:
    assert english.date(PartialDate.parse(written)) == in_english
    assert korean.date(PartialDate.parse(written)) == in_korean


@pytest.mark.parametrize("date", ["unknown", None])
def test_an_unknown_date_is_said_to_be_unknown(english: Language, date: str | None) -> None:
    assert english.date(date) == english.word("unknown")


def test_names_of_languages(english: Language, korean: Language) -> None:
    assert english.language_name("ko") == "Korean"
    assert english.language_name("zh-Hans") == "Chinese (Simplified)"
    assert korean.language_name("en") == "영어"


def test_names_sort_by_the_own_script_first(english: Language, korean: Language) -> None:
    names = ["나", "Zoo", "가", "(apple)", "「다」", "10", "Ant"]
    assert sorted(names, key=korean.sort_key) == ["「다」", "가", "나", "(apple)", "10", "Ant", "Zoo"]
    assert sorted(names, key=english.sort_key)[-4:] == ["10", "「다」", "가", "나"]


def test_letters_with_accents_stand_with_those_without(tiny: Register) -> None:
    names = ["Zone", "Étude", "Eau", "Étranger", "etude", "Faire"]
    assert sorted(names, key=tiny.languages["fr"].sort_key) == ["Eau", "Étranger", "etude", "Étude", "Faire", "Zone"]


@given(st.text(alphabet="aAeéÉzZ가각나 1(", max_size=6), st.text(alphabet="aAeéÉzZ가각나 1(", max_size=6))
def test_only_equal_names_have_equal_keys(french: Language, one: str, other: str) -> None:
    assert (french.sort_key(one) == french.sort_key(other)) == (one.casefold() == other.casefold())


@pytest.fixture(scope="module")
def french(tiny: Register) -> Language:
    return tiny.languages["fr"]


def test_a_language_lacks_what_is_not_in_its_file(english: Language) -> None:
    assert missing_words(english) == []
    poor = english.model_copy(update={"words": {"all": "All"}, "values": {"confidence": {"high": "High"}}})
    missing = missing_words(poor)
    assert "words: all" not in missing
    assert {"words: actor", "values: confidence: low", "values: relation: cites"} <= set(missing)
    assert len(missing) == len(WORDS) - 1 + sum(map(len, VALUES.values())) - 1


@pytest.mark.parametrize("code", ["en", "fr", "de", "ko"])
def test_words_keep_their_places_for_what_is_put_in(base: Register, tiny: Register, code: str) -> None:
    language = {**base.languages, **tiny.languages}[code]
    for key, word in base.languages["en"].words.items():
        assert sorted(re.findall(r"\{\d?\}|#", language.words[key])) == sorted(re.findall(r"\{\d?\}|#", word)), key
