"""The signals that explain a finding, for all kinds, with the sentences that a report shows."""

from __future__ import annotations

import math
from collections.abc import Mapping

from factcheck.facts import evidence, publication
from factcheck.model import Signal
from factcheck.pairs import (
    attributes,
    attribution,
    differences,
    exchanged,
    full_names,
    given_names,
    holders,
    judge,
    negations,
    place_signals,
    polarity_signals,
    reported,
    roles,
    slots,
    spellings,
)
from factcheck.pairs.signals import AnySignal

# The signals of a pair, by the kind that the judge knows. EVIDENCE are those of whole facts.
SIGNALS: Mapping[str, tuple[AnySignal, ...]] = {
    "name": spellings.SIGNALS,
    "quote": differences.SIGNALS,
    "slot": slots.SIGNALS,
    "identifier": slots.SIGNALS,
    "polarity": (*polarity_signals.SIGNALS, *negations.SIGNALS),
    "attribution": attribution.SIGNALS,
    "reported": reported.SIGNALS,
    "age": attributes.SIGNALS,
    "home": attributes.SIGNALS,
    "given": given_names.SIGNALS,
    "person": full_names.PERSON_SIGNALS,
    "body": full_names.BODY_SIGNALS,
    "exchanged": exchanged.SIGNALS,
    "exchanged days": exchanged.SIGNALS,
    "role": roles.SIGNALS,
    "holder": holders.HOLDER_SIGNALS,
    "place": place_signals.SIGNALS,
    "locative": place_signals.INSIDE_OUT,
    "published": publication.SIGNALS,
}
EVIDENCE: tuple[AnySignal, ...] = evidence.SIGNALS

_TEXTS = {kind: {s.name: (s.text, s.sign) for s in signals} for kind, signals in SIGNALS.items()}
# The first step and the last two, which are no signals.
START, CALIBRATION, RESULT = "start", "calibration", "result"
# Log-odds are written to this many places; a step that is smaller moves nothing.
_PLACES = 3
_SUREST = 0.999


def explain(kind: str, values: Mapping[str, float], confidence: float) -> tuple[Signal, ...]:
    """Return all steps from the starting point to the confidence of a fact, as a waterfall.

    ``values`` are the values of the signals of its likeliest pair, by name; ``kind`` is that of
    the judge. First comes where every pair of the kind starts, then each signal that moves the
    log-odds, the strongest first, then the correction by all mentions of the fact. The last step
    is the result, whose weight is the sum of all others.
    """
    weighted = []
    for name, weight in judge.weights_of(kind).items():
        value = values.get(name, 0.0)
        text, sign = _TEXTS[kind][name]
        moved = round(weight * value, _PLACES)
        if moved:
            # A signal below zero says the contrary of its sentence.
            told = text if sign == 0 or sign * moved > 0 else f"not so: {text}"
            weighted.append(Signal(name, round(value, _PLACES), moved, told))
    weighted.sort(key=lambda s: (-abs(s.weight), s.name))
    start = Signal(
        START, 1.0, round(judge.intercept_of(kind), _PLACES), "where every such pair starts"
    )
    steps = [start, *weighted]
    total = round(_log_odds(confidence), _PLACES)
    left = round(total - sum(s.weight for s in steps), _PLACES)
    if left:
        steps.append(
            Signal(
                CALIBRATION, 1.0, left, "corrected by how often that was right, all mentions seen"
            )
        )
    return (*steps, Signal(RESULT, round(confidence, 2), total, "all of it together"))


def _log_odds(confidence: float) -> float:
    held = min(_SUREST, max(1 - _SUREST, confidence))
    return math.log(held / (1 - held))
