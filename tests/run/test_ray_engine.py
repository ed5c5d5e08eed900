"""The Ray engine on a real cluster of two nodes, one of which is lost in the middle of a run."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from factcheck.errors import EngineError, InputError
from factcheck.model import Problem
from factcheck.pipeline import check
from factcheck.report.json import render
from factcheck.run.engine import open_engine
from factcheck.settings.config import Config

pytestmark = pytest.mark.slow

ray = pytest.importorskip("ray", reason="the package ray is not installed")
workers = pytest.importorskip("factcheck.run.ray_workers")


@pytest.fixture
def cluster() -> Iterator[Any]:
    """A cluster of a head, and a second node called ``cluster.second``."""
    from ray.cluster_utils import Cluster

    cluster: Any = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    cluster.second = cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    yield cluster
    stop(cluster)


def stop(cluster: Any) -> None:
    leave: Any = ray.shutdown  # its own type hints are missing
    leave()
    cluster.shutdown()


def on(cluster: Any, **settings: Any) -> Config:
    return Config(engine="ray", ray_address=cluster.address, **settings)


def logged(log: Path, slow: str = "") -> Callable[[int], tuple[int, int]]:
    """Return a function that squares; it logs each item, when it begins and ends, with its node.

    On the node ``slow`` it takes long: processes outlive the loss of their node by a moment.
    """

    def square(n: int) -> tuple[int, int]:
        there = ray.get_runtime_context().get_node_id()
        with log.open("a") as out:
            out.write(f"begun {n} {there}\n")
        time.sleep(10 if there == slow else 0.3)
        with log.open("a") as out:
            out.write(f"done {n} {there}\n")
        return n * n, os.getpid()

    return square


def items(log: Path, what: str, node: str = "") -> list[int]:
    """Return the items that were begun or done, on one node or on all."""
    lines = [line.split() for line in log.read_text().splitlines()]
    return [int(n) for event, n, there in lines if event == what and there.startswith(node)]


@pytest.mark.parametrize("models", [False, True])
def test_results_come_in_order_and_once_though_a_node_is_lost_at_work(
    cluster: Any, tmp_path: Path, models: bool
) -> None:
    engine = open_engine(on(cluster))
    log, second = tmp_path / "log", cluster.second.node_id
    results: list[int] = []
    lost: list[int] = []
    for result, _ in engine.map(logged(log, second), range(30), models=models):
        results.append(result)
        at_work = [n for n in items(log, "begun", second) if n not in items(log, "done", second)]
        if at_work and not lost:
            lost = at_work
            cluster.remove_node(cluster.second, allow_graceful=False)
    engine.close()
    assert results == [n * n for n in range(30)]
    assert lost
    assert [items(log, "begun").count(n) for n in lost] == [2]


def test_a_node_that_joins_is_used(cluster: Any, tmp_path: Path) -> None:
    engine = open_engine(on(cluster))
    log = tmp_path / "log"
    remaining = engine.map(logged(log), range(40), models=True)
    results = [next(remaining)]
    joined = cluster.add_node(num_cpus=1)
    results += remaining
    engine.close()
    assert [square for square, _ in results] == [n * n for n in range(40)]
    assert items(log, "done", joined.node_id)


def test_a_result_that_is_lost_with_its_node_is_made_again(cluster: Any, tmp_path: Path) -> None:
    engine = open_engine(on(cluster))
    log = tmp_path / "log"
    square = logged(log)

    def large(n: int) -> bytes:
        square(n)
        return bytes([n]) * 2_000_000  # stays on its node until the driver takes it

    def numbers() -> Iterator[int]:
        for n in range(12):
            if n == 10:
                time.sleep(2)  # for all that is begun
                done.extend(items(log, "done", cluster.second.node_id))
                cluster.remove_node(cluster.second, allow_graceful=False)
            yield n

    done: list[int] = []
    results = list(engine.map(large, numbers(), models=True))
    engine.close()
    assert [(result[0], len(result)) for result in results] == [(n, 2_000_000) for n in range(12)]
    assert any(items(log, "done").count(n) == 2 for n in done)


def test_an_actor_that_dies_in_the_middle_is_replaced_and_nothing_is_doubled(
    cluster: Any, tmp_path: Path
) -> None:
    engine = open_engine(on(cluster))
    log = tmp_path / "log"
    square = logged(log)

    def fatal_once(n: int) -> int:
        result, _ = square(n)
        if n == 5 and not (tmp_path / "died").exists():
            (tmp_path / "died").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    assert list(engine.map(fatal_once, range(12), models=True)) == [n * n for n in range(12)]
    engine.close()
    assert items(log, "begun").count(5) == 2


def test_an_item_that_kills_every_actor_ends_the_run(cluster: Any, tmp_path: Path) -> None:
    engine = open_engine(on(cluster))

    def fatal(n: int) -> None:
        with (tmp_path / "log").open("a") as out:
            out.write(f"begun {n} here\n")
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(EngineError, match="could not finish the work"):
        list(engine.map(fatal, [7], models=True))
    engine.close()
    assert items(tmp_path / "log", "begun") == [7] * (workers.RETRIES + 1)


def test_actors_that_cannot_be_begun_end_the_run(
    cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def node(self) -> str:
            raise ImportError("no module named factcheck")

    monkeypatch.setattr(workers, "_Holder", Broken)
    engine = open_engine(on(cluster))
    with pytest.raises(EngineError, match="could not finish the work: no module named factcheck"):
        list(engine.map(abs, [1], models=True))
    engine.close()


def test_chained_maps_share_actors_that_stay_and_are_gone_before_the_tasks(
    cluster: Any, tmp_path: Path
) -> None:
    engine = open_engine(on(cluster))
    square = logged(tmp_path / "log")

    def again(before: tuple[int, int]) -> tuple[int, int, int]:
        return (*before, os.getpid())

    results = list(engine.map(again, engine.map(square, range(12), models=True), models=True))
    assert [result for result, _, _ in results] == [n * n for n in range(12)]
    actors = {process for _, *processes in results for process in processes}
    assert len(actors) == 2
    # Tasks would wait for ever while actors have both processors.
    assert not actors & {process for _, process in engine.map(square, range(4))}
    engine.close()


@pytest.mark.parametrize("models", [False, True])
def test_a_cluster_without_a_processor_left_is_an_error_and_no_hang(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, models: bool
) -> None:
    from ray.cluster_utils import Cluster

    monkeypatch.setattr(workers, "PATIENCE", 2.0)
    soon = {"health_check_period_ms": 1000, "health_check_failure_threshold": 2}
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "_system_config": soon})
    only = cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    try:
        engine = open_engine(on(cluster))
        results = engine.map(logged(tmp_path / "log"), range(20), models=models)
        next(results)
        cluster.remove_node(only, allow_graceful=False)
        with pytest.raises(EngineError, match="no free processor"):
            list(results)
        engine.close()
    finally:
        stop(cluster)


def test_the_report_is_that_of_the_local_engine_though_a_node_is_lost(
    cluster: Any, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    paths = ["fixtures/letter", "fixtures/court"]
    monkeypatch.setattr("factcheck.run.steps.CHUNK", 2)

    class Killer:
        lost = False

        def spent(self, parts: Mapping[str, float]) -> None: ...
        def withheld(self, counts: Mapping[str, int]) -> None: ...
        def asked(self, questions: int, known: int, tokens: int, seconds: float) -> None: ...

        def problem(self, problem: Problem) -> None: ...

        def done(self) -> None: ...

        def advance(self, n: int = 1, *, sentences: int = 0, known: bool = False) -> None:
            if self.reading and n and not self.lost:
                self.lost = True
                cluster.remove_node(cluster.second, allow_graceful=False)

        def step(self, name: str, total: int | None = None) -> None:
            self.reading = name == "reading claims"

    jobs: list[Any] = []
    submit = workers.Actors.submit

    second = cluster.second.node_id

    def slowed(function: Any, item: Any) -> Any:
        if ray.get_runtime_context().get_node_id() == second:
            time.sleep(5)
        return function(item)

    def noted(actors: Any, function: Any, item: Any) -> Any:
        jobs.append(submit(actors, partial(slowed, function), item))
        return jobs[-1]

    monkeypatch.setattr(workers.Actors, "submit", noted)
    killer = Killer()
    over_ray = render(check(paths, on(cluster, cache_dir=tmp_path), killer))
    assert killer.lost
    assert any(job.tries for job in jobs)  # an actor was at work there
    assert over_ray == render(check(paths, Config(use_cache=False)))
    # What Ray has computed is known to the local engine.
    assert render(check(paths, Config(cache_dir=tmp_path))) == over_ray


@pytest.mark.parametrize("models", [False, True])
def test_what_a_step_raises_on_purpose_reaches_the_caller(cluster: Any, models: bool) -> None:
    engine = open_engine(on(cluster))

    def refuse(n: int) -> int:
        raise InputError(f"number {n} is refused", hint="Give another.")

    with pytest.raises(InputError, match="number 1 is refused"):
        list(engine.map(refuse, [1, 2, 3], models=models))
    engine.close()


def test_a_cluster_that_cannot_be_reached_is_one_clear_line() -> None:
    with pytest.raises(EngineError, match="cannot be reached") as raised:
        open_engine(Config(engine="ray", ray_address="127.0.0.1:1"))
    assert "\n" not in str(raised.value)
    assert "--engine local" in raised.value.hint


def test_without_the_package_the_engine_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(EngineError, match=r"factcheck-articles\[ray\]"):
        open_engine(Config(engine="ray"))
