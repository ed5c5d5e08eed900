"""Statements for a reader: the clause that one article states and another denies."""

from __future__ import annotations

from factcheck.facts.cutting import Cut, cut_around, written
from factcheck.model import Claim
from factcheck.stories.story import NO_CLAIM, Spot, StoryView
from factcheck.values.polarity import StatementPayload


def is_denied(story: StoryView, spot: Spot) -> bool:
    """Tell whether the statement at a place denies what its words say."""
    if spot.claim == NO_CLAIM:
        return False
    return any(
        isinstance(v.payload, StatementPayload)
        and (v.start, v.end) == (spot.start, spot.end)
        and v.payload.denied
        for v in story.claims[spot.claim].values
    )


def statement(story: StoryView, spot: Spot, most: int) -> str | None:
    """Return the clause of a statement in at most about ``most`` characters, None without one."""
    if spot.claim == NO_CLAIM:
        return None
    claim, text = story.claims[spot.claim], story.analyses[spot.document].document.text
    cut = cut_around(claim, text, spot.start, spot.end, most)
    if cut is None or not cut.complete or cut.pronoun is not None:
        return None
    return begun(claim, cut, written(cut, text))


def begun(claim: Claim, cut: Cut, clause: str) -> str:
    """Return a clause for the middle of a sentence: its first word small, unless it is a name."""
    first = next((w for w in claim.words if w.start >= cut.spans[0][0]), None)
    named = first is None or first.tag in ("NNP", "NNPS", "CD") or clause[:2].isupper()
    return clause if named or clause.startswith("I ") else clause[:1].lower() + clause[1:]


def around_statement(story: StoryView, spot: Spot, most: int) -> str | None:
    """Return the clause around a statement, with the verb above that denies it."""
    if spot.claim == NO_CLAIM:
        return None
    claim, text = story.claims[spot.claim], story.analyses[spot.document].document.text
    start, end = spot.start, spot.end
    if is_denied(story, spot) and not _says_no(claim, start, end):
        # "denied that she had met": the verb above says no.
        within = [w for w in claim.words if start <= w.start < end]
        above = [h for w in within if (h := claim.words[w.head]) not in within]
        if above:
            start, end = min(start, above[0].start), max(end, above[0].end)
    cut = cut_around(claim, text, start, end, most)
    return None if cut is None else begun(claim, cut, written(cut, text))


def _says_no(claim: Claim, start: int, end: int) -> bool:
    return any(w.dep == "neg" and start <= w.start < end for w in claim.words)
