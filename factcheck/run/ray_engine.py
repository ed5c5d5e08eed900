"""The work on a Ray cluster (``pip install 'factcheck[ray]'``).

The driver reads, looks up, groups and keeps; the workers parse, encode and compare. What needs
models is done by actors that load them once and hold them, the rest by plain tasks: see
:mod:`factcheck.run.ray_workers`.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from factcheck.errors import EngineError
from factcheck.settings.config import Config

T = TypeVar("T")
R = TypeVar("R")

# Seconds within which a cluster must answer.
KNOCK = 10.0


class RayEngine:
    """Maps functions over the workers of a cluster.

    With an address, that cluster; without one, the cluster that this process already belongs to,
    or else one started on this machine for the run, with ``jobs`` workers.

    Raises:
        EngineError: Ray is not installed, or the cluster cannot be reached.
    """

    def __init__(self, config: Config) -> None:
        try:
            import ray
        except ImportError:
            raise EngineError(
                "the engine ray needs the package ray",
                hint="Run: pip install 'factcheck[ray]', or use --engine local",
            ) from None
        from factcheck.run.ray_workers import Actors, Tasks

        self._ray: Any = ray
        self._began = not ray.is_initialized()
        if self._began:
            self._connect(config.ray_address, config.jobs)
        self._tasks, self._actors = Tasks(), Actors()

    def _connect(self, address: str | None, jobs: int | None) -> None:
        os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
        options: dict[str, Any] = {"log_to_driver": False, "logging_level": "error"}
        if address is None:
            options |= {"num_cpus": jobs, "include_dashboard": False}
        try:
            if address is not None:
                _knock(address)
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

        Maps with and without ``models`` are not chained: the actors have all the processors.
        """
        return (self._actors if models else self._tasks).map(function, items)

    def close(self) -> None:
        """End the actors, and leave the cluster if this engine has joined it."""
        self._actors.release()
        if self._began:
            self._ray.shutdown()


def _knock(address: str) -> None:
    """Raise OSError where nobody listens at ``address``; Ray itself would wait for minutes."""
    host, _, port = address.rpartition("://")[2].rpartition(":")
    if host and port.isdecimal():
        with socket.create_connection((host.strip("[]"), int(port)), timeout=KNOCK):
            pass
