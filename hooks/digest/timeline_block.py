"""The timeline: policies and the deadlines of targets by year, as a drawing and as a list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from html import escape

from .drawing import in_both_shapes
from .languages import VALUES
from .record_models import Policy
from .targets import StatedTarget, stated_targets
from .timeline_drawing import Dot, dot_sample, narrow_timeline, wide_timeline
from .view import View, safe

_LEVELS = VALUES["policy-level"]


def timeline_html(view: View, options: dict[str, str]) -> str:
    """Return the drawing, then for each year its policies and the targets due, the oldest first; the undated last."""
    years: dict[int, list[Policy]] = defaultdict(list)
    for policy in view.register.records["policy"].values():
        assert isinstance(policy, Policy)
        years[policy.date.year if policy.date else 0].append(policy)
    due: dict[int, list[StatedTarget]] = defaultdict(list)
    for target in stated_targets(view.register):
        if target.deadline:
            due[target.deadline.year].append(target)
    parts = [_figure(years, due, view)] if any(years) or due else []
    for year in sorted(years.keys() | due.keys(), key=lambda year: year or 9999):
        title = view.language.word("undated") if not year else str(year)
        parts.append(f'<h2 id="year-{year or "unknown"}">{escape(title)}</h2>')
        policies = sorted(years.get(year, ()), key=lambda policy: (str(policy.date or ""), policy.id))
        if policies:
            items = "".join(f"<li>{_policy(policy, view)}</li>" for policy in policies)
            parts.append(f'<ul class="timeline">{items}</ul>')
        if due.get(year):
            items = "".join(f"<li>{_target(target, view)}</li>" for target in due[year])
            parts.append(f'<p class="timeline-due">{view.word("targets-due")}</p><ul class="timeline due">{items}</ul>')
    return "\n".join(parts)


def _policy(policy: Policy, view: View) -> str:
    date = view.language.date(policy.date) if policy.date else ""
    issuers = "" if policy.issuers == "unknown" else view.language.separator.join(
        view.link("actor", issuer) for issuer in policy.issuers
    )  # fmt: skip
    level = escape(view.language.value("policy-level", policy.level))
    place = view.link("place", policy.place)
    details = " · ".join(part for part in (date, issuers, level, place) if part)
    return f"{view.link('policy', policy.id)}<br><small>{details}</small>"


def _target(target: StatedTarget, view: View) -> str:
    setter = f"<br><small>{view.link(*target.setter)}</small>" if target.setter else ""
    if target.indicator is None:
        return f"{view.inline(target.said.text[view.code])}{setter}"  # type: ignore[union-attr]
    return f"{safe(target.indicator.name[view.code])}{setter}"


def _figure(years: Mapping[int, list[Policy]], due: Mapping[int, list[StatedTarget]], view: View) -> str:
    """Return the drawing with its key, and in words how many policies and deadlines each year has."""
    topics = view.register.listed_topics
    lanes = [view.language.value("policy-level", level) for level in _LEVELS] + [view.language.word("targets-due")]
    dots = [
        Dot(year, _LEVELS.index(policy.level), _first_topic(policy.topics, topics))
        for year, policies in years.items()
        if year
        for policy in policies
    ]
    dots += [
        Dot(year, len(_LEVELS), _first_topic(target.topics, topics))
        for year, targets in due.items()
        for target in targets
    ]
    counts = Counter(dot.year for dot in dots if dot.lane < len(_LEVELS))
    said = ", ".join(f"{year}: {count}" for year, count in sorted(counts.items()))
    label = escape(view.language.word("timeline-described").format(said), quote=True)
    drawings = in_both_shapes(wide_timeline(dots, lanes), narrow_timeline(dots, lanes), label)
    shown = sorted({dot.topic for dot in dots})
    key = "".join(
        f'<li><span aria-hidden="true">{dot_sample(topic)}</span> {view.link("topic", topics[topic])}</li>'
        for topic in shown
        if topic < len(topics)
    )
    return (
        f'<figure class="timeline-figure"><figcaption><ul class="chart-key">{key}</ul></figcaption>{drawings}</figure>'
    )


def _first_topic(own: list[str] | tuple[str, ...], topics: list[str]) -> int:
    """Return the number of the first topic of a record; one past the last where it has none of them."""
    return next((topics.index(topic) for topic in own if topic in topics), len(topics))
