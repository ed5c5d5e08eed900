"""Claims that state the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from factcheck.similarity.groups import Groups, average_linkage
from factcheck.stories.story import StoryView

# Two claims may state the same thing from this cosine of their vectors on. A cluster grows by
# average linkage, so that a chain of sentences, each a little like the next, is not one cluster.
ALIKE = 0.58
# Two claims that are each other's nearest in their documents may state the same thing from this
# lower cosine on; no third claim joins such a pair.
MUTUAL = 0.5
# A connected group of more claims than this is split before all its pairs are looked at, since the
# time grows with the square of its size.
LARGEST = 2_000
# The cosine of each split is higher by this.
_STEP = 0.05


@dataclass(frozen=True, slots=True)
class ClaimCluster:
    """Claims, by their numbers in the story, that state the same thing."""

    claims: tuple[int, ...]


def cluster_claims(story: StoryView) -> list[ClaimCluster]:
    """Return the clusters with claims from two or more documents.

    They are found by average linkage in each connected component of the graph whose edges join
    claims that are alike. A claim in none of them is paired with its nearest in another document.
    """
    clusters: set[tuple[int, ...]] = set()
    clustered: set[int] = set()
    for component in _components(story.cosines.pairs(ALIKE)):
        for group in _split(story, component, ALIKE):
            if len({story.claim_document[c] for c in group}) > 1:
                clusters.add(group)
                clustered.update(group)
    # For each claim in no cluster: the highest cosine, and the pair of claims that has it.
    best: dict[int, tuple[float, tuple[int, int]]] = {}
    for i, j in story.cosines.twins(MUTUAL):
        for claim in (i, j):
            if claim not in clustered:
                best_so_far = best.get(claim, (0.0, (0, 0)))
                best[claim] = max(best_so_far, (story.cosines.of(i, j), (i, j)))
    clusters.update(pair for _, pair in best.values())
    return [ClaimCluster(claims) for claims in sorted(clusters)]


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
