"""A story as the comparing steps see it: its values and claims in one list, with their vectors."""

from __future__ import annotations

import math
from collections import Counter
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
from factcheck.values.names import Names

# The claim number of a place outside all claims, such as a publication date.
NO_CLAIM = -1


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value of a fact stands: document and claim numbers in the story, and offsets."""

    document: int
    claim: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Located:
    """A value with where it stands: document and claim numbers within its story."""

    number: int
    document: int
    claim: int
    value: Value

    @property
    def spot(self) -> Spot:
        """Where the value stands, to the character."""
        return Spot(self.document, self.claim, self.value.start, self.value.end)


class Weighed(NamedTuple):
    """A set of words, and what they weigh together in a story."""

    words: frozenset[str]
    weight: float


def documents_of(held: Iterable[Located]) -> set[int]:
    """Return the numbers of the documents in which values stand."""
    return {located.document for located in held}


@dataclass(frozen=True)
class StoryView:
    """The documents of one story, their claims and values numbered through."""

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
        """The vector of each phrase about a value in a slot."""
        found: dict[str, npt.NDArray[np.float32]] = {}
        for analysis in self.analyses:
            rows = analysis.vectors[len(analysis.claims) :]
            found.update(zip(phrases_of(analysis.claims), rows, strict=True))
        return found

    @cached_property
    def cosines(self) -> Cosines:
        """How alike the claims are."""
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
        """Return one value of each side, those whose claims are most alike."""
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

    def text(self, spot: Spot) -> str:
        """Return the words at a place, as they are written."""
        return self.analyses[spot.document].document.text[spot.start : spot.end]

    @cached_property
    def kinship(self) -> Vectors:
        """How many rare names each two documents share, 0 to 1, shape (documents, documents)."""
        held = [
            {v.normalized for c in a.claims for v in c.values if v.kind == Names.name}
            for a in self.analyses
        ]
        counted = Counter(name for names in held for name in names)
        column = {name: n for n, name in enumerate(sorted(n for n in counted if counted[n] > 1))}
        uses = np.zeros((len(held), len(column)), dtype=np.float32)
        for row, names in enumerate(held):
            uses[row, [column[name] for name in names if name in column]] = 1
        rarity = np.array([_exact(1 / counted[name]) for name in column], dtype=np.float32)
        weighted = uses * rarity
        both = weighted @ uses.T
        total = weighted.sum(axis=1)
        union = total[:, None] + total[None, :] - both
        shared: Vectors = np.divide(both, union, out=np.zeros_like(both), where=union > 0)
        np.fill_diagonal(shared, 1)
        return shared.round(3)

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
        found = self._weighed.get(key)
        if found is None:
            distinct = frozenset(key)
            found = self._weighed[key] = Weighed(distinct, self.weight(distinct))
        return found

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
    """Return a weight in whole steps, whose sums are the same in any order of summation."""
    return round(weight * _STEPS) / _STEPS


_STEPS = 1024
_RAREST = _exact(1.2)
