"""The signals that explain a finding, for all kinds, with the sentences that a report shows."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.facts import evidence, publication
from factcheck.model import Signal
from factcheck.pairs import (
    attributes,
    attribution,
    differences,
    full_names,
    given_names,
    holders,
    judge,
    negations,
    place_signals,
    polarity,
    reported,
    roles,
    slots,
    spellings,
    wordings,
)
from factcheck.pairs.signals import AnySignal

# The signals of a pair, by the kind that the judge knows. EVIDENCE are those of whole facts.
SIGNALS: Mapping[str, tuple[AnySignal, ...]] = {
    "name": spellings.SIGNALS,
    "quote": differences.SIGNALS,
    "slot": slots.SIGNALS,
    "identifier": slots.SIGNALS,
    "polarity": (*polarity.SIGNALS, *negations.SIGNALS),
    "wording": wordings.SIGNALS,
    "attribution": attribution.SIGNALS,
    "reported": reported.SIGNALS,
    "age": attributes.SIGNALS,
    "home": attributes.SIGNALS,
    "given": given_names.SIGNALS,
    "person": full_names.PERSON_SIGNALS,
    "body": full_names.BODY_SIGNALS,
    "namesake": holders.NAMESAKE_SIGNALS,
    "role": roles.SIGNALS,
    "holder": holders.HOLDER_SIGNALS,
    "place": place_signals.SIGNALS,
    "locative": place_signals.HAPPENED,
    "published": publication.SIGNALS,
}
EVIDENCE: tuple[AnySignal, ...] = evidence.SIGNALS

# A report does not show signals that moved the confidence (in log odds) by less than this.
LEAST_WEIGHT = 0.05
_TEXTS = {kind: {s.name: s.text for s in signals} for kind, signals in SIGNALS.items()}


def explain(kind: str, values: Mapping[str, float], most: int = 6) -> tuple[Signal, ...]:
    """Return the signals that moved the confidence most, at most ``most``, the strongest first.

    ``values`` are the values of the signals of a pair of this ``kind``, by name.
    """
    weighted = [
        Signal(
            name,
            round(values.get(name, 0.0), 3),
            round(weight * values.get(name, 0.0), 3),
            _TEXTS[kind][name],
        )
        for name, weight in judge.weights_of(kind).items()
    ]
    reasons = [s for s in weighted if abs(s.weight) >= LEAST_WEIGHT]
    return tuple(sorted(reasons, key=lambda s: (-abs(s.weight), s.name))[:most])
