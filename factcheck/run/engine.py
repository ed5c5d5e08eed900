"""Where the work runs: in this process, or on a Ray cluster. All steps are the same for both.

An engine maps a function over items and yields the results in the order of the items. The functions
are those of :mod:`factcheck.run.tasks`: they depend only on their argument, so that it does not
matter where, or how often, one is called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from factcheck.errors import ConfigError
from factcheck.settings.config import Config

T = TypeVar("T")
R = TypeVar("R")


class Engine(Protocol):
    """Does the work of a run."""

    def map(
        self, function: Callable[[T], R], items: Iterable[T], *, models: bool = False
    ) -> Iterator[R]:
        """Yield ``function(item)`` for each item, in order; few items are in memory at a time.

        With ``models``, ``function`` loads models and is best called where they are loaded. A map
        may take its items from another one if ``models`` is the same for both.

        Raises:
            EngineError: the engine failed. A FactcheckError of ``function`` is raised unchanged.
        """
        ...

    def close(self) -> None:
        """Release the workers of the engine."""
        ...


def open_engine(config: Config) -> Engine:
    """Return the engine that ``config`` names.

    Raises:
        ConfigError: there is no such engine.
        EngineError: Ray is not installed, or its cluster cannot be reached.
    """
    if config.engine == "local":
        from factcheck.run.local_engine import LocalEngine

        return LocalEngine()
    if config.engine == "ray":
        from factcheck.run.ray_engine import RayEngine

        return RayEngine(config)
    raise ConfigError(f"there is no engine {config.engine!r}", hint="Choose from: local, ray")
