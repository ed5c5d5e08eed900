"""Sentences of two documents that are the same but for a "not"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Indel

from factcheck.language import lexicon
from factcheck.language.variants import one_stem
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.rival import Rival
from factcheck.pairs.signals import ALIKE_IN_MEANING, SAME_WORDS, SignalDefinition, values_of
from factcheck.stories.story import Spot, StoryView

# Sentences that say the same but for a "not" are alike, and nearly all of their words are the same.
ALIKE = 0.7
LEAST_SHARED = 0.75
FEWEST_WORDS = 5
_NEGATION = re.compile(r"not|never|cannot|n['’]t", re.I)
_WORDS = re.compile(r"n['’]t\b|[^\W_]+?(?=n['’]t\b)|[^\W_]+", re.I)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


class _Negated(NamedTuple):
    """How alike two sentences are of which one has a "not" more: their cosine, and their words."""

    cosine: float
    shared: float


SIGNALS: tuple[SignalDefinition[_Negated], ...] = (
    SignalDefinition("cosine", ALIKE_IN_MEANING, 1, lambda n: n.cosine),
    SignalDefinition("wording", SAME_WORDS, 1, lambda n: n.shared),
)


def negation_rivals(comparison: StoryComparison) -> Iterator[Rival]:
    """Yield pairs of sentences of which one has a "not" more than the other.

    The places are the words on either side of the gap, with and without the "not".
    """
    story = comparison.story
    words = [_words(story, claim) for claim in range(len(story.claims))]
    denied = {n for n, held in enumerate(words) if any(_is_negation(w.text) for w in held)}
    # What an article says elsewhere in the words of the other is another matter.
    for i, j in story.cosines.twins(ALIKE):
        if not denied & {i, j} or min(len(words[i]), len(words[j])) < FEWEST_WORDS:
            continue
        found = _gap(words[i], words[j])
        if found is None:
            continue
        shared, *places = found
        spots = [
            Spot(story.claim_document[n], n, start, end)
            for n, (start, end) in zip((i, j), places, strict=True)
        ]
        yield Rival(
            "polarity",
            (spots[0],),
            (spots[1],),
            (story.text(spots[0]), story.text(spots[1])),
            values_of(SIGNALS, _Negated(story.cosines.of(i, j), shared)),
        )


def _gap(a: list[_Word], b: list[_Word]) -> tuple[float, tuple[int, int], tuple[int, int]] | None:
    """Return how much two sentences share, and the places that differ in a negation alone."""
    first, second = ([w.text.casefold() for w in words] for words in (a, b))
    changes = [o for o in Indel.opcodes(first, second) if o.tag != "equal"]
    sides = (
        [w for o in changes for w in a[o.src_start : o.src_end]],
        [w for o in changes for w in b[o.dest_start : o.dest_end]],
    )
    changed = [*sides[0], *sides[1]]
    negations = [w for w in changed if _is_negation(w.text)]
    shared = 1 - len(changed) / (len(a) + len(b))
    if len(negations) != 1 or shared < LEAST_SHARED or not _is_one_wording(*map(_telling, sides)):
        return None
    at = next(
        o
        for o in changes
        if negations[0] in (*a[o.src_start : o.src_end], *b[o.dest_start : o.dest_end])
    )
    places = _around(a, at.src_start, at.src_end), _around(b, at.dest_start, at.dest_end)
    return round(shared, 3), *places


def _telling(words: list[_Word]) -> list[str]:
    """Return the words that are neither negations nor function words."""
    telling = [w.text.casefold() for w in words if not _is_negation(w.text)]
    return [w for w in telling if w not in lexicon.words().function_words]


def _is_one_wording(a: list[str], b: list[str]) -> bool:
    """Return True if words differ in the form of one verb at most ("did not pass", "passed").

    Words written together and apart are the same.
    """
    one_verb = len(a) == len(b) == 1 and one_stem(a[0], b[0])
    return one_verb or "".join(a) == "".join(b)


def _around(words: list[_Word], start: int, end: int) -> tuple[int, int]:
    """Return the offsets of ``words[start:end]`` with the word before and the word after."""
    held = words[max(0, start - 1) : end + 1]
    return held[0].start, held[-1].end


def _is_negation(word: str) -> bool:
    return _NEGATION.fullmatch(word) is not None


def _words(story: StoryView, claim: int) -> list[_Word]:
    held = story.claims[claim]
    text = story.analyses[story.claim_document[claim]].document.text
    return [
        _Word(m.group(), m.start(), m.end()) for m in _WORDS.finditer(text, held.start, held.end)
    ]
