"""Which claims say the same: the one mechanism by which a claim corroborates another.

Two claims say the same if they have a proposition in common: the same happened to the same, and no
value, name or denial of the one stands against the other. The proposition may be one clause of a
longer sentence. Claims that are merely on one matter say not the same, however alike they are.

The likelihood is a logistic regression over named signals; they are those of
:mod:`factcheck.pairs.saying_signals`. Its weights are in ``support.json`` next to this module;
``python -m benchmarks.support`` fits them on pairs of claims that readers labelled, and on stories
labelled by construction.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from factcheck.model import Finding
from factcheck.pairs import judge
from factcheck.pairs.filters import Filter, Screening
from factcheck.pairs.fitted import Fitted
from factcheck.pairs.saying_signals import SIGNALS
from factcheck.pairs.sayings import (
    Sayings,
    Side,
    TwoClaims,
    are_contrary,
    figures_are_rivals,
    one_denies,
    one_doubts,
    roles_changed,
)
from factcheck.stories.independence import source_of
from factcheck.stories.story import StoryView

WEIGHTS = Path(__file__).with_name("support.json")
# Claims with a lower cosine are not looked at.
LEAST_ALIKE = 0.5
# Claims that say the same with less than this probability are merely related. From it on, nine of
# ten clusters of the last rounds are right.
LEAST = 0.9
# A claim with fewer content words and no figure says nothing that could be borne out; one that is
# no clause needs one more.
FEWEST_WORDS = 2

# More than the rounding of a sum.
_SLACK = 1e-9

_FITTED = Fitted(WEIGHTS)
weighed_by = _FITTED.replaced_by

CLAIMS: tuple[Filter[Side], ...] = (
    Filter("questions", "The sentence asks.", lambda side: side.asks),
    Filter("site-furniture", "The sentence is one of the site.", lambda side: side.furniture),
    Filter(
        "says-nothing",
        "The sentence is a fragment of a word or two.",
        lambda side: len(side.words.words) < _fewest_words(side) and not side.figures,
    ),
)
PAIRS: tuple[Filter[TwoClaims], ...] = (
    Filter(
        "rival-figures",
        "Each sentence has a number or date that the other does not give, both of one sort.",
        figures_are_rivals,
    ),
    Filter("one-denies", "One sentence denies what the other states.", one_denies),
    Filter(
        "one-doubts",
        "One sentence calls what it tells a fake or the like, and the other does not.",
        one_doubts,
    ),
    Filter("contrary-words", "One sentence has the opposite of a word of the other.", are_contrary),
    Filter(
        "changed-roles",
        "Who does something to another in one sentence has something done by them in the other.",
        roles_changed,
    ),
)


class Support:
    """Which claims of a story say the same, each pair looked at once.

    ``findings`` are those of the story: claims that give two values of one are rivals.
    """

    def __init__(
        self,
        story: StoryView,
        screening: Screening | None = None,
        findings: Iterable[Finding] = (),
    ) -> None:
        self.story = story
        self.sayings = Sayings(story)
        self._screening = screening or Screening()
        self._rivals = frozenset(_rivals(story, findings))
        self._model = _Model()
        self._says: dict[int, bool] = {}
        self._likely: dict[tuple[int, int], float] = {}

    def likely(self, i: int, j: int) -> float:
        """Return the probability that two claims say the same, 0.0 if it is below :data:`LEAST`."""
        key = (min(i, j), max(i, j))
        if key not in self._likely:
            self._likely[key] = self._of_pair(*key)
        return self._likely[key]

    def same(self, i: int, j: int) -> bool:
        """Return True if two claims say the same."""
        return self.likely(i, j) > 0.0

    def independent(self, i: int, j: int) -> bool:
        """Return True if two claims are of two sources and neither repeats the other's words."""
        story = self.story
        a, b = story.claim_document[i], story.claim_document[j]
        return (
            a != b
            and source_of(story, a) != source_of(story, b)
            and story.copies[i] != story.copies[j]
        )

    def corroborated(self, i: int, others: Iterable[int]) -> Iterator[int]:
        """Yield those of ``others`` that are independent of a claim and say the same."""
        return (j for j in others if self.independent(i, j) and self.same(i, j))

    def passes(self, i: int, j: int) -> bool:
        """Return True if nothing speaks against two claims saying the same at all."""
        return (
            self.story.cosines.of(i, j) >= LEAST_ALIKE
            and (min(i, j), max(i, j)) not in self._rivals
            and self._asserts(i)
            and self._asserts(j)
            and self._screening.passes(PAIRS, self.sayings.pair(i, j))
        )

    def _of_pair(self, i: int, j: int) -> float:
        if self.story.cosines.of(i, j) < LEAST_ALIKE:
            return 0.0
        pair = self.sayings.pair(i, j)
        if pair.x.words.words.isdisjoint(pair.y.words.words):
            return 0.0
        likely = self._model.likely(pair)
        return likely if likely >= LEAST and self.passes(i, j) else 0.0

    def _asserts(self, number: int) -> bool:
        if number not in self._says:
            self._says[number] = self._screening.passes(CLAIMS, self.sayings.side(number))
        return self._says[number]


def _fewest_words(side: Side) -> int:
    return FEWEST_WORDS + (not side.statements and not side.quotations)


def _rivals(story: StoryView, findings: Iterable[Finding]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of claims that give two different values of a finding, lower number first."""
    first = {analysis.document.id: 0 for analysis in story.analyses}
    starts: dict[str, list[int]] = {document: [] for document in first}
    for number, claim in enumerate(story.claims):
        if not starts[claim.document]:
            first[claim.document] = number
        starts[claim.document].append(claim.start)
    for finding in findings:
        sides = [
            {
                first[m.document] + bisect_right(starts[m.document], m.start) - 1
                for m in variant.mentions
                if starts[m.document] and starts[m.document][0] <= m.start
            }
            for variant in finding.variants
        ]
        for one, other in combinations(sides, 2):
            yield from ((min(a, b), max(a, b)) for a in one - other for b in other - one)


class _Step(NamedTuple):
    """A signal with its weight, and by how much those after it can raise the sum at most."""

    compute: Callable[[TwoClaims], float]
    weight: float
    rest: float


class _Model:
    """The weights in use, prepared for many pairs."""

    def __init__(self) -> None:
        model = _FITTED.in_use()
        weights = [model["weights"].get(signal.name, 0.0) for signal in SIGNALS]
        self._intercept = model["intercept"]
        self._needed = math.log(LEAST / (1 - LEAST)) - _SLACK
        self._steps = [
            _Step(signal.compute, weight, sum(max(0.0, w) for w in weights[n + 1 :]))
            for n, (signal, weight) in enumerate(zip(SIGNALS, weights, strict=True))
            if weight
        ]

    def likely(self, pair: TwoClaims) -> float:
        """Return the probability that two claims say the same, 0.0 if it cannot be enough.

        The signals are computed in their order, the cheap ones first; none is above 1.
        """
        total = self._intercept
        for compute, weight, rest in self._steps:
            total += weight * compute(pair)
            if total + rest < self._needed:
                return 0.0
        return 1.0 / (1.0 + math.exp(-total))


def probability(signals: Mapping[str, float]) -> float:
    """Return the probability that two claims with these signals say the same."""
    return judge.logistic(_FITTED.in_use(), signals)
