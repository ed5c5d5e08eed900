"""Stories too large to compare all claims with all: the nearest of each are compared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from factcheck.claims.analysis import Analysis
from factcheck.facts import clusters
from factcheck.facts.clusters import cluster_claims
from factcheck.facts.compare import compare_story
from factcheck.language.encoder import STEPS
from factcheck.pairs import fitting
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.support import Support
from factcheck.read import read_documents
from factcheck.settings.config import Config
from factcheck.similarity import cosines
from factcheck.similarity.cosines import Cosines
from factcheck.similarity.neighbours import neighbours
from factcheck.stories.story import StoryView
from tests.support.analysed import analysed

pytestmark = pytest.mark.slow

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@pytest.fixture(scope="module")
def ferry() -> tuple[Analysis, ...]:
    documents, _ = read_documents([str(FIXTURES / "ferry")], Config())
    return analysed(documents)


def vectors(rows: int, topics: int, seed: int = 0) -> cosines.Vectors:
    """Return unit vectors like those of the encoder, ``topics`` groups of them that are alike."""
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(topics, 96))
    result = centres[rng.integers(0, topics, rows)] + 0.6 * rng.normal(size=(rows, 96))
    result /= np.linalg.norm(result, axis=1, keepdims=True)
    return (np.round(result * STEPS) / STEPS).astype(np.float32)


def index_only(patch: pytest.MonkeyPatch) -> None:
    """Treat every story as one that is too large to keep the cosines of all pairs."""
    patch.setattr(cosines, "DENSE", 0)
    patch.setattr(fitting, "MOST_EXACT", 0)


def test_nearly_all_of_the_nearest_are_found_and_each_pair_once() -> None:
    rows = vectors(3_000, 60)
    first, second = neighbours(rows, 10)
    pairs = set(zip(first.tolist(), second.tolist(), strict=True))
    assert len(pairs) == len(first)
    assert (first < second).all()
    nearest = np.argsort(-(rows @ rows.T), axis=1)[:, 1:10]
    wanted = {(min(i, j), max(i, j)) for i, row in enumerate(nearest.tolist()) for j in row}
    assert len(wanted & pairs) > 0.95 * len(wanted)


def test_the_same_rows_have_the_same_neighbours() -> None:
    rows = vectors(1_500, 40)
    first, again = neighbours(rows), neighbours(rows)
    assert all((a == b).all() for a, b in zip(first, again, strict=True))


def test_a_cosine_is_the_same_in_a_small_story_and_in_a_large_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = vectors(60, 4)
    documents = [n // 6 for n in range(60)]
    small = Cosines(rows, documents)
    index_only(monkeypatch)
    large = Cosines(rows, documents)
    for i in range(60):
        assert [large.of(i, j) for j in range(60)] == [small.of(i, j) for j in range(60)]
    assert (large.block([3, 4], range(60)) == small.block([3, 4], range(60))).all()
    # Of sixty claims all are among the 64 nearest.
    pairs = list(small.pairs(0.4))
    assert list(large.pairs(0.4)) == pairs
    assert list(large.twins(0.4)) == list(small.twins(0.4))
    assert 0 < len(list(small.twins(0.4))) < len(pairs)


def test_a_report_does_not_tell_that_the_index_was_used(
    ferry: tuple[Analysis, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    part = tuple(Analysis(a.document, a.claims[:9], _of(a, 9)) for a in ferry[:6])
    assert len(StoryView(part).claims) <= 64
    with_all = compare_story(part)
    index_only(monkeypatch)
    # With an index fewer pairs are looked at, so filters hold back fewer; no report shows that.
    assert replace(compare_story(part), withheld={}) == replace(with_all, withheld={})
    assert with_all.findings


def _of(analysis: Analysis, claims: int) -> cosines.Vectors:
    """Return the vectors of the first ``claims`` of a document and of their phrases."""
    from factcheck.stories.story import phrases_of

    every = phrases_of(analysis.claims)
    rows = [len(analysis.claims) + every.index(p) for p in phrases_of(analysis.claims[:claims])]
    return analysis.vectors[[*range(min(claims, len(analysis.claims))), *rows]]


def test_of_a_large_story_no_pair_is_made_up(
    ferry: tuple[Analysis, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    every = {
        (p.a.number, p.b.number): p.signals for p in StoryComparison(StoryView(ferry)).slot_pairs
    }
    index_only(monkeypatch)
    monkeypatch.setattr(fitting, "NEAREST", 6)
    near = {
        (p.a.number, p.b.number): p.signals for p in StoryComparison(StoryView(ferry)).slot_pairs
    }
    assert 0 < len(near) < len(every)
    assert all(every[pair] == pytest.approx(signals) for pair, signals in near.items())


def test_a_large_group_of_claims_is_cut_where_they_are_less_alike(
    ferry: tuple[Analysis, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    support = Support(StoryView(ferry))
    whole = {c.claims for c in cluster_claims(support)}
    monkeypatch.setattr(clusters, "LARGEST", 8)
    cut = {c.claims for c in cluster_claims(support)}
    assert max(map(len, whole)) > 4
    # What is most alike stays together: most clusters are the same.
    assert len(cut & whole) > 0.7 * len(whole)
    documents = support.story.claim_document
    assert all(len({documents[c] for c in claims}) > 1 for claims in cut)
