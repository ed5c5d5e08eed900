"""Scores candidates: how likely is it that one fact is given with two contradicting values?

Each kind has a logistic regression over named signals. The weights are in ``weights.json`` next to
this module. ``benchmarks/fit.py`` fits them on labelled news and on a corpus labelled by
construction; for scoring it leaves out one topic in turn.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from factcheck.pairs.fitted import Fitted

# Candidates less likely than this are dropped. Severity is decided later.
LEAST = 0.25

WEIGHTS = Path(__file__).with_name("weights.json")

# The models of kinds with too few labelled examples to fit. The rules that find their candidates
# are strict.
PRIORS: dict[str, dict[str, Any]] = {
    "polarity": {
        "intercept": -5.0,
        "weights": {
            "cosine": 3.8,
            "same_part": 1.2,
            "clause_words": 1.0,
            "backed": 1.2,
            "open_part": -1.5,
            "told": -1.0,
            "quoted": -1.5,
            "vague": -2.0,
            "wording": 3.4,
            "later": -1.0,
            "contrary": -0.3,
            "same_figure": 1.0,
        },
    },
    "attribution": {"intercept": -1.2, "weights": {"length": 0.8, "telling": 1.6}},
    "reported": {
        "intercept": -5.6,
        "weights": {
            "near": 2.0,
            "wording": 2.0,
            "length": 0.8,
            "predicate": 1.8,
            "figures": 1.1,
            "same_post": 1.1,
            "other_post": -1.5,
            "both_speak": -1.0,
        },
    },
    "person": {
        "intercept": -2.0,
        "weights": {"cosine": 1.6, "near": 1.4, "lone": 0.8, "suffix": 1.6, "company": 0.6},
    },
    "body": {
        "intercept": -1.6,
        "weights": {"cosine": 1.0, "lone": 1.0, "words": 1.0, "letters": 1.6},
    },
    "role": {
        "intercept": -2.6,
        "weights": {
            "exclusive": 2.4,
            "full_name": 1.0,
            "lone": 0.8,
        },
    },
    "holder": {
        "intercept": -4.4,
        "weights": {
            "cosine": 3.4,
            "same_body": 1.2,
            "same_first": 1.4,
            "lone": 0.8,
            "both_named": -1.0,
        },
    },
    "age": {
        "intercept": 0.2,
        "weights": {
            "full_name": 1.0,
            "lone": 1.2,
            "cosine": 0.4,
            "relatives": -0.5,
            "other_spelling": -0.6,
            "one_year": -0.3,
        },
    },
    "home": {
        "intercept": -0.6,
        "weights": {
            "full_name": 0.8,
            "lone": 0.6,
            "cosine": 0.8,
            "relatives": -0.5,
            "other_spelling": -0.6,
            "both_named": -0.6,
        },
    },
    "given": {
        "intercept": -2.2,
        "weights": {
            "same_role": 1.4,
            "sole_post": 1.2,
            "same_body": 1.0,
            "same_age": 2.4,
            "same_home": 1.0,
            "cosine": 1.0,
            "lone": 0.6,
        },
    },
    "place": {
        "intercept": -5.0,
        "weights": {
            "cosine": 2.0,
            "anchored": 3.4,
            "firm": -1.0,
            "side": 2.0,
            "bearing": 2.0,
            "angle": 2.5,
            "both_known": -2.0,
            "lone": 0.8,
        },
    },
    "locative": {
        "intercept": -1.9,
        "weights": {
            "cosine": 1.5,
            "wording": 1.0,
            "arguments": 0.6,
            "named": 0.6,
            "loose": -1.6,
            "figures_differ": -0.5,
            "lone": 0.6,
        },
    },
    # The same words and the same values: hardly anything but a slip.
    "exchanged": {"intercept": -1.0, "weights": {"cosine": 2.0, "lone": 1.0}},
    "exchanged days": {"intercept": -1.0, "weights": {"cosine": 2.0, "lone": 1.0}},
    "identifier": {"intercept": 1.2, "weights": {"label_cosine": 1.0, "distance": -4.0}},
    "published": {"intercept": 0.0, "weights": {"shared_passages": 1.2}},
}

_FITTED = Fitted(WEIGHTS)
# The fitted models by kind: ``{"intercept": float, "weights": {signal: float}}``.
models = _FITTED.in_use
judged_by = _FITTED.replaced_by


def weights_of(kind: str) -> Mapping[str, float]:
    """Return the weights of the signals of a kind, by the name of the signal.

    Raises:
        KeyError: the judge knows no such kind.
    """
    weights: Mapping[str, float] = _model(kind)["weights"]
    return weights


def intercept_of(kind: str) -> float:
    """Return the log-odds of a kind before any signal. Raises as :func:`weights_of`."""
    return float(_model(kind)["intercept"])


def _model(kind: str) -> Mapping[str, Any]:
    return models().get(kind) or PRIORS[kind]


def probability(kind: str, signals: Mapping[str, float]) -> float:
    """Return the probability, 0 to 1, that a candidate with these signals is a discrepancy.

    Raises:
        KeyError: the judge knows no such kind.
    """
    return logistic(_model(kind), signals)


def fact_probability(kind: str, evidence: Mapping[str, float]) -> float | None:
    """Return the probability that a whole fact is a discrepancy, or None if the kind has no model.

    A second logistic regression calibrates the probability of the likeliest pair (Platt 1999) with
    the evidence of all mentions of the fact.
    """
    model = models().get(f"fact:{kind}") or PRIORS.get(f"fact:{kind}")
    return None if model is None else logistic(model, evidence)


def logistic(model: Mapping[str, Any], signals: Mapping[str, float]) -> float:
    """Return the value of a fitted model: a probability, 0 to 1."""
    total = model["intercept"] + sum(
        weight * signals.get(name, 0.0) for name, weight in model["weights"].items()
    )
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
