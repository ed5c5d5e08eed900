"""Why a finding is as likely as it is: the signals of all kinds, and what they say in a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factcheck.facts import evidence, publication
from factcheck.model import Signal
from factcheck.pairs import (
    attribution,
    holders,
    judge,
    negations,
    place_signals,
    polarity,
    reported,
    slots,
    spellings,
    utterances,
    wordings,
)
from factcheck.pairs.signals import SignalDefinition

# The signals of each kind of the judge; whole facts of a kind are weighed by EVIDENCE.
SIGNALS: Mapping[str, tuple[SignalDefinition[Any], ...]] = {
    "name": spellings.SIGNALS,
    "quote": utterances.SIGNALS,
    "slot": slots.SIGNALS,
    "identifier": slots.SIGNALS,
    "polarity": (*polarity.SIGNALS, *negations.SIGNALS),
    "wording": wordings.SIGNALS,
    "attribution": attribution.SIGNALS,
    "reported": reported.SIGNALS,
    "namesake": holders.NAMESAKE_SIGNALS,
    "role": holders.ROLE_SIGNALS,
    "holder": holders.HOLDER_SIGNALS,
    "place": place_signals.SIGNALS,
    "locative": place_signals.HAPPENED,
    "published": publication.SIGNALS,
}
EVIDENCE: tuple[SignalDefinition[Any], ...] = evidence.SIGNALS

# Signals that moved the confidence less than this are no reason.
LEAST_WEIGHT = 0.05
_TEXTS = {kind: {s.name: s.text for s in signals} for kind, signals in SIGNALS.items()}


def explain(kind: str, values: Mapping[str, float], most: int = 6) -> tuple[Signal, ...]:
    """Return the signals that moved the confidence most, the strongest first."""
    moved = [
        Signal(
            name,
            round(values.get(name, 0.0), 3),
            round(weight * values.get(name, 0.0), 3),
            _TEXTS[kind][name],
        )
        for name, weight in judge.weights_of(kind).items()
    ]
    moved = [s for s in moved if abs(s.weight) >= LEAST_WEIGHT]
    return tuple(sorted(moved, key=lambda s: (-abs(s.weight), s.name))[:most])
