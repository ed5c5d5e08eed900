"""What speaks for and against the evidence telling what a claim of the draft says.

The claim is held against several passages together: what it says may be told in two sentences. The
weights are in ``weights.json``; ``python -m benchmarks.verified`` fits them.
"""

from __future__ import annotations

from typing import NamedTuple

from factcheck.pairs.predications import stem
from factcheck.pairs.saying_signals import ALIKE, COVERED
from factcheck.pairs.saying_signals import SIGNALS as OF_PAIRS
from factcheck.pairs.sayings import Side
from factcheck.pairs.signals import ALIKE_IN_MEANING, SignalDefinition, values_of
from factcheck.pairs.support import Support, probability

# So many passages are held against the claim one by one.
ONE_BY_ONE = 3
# With a weight of words below this, a claim says little.
LITTLE = 4.0
# So many figures in common leave little doubt.
MANY_FIGURES = 2


class Told(NamedTuple):
    """A claim of the draft, and the passages of the evidence that may tell it, nearest first."""

    support: Support
    claim: Side
    passages: tuple[Side, ...]


def _cosine(t: Told) -> float:
    cosines = t.support.story.cosines
    return max(cosines.of(t.claim.number, p.number) for p in t.passages)


def _same(t: Told) -> float:
    """Return the probability that the claim and one of the passages say the same."""
    pairs = (t.support.sayings.pair(t.claim.number, p.number) for p in t.passages[:ONE_BY_ONE])
    return max(probability(values_of(OF_PAIRS, pair)) for pair in pairs)


def _covered(t: Told) -> float:
    """Return the weighted share of the words of the claim that the passages have."""
    words = t.claim.words
    if not words.weight:
        return 0.0
    theirs = frozenset[str]().union(*(p.words.words | p.names for p in t.passages))
    return t.support.sayings.weight(words.words & theirs) / words.weight


def _in_a_row(t: Told) -> float:
    ours = t.claim.neighbours
    theirs = frozenset[tuple[str, str]]().union(*(p.neighbours for p in t.passages))
    return len(ours & theirs) / len(ours) if ours else 0.0


def _happened(t: Told) -> float:
    """Return the share of what the claim states to have happened that the passages have, too."""
    senses = t.claim.statements
    if not senses:
        return 0.0
    words = frozenset[str]().union(*(p.words.words for p in t.passages))
    theirs = {s for p in t.passages for s in p.statements}
    return sum(s in theirs or stem(s) in words for s in senses) / len(senses)


def _missing_names(t: Told) -> float:
    names = t.claim.names
    theirs = frozenset[str]().union(*(p.words.words | p.names for p in t.passages))
    return len(names - theirs) / len(names) if names else 0.0


def denied(t: Told) -> bool:
    """Return True if more passages deny what the claim states, or the reverse, than agree."""
    balance = 0
    for passage in t.passages:
        for sense, statement in t.claim.statements.items():
            if other := passage.statements.get(sense):
                balance += 1 if other.denied == statement.denied else -1
    return balance < 0


SIGNALS: tuple[SignalDefinition[Told], ...] = (
    SignalDefinition("cosine", ALIKE_IN_MEANING, 1, _cosine),
    SignalDefinition(
        "hardly_alike",
        "no sentence is much alike in meaning",
        -1,
        lambda t: max(0.0, ALIKE - _cosine(t)),
    ),
    SignalDefinition("same", "one sentence says the same", 1, _same),
    SignalDefinition("covered", "its words are in the evidence", 1, _covered),
    SignalDefinition(
        "hardly_covered",
        "hardly a word of it is in the evidence",
        -1,
        lambda t: max(0.0, COVERED - _covered(t)),
    ),
    SignalDefinition("in_a_row", "the same words follow each other", 1, _in_a_row),
    SignalDefinition("happened", "the same is said to have happened", 1, _happened),
    SignalDefinition("names_missing", "names are missing near it", -1, _missing_names),
    SignalDefinition(
        "figures_given",
        "the evidence gives its numbers and dates",
        1,
        lambda t: min(MANY_FIGURES, len(t.claim.figures)) / MANY_FIGURES,
    ),
    SignalDefinition(
        "one_negated",
        "the nearest sentence has a “not” and it has none, or the reverse",
        -1,
        lambda t: float(t.passages[0].claim.negated != t.claim.claim.negated),
    ),
    SignalDefinition(
        "little", "it says very little", -1, lambda t: max(0.0, 1 - t.claim.words.weight / LITTLE)
    ),
)
