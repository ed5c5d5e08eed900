"""Candidate facts -> findings: what an editor is told, how loudly, and by which name."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from factcheck.facts.explanation import explain
from factcheck.facts.fact import CandidateFact, FactVariant
from factcheck.model import Finding, Mention, Severity, Variant
from factcheck.settings.finding_types import finding_types
from factcheck.stories.independence import independent_sources, source_of
from factcheck.stories.story import NO_CLAIM, Spot, StoryView
from factcheck.values import kinds
from factcheck.values.base import shortened

# From these confidences on a conflict is an error or a warning; below the last it is not told.
ERROR, WARNING, NOTE = 0.9, 0.5, 0.3
# Context shown around a mention is its sentence, cut to this many characters on either side.
CONTEXT = 300


def to_finding(fact: CandidateFact, story: StoryView, story_id: str) -> Finding | None:
    """Return the finding on ``fact``, or None where it is too unsure to be told."""
    severity = severity_of(fact)
    if severity is None:
        return None
    variants = tuple(to_variant(v, story) for v in fact.variants)
    label = label_of(fact, story)
    return Finding(
        fingerprint=fingerprint(fact.type, [v.normalized for v in variants], slot_of(fact)),
        type=fact.type,
        severity=severity,
        confidence=round(fact.confidence, 2),
        relation=fact.relation,
        story=story_id,
        fact=label,
        message=message_of(fact, variants, label),
        variants=variants,
        explanation=explain(fact.kind, fact.signals),
    )


def severity_of(fact: CandidateFact) -> Severity | None:
    """Return how loudly a fact is told: by its confidence, and no louder than a note for drift."""
    if fact.confidence < NOTE:
        return None
    if fact.relation == "drift":
        return "note" if fact.confidence < ERROR else "warning"
    if fact.confidence >= ERROR and fact.loudest == "error":
        return "error"
    return "warning" if fact.confidence >= WARNING else "note"


def to_variant(variant: FactVariant, story: StoryView) -> Variant:
    """Return the variant with all its mentions and the number of its independent sources."""
    mentions = tuple(to_mention(spot, story) for spot in variant.spots)
    return Variant(
        value=variant.shown,
        normalized=variant.normalized,
        sources=len({source_of(story, s.document) for s in variant.spots}),
        independent_sources=independent_sources(
            story, ((s.document, s.claim) for s in variant.spots)
        ),
        mentions=mentions,
    )


def to_mention(spot: Spot, story: StoryView) -> Mention:
    """Return the mention with the bounds of its sentence as context."""
    document = story.analyses[spot.document].document
    if spot.claim == NO_CLAIM:
        start = document.text.rfind("\n", 0, spot.start) + 1
        end = document.text.find("\n", spot.end)
        end = len(document.text) if end < 0 else end
    else:
        claim = story.claims[spot.claim]
        start, end = min(claim.start, spot.start), max(claim.end, spot.end)
    return Mention(
        document=document.id,
        start=spot.start,
        end=spot.end,
        text=document.text[spot.start : spot.end],
        context_start=max(start, spot.start - CONTEXT),
        context_end=min(end, spot.end + CONTEXT),
    )


def identifier(*parts: object) -> str:
    """Return a short stable name made of ``parts``."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:12]


def fingerprint(kind: str, values: Sequence[str], slot: str = "") -> str:
    """Return the name by which a finding is known again: its type and the values in conflict.

    Neither offsets nor documents nor their order enter, so that edits elsewhere, moved files and
    another source for the same value leave it as it is.
    """
    joined = "\x1f".join([kind, slot, *sorted(set(values))])
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


def slot_of(fact: CandidateFact) -> str:
    """Return the thing that most mentions of a number count: "5" people are not "5" houses."""
    counted = Counter(h for h in fact.heads if h)
    return min(counted, key=lambda h: (-counted[h], h), default="")


def label_of(fact: CandidateFact, story: StoryView) -> str:
    """Return what the fact is about, in words a reader understands."""
    if fact.label or fact.lead is None:
        return fact.label
    value, claim = fact.lead.value, story.claims[fact.lead.claim]
    return kinds()[value.kind].label(value, claim, fact.variants[0].shown)


def message_of(fact: CandidateFact, variants: Sequence[Variant], label: str) -> str:
    """Return one plain sentence for a sub-editor."""
    first, *others = (f"“{shortened(v.value, 60)}” ({_sources(v)})" for v in variants)
    reason = f": {fact.reason}" if fact.reason else ""
    return finding_types()[fact.type].message(label, first, ", ".join(others), reason)


def _sources(variant: Variant) -> str:
    n = variant.sources
    return f"{n} source" if n == 1 else f"{n} sources"
