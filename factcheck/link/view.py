"""A story as the comparing steps see it: its values and claims in one list, with their vectors."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from factcheck.model import Claim, Document, Value

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Analysis:
    """A document with what was found in it: its claims, and a unit vector for each of its texts.

    ``vectors`` is float32 of shape ``(len(texts_of(document, claims)), dimension)``: first one row
    per claim, then one per phrase about a value.
    """

    document: Document
    claims: tuple[Claim, ...]
    vectors: Vectors


def texts_of(document: Document, claims: Sequence[Claim]) -> list[str]:
    """Return the texts of a document that are encoded, in the order of its vectors.

    These are its claims, and then the phrases about its values, each once.
    """
    return [*(document.text[c.start : c.end] for c in claims), *phrases_of(claims)]


def phrases_of(claims: Iterable[Claim]) -> list[str]:
    """Return what is said about the values of ``claims``, each once, in their order.

    These are the masked clause around a value, its label, and the thing it counts.
    """
    slots = [v.slot for c in claims for v in c.values if v.slot.clause]
    return [p for p in dict.fromkeys(p for s in slots for p in (s.clause, s.label, s.head)) if p]


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


def documents_of(held: Iterable[Located]) -> set[int]:
    """Return the numbers of the documents in which values stand."""
    return {located.document for located in held}


@dataclass(frozen=True)
class StoryView:
    """The documents of one story, their claims and values numbered through."""

    analyses: tuple[Analysis, ...]

    @cached_property
    def memory(self) -> dict[str, object]:
        """What steps have found out about this story and other steps ask for again."""
        return {}

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
    def phrase_rows(self) -> dict[str, int]:
        """For each phrase about a value its row in :attr:`phrase_vectors`."""
        return {phrase: row for row, phrase in enumerate(phrases_of(self.claims))}

    @cached_property
    def phrase_vectors(self) -> Vectors:
        """The vectors of the phrases about values, float32 of shape ``(phrases, dimension)``."""
        found: dict[str, npt.NDArray[np.float32]] = {}
        for analysis in self.analyses:
            rows = analysis.vectors[len(analysis.claims) :]
            for phrase, vector in zip(phrases_of(analysis.claims), rows, strict=True):
                found.setdefault(phrase, vector)
        if not found:
            return np.zeros((0, self.vectors.shape[1]), dtype=np.float32)
        return np.stack([found[phrase] for phrase in self.phrase_rows])

    @cached_property
    def similarity(self) -> Vectors:
        """Cosines of all claims with all claims, rounded so that batching leaves no trace."""
        return np.round(self.vectors @ self.vectors.T, 3)

    @cached_property
    def _best(self) -> Vectors:
        """For each claim and each document the highest cosine, shape ``(claims, documents)``."""
        documents = np.array(self.claim_document)
        best = np.full((len(self.claims), len(self.analyses)), -1.0, dtype=np.float32)
        for document in range(len(self.analyses)):
            held = documents == document
            if held.any():
                best[:, document] = self.similarity[:, held].max(axis=1)
        return best

    def best_in_document(self, claim: int, other: int) -> float:
        """Return the highest cosine of ``claim`` with a claim of the document of ``other``."""
        return float(self._best[claim, self.claim_document[other]])

    def twins(self, least: float) -> Iterator[tuple[int, int]]:
        """Yield the claims of two documents, their cosine ``least`` or more, that belong together.

        Neither document has a claim that is more like that of the other one.
        """
        for i, j in np.argwhere(np.triu(self.similarity >= least, 1)).tolist():
            best = max(self.best_in_document(i, j), self.best_in_document(j, i))
            if self.claim_document[i] != self.claim_document[j] and best <= self.similarity[i, j]:
                yield i, j

    def nearest(
        self, first: Sequence[Located], second: Sequence[Located]
    ) -> tuple[Located, Located]:
        """Return one value of each side, those whose claims are most alike."""
        alike = self.similarity[np.ix_([m.claim for m in first], [m.claim for m in second])]
        i, j = np.unravel_index(int(alike.argmax()), alike.shape)
        return first[int(i)], second[int(j)]

    def alike(self, first: Sequence[Located], second: Sequence[Located]) -> float:
        """Return the cosine of the two claims, one of each side, that are most alike."""
        a, b = self.nearest(first, second)
        return float(self.similarity[a.claim, b.claim])

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
    def kinship(self) -> npt.NDArray[np.float64]:
        """How many rare names each two documents share, 0 to 1, shape (documents, documents)."""
        held = [
            {v.normalized for c in a.claims for v in c.values if v.kind == "name"}
            for a in self.analyses
        ]
        counted = Counter(name for names in held for name in names)
        shared = np.eye(len(held))
        for i, first in enumerate(held):
            for j in range(i):
                union = sum(1 / counted[n] for n in sorted(first | held[j]) if counted[n] > 1)
                both = sum(1 / counted[n] for n in sorted(first & held[j]))
                shared[i, j] = shared[j, i] = both / union if union else 0.0
        return np.round(shared, 3)

    @cached_property
    def idf(self) -> dict[str, float]:
        """Weight of each content word: how few of the story's documents use it, from 0 to 1."""
        counted: Counter[str] = Counter()
        for analysis in self.analyses:
            counted.update({w for c in analysis.claims for w in c.content})
        total = len(self.analyses)
        return {w: math.log((1 + total) / n) / math.log(1 + total) for w, n in counted.items()}

    def weight(self, words: Iterable[str]) -> float:
        """Return the summed weights of ``words``; unknown words count as rare."""
        return sum(0.2 + self.idf.get(w, 1.0) for w in words)

    def overlap(self, a: Sequence[str], b: Sequence[str]) -> float:
        """Return the weighted share of words in common, 0 to 1; 0 where either has none."""
        first, second = set(a), set(b)
        both = first & second
        if not both:
            return 0.0
        return self.weight(both) / self.weight(first | second)
