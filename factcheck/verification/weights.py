"""The fitted weights of what the evidence gives and tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

WEIGHTS = Path(__file__).with_name("weights.json")

_in_use: ContextVar[Mapping[str, Any] | None] = ContextVar("verification", default=None)


def figures() -> Mapping[str, Any]:
    """Return the model of two figures given for one fact."""
    model: Mapping[str, Any] = (_in_use.get() or _packaged())["figures"]
    return model


def claims() -> Mapping[str, Any]:
    """Return the model of a claim that the evidence tells."""
    model: Mapping[str, Any] = (_in_use.get() or _packaged())["claims"]
    return model


def rivals() -> Mapping[str, Any]:
    """Return the model of two figures of which one is wrong."""
    model: Mapping[str, Any] = (_in_use.get() or _packaged())["rivals"]
    return model


@cache
def _packaged() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = msgspec.json.decode(WEIGHTS.read_bytes())
    return loaded


@contextmanager
def weighed_by(model: Mapping[str, Any]) -> Iterator[None]:
    """Use the weights of ``model`` instead of the packaged ones, for stories they never saw."""
    token = _in_use.set(model)
    try:
        yield
    finally:
        _in_use.reset(token)
