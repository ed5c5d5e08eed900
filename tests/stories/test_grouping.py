"""Grouping many documents into stories gives what comparing all with all would give."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest
from scipy.cluster.hierarchy import fcluster, linkage

from factcheck.language.encoder import STEPS
from factcheck.stories import grouping as stories
from factcheck.stories.grouping import Profile, group_profiles


def corpus(events: int, documents: int, seed: int = 0) -> tuple[list[Profile], list[int]]:
    """Return shuffled profiles, ``documents`` for each of ``events``, and the event of each."""
    rng = np.random.default_rng(seed)
    mixed = random.Random(seed)
    common = rng.normal(size=384)
    labelled: list[tuple[Profile, int]] = []
    for event in range(events):
        centre = 0.5 * common + rng.normal(size=384)
        names = [f"name{mixed.randrange(events * 6)}" for _ in range(12)]
        for _ in range(documents):
            meaning = centre + 0.9 * rng.normal(size=384)
            steps = np.round(meaning / np.linalg.norm(meaning) * STEPS).astype("<i2")
            counts = {name: mixed.randint(1, 5) for name in sorted(mixed.sample(names, 8))}
            counts["common"] = 1
            labelled.append((Profile(steps.tobytes(), dict(sorted(counts.items()))), event))
    mixed.shuffle(labelled)
    return [p for p, _ in labelled], [e for _, e in labelled]


def directly(profiles: Sequence[Profile]) -> list[list[int]]:
    """Return the stories by average linkage over all pairs at once."""
    table = stories.tabulate(profiles)
    everyone = np.arange(len(table))
    similarity = stories.similarity(table, everyone).astype(np.float64)
    distance = 1.0 - similarity[np.triu_indices(len(table), 1)]
    label = fcluster(linkage(distance, "average"), 1.0 - stories.SAME_STORY + 1e-6, "distance")
    return sorted(np.flatnonzero(label == n).tolist() for n in np.unique(label))


@pytest.mark.parametrize("seed", range(4))
def test_connected_groups_give_the_stories_of_all_pairs(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stories, "BLOCK", 37)
    profiles, _ = corpus(40, 4, seed)
    groups = group_profiles(profiles)
    assert groups == directly(profiles)
    assert 1 < len(groups) < len(profiles)


def test_the_index_finds_the_stories_that_all_pairs_give(monkeypatch: pytest.MonkeyPatch) -> None:
    profiles, _ = corpus(150, 4)
    expected = group_profiles(profiles)
    monkeypatch.setattr(stories, "EXACT", 0)
    assert group_profiles(profiles) == expected


def test_a_pair_is_as_alike_in_any_company() -> None:
    table = stories.tabulate(corpus(30, 4)[0])
    whole = stories.similarity(table, np.arange(len(table)))
    some = np.array([3, 17, 40, 41, 99])
    assert (stories.similarity(table, some) == whole[np.ix_(some, some)]).all()
    assert (stories.similarity(table, some, np.arange(70)) == whole[some, :70]).all()
    first, second = np.repeat(some, 5), np.tile(some, 5)
    assert (stories._pairwise(table, first, second) == whole[first, second]).all()


def test_a_group_too_large_to_compare_is_cut_and_loses_no_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    profiles, events = corpus(60, 4)
    monkeypatch.setattr(stories, "SAME_STORY", 0.15)  # everything hangs together
    whole = stories.similar_pairs(stories.tabulate(profiles))
    assert max(map(len, stories.connected(len(profiles), *whole))) > 200
    monkeypatch.setattr(stories, "LARGEST", 20)
    groups = group_profiles(profiles)
    assert sorted(n for group in groups for n in group) == list(range(len(profiles)))
    assert max(map(len, groups)) <= 20
    story = {n: number for number, group in enumerate(groups) for n in group}
    together = {(event, story[n]) for n, event in enumerate(events)}
    assert len(together) == len(set(events)), "an event was torn apart"


def test_documents_without_names_or_claims_stand_alone() -> None:
    empty = Profile(b"", {})
    profiles, _ = corpus(2, 2)
    assert group_profiles([]) == []
    assert group_profiles([empty]) == [[0]]
    assert group_profiles([empty, empty, empty]) == [[0], [1], [2]]
    assert [0] in group_profiles([empty, *profiles])


def test_the_order_of_insertion_does_not_change_what_the_index_finds_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    profiles, _ = corpus(200, 3)
    monkeypatch.setattr(stories, "EXACT", 0)
    assert group_profiles(profiles) == group_profiles(profiles)
