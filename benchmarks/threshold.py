"""The least confidence at which a number or date that differs is an alarm, from labelled news.

The rule: the lowest confidence at which :data:`PRECISION` of all alarms on the labelled stories, of
whatever kind, are right, each story judged by models that never saw its topic. It cannot be below
that of a note. For scoring, the stories of a topic have no say in the threshold that they are
judged by.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from factcheck.facts.fact import CandidateFact
from factcheck.facts.findings import NOTE, WARNING, severity_of

PRECISION = 0.85
# Kinds of facts with a threshold of their own: these are the ones with many labelled facts.
KINDS = ("slot",)


@dataclass(frozen=True)
class Told:
    """A fact of a labelled story that is an alarm if it is sure enough, and whether it is right."""

    topic: str
    kind: str
    confidence: float
    right: bool


def told(topic: str, fact: CandidateFact, right: bool) -> Told | None:
    """Return a fact that may be an alarm, None for one that is a note for a visible reason."""
    if fact.loudest == "note" or (fact.relation == "drift" and severity_of(fact) == "note"):
        return None
    return Told(topic, fact.kind, fact.confidence, right)


def least(facts: Sequence[Told]) -> float:
    """Return the lowest confidence of an alarm of :data:`KINDS`, in hundredths.

    The precision may dip and rise again below a threshold; it must hold from there upwards.
    """
    lowest = WARNING
    for hundredths in range(round(WARNING * 100), round(NOTE * 100) - 1, -1):
        threshold = hundredths / 100
        alarms = [
            f.right for f in facts if f.confidence >= (threshold if f.kind in KINDS else WARNING)
        ]
        if not alarms or sum(alarms) < PRECISION * len(alarms):
            break
        lowest = threshold
    return lowest


def with_threshold(models: Mapping[str, Any], threshold: float) -> dict[str, Any]:
    """Return models that know from which confidence on facts of :data:`KINDS` are alarms."""
    names = {f"fact:{kind}" for kind in KINDS}
    return {
        name: {**model, "alarm": threshold} if name in names else model
        for name, model in models.items()
    }
