"""Articles of one group that may tell two events: where they part, several facts part with them.

Two earthquakes of one island, years apart, are told in the same words about the same places, so
that grouping takes their reports for one story. What gives them away is that the articles fall into
two sets that differ in what else they tell, and in one figure after the other.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from factcheck.facts.fact import CandidateFact
from factcheck.stories.story import StoryView

# Articles of two sets are at most this much alike, those within either set being 1.
PARTED = 0.6
# Fewer facts than this that differ from set to set may be slips and updates of one event.
FEWEST_FACTS = 3
# This share of the articles that give a fact have the value of their set.
PURE = 0.85
# A fact counts from this confidence on.
TOLD = 0.4


def parting_facts(story: StoryView, facts: Sequence[CandidateFact]) -> frozenset[int]:
    """Return which of ``facts``, by number, rather tell two events apart than contradict.

    These are the facts whose values part the documents into the same two sets, if there are
    several of them.
    """
    one_set = _one_set(story)
    if one_set is None:
        return frozenset()
    parting = {n for n, fact in enumerate(facts) if _parts(fact, one_set)}
    told = sum(facts[n].confidence >= TOLD for n in parting)
    return frozenset(parting if told >= FEWEST_FACTS else ())


def _parts(fact: CandidateFact, one_set: frozenset[int]) -> bool:
    """Tell whether the values stand in both sets, and nearly all articles in that of their value.

    One article may recall the other event.
    """
    told = [{s.document for s in v.spots} for v in fact.variants]
    inside = [len(documents & one_set) for documents in told]
    sides = {2 * n > len(documents) for n, documents in zip(inside, told, strict=True)}
    held = sum(max(n, len(documents) - n) for n, documents in zip(inside, told, strict=True))
    return len(sides) == 2 and held >= PURE * sum(map(len, told))


def _one_set(story: StoryView) -> frozenset[int] | None:
    """Return one of the two sets into which the documents fall, or None where they do not.

    The cut is the normalised one of Shi and Malik (2000), along the second eigenvector.
    """
    size = len(story.analyses)
    if size < 4:
        return None
    alike = _alike(story)
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
    within = min(alike[np.ix_(s, s)].sum() / (len(s) * (len(s) - 1)) for s in (a, b))
    if alike[np.ix_(a, b)].mean() > PARTED * within:
        return None
    return frozenset(a.tolist())


def _alike(story: StoryView) -> npt.NDArray[np.float64]:
    """Return the cosines of the documents' words, rare ones counting most, 0 on the diagonal."""
    counts = [Counter(w for c in a.claims for w in c.content) for a in story.analyses]
    used = Counter(w for held in counts for w in held)
    column = {word: n for n, word in enumerate(sorted(used))}
    rows = np.zeros((len(counts), max(1, len(column))))
    for row, held in enumerate(counts):
        for word, count in held.items():
            rarity = math.log((1 + len(counts)) / used[word]) + 0.1
            rows[row, column[word]] = (1 + math.log(count)) * rarity
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    alike = np.round(rows @ rows.T, 6)
    np.fill_diagonal(alike, 0.0)
    return alike
