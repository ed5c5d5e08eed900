"""Which pairs of claims are looked at in a large story."""

from __future__ import annotations

from itertools import combinations

import pytest

from factcheck.facts import clusters
from factcheck.facts.clusters import nearest_pairs, same_claims
from factcheck.model import Document
from factcheck.pairs.support import Support
from factcheck.stories.story import StoryView
from tests.support.analysed import analysed

TOLD = (
    "Divers recovered the anchor of the schooner Perpetua on Tuesday.",
    "The anchor of the schooner Perpetua was recovered by divers on Tuesday.",
    "On Tuesday divers recovered the anchor of the Perpetua, a schooner.",
    "The schooner Perpetua lost its anchor, which divers recovered on Tuesday.",
)


def story() -> StoryView:
    return StoryView(
        analysed(
            [
                Document(id=f"d{n}", path=f"d{n}.txt", text=text, sha256=str(n))
                for n, text in enumerate(TOLD)
            ]
        )
    )


def test_all_that_say_the_same_are_one_cluster() -> None:
    assert same_claims(Support(story()))[0][:3] == (0, 1, 2)


def test_only_the_nearest_claims_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    view = story()
    every = set(combinations(range(len(TOLD)), 2))
    assert set(nearest_pairs(view)) == every
    monkeypatch.setattr(clusters, "NEAREST", 1)
    nearest = set(nearest_pairs(view))
    assert nearest < every
    assert max(every, key=lambda pair: view.cosines.of(*pair)) in nearest
    assert {claim for pair in nearest for claim in pair} == set(range(len(TOLD)))
