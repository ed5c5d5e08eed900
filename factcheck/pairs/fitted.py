"""Fitted weights: those that are packaged, or others for as long as something is measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec


class Fitted:
    """The weights in a file of the package, unless others are in use."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._others: ContextVar[Mapping[str, Any] | None] = ContextVar(str(path), default=None)

    @cached_property
    def _packaged(self) -> Mapping[str, Any]:
        loaded: Mapping[str, Any] = msgspec.json.decode(self.path.read_bytes())
        return loaded

    def in_use(self) -> Mapping[str, Any]:
        """Return the weights to judge by."""
        return self._others.get() or self._packaged

    @contextmanager
    def replaced_by(self, others: Mapping[str, Any]) -> Iterator[None]:
        """Use ``others`` instead of the packaged weights, for stories that they never saw."""
        token = self._others.set(others)
        try:
            yield
        finally:
            self._others.reset(token)
