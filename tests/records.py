"""Records made for a test, as the base digest could hold them: what a test is not about has some value."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from digest.chart_models import Chart
from digest.field_types import FOLDERS, Strict
from digest.record_models import RECORD_MODELS, Actor, Indicator, Place, Policy, Record, System
from digest.register import Origin, Register
from digest.yaml_source import read_yaml

Made = TypeVar("Made", bound=Strict)


def made(register: Register, model: type[Made], **values: Any) -> Made:
    """Return a document, chart or record with the values that its file would hold."""
    context = {"languages": register.digest.languages, "originals": list(register.digest.originals)}
    return model.model_validate(values, context=context)


def named(register: Register, name: str) -> dict[str, str]:
    """Return a name that is told apart by language."""
    return {code: name if number == 0 else f"{name} {code}" for number, code in enumerate(register.digest.languages)}


def with_records(register: Register, *records: Record) -> Register:
    """Return a register with more records, or with others in the place of those of the same ids."""
    kinds = {model: kind for kind, model in RECORD_MODELS.items()}
    found = {kind: dict(own) for kind, own in register.records.items()}
    origins = dict(register.origins)
    for own in records:
        kind = kinds[type(own)]
        found[kind][own.id] = own
        origins[kind, own.id] = _origin(f"docs/register/{FOLDERS[kind]}", own.id)
    return replace(register, records=found, origins=origins)


def with_chart(register: Register, chart: Chart) -> Register:
    """Return a register with one more chart."""
    origins = {**register.origins, ("chart", chart.id): _origin("docs/charts", chart.id)}
    return replace(register, charts={**register.charts, chart.id: chart}, origins=origins)


def _origin(folder: str, name: str) -> Origin:
    """Return where a finding about something made would say that it stands."""
    path, text = f"{folder}/{name}.yml", f"id: {name}\n"
    return Origin(path, read_yaml(text, path)[0], text)


def policy(register: Register, name: str, /, **more: Any) -> Policy:
    values = {
        "name": named(register, name), "passages": ["harbour-report:12-14"], "kind": "plan", "level": "national",
        "status": "unknown", "issued": "unknown", "issuers": "unknown", "place": "coast",
    }  # fmt: skip
    return made(register, Policy, id=name, **{**values, **more})


def actor(register: Register, name: str, /, **more: Any) -> Actor:
    values = {
        "name": named(register, name), "passages": ["harbour-report:11"], "kind": "government-body", "place": "coast",
    }  # fmt: skip
    return made(register, Actor, id=name, **{**values, **more})


def system(register: Register, name: str, /, **more: Any) -> System:
    values = {
        "name": named(register, name), "passages": ["harbour-report:16"], "kind": "database", "places": ["coast"],
        "operators": "unknown",
    }  # fmt: skip
    return made(register, System, id=name, **{**values, **more})


def place(register: Register, name: str, parent: str | None = None) -> Place:
    return made(register, Place, id=name, name=named(register, name), kind="zone", parent=parent)


def point(at: object, value: float, kind: str = "actual", **more: object) -> dict[str, object]:
    """Return a value of an indicator, with whose it is where its kind asks for that."""
    whose: dict[str, object] = {
        "target": {"set_by": "policy:harbour-plan"},
        "provision": {"set_by": "policy:harbour-plan"},
        "claim": {"by": "harbour-office"},
        "forecast": {"by": "harbour-office"},
    }.get(kind, {})
    return {"at": at, "value": value, "kind": kind, "passage": "harbour-report:25", **whose, **more}


def indicator(register: Register, name: str, /, *points: dict[str, object], **more: Any) -> Indicator:
    values = {"name": named(register, name), "unit": "items", "place": "coast", "points": list(points)}
    return made(register, Indicator, id=name, **{**values, **more})
