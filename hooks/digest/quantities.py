"""Quantities and dates in running text, normalised so that texts in different languages can be compared.

    50조 2,000억 위안  =  CNY 50.2 trillion  =  Amount(50200000000000, "CNY")
    '22년  =  2022  =  When(2022)

`read` never raises: what it does not understand it leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from .figures import COUNT, ORDINAL, Amount, Found, UnitNotice, When
from .reading import Reading
from .word_patterns import NEVER, any_after_digit, any_word, is_latin, key, letters, needed, spaced

# Characters that stand for others of the same length, so that offsets stay right.
_SAME = str.maketrans(
    {chr(0xFF10 + digit): str(digit) for digit in range(10)}
    | {
        "，": ",",
        "．": ".",
        "％": "%",
        "～": "~",
        "∼": "~",
        "〜": "~",
        "‘": "'",
        "’": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\n": " ",
        "\t": " ",
        "−": "-",
        "㎞": "㎞",
        "＋": "+",
    }
)
_HIDDEN = "\x00"
_LARGE = 10_000
"""Of scales that follow each other, those from here on multiply all that stands before them."""
_SURELY_WHOLE = 100_000_000
_SPACE = r"[ ]{0,3}"
_RANGE_SIGN = re.compile(r"[ ]?[~–—-][ ]?")
_URL = re.compile(r"https?://\S+|www\.\S+")
# A number joined to Latin letters or by plus signs is a name: 4K, T3, COVID-19, DIN/EN 1090-2018, 1+2+N.
_NUMBERED = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z]*(?:/[A-Z]+[ ]?|-)?\d+(?:[.\-–]\d+)*(?![0-9])")
_NAME = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{1,8}(?:/[A-Za-z]{1,4})?[- ]?(?<=[A-Za-z/-])\d+(?:[.\-–]\d+)*(?![0-9])"
    r"|(?<![A-Za-z0-9])[A-Z]{1,4}/[A-Z]{1,6} ?\d+(?:[.\-–]\d+)*"
    r"|\d+(?:\+[0-9A-Za-z]+)+"
)


class QuantityReader:
    """Reads the figures of texts in one language."""

    def __init__(self, reading: Reading, *, printed: bool = False) -> None:
        """Take the forms of a language, and whether the ends of printed lines may part the words of the texts."""
        self.reading = reading
        # A group sign may be a space, of whatever width.
        self._group = reading.group.translate(_SAME)
        # Elsewhere a word that is written apart is two words: 10곳이 하는 is no 10곳 이하.
        self._broken_from = 2 if printed else NEVER
        group, point = re.escape(self._group), re.escape(reading.decimal)
        number = rf"\d{{1,3}}(?:{group}\d{{3}})+(?!\d)(?:{point}\d+)?|\d+(?:{point}\d+)?"
        self._number = re.compile(number)
        self._scale = re.compile(rf"{_SPACE}(?P<scale>{any_word(reading.scales)})")
        self._next_number = re.compile(rf"{_SPACE}(?P<number>{number})")
        self._units = {
            key(word): "" if unit == COUNT else unit for unit, words in reading.units_after.items() for word in words
        }
        # After a number no letter stands before a unit, so the look-behind of `_word` is left out.
        forms = {word for words in reading.units_after.values() for word in words}
        ordered = sorted(forms, key=lambda word: (-len(word), word))
        after = "|".join(
            letters(word, broken_from=3) + (r"(?![A-Za-zÀ-ÿ])" if is_latin(word[-1]) else "") for word in ordered
        )
        self._unit_after = re.compile(rf"[ ]{{0,3}}-?(?P<unit>{after or '(?!)'})")
        self._prefixes = {key(word): unit for unit, words in reading.units_before.items() for word in words}
        self._unit_before = re.compile(
            rf"(?P<unit>{any_word(word for words in reading.units_before.values() for word in words)}){_SPACE}$"
        )
        self._before = self._qualifiers(reading.qualifiers_before, r"(?<![^\W\d_])(?P<q>QQ)[ ]{0,2}$")
        self._attached = self._qualifiers(reading.qualifiers_attached, rf"{_SPACE}(?P<q>QQ)")
        noun = r"(?:[ ]{0,2}[^\W\d_]{1,12}){0,2}?[ ]{0,2}"
        self._after = self._qualifiers(reading.qualifiers_after, rf"{noun}(?P<q>QQ)")
        self._ordinal_after = re.compile(rf"[ ]?(?:{any_after_digit(reading.ordinal_after)})")
        self._ordinal_before = re.compile(rf"(?:{any_word(reading.ordinal_before)})[ ]?$")
        self._range_word = re.compile(rf"[ ]{{1,3}}(?:{any_word(reading.range_words)})[ ]{{1,3}}")
        self._range_opener = re.compile(rf"(?:{any_word(reading.range_openers)})[ ]{{1,3}}$")
        self._dates = [(needed(pattern), re.compile(self._date_pattern(pattern))) for pattern in reading.dates]
        self._decades = [(needed(pattern), re.compile(self._date_pattern(pattern))) for pattern in reading.decades]
        self._numbers = {key(word): value for word, value in reading.numbers.items()}
        self._ordinals = {key(word): value for word, value in reading.ordinals.items()}
        labels = "|".join(self._label_pattern(pattern) for pattern in reading.labels)
        self._labels = re.compile(labels or r"(?!)", re.I)
        self._titles = re.compile(
            "|".join(rf"{re.escape(a)}[^{re.escape(a + b)}]*{re.escape(b)}" for a, b in map(tuple, reading.titles))
            or r"(?!)"
        )
        self._notices = [
            re.compile(spaced(pattern).replace(r"\{unit\}", r"(?P<unit>[^()\n]{1,20})"))
            for pattern in reading.unit_notices
        ]
        self._fraction = re.compile(
            spaced(reading.fraction or "")
            .replace(r"\{whole\}", r"(?P<whole>\d+)")
            .replace(r"\{part\}", r"(?P<part>\d+)")
            or r"(?!)"
        )
        words = [*reading.numbers, *reading.ordinals, *reading.months]
        self._hint = re.compile(r"\d|" + any_word(words), re.I)
        self._months = {name.casefold(): month for name, month in reading.months.items()}

    def _qualifiers(self, words: Mapping[Any, list[str]], pattern: str) -> list[tuple[str, re.Pattern[str]]]:
        any_of = {name: any_word(forms, self._broken_from) for name, forms in words.items()}
        return [(name, re.compile(pattern.replace("QQ", form), re.I)) for name, form in any_of.items()]

    def _date_pattern(self, pattern: str) -> str:
        parts = {
            "year": r"(?<!\d)(?P<year>(?:1[89]|20|21)\d\d)(?!\d)",
            # After an opening quotation mark stands an amount where a scale follows: '10조.
            "short-year": rf"'(?P<short>\d\d)(?!\d|,\d|[ ]?(?:{any_word(self.reading.scales)}))",
            "month": r"(?P<month>1[0-2]|0?[1-9])(?!\d)",
            "day": r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)",
            "month-name": rf"(?P<name>{any_word(self.reading.months)})",
        }
        text = spaced(pattern)
        for name, part in parts.items():
            text = text.replace(re.escape("{" + name + "}"), part)
        return r"(?<![\d.])" + text if pattern.startswith(("{month}", "{day}")) else text

    def _label_pattern(self, pattern: str) -> str:
        number = r"\d+(?:[.\-–]\d+)*"
        joined = "|".join(map(re.escape, self.reading.label_joiners)) or r"(?!)"
        text = spaced(pattern).replace(r"\{n\}", rf"{number}(?:(?:{joined}){number})*")
        before = r"(?<![^\W\d_])" if pattern[0].isalpha() else ""
        return before + text + r"(?![0-9])" + (r"(?![A-Za-z])" if is_latin(pattern[-1]) else "")

    # ---- reading ------------------------------------------------------------------------------

    def read(self, text: str, names: Sequence[str] = (), *, titles: bool = True) -> list[Found]:
        """Return the figures of a text in the order of their places.

        `names` are names whose numbers count nothing, the longest first. `titles` says whether the numbers
        between title marks are left out.
        """
        plain = text.translate(_SAME)
        if not self._hint.search(plain):
            return []
        plain = _hide(plain, _URL)
        for name in names:
            # A search for each is quicker than a pattern of all: few texts hold any.
            if name in plain:
                plain = plain.replace(name, _HIDDEN * len(name))
        for pattern in (*([self._titles] if titles else []), self._labels, _NUMBERED):
            plain = _hide(plain, pattern)
        found: list[Found] = []
        plain = self._read_dates(plain, found)
        plain = _hide_names(plain, self._unit_after, self._ordinal_after)
        plain = self._read_fractions(plain, found)
        found += self._read_amounts(plain)
        found += self._read_words(plain)
        return sorted(found, key=lambda item: (item.start, item.end))

    def qualified(self, text: str, found: Found) -> Iterator[Found]:
        """Yield a figure that was read in a text once with each further qualifier that the text gives it."""
        if isinstance(found.figure, Amount):
            plain = text.translate(_SAME)
            for name in self._all_qualifiers(plain, found.start, found.end):
                if name != found.figure.qualifier:
                    yield replace(found, figure=replace(found.figure, qualifier=name))

    def notices(self, text: str) -> Iterator[tuple[int, UnitNotice]]:
        """Yield the notes on the unit of a table's numbers, with their offsets."""
        plain = text.translate(_SAME)
        for pattern in self._notices:
            for match in pattern.finditer(plain):
                for part in re.split(r"[,/·]", match["unit"]):
                    words, scale = part.strip(), 1
                    while (found := self._scale.match(" " + words)) is not None:
                        scale *= self.reading.scales[found["scale"]]
                        words = words[found.end() - 1 :].strip()
                    unit = self._units.get(key(words), "")
                    if unit or scale > 1:
                        yield match.start(), UnitNotice(scale, unit)

    def _read_dates(self, text: str, found: list[Found]) -> str:
        """Add the dates of a text to those found, and return the text without them."""
        for part, pattern in self._decades:
            if part not in text:
                continue
            for match in pattern.finditer(text):
                found.append(Found(Amount(Fraction(int(match["year"])), "decade"), *match.span()))
                text = _blank(text, *match.span())
        for part, pattern in self._dates:
            if part not in text:
                continue
            for match in pattern.finditer(text):
                start, end = match.span()
                # A bare year is no year where it is the part of a longer number.
                if match[0].isdigit() and (
                    _MORE_AFTER.match(text, end) or _MORE_BEFORE.search(text, max(0, start - 2), start)
                ):
                    continue
                when = self._when(match)
                found.append(Found(when, start, end))
                text = _blank(text, start, end)
                # The second year of 2017-18 or 2017~18.
                rest = _SECOND_YEAR.match(text, end)
                if rest and when.year and not when.month:
                    found.append(Found(When(when.year // 100 * 100 + int(rest[1])), end + 1, end + 3))
                    text = _blank(text, end, end + 3)
        return text

    def _when(self, match: re.Match[str]) -> When:
        parts = match.groupdict()
        short = parts.get("short")
        year = int(parts.get("year") or 0) or (2000 + int(short) if short else 0)
        month = int(parts.get("month") or 0)
        if parts.get("name"):
            month = self._months[parts["name"].casefold()]
        return When(year, month, int(parts.get("day") or 0))

    def _read_fractions(self, text: str, found: list[Found]) -> str:
        """Add the fractions in words to those found, and return the text without them."""
        for match in self._fraction.finditer(text):
            whole = int(match["whole"])
            if whole:
                value = Fraction(int(match["part"]), whole)
                found.append(Found(Amount(value, "", self._qualifier(text, *match.span())), *match.span()))
                text = _blank(text, *match.span())
        return text

    def _read_amounts(self, text: str) -> Iterator[Found]:
        position = 0
        waiting: tuple[Found, bool, Fraction] | None = None
        """The amount before, if a range may begin with it; whether it had a scale; its number before the scale."""
        while match := self._number.search(text, position):
            start = match.start()
            value, end, scale = self._value(text, match)
            sign = start > 0 and text[start - 1] == "-" and (start == 1 or text[start - 2] in " (|")
            prefix = self._unit_before.search(text, max(0, start - 12), start - sign)
            attached, end = self._read_attached(text, end)
            unit, first = "", start
            if prefix:
                unit, first = self._prefixes[key(prefix["unit"])], prefix.start()
            unit_after = self._unit_after.match(text, end)
            if unit_after and not unit:
                unit, end = self._units[key(unit_after["unit"])], unit_after.end()
                # Some stand before the unit, some after it: 200여 개, 3년여.
                if not attached:
                    attached, end = self._read_attached(text, end)
            elif not unit and (ordinal := self._ordinal_after.match(text, end)):
                unit, end = ORDINAL, ordinal.end()
            elif not unit and (before := self._ordinal_before.search(text, max(0, start - 12), start)):
                unit, first = ORDINAL, before.start()
            qualifier = attached or self._qualifier(text, first, end)
            upper = Found(Amount(-value if sign else value, unit, qualifier), first, end)
            if waiting is not None:
                earlier, had_scale, number = waiting
                between = text[earlier.end : first]
                opened = self._range_opener.search(text, max(0, earlier.start - 12), earlier.start)
                if _RANGE_SIGN.fullmatch(between) or (opened and self._range_word.fullmatch(between)):
                    upper = self._upper(earlier, upper)
                    yield self._lower(earlier, had_scale, number, upper, scale)
                else:
                    yield earlier
            waiting = (upper, scale > 1, value / scale)
            position = end
        if waiting is not None:
            yield waiting[0]

    def _read_attached(self, text: str, end: int) -> tuple[str, int]:
        """Return the qualifier that stands right at the end of an amount, if any, and where the amount then ends."""
        for name, pattern in self._attached:
            if match := pattern.match(text, end):
                return name, match.end()
        return "", end

    def _lower(self, lower: Found, had_scale: bool, number: Fraction, upper: Found, scale: int) -> Found:
        """Return the lower end of a range with the unit and scale that it shares with the upper one."""
        low, high = lower.figure, upper.figure
        assert isinstance(low, Amount)
        assert isinstance(high, Amount)
        if not had_scale and scale > 1 and number < high.value / scale and number.denominator * number != 0:
            low = replace(low, value=low.value * scale)
        return replace(
            lower, figure=replace(low, unit=low.unit or high.unit, qualifier=low.qualifier or high.qualifier)
        )

    @staticmethod
    def _upper(lower: Found, upper: Found) -> Found:
        """Return the upper end of a range with the unit and qualifier that stand before the lower one."""
        low, high = lower.figure, upper.figure
        assert isinstance(low, Amount)
        assert isinstance(high, Amount)
        return replace(
            upper, figure=replace(high, unit=high.unit or low.unit, qualifier=high.qualifier or low.qualifier)
        )

    def _value(self, text: str, match: re.Match[str]) -> tuple[Fraction, int, int]:
        """Return the value of a number with its scales, where it ends, and the last scale."""
        value, total, section = self._plain(match[0]), Fraction(0), Fraction(0)
        small, large, end = self._scales(text, match.end())
        while self.reading.chained and small * large > 1:
            if large > 1:
                total, section = total + (section + value * small) * large, Fraction(0)
            else:
                section += value * small
            below, last = large if large > 1 else small, small * large
            follows = self._next_number.match(text, end)
            if follows is None:
                return total + section, end, last
            value = self._plain(follows["number"])
            small, large, further = self._scales(text, follows.end())
            # What follows belongs to the number only where it is smaller than the scale before it. On a printed
            # page a number without a scale may as well be another one.
            more = value * small if section else (value * small) * large
            apart = self._broken_from != NEVER and small * large == 1 and self._group not in follows["number"]
            if more >= below or (apart and below >= _SURELY_WHOLE):
                return total + section, end, last
            end = further
        return total + section + value * small * large, end, small * large

    def _scales(self, text: str, at: int) -> tuple[int, int, int]:
        """Return the product of the small scales after a number, that of the large ones, and where they end."""
        small = large = 1
        while found := self._scale.match(text, at):
            scale = self.reading.scales[found["scale"]]
            small, large = (small * scale, large) if scale < _LARGE else (small, large * scale)
            at = found.end()
        return small, large, at

    def _plain(self, digits: str) -> Fraction:
        return Fraction(digits.replace(self._group, "").replace(self.reading.decimal, "."))

    def _qualifier(self, text: str, start: int, end: int) -> str:
        return next(self._all_qualifiers(text, start, end), "")

    def _all_qualifiers(self, text: str, start: int, end: int) -> Iterator[str]:
        """Yield the qualifiers before and after an amount: it may have one of each (about … or more)."""
        before = [(found, name) for name, of in self._before if (found := of.search(text, max(0, start - 24), start))]
        # "Just over" is not "over".
        yield from (name for _, name in sorted(before, key=lambda item: item[0].start())[:1] if name != "none")
        for name, pattern in self._after:
            if pattern.match(text, end):
                yield name

    @cached_property
    def _words(self) -> re.Pattern[str]:
        counters = any_after_digit(self.reading.counters)
        words = any_word(self.reading.numbers)
        after = rf"(?={_SPACE}(?:{counters}))" if self.reading.counters else ""
        before = r"(?<![^\W_])"
        # An ordinal first: 세 번째 is none of 세 번.
        return re.compile(rf"(?P<ordinal>{any_word(self.reading.ordinals)})|{before}(?P<word>{words}){after}", re.I)

    def _read_words(self, text: str) -> Iterator[Found]:
        for match in self._words.finditer(text):
            start, end = match.span()
            word = key(match[0])
            if match["ordinal"]:
                yield Found(Amount(Fraction(self._ordinals[word]), ORDINAL, "", word=True), start, end)
                continue
            value, unit = self._numbers[word], ""
            while not self.reading.chained and (scale := self._scale.match(text, end)):
                value, end = value * self.reading.scales[scale["scale"]], scale.end()
            if after := self._unit_after.match(text, end):
                unit, end = self._units[key(after["unit"])], after.end()
            yield Found(Amount(value, unit, self._qualifier(text, start, end), word=True), start, end)


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + _HIDDEN * (end - start) + text[end:]


def _hide(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: _HIDDEN * len(match[0]), text)


_MORE_BEFORE, _MORE_AFTER = re.compile(r"\d[.,]$"), re.compile(r"[.,]\d")
_SECOND_YEAR = re.compile(r"[~–-](\d\d)(?![\d.,%])")
_LETTERS_AFTER = re.compile(r"(?<![A-Za-z0-9.,])\d+(?:[.,]\d+)*-?(?P<letters>[A-Za-z]+)")


def _hide_names(text: str, units: re.Pattern[str], ordinals: re.Pattern[str]) -> str:
    """Hide the numbers that are part of a name: those joined to Latin letters that are not a unit."""
    text = _hide(text, _NAME)
    for match in _LETTERS_AFTER.finditer(text):
        if ordinals.match(text, match.start("letters")) or "-" in match[0]:
            continue
        if not units.match(text, match.start("letters")):
            text = _blank(text, *match.span())
    return text
