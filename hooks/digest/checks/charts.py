"""Rules about charts: what they show exists, and can be compared."""

from __future__ import annotations

from collections.abc import Iterator

from ..positions import model_problem
from ..problems import Problem, one_of
from ..record_models import Indicator
from ..register import Register


def named_by_charts(register: Register) -> Iterator[Problem]:
    """A chart names only topics and indicators that exist."""
    for name, chart in register.charts.items():
        for index, topic in enumerate(chart.topics):
            if not register.knows("topic", topic):
                message, hint = f"there is no topic '{topic}'", one_of(topic, register.topics)
                yield model_problem(register, "chart", name, ("topics", index), "unknown-topic", message, hint)
        for number, group in enumerate(chart.groups):
            for index, bar in enumerate(group.bars):
                if not register.knows("indicator", bar.indicator):
                    message = f"there is no indicator '{bar.indicator}'"
                    hint = one_of(bar.indicator, register.records["indicator"])
                    where = ("groups", number, "bars", index, "indicator")
                    yield model_problem(register, "chart", name, where, "unknown-indicator", message, hint)


def one_unit(register: Register) -> Iterator[Problem]:
    """The bars of a group are in one unit."""
    for name, chart in register.charts.items():
        for number, group in enumerate(chart.groups):
            first: Indicator | None = None
            for index, bar in enumerate(group.bars):
                indicator = register.records["indicator"].get(bar.indicator)
                if not isinstance(indicator, Indicator):
                    continue
                first = first or indicator
                if indicator.unit != first.unit:
                    message = f"'{indicator.id}' is in {indicator.unit}, but '{first.id}' in {first.unit}"
                    hint = "put them into groups of their own; groups of different units have scales of their own"
                    where = ("groups", number, "bars", index, "indicator")
                    yield model_problem(register, "chart", name, where, "mixed-units", message, hint)


def headings(register: Register) -> Iterator[Problem]:
    """Where a chart has several groups, each has a heading."""
    for name, chart in register.charts.items():
        for number, group in enumerate(chart.groups):
            if group.name is None and len(chart.groups) > 1:
                message = "a chart with several groups needs the name of each"
                where = ("groups", number, "bars")
                yield model_problem(register, "chart", name, where, "missing-key", message, "add the key 'name'")


CHECKS = (named_by_charts, one_unit, headings)
