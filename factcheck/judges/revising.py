"""What becomes of opinions: they raise, lower or add findings, and are never more than a warning.

An opinion moves the log-odds of a finding by its own, as one more step of the explanation. It
makes no finding go away: the least it can be is a note.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from factcheck.facts.explanation import RESULT, START
from factcheck.facts.fact import CandidateFact, FactVariant, ordered
from factcheck.facts.findings import ERROR, NOTE, WARNING, fingerprint, to_variant
from factcheck.facts.labels import Labels
from factcheck.facts.messages import message_of
from factcheck.judges.question import Opinion, Question, Side, Span
from factcheck.model import Finding, Severity, Signal
from factcheck.stories.story import Spot, StoryView
from factcheck.values.base import shortened

SECOND = "second-opinion"
# Below an error by any threshold of the built-in judge.
MOST = ERROR - 0.01
# Where a contradiction begins that the comparison has not seen: of ten such pairs of claims, one
# or fewer contradict each other, so a model must be sure to be believed.
ADDED = -2.2
# No model is believed to be surer than this.
SUREST = 0.97
_PLACES = 3
# The characters of a claim that name a fact for which the articles have no common clause.
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Revision:
    """The opinions of one judge on the questions of a story; ``judge`` is its name."""

    judge: str
    answers: tuple[tuple[Question, Opinion], ...]

    def __call__(
        self, story: StoryView, story_id: str, findings: Sequence[Finding], labels: Labels
    ) -> list[Finding]:
        """Return the findings of a story as they are with these opinions."""
        by_finding = {q.finding: (q, o) for q, o in self.answers if q.finding}
        revised = [
            self._moved(f, *by_finding[f.fingerprint]) if f.fingerprint in by_finding else f
            for f in findings
        ]
        known = {f.fingerprint for f in findings}
        for question, opinion in self.answers:
            if not question.finding:
                added = self._added(story, story_id, labels, question, opinion)
                if added is not None and added.fingerprint not in known:
                    known.add(added.fingerprint)
                    revised.append(added)
        return revised

    def _moved(self, finding: Finding, question: Question, opinion: Opinion) -> Finding:
        """Return a finding with its confidence moved by an opinion."""
        if opinion.verdict == "unclear":
            return finding
        before = next(
            (s.weight for s in finding.explanation if s.name == RESULT),
            _log_odds(finding.confidence),
        )
        step = {"conflict": 1.0, "drift": 0.0}.get(opinion.verdict, -1.0) * _strength(opinion)
        confidence = min(MOST, max(NOTE, _probability(before + step)))
        if step == 0.0:
            confidence = finding.confidence
        drifts = opinion.verdict == "drift"
        return replace(
            finding,
            confidence=round(confidence, 2),
            relation="drift" if drifts else finding.relation,
            severity="note" if drifts else severity_of(confidence),
            explanation=self._explained(finding.explanation, question, opinion, confidence),
        )

    def _added(
        self,
        story: StoryView,
        story_id: str,
        labels: Labels,
        question: Question,
        opinion: Opinion,
    ) -> Finding | None:
        """Return the finding that an opinion adds, None if it adds none."""
        if opinion.verdict != "conflict" or opinion.first is None or opinion.second is None:
            return None
        confidence = min(MOST, _probability(ADDED + _strength(opinion)))
        if confidence < NOTE:
            return None
        parts = [
            _variant(question.first, opinion.first), _variant(question.second, opinion.second)
        ]  # fmt: skip
        if parts[0].normalized == parts[1].normalized:
            return None
        named = f"what “{shortened(question.first.text, LONGEST_NAME)}” says"
        fact = CandidateFact(
            opinion.type, "wording", "conflict", f"{self.judge} reads a contradiction", confidence,
            {}, ordered(parts), label=named, loudest="warning",
        )  # fmt: skip
        variants = tuple(to_variant(v, story) for v in fact.variants)
        label = labels.of(fact)
        begun = (Signal(START, 1.0, ADDED, "where claims start in which nothing is comparable"),)
        return Finding(
            fingerprint=fingerprint(fact.type, [v.normalized for v in variants], SECOND),
            type=fact.type,
            severity=severity_of(confidence),
            confidence=round(confidence, 2),
            relation="conflict",
            story=story_id,
            fact=label.text,
            message=message_of(fact, variants, label, story),
            variants=variants,
            explanation=self._explained(begun, question, opinion, confidence),
            template=label.template,
        )

    def _explained(
        self, steps: Sequence[Signal], question: Question, opinion: Opinion, confidence: float
    ) -> tuple[Signal, ...]:
        """Return the steps with the opinion as one more, and the result that is their sum."""
        before = [s for s in steps if s.name != RESULT]
        total = round(_log_odds(confidence), _PLACES)
        moved = round(total - sum(s.weight for s in before), _PLACES)
        first, second = (
            f"“{side.text[span[0] : span[1]]}”" if span else "no words"
            for side, span in ((question.first, opinion.first), (question.second, opinion.second))
        )
        said = f"{self.judge} says {opinion.verdict} ({opinion.confidence:.2f})"
        told = f"{said}: {first} and {second}"
        return (
            *before,
            Signal(SECOND, opinion.confidence, moved, told),
            Signal(RESULT, round(confidence, 2), total, "all of it together"),
        )


def severity_of(confidence: float) -> Severity:
    """Return the severity of a contradiction that a second opinion has moved: never an error."""
    return "warning" if confidence >= WARNING else "note"


def _variant(side: Side, span: Span) -> FactVariant:
    words = " ".join(side.text[span[0] : span[1]].split())
    spot = Spot(side.document, side.claim, side.start + span[0], side.start + span[1])
    return FactVariant(words, words.casefold(), (spot,))


def _strength(opinion: Opinion) -> float:
    """Return the log-odds of an opinion, 0 for one that is surer of the contrary."""
    return max(0.0, _log_odds(min(opinion.confidence, SUREST)))


def _log_odds(probability: float) -> float:
    held = min(0.999, max(0.001, probability))
    return math.log(held / (1 - held))


def _probability(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-log_odds))
