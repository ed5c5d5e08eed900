"""Signals from all mentions of a fact: whether its values contradict each other."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from factcheck.facts.fact import CandidateFact
from factcheck.pairs.signals import SignalDefinition, values_of


@dataclass(frozen=True)
class _Mentions:
    """A fact, and which document gives which of its values."""

    fact: CandidateFact

    @cached_property
    def by_document(self) -> dict[int, set[str]]:
        """The values that each document gives."""
        values: dict[int, set[str]] = defaultdict(set)
        for variant in self.fact.variants:
            for mention in variant.spots:
                values[mention.document].add(variant.normalized)
        return values

    @property
    def log_odds(self) -> float:
        """The logarithm of the odds of the likeliest pair of values."""
        probability = min(0.99, max(0.01, self.fact.confidence))
        return math.log(probability / (1 - probability))

    @property
    def several(self) -> float:
        """The share of the documents that give two or more of the values, 0 to 1."""
        values = self.by_document.values()
        return sum(len(v) > 1 for v in values) / len(values)

    @property
    def is_lone_outlier(self) -> bool:
        """Whether one document alone differs from three or more."""
        majority = {mention.document for mention in self.fact.variants[0].spots}
        return len(set(self.by_document) - majority) == 1 and len(majority) >= 3


# An explanation shows these as one correction: its reasons are the signals of the likeliest pair.
SIGNALS: tuple[SignalDefinition[_Mentions], ...] = (
    SignalDefinition("pair", "two of the values contradict each other", 1, lambda m: m.log_odds),
    SignalDefinition(
        "documents",
        "many articles give the fact",
        1,
        lambda m: min(1.0, (len(m.by_document) - 2) / 6),
    ),
    SignalDefinition("many_values", "articles give several of the values", -1, lambda m: m.several),
    SignalDefinition(
        "variants",
        "many different values are given",
        -1,
        lambda m: min(1.0, (len(m.fact.variants) - 2) / 4),
    ),
    SignalDefinition(
        "lone_outlier",
        "one article differs from several others",
        1,
        lambda m: float(m.is_lone_outlier),
    ),
    SignalDefinition(
        "drift",
        "there is a visible reason why the values differ",
        -1,
        lambda m: float(m.fact.relation == "drift"),
    ),
)


def evidence_of(fact: CandidateFact) -> dict[str, float]:
    """Return the values of the signals of a fact, by the name of the signal."""
    return values_of(SIGNALS, _Mentions(fact))
