"""Passages that one document of a story copied from another."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.fuzz import token_sort_ratio

from factcheck.similarity.cosines import Cosines
from factcheck.similarity.groups import Groups

# From this share of equal words on, a sentence is a copy of another and not a second witness.
COPIED = 90.0
COPY_COSINE = 0.9
FEWEST_COPIED_WORDS = 6


def find_copies(texts: Sequence[str], documents: Sequence[int], cosines: Cosines) -> dict[int, int]:
    """Return for each claim the number of the first claim that it repeats nearly word for word.

    ``texts`` are the claims, ``documents`` the numbers of their documents and ``cosines`` how alike
    they are. A claim that repeats none stands for itself.
    """
    groups = Groups()
    for i, j in cosines.pairs(COPY_COSINE):
        if documents[i] == documents[j]:
            continue
        if min(texts[i].count(" "), texts[j].count(" ")) + 1 < FEWEST_COPIED_WORDS:
            continue
        if texts[i] == texts[j] or token_sort_ratio(texts[i], texts[j]) >= COPIED:
            groups.join(i, j)
    return {i: groups.find(i) for i in range(len(texts))}
