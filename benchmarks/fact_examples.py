"""Facts of labelled stories as examples: their evidence, and whether they are right."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.judged import Judged
from benchmarks.labelled import Models, Prepared
from benchmarks.pair_examples import label, marked, on, topic
from factcheck.facts.fact import CandidateFact
from factcheck.facts.grouping import candidate_facts, fact_kind
from factcheck.pairs import judge
from factcheck.pairs.comparison import StoryComparison
from factcheck.stories.story import StoryView

# Kinds that are learned from the corpus, too: of the others it has hardly a wrong pair.
DENSE = ("slot",)


@dataclass(frozen=True)
class FactExample:
    """One fact of a labelled story, found with models of pairs that never saw the story."""

    story: str
    kind: str
    evidence: Mapping[str, float]
    right: bool


def judged_facts(
    views: Mapping[str, StoryView], pairs: Mapping[str, Models], data: Path
) -> list[FactExample]:
    """Return the facts of all single stories, each found with models of pairs of other topics."""
    judged = []
    for story in sorted(s for s in views if not s.startswith("mixed/")):
        gold = json.loads((data / "gold" / f"{story}.json").read_text(encoding="utf-8"))
        with judge.judged_by(pairs[topic(story)]):
            for fact in candidate_facts(StoryComparison(views[story])):
                right = bool(_told(fact, views[story], gold["issues"]))
                judged.append(FactExample(story, fact_kind(fact.kind), fact.evidence, right))
    return judged


def judged_round_facts(events: Iterable[Judged], models: Models) -> list[FactExample]:
    """Return the facts of events of rounds that readers have judged, found with ``models``."""
    judged = []
    for event in events:
        with judge.judged_by(models):
            facts = candidate_facts(StoryComparison(event.view))
        for fact in facts:
            verdicts = [
                event.label(first.spots, second.spots)
                for n, first in enumerate(fact.variants)
                for second in fact.variants[n + 1 :]
            ]
            if any(v is not None for v in verdicts):
                right = True in verdicts
                judged.append(FactExample(event.name, fact_kind(fact.kind), fact.evidence, right))
    return judged


def judged_corpus_facts(
    prepared: Iterable[Prepared], pairs: Mapping[str, Models]
) -> list[FactExample]:
    """Return the facts of stories labelled by construction of which two variants are marked."""
    judged = []
    for one in prepared:
        places = marked(one)
        for story in one.stories:
            view = StoryView(story)
            with judge.judged_by(pairs[topic(one.case.name)]):
                facts = candidate_facts(StoryComparison(view))
            for fact in facts:
                if fact_kind(fact.kind) in DENSE and all(
                    on(variant.spots, view, places) for variant in fact.variants[:2]
                ):
                    right = bool(_told(fact, view, one.case.gold["issues"]))
                    example = FactExample(one.case.name, fact_kind(fact.kind), fact.evidence, right)
                    judged.append(example)
    return judged


def _told(fact: CandidateFact, view: StoryView, issues: list[dict[str, Any]]) -> list[str]:
    """Return the ids of the labelled discrepancies that two variants of ``fact`` tell."""
    return [
        i
        for n, first in enumerate(fact.variants)
        for second in fact.variants[n + 1 :]
        for i in label(first.spots, second.spots, view, issues)
    ]
