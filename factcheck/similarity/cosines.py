"""Cosines of the claims of a story: of all pairs, or in a large story of the nearest claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from factcheck.similarity.neighbours import neighbours

Vectors = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]

# Up to this many claims the cosines of all pairs are kept (four bytes each): 144 MB.
DENSE = 6_000
# Pairs whose cosines are computed at a time.
BLOCK = 20_000


class Cosines:
    """The cosines of the claims of one story with each other, rounded to three decimals.

    ``vectors`` is of shape ``(claims, dimension)``, ``documents`` the number of the document of
    each claim, in ascending order. A cosine is the same in every block in which it is computed,
    because the products of the vectors are exact (see :mod:`factcheck.language.encoder`).
    """

    def __init__(self, vectors: Vectors, documents: Sequence[int]) -> None:
        self.vectors = vectors
        self._documents = np.array(documents, dtype=np.intp)
        self._all = self._product(vectors, vectors) if len(vectors) <= DENSE else None

    @staticmethod
    def _product(rows: Vectors, columns: Vectors) -> Vectors:
        return np.round(rows @ columns.T, 3)

    def of(self, i: int, j: int) -> float:
        """Return the cosine of two claims."""
        if self._all is not None:
            return float(self._all[i, j])
        return float(self.block([i], [j])[0, 0])

    def block(self, rows: Sequence[int] | Rows, columns: Sequence[int] | Rows) -> Vectors:
        """Return the cosines of ``rows`` with ``columns``, shape ``(rows, columns)``."""
        if self._all is not None:
            cosines: Vectors = self._all[
                np.asarray(rows, np.intp)[:, None], np.asarray(columns, np.intp)
            ]
            return cosines
        first, second = np.asarray(rows, np.intp), np.asarray(columns, np.intp)
        return self._product(self.vectors[first], self.vectors[second])

    def each(self, first: Rows, second: Rows) -> Vectors:
        """Return the cosine of each claim of ``first`` with its partner in ``second``.

        Both have the shape of the result, ``(pairs,)``.
        """
        if self._all is not None:
            return self._all[first, second]
        return paired(self.vectors, first, second)

    def pairs(self, least: float) -> Iterator[tuple[int, int]]:
        """Yield the pairs of claims with a cosine of ``least`` or more, the lower number first.

        With more than :data:`DENSE` claims, only pairs are looked at in which one claim is among
        the nearest of the other.
        """
        return _listed(*self.ends(least))

    def twins(self, least: float) -> Iterator[tuple[int, int]]:
        """Yield those of :meth:`pairs`, from two documents, that are each other's best match.

        Neither document has a claim that is more like the claim of the other document.
        """
        first, second = self.ends(least)
        apart = self._documents[first] != self._documents[second]
        first, second = first[apart], second[apart]
        both = self.are_best(first, second) & self.are_best(second, first)
        return _listed(first[both], second[both])

    def ends(self, least: float) -> tuple[Rows, Rows]:
        """Return the two claims of each of :meth:`pairs`, both of shape ``(pairs,)``."""
        if self._all is not None:
            first, second = np.nonzero(np.triu(self._all >= least, 1))
            return first, second
        low, high, cosine = self._near
        return low[cosine >= least], high[cosine >= least]

    @cached_property
    def _near(self) -> tuple[Rows, Rows, Vectors]:
        low, high = neighbours(self.vectors)
        return low, high, paired(self.vectors, low, high)

    def are_best(self, claims: Rows, others: Rows) -> Mask:
        """Return, for each of ``others``, True if it is the best match of its partner.

        The partner is the claim at the same position of ``claims``; no other claim of the
        document of a best match is more like the partner. All shapes are ``(pairs,)``.
        """
        best: Mask = self.each(claims, others) >= self._best(claims, self._documents[others])
        return best

    def _best(self, claims: Rows, documents: Rows) -> Vectors:
        """Return the highest cosine of each claim with a claim of its partner in ``documents``."""
        if self._all is not None:
            return self._all_best[claims, documents]
        best = np.empty(len(claims), np.float32)
        order = np.argsort(documents, kind="stable")
        for part in np.split(order, np.flatnonzero(np.diff(documents[order])) + 1):
            if len(part):
                claims_of_document = np.flatnonzero(self._documents == documents[part[0]])
                best[part] = self.block(claims[part], claims_of_document).max(axis=1)
        return best

    @cached_property
    def _all_best(self) -> Vectors:
        """The highest cosine of each claim in each document, shape ``(claims, documents)``."""
        assert self._all is not None
        best = np.full((len(self.vectors), self._documents.max(initial=-1) + 1), -1, np.float32)
        for document in np.unique(self._documents):
            best[:, document] = self._all[:, self._documents == document].max(axis=1)
        return best


def _listed(first: Rows, second: Rows) -> Iterator[tuple[int, int]]:
    return zip(first.tolist(), second.tolist(), strict=True)


def paired(vectors: Vectors, first: Rows, second: Rows) -> Vectors:
    """Return the cosine of each row ``first`` with its partner in ``second``, to three decimals."""
    cosines = np.empty(len(first), np.float32)
    for begin in range(0, len(first), BLOCK):
        part = slice(begin, begin + BLOCK)
        cosines[part] = np.einsum("ij,ij->i", vectors[first[part]], vectors[second[part]])
    return np.round(cosines, 3)
