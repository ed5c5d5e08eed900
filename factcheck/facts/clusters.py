"""Claims that say the same, and claims that are merely related."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from factcheck.pairs.support import LEAST, LEAST_ALIKE, Support
from factcheck.similarity.groups import Groups, average_linkage
from factcheck.stories.story import StoryView

# Claims are related from this cosine of their vectors on. A group of them grows by average linkage.
ALIKE = 0.58
# Two claims that are each other's nearest in their documents are related from this lower cosine
# on; no third claim joins such a pair.
MUTUAL = 0.5
# A connected group of more claims than this is split before all its pairs are looked at, since the
# time grows with the square of its size.
LARGEST = 2_000
# A claim is compared with so many of its nearest in each article, and in all of them together.
NEAREST_IN_ARTICLE, NEAREST = 4, 60
# The cosine of each split is higher by this.
_STEP = 0.05


@dataclass(frozen=True, slots=True)
class ClaimCluster:
    """Claims, by their numbers in the story; ``same`` is True if all of them say the same."""

    claims: tuple[int, ...]
    same: bool = False


def cluster_claims(support: Support) -> list[ClaimCluster]:
    """Return the clusters with claims from two or more documents.

    First come those of claims that all say the same, then groups of claims that are alike, with
    one at least that says the same as no other.
    """
    same = same_claims(support)
    settled = {claim for group in same for claim in group}
    related = [g for g in related_claims(support.story) if not settled.issuperset(g)]
    return [*(ClaimCluster(g, True) for g in same), *(ClaimCluster(g) for g in related)]


def same_claims(support: Support) -> list[tuple[int, ...]]:
    """Return the groups of claims of two or more documents of which each two say the same.

    Pairs join groups in the order of their likelihood, if all claims of both say the same
    (complete linkage), so that there are no chains. A claim that says the same as another, but
    found no group with a claim of another document, has one of its own.
    """
    story, edges = support.story, _edges(support)
    group_of = {claim: [claim] for pair in edges for claim in pair}
    for i, j in sorted(edges, key=lambda pair: (-edges[pair], pair)):
        first, second = group_of[i], group_of[j]
        if first is not second and all(_key(a, b) in edges for a in first for b in second):
            first += second
            group_of |= dict.fromkeys(second, first)
    groups = {tuple(sorted(g)) for g in group_of.values() if _documents(story, g) > 1}
    settled = {claim for group in groups for claim in group}
    for i, j in sorted(edges, key=lambda pair: (-edges[pair], pair)):
        for alone, other in ((i, j), (j, i)):
            if alone not in settled and _documents(story, (i, j)) > 1:
                rest = (c for c in group_of[other] if _key(alone, c) in edges)
                groups.add(tuple(sorted({alone, *rest})))
                settled.add(alone)
    return sorted(groups)


def _edges(support: Support) -> dict[tuple[int, int], float]:
    """Return the likelihood of each pair of claims that say the same, the lower number first."""
    edges = {}
    for i, j in nearest_pairs(support.story):
        likely = support.likely(i, j)
        if likely >= LEAST:
            edges[i, j] = likely
    return edges


def nearest_pairs(story: StoryView) -> Iterator[tuple[int, int]]:
    """Yield the pairs of claims of which one is among the nearest of the other."""
    first, second = story.cosines.ends(LEAST_ALIKE)
    cosines = story.cosines.each(first, second)
    documents = np.array(story.claim_document, dtype=np.intp)
    kept = np.zeros(len(first), dtype=np.bool_)
    for claims, others in ((first, second), (second, first)):
        in_article = _ranks((documents[others], claims), cosines, others)
        kept |= (in_article < NEAREST_IN_ARTICLE) & (_ranks((claims,), cosines, others) < NEAREST)
    return zip(first[kept].tolist(), second[kept].tolist(), strict=True)


def _ranks(
    groups: tuple[npt.NDArray[np.intp], ...],
    cosines: npt.NDArray[np.float32],
    others: npt.NDArray[np.intp],
) -> npt.NDArray[np.intp]:
    """Return the place of each pair in its group, from 0: the most alike first, ties by number."""
    order = np.lexsort(np.stack([others, -cosines, *groups]))
    starts = np.zeros(len(order), dtype=np.bool_)
    starts[:1] = True
    for group in groups:
        starts[1:] |= group[order][1:] != group[order][:-1]
    places = np.arange(len(order), dtype=np.intp)
    ranks = np.empty(len(order), dtype=np.intp)
    ranks[order] = places - np.maximum.accumulate(np.where(starts, places, 0))
    return ranks


def _key(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _documents(story: StoryView, claims: Iterable[int]) -> int:
    return len({story.claim_document[c] for c in claims})


def related_claims(story: StoryView) -> list[tuple[int, ...]]:
    """Return the groups of claims of two or more documents that are alike.

    They are found by average linkage in each connected component of the graph whose edges join
    claims that are alike. A claim in none of them is paired with its nearest in another document.
    """
    groups: set[tuple[int, ...]] = set()
    grouped: set[int] = set()
    for component in _components(story.cosines.pairs(ALIKE)):
        for group in _split(story, component, ALIKE):
            if _documents(story, group) > 1:
                groups.add(group)
                grouped.update(group)
    # For each claim in no group: the highest cosine, and the pair of claims that has it.
    best: dict[int, tuple[float, tuple[int, int]]] = {}
    for i, j in story.cosines.twins(MUTUAL):
        for claim in (i, j):
            if claim not in grouped:
                best_so_far = best.get(claim, (0.0, (0, 0)))
                best[claim] = max(best_so_far, (story.cosines.of(i, j), (i, j)))
    groups.update(pair for _, pair in best.values())
    return sorted(groups)


def _components(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the connected groups of two or more claims of the graph with these edges."""
    groups = Groups()
    connected: set[int] = set()
    for i, j in pairs:
        groups.join(i, j)
        connected |= {i, j}
    members: dict[int, list[int]] = defaultdict(list)
    for claim in sorted(connected):
        members[groups.find(claim)].append(claim)
    return list(members.values())


def _split(story: StoryView, component: list[int], least: float) -> Iterator[tuple[int, ...]]:
    """Yield the groups that average linkage finds in a component of claims alike by ``least``.

    A component of more than :data:`LARGEST` claims is first split by a higher cosine.
    """
    if len(component) > LARGEST and least < 1:
        claims, above = set(component), round(least + _STEP, 2)
        pairs = (p for p in story.cosines.pairs(above) if p[0] in claims and p[1] in claims)
        for part in _components(pairs):
            yield from _split(story, part, above)
        return
    for rows in average_linkage(story.cosines.block(component, component), ALIKE):
        yield tuple(component[row] for row in rows)
