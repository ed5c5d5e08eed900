"""Candidate facts -> findings, with severity, message and fingerprint."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from factcheck.facts.explanation import explain
from factcheck.facts.fact import CandidateFact, FactVariant
from factcheck.facts.labels import Labels
from factcheck.facts.messages import message_of
from factcheck.model import Finding, Mention, Severity, Variant
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Filter
from factcheck.stories.independence import independent_sources, source_of
from factcheck.stories.story import NO_CLAIM, Spot, StoryView

# The least confidence of an error, a warning and a note; a fact below the last is not reported.
ERROR, WARNING, NOTE = 0.9, 0.5, 0.3
# The context of a mention is its sentence, cut to this many characters on either side.
CONTEXT = 300


FILTERS: tuple[Filter[CandidateFact], ...] = (
    Filter(
        "unsure-facts",
        f"Its confidence is below {NOTE}, too low even for a note.",
        lambda fact: fact.confidence < NOTE,
    ),
)


def to_finding(
    fact: CandidateFact,
    comparison: StoryComparison,
    story_id: str,
    labels: Labels | None = None,
) -> Finding | None:
    """Return the finding for ``fact``, or None if its confidence is too low to report it.

    ``labels`` names the facts of the story, so that no two are called the same.
    """
    if not comparison.screening.passes(FILTERS, fact):
        return None
    story = comparison.story
    variants = tuple(to_variant(v, story) for v in fact.variants)
    label = (labels or Labels(story)).of(fact)
    return Finding(
        fingerprint=fingerprint(fact.type, [v.normalized for v in variants], slot_of(fact)),
        type=fact.type,
        severity=severity_of(fact),
        confidence=round(fact.confidence, 2),
        relation=fact.relation,
        story=story_id,
        fact=label.text,
        message=message_of(fact, variants, label, story),
        variants=variants,
        explanation=explain(fact.kind, fact.signals, fact.confidence),
        template=label.template,
    )


def severity_of(fact: CandidateFact) -> Severity:
    """Return the severity of a fact: by its confidence, one step lower for drift.

    It is never louder than the fact may be, which for one with a visible reason is a note.
    """
    if fact.loudest == "note":
        return "note"
    if fact.relation == "drift":
        return "note" if fact.confidence < ERROR else "warning"
    if fact.confidence >= ERROR and fact.loudest == "error":
        return "error"
    return "warning" if fact.confidence >= WARNING else "note"


def to_variant(variant: FactVariant, story: StoryView) -> Variant:
    """Return the variant with all its mentions and the number of its independent sources."""
    mentions = tuple(to_mention(mention, story) for mention in variant.spots)
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
    """Return the mention at a place, with the offsets of its sentence as context.

    Outside the claims, as for a publication date, the context is the line.
    """
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
    """Return the name of a finding that stays the same from run to run.

    It is a hash of the type of the finding, its slot and the values that differ. Offsets and
    documents are no part of it, so that it does not change with edits elsewhere, moved files or
    another source for the same value.
    """
    joined = "\x1f".join([kind, slot, *sorted(set(values))])
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


def slot_of(fact: CandidateFact) -> str:
    """Return what most mentions of a number count, as "people" or "houses", or ""."""
    counts = Counter(h for h in fact.heads if h)
    return min(counts, key=lambda h: (-counts[h], h), default="")
