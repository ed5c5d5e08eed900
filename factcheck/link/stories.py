"""Documents -> stories: which documents report one event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from factcheck.link.view import Analysis

# From this similarity on two documents, or on average two groups of them, report one event.
SAME_STORY = 0.3


def group_stories(analyses: Sequence[Analysis]) -> list[tuple[Analysis, ...]]:
    """Return the analyses grouped into stories, each in the order given."""
    if len(analyses) < 2:
        return [tuple(analyses)] if analyses else []
    from sklearn.cluster import AgglomerativeClustering

    distance = 1.0 - document_similarity(analyses)
    labels = AgglomerativeClustering(
        n_clusters=None,
        metric="precomputed",
        linkage="average",
        distance_threshold=1.0 - SAME_STORY,
    ).fit_predict(distance)
    groups: dict[int, list[Analysis]] = defaultdict(list)
    for analysis, label in zip(analyses, labels.tolist(), strict=True):
        groups[label].append(analysis)
    return sorted((tuple(g) for g in groups.values()), key=lambda g: g[0].document.id)


def document_similarity(analyses: Sequence[Analysis]) -> npt.NDArray[np.float64]:
    """Return how likely each two documents report one event, shape ``(n, n)``, 0 to 1.

    Half of it is what the documents mean (the cosine of their mean claim vectors), half of it the
    names they share, rare names counting most: two earthquakes are told in the same words but
    strike different places.
    """
    means = np.stack(
        [a.vectors[: len(a.claims)].mean(axis=0) if a.claims else _none(a) for a in analyses]
    )
    norms = np.linalg.norm(means, axis=1, keepdims=True)
    means = means / np.where(norms == 0, 1, norms)
    meaning = np.clip(means @ means.T, 0, 1)
    names = [_names(a) for a in analyses]
    counted: Counter[str] = Counter()
    for held in names:
        counted.update(held.keys())
    vocabulary = {w: i for i, w in enumerate(sorted(counted))}
    weights = np.zeros((len(analyses), max(1, len(vocabulary))))
    for row, held in enumerate(names):
        for word, count in held.items():
            idf = np.log((1 + len(analyses)) / counted[word]) + 0.1
            weights[row, vocabulary[word]] = (1 + np.log(count)) * idf
    norms = np.linalg.norm(weights, axis=1, keepdims=True)
    weights = weights / np.where(norms == 0, 1, norms)
    shared = weights @ weights.T
    return np.round((meaning + shared) / 2, 3)  # type: ignore[no-any-return]


def _none(analysis: Analysis) -> npt.NDArray[np.float32]:
    return np.zeros(analysis.vectors.shape[1], dtype=np.float32)


def _names(analysis: Analysis) -> Counter[str]:
    return Counter(v.normalized for c in analysis.claims for v in c.values if v.kind == "name")
