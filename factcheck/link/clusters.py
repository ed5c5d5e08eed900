"""Claims that state the same thing, and passages that one document copied from another."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from rapidfuzz.fuzz import token_sort_ratio

from factcheck.link.groups import Groups
from factcheck.link.view import StoryView

# Two claims may state the same thing from this cosine of their vectors on; a cluster grows by
# average linkage, so that chains of half-alike sentences do not melt into one.
ALIKE = 0.62
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

    A claim that repeats none stands for itself.
    """
    groups = Groups()
    text = [
        story.analyses[d].document.text[c.start : c.end]
        for c, d in zip(story.claims, story.claim_document, strict=True)
    ]
    near = np.argwhere(np.triu(story.similarity >= COPY_COSINE, 1))
    for i, j in near.tolist():
        if story.claim_document[i] == story.claim_document[j]:
            continue
        if min(text[i].count(" "), text[j].count(" ")) + 1 < FEWEST_COPIED_WORDS:
            continue
        if text[i] == text[j] or token_sort_ratio(text[i], text[j]) >= COPIED:
            groups.join(i, j)
    return {i: groups.find(i) for i in range(len(text))}


def cluster_claims(story: StoryView) -> list[ClaimCluster]:
    """Return the clusters with claims from two or more documents, by average linkage.

    Source of the method: unweighted pair-group averaging (Sokal and Michener 1958), as
    scikit-learn's AgglomerativeClustering does it, on each connected component of the graph of
    claims alike.
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
    found: list[ClaimCluster] = []
    for component in members.values():
        for group in _average_linkage(component, similarity):
            if len({int(documents[c]) for c in group}) > 1:
                found.append(ClaimCluster(tuple(group)))
    return sorted(found, key=lambda c: c.claims)


def _average_linkage(component: list[int], similarity: np.ndarray) -> list[list[int]]:  # type: ignore[type-arg]
    if len(component) <= 2:
        return [component]
    from sklearn.cluster import AgglomerativeClustering

    distance = 1.0 - similarity[np.ix_(component, component)]
    labels = AgglomerativeClustering(
        n_clusters=None,
        metric="precomputed",
        linkage="average",
        distance_threshold=1.0 - ALIKE,
    ).fit_predict(np.maximum(distance, 0.0))
    groups: dict[int, list[int]] = defaultdict(list)
    for claim, label in zip(component, labels.tolist(), strict=True):
        groups[label].append(claim)
    return list(groups.values())
