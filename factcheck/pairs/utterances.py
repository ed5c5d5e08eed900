"""Pairs of quotations of one utterance, and each place where their words differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from factcheck.language import lexicon
from factcheck.pairs.alignment import FRAGMENT, Alignment, Quoted
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.differences import (
    DIFFERENCES,
    SIGNALS,
    UTTERANCES,
    Difference,
    Utterance,
)
from factcheck.pairs.excuses import excuse
from factcheck.pairs.filters import Filter, Screening
from factcheck.pairs.signals import values_of
from factcheck.pairs.speakers import Speakers
from factcheck.stories.story import Located
from factcheck.values.names import fold
from factcheck.values.spoken import words_of

# Two quotations are compared if this many words in a row are alike.
SHINGLE = 3
# So many words alike are of one utterance, whoever the speakers are.
SURELY_ONE = 12
MOST_CHANGES = 2
# With so many times the words alike, another quotation of the article is the one to compare.
TWICE = 2
# Fragments ("undeserved negative attention") are too short for that; they are compared if the
# sentences around them have at least this cosine.
FRAGMENT_COSINE = 0.5


@dataclass(frozen=True, slots=True)
class Change:
    """A place where two quotations of one utterance differ.

    ``a`` and ``b`` are the offsets of the sentence around it in the two documents. ``removed`` and
    ``added`` are the forms of the words that only the first and only the second quotation has;
    ``written`` are the same words as the two documents write them. ``denied`` is True if only one
    says "not", ``excused`` why they may differ although both are right, or "". ``surely_one`` is
    True if the speaker is known to be the same, or so many words are alike that it must be, and
    few words differ: who changes many has translated, or written from memory.
    """

    first: Located
    second: Located
    a: tuple[int, int]
    b: tuple[int, int]
    removed: tuple[str, ...]
    added: tuple[str, ...]
    written: tuple[str, str]
    signals: dict[str, float]
    denied: bool
    excused: str
    surely_one: bool


def changes(comparison: StoryComparison) -> Iterator[Change]:
    """Yield every change between two quotations of one utterance, in a fixed order."""
    story = comparison.story
    quotes = story.of_kind("quote")
    words = {
        q.number: words_of(story.analyses[q.document].document.text, q.value.start, q.value.end)
        for q in quotes
    }
    by_shingle: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, quote in enumerate(quotes):
        forms = [w.form for w in words[quote.number]]
        for start in range(len(forms) - SHINGLE + 1):
            by_shingle[tuple(forms[start : start + SHINGLE])].append(index)
    pairs: set[tuple[int, int]] = set()
    for indexes in by_shingle.values():
        unique = sorted(set(indexes))
        pairs.update((i, j) for n, i in enumerate(unique) for j in unique[n + 1 :])
    fragments: dict[int, list[int]] = defaultdict(list)
    for index, quote in enumerate(quotes):
        if len(words[quote.number]) <= FRAGMENT:
            fragments[quote.claim].append(index)
    for a, b in story.cosines.pairs(FRAGMENT_COSINE) if fragments else ():
        if a in fragments and b in fragments:
            pairs.update(product(fragments[a], fragments[b]))
    utterances: list[Utterance] = []
    nearer = _Nearer(comparison.speakers)
    for i, j in sorted(pairs):
        first, second = quotes[i], quotes[j]
        if not comparison.screening.passes(QUOTATIONS, (first, second)):
            continue
        if first.value.normalized == second.value.normalized:
            nearer.add(first, second, len(words[first.number]))
            continue
        quoted = [
            Quoted(q, story.analyses[q.document].document.text, words[q.number])
            for q in (first, second)
        ]
        utterances.append(Utterance(story, comparison.speakers, Alignment(*quoted)))
        nearer.add(first, second, utterances[-1].aligned.alike)
    for utterance in utterances:
        if comparison.screening.passes(COUNTERPARTS, nearer.beside(utterance)):
            yield from _changes(utterance, comparison.screening)


class _Nearer:
    """For each quotation and article, the quotations of the article, with the words alike."""

    def __init__(self, speakers: Speakers) -> None:
        self._speakers = speakers
        self._alike: dict[tuple[int, int], list[tuple[int, Located]]] = defaultdict(list)

    def add(self, one: Located, other: Located, alike: int) -> None:
        """Note how many words two quotations have in common."""
        self._alike[one.number, other.document].append((alike, other))
        self._alike[other.number, one.document].append((alike, one))

    def beside(self, utterance: Utterance) -> bool:
        """Return True if one article has many more of the other's words, or more of another's."""
        one, other = utterance.aligned.first.located, utterance.aligned.second.located
        alike = utterance.aligned.alike
        return any(
            more >= TWICE * alike or (more > alike and self._said_by_two(quote, candidate))
            for quote, rest in ((one, other), (other, one))
            for more, candidate in self._alike[rest.number, quote.document]
        )

    def _said_by_two(self, one: Located, other: Located) -> bool:
        speakers = [self._speakers.of_quotation(quote) for quote in (one, other)]
        told = [fold(s.value.text) for s in speakers if s is not None]
        return len(set(told)) == 2 and not set(told) & lexicon.words().personal


def _changes(utterance: Utterance, screening: Screening) -> Iterator[Change]:
    aligned = utterance.aligned
    if not screening.passes(UTTERANCES, utterance) or not aligned.blocks:
        return
    for gap in aligned.gaps:
        difference = Difference(utterance, gap)
        if screening.passes(DIFFERENCES, difference):
            yield Change(
                aligned.first.located,
                aligned.second.located,
                difference.a,
                difference.b,
                difference.removed,
                difference.added,
                difference.written,
                values_of(SIGNALS, difference),
                difference.denied,
                excuse(difference),
                len(aligned.gaps) <= MOST_CHANGES
                and (utterance.spoken_by[0] or aligned.alike >= SURELY_ONE),
            )


COUNTERPARTS: tuple[Filter[bool], ...] = (
    Filter(
        "nearer-quotations",
        "The article has the other's words much more fully elsewhere, or in somebody else's mouth.",
        lambda is_nearer: is_nearer,
    ),
)
QUOTATIONS: tuple[Filter[tuple[Located, Located]], ...] = (
    Filter(
        "quotations-of-one-article",
        "Both quotations stand in one article.",
        lambda both: both[0].document == both[1].document,
    ),
)
