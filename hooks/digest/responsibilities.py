"""Who does what in which policy: the bodies that issue it, lead it, take part in it, fund or supervise it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .dates import PartialDate
from .field_types import Passage
from .record_models import Actor, Policy
from .register import Register

ISSUES = "issues"
"""The role of an issuer, beside those that `record_models.Role` names."""


@dataclass(frozen=True)
class HeldRole:
    """A role of one body in one policy."""

    body: str
    """Id of the body."""
    role: str
    policy: Policy
    areas: tuple[str, ...]
    """Ids of the areas of the policy that the role is about; empty where it is about the whole."""
    passages: tuple[Passage, ...]
    """Where a document says so; for an issuer, the passages of the policy."""

    @property
    def topics(self) -> list[str]:
        """Topics of the policy."""
        return self.policy.topics

    @property
    def place(self) -> str:
        """Where the policy applies."""
        return self.policy.place

    @property
    def date(self) -> PartialDate | None:
        """Date of the policy."""
        return self.policy.date


def held_roles(register: Register) -> Iterator[HeldRole]:
    """Yield all roles, policy by policy in the order of their ids, those of the issuers first."""
    for _, policy in sorted(register.records["policy"].items()):
        assert isinstance(policy, Policy)
        for issuer in policy.issuers if isinstance(policy.issuers, list) else []:
            yield HeldRole(issuer, ISSUES, policy, (), tuple(policy.passages))
        for role in policy.roles:
            passages = (role.passage,) if role.passage else tuple(policy.passages)
            yield HeldRole(role.actor, role.role, policy, tuple(role.areas), passages)


def name_at(actor: Actor, date: PartialDate | None, language: str) -> str:
    """Return the name that a body bore at a date, where that was another than today's; else an empty text."""
    if date is None:
        return ""
    for former in actor.former:
        if date.may_precede(former.until) and date != former.until:
            return former.name[language]
    return ""
