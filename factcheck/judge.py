"""Scores a candidate discrepancy: is it one fact, and do the values truly differ?

One logistic regression per kind over named signals. Its coefficients are the readable file
``weights.json`` beside this module, fitted by ``benchmarks/fit.py`` on labelled stories, whole
stories left out in turn.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from factcheck.model import Signal

WEIGHTS = Path(__file__).with_name("weights.json")

# What each signal says, for the explanation; {side} is how it counted.
TEXTS: dict[str, str] = {
    "cosine": "the sentences are alike in meaning",
    "near": "the sentences are nearly the same",
    "head_same": "the same thing is counted",
    "head_differs": "the things counted have different names",
    "verb_same": "the same thing is said to have happened",
    "verb_differs": "different things are said to have happened",
    "role_same": "the values stand in the same role",
    "modifiers": "the thing counted is described alike",
    "modifiers_differ": "the thing counted is described differently",
    "arguments": "the same persons or things take part",
    "context": "the words around the values are the same",
    "names": "the sentences name the same names",
    "names_differ": "the sentences name different names",
    "times_differ": "the sentences speak of different times",
    "same_document": "both values stand in one article",
    "rival_in_claim": "one sentence gives both values",
    "rival_in_document": "one article gives both values for like things",
    "crowded": "the sentences hold many figures",
    "distance": "the values lie far apart",
    "similarity": "the spellings are nearly the same",
    "one_letter": "the spellings differ in one letter",
    "same_initial": "the names begin with the same letter",
    "rare_is_word": "the rarer spelling is a well-known word or name",
    "common_is_word": "the commoner spelling is a well-known word or name",
    "derived": "one word is derived from the other",
    "nickname": "one is a short form of the other",
    "same_phrase": "the rest of the name is the same",
    "other_phrase": "the rest of the name is different",
    "rare_once": "only one article has the rarer spelling",
    "common_documents": "many articles have the commoner spelling",
    "share": "the rarer spelling is not so rare",
    "documents_with_both": "articles with the rarer spelling use the commoner one too",
    "sentences_with_both": "one sentence has both spellings",
    "same_label": "both are names of the same kind of thing",
    "alike": "many words of the quotations are the same",
    "changes": "the quotations differ in several places",
    "function_words": "only small words differ",
    "long_change": "a longer stretch differs",
    "opening": "the difference stands at the beginning",
    "whole": "the rest of the shorter quotation is the same",
}


@cache
def models() -> Mapping[str, Any]:
    """Return the fitted models by kind: ``{"intercept": float, "weights": {signal: float}}``."""
    loaded: Mapping[str, Any] = msgspec.json.decode(WEIGHTS.read_bytes())
    return loaded


def probability(kind: str, signals: Mapping[str, float]) -> float:
    """Return the probability, 0 to 1, that a candidate with these signals is a discrepancy."""
    model = models()[kind]
    total = model["intercept"] + sum(
        weight * signals.get(name, 0.0) for name, weight in model["weights"].items()
    )
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def explain(kind: str, signals: Mapping[str, float], most: int = 6) -> tuple[Signal, ...]:
    """Return the signals that moved the confidence most, the strongest first."""
    weights = models()[kind]["weights"]
    moved = [
        Signal(
            name,
            round(signals.get(name, 0.0), 3),
            round(weight * signals.get(name, 0.0), 3),
            TEXTS.get(name, name.replace("_", " ")),
        )
        for name, weight in weights.items()
    ]
    moved = [s for s in moved if abs(s.weight) >= 0.05]
    return tuple(sorted(moved, key=lambda s: (-abs(s.weight), s.name))[:most])
