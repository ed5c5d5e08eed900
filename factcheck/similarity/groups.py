"""Groups of numbered things: disjoint sets, and groups whose members are alike on average."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


class Groups:
    """Disjoint sets over whole numbers; a number that was never joined is a set of its own."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def find(self, item: int) -> int:
        """Return the least number of the set of ``item``."""
        root = item
        while (parent := self._parent.get(root, root)) != root:
            root = parent
        self._parent[item] = root
        return root

    def join(self, a: int, b: int) -> None:
        """Unite the sets of ``a`` and ``b``."""
        first, second = sorted((self.find(a), self.find(b)))
        self._parent[second] = first


def average_linkage(similarity: npt.NDArray[np.float32], least: float) -> list[list[int]]:
    """Return groups of rows, joined as long as two groups are alike by ``least`` on average.

    ``similarity`` is symmetric, of shape ``(n, n)``, with three decimals; the groups are lists of
    row numbers. Source of the method: unweighted pair-group averaging (Sokal and Michener 1958).
    """
    size = len(similarity)
    if size < 2:
        return [[row] for row in range(size)]
    if size == 2:
        return [[0, 1]] if similarity[0, 1] >= least else [[0], [1]]
    from scipy.cluster.hierarchy import fcluster, linkage

    alike = similarity[np.triu_indices(size, 1)].astype(np.float64)
    distance = np.maximum(1.0 - alike, 0.0)  # a cosine may be rounded to a little above 1
    # The slack allows for the rounding of means: groups that are alike by just ``least`` join.
    label = fcluster(linkage(distance, "average"), 1.0 - least + 1e-6, "distance")
    return [np.flatnonzero(label == number).tolist() for number in np.unique(label)]
