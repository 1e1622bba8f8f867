"""What a chart is made of: `docs/charts/<id>.yml`."""

from __future__ import annotations

from pydantic import Field

from .field_types import Id, LocalText, Strict


class Bar(Strict):
    """The values of an indicator in a chart: a bar for each date and nature of value."""

    indicator: Id
    """The indicator; two values of the same date and nature are drawn as a range."""
    name: LocalText | None = None
    """What the bars are called; where there is no name, the date of each names it."""


class BarGroup(Strict):
    """Bars that a heading holds together. Groups of the same unit share one scale."""

    name: LocalText | None = None
    """The heading; needed where there are several groups."""
    bars: list[Bar] = Field(min_length=1)
    """The bars, from top to bottom."""


class Chart(Strict):
    """A comparison of values of the register, shown as a chart, a table and a file of data."""

    id: Id
    """Equal to the name of the file."""
    title: LocalText
    """What is compared, where and when."""
    topics: list[Id] = Field(min_length=1)
    """Topics that it belongs to."""
    text: LocalText
    """What it shows and whose figures they are, with citations."""
    groups: list[BarGroup] = Field(min_length=1)
    """The bars, in groups."""
