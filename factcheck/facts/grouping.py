"""All facts of a story on which values differ, each weighed by all its mentions."""

from __future__ import annotations

from dataclasses import replace

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

TWO_EVENTS = "the articles fall into two sets that differ on several facts: perhaps two events"


def candidate_facts(comparison: StoryComparison) -> list[CandidateFact]:
    """Return all facts of the story on which values differ, likely or not so likely."""
    slots = slot_facts(comparison)
    parting = parting_facts(comparison.story, slots)
    facts = [
        *name_facts(comparison),
        *quote_facts(comparison),
        *(f for n, f in enumerate(slots) if n not in parting),
        *stated_facts(comparison),
        *publication_facts(comparison),
    ]
    # What tells two events apart is no contradiction; as a note an editor may still read it.
    perhaps_two = [_doubted(_weighed(slots[n])) for n in sorted(parting)]
    return [*(_weighed(fact) for fact in facts), *perhaps_two]


def _doubted(fact: CandidateFact) -> CandidateFact:
    """Return a fact that may belong to two events: as likely that as a contradiction."""
    return replace(fact, relation="drift", reason=TWO_EVENTS, confidence=fact.confidence / 2)


def fact_kind(kind: str) -> str:
    """Return the kind by which whole facts are judged."""
    return "stated" if kind in CALIBRATED else kind


def _weighed(fact: CandidateFact) -> CandidateFact:
    """Return the fact with its confidence corrected for what all its mentions tell together.

    The likeliest of many pairs looks likelier than it is, and a document that gives several of
    the rival values hardly contradicts itself.
    """
    evidence = evidence_of(fact)
    known = fact.confidence >= judge.LEAST
    confidence = judge.fact_probability(fact_kind(fact.kind), evidence) if known else None
    return replace(
        fact,
        evidence=evidence,
        confidence=fact.confidence if confidence is None else confidence,
    )
