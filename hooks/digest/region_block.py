"""Places side by side: what applies there, what is to be reached, what runs, and what is reported of it."""

from __future__ import annotations

from html import escape

from .charts import date_of
from .columns import point_amount
from .errata_notes import point_erratum
from .record_models import Indicator, Point, Policy, System, Target
from .static_tables import static_table
from .targets import StatedTarget, stated_targets
from .view import View, safe

_SHOWN = 5
"""Entries of a cell that are shown at once; the rest unfolds."""


def regions_html(view: View, options: dict[str, str]) -> str:
    """Return places with their policies, targets, systems and results; what lies in them counts as theirs."""
    places = options["places"].split(",")
    heads = [view.word(word) for word in ("place", "policies", "targets", "systems", "results")]
    rows = [
        [
            view.link("place", place),
            *(
                _list(entries, view)
                for entries in (
                    _policies(place, view), _targets(place, view), _systems(place, view), _results(place, view),
                )
            ),
        ]
        for place in places
    ]  # fmt: skip
    return static_table(heads, rows, view.word("regions"), "table-wide regions")


def _list(entries: list[str], view: View) -> str:
    if not entries:
        return "–"
    shown = _SHOWN if view.folds else len(entries)
    items = "".join(f"<li>{entry}</li>" for entry in entries[:shown])
    rest = "".join(f"<li>{entry}</li>" for entry in entries[shown:])
    summary = view.word("and-more").format(len(entries) - shown)
    folded = f"<details><summary>{summary}</summary><ul>{rest}</ul></details>" if rest else ""
    return f"<ul>{items}</ul>{folded}"


def _policies(place: str, view: View) -> list[str]:
    inside = view.register.places_within(place)
    found = [
        policy
        for policy in view.register.records["policy"].values()
        if isinstance(policy, Policy) and policy.place in inside
    ]
    found.sort(key=lambda policy: (str(policy.date or ""), policy.id), reverse=True)
    return [
        view.link("policy", policy.id) + (f" ({escape(view.language.date(policy.date))})" if policy.date else "")
        for policy in found
    ]


def _systems(place: str, view: View) -> list[str]:
    inside = view.register.places_within(place)
    found = [
        system
        for system in view.register.records["system"].values()
        if isinstance(system, System) and not inside.isdisjoint(system.places)
    ]
    found.sort(key=lambda system: view.language.sort_key(system.name[view.code]))
    return [
        f"{view.link('system', system.id)} ({escape(view.language.value('system-status', system.status))})"
        if system.status != "unknown"
        else view.link("system", system.id)
        for system in found
    ]


def _targets(place: str, view: View) -> list[str]:
    inside = view.register.places_within(place)
    found = [target for target in stated_targets(view.register) if target.place in inside]
    found.sort(key=lambda target: (target.deadline is None, str(target.deadline or "")))
    return [_target(target, view) for target in found]


def _target(target: StatedTarget, view: View) -> str:
    by = f" ({escape(view.language.date(target.deadline))})" if target.deadline else ""
    if target.indicator is not None and isinstance(target.said, Point):
        return f"{_value(target.indicator, target.said, view)}{by}"
    assert isinstance(target.said, Target)
    return view.inline(target.said.text[view.code]) + by


def _results(place: str, view: View) -> list[str]:
    inside = view.register.places_within(place)
    entries = []
    for _, indicator in sorted(view.register.records["indicator"].items()):
        assert isinstance(indicator, Indicator)
        if indicator.place not in inside:
            continue
        for point in indicator.points:
            if point.kind in ("actual", "claim"):
                said = [date_of(point, view.language)]
                if point.kind == "claim":
                    said.append(view.language.value("point-kind", point.kind))
                entries.append(f"{_value(indicator, point, view)} ({escape(view.language.separator.join(said))})")
    return entries


def _value(indicator: Indicator, point: Point, view: View) -> str:
    cited = view.citations.cite((point.passage,), view.register, view.code) + point_erratum(point, view)
    return f"{safe(indicator.name[view.code])}: {point_amount(point, indicator.unit, view)}{cited}"
