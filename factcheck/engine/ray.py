"""The work on a Ray cluster (``pip install 'factcheck[ray]'``).

The driver reads, looks up and keeps; the workers parse, encode and compare. A task depends on its
argument alone and its result is kept once, by the driver: a worker that dies is replaced by Ray
and its task done again elsewhere, so that nothing is lost and nothing doubled.
"""

from __future__ import annotations

import os
import socket
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from factcheck.config import Config
from factcheck.errors import EngineError, FactcheckError

T = TypeVar("T")
R = TypeVar("R")

# How often a task is begun again after its worker died, before the run gives up.
RETRIES = 5
# Tasks handed out per processor: one at work and one waiting, so that none stands idle.
AHEAD = 2
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
            from ray import exceptions
        except ImportError:
            raise EngineError(
                "the engine ray needs the package ray",
                hint="Run: pip install 'factcheck[ray]', or use --engine local",
            ) from None
        self._ray: Any = ray
        self._errors: Any = exceptions
        self._began = not ray.is_initialized()
        if self._began:
            self._connect(config.ray_address, config.jobs)
        self._remote: dict[str, Any] = {}

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

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Yield ``function(item)`` for each item, in order."""
        remote = self._remote_of(function)
        waiting: deque[Any] = deque()
        try:
            for item in items:
                waiting.append(remote.remote(item))
                if len(waiting) >= self._most():
                    yield self._result(waiting.popleft())
            while waiting:
                yield self._result(waiting.popleft())
        finally:
            for reference in waiting:
                self._ray.cancel(reference)

    def close(self) -> None:
        """Leave the cluster, if this engine has joined it."""
        if self._began:
            self._ray.shutdown()

    def _most(self) -> int:
        """Return how many tasks may be under way; nodes come and go."""
        return AHEAD * max(1, int(self._ray.cluster_resources().get("CPU", 1)))

    def _remote_of(self, function: Callable[[T], R]) -> Any:
        name = f"{function.__module__}.{function.__qualname__}"
        if name not in self._remote:
            # With one processor per task, Ray tells the libraries to use one thread.
            self._remote[name] = self._ray.remote(
                num_cpus=1, max_retries=RETRIES, retry_exceptions=False
            )(function)
        return self._remote[name]

    def _result(self, reference: Any) -> Any:
        try:
            return self._ray.get(reference)
        except self._errors.RayTaskError as error:
            cause = error.cause
            if isinstance(cause, FactcheckError):
                raise cause from None
            raise
        except self._errors.RayError as error:
            reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
            raise EngineError(
                f"the Ray cluster could not finish the work: {reason}",
                hint="Run again: what is done is kept; or use --engine local",
            ) from None


def _knock(address: str) -> None:
    """Raise OSError where nobody listens at ``address``; Ray itself would wait for minutes."""
    host, _, port = address.rpartition("://")[2].rpartition(":")
    if host and port.isdecimal():
        with socket.create_connection((host.strip("[]"), int(port)), timeout=KNOCK):
            pass
