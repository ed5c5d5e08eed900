"""The least confidence of an alarm is computed from labelled facts, and used."""

from __future__ import annotations

from benchmarks.threshold import Told, least, with_threshold
from factcheck.pairs import judge


def facts(kind: str, confidence: float, right: int, wrong: int) -> list[Told]:
    return [
        Told("one", kind, confidence, verdict)
        for verdict, count in ((True, right), (False, wrong))
        for _ in range(count)
    ]


def test_that_it_falls_as_long_as_enough_alarms_are_right() -> None:
    sure = facts("slot", 0.6, 9, 1)
    assert least([*sure, *facts("slot", 0.42, 8, 2), *facts("slot", 0.34, 0, 5)]) == 0.35
    assert least([*sure, *facts("slot", 0.42, 0, 4)]) == 0.43


def test_that_alarms_of_other_kinds_count_from_where_they_always_did() -> None:
    assert least([*facts("slot", 0.6, 9, 1), *facts("name", 0.4, 0, 9)]) == 0.3
    assert least([*facts("slot", 0.6, 9, 1), *facts("name", 0.6, 0, 9)]) == 0.5


def test_that_models_carry_it_to_the_judge() -> None:
    models = with_threshold({"fact:slot": {"intercept": 0.0, "weights": {}}, "fact:name": {}}, 0.4)
    with judge.judged_by(models):
        assert judge.least_alarm("slot", 0.5) == 0.4
        assert judge.least_alarm("name", 0.5) == 0.5
