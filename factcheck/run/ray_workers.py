"""The two kinds of workers on a Ray cluster: plain tasks, and actors that hold what they load.

Both take a function with its item, and give its result later. What a worker loses by its death, or
by that of its node, is done again by another one. Each result is taken once, by the driver, so
that nothing is lost and nothing doubled.
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

# How often an item is begun again after its worker died, before the run gives up.
RETRIES = 5
# Items handed out per processor: one at work and one waiting, so that none stands idle.
AHEAD = 2
# Seconds without any processor for the work, before the run gives up.
PATIENCE = 60.0


class Workers(ABC):
    """What both kinds have in common: a result for each item, in order."""

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Yield ``function(item)`` for each item, in order; nodes may come and go meanwhile.

        Raises:
            EngineError: workers died again and again, or there is no place for any. What
                ``function`` raises on purpose is raised as it is.
        """
        begun: deque[Any] = deque()
        with self.kept():
            try:
                for item in items:
                    begun.append(self.submit(function, item))
                    if len(begun) >= AHEAD * max(1, sum(processors().values())):
                        yield self.result(begun.popleft())
                while begun:
                    yield self.result(begun.popleft())
            finally:
                for each in begun:
                    self.drop(each)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep what the workers hold while the body runs."""
        yield

    @abstractmethod
    def submit(self, function: Callable[[T], R], item: T) -> Any:
        """Begin ``function(item)``; return what its result is asked for by."""

    @abstractmethod
    def result(self, begun: Any) -> Any:
        """Return the result of what was begun as soon as it is there; raises as :meth:`map`."""

    @abstractmethod
    def drop(self, begun: Any) -> None:
        """Say that the result is not wanted any more."""


class Tasks(Workers):
    """Hands items out as plain tasks, which Ray places and begins again by itself."""

    def __init__(self) -> None:
        # With one processor per worker, Ray tells the libraries to use one thread.
        remote: Any = ray.remote(num_cpus=1, max_retries=RETRIES, retry_exceptions=False)
        self._call = remote(_call)

    def submit(self, function: Callable[[T], R], item: T) -> Any:
        """Begin ``function(item)`` somewhere."""
        return self._call.remote(function, item)

    def result(self, reference: Any) -> Any:
        """Return the result of a task."""
        while not ray.wait([reference], timeout=PATIENCE)[0]:
            if not processors():
                raise _no_place()
        try:
            return ray.get(reference)
        except RayTaskError as error:
            raise _cause(error) from None
        except RayError as error:
            raise _given_up(error) from None

    def drop(self, reference: Any) -> None:
        """Cancel a task."""
        if ray.is_initialized():  # else Ray would begin a cluster to answer
            ray.cancel(reference)


@dataclass(slots=True, eq=False)
class _Job:
    """An item on its way."""

    function: Callable[[Any], Any]
    item: Any
    outcome: Future[Any] = field(default_factory=Future)
    tries: int = 0


@dataclass(slots=True, eq=False)
class _Actor:
    """An actor that is placed: on which node, and with how many jobs."""

    handle: Any
    node: str
    jobs: int = 0


class Actors(Workers):
    """Hands items out to actors: as many as there are processors, begun when there is work.

    Ray does not restart them, for it would keep their items waiting for a place; an item goes to
    an actor that has one. All this happens while the driver asks for something: nothing runs
    beside it.
    """

    def __init__(self) -> None:
        self._waiting: deque[_Job] = deque()
        self._at_work: dict[Any, tuple[_Job, _Actor]] = {}
        self._placed: list[_Actor] = []
        self._coming: dict[Any, Any] = {}
        self._stillborn = 0
        self._users = 0
        remote: Any = ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0)
        self._new = remote(_Holder)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep the actors while the body runs; after the last one their processors are free."""
        self._users += 1
        try:
            yield
        finally:
            self._users -= 1
            if not self._users:
                self.release()

    def release(self) -> None:
        """End the actors, and forget what they were at."""
        for handle in (*self._coming.values(), *(actor.handle for actor in self._placed)):
            ray.kill(handle)
        self._coming.clear()
        self._placed.clear()
        self._at_work.clear()
        self._waiting.clear()

    def submit(self, function: Callable[[T], R], item: T) -> _Job:
        """Give an actor ``function(item)`` to do, now or later."""
        job = _Job(function, item)
        self._waiting.append(job)
        self._collect(0)
        self._hand_out()
        return job

    def result(self, job: _Job) -> Any:
        """Return the result of a job."""
        while not job.outcome.done():
            self._hand_out()
            if not self._collect(None if self._placed else PATIENCE):
                raise _no_place()
        return job.outcome.result()

    def drop(self, job: _Job) -> None:
        """Forget a job that no actor has; what one is at ends with it."""
        if job in self._waiting:
            self._waiting.remove(job)

    def _hand_out(self) -> None:
        """Give waiting jobs to the actors that have the fewest, and see that there are enough."""
        nodes = processors()
        # Those of a lost node are given nothing more; what they were at will be reported as lost.
        self._placed = [actor for actor in self._placed if actor.node in nodes]
        wanted = min(len(self._waiting) + len(self._at_work), max(1, sum(nodes.values())))
        for _ in range(wanted - len(self._placed) - len(self._coming)):
            handle = self._new.remote()
            self._coming[handle.node.remote()] = handle
        for most in range(1, AHEAD + 1):
            for actor in self._placed:
                if self._waiting and actor.jobs < most:
                    job = self._waiting.popleft()
                    actor.jobs += 1
                    self._at_work[actor.handle.call.remote(job.function, job.item)] = job, actor

    def _collect(self, timeout: float | None) -> bool:
        """Take in what has arrived within so many seconds; return whether anything has."""
        awaited = [*self._at_work, *self._coming]
        if not awaited or not ray.wait(awaited, timeout=timeout)[0]:
            return False
        for reference in ray.wait(awaited, num_returns=len(awaited), timeout=0)[0]:
            if reference in self._coming:
                self._welcome(reference)
            else:
                self._finish(reference)
        return True

    def _welcome(self, reference: Any) -> None:
        handle = self._coming.pop(reference)
        try:
            self._placed.append(_Actor(handle, ray.get(reference)))
            self._stillborn = 0
        except RayError as error:
            self._stillborn += 1
            if self._stillborn > RETRIES * max(1, sum(processors().values())):
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
    """The actor. What its functions load they keep in the process, which is the actor's own."""

    def node(self) -> str:
        """Return the node on which the actor was placed."""
        return str(ray.get_runtime_context().get_node_id())

    def call(self, function: Callable[[T], R], item: T) -> R:
        """Return ``function(item)``."""
        return function(item)


def _call(function: Callable[[T], R], item: T) -> R:
    return function(item)


def processors() -> dict[str, int]:
    """Return how many processors each node has that is in the cluster now; those with none not."""
    nodes: Any = ray.nodes  # its own type hints are missing
    alive = {n["NodeID"]: int(n["Resources"].get("CPU", 0)) for n in nodes() if n["Alive"]}
    return {node: count for node, count in alive.items() if count}


def _cause(error: Any) -> BaseException:
    """Return what a function raised: errors on purpose as they are, others with their origin."""
    return error.cause if isinstance(error.cause, FactcheckError) else error


def _given_up(error: Exception) -> EngineError:
    told = error.cause if isinstance(error, RayTaskError) else error
    reason = (str(told).strip().splitlines() or [type(told).__name__])[0]
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
