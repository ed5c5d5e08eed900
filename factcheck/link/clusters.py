"""Claims that state the same thing, and passages that one document copied from another."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import cast

import numpy as np
from rapidfuzz.fuzz import token_sort_ratio

from factcheck.link.groups import Groups, average_linkage
from factcheck.link.view import StoryView

# Two claims may state the same thing from this cosine of their vectors on; a cluster grows by
# average linkage, so that chains of half-alike sentences do not melt into one.
ALIKE = 0.58
# Two claims that are each other's nearest in their documents may state the same thing from this
# cosine on, though they are too far apart to draw others in.
MUTUAL = 0.5
# From this share of equal words on, a sentence is a copy of another and not a second witness.
COPIED = 90.0
COPY_COSINE = 0.9
FEWEST_COPIED_WORDS = 6


@dataclass(frozen=True, slots=True)
class ClaimCluster:
    """Claims, by their numbers in the story, that state the same thing."""

    claims: tuple[int, ...]


def copies(story: StoryView) -> dict[int, int]:
    """Return for each claim the number of the first claim that it repeats nearly word for word.

    A claim that repeats none stands for itself. They are looked for once in a story.
    """
    if "copies" not in story.memory:
        story.memory["copies"] = _copies(story)
    return cast(dict[int, int], story.memory["copies"])


def _copies(story: StoryView) -> dict[int, int]:
    groups = Groups()
    text = [
        story.analyses[d].document.text[c.start : c.end]
        for c, d in zip(story.claims, story.claim_document, strict=True)
    ]
    documents = np.array(story.claim_document)
    apart = documents[:, None] != documents[None, :]
    near = np.argwhere(np.triu((story.similarity >= COPY_COSINE) & apart, 1))
    for i, j in near.tolist():
        if min(text[i].count(" "), text[j].count(" ")) + 1 < FEWEST_COPIED_WORDS:
            continue
        if text[i] == text[j] or token_sort_ratio(text[i], text[j]) >= COPIED:
            groups.join(i, j)
    return {i: groups.find(i) for i in range(len(text))}


def cluster_claims(story: StoryView) -> list[ClaimCluster]:
    """Return the clusters with claims from two or more documents.

    They are found by average linkage in each connected component of the graph of claims alike.
    """
    documents = np.array(story.claim_document)
    similarity = story.similarity
    alike = similarity >= ALIKE
    np.fill_diagonal(alike, False)
    components = Groups()
    for i, j in np.argwhere(np.triu(alike)).tolist():
        components.join(i, j)
    members: dict[int, list[int]] = defaultdict(list)
    for claim in range(len(documents)):
        members[components.find(claim)].append(claim)
    found: set[tuple[int, ...]] = set()
    clustered: set[int] = set()
    for component in members.values():
        for rows in average_linkage(similarity[np.ix_(component, component)], ALIKE):
            group = tuple(component[row] for row in rows)
            if len({int(documents[c]) for c in group}) > 1:
                found.add(group)
                clustered.update(group)
    # A claim that no cluster drew in stands beside its nearest relative elsewhere.
    best: dict[int, tuple[float, tuple[int, int]]] = {}
    for i, j in mutual_neighbours(story):
        for claim in (i, j):
            if claim not in clustered:
                found_for = best.get(claim, (0.0, (0, 0)))
                best[claim] = max(found_for, (float(similarity[i, j]), (i, j)))
    found.update(pair for _, pair in best.values())
    return [ClaimCluster(claims) for claims in sorted(found)]


def mutual_neighbours(story: StoryView) -> list[tuple[int, int]]:
    """Return the pairs of claims of two documents that are each the nearest to the other there."""
    documents = np.array(story.claim_document)
    apart = documents[:, None] != documents[None, :]
    near = np.argwhere(np.triu((story.similarity >= MUTUAL) & apart, 1)).tolist()
    return [
        (i, j)
        for i, j in near
        if story.similarity[i, j] >= story.best_in_document(i, j)
        and story.similarity[i, j] >= story.best_in_document(j, i)
    ]
