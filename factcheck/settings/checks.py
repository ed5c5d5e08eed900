"""Checks a configuration made in Python by the schema of the configuration file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from factcheck.errors import ConfigError
from factcheck.settings.schema import explain, load_schema

# Fields whose key has another name: the key is short for a person, the field clear in code.
FIELDS = {"format": "formats", "cache": "use_cache"}
_KEYS = {field: key for key, field in FIELDS.items()}


def check_fields(values: Mapping[str, Any]) -> None:
    """Check fields of a :class:`~factcheck.settings.config.Config` by their names.

    Raises:
        ConfigError: the schema does not allow a value; the message has the name of the field.
    """
    plain = {
        _KEYS.get(name, name.replace("_", "-")): _plain(name, value)
        for name, value in values.items()
    }
    if errors := explain(plain, load_schema("config")):
        path, message = errors[0]
        key = str(path[0]) if path else ""
        name = FIELDS.get(key, key.replace("-", "_"))
        raise ConfigError(f"Config({name}=...): {message}")


def _plain(name: str, value: Any) -> Any:
    """Return a value as it would stand in a configuration file."""
    if name == "fail_on" and value is None:
        return "never"
    if is_dataclass(value) and not isinstance(value, type):
        given = ((f.name, getattr(value, f.name)) for f in fields(value))
        return {key: _plain("", item) for key, item in given if item is not None}
    if isinstance(value, tuple | list):
        return [_plain("", item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain("", item) for key, item in value.items()}
    return str(value) if isinstance(value, Path) else value
