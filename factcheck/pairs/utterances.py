"""Pairs of quotations of one utterance, aligned word by word, with each place where they differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from rapidfuzz.distance import Indel

from factcheck.language import lexicon
from factcheck.pairs.alignment import (
    FEWEST_ALIKE,
    FRAGMENT,
    LONGEST_CHANGE,
    Alignment,
    Gap,
    Quoted,
    sentence_around,
)
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.signals import ALIKE_IN_MEANING, NOT_SO_RARE, SignalDefinition, values_of
from factcheck.pairs.speakers import Speakers, rivals, same_speaker
from factcheck.stories.story import Located, StoryView
from factcheck.values.spoken import words_of

# Two quotations share an utterance when this many words in a row are alike, or all of a short one.
SHINGLE = 3
# Fragments ("undeserved negative attention") are too short for that; they are compared where the
# sentences around them are this much alike.
FRAGMENT_COSINE = 0.5
LEAST_SHARE = 0.55
# Fewer words may stand in both sentences by chance.
FEWEST_MOVED = 2
# Of two speakers in unlike words two quotations of fewer words alike are two utterances.
SAID_BY_ONE = 8
_CUT = {"...", "…", "[", "]", "(", ")", "{", "}"}


@dataclass(frozen=True, slots=True)
class Change:
    """A place where two quotations of one utterance differ, with the sentence around it in each.

    ``a`` and ``b`` are offsets of those sentences in the two documents; ``written`` is what differs
    as it is written in each.
    """

    first: Located
    second: Located
    a: tuple[int, int]
    b: tuple[int, int]
    removed: tuple[str, ...]
    added: tuple[str, ...]
    written: tuple[str, str]
    signals: dict[str, float]


def changes(comparison: StoryComparison) -> Iterator[Change]:
    """Yield every change between two quotations of one utterance."""
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
    for holders in by_shingle.values():
        unique = sorted(set(holders))
        pairs.update((i, j) for n, i in enumerate(unique) for j in unique[n + 1 :])
    fragments: dict[int, list[int]] = defaultdict(list)
    for index, quote in enumerate(quotes):
        if len(words[quote.number]) <= FRAGMENT:
            fragments[quote.claim].append(index)
    for a, b in story.cosines.pairs(FRAGMENT_COSINE) if fragments else ():
        if a in fragments and b in fragments:
            pairs.update(product(fragments[a], fragments[b]))
    for i, j in sorted(pairs):
        first, second = quotes[i], quotes[j]
        if first.document == second.document:
            continue
        if first.value.normalized != second.value.normalized:
            quoted = [
                Quoted(q, story.analyses[q.document].document.text, words[q.number])
                for q in (first, second)
            ]
            yield from _changes(comparison, Alignment(*quoted))


def _changes(comparison: StoryComparison, aligned: Alignment) -> Iterator[Change]:
    if not aligned.blocks:
        return
    if aligned.alike < (2 if aligned.is_fragment else FEWEST_ALIKE) or aligned.share < LEAST_SHARE:
        return
    a, b = aligned.first.located, aligned.second.located
    same, other = _spoken_by(comparison.speakers, a, b)
    if other and aligned.alike < SAID_BY_ONE:
        return
    for gap in aligned.gaps:
        difference = _Difference(comparison.story, aligned, gap, same, other)
        removed, added = difference.removed, difference.added
        if max(len(removed), len(added)) > LONGEST_CHANGE or _CUT & {*removed, *added}:
            continue
        if "".join(removed) == "".join(added) or _expanded(removed) == _expanded(added):
            continue
        yield Change(
            a,
            b,
            difference.a,
            difference.b,
            removed,
            added,
            (
                _written(aligned.first, gap.i1, gap.i2),
                _written(aligned.second, gap.j1, gap.j2),
            ),
            values_of(SIGNALS, difference),
        )


@dataclass(frozen=True)
class _Difference:
    """A gap between two quotations, and whether they surely have one speaker, or surely two."""

    story: StoryView
    aligned: Alignment
    gap: Gap
    same_speaker: bool
    other_speaker: bool

    @cached_property
    def removed(self) -> tuple[str, ...]:
        """The words that only the first quotation has."""
        return tuple(self.aligned.x[self.gap.i1 : self.gap.i2])

    @cached_property
    def added(self) -> tuple[str, ...]:
        """The words that only the second quotation has."""
        return tuple(self.aligned.y[self.gap.j1 : self.gap.j2])

    @cached_property
    def a(self) -> tuple[int, int]:
        """The offsets of the sentence around the gap in the first document."""
        return sentence_around(self.aligned.first, self.gap.i1, self.gap.i2)

    @cached_property
    def b(self) -> tuple[int, int]:
        """The offsets of the sentence around the gap in the second document."""
        return sentence_around(self.aligned.second, self.gap.j1, self.gap.j2)

    @cached_property
    def sentences(self) -> tuple[list[str], list[str]]:
        """The words of the two sentences."""
        return _within(self.aligned.first, self.a), _within(self.aligned.second, self.b)

    @cached_property
    def moved(self) -> int:
        """How many words stand in both sentences, but at two places."""
        return _moved(self.removed, self.added, *self.sentences)

    @property
    def is_all(self) -> bool:
        """Whether the rest of the shorter quotation is the same."""
        i1, i2, j1, j2 = self.gap
        shorter = min(len(self.aligned.x), len(self.aligned.y))
        return shorter == self.aligned.alike + min(i2 - i1, j2 - j1)


SIGNALS: tuple[SignalDefinition[_Difference], ...] = (
    SignalDefinition(
        "alike",
        "many words of the quotations are the same",
        1,
        lambda d: min(1.0, (d.aligned.alike + d.moved) / 20),
    ),
    SignalDefinition(
        "reordered",
        "the same words stand elsewhere in the sentence",
        1,
        lambda d: float(d.moved > 0),
    ),
    SignalDefinition(
        "content_alike",
        "many telling words of the quotations are the same",
        1,
        lambda d: min(1.0, _content(d.aligned) / 8),
    ),
    SignalDefinition(
        "run",
        "a long stretch is the same word for word",
        1,
        lambda d: min(1.0, max(o.src_end - o.src_start for o in d.aligned.blocks) / 8),
    ),
    SignalDefinition(
        "fragment",
        "both quotations are short fragments",
        -1,
        lambda d: float(d.aligned.is_fragment),
    ),
    # How closely the words alike follow each other; the sentence is that of spellings.
    SignalDefinition("share", NOT_SO_RARE, 0, lambda d: d.aligned.share),
    SignalDefinition(
        "sentence_share",
        "the shorter sentence stands in the other",
        1,
        lambda d: _share(*d.sentences),
    ),
    SignalDefinition(
        "changes",
        "the quotations differ in several places",
        -1,
        lambda d: min(1.0, len(d.aligned.gaps) / 4),
    ),
    # The same utterance for sure, and hardly a difference.
    SignalDefinition(
        "function_words",
        "only small words differ",
        0,
        lambda d: float({*d.removed, *d.added} <= lexicon.words().function_words),
    ),
    SignalDefinition(
        "long_change",
        "a longer stretch differs",
        -1,
        lambda d: min(1.0, max(len(d.removed), len(d.added)) / 5),
    ),
    SignalDefinition(
        "opening",
        "the difference stands at the beginning",
        0,
        lambda d: float(d.gap == d.aligned.head),
    ),
    SignalDefinition(
        "closing",
        "the difference stands at the end",
        0,
        lambda d: float(d.gap == d.aligned.tail),
    ),
    SignalDefinition(
        "whole",
        "the rest of the shorter quotation is the same",
        1,
        lambda d: float(d.is_all),
    ),
    SignalDefinition(
        "cosine",
        ALIKE_IN_MEANING,
        1,
        lambda d: d.story.cosines.of(d.aligned.first.located.claim, d.aligned.second.located.claim),
    ),
    SignalDefinition(
        "same_speaker",
        "both are said to be by the same speaker",
        1,
        lambda d: float(d.same_speaker),
    ),
    SignalDefinition(
        "other_speaker", "the speakers differ, too", -1, lambda d: float(d.other_speaker)
    ),
)


def _spoken_by(speakers: Speakers, a: Located, b: Located) -> tuple[bool, bool]:
    """Tell whether two quotations surely have one speaker, and whether surely two."""
    first, second = speakers.of_quotation(a), speakers.of_quotation(b)
    one = speakers.named.get(first.number) if first else None
    other = speakers.named.get(second.number) if second else None
    if one is None or other is None:
        return False, False
    return same_speaker(one, other), rivals(one, other)


def _written(quoted: Quoted, start: int, end: int) -> str:
    words = quoted.words[start:end]
    return " ".join(quoted.text[words[0].start : words[-1].end].split()) if words else ""


def _within(quoted: Quoted, span: tuple[int, int]) -> list[str]:
    return [w.form for w in quoted.words if span[0] <= w.start < span[1]]


def _share(a: list[str], b: list[str]) -> float:
    """Return how much of the shorter sentence stands in the other in the same order."""
    alike = sum(o.src_end - o.src_start for o in Indel.opcodes(a, b) if o.tag == "equal")
    return alike / min(len(a), len(b))


def _moved(removed: tuple[str, ...], added: tuple[str, ...], a: list[str], b: list[str]) -> int:
    """Return how many words stand in both sentences, at two places, where one side has a gap."""
    held, sentence = (removed, b) if removed else (added, a)
    size = len(held)
    if (removed and added) or size < FEWEST_MOVED:
        return 0
    places = range(len(sentence) - size + 1)
    return size if any(tuple(sentence[n : n + size]) == held for n in places) else 0


def _content(aligned: Alignment) -> int:
    """Return how many of the words alike say something by themselves."""
    words = (w for o in aligned.blocks for w in aligned.x[o.src_start : o.src_end])
    return sum(w not in lexicon.words().function_words for w in words)


def _expanded(words: tuple[str, ...]) -> str:
    """Return the words with contractions written out, for "didn't" against "did not"."""
    joined = " ".join(words)
    joined = re.sub(
        r"\b(do|does|did|is|are|was|were|has|have|had|would|could|should|ca)nt\b", r"\1 not", joined
    )
    joined = re.sub(
        r"\b(i|you|we|they|he|she|it|that|there|who|what)(re|ve|ll|m|d|s)\b", r"\1 \2", joined
    )
    for short, full in lexicon.words().contractions.items():
        joined = re.sub(rf" {short}\b", f" {full}", joined)
    return joined.replace("can not", "cannot").replace("ca not", "cannot")
