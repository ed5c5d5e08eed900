"""Disjoint sets of numbers."""

from __future__ import annotations


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
