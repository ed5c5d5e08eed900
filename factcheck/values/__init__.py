"""One file per kind of value, each a line in :data:`factcheck.settings.registry.KINDS`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from factcheck.errors import ConfigError
from factcheck.model import Value
from factcheck.settings.registry import KINDS
from factcheck.values.base import Comparison, Kind

__all__ = ["Comparison", "Kind", "family", "kinds", "slot_kinds"]


@cache
def kinds() -> Mapping[str, Kind]:
    """Return all kinds of value by their names: those that ship, then those of other packages.

    Raises:
        ConfigError: a kind of another package cannot be used; the message names the package.
    """
    by_name: dict[str, Kind] = {}
    for name in KINDS.names():
        kind = KINDS.load(name, Kind)
        if kind.name != name:
            raise ConfigError(
                f"the kind of value {kind.name!r} is registered as {name!r}",
                hint="Its entry point must have its name",
            )
        by_name[name] = kind
    return by_name


@cache
def slot_kinds() -> frozenset[str]:
    """Return the names of the kinds whose values are compared where they fill the same slot."""
    return frozenset(name for name, kind in kinds().items() if kind.fills_slots)


def family(value: Value) -> str:
    """Return the key that two values must share to be compared: their kind and family."""
    return f"{value.kind} {kinds()[value.kind].family(value)}"
