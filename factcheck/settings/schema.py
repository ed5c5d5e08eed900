"""The JSON Schemas of what factcheck reads and writes, and checking data against them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from factcheck.settings.finding_types import type_names
from factcheck.settings.registry import REPORT_FORMATS

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

# Schema -> the package that has it, and its path there.
SCHEMAS = {
    "report": ("factcheck.report", "schema/report.schema.json"),
    "articles": ("factcheck.read", "schema/articles.schema.json"),
    "config": ("factcheck.settings", "schemas/config.schema.json"),
    "baseline": ("factcheck.settings", "schemas/baseline.schema.json"),
}

# Lists of names to which other distributions may add: the path in the schema, and the function
# that returns all names.
EXTENSIBLE: dict[str, tuple[tuple[tuple[str, ...], Callable[[], list[str]]], ...]] = {
    "report": (
        (("$defs", "finding", "properties", "type", "enum"), type_names),
        (("$defs", "fact", "properties", "type", "enum"), type_names),
    ),
    "config": (
        (("properties", "format", "items", "enum"), REPORT_FORMATS.names),
        (("properties", "ignore", "items", "properties", "type", "enum"), type_names),
        (("properties", "severity", "propertyNames", "enum"), type_names),
    ),
    "baseline": ((("properties", "accepted", "items", "properties", "type", "enum"), type_names),),
}

_UNKNOWN = "unknown key"
_TYPES = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "object": "a table",
    "string": "a text",
}


def schema_text(name: str) -> str:
    """Return the JSON Schema called ``name``, one of :data:`SCHEMAS`, as text."""
    shipped, schema = _shipped(name), load_schema(name)
    # The shipped file is laid out by hand; it is right while no distribution has added a name.
    if json.loads(shipped) == schema:
        return shipped
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


@cache
def load_schema(name: str) -> Mapping[str, Any]:
    """Return the JSON Schema called ``name``."""
    loaded: dict[str, Any] = json.loads(_shipped(name))
    for (*path, last), names in EXTENSIBLE.get(name, ()):
        parent = loaded
        for key in path:
            parent = parent[key]
        parent[last] = names()
    return loaded


def _shipped(name: str) -> str:
    package, path = SCHEMAS[name]
    return files(package).joinpath(*path.split("/")).read_text("utf-8")


def explain(data: object, schema: Mapping[str, Any]) -> list[tuple[Sequence[str | int], str]]:
    """Return each error in ``data`` by the schema: the path to it, and why, in plain words."""
    from jsonschema import Draft202012Validator

    errors = Draft202012Validator(schema).iter_errors(data)
    entries = [entry for error in errors for entry in _entries(error)]
    # A misspelt key comes before the key that is missing because of it.
    return sorted(entries, key=lambda e: (not e[1].startswith(_UNKNOWN), [str(p) for p in e[0]]))


def _entries(error: ValidationError) -> list[tuple[Sequence[str | int], str]]:
    path = list(error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(error.validator_value, bool):
        known = list(error.schema["properties"])
        unknown = sorted(key for key in error.instance if key not in known)
        return [([*path, key], f"{_UNKNOWN} {key!r}{nearest(key, known)}") for key in unknown]
    if error.validator == "enum" and error.parent is None and "propertyNames" in error.schema_path:
        known = list(error.validator_value)
        key = error.instance
        return [([*path, key], f"{_UNKNOWN} {key!r}{nearest(key, known)}")]
    return [(path, f"{_name(path)} {_reason(error)}")]


def _name(path: Sequence[str | int]) -> str:
    name = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path)
    return name.lstrip(".") or "the file"


def _reason(error: ValidationError) -> str:
    expected, got = error.validator_value, error.instance
    match error.validator:
        case "enum":
            choices = ", ".join(map(str, expected))
            return f"is {got!r}, not one of {choices}{nearest(str(got), expected)}"
        case "const":
            return f"is {got!r}, not {expected!r}"
        case "type":
            kinds = [expected] if isinstance(expected, str) else expected
            return f"is {got!r}, not {' or '.join(_TYPES.get(k, k) for k in kinds)}"
        case "required":
            missing = next(key for key in expected if key not in got)
            return f"lacks {missing!r}"
        case "minimum":
            return f"is {got}, less than {expected}"
        case "maximum":
            return f"is {got}, more than {expected}"
        case "minLength" | "minItems":
            return f"has {len(got)}, fewer than {expected}" if got else "is empty"
        case "pattern" if expected.startswith(("^\\d{4}-", "^[0-9]{4}-")):
            return f"is {got!r}, not a day as YYYY-MM-DD"
        case "uniqueItems":
            return "names something twice"
        case "anyOf":
            wanted = [key for option in expected for key in option.get("required", ())]
            return f"needs at least one of {', '.join(wanted)}"
        case _:
            return f"is not valid: {error.message}"


def nearest(word: str, known: Sequence[str]) -> str:
    """Return " (did you mean ...?)" with the most similar known word, or "" if none is similar."""
    # Compared without case and separators, which is where most slips are.
    plain = {k.lower().replace("_", "-"): k for k in known}
    match = get_close_matches(word.lower().replace("_", "-"), plain, n=1)
    return f" (did you mean {plain[match[0]]!r}?)" if match else ""
