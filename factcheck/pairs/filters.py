"""Filters: each is one reason, with a name, why a candidate does not become a finding.

A family of candidates (figures, spellings, quotations, ...) keeps the tuple of its filters beside
the code that finds them; :mod:`factcheck.facts.filters` lists them all. What no discrepancy can do
without, two values that differ from two documents, is no filter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

Subject = TypeVar("Subject")
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Filter(Generic[Subject]):
    """One reason to hold candidates back.

    ``name``, in kebab case, is what the configuration switches it off by; ``why`` is one sentence
    for whoever reads the counts. ``holds_back`` returns True for a candidate that is no finding.
    """

    name: str
    why: str
    holds_back: Callable[[Subject], bool]


@dataclass(frozen=True, slots=True)
class ArrayFilter(Generic[Subject]):
    """The same for many candidates at once: ``holds_back`` returns True or False for each."""

    name: str
    why: str
    holds_back: Callable[[Subject], Mask]


class Screening:
    """Which filters are at work in the comparison of one story, and what each has held back.

    ``off`` are the names of those that are switched off, ``counts`` the numbers of candidates held
    back by the names of the filters. A candidate counts for the first filter that holds it back.
    """

    def __init__(self, off: Collection[str] = ()) -> None:
        self.off = frozenset(off)
        self.counts: Counter[str] = Counter()

    def passes(
        self, filters: Iterable[Filter[Subject]], subject: Subject, candidates: int = 1
    ) -> bool:
        """Return True if no filter holds ``subject`` back, which stands for so many candidates."""
        for each in filters:
            if each.name not in self.off and each.holds_back(subject):
                self.counts[each.name] += candidates
                return False
        return True

    def passing(self, each: ArrayFilter[Subject], subject: Subject, candidates: int) -> Mask:
        """Return which of so many candidates pass a filter, a mask of shape ``(candidates,)``."""
        if each.name in self.off:
            return np.ones(candidates, np.bool_)
        stopped = each.holds_back(subject)
        if count := int(stopped.sum()):
            self.counts[each.name] += count
        return ~stopped
