"""Accuracy must not fall, where the labelled stories and the cases from the field are there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import accuracy

pytestmark = pytest.mark.slow

SHARED = Path(__file__).resolve().parents[3] / "shared"
STORIES, FIELD = SHARED / "eval", SHARED / "field"
# Shares may fall by this much: one alarm more or less is no change.
ALLOWED = 0.02


@pytest.mark.skipif(
    not (STORIES / "score.py").is_file(),
    reason="the labelled stories are not beside this repository",
)
def test_accuracy_on_held_out_stories_does_not_fall_by_two_points() -> None:
    kept = json.loads(accuracy.KEPT.read_text("utf-8"))
    measured = accuracy.numbers(accuracy.quick(STORIES, kept["models"]))
    fallen = {
        f"{group}, {name}": f"{share} kept, {measured[group][name]} now"
        for group, shares in kept["numbers"].items()
        for name, share in shares.items()
        if measured[group][name] < share - ALLOWED
    }
    assert not fallen, f"{fallen}; see docs/accuracy.md for the command that measures everything"


@pytest.mark.skipif(
    not (FIELD / "score_field.py").is_file(), reason="the cases are not beside this repository"
)
def test_what_once_came_out_right_of_the_cases_from_the_field_still_does() -> None:
    kept = json.loads(accuracy.KEPT.read_text("utf-8"))
    lost = set(kept["green"]) - set(accuracy.green(FIELD))
    assert not lost, f"{sorted(lost)}; python -m benchmarks.field shows what is said of them"
