"""Values that changed places: two sentences in the same words that give each value to the other.

"12 parts of oil and 36 of water" and "36 parts of oil and 12 of water" give the same two values, so
neither is missing anywhere, but what each is of has changed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from factcheck.language import lexicon
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.rival import Rival
from factcheck.pairs.signals import (
    ALIKE_IN_MEANING,
    ONE_AGAINST_SEVERAL,
    SignalDefinition,
    values_of,
)
from factcheck.stories.independence import outnumbered
from factcheck.stories.story import Located, StoryView

# The kinds of value that change places, each with a kind of the judge.
KINDS = {"number": "exchanged", "date": "exchanged days"}
# Sentences in the same words have at least this cosine.
ALIKE = 0.8
# So much of the words around all values must be the same; of those between two values, all.
SAME_WORDS = 0.8
_WORD = re.compile(r"[^\W_]+")


class _Sequence(NamedTuple):
    """The values of one kind in a claim, in order, and the words around them.

    ``gaps`` are the words before the first value, between each two, and after the last one.
    """

    values: tuple[Located, ...]
    gaps: tuple[tuple[str, ...], ...]

    @property
    def forms(self) -> list[str]:
        """The normalised values."""
        return [v.value.normalized for v in self.values]


class _Exchange(NamedTuple):
    """The subject of the signals: the mentions of either value at one place of the sentence."""

    story: StoryView
    first: Sequence[Located]
    second: Sequence[Located]


SIGNALS: tuple[SignalDefinition[_Exchange], ...] = (
    SignalDefinition("cosine", ALIKE_IN_MEANING, 1, lambda e: e.story.alike(e.first, e.second)),
    SignalDefinition(
        "lone", ONE_AGAINST_SEVERAL, 1, lambda e: outnumbered(e.story, e.first, e.second)
    ),
)


def exchanged_rivals(comparison: StoryComparison) -> Iterator[Rival]:
    """Yield the values that have changed places between sentences of different documents."""
    story = comparison.story
    by_claim: dict[int, dict[str, list[Located]]] = defaultdict(lambda: defaultdict(list))
    for located in story.values:
        if located.value.kind in KINDS:
            by_claim[located.claim][located.value.kind].append(located)
    several = {
        (claim, kind): _sequence(story, values)
        for claim, kinds in by_claim.items()
        for kind, values in kinds.items()
        if len({v.value.normalized for v in values}) > 1
    }
    # The mentions of two values, by the words that follow either.
    found: dict[tuple[str, ...], tuple[dict[int, Located], dict[int, Located]]] = {}
    for x, y in story.cosines.pairs(ALIKE) if several else ():
        if story.claim_document[x] == story.claim_document[y]:
            continue
        for kind in sorted(by_claim[x].keys() & by_claim[y].keys()):
            if not {(x, kind), (y, kind)} <= several.keys():
                continue
            a, b = several[x, kind], several[y, kind]
            n = _changed(a, b)
            if n is None:
                continue
            first, second = sorted((a.values[n], b.values[n]), key=lambda v: v.value.normalized)
            key = (kind, first.value.normalized, second.value.normalized, *a.gaps[n + 1])
            sides = found.setdefault(key, ({}, {}))
            for side, value in zip(sides, (first, second), strict=True):
                side[value.number] = value
    for (kind, *_), sides in found.items():
        one, other = (tuple(side.values()) for side in sides)
        yield Rival(
            KINDS[kind],
            tuple(v.spot for v in one),
            tuple(v.spot for v in other),
            (one[0].value.text, other[0].value.text),
            values_of(SIGNALS, _Exchange(story, one, other)),
            (one[0].value.normalized, other[0].value.normalized),
            label=one[0].value.slot.label,
        )


def _sequence(story: StoryView, values: Sequence[Located]) -> _Sequence:
    ordered = tuple(sorted(values, key=lambda v: v.value.start))
    claim = story.claims[ordered[0].claim]
    text = story.analyses[ordered[0].document].document.text
    bounds = [claim.start, *(p for v in ordered for p in (v.value.start, v.value.end)), claim.end]
    gaps = tuple(
        tuple(w.casefold() for w in _WORD.findall(text[start:end]))
        for start, end in zip(bounds[::2], bounds[1::2], strict=True)
    )
    return _Sequence(ordered, gaps)


def _changed(a: _Sequence, b: _Sequence) -> int | None:
    """Return the number of the first value that differs, if the same stand in the same words."""
    if a.forms == b.forms or sorted(a.forms) != sorted(b.forms) or a.gaps[1:-1] != b.gaps[1:-1]:
        return None
    words = [(*s.gaps[0], *s.gaps[-1]) for s in (a, b)]
    if Indel.normalized_similarity(*words) < SAME_WORDS:
        return None
    changed = [n for n, (x, y) in enumerate(zip(a.forms, b.forms, strict=True)) if x != y]
    small = lexicon.words().function_words
    # "5 and 12 people" are no two things.
    between = a.gaps[changed[0] + 1 : changed[-1] + 1]
    return None if all(small.issuperset(gap) for gap in between) else changed[0]
