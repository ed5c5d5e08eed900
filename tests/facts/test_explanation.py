"""Signals: each is declared once, with its sentence and sign, and every weight belongs to one."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest

from factcheck.facts.explanation import EVIDENCE, SIGNALS, explain
from factcheck.model import Document
from factcheck.pairs.candidates import candidates
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.judge import PRIORS, judged_by, models, probability
from factcheck.stories.story import StoryView
from tests.support.analysed import analysed

MODELS: Mapping[str, Mapping[str, object]] = {**PRIORS, **models()}
ARTICLES = (
    "The Palantir office in Denver employs 120 engineers. “We had no chance to save it,” she said.",
    "The Plantir office in Denver employs 150 engineers. “We had no way to save it,” she said.",
)


@pytest.mark.parametrize("kind", MODELS)
def test_every_weight_belongs_to_a_declared_signal(kind: str) -> None:
    weights = MODELS[kind]["weights"]
    assert isinstance(weights, Mapping)
    declared = EVIDENCE if kind.startswith("fact:") else SIGNALS[kind]
    assert set(weights) <= {signal.name for signal in declared}


def test_every_kind_with_signals_has_weights() -> None:
    assert SIGNALS.keys() <= MODELS.keys()


@pytest.mark.parametrize("kind", [*SIGNALS, "fact"])
def test_every_declared_signal_has_one_sentence_and_one_sign(kind: str) -> None:
    declared = SIGNALS.get(kind, EVIDENCE)
    said = {signal.name: (signal.text, signal.sign) for signal in declared}
    assert all(text and not text.endswith(".") for text, _ in said.values())
    assert {sign for _, sign in said.values()} <= {1, -1, 0}
    assert all(said[signal.name] == (signal.text, signal.sign) for signal in declared)


def test_a_candidate_has_the_value_of_every_declared_signal() -> None:
    documents = [Document(f"d{n}", f"d{n}.txt", text, "") for n, text in enumerate(ARTICLES)]
    found = list(candidates(StoryComparison(StoryView(analysed(documents)))))
    assert {candidate.kind for candidate in found} == {"name", "quote", "slot"}
    for candidate in found:
        assert set(candidate.signals) == {signal.name for signal in SIGNALS[candidate.kind]}


WEIGHTS = {"similarity": 0.4, "one_letter": 1.2, "other_phrase": -1.9, "in_lower_case": -0.04}
NAMES = {"name": {"intercept": 0.0, "weights": WEIGHTS}}


def test_an_explanation_goes_from_the_start_over_every_signal_to_the_result() -> None:
    signals = {"similarity": 0.875, "one_letter": 1.0, "other_phrase": 1.0, "in_lower_case": 1.0}
    with judged_by({"name": {"intercept": -0.5, "weights": WEIGHTS}}):
        steps = explain("name", signals, probability("name", signals))
    assert [step.name for step in steps] == [
        "start", "other_phrase", "one_letter", "similarity", "in_lower_case", "result",
    ]  # fmt: skip
    assert [step.weight for step in steps[:-1]] == [-0.5, -1.9, 1.2, 0.35, -0.04]
    assert steps[1].text == "the rest of the name is different"


def test_the_steps_of_an_explanation_add_up_to_its_result() -> None:
    with judged_by(NAMES):
        steps = explain("name", {"similarity": 0.5, "one_letter": 1.0}, 0.97)
    *parts, result = steps
    assert parts[-1].name == "calibration"
    assert sum(step.weight for step in parts) == pytest.approx(result.weight, abs=0.001)
    assert 1 / (1 + math.exp(-result.weight)) == pytest.approx(0.97, abs=0.001)


def test_a_signal_below_zero_is_told_as_the_contrary() -> None:
    with judged_by(NAMES):
        against = next(s for s in explain("name", {"similarity": -0.5}, 0.5) if s.weight < 0)
        in_favour = next(s for s in explain("name", {"similarity": 0.5}, 0.5) if s.weight > 0)
    assert against.text == f"not so: {in_favour.text}"


def test_no_prior_weight_counts_against_what_its_sentence_says() -> None:
    against = {
        (kind, signal.name)
        for kind, signals in SIGNALS.items()
        for signal in signals
        if PRIORS.get(kind, {"weights": {}})["weights"].get(signal.name, 0) * signal.sign < 0
    }
    assert against == set()


@pytest.mark.parametrize("kind", ["name", "quote", "slot"])
def test_no_signal_of_pairs_counts_against_what_its_sentence_says(kind: str) -> None:
    weights = models()[kind]["weights"]
    against = {s.name: weights[s.name] for s in SIGNALS[kind] if weights[s.name] * s.sign < 0}
    assert against == {}
