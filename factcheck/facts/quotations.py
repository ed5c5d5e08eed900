"""Quotations -> facts: the utterances that are quoted in different words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from factcheck.facts.fact import CandidateFact, FactVariant, ordered
from factcheck.pairs import judge
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.utterances import changes
from factcheck.similarity.groups import Groups
from factcheck.stories.story import Spot
from factcheck.values.spoken import words_of


def quote_facts(comparison: StoryComparison) -> list[CandidateFact]:
    """Return the utterances that are quoted in different words."""
    story = comparison.story
    found = [(judge.probability("quote", c.signals), c) for c in changes(comparison)]
    found = [f for f in found if f[0] >= judge.LEAST]
    groups = Groups()
    spans: list[tuple[int, int, int, int]] = []
    for number, (_, change) in enumerate(found):
        for located, (start, end) in ((change.first, change.a), (change.second, change.b)):
            for other, document, other_start, other_end in spans:
                if document == located.document and start < other_end and other_start < end:
                    groups.join(other, number)
            spans.append((number, located.document, start, end))
    members: dict[int, list[int]] = defaultdict(list)
    for number in range(len(found)):
        members[groups.find(number)].append(number)
    facts = []
    for group in members.values():
        best = max(group, key=lambda n: (found[n][0], -n))
        confidence, change = found[best]
        places: dict[tuple[str, ...], dict[Spot, None]] = defaultdict(dict)
        for number in group:
            told = found[number][1]
            for located, (start, end) in ((told.first, told.a), (told.second, told.b)):
                spot = Spot(located.document, located.claim, start, end)
                places[tuple(_words(story.text(spot)))][spot] = None
        places = _without_cuts(places)
        variants = [
            FactVariant(
                story.text(next(iter(spots))),
                " ".join(words),
                tuple(sorted(spots, key=lambda s: (s.document, s.start))),
            )
            for words, spots in places.items()
        ]
        if len(variants) > 1:
            facts.append(
                CandidateFact(
                    "quote",
                    "quote",
                    "drift" if change.signals["function_words"] else "conflict",
                    _said(*change.written),
                    confidence,
                    change.signals,
                    ordered(variants),
                    change.first,
                )
            )
    return facts


def _without_cuts(
    places: Mapping[tuple[str, ...], Mapping[Spot, None]],
) -> dict[tuple[str, ...], dict[Spot, None]]:
    """Return the wordings with each that is cut from one other put to that one.

    A wording that may be cut from several says for none of them and is left out.
    """
    whole: dict[tuple[str, ...], dict[Spot, None]] = {}
    for words, spots in sorted(places.items(), key=lambda p: (-len(p[0]), p[0])):
        spoken = tuple(w for w in words if w[0].isalnum())
        longer = [w for w in whole if _is_part(spoken, w)]
        if not longer:
            whole[words] = dict(spots)
        elif len(longer) == 1:
            whole[longer[0]].update(spots)
    return whole


def _is_part(words: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    size = len(words)
    return any(longer[n : n + size] == words for n in range(len(longer) - size + 1))


def _words(text: str) -> list[str]:
    return [w.form for w in words_of(text, 0, len(text))]


def _said(one: str, other: str) -> str:
    if one and other:
        return f'one has "{one}", the other "{other}"'
    return f'"{one or other}" stands in one and not in the other'
