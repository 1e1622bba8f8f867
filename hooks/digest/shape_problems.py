"""What is wrong with the shape of a file, said in plain words: findings from pydantic's errors."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .field_types import Strict
from .problems import Problem, one_of
from .yaml_source import Location, YamlSource


def shape_problems(error: ValidationError, source: YamlSource, path: str, model: type[Strict]) -> list[Problem]:
    """Return the findings for a file that does not fit a model, at their places in the file."""
    # Where a field may also be a fixed word (`unknown`), pydantic finds that the value is not that
    # word either: that is no finding of its own, but belongs into the hint.
    words = {details["loc"][:-1]: _expected(details) for details in error.errors() if _is_word(details)}
    return [_problem(details, source, path, model, words) for details in error.errors() if not _is_word(details)]


def _is_word(details: ErrorDetails) -> bool:
    """Return whether a finding of pydantic is about the fixed word that a field may be instead of its value."""
    return details["type"] == "literal_error" and str(details["loc"][-1]).startswith("literal[")


def _expected(details: ErrorDetails) -> str:
    """Return the values that pydantic would have taken, separated by commas."""
    return str(details.get("ctx", {}).get("expected", "")).replace(" or ", ", ").replace("'", "")


def keys_of(model: type[Strict]) -> list[str]:
    """Return the keys that a model knows, as they stand in files."""
    return [info.alias or name for name, info in model.model_fields.items()]


_RULES = {"missing": "missing-key", "extra_forbidden": "unknown-key"}
"""Rules by pydantic's types of errors; types with a hyphen are rules of the models themselves."""

_SHAPES = {
    "string_type": ("text", "write a text"),
    "dict_type": ("a text in each language", "write one line a language below it, as 'en: …'"),
    "model_type": ("a group of keys with values", "write its keys below it, as 'key: value'"),
    "list_type": ("a list", "put it in brackets: [first, second]"),
    "int_type": ("a whole number", "write digits only"),
    "int_parsing": ("a whole number", "write digits only"),
    "int_from_float": ("a whole number", "write digits only"),
    "float_type": ("a number", "write digits only, with a point before decimals, and no unit"),
    "float_parsing": ("a number", "write digits only, with a point before decimals, and no unit"),
    "finite_number": ("a number", "write digits only, with a point before decimals, and no unit"),
}
"""What should stand there and what to do, by pydantic's types of errors about the shape of a value."""


def _problem(
    details: ErrorDetails, source: YamlSource, path: str, model: type[Strict], words: Mapping[Location, str]
) -> Problem:
    """Say in plain words what pydantic found, and where it stands.

    `words` are the fixed words that may stand in place of a value, by the way to it.
    """
    # Where a field may have one of several shapes, pydantic adds the shape's name to the way.
    location: Location = tuple(details["loc"])
    while location and location not in source.values and details["type"] != "missing":
        location = location[:-1]
    if details["type"] == "missing":
        location = tuple(part for index, part in enumerate(location) if location[:index] in source.values)
    kind, name = details["type"], str(location[-1]) if location else ""
    where, parent = _in_words(location), _in_words(location[:-1])
    inside = f" in '{parent}'" if parent else ""
    rule = kind if "-" in kind else _RULES.get(kind, "invalid-value")
    span = source.key_span(location) if kind == "extra_forbidden" else source.value_span(location)
    message, hint = details["msg"], ""
    if kind == "missing":
        message, hint = f"the key '{name}' is missing{inside}", "add it"
        if _may_be_unknown(_model_at(model, location[:-1]), name):
            hint += "; write 'unknown' if the documents do not tell"
        span = source.value_span(location[:-1])
    elif kind == "extra_forbidden":
        message = f"the key '{name}' is not known{inside}"
        hint = one_of(name, keys_of(_model_at(model, location[:-1]) or model))
    elif kind == "literal_error":
        given = details["input"]
        message = f"'{given}' is not a value of '{where}'"
        if not isinstance(given, str):
            message = f"'{where}' must be one word, but is {_kind_of(given)}"
        hint = one_of(str(details["input"]), _expected(details).split(", "))
    elif kind == "string_pattern_mismatch":
        message = f"'{details['input']}' is not an id ({where})"
        hint = "use small Latin letters, digits and single hyphens, for example first-report-2018"
    elif kind in _SHAPES:
        shape, hint = _SHAPES[kind]
        message = f"'{where}' must be {shape}, but is {_kind_of(details['input'])}"
        if kind == "string_type" and isinstance(details["input"], bool | int | float):
            hint = "put it in double quotes"
    elif kind in ("string_too_short", "too_short"):
        message, hint = f"'{where}' is empty", "fill it in"
    elif kind == "greater_than_equal":
        message, hint = f"'{where}' is {details['input']}", f"the least is {details['ctx']['ge']}"
    elif rule == "invalid-value":
        message = f"{where}: {message[0].lower()}{message[1:]}"
    if location in words and (kind in _SHAPES or kind == "impossible-date"):
        hint = f"{hint}, or '{words[location]}'" if hint else f"or '{words[location]}'"
    return Problem(path, span.line, span.column, rule, message, hint)


def _in_words(location: Location) -> str:
    return ": ".join(part if isinstance(part, str) else f"item {part + 1}" for part in location)


def _kind_of(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"the number {value}"
    names = {str: "text", bool: "true or false", list: "a list", dict: "keys with values", type(None): "empty"}
    return names[type(value)]


def _may_be_unknown(model: type[Strict] | None, key: str) -> bool:
    fields = {info.alias or name: info for name, info in model.model_fields.items()} if model else {}
    return key in fields and "unknown" in str(fields[key].annotation)


def _model_at(model: type[Strict], location: Location) -> type[Strict] | None:
    """Return the model of the part of a file at `location`, or None where it is not a model."""
    current: object = model
    for part in location:
        if isinstance(part, int):
            continue
        if not (isinstance(current, type) and issubclass(current, Strict)):
            return None
        fields = {info.alias or name: info for name, info in current.model_fields.items()}
        if part not in fields:
            return None
        current = _strict_in(fields[part].annotation)
    return current if isinstance(current, type) and issubclass(current, Strict) else None


def _strict_in(annotation: object) -> type[Strict] | None:
    """Return the first model named in a type annotation such as `list[Point]` or `Period | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _strict_in(argument)
        if found is not None:
            return found
    return None
