"""Scores a candidate discrepancy: is it one fact, and do the values truly differ?

One logistic regression per kind over named signals. Its coefficients are the readable file
``weights.json`` beside this module, fitted by ``benchmarks/fit.py`` on labelled stories, whole
stories left out in turn.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from factcheck.model import Signal

# Candidates less likely than this are dropped; what is reported, and how loudly, is decided later.
LEAST = 0.25

WEIGHTS = Path(__file__).with_name("weights.json")

# Kinds with too few labelled examples to fit are judged by these priors: the rules that find
# them are strict, and none of them may reach an error by itself.
PRIORS: dict[str, dict[str, Any]] = {
    # Held out, the likeliest pair of values is right as often as it says; but a document that gives
    # several of the values hardly contradicts itself. The labelled facts are too few to fit more.
    "fact:slot": {"intercept": 0.0, "weights": {"pair": 1.0, "many_values": -1.0}},
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
        },
    },
    "wording": {"intercept": -3.0, "weights": {"wording": 2.2, "excluding": 1.8, "moved": 0.8}},
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
    "namesake": {"intercept": -0.4, "weights": {"cosine": 2.0}},
    "role": {
        "intercept": -2.6,
        "weights": {
            "exclusive": 2.4,
            "full_name": 1.0,
            "lone": 0.8,
            "same_document": -2.0,
            "changed": -2.0,
        },
    },
    "holder": {
        "intercept": -3.9,
        "weights": {
            "cosine": 3.4,
            "same_body": 1.2,
            "same_first": 1.4,
            "lone": 0.8,
            "both_named": -1.0,
        },
    },
    "place": {
        "intercept": -5.0,
        "weights": {
            "cosine": 2.0,
            "wording": 2.0,
            "arguments": 1.0,
            "anchored": 3.4,
            "firm": -1.0,
            "side": 2.0,
            "bearing": 2.0,
            "angle": 2.5,
            "happened": 0.8,
            "loose": -0.9,
            "town": -0.8,
            "named": 0.8,
            "both_known": -2.0,
            "lone": 0.8,
            "names_differ": -1.0,
            "times_differ": -1.0,
            "figures_differ": -1.0,
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
            "times_differ": -1.0,
            "figures_differ": -0.5,
            "lone": 0.6,
        },
    },
    "identifier": {"intercept": 1.2, "weights": {"cosine": 1.0, "distance": -4.0}},
    "published": {"intercept": 0.0, "weights": {"shared_passages": 1.2}},
}

# What each signal says, for the explanation; {side} is how it counted.
TEXTS: dict[str, str] = {
    "anchored": "both tell where one named thing is",
    "firm": "what is located may have several seats",
    "side": "both tell on which side one named thing lies",
    "bearing": "both tell the direction from one place",
    "angle": "the directions lie far apart",
    "happened": "both tell where the same was done to the same",
    "loose": "it was done to people or things not told apart",
    "town": "one town may be part of the other, one street cross the other",
    "named": "it was done by or to the same named one",
    "figures_differ": "the sentences give different figures",
    "both_known": "articles name both places",
    "lone": "several articles stand against one",
    "exclusive": "one holder hardly has both roles",
    "full_name": "both give the holder's full name",
    "changed": "one of the roles is said to come before or after",
    "same_body": "the role is one in the same body",
    "same_first": "the first names or initials are the same",
    "both_named": "an article names both people",
    "cosine": "the sentences are alike in meaning",
    "near": "the sentences are nearly the same",
    "head_same": "the same thing is counted",
    "head_differs": "the things counted have different names",
    "verb_same": "the same thing is said to have happened",
    "verb_differs": "different things are said to have happened",
    "modifiers_differ": "the thing counted is described differently",
    "arguments": "the same persons or things take part",
    "context": "the words around the values are the same",
    "names": "the sentences name the same names",
    "names_differ": "the sentences name different names",
    "times_differ": "the sentences speak of different times",
    "same_document": "both values stand in one article",
    "crowded": "the sentences hold many figures",
    "distance": "the values lie far apart",
    "similarity": "the spellings are nearly the same",
    "one_letter": "the spellings differ in one letter",
    "same_initial": "the names begin with the same letter",
    "rare_is_word": "the rarer spelling is a well-known word or name",
    "common_is_word": "the commoner spelling is a well-known word or name",
    "shared_passages": "the articles share passages",
    "length": "much is said in the same words",
    "telling": "many of the words quoted alike are telling",
    "figures": "they give the same figures",
    "predicate": "the same is said to have happened",
    "same_post": "the speakers hold the same office",
    "other_post": "the speakers do not speak for one body",
    "both_speak": "one of the articles has both speakers",
    "both_words": "both are well-known words or names",
    "framed": "the words before and after it in the name are the same",
    "in_lower_case": "one of the spellings is also a common word here",
    "unknown_in_phrase": "the rarer spelling is no word, and the rest of the name is the same",
    "claim_best": "each sentence is the other's nearest",
    "same_part": "the same persons or things are spoken of",
    "clause_words": "the clauses have their telling words in common",
    "backed": "the clauses share many telling words, or one person is said to have said it",
    "open_part": "one gives a name where the other has none",
    "told": "one of them is what somebody says",
    "quoted": "one of them stands in quotation marks",
    "vague": "it may not have happened so far, or not for this reason",
    "contrary": "opposite words are used",
    "excluding": "a thing can be only one of the two",
    "moved": "the other word changes the meaning of the sentence",
    "later": "the articles appeared days apart",
    "wording": "the sentences use the same words",
    "window": "the words next to the values are the same",
    "slot_cosine": "the clauses around the values mean the same",
    "slot_near": "the clauses around the values are nearly the same",
    "label_cosine": "what the values are about means the same",
    "sort_differs": "one counts people and the other things",
    "both_given": "an article gives the other value, too",
    "support": "further articles give both values",
    "lead": "the values stand in the first sentences",
    "apart": "a value stands far from its verb",
    "is_date": "the values are dates",
    "best_partner": "each value is the other's best match",
    "margin": "no other value matches better",
    "rival_margin": "the other article gives the same value elsewhere",
    "role_differs": "the values stand in different roles",
    "arguments_differ": "other persons or things take part",
    "near_same": "the same names stand next to the values",
    "near_differ": "different names stand next to the values",
    "near_one": "names stand next to one of the values only",
    "times_one": "only one sentence names a year",
    "outcome_differs": "one speaks of death, injury or damage and the other does not",
    "kinship": "the articles share many names",
    "limits": "a value is a limit or vague",
    "content_alike": "many telling words of the quotations are the same",
    "run": "a long stretch is the same word for word",
    "fragment": "both quotations are short fragments",
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
    "reordered": "the same words stand elsewhere in the sentence",
    "sentence_share": "the shorter sentence stands in the other",
    "closing": "the difference stands at the end",
    "same_speaker": "both are said to be by the same speaker",
    "other_speaker": "the speakers differ, too",
    "opening": "the difference stands at the beginning",
    "whole": "the rest of the shorter quotation is the same",
}


_in_use: ContextVar[Mapping[str, Any] | None] = ContextVar("models", default=None)


def models() -> Mapping[str, Any]:
    """Return the fitted models by kind: ``{"intercept": float, "weights": {signal: float}}``."""
    return _in_use.get() or _packaged()


@cache
def _packaged() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = msgspec.json.decode(WEIGHTS.read_bytes())
    return loaded


@contextmanager
def judged_by(fitted: Mapping[str, Any]) -> Iterator[None]:
    """Judge by ``fitted`` instead of the packaged models, to score stories they never saw."""
    token = _in_use.set(fitted)
    try:
        yield
    finally:
        _in_use.reset(token)


def _model(kind: str) -> Mapping[str, Any]:
    return models().get(kind) or PRIORS[kind]


def probability(kind: str, signals: Mapping[str, float]) -> float:
    """Return the probability, 0 to 1, that a candidate with these signals is a discrepancy."""
    return _logistic(_model(kind), signals)


def fact_probability(kind: str, evidence: Mapping[str, float]) -> float | None:
    """Return the probability that a whole fact is a discrepancy, None where none was fitted.

    It is a second logistic regression on top of the first: Platt's (1999) calibration of the best
    pair, with what the other mentions of the fact tell.
    """
    model = models().get(f"fact:{kind}") or PRIORS.get(f"fact:{kind}")
    return None if model is None else _logistic(model, evidence)


def _logistic(model: Mapping[str, Any], signals: Mapping[str, float]) -> float:
    total = model["intercept"] + sum(
        weight * signals.get(name, 0.0) for name, weight in model["weights"].items()
    )
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def explain(kind: str, signals: Mapping[str, float], most: int = 6) -> tuple[Signal, ...]:
    """Return the signals that moved the confidence most, the strongest first."""
    weights = _model(kind)["weights"]
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
