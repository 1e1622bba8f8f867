"""Figures in running text: every form in which documents and the digest write numbers, units and dates."""

from __future__ import annotations

import datetime
import re
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from digest.dates import PartialDate
from digest.figures import Amount, Figure, When, decimal
from digest.languages import Language
from digest.load import load
from digest.quantities import QuantityReader
from tests.trees import ROOT, TINY

CODES = ("ko", "en", "fr", "de")


@cache
def language(code: str) -> Language:
    """Return a language of the project's own digest or of the tiny one."""
    register, _ = load(TINY if code in ("fr", "de") else ROOT)
    assert register is not None
    return register.languages[code]


@cache
def reader_of(code: str, *, printed: bool = False) -> QuantityReader:
    """Return a reader of texts of the digest, or of printed pages, whose lines may end within a word."""
    return QuantityReader(language(code).reading, printed=printed)


def say(figure: Figure) -> str:
    return f"date {figure}" if isinstance(figure, When) else str(figure)


def said(reader: QuantityReader, text: str) -> str:
    return "; ".join(say(found.figure) for found in reader.read(text))


PLAIN = (
    ("en", "14 berths", "14"),
    ("en", "1,234,567 of 12,345", "1234567; 12345"),
    ("en", "12.5 and 0.25", "12.5; 0.25"),
    ("en", "by 1,5", "1; 5"),
    ("en", "-3.5 degrees", "-3.5"),
    ("en", "１２,３４５ berths", "12345"),
    ("ko", "선석 14곳", "14"),
    ("ko", "1,234,567개 가운데 12,345개", "1234567; 12345"),
    ("ko", "12.5개와 0.25개", "12.5; 0.25"),
    ("ko", "１２，３４５개", "12345"),
    ("fr", "1\u202f234\u202f567 sur 12 345", "1234567; 12345"),
    ("fr", "12,5 et 0,25", "12.5; 0.25"),
    ("fr", "en 2014 100 navires", "date 2014; 100"),
    ("de", "1.234.567 von 12.345", "1234567; 12345"),
    ("de", "12,5 und 0,25", "12.5; 0.25"),
)
FRACTIONS = (
    ("ko", "3분의 1", "1/3"),
    ("ko", "4분의 3 이상", "0.75 at-least"),
    ("ko", "절반", ""),
    ("en", "one third of them", "1/3"),
    ("en", "two-thirds of them", "2/3"),
    ("en", "half of them", "0.5"),
    ("en", "three quarters", "0.75"),
    ("fr", "un tiers des navires", "1/3"),
    ("de", "drei Viertel der Schiffe", "0.75"),
)
SHARES = (
    ("ko", "7.5%", "7.5 percent"),
    ("ko", "7.5％", "7.5 percent"),
    ("ko", "7.5 퍼센트", "7.5 percent"),
    ("ko", "4%p", "4 points"),
    ("ko", "4%포인트", "4 points"),
    ("ko", "4퍼센트포인트", "4 points"),
    ("ko", "4퍼센트 포인트", "4 points"),
    ("ko", "2.5배", "2.5 times"),
    ("en", "7.5%", "7.5 percent"),
    ("en", "7.5 per cent", "7.5 percent"),
    ("en", "7.5 percent", "7.5 percent"),
    ("en", "4 percentage points", "4 points"),
    ("en", "2.5 times", "2.5 times"),
    ("en", "3-fold", "3 times"),
    ("fr", "7,5\u202f%", "7.5 percent"),
    ("de", "4 Prozentpunkte", "4 points"),
)
SCALES = (
    ("ko", "21만", "210000"),
    ("ko", "5천억", "500000000000"),
    ("ko", "1조5천억", "1500000000000"),
    ("ko", "1조 5,000억", "1500000000000"),
    ("ko", "50조 2,000억 위안", "50200000000000 CNY"),
    ("ko", "5억 6,100만 명", "561000000"),
    ("ko", "231만 2,000개", "2312000"),
    ("ko", "1만 2,345.5", "12345.5"),
    ("ko", "3백만 원", "3000000 KRW"),
    ("ko", "2천 5백 명", "2500"),
    ("ko", "100만명", "1000000"),
    ("ko", "1억2천3백만", "123000000"),
    ("ko", "2천3백만, 3백만 2천", "23000000; 3002000"),
    ("ko", "1조 1", "1000000000001"),
    ("ko", "3억 2만 2만", "300020000; 20000"),
    ("ko", "3.5만 3.6만", "35000; 36000"),
    ("en", "3 hundred million", "300000000"),
    ("en", "two hundred", "200"),
    ("en", "5 thousand", "5000"),
    ("en", "1.5 million", "1500000"),
    ("en", "4 billion", "4000000000"),
    ("en", "50.2 trillion", "50200000000000"),
    ("en", "561 million people", "561000000"),
    ("fr", "2,3 millions d’euros", "2300000 EUR"),
    ("fr", "12 milliards", "12000000000"),
    ("de", "2,3 Mio. Euro", "2300000 EUR"),
    ("de", "1,2 Milliarden", "1200000000"),
)
MONEY = (
    ("ko", "300위안", "300 CNY"),
    ("ko", "300원", "300 KRW"),
    ("ko", "300 달러", "300 USD"),
    ("ko", "300파운드", "300 GBP"),
    ("ko", "300유로", "300 EUR"),
    ("ko", "3,000억 위안", "300000000000 CNY"),
    ("ko", "￥300", "300 CNY"),
    ("en", "CNY 300", "300 CNY"),
    ("en", "RMB 300 million", "300000000 CNY"),
    ("en", "300 yuan", "300 CNY"),
    ("en", "KRW 300", "300 KRW"),
    ("en", "300 won", "300 KRW"),
    ("en", "USD 300", "300 USD"),
    ("en", "US$300", "300 USD"),
    ("en", "$1.5 billion", "1500000000 USD"),
    ("en", "300 dollars", "300 USD"),
    ("en", "GBP 300", "300 GBP"),
    ("en", "£1.2 million", "1200000 GBP"),
    ("en", "300 pounds", "300 GBP"),
    ("de", "300 €", "300 EUR"),
)
COUNTED = (
    ("ko", "명 30명", "30"),
    ("ko", "도시 30개, 30곳, 30건", "30; 30; 30"),
    ("ko", "기지국 1만 3,000개", "13000"),
    ("ko", "5G 기지국 13만 개", "130000"),
    ("ko", "3개 기업과 4개 분야", "3; 4"),
    ("ko", "5분야와 6분", "5; 6 minutes"),
    ("ko", "20개월과 2년, 3주간, 4일", "20 months; 2 years; 3 weeks; 4 days"),
    ("en", "30 people, 30 cities and 30 cases", "30; 30; 30"),
    ("en", "13,000 base stations", "13000"),
    ("en", "20 months, 2 years, 3 weeks and 4 days", "20 months; 2 years; 3 weeks; 4 days"),
    ("en", "a 3-year plan", "3 years"),
)
TECHNICAL = (
    ("ko", "1,200EB", "1200 exabytes"),
    ("ko", "8ZB", "8 zettabytes"),
    ("ko", "300㎞와 5km", "300 kilometres; 5 kilometres"),
    ("ko", "15m/s", "15 metres-per-second"),
    ("ko", "10Gbps", "10 gigabits-per-second"),
    ("ko", "500묘", "500 mu"),
    ("ko", "12.5㎡와 3㎢", "12.5 square-metres; 3 square-kilometres"),
    ("en", "1,200 EB", "1200 exabytes"),
    ("en", "8 ZB", "8 zettabytes"),
    ("en", "300 km", "300 kilometres"),
    ("en", "15 m/s", "15 metres-per-second"),
    ("en", "10 Gbps", "10 gigabits-per-second"),
    ("en", "500 mu", "500 mu"),
    ("en", "20 ms", "20 milliseconds"),
    ("en", "4 m", "4 metres"),
)
RANGES = (
    ("ko", "7~22%", "7 percent; 22 percent"),
    ("ko", "7∼22％", "7 percent; 22 percent"),
    ("ko", "1~2조 위안", "1000000000000 CNY; 2000000000000 CNY"),
    ("ko", "2016~2020년", "date 2016; date 2020"),
    ("ko", "2016년~2020년", "date 2016; date 2020"),
    ("ko", "약 7~8개", "7 about; 8 about"),
    ("en", "7–22%", "7 percent; 22 percent"),
    ("en", "CNY 1–2 trillion", "1000000000000 CNY; 2000000000000 CNY"),
    ("en", "CNY 800 billion–1 trillion", "800000000000 CNY; 1000000000000 CNY"),
    ("en", "between 7 and 22%", "7 percent; 22 percent"),
    ("en", "from 7 to 22%", "7 percent; 22 percent"),
    ("en", "7 and 22%", "7; 22 percent"),
    ("en", "2016–2020", "date 2016; date 2020"),
    ("fr", "de 5 à 10 %", "5 percent; 10 percent"),
    ("de", "von 5 bis 10 %", "5 percent; 10 percent"),
)
RANKS = (
    ("ko", "3위", "3 ordinal"),
    ("ko", "제3", "3 ordinal"),
    ("ko", "세 번째", "3 ordinal"),
    ("ko", "첫째", "1 ordinal"),
    ("ko", "3분기", "3"),
    ("en", "the 3rd place and the 21st", "3 ordinal; 21 ordinal"),
    ("en", "ranked 3", "3 ordinal"),
    ("en", "number 3", "3 ordinal"),
    ("en", "third", "3 ordinal"),
    ("fr", "la 2e ville et le 1er port", "2 ordinal; 1 ordinal"),
    ("de", "Platz 3", "3 ordinal"),
)
DATES = (
    ("ko", "2018. 9. 14", "date 2018-09-14"),
    ("ko", "2018.9.14.", "date 2018-09-14"),
    ("ko", "2018-09-14", "date 2018-09-14"),
    ("ko", "'22년", "date 2022"),
    ("ko", "’22년 3월", "date 2022-03"),
    ("ko", "'22. 3. 4", "date 2022-03-04"),
    ("ko", "(6.13)", "date -----06-13"),
    ("ko", "(6/13)", "date -----06-13"),
    ("ko", "6월 13일", "date -----06-13"),
    ("ko", "6월", "date -----06"),
    ("ko", "2017년 7월", "date 2017-07"),
    ("ko", "2017. 7", "date 2017-07"),
    ("ko", "2017년 7월 20일", "date 2017-07-20"),
    ("ko", "2017년", "date 2017"),
    ("ko", "2017년도", "date 2017"),
    ("ko", "1990년대", "1990 decade"),
    ("ko", "2017-18", "date 2017; date 2018"),
    ("ko", "2017~18년", "date 2017; date 2018"),
    ("en", "14 September 2018", "date 2018-09-14"),
    ("en", "September 14, 2018", "date 2018-09-14"),
    ("en", "2018-09-14", "date 2018-09-14"),
    ("en", "September 2018", "date 2018-09"),
    ("en", "14 September", "date -----09-14"),
    ("en", "in September", "date -----09"),
    ("en", "Sept. 2018", "date 2018-09"),
    ("en", "2018", "date 2018"),
    ("en", "2017-18", "date 2017; date 2018"),
    ("en", "2017–18", "date 2017; date 2018"),
    ("en", "the 1990s", "1990 decade"),
    ("en", "2,018 ships", "2018"),
    ("en", "2018.5", "2018.5"),
    ("en", "1.2018 million", "1201800"),
    ("en", "20180914", "20180914"),
    ("en", "1600", "1600"),
    ("fr", "1er janvier 2001", "date 2001-01-01"),
    ("fr", "3/3/2017", "date 2017-03-03"),
    ("fr", "les années 1990", "1990 decade"),
    ("de", "3. März 2017", "date 2017-03-03"),
    ("de", "3.3.2017", "date 2017-03-03"),
    ("de", "im März", "date -----03"),
    ("de", "die 1990er Jahre", "1990 decade"),
)
WORDS = (
    ("ko", "한 가지", "1"),
    ("ko", "두 기업과 열두 도시", "2; 12"),
    ("ko", "한국과 두산, 만일", ""),
    ("ko", "세 배", "3 times"),
    ("en", "one, twelve and a dozen", "1; 12; 12"),
    ("en", "someone is often alone", ""),
    ("en", "five million", "5000000"),
    ("en", "three years", "3 years"),
    ("fr", "trois ans", "3 years"),
    ("de", "zwölf Jahre", "12 years"),
)
QUALIFIERS = (
    ("ko", "약 30명", "30 about"),
    ("ko", "30명 이상", "30 at-least"),
    ("ko", "30명이상", "30 at-least"),
    ("ko", "30개 기업 이상", "30 at-least"),
    ("ko", "30% 이하", "30 percent at-most"),
    ("ko", "30% 미만", "30 percent under"),
    ("ko", "30%를 넘는", "30 percent over"),
    ("ko", "30% 초과", "30 percent over"),
    ("ko", "200여 개", "200 just-over"),
    ("ko", "200개가량", "200 about"),
    ("ko", "200개 정도", "200 about"),
    ("ko", "최소 200개", "200 at-least"),
    ("ko", "최대 200개", "200 at-most"),
    ("ko", "200개에 육박", "200 nearly"),
    ("ko", "거의 200개", "200 nearly"),
    ("ko", "200개로 추정", "200 estimated"),
    ("ko", "10곳이 하는 일", "10"),
    ("en", "about 30", "30 about"),
    ("en", "some 30", "30 about"),
    ("en", "at least 30%", "30 percent at-least"),
    ("en", "no fewer than 30", "30 at-least"),
    ("en", "30 or more", "30 at-least"),
    ("en", "30 people or more", "30 at-least"),
    ("en", "up to 30", "30 at-most"),
    ("en", "no more than 30", "30 at-most"),
    ("en", "more than CNY 30", "30 CNY over"),
    ("en", "over 30", "30 over"),
    ("en", "fewer than 30", "30 under"),
    ("en", "nearly 30", "30 nearly"),
    ("en", "just over 30", "30 just-over"),
    ("en", "an estimated 30", "30 estimated"),
    ("en", "moreover 30", "30"),
    ("fr", "près de 30", "30 nearly"),
    ("fr", "un peu plus de 30", "30 just-over"),
    ("de", "mehr als 30", "30 over"),
)
NAMES = (
    ("ko", "5G와 4K", ""),
    ("ko", "1+32+N", ""),
    ("ko", "T1~T5", ""),
    ("ko", "COVID-19", ""),
    ("ko", "GB/T 42752-2023", ""),
    ("ko", "표준번호 42752", ""),
    ("ko", "제13차 5개년 규획", ""),
    ("ko", "「스마트 2030」", ""),
    ("ko", "https://example.org/2018/30", ""),
    ("en", "5G, 4K and T1–T5", ""),
    ("en", "Industry 4.0 in 3 cities", "4; 3"),
    ("en", "1+32+N", ""),
    ("en", "COVID-19", ""),
    ("en", "GB/T 42752-2023", ""),
    ("en", "ISO/IEC 27001", ""),
    ("en", "the 13th Five-Year Plan", ""),
    ("en", "www.example.org/2018/30", ""),
)
LABELS = (
    ("ko", "표 3-2와 그림 4", ""),
    ("ko", "제3장 제2절", ""),
    ("ko", "12쪽, p. 13, pp. 14-15", ""),
    ("en", "Table 3-2 and Figures 4 and 5", ""),
    ("en", "Chapters 3 and 4 name 5 ships", "5"),
    ("en", "pp. 14–15, lines 3 to 9", ""),
    ("fr", "tableau 3 et p. 4", ""),
    ("de", "Tabelle 3 und S. 4", ""),
)


@pytest.mark.parametrize(
    ("code", "text", "figures"),
    [
        *PLAIN, *FRACTIONS, *SHARES, *SCALES, *MONEY, *COUNTED, *TECHNICAL, *RANGES, *RANKS, *DATES, *WORDS,
        *QUALIFIERS, *NAMES, *LABELS,
    ],
)  # fmt: skip
def test_forms(code: str, text: str, figures: str) -> None:
    assert said(reader_of(code), text) == figures


PRINTED = (
    ("ko", "1,2\n34", "1; 2; 34"),
    ("ko", "5억\n6,100만 명", "561000000"),
    ("ko", "50\n조 위안", "50000000000000 CNY"),
    ("ko", "30% 이\n상", "30 percent at-least"),
    ("ko", "30% 미\n만", "30 percent under"),
    ("ko", "4퍼센\n트", "4 percent"),
    ("ko", "2018년\n9월 14일", "date 2018-09-14"),
    ("ko", "3억 위안\n12", "300000000 CNY; 12"),
    ("ko", "3억\n12", "300000000; 12"),
    ("ko", "3억\n2,012명", "300002012"),
    ("en", "50.2\ntrillion", "50200000000000"),
    ("en", "14\nSeptember\n2018", "date 2018-09-14"),
    ("en", "at\nleast\n30", "30 at-least"),
)


@pytest.mark.parametrize(("code", "text", "figures"), PRINTED)
def test_lines_of_a_printed_page_end_anywhere(code: str, text: str, figures: str) -> None:
    assert said(reader_of(code, printed=True), text) == figures


@pytest.mark.parametrize(
    ("code", "text", "figures"),
    [
        ("ko", "약 30명 이상", "30 about; 30 at-least"),
        ("ko", "30% 이상으로 추정", "30 percent at-least; 30 percent estimated"),
        ("en", "just over 30", "30 just-over"),
        ("en", "about 30 or more", "30 about; 30 at-least"),
        ("en", "in 2018", "date 2018"),
    ],
)
def test_an_amount_may_have_several_qualifiers(code: str, text: str, figures: str) -> None:
    (found,) = reader_of(code).read(text)
    every = {say(also.figure) for also in (found, *reader_of(code).qualified(text, found))}
    assert sorted(every) == sorted(figures.split("; "))


@pytest.mark.parametrize(
    ("text", "notices"),
    [
        ("(단위: 억 위안)", ["100000000 CNY"]),
        ("(단위: %)", ["1 percent"]),
        ("(단위 : 만 명, %)", ["10000 ", "1 percent"]),
        ("단위: 백만 달러", ["1000000 USD"]),
        ("(단위: 점)", []),
    ],
)
def test_notes_on_the_unit_of_a_table(text: str, notices: list[str]) -> None:
    found = dict.fromkeys(f"{notice.scale} {notice.unit}" for _, notice in reader_of("ko").notices(text))
    assert list(found) == notices


def test_names_and_titles_hide_their_numbers() -> None:
    reader = reader_of("en")
    assert [say(item.figure) for item in reader.read("Vision 2035 of 2019", ("Vision 2035",))] == ["date 2019"]
    assert said(reader, "“Made in 2025” and 5 ships") == "5"
    assert [say(item.figure) for item in reader.read("“Made in 2025”", titles=False)] == ["date 2025"]


def test_a_figure_is_where_its_number_and_its_unit_are() -> None:
    for code, text, written in (
        ("ko", "약 50조 2,000억 위안 이상", "50조 2,000억 위안"),
        ("en", "about CNY 50.2 trillion in all", "CNY 50.2 trillion"),
        ("ko", "그는 2018. 9. 14 왔다", "2018. 9. 14"),
        ("fr", "près de 1\u202f234 navires", "1\u202f234"),
    ):
        (found,) = reader_of(code).read(text)
        assert text[found.start : found.end] == written


# ---- what the digest writes, it reads -----------------------------------------------------------

FIRST, LAST = datetime.date(1800, 1, 1), datetime.date(2199, 12, 31)
WHOLE = st.integers(-(10**15), 10**15)
TENTHS = st.builds(lambda digits, places: digits / 10**places, st.integers(-(10**11), 10**11), st.integers(0, 6))
VALUES = st.one_of(WHOLE, TENTHS)


@pytest.mark.parametrize("code", CODES)
@given(value=VALUES)
@example(value=1_234_567_891)
@example(value=10**12 + 1)
@example(value=0)
def test_a_number_that_is_written_is_read(code: str, value: float) -> None:
    # A bare number may look like a year.
    assume(not 1800 <= value < 2200)
    written = language(code).number(value)
    assert [item.figure for item in reader_of(code).read(written)] == [Amount(Fraction(str(value)))], written


@pytest.mark.parametrize("code", CODES)
@given(value=VALUES)
def test_a_quantity_that_is_written_is_read(code: str, value: float) -> None:
    own = language(code)
    known = {*own.reading.units_after, *own.reading.units_before}
    for unit in own.units:
        written = own.quantity(value, unit)
        (item,) = reader_of(code).read(f"= {written};")
        assert isinstance(item.figure, Amount), written
        assert item.figure.value == Fraction(str(value)), written
        # What has no unit of its own is counted, or read as what it is counted in: ranks, years of age.
        assert item.figure.unit == unit or unit not in known, written


@pytest.mark.parametrize("code", CODES)
@given(
    when=st.one_of(
        st.dates(min_value=FIRST, max_value=LAST).map(lambda day: When(day.year, day.month, day.day)),
        st.builds(When, st.integers(1800, 2199), st.integers(1, 12)),
        st.builds(When, st.integers(1800, 2199)),
    )
)
def test_a_date_that_is_written_is_read(code: str, when: When) -> None:
    written = language(code).date(PartialDate.parse(str(when)))
    assert [item.figure for item in reader_of(code).read(written)] == [when], written


# ---- whatever stands in a text ------------------------------------------------------------------


@cache
def pieces() -> list[str]:
    """Return what the forms of all languages are made of, and what else may stand beside a number."""
    found = {
        "🙂",
        "\x00",
        "\x1f",
        "\n",
        "\t",
        "\u200b",
        "\u0301",
        "|",
        "~",
        "–",
        "-",
        "(",
        ")",
        "'",
        "％",
        "政策",
        "５",
        "²",
        "½",
    }
    for code in CODES:
        reading = language(code).reading
        found |= {reading.group, reading.decimal, *reading.scales, *reading.numbers, *reading.ordinals, *reading.months}
        found |= {word for words in reading.units_after.values() for word in words}
        found |= {word for words in reading.units_before.values() for word in words}
        found |= {word for words in reading.qualifiers_after.values() for word in words}
        found |= {word for words in reading.qualifiers_before.values() for word in words}
        found |= {
            re.sub(r"\{[a-z-]+\}", "1", form) for form in (*reading.dates, *reading.labels, *reading.unit_notices)
        }
        found |= {*reading.ordinal_after, *reading.ordinal_before, *reading.range_openers, *reading.range_words}
    return sorted(found)


@pytest.mark.parametrize("code", CODES)
@given(data=st.data())
def test_any_text_can_be_read(code: str, data: st.DataObject) -> None:
    words = st.one_of(st.sampled_from(pieces()), st.integers(0, 3000).map(str), st.sampled_from(["", " "]))
    text = data.draw(st.one_of(st.text(), st.lists(words, max_size=14).map("".join)))
    reader = reader_of(code, printed=True)
    found = reader.read(text)
    assert [(item.start, item.end) for item in found] == sorted((item.start, item.end) for item in found)
    for item in found:
        assert 0 <= item.start < item.end <= len(text)
        assert all(also.start == item.start for also in reader.qualified(text, item))
    for offset, notice in reader.notices(text):
        assert 0 <= offset < len(text)
        assert notice.scale >= 1


@given(st.fractions())
def test_a_number_is_told_exactly(value: Fraction) -> None:
    assert Fraction(decimal(value)) == value
