"""The work on a Ray cluster (``pip install 'factcheck-articles[ray]'``).

The driver reads files, looks results up, groups documents and stores results; the workers parse,
encode and compare. Actors, which load models once and keep them, do the work that needs models,
plain tasks the rest: see :mod:`factcheck.run.ray_workers`.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from factcheck.errors import EngineError
from factcheck.model import DISTRIBUTION
from factcheck.settings.config import Config

T = TypeVar("T")
R = TypeVar("R")

# Seconds within which a cluster must answer.
CONNECT_SECONDS = 10.0


class RayEngine:
    """Maps functions over the workers of a cluster.

    With an address it uses that cluster; without one, the cluster that this process already belongs
    to, or else one that it starts on this machine, with ``jobs`` workers.

    Raises:
        EngineError: Ray is not installed, or the cluster cannot be reached.
    """

    def __init__(self, config: Config) -> None:
        try:
            import ray
        except ImportError:
            raise EngineError(
                "the engine ray needs the package ray",
                hint=f"Run: pip install '{DISTRIBUTION}[ray]', or use --engine local",
            ) from None
        from factcheck.run.ray_workers import Actors, Tasks

        self._ray: Any = ray
        self._connected = not ray.is_initialized()
        if self._connected:
            self._connect(config.ray_address, config.jobs)
        self._tasks, self._actors = Tasks(), Actors()

    def _connect(self, address: str | None, jobs: int | None) -> None:
        os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
        options: dict[str, Any] = {"log_to_driver": False, "logging_level": "error"}
        if address is None:
            options |= {"num_cpus": jobs, "include_dashboard": False}
        try:
            if address is not None:
                _check_reachable(address)
            self._ray.init(address=address or "local", **options)
        except (ConnectionError, ValueError, RuntimeError, OSError, TimeoutError) as error:
            reason = str(error).strip().splitlines() or [type(error).__name__]
            raise EngineError(
                f"the Ray cluster {address or 'on this machine'} cannot be reached: {reason[0]}",
                hint="Check --ray-address, run 'ray start --head', or use --engine local",
            ) from None

    def map(
        self, function: Callable[[T], R], items: Iterable[T], *, models: bool = False
    ) -> Iterator[R]:
        """Yield ``function(item)`` for each item, in order; with ``models`` actors do the work.

        A map with ``models`` cannot be chained with one without: the actors have all processors.
        """
        return (self._actors if models else self._tasks).map(function, items)

    def close(self) -> None:
        """End the actors, and leave the cluster if this engine connected to it."""
        self._actors.release()
        if self._connected:
            self._ray.shutdown()


def _check_reachable(address: str) -> None:
    """Raise OSError if nothing listens at ``address``; Ray itself would wait for minutes."""
    host, _, port = address.rpartition("://")[2].rpartition(":")
    if host and port.isdecimal():
        with socket.create_connection((host.strip("[]"), int(port)), timeout=CONNECT_SECONDS):
            pass
