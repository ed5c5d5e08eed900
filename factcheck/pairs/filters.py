"""Filters: each is one reason, with a name, why a candidate does not become a finding.

The filters of a family of candidates (figures, spellings, quotations, ...) are a tuple in the
module that finds these candidates; :mod:`factcheck.facts.filters` lists them all. What every
discrepancy needs, two differing values from two documents, is no filter.
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

    ``name``, in kebab case, is used in the configuration to switch the filter off. ``why`` is one
    sentence for readers of the counts. ``holds_back`` returns True if a candidate is no finding.
    """

    name: str
    why: str
    holds_back: Callable[[Subject], bool]


@dataclass(frozen=True, slots=True)
class ArrayFilter(Generic[Subject]):
    """A filter for many candidates at once: ``holds_back`` returns a mask, True for no finding."""

    name: str
    why: str
    holds_back: Callable[[Subject], Mask]


class Screening:
    """Applies the filters in the comparison of one story, and counts what each holds back.

    ``off`` are the names of the filters that are switched off. ``counts`` are the numbers of
    candidates held back, by the name of the filter. A candidate counts for the first filter that
    holds it back.
    """

    def __init__(self, off: Collection[str] = ()) -> None:
        self.off = frozenset(off)
        self.counts: Counter[str] = Counter()

    def passes(
        self, filters: Iterable[Filter[Subject]], subject: Subject, candidates: int = 1
    ) -> bool:
        """Return True if no filter holds ``subject`` back.

        If one does, its count grows by ``candidates``, the number that the subject represents.
        """
        for each in filters:
            if each.name not in self.off and each.holds_back(subject):
                self.counts[each.name] += candidates
                return False
        return True

    def passing(self, each: ArrayFilter[Subject], subject: Subject, candidates: int) -> Mask:
        """Return a mask of shape ``(candidates,)``, True for each one that passes the filter."""
        if each.name in self.off:
            return np.ones(candidates, np.bool_)
        held_back = each.holds_back(subject)
        if count := int(held_back.sum()):
            self.counts[each.name] += count
        return ~held_back
