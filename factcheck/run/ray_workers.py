"""The two kinds of workers on a Ray cluster: plain tasks, and actors that keep what they load.

Both take a function with its item, and return the result later. If a worker or its node dies,
another worker does its items again. The driver takes each result once, so that no result is lost
or doubled.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import ray
from ray.exceptions import RayError, RayTaskError

from factcheck.errors import EngineError, FactcheckError

T = TypeVar("T")
R = TypeVar("R")

# How often an item is tried again after its worker died, before the run gives up.
RETRIES = 5
# Items handed out per processor: one at work and one waiting, so that no processor is idle.
AHEAD = 2
# Seconds without any processor for the work, before the run gives up.
PATIENCE = 60.0


class Workers(ABC):
    """What both kinds have in common: a result for each item, in order."""

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Yield ``function(item)`` for each item, in order; nodes may come and go meanwhile.

        Raises:
            EngineError: workers died again and again, or there is no free processor. A
                FactcheckError of ``function`` is raised unchanged.
        """
        pending: deque[Any] = deque()
        with self.in_use():
            try:
                for item in items:
                    pending.append(self.submit(function, item))
                    if len(pending) >= AHEAD * max(1, sum(processors().values())):
                        yield self.result(pending.popleft())
                while pending:
                    yield self.result(pending.popleft())
            finally:
                for handle in pending:
                    self.drop(handle)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Keep the workers, with what they have loaded, while the body runs."""
        yield

    @abstractmethod
    def submit(self, function: Callable[[T], R], item: T) -> Any:
        """Begin ``function(item)``; return the handle for :meth:`result` and :meth:`drop`."""

    @abstractmethod
    def result(self, handle: Any) -> Any:
        """Wait for the result of a handle and return it. Raises as :meth:`map`."""

    @abstractmethod
    def drop(self, handle: Any) -> None:
        """Give up the result of a handle: it is not needed any more."""


class Tasks(Workers):
    """Hands items out as plain tasks, which Ray itself places and repeats."""

    def __init__(self) -> None:
        # With one processor per worker, Ray tells the libraries to use one thread.
        remote: Any = ray.remote(num_cpus=1, max_retries=RETRIES, retry_exceptions=False)
        self._call = remote(_call)

    def submit(self, function: Callable[[T], R], item: T) -> Any:
        """Begin ``function(item)`` as a task; return the reference to its result."""
        return self._call.remote(function, item)

    def result(self, handle: Any) -> Any:
        """Return the result of a task."""
        while not ray.wait([handle], timeout=PATIENCE)[0]:
            if not processors():
                raise _no_place()
        try:
            return ray.get(handle)
        except RayTaskError as error:
            raise _cause(error) from None
        except RayError as error:
            raise _given_up(error) from None

    def drop(self, handle: Any) -> None:
        """Cancel a task."""
        if ray.is_initialized():  # else Ray would begin a cluster to answer
            ray.cancel(handle)


@dataclass(slots=True, eq=False)
class _Job:
    """An item that waits or is at work, and how often it was tried again."""

    function: Callable[[Any], Any]
    item: Any
    outcome: Future[Any] = field(default_factory=Future)
    tries: int = 0


@dataclass(slots=True, eq=False)
class _Actor:
    """An actor that has a processor: its node, and the number of jobs it has."""

    handle: Any
    node: str
    jobs: int = 0


class Actors(Workers):
    """Hands items out to actors: as many as there are processors, begun when there is work.

    Ray does not restart them, because their items would wait until they are placed again; an item
    goes to an actor that is placed. All this happens while the driver calls a method: there is no
    thread in the background.
    """

    def __init__(self) -> None:
        self._waiting: deque[_Job] = deque()
        self._at_work: dict[Any, tuple[_Job, _Actor]] = {}
        self._placed: list[_Actor] = []
        self._starting: dict[Any, Any] = {}
        self._failed_starts = 0
        self._users = 0
        remote: Any = ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0)
        self._new = remote(_Holder)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Keep the actors while the body runs; after the last body their processors are free."""
        self._users += 1
        try:
            yield
        finally:
            self._users -= 1
            if not self._users:
                self.release()

    def release(self) -> None:
        """End the actors, and forget their jobs."""
        for handle in (*self._starting.values(), *(actor.handle for actor in self._placed)):
            ray.kill(handle)
        self._starting.clear()
        self._placed.clear()
        self._at_work.clear()
        self._waiting.clear()

    def submit(self, function: Callable[[T], R], item: T) -> _Job:
        """Begin ``function(item)`` on an actor, now or later; return the job."""
        job = _Job(function, item)
        self._waiting.append(job)
        self._collect(0)
        self._hand_out()
        return job

    def result(self, handle: _Job) -> Any:
        """Return the result of a job."""
        while not handle.outcome.done():
            self._hand_out()
            if not self._collect(None if self._placed else PATIENCE):
                raise _no_place()
        return handle.outcome.result()

    def drop(self, handle: _Job) -> None:
        """Forget a job that no actor has; one at work ends with its actor."""
        if handle in self._waiting:
            self._waiting.remove(handle)

    def _hand_out(self) -> None:
        """Start actors where too few exist, and give waiting jobs to those with the fewest jobs."""
        nodes = processors()
        # Actors of a lost node get no more jobs; Ray will report the jobs they have as lost.
        self._placed = [actor for actor in self._placed if actor.node in nodes]
        wanted = min(len(self._waiting) + len(self._at_work), max(1, sum(nodes.values())))
        for _ in range(wanted - len(self._placed) - len(self._starting)):
            handle = self._new.remote()
            self._starting[handle.node.remote()] = handle
        for most in range(1, AHEAD + 1):
            for actor in self._placed:
                if self._waiting and actor.jobs < most:
                    job = self._waiting.popleft()
                    actor.jobs += 1
                    self._at_work[actor.handle.call.remote(job.function, job.item)] = job, actor

    def _collect(self, timeout: float | None) -> bool:
        """Take in the results that arrive within ``timeout`` seconds (None: no limit).

        Return True if there was one.
        """
        references = [*self._at_work, *self._starting]
        if not references or not ray.wait(references, timeout=timeout)[0]:
            return False
        for reference in ray.wait(references, num_returns=len(references), timeout=0)[0]:
            if reference in self._starting:
                self._place(reference)
            else:
                self._finish(reference)
        return True

    def _place(self, reference: Any) -> None:
        handle = self._starting.pop(reference)
        try:
            self._placed.append(_Actor(handle, ray.get(reference)))
            self._failed_starts = 0
        except RayError as error:
            self._failed_starts += 1
            if self._failed_starts > RETRIES * max(1, sum(processors().values())):
                raise _given_up(error) from None

    def _finish(self, reference: Any) -> None:
        job, actor = self._at_work.pop(reference)
        actor.jobs -= 1
        try:
            job.outcome.set_result(ray.get(reference))
        except RayTaskError as error:
            job.outcome.set_exception(_cause(error))
        except RayError as error:  # the actor died, or its result was lost with its node
            if actor in self._placed:
                self._placed.remove(actor)
                ray.kill(actor.handle)
            job.tries += 1
            if job.tries > RETRIES:
                job.outcome.set_exception(_given_up(error))
            else:
                self._waiting.appendleft(job)


class _Holder:
    """The actor. It has its own process, which keeps what the functions load."""

    def node(self) -> str:
        """Return the node on which the actor was placed."""
        return str(ray.get_runtime_context().get_node_id())

    def call(self, function: Callable[[T], R], item: T) -> R:
        """Return ``function(item)``."""
        return function(item)


def _call(function: Callable[[T], R], item: T) -> R:
    return function(item)


def processors() -> dict[str, int]:
    """Return node id -> number of processors, for the nodes in the cluster that have any."""
    nodes: Any = ray.nodes  # its own type hints are missing
    alive = {n["NodeID"]: int(n["Resources"].get("CPU", 0)) for n in nodes() if n["Alive"]}
    return {node: count for node, count in alive.items() if count}


def _cause(error: Any) -> BaseException:
    """Return what a function raised: a FactcheckError unchanged, others with their origin."""
    return error.cause if isinstance(error.cause, FactcheckError) else error


def _given_up(error: Exception) -> EngineError:
    cause = error.cause if isinstance(error, RayTaskError) else error
    reason = (str(cause).strip().splitlines() or [type(cause).__name__])[0]
    return EngineError(
        f"the Ray cluster could not finish the work: {reason}",
        hint="Run again: what is done is kept; or use --engine local",
    )


def _no_place() -> EngineError:
    return EngineError(
        f"the Ray cluster had no free processor for {PATIENCE:.0f} s",
        hint="Look at it with 'ray status' and run again: what is done is kept; "
        "or use --engine local",
    )
