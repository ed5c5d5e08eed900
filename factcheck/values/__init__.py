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
    found: dict[str, Kind] = {}
    for name in KINDS.names():
        kind = KINDS.load(name, Kind)
        if kind.name != name:
            raise ConfigError(
                f"the kind of value {kind.name!r} is registered as {name!r}",
                hint="Its entry point must have its name",
            )
        found[name] = kind
    return found


@cache
def slot_kinds() -> frozenset[str]:
    """Return the names of the kinds whose values are rivals where they fill one slot."""
    return frozenset(name for name, kind in kinds().items() if kind.fills_slots)


def family(value: Value) -> str:
    """Return what two values must share to be comparable at all: the kind, and more within it."""
    return f"{value.kind} {kinds()[value.kind].family(value)}"
