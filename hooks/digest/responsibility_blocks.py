"""Who is responsible, as tables: bodies by the areas of a policy, by topics, and over time."""

from __future__ import annotations

from collections import Counter, defaultdict
from html import escape

from .columns import body_at
from .dates import PartialDate
from .field_types import Passage
from .languages import VALUES
from .record_models import Actor, Policy
from .responsibilities import HeldRole, held_roles
from .static_tables import static_table
from .view import View, safe

Options = dict[str, str]

_PUBLIC = ("government-body", "party-body")


def responsibilities_html(view: View, options: Options) -> str:
    """Return the areas of a policy, each with its bodies by their roles; first those in charge of the whole."""
    policy = view.register.records["policy"][options["policy"]]
    assert isinstance(policy, Policy)
    roles = [role for role in held_roles(view.register) if role.policy.id == policy.id and role.role != "issues"]
    if not roles:
        return view.nothing("no-records")
    kinds = [kind for kind in VALUES["actor-role"] if any(role.role == kind for role in roles)]
    heads = [view.word("areas"), *(escape(view.language.value("actor-role", kind)) for kind in kinds)]
    areas = [("", view.word("whole"))] if any(not role.areas for role in roles) else []
    areas += [(area.id, escape(area.name[view.code])) for area in policy.areas]
    rows = []
    for area, name in areas:
        own = [role for role in roles if (area in role.areas if area else not role.areas)]
        rows.append([name, *(_bodies([role for role in own if role.role == kind], view) for kind in kinds)])
    css = "table-narrow" if len(heads) < 4 else "table-wide"
    return static_table(heads, rows, safe(f"{view.word('roles')}: {policy.name[view.code]}"), css)


def _bodies(roles: list[HeldRole], view: View) -> str:
    """Return the bodies of a cell: the passages that they share are cited once, behind them."""
    shown = [body_at(role.body, role.date, view) for role in roles]
    passages = tuple(dict.fromkeys(passage for role in roles for passage in role.passages[:1]))
    cited = view.citations.cite(passages, view.register, view.code) if passages else ""
    return view.language.separator.join(shown) + cited or "–"


def bodies_html(view: View, options: Options) -> str:
    """Return the public bodies with several roles, and in how many policies of each topic they have which."""
    register = view.register
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    policies: dict[str, set[str]] = defaultdict(set)
    # A body may have the same role in several areas of a policy: that is one policy.
    roles = {(role.body, role.policy.id, role.role): role for role in held_roles(register)}
    for role in roles.values():
        actor = register.records["actor"].get(role.body)
        if isinstance(actor, Actor) and actor.kind in _PUBLIC:
            policies[role.body].add(role.policy.id)
            for topic in role.topics:
                counts[role.body][topic][role.role] += 1
    chosen = [body for body, named in policies.items() if len(named) > 1]
    chosen.sort(key=lambda body: (-len(policies[body]), view.language.sort_key(view.name("actor", body))))
    topics = register.listed_topics
    heads = [view.word("body"), *(view.link("topic", topic) for topic in topics)]
    rows = [[view.link("actor", body), *(_counted(counts[body][topic], view) for topic in topics)] for body in chosen]
    return static_table(heads, rows, view.word("bodies-by-topic"), "table-wide")


def _counted(roles: Counter[str], view: View) -> str:
    said = [
        f"{escape(view.language.value('actor-role', role))} {roles[role]}"
        for role in VALUES["actor-role"]
        if roles[role]
    ]
    return "<br>".join(said) or "–"


def former_names_html(view: View, options: Options) -> str:
    """Return the names that bodies bore before, and the bodies that took the place of others."""
    found: list[tuple[str, str, str, str, Passage | None]] = []
    for name, actor in sorted(view.register.records["actor"].items()):
        assert isinstance(actor, Actor)
        for former in actor.former:
            until = view.language.date(former.until)
            found.append((str(former.until), escape(former.name[view.code]), until, name, former.passage))
        for relation in actor.relations:
            if relation.type in ("succeeds", "replaces") and relation.target.kind == "actor":
                before = view.register.record(relation.target)
                ended = before.ended if isinstance(before, Actor) else None
                until = view.language.date(ended) if ended else ""
                found.append((str(ended or ""), view.link(*relation.target), until, name, relation.passage))
    if not found:
        return view.nothing("no-records")
    rows = []
    # Sorted before anything is cited, so that the numbers of the citations stand in their order.
    for _, former_name, until, name, passage in sorted(found, key=lambda entry: entry[0]):
        cited = view.citations.cite((passage,), view.register, view.code) if passage else ""
        period = view.word("former-until").format(escape(until)) if until else "–"
        rows.append([former_name, period, view.link("actor", name) + cited])
    heads = [view.word("former-names"), view.word("period"), view.word("name-now")]
    return static_table(heads, rows, view.word("former-names"), "table-narrow")


def founded_html(view: View, options: Options) -> str:
    """Return the bodies whose founding a document dates, the oldest first."""
    rows: list[tuple[PartialDate, list[str]]] = []
    for name, actor in sorted(view.register.records["actor"].items()):
        assert isinstance(actor, Actor)
        if actor.founded and actor.kind in _PUBLIC:
            parent = view.link("actor", actor.parent) if actor.parent else "–"
            rows.append((actor.founded, [view.link("actor", name), escape(view.language.date(actor.founded)), parent]))
    if not rows:
        return view.nothing("no-records")
    heads = [view.word("body"), view.word("founded"), view.word("parent")]
    return static_table(
        heads, [row for _, row in sorted(rows, key=lambda row: row[0])], view.word("founded"), "table-narrow"
    )
