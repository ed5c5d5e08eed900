"""The nearest rows of a matrix that is too large to compare all rows with all."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]

# Neighbours that are looked for, for each row.
NEAREST = 64
# Rows looked up at a time.
BLOCK = 1_000


def neighbours(vectors: Floats, most: int = NEAREST) -> tuple[Rows, Rows]:
    """Return the pairs of rows in which one is among the ``most`` nearest of the other.

    Rows are near if their inner product is large; ``vectors`` is of shape ``(rows, dimension)``.
    The result is two arrays of row numbers, of shape ``(pairs,)``. Each pair comes once, the lower
    row first, in ascending order. The index is approximate (HNSW, Malkov and Yashunin 2016): a
    neighbour may be missing, but the same rows give the same pairs, because one thread builds the
    graph, which depends on the order of insertion.
    """
    if len(vectors) < 2:
        return np.zeros(0, np.intp), np.zeros(0, np.intp)
    from usearch.index import Index

    index: Any = Index(ndim=vectors.shape[1], metric="ip", dtype="f16")
    index.add(np.arange(len(vectors)), vectors, threads=1)
    codes = [np.zeros(0, np.int64)]
    for begin in range(0, len(vectors), BLOCK):
        asked = np.arange(begin, min(begin + BLOCK, len(vectors)))
        other = index.search(vectors[asked], min(most, len(vectors))).keys.reshape(-1)
        other = other.astype(np.int64)
        row = np.repeat(asked, len(other) // len(asked))
        code = np.minimum(row, other) * len(vectors) + np.maximum(row, other)
        codes.append(np.unique(code[row != other]))
    low, high = np.divmod(np.unique(np.concatenate(codes)), max(1, len(vectors)))
    return low.astype(np.intp), high.astype(np.intp)
