"""Articles of one story that may report two events, so that their values do not contradict.

Reports of two earthquakes on one island, years apart, use the same words and name the same places,
so that grouping makes one story of them. They are recognised because the articles fall into two
sets that differ in their other words, and in several figures.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from factcheck.facts.fact import CandidateFact
from factcheck.stories.story import StoryView

# The mean similarity of articles of two sets, as a share of that within a set, is at most this.
PARTED = 0.7
# Fewer facts than this that differ between the sets may be slips and updates of one event.
FEWEST_FACTS = 3
# One fact less is enough between two sets of so many articles that lie as far apart as this.
FAR_APART, FEWEST_ARTICLES = 0.4, 3
# At least this share of the articles that give a fact have the value of their set.
PURE = 0.85
# Facts of a lower confidence are not counted among these.
LEAST_CONFIDENCE = 0.4
# A fact to which two articles give one value makes them so much more alike, one to which they give
# two so much less.
FOR_FACT = 0.03


def parting_facts(story: StoryView, facts: Sequence[CandidateFact]) -> frozenset[int]:
    """Return the numbers of the ``facts`` whose values may belong to two events.

    These are the facts whose values split the documents into the same two sets. The result is
    empty if fewer than :data:`FEWEST_FACTS` of them are likely, one less where these lie far apart.
    """
    likely = [fact for fact in facts if fact.confidence >= LEAST_CONFIDENCE]
    if len(likely) < FEWEST_FACTS - 1:
        return frozenset()
    # Words alone are misled where one event is told in many ways, facts alone where many are wrong.
    words = _cosines(story)
    best: tuple[int, frozenset[int]] = (0, frozenset())
    for alike in (words, _with_facts(words, likely)):
        cut = _cut(words, alike)
        if cut is None:
            continue
        splitting = frozenset(n for n, fact in enumerate(facts) if _splits(fact, cut.one_set))
        surely = sum(facts[n].confidence >= LEAST_CONFIDENCE for n in splitting)
        if surely >= FEWEST_FACTS - cut.is_deep and surely > best[0]:
            best = (surely, splitting)
    return best[1]


def _with_facts(
    words: npt.NDArray[np.float64], facts: Sequence[CandidateFact]
) -> npt.NDArray[np.float64]:
    """Return the cosines of documents, raised and lowered by the facts that they give."""
    alike = words.copy()
    for fact in facts:
        by_value = [sorted({spot.document for spot in v.spots}) for v in fact.variants]
        for a, one in enumerate(by_value):
            for b, other in enumerate(by_value):
                alike[np.ix_(one, other)] += FOR_FACT if a == b else -FOR_FACT
    np.fill_diagonal(alike, 0.0)
    return np.clip(alike, 0.0, None)


def _splits(fact: CandidateFact, one_set: frozenset[int]) -> bool:
    """Return True if each set has values of its own, and nearly all articles have those of theirs.

    Not all must, since an article may recall the other event.
    """
    by_value = [{m.document for m in v.spots} for v in fact.variants]
    inside = [len(documents & one_set) for documents in by_value]
    sides = {2 * n > len(documents) for n, documents in zip(inside, by_value, strict=True)}
    pure = sum(max(n, len(documents) - n) for n, documents in zip(inside, by_value, strict=True))
    return len(sides) == 2 and pure >= PURE * sum(map(len, by_value))


class _Cut(NamedTuple):
    """One of the two sets into which documents fall, and whether these lie far apart."""

    one_set: frozenset[int]
    is_deep: bool


def _cut(words: npt.NDArray[np.float64], alike: npt.NDArray[np.float64]) -> _Cut | None:
    """Return the cut between the two sets into which the documents fall, None if they are one set.

    ``alike`` is by what they are cut, ``words`` their cosines, by which the sets must lie apart,
    both of shape ``(documents, documents)``. The cut is the normalised one of Shi and Malik (2000),
    along the second eigenvector.
    """
    size = len(words)
    if size < 4:
        return None
    degree = alike.sum(axis=1) + 1e-9
    laplacian = np.eye(size) - alike / np.sqrt(np.outer(degree, degree))
    second = np.linalg.eigh(laplacian)[1][:, 1] / np.sqrt(degree)
    order = np.lexsort((np.arange(size), np.round(second, 6)))
    cuts = [(order[:n], order[n:]) for n in range(2, size - 1)]

    def cost(cut: tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]) -> float:
        a, b = cut
        between = alike[np.ix_(a, b)].sum()
        return round(float(between / degree[a].sum() + between / degree[b].sum()), 9)

    a, b = min(cuts, key=cost)
    within = min(words[np.ix_(s, s)].sum() / (len(s) * (len(s) - 1)) for s in (a, b))
    between = words[np.ix_(a, b)].mean()
    if between > PARTED * within:
        return None
    is_deep = between <= FAR_APART * within and min(len(a), len(b)) >= FEWEST_ARTICLES
    return _Cut(frozenset(a.tolist()), bool(is_deep))


def _cosines(story: StoryView) -> npt.NDArray[np.float64]:
    """Return the cosines of the documents by their words; rare words weigh most.

    The shape is ``(documents, documents)``, with 0 on the diagonal.
    """
    counts = [Counter(w for c in a.claims for w in c.content) for a in story.analyses]
    documents_with = Counter(w for words in counts for w in words)
    column = {word: n for n, word in enumerate(sorted(documents_with))}
    rows = np.zeros((len(counts), max(1, len(column))))
    for row, words in enumerate(counts):
        for word, count in words.items():
            rarity = math.log((1 + len(counts)) / documents_with[word]) + 0.1
            rows[row, column[word]] = (1 + math.log(count)) * rarity
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    cosines = np.round(rows @ rows.T, 6)
    np.fill_diagonal(cosines, 0.0)
    return cosines
