"""Accuracy must not fall: a few labelled stories, where the folder of labels is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import accuracy

pytestmark = pytest.mark.slow

DATA = Path(__file__).resolve().parents[3] / "shared" / "eval"
# Shares may fall by this much: one alarm more or less on so few stories is no change.
ALLOWED = 0.02


@pytest.mark.skipif(
    not (DATA / "score.py").is_file(), reason="the labelled stories are not beside this repository"
)
def test_accuracy_on_a_few_held_out_stories_does_not_fall_by_two_points() -> None:
    kept = json.loads(accuracy.KEPT.read_text("utf-8"))
    measured = accuracy.numbers(accuracy.quick(DATA, kept["models"]))
    fallen = {
        name: f"{share} kept, {measured[name]} now"
        for name, share in kept["numbers"].items()
        if measured[name] < share - ALLOWED
    }
    assert not fallen, f"{fallen}; see docs/accuracy.md for the command that measures all stories"
