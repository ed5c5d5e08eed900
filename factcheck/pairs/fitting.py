"""How well values of one family fit each other's slots, and whether others fit better."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from factcheck.pairs.filters import ArrayFilter, Screening
from factcheck.pairs.signals import ALIKE_IN_MEANING, NEARLY_THE_SAME, ArraySignal, Floats
from factcheck.similarity.cosines import paired
from factcheck.similarity.neighbours import neighbours
from factcheck.stories.story import Located, StoryView
from factcheck.values.dates import DatePayload

Rows = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]

# Of so many values of one family all pairs are looked at; of more, the nearest of each.
MOST_EXACT = 1_000
NEAREST = 32
# Pairs that fit their slots less than this are not looked at any further.
LEAST_FIT = 0.3
# What the likeness of two clauses, of the claims around them, and one thing counted weigh in it.
_CLAUSE, _CLAIM, _HEAD = 0.5, 0.4, 0.1
# How alike two labels count of which one is missing.
UNKNOWN = 0.4
# Years belong to one event where the same verb tells it, or what is told is this much alike.
SAME_HAPPENING = 0.8
# Values that fit a slot this well and are equal stand for each other.
SUPPORTING = 0.6


class Fit(NamedTuple):
    """How well the values of pairs fit one slot, and whether others fit either of them better.

    The fields are columns, float32 of shape ``(pairs,)``.
    """

    cosine: Floats
    near: Floats
    claim_best: Floats
    slot_cosine: Floats
    slot_near: Floats
    label_cosine: Floats
    best_partner: Floats
    margin: Floats
    rival_margin: Floats
    crowded: Floats
    both_given: Floats
    support: Floats


SIGNALS: tuple[ArraySignal[Fit], ...] = (
    ArraySignal("cosine", ALIKE_IN_MEANING, 1, lambda fit: fit.cosine),
    ArraySignal("near", NEARLY_THE_SAME, 1, lambda fit: fit.near),
    ArraySignal(
        "claim_best", "each sentence is the other's nearest", 1, lambda fit: fit.claim_best
    ),
    ArraySignal(
        "slot_cosine",
        "the clauses around the values mean the same",
        1,
        lambda fit: fit.slot_cosine,
    ),
    ArraySignal(
        "slot_near",
        "the clauses around the values are nearly the same",
        1,
        lambda fit: fit.slot_near,
    ),
    ArraySignal(
        "label_cosine", "what the values are about means the same", 1, lambda fit: fit.label_cosine
    ),
    ArraySignal(
        "best_partner", "each value is the other's best match", 1, lambda fit: fit.best_partner
    ),
    ArraySignal("margin", "no other value matches better", 1, lambda fit: fit.margin),
    # Higher where the other article gives the same value nowhere else: the sentence is that of
    # the values below 0.
    ArraySignal(
        "rival_margin",
        "the other article gives the same value elsewhere",
        -1,
        lambda fit: fit.rival_margin,
    ),
    ArraySignal("crowded", "the sentences hold many figures", -1, lambda fit: fit.crowded),
    ArraySignal(
        "both_given", "an article gives the other value, too", -1, lambda fit: fit.both_given
    ),
    ArraySignal("support", "further articles give both values", -1, lambda fit: fit.support),
)


class Fitting:
    """The values of one family, the pairs of them that may fill one slot, and signals of these.

    A claim that gives both figures ("55 per cent in one country, 82 in the next") aligns each with
    its equal elsewhere; a document that also gives the first figure of the same thing means
    another fact by the second.

    ``first`` and ``second`` number the members of the pairs, the lower number first: all pairs that
    fit well enough, or past :data:`MOST_EXACT` members those of which one is among the nearest of
    the other.
    """

    def __init__(self, story: StoryView, members: Sequence[Located], screening: Screening) -> None:
        self._cosines = story.cosines
        slots = [m.value.slot for m in members]
        self._clauses = _vectors(story, members, [s.clause for s in slots])
        # A label that is missing is set apart below; which vector stands for it does not matter.
        self._labels = _vectors(story, members, [s.label for s in slots])
        self._labelled = np.array([s.label != "" for s in slots], dtype=np.bool_)
        self._head = _codes(s.head for s in slots)
        self._headed = np.array([s.head != "" for s in slots], dtype=np.bool_)
        self._verb = _codes(s.predicate for s in slots)
        dates = [m.value.payload for m in members]
        self._year = np.array([isinstance(d, DatePayload) and d.grain == "year" for d in dates])
        self._form = _codes(m.value.normalized for m in members)
        self._slot = _codes((s.head, s.predicate, s.role) for s in slots)
        self._claim = np.array([m.claim for m in members], dtype=np.intp)
        self._document = np.array([m.document for m in members], dtype=np.intp)
        everyone = np.arange(len(members))
        self._all: Floats | None = None
        if len(members) <= MOST_EXACT:
            self._all = self._block(everyone, everyone)
            first, second = np.triu_indices(len(members), 1)
        else:
            first, second = neighbours(self._joined(), NEAREST)
        for each in FILTERS:
            passed = screening.passing(each, Couples(self, first, second), len(first))
            first, second = first[passed], second[passed]
        self.first: Rows = first
        self.second: Rows = second

    def fit(self) -> Fit:
        """Return how well the pairs fit, in the order of ``first`` and ``second``."""
        first, second = self.first, self.second
        crowd = np.bincount(self._claim)[self._claim] if len(self._claim) else self._claim
        fits = self.fit_each(first, second)
        margin = np.minimum(
            fits - self._best_other(first, second), fits - self._best_other(second, first)
        )
        rival = np.minimum(
            fits - self._best_other(first, second, equal=True),
            fits - self._best_other(second, first, equal=True),
        )
        cosine = paired(self._clauses, first, second)
        differ = self._form[first] != self._form[second]
        given = self._gives(first, second) | self._gives(second, first)
        support = np.minimum(self._support[first], self._support[second])
        claims = self._claim[first], self._claim[second]
        alike = self._cosines.each(*claims)
        best = self._cosines.are_best(*claims), self._cosines.are_best(*claims[::-1])
        return Fit(
            cosine=alike,
            near=_near(alike),
            claim_best=np.mean(best, axis=0, dtype=np.float32),
            slot_cosine=cosine,
            slot_near=_near(cosine),
            label_cosine=self._labels_each(first, second),
            best_partner=(margin > 0).astype(np.float32),
            margin=np.clip(margin, -0.5, 0.5),
            rival_margin=np.clip(rival, -0.5, 0.5),
            crowded=np.minimum(1, (crowd[first] + crowd[second] - 2) / 4).astype(np.float32),
            both_given=np.where(differ & given, 0.5, 0).astype(np.float32),
            support=np.where(differ, support, 0).astype(np.float32),
        )

    def _block(self, rows: Rows, columns: Rows) -> Floats:
        """Return how well ``rows`` fit the slots of ``columns``, 0 to 1 and to three decimals."""
        if self._all is not None:
            return self._all[rows[:, None], columns]
        clauses = np.round(self._clauses[rows] @ self._clauses[columns].T, 3)
        heads = (self._head[rows][:, None] == self._head[columns]) & self._headed[rows][:, None]
        return _joint(clauses, self._cosines.block(self._claim[rows], self._claim[columns]), heads)

    def fit_each(self, first: Rows, second: Rows) -> Floats:
        """Return the same for each of ``first`` with its partner in ``second``."""
        if self._all is not None:
            return self._all[first, second]
        heads = (self._head[first] == self._head[second]) & self._headed[first]
        claims = self._cosines.each(self._claim[first], self._claim[second])
        return _joint(paired(self._clauses, first, second), claims, heads)

    def _labels_each(self, first: Rows, second: Rows) -> Floats:
        known = self._labelled[first] & self._labelled[second]
        return np.where(known, paired(self._labels, first, second), np.float32(UNKNOWN))

    def _joined(self) -> Floats:
        """Return a vector for each member whose inner products are near the fit."""
        heads = np.random.default_rng(0).normal(size=(self._head.max(initial=0) + 1, 64))
        heads /= np.linalg.norm(heads, axis=1, keepdims=True)
        parts = (
            _CLAUSE**0.5 * self._clauses,
            _CLAIM**0.5 * self._cosines.vectors[self._claim],
            _HEAD**0.5 * heads[self._head] * self._headed[:, None],
        )
        return np.concatenate(parts, axis=1, dtype=np.float32)

    def in_one_claim(self, first: Rows, second: Rows) -> Mask:
        """Return for each pair whether one claim gives both values."""
        one: Mask = self._claim[first] == self._claim[second]
        return one

    def exchanged(self, first: Rows, second: Rows) -> Mask:
        """Return for each pair whether both claims give both values, as in "from 2015 to 2019"."""
        held = _Held(self._claim, self._form)
        mine = held.has(self._claim[first], self._form[second])
        theirs = held.has(self._claim[second], self._form[first])
        exchanged: Mask = mine & theirs & (self._form[first] != self._form[second])
        return exchanged

    def told_beside(self, first: Rows, second: Rows) -> Mask:
        """Return for each pair whether a claim gives both values, and says one thing of both."""
        width = self._slot.max(initial=0) + 1
        held = _Held(self._claim, self._form * width + self._slot)
        beside: list[Mask] = [
            held.has(self._claim[one], self._form[other] * width + self._slot[one])
            for one, other in ((first, second), (second, first))
        ]
        both: Mask = (beside[0] | beside[1]) & (self._form[first] != self._form[second])
        return both

    def of_two_events(self, first: Rows, second: Rows) -> Mask:
        """Return for each pair whether it is two years in which two things happened."""
        years = self._year[first] & self._year[second]
        one_verb = self._verb[first] == self._verb[second]
        alike: Mask = self._labels_each(first, second) >= SAME_HAPPENING
        two: Mask = years & ~one_verb & ~alike
        return two

    def _gives(self, first: Rows, second: Rows) -> Mask:
        """Tell whether the document of ``first`` also gives the value of ``second``."""
        return _Held(self._document, self._form).has(self._document[first], self._form[second])

    @cached_property
    def _support(self) -> Floats:
        """How many further documents give a value in a slot that fits, four or more as 1."""
        found = np.zeros(len(self._form), np.float32)
        for member in np.unique(np.concatenate([self.first, self.second])):
            equal = np.flatnonzero(self._form == self._form[member])
            fits = self.fit_each(np.full(len(equal), member), equal) >= SUPPORTING
            told = set(self._document[equal[fits]].tolist()) - {int(self._document[member])}
            found[member] = min(1.0, len(told) / 4)
        return found

    def _best_other(self, first: Rows, second: Rows, *, equal: bool = False) -> Floats:
        """Return how well the best other value of the document of ``second`` fits ``first``.

        With ``equal`` only values equal to ``first`` count as others; 0 where there are none.
        """
        best = np.zeros(len(first), np.float32)
        documents = self._document[second]
        order = np.argsort(documents, kind="stable")
        for part in np.split(order, np.flatnonzero(np.diff(documents[order])) + 1):
            if not len(part):
                continue
            columns = np.flatnonzero(self._document == documents[part[0]])
            rows, row = np.unique(first[part], return_inverse=True)
            fits = self._block(rows, columns)[row]
            others = (columns != first[part][:, None]) & (columns != second[part][:, None])
            if equal:
                others &= self._form[columns] == self._form[first[part]][:, None]
            fits = np.where(others, fits, -np.inf).max(axis=1)
            best[part] = np.where(np.isfinite(fits), fits, 0)
        return best


class Couples(NamedTuple):
    """Pairs of values of one family, by the numbers of their members."""

    fitting: Fitting
    first: Rows
    second: Rows


FILTERS: tuple[ArrayFilter[Couples], ...] = (
    ArrayFilter(
        "unlike-slots",
        "What is said about the two values is not alike enough.",
        lambda c: c.fitting.fit_each(c.first, c.second) < LEAST_FIT,
    ),
    ArrayFilter(
        "values-of-one-sentence",
        "Both values stand in one sentence.",
        lambda c: c.fitting.in_one_claim(c.first, c.second),
    ),
    ArrayFilter(
        "values-of-both-sentences",
        "Both sentences give both values, as in “from 2015 to 2019”.",
        lambda c: c.fitting.exchanged(c.first, c.second),
    ),
    ArrayFilter(
        "told-beside",
        "One sentence gives both values and says the same of both: “60 cents, or 74 without tax”.",
        lambda c: c.fitting.told_beside(c.first, c.second),
    ),
    ArrayFilter(
        "years-of-two-events",
        "The years are those of two things that happened: built in one, bought in the other.",
        lambda c: c.fitting.of_two_events(c.first, c.second),
    ),
)


class _Held:
    """Which pairs of whole numbers there are."""

    def __init__(self, one: Rows, other: Rows) -> None:
        self._width = other.max(initial=0) + 1
        self._codes = np.unique(one * self._width + other)

    def has(self, one: Rows, other: Rows) -> Mask:
        return np.isin(one * self._width + other, self._codes)


def _joint(clauses: Floats, claims: Floats, heads: Mask) -> Floats:
    fit: Floats = (_CLAUSE * clauses + _CLAIM * claims + _HEAD * heads).astype(np.float32)
    return fit.round(3)


def _near(cosine: Floats) -> Floats:
    """Return how much more alike two things are than such as are merely on one matter."""
    above: Floats = np.maximum(0, cosine - np.float32(0.6)) * np.float32(2.5)
    return above


def _codes(items: Iterable[Hashable]) -> Rows:
    """Return a number for each item, the same for equal ones."""
    seen: dict[Hashable, int] = {}
    return np.array([seen.setdefault(item, len(seen)) for item in items], dtype=np.intp)


def _vectors(story: StoryView, members: Sequence[Located], phrases: Sequence[str]) -> Floats:
    """Return the vector of the phrase of each member, that of its claim where there is none."""
    found = story.vectors[[m.claim for m in members]]
    for row, phrase in enumerate(phrases):
        if phrase:
            found[row] = story.phrase_vectors[phrase]
    return found
