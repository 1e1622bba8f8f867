"""Every field of every model says what it is: editors and contributors read it there."""

from __future__ import annotations

import pytest

import digest.load  # noqa: F401 - brings all models
from digest.field_types import Strict


def models(base: type[Strict]) -> list[type[Strict]]:
    found = [base]
    for model in base.__subclasses__():
        found += models(model)
    return found


@pytest.mark.parametrize("model", models(Strict), ids=lambda model: model.__name__)
def test_every_field_has_a_docstring(model: type[Strict]) -> None:
    assert model.__doc__
    assert [name for name, info in model.model_fields.items() if not info.description] == []
    assert model.model_config["extra"] == "forbid"
