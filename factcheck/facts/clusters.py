"""Claims that state the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from factcheck.similarity.groups import Groups, average_linkage
from factcheck.stories.story import StoryView

# Two claims may state the same thing from this cosine of their vectors on; a cluster grows by
# average linkage, so that chains of half-alike sentences do not melt into one.
ALIKE = 0.58
# Two claims that are each other's nearest in their documents may state the same thing from this
# cosine on, though they are too far apart to draw others in.
MUTUAL = 0.5
# A connected group of more claims than this is cut before all its pairs are looked at.
LARGEST = 2_000
_CUT = 0.05


@dataclass(frozen=True, slots=True)
class ClaimCluster:
    """Claims, by their numbers in the story, that state the same thing."""

    claims: tuple[int, ...]


def cluster_claims(story: StoryView) -> list[ClaimCluster]:
    """Return the clusters with claims from two or more documents.

    They are found by average linkage in each connected component of the graph of claims alike.
    """
    found: set[tuple[int, ...]] = set()
    clustered: set[int] = set()
    for component in _components(story.cosines.pairs(ALIKE)):
        for group in _parted(story, component, ALIKE):
            if len({story.claim_document[c] for c in group}) > 1:
                found.add(group)
                clustered.update(group)
    # A claim that no cluster drew in stands beside its nearest relative elsewhere.
    best: dict[int, tuple[float, tuple[int, int]]] = {}
    for i, j in story.cosines.twins(MUTUAL):
        for claim in (i, j):
            if claim not in clustered:
                found_for = best.get(claim, (0.0, (0, 0)))
                best[claim] = max(found_for, (story.cosines.of(i, j), (i, j)))
    found.update(pair for _, pair in best.values())
    return [ClaimCluster(claims) for claims in sorted(found)]


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


def _parted(story: StoryView, component: list[int], least: float) -> Iterator[tuple[int, ...]]:
    """Yield the groups that average linkage finds in a component of claims alike by ``least``.

    One of more than :data:`LARGEST` claims is cut first where claims are less alike.
    """
    if len(component) > LARGEST and least < 1:
        held, above = set(component), round(least + _CUT, 2)
        pairs = (p for p in story.cosines.pairs(above) if p[0] in held and p[1] in held)
        for part in _components(pairs):
            yield from _parted(story, part, above)
        return
    for rows in average_linkage(story.cosines.block(component, component), ALIKE):
        yield tuple(component[row] for row in rows)
