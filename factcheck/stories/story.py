"""A story for the steps that compare: all its claims and values, numbered, with their vectors."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from factcheck.claims.analysis import Analysis, Vectors, phrases_of
from factcheck.model import Claim, Value
from factcheck.similarity.cosines import Cosines
from factcheck.stories.copies import find_copies
from factcheck.values import slot_kinds

# The claim number of a place that is in no claim, such as a publication date.
NO_CLAIM = -1


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of a value: document and claim numbers in the story, and offsets into the text."""

    document: int
    claim: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Located:
    """A value of a story with its own number, and the numbers of its document and its claim."""

    number: int
    document: int
    claim: int
    value: Value

    @property
    def spot(self) -> Spot:
        """The place of the value, to the character."""
        return Spot(self.document, self.claim, self.value.start, self.value.end)


class Weighed(NamedTuple):
    """A set of words, and the sum of their weights in a story."""

    words: frozenset[str]
    weight: float


def documents_of(values: Iterable[Located]) -> set[int]:
    """Return the numbers of the documents that have these values."""
    return {located.document for located in values}


@dataclass(frozen=True)
class StoryView:
    """The documents of one story, with all their claims and values numbered from 0."""

    analyses: tuple[Analysis, ...]

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, document by document."""
        return tuple(c for a in self.analyses for c in a.claims)

    @cached_property
    def claim_document(self) -> tuple[int, ...]:
        """For each claim the number of its document."""
        return tuple(d for d, a in enumerate(self.analyses) for _ in a.claims)

    @cached_property
    def vectors(self) -> Vectors:
        """The vectors of all claims, float32 of shape ``(claims, dimension)``."""
        return np.concatenate([a.vectors[: len(a.claims)] for a in self.analyses])

    @cached_property
    def phrase_vectors(self) -> dict[str, npt.NDArray[np.float32]]:
        """The vector of each phrase about a value in a slot, float32 of shape ``(dimension,)``."""
        by_phrase: dict[str, npt.NDArray[np.float32]] = {}
        for analysis in self.analyses:
            rows = analysis.vectors[len(analysis.claims) :]
            by_phrase.update(zip(phrases_of(analysis.claims), rows, strict=True))
        return by_phrase

    @cached_property
    def cosines(self) -> Cosines:
        """The cosines of the claims with each other."""
        return Cosines(self.vectors, self.claim_document)

    @cached_property
    def copies(self) -> dict[int, int]:
        """For each claim the number of the first claim that it repeats; see :mod:`.copies`."""
        texts = [
            self.analyses[document].document.text[claim.start : claim.end]
            for claim, document in zip(self.claims, self.claim_document, strict=True)
        ]
        return find_copies(texts, self.claim_document, self.cosines)

    def nearest(
        self, first: Sequence[Located], second: Sequence[Located]
    ) -> tuple[Located, Located]:
        """Return the two values, one of each side, whose claims are most alike."""
        alike = self.cosines.block([m.claim for m in first], [m.claim for m in second])
        i, j = np.unravel_index(int(alike.argmax()), alike.shape)
        return first[int(i)], second[int(j)]

    def alike(self, first: Sequence[Located], second: Sequence[Located]) -> float:
        """Return the cosine of the two claims, one of each side, that are most alike."""
        a, b = self.nearest(first, second)
        return self.cosines.of(a.claim, b.claim)

    @cached_property
    def values(self) -> tuple[Located, ...]:
        """All values of all claims, in the order of the claims."""
        located: list[Located] = []
        for number, (claim, document) in enumerate(
            zip(self.claims, self.claim_document, strict=True)
        ):
            for value in claim.values:
                located.append(Located(len(located), document, number, value))
        return tuple(located)

    def of_kind(self, kind: str) -> list[Located]:
        """Return the values of one kind."""
        return [v for v in self.values if v.value.kind == kind]

    def forms(self, claim: int, kind: str) -> set[str]:
        """Return the normalised values of one kind in a claim."""
        return {v.normalized for v in self.claims[claim].values if v.kind == kind}

    @cached_property
    def figures(self) -> tuple[frozenset[tuple[str, str]], ...]:
        """For each claim its values in slots, as kind and normalised form."""
        with_slots = slot_kinds()
        return tuple(
            frozenset((v.kind, v.normalized) for v in claim.values if v.kind in with_slots)
            for claim in self.claims
        )

    def text(self, spot: Spot) -> str:
        """Return the text at a place, as it is written."""
        return self.analyses[spot.document].document.text[spot.start : spot.end]

    @cached_property
    def lone_names(self) -> frozenset[str]:
        """The folded words of names that one article alone writes, where there are three or more.

        Each may be a slip.
        """
        written: dict[str, set[int]] = defaultdict(set)
        for located in self.of_kind("name"):
            written[located.value.normalized].add(located.document)
        enough = len(self.analyses) >= _ENOUGH
        return frozenset(w for w, held in written.items() if enough and len(held) == 1)

    @cached_property
    def rarity(self) -> dict[str, float]:
        """Weight of each content word: how few of the story's documents use it, 0.2 to 1.2."""
        counted: Counter[str] = Counter()
        for analysis in self.analyses:
            counted.update({w for c in analysis.claims for w in c.content})
        total = len(self.analyses)
        return {
            w: _exact(0.2 + math.log((1 + total) / n) / math.log(1 + total))
            for w, n in counted.items()
        }

    def weight(self, words: Iterable[str]) -> float:
        """Return the summed weights of ``words``; unknown words count as rare."""
        rarity = self.rarity
        return sum([rarity.get(w, _RAREST) for w in words])

    @cached_property
    def _weighed(self) -> dict[tuple[str, ...], Weighed]:
        return {}

    def weighed(self, words: Sequence[str]) -> Weighed:
        """Return the set of ``words`` with its weight, for comparing it with many others."""
        key = tuple(words)
        known = self._weighed.get(key)
        if known is None:
            distinct = frozenset(key)
            known = self._weighed[key] = Weighed(distinct, self.weight(distinct))
        return known

    def overlap(self, a: Sequence[str], b: Sequence[str]) -> float:
        """Return the weighted share of words in common, 0 to 1; 0 where either has none."""
        return self.overlap_of(self.weighed(a), self.weighed(b))

    def overlap_of(self, a: Weighed, b: Weighed) -> float:
        """Return the same for sets whose weights are known."""
        both = a.words & b.words
        if not both:
            return 0.0
        shared = self.weight(both)
        return shared / (a.weight + b.weight - shared)


def _exact(weight: float) -> float:
    """Return a weight in whole steps, so that a sum is the same in any order of its terms."""
    return round(weight * _STEPS) / _STEPS


_STEPS = 1024
_RAREST = _exact(1.2)
# From so many articles on, a name that one alone has is unusual.
_ENOUGH = 3
