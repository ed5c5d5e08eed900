"""The Ray engine on a real cluster of two nodes, one of which is lost in the middle of a run."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from factcheck.config import Config
from factcheck.engine import open_engine
from factcheck.errors import EngineError, InputError
from factcheck.pipeline import check
from factcheck.progress import Silent
from factcheck.report.json import render

ray = pytest.importorskip("ray", reason="the package ray is not installed")


@pytest.fixture
def cluster() -> Iterator[Any]:
    """A cluster of a head, and a second node called ``cluster.second``."""
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    cluster.second = cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    yield cluster
    ray.shutdown()
    cluster.shutdown()


def on(cluster: Any, **settings: Any) -> Config:
    return Config(engine="ray", ray_address=cluster.address, **settings)


def test_results_come_in_order_though_a_node_is_lost(cluster: Any) -> None:
    engine = open_engine(on(cluster))

    def square(n: int) -> int:
        time.sleep(0.1)
        return n * n

    found = []
    for result in engine.map(square, range(40)):
        found.append(result)
        if len(found) == 5:
            cluster.remove_node(cluster.second, allow_graceful=False)
    engine.close()
    assert found == [n * n for n in range(40)]


def test_the_report_is_that_of_the_local_engine_though_a_node_is_lost(
    cluster: Any, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    paths = ["fixtures/letter", "fixtures/court"]
    monkeypatch.setattr("factcheck.incremental.CHUNK", 2)

    class Killer(Silent):
        lost = False

        def advance(self, n: int = 1) -> None:
            if self.reading and n and not self.lost:
                self.lost = True
                cluster.remove_node(cluster.second, allow_graceful=False)

        def step(self, name: str, total: int | None = None) -> None:
            self.reading = name == "reading claims"

    killer = Killer()
    over_ray = render(check(paths, on(cluster, cache_dir=tmp_path), killer))
    assert killer.lost
    assert over_ray == render(check(paths, Config(use_cache=False)))
    # What Ray has computed is known to the local engine.
    assert render(check(paths, Config(cache_dir=tmp_path))) == over_ray


def test_what_a_step_raises_on_purpose_reaches_the_caller(cluster: Any) -> None:
    engine = open_engine(on(cluster))

    def refuse(n: int) -> int:
        raise InputError(f"number {n} is refused", hint="Give another.")

    with pytest.raises(InputError, match="number 1 is refused"):
        list(engine.map(refuse, [1, 2, 3]))
    engine.close()


def test_a_cluster_that_cannot_be_reached_is_one_clear_line() -> None:
    with pytest.raises(EngineError, match="cannot be reached") as raised:
        open_engine(Config(engine="ray", ray_address="127.0.0.1:1"))
    assert "\n" not in str(raised.value)
    assert "--engine local" in raised.value.hint


def test_without_the_package_the_engine_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(EngineError, match=r"factcheck\[ray\]"):
        open_engine(Config(engine="ray"))
