"""What a chart shows: its bars with their labels, amounts and evidence, in one language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from .chart_models import Bar, Chart
from .languages import Language
from .record_models import Indicator, Point
from .register import Register


@dataclass(frozen=True)
class ChartBar:
    """A bar: one value of an indicator, or the two ends of a range."""

    label: str
    """What it is called: its name, its date, or both."""
    indicator: Indicator
    points: tuple[Point, ...]
    """One point; of a range two, the lower one first."""

    @property
    def low(self) -> float:
        """Where the bar begins: the lower end of a range, else 0; a value below 0 itself."""
        return self.points[0].value if len(self.points) > 1 else min(self.points[0].value, 0.0)

    @property
    def high(self) -> float:
        """Where the bar ends: the upper end of a range, else the value; 0 where that lies below."""
        return self.points[-1].value if len(self.points) > 1 else max(self.points[0].value, 0.0)

    @property
    def kind(self) -> str:
        """The nature of the value: actual, target, forecast, claim or provision."""
        return self.points[0].kind


@dataclass(frozen=True)
class ChartGroup:
    """Bars under one heading."""

    heading: str
    """Empty where the chart has one group without a name."""
    bars: tuple[ChartBar, ...]

    @property
    def unit(self) -> str:
        """The unit of all its bars."""
        return self.bars[0].indicator.unit


def chart_groups(chart: Chart, register: Register, language: Language) -> tuple[ChartGroup, ...]:
    """Return the groups of a chart with their bars, in the order of the chart; the dates of an indicator in theirs."""
    groups = (
        ChartGroup(
            group.name[language.code] if group.name else "",
            tuple(made for bar in group.bars for made in _bars(bar, register, language)),
        )
        for group in chart.groups
    )
    return tuple(group for group in groups if group.bars)


def _bars(bar: Bar, register: Register, language: Language) -> Iterator[ChartBar]:
    indicator = register.records["indicator"].get(bar.indicator)
    if not isinstance(indicator, Indicator):
        # Only a preview gets here: everywhere else the checks have stopped the build.
        return
    found: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for point in indicator.points:
        found[str(point.at), point.kind].append(point)
    for _, points in sorted(found.items()):
        date = date_of(points[0], language)
        name = bar.name[language.code] if bar.name else ""
        label = date if not name else f"{name}, {date}" if len(found) > 1 else name
        yield ChartBar(label, indicator, tuple(sorted(points, key=lambda point: point.value)))


def date_of(point: Point, language: Language) -> str:
    """Return the date of a value; where it is unknown, that a target has no deadline or that no date is given."""
    if point.date:
        return language.date(point.date)
    return language.word("no-deadline" if point.kind == "target" else "undated")


def kinds_of(groups: tuple[ChartGroup, ...]) -> list[str]:
    """Return the natures of value that a chart holds, in the order of their first bars."""
    return list(dict.fromkeys(bar.kind for group in groups for bar in group.bars))


def amount(bar: ChartBar, language: Language) -> str:
    """Return the value of a bar as text: an amount with its qualifier, or a range."""
    lower, upper, unit = bar.points[0], bar.points[-1], bar.indicator.unit
    if lower is upper:
        return _qualified(language.quantity(lower.value, unit), lower.qualifier, language)
    said = [lower.qualifier, upper.qualifier]
    if said[0] != said[1]:
        # "At least" of the lower end and "at most" of the upper one are what a range says by itself.
        said = [None if said[0] == "at-least" else said[0], None if said[1] == "at-most" else said[1]]
    if said[0] == said[1]:
        return _qualified(language.quantity_range(lower.value, upper.value, unit), said[0], language)
    ends = (
        _qualified(language.quantity(point.value, unit), qualifier, language)
        for point, qualifier in ((lower, said[0]), (upper, said[1]))
    )
    return language.word("range").format(*ends)


def _qualified(text: str, qualifier: str | None, language: Language) -> str:
    return f"{text} ({language.value('qualifier', qualifier)})" if qualifier else text
