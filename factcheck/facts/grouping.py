"""All facts of a story with differing values, each with a confidence from all its mentions."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from factcheck.facts.evidence import evidence_of
from factcheck.facts.fact import CandidateFact
from factcheck.facts.publication import publication_facts
from factcheck.facts.quotations import quote_facts
from factcheck.facts.slots import slot_facts
from factcheck.facts.spellings import name_facts
from factcheck.facts.statements import CALIBRATED, stated_facts
from factcheck.facts.two_events import parting_facts
from factcheck.pairs import judge
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Filter
from factcheck.pairs.vocabulary import TOLD_APART, Known

TWO_EVENTS = "the articles fall into two sets that differ on several facts: perhaps two events"


# Whether the values of a fact split the articles into the same two sets as those of other facts.
PARTING: tuple[Filter[bool], ...] = (
    Filter(
        "two-events",
        "The articles may tell two events, so that the fact is a note at most.",
        lambda is_parting: is_parting,
    ),
)


def candidate_facts(comparison: StoryComparison) -> list[CandidateFact]:
    """Return all facts of the story with differing values, whatever their confidence."""
    told = [*slot_facts(comparison), *stated_facts(comparison)]
    # A name is spelled in one way, whatever the event.
    of_events = [n for n, fact in enumerate(told) if fact.type != "name"]
    parting = parting_facts(comparison.story, [told[n] for n in of_events])
    doubtful = {
        n
        for place, n in enumerate(of_events)
        if not comparison.screening.passes(PARTING, place in parting)
    }
    facts = [
        *name_facts(comparison),
        *quote_facts(comparison),
        *(fact for n, fact in enumerate(told) if n not in doubtful),
        *publication_facts(comparison),
    ]
    facts = [
        fact
        for fact in facts
        if comparison.screening.passes(TOLD_APART, _are_two_names(fact, comparison.known))
    ]
    # Values of two events are no contradiction, but an editor may want to read of them in a note.
    of_two_events = [_as_drift(_calibrated(told[n])) for n in sorted(doubtful)]
    return [*(_calibrated(fact) for fact in facts), *of_two_events]


def _are_two_names(fact: CandidateFact, known: Known) -> bool:
    """Return True if the vocabulary says of all names of a fact that they are two."""
    forms = [v.normalized for v in fact.variants]
    if fact.type != "name" or len(forms) < 2:
        return False
    return all(known.are_two(a, b) for a, b in combinations(forms, 2))


def _as_drift(fact: CandidateFact) -> CandidateFact:
    """Return a fact that may belong to two events as drift, with half its confidence."""
    return replace(fact, relation="drift", reason=TWO_EVENTS, confidence=fact.confidence / 2)


def fact_kind(kind: str) -> str:
    """Return the kind of whole facts, as the judge knows it, for a kind of pairs."""
    return "stated" if kind in CALIBRATED else kind


def _calibrated(fact: CandidateFact) -> CandidateFact:
    """Return the fact with its confidence corrected by the evidence of all its mentions.

    The confidence of the likeliest of many pairs is too high, and a document that gives several of
    the differing values hardly contradicts itself.
    """
    if fact.settled:
        return fact
    evidence = evidence_of(fact)
    # A fact below this is not reported, so its confidence stays as it is.
    is_likely = fact.confidence >= judge.LEAST
    confidence = judge.fact_probability(fact_kind(fact.kind), evidence) if is_likely else None
    return replace(
        fact,
        evidence=evidence,
        confidence=fact.confidence if confidence is None else confidence,
    )
