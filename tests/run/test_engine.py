"""The local engine: results in order, one item ahead, and errors unchanged."""

from __future__ import annotations

import threading

import pytest

from factcheck.errors import ConfigError
from factcheck.run.engine import open_engine
from factcheck.run.local_engine import LocalEngine
from factcheck.settings.config import Config


def test_results_come_in_the_order_of_the_items() -> None:
    assert list(LocalEngine().map(lambda n: n * n, range(50))) == [n * n for n in range(50)]
    assert list(LocalEngine().map(lambda n: n, [])) == []


def test_items_are_taken_one_ahead_and_no_further() -> None:
    requested: list[int] = []

    def items() -> object:
        for n in range(10):
            requested.append(n)
            yield n

    results = LocalEngine().map(lambda n: n, items())  # type: ignore[arg-type, var-annotated]
    assert next(results) == 0
    assert requested == [0, 1]


def test_chained_maps_work_at_the_same_time() -> None:
    both = threading.Barrier(2, timeout=60)

    def meet(n: int) -> int:
        both.wait()
        return n

    engine = LocalEngine()
    # The second map's first item meets the first map's second: neither could go on alone.
    second = engine.map(meet, engine.map(lambda n: meet(n) if n else n, range(2)))
    assert next(second) == 0


def test_what_a_step_raises_reaches_the_caller_and_nothing_more_is_begun() -> None:
    begun: list[int] = []

    def fail(n: int) -> int:
        begun.append(n)
        raise ValueError(f"item {n}")

    with pytest.raises(ValueError, match="item 0"):
        list(LocalEngine().map(fail, range(100)))
    assert len(begun) <= 2


def test_an_unknown_engine_is_named_with_those_there_are() -> None:
    with pytest.raises(ConfigError, match="local, ray"):
        open_engine(Config(engine="spark"))
