"""All pairs of values that may disagree on one fact, whatever their kind, with their signals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.slots import Pair, judged_as
from factcheck.pairs.spellings import SpellingPair, spelling_pairs
from factcheck.pairs.utterances import Change, changes
from factcheck.stories.story import Spot

DIFFERENT = ("conflict", "drift")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two values that differ, their places, and the signals whether they are of one fact.

    ``kind`` is that of the judge's models, ``value`` the kind of the two values.
    """

    kind: str
    value: str
    first: tuple[Spot, ...]
    second: tuple[Spot, ...]
    signals: Mapping[str, float]
    source: Pair | SpellingPair | Change


def candidates(comparison: StoryComparison) -> Iterator[Candidate]:
    """Yield the candidates of the story, kind by kind, in a fixed order."""
    for spelling in spelling_pairs(comparison):
        yield Candidate(
            "name",
            "name",
            tuple(m.spot for m in spelling.rare.mentions),
            tuple(m.spot for m in spelling.common.mentions),
            spelling.signals,
            spelling,
        )
    for change in changes(comparison):
        yield Candidate(
            "quote",
            "quote",
            (Spot(change.first.document, change.first.claim, *change.a),),
            (Spot(change.second.document, change.second.claim, *change.b),),
            change.signals,
            change,
        )
    for pair in comparison.slot_pairs:
        if pair.comparison.relation in DIFFERENT:
            yield Candidate(
                judged_as(pair),
                pair.a.value.kind,
                (pair.a.spot,),
                (pair.b.spot,),
                pair.signals,
                pair,
            )
