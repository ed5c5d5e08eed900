"""Pairs of quotations of one utterance, and each place where their words differ."""

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
from factcheck.pairs.filters import Filter, Screening
from factcheck.pairs.signals import ALIKE_IN_MEANING, NOT_SO_RARE, SignalDefinition, values_of
from factcheck.pairs.speakers import Speakers, rivals, same_speaker
from factcheck.stories.story import Located, StoryView
from factcheck.values.spoken import words_of

# Two quotations are compared if this many words in a row are alike.
SHINGLE = 3
# Fragments ("undeserved negative attention") are too short for that; they are compared if the
# sentences around them have at least this cosine.
FRAGMENT_COSINE = 0.5
# The least share of words alike in the span that they cover.
LEAST_SHARE = 0.55
# Fewer words may be in both sentences by chance.
FEWEST_MOVED = 2
# Quotations of two speakers are two utterances if they have fewer words alike than this.
FEWEST_OF_TWO_SPEAKERS = 8
_CUT_MARKS = {"...", "…", "[", "]", "(", ")", "{", "}"}


@dataclass(frozen=True, slots=True)
class Change:
    """A place where two quotations of one utterance differ.

    ``a`` and ``b`` are the offsets of the sentence around it in the two documents. ``removed`` and
    ``added`` are the forms of the words that only the first and only the second quotation has;
    ``written`` are the same words as the two documents write them.
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
    for i, j in sorted(pairs):
        first, second = quotes[i], quotes[j]
        if first.value.normalized == second.value.normalized:
            continue
        if not comparison.screening.passes(QUOTATIONS, (first, second)):
            continue
        quoted = [
            Quoted(q, story.analyses[q.document].document.text, words[q.number])
            for q in (first, second)
        ]
        utterance = _Utterance(story, comparison.speakers, Alignment(*quoted))
        yield from _changes(utterance, comparison.screening)


def _changes(utterance: _Utterance, screening: Screening) -> Iterator[Change]:
    aligned = utterance.aligned
    if not screening.passes(UTTERANCES, utterance) or not aligned.blocks:
        return
    for gap in aligned.gaps:
        difference = _Difference(utterance, gap)
        if screening.passes(DIFFERENCES, difference):
            yield Change(
                aligned.first.located,
                aligned.second.located,
                difference.a,
                difference.b,
                difference.removed,
                difference.added,
                (
                    _written(aligned.first, gap.i1, gap.i2),
                    _written(aligned.second, gap.j1, gap.j2),
                ),
                values_of(SIGNALS, difference),
            )


@dataclass(frozen=True)
class _Utterance:
    """Two quotations that may be of one utterance, aligned."""

    story: StoryView
    speakers: Speakers
    aligned: Alignment

    @property
    def cosine(self) -> float:
        """The cosine of the claims that the quotations are in."""
        first, second = self.aligned.first.located, self.aligned.second.located
        return self.story.cosines.of(first.claim, second.claim)

    @cached_property
    def spoken_by(self) -> tuple[bool, bool]:
        """Whether both surely have the same speaker, and whether they surely have two."""
        named, quotations = self.speakers.named, (self.aligned.first, self.aligned.second)
        located = [self.speakers.of_quotation(quoted.located) for quoted in quotations]
        one, other = (named.get(value.number) if value else None for value in located)
        if one is None or other is None:
            return False, False
        return same_speaker(one, other), rivals(one, other)


QUOTATIONS: tuple[Filter[tuple[Located, Located]], ...] = (
    Filter(
        "quotations-of-one-article",
        "Both quotations stand in one article.",
        lambda both: both[0].document == both[1].document,
    ),
)
UTTERANCES: tuple[Filter[_Utterance], ...] = (
    Filter(
        "few-words-alike",
        "The quotations have too few words in common.",
        lambda u: u.aligned.alike < (2 if u.aligned.is_fragment else FEWEST_ALIKE),
    ),
    Filter(
        "words-far-apart",
        "The words that the quotations have in common stand too far apart.",
        lambda u: u.aligned.share < LEAST_SHARE,
    ),
    Filter(
        "quotations-of-two-speakers",
        "Two people say it, and not many words are the same.",
        lambda u: u.spoken_by[1] and u.aligned.alike < FEWEST_OF_TWO_SPEAKERS,
    ),
)


@dataclass(frozen=True)
class _Difference:
    """A gap between two quotations of one utterance."""

    utterance: _Utterance
    gap: Gap

    @property
    def aligned(self) -> Alignment:
        """The two quotations."""
        return self.utterance.aligned

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
        """The number of words that are in both sentences, but at two places."""
        return _moved(self.removed, self.added, *self.sentences)

    @property
    def is_all(self) -> bool:
        """Whether the rest of the shorter quotation is the same."""
        i1, i2, j1, j2 = self.gap
        shorter = min(len(self.aligned.x), len(self.aligned.y))
        return shorter == self.aligned.alike + min(i2 - i1, j2 - j1)


DIFFERENCES: tuple[Filter[_Difference], ...] = (
    Filter(
        "long-changes",
        f"More than {LONGEST_CHANGE} words in a row differ: another sentence.",
        lambda d: max(len(d.removed), len(d.added)) > LONGEST_CHANGE,
    ),
    Filter(
        "marked-cuts",
        "A quotation is cut there, or filled in, by dots or brackets.",
        lambda d: bool(_CUT_MARKS & {*d.removed, *d.added}),
    ),
    Filter(
        "joined-words",
        "The letters are the same, as one word or as two.",
        lambda d: "".join(d.removed) == "".join(d.added),
    ),
    Filter(
        "contractions",
        "One contracts the words of the other, as “didn't” does “did not”.",
        lambda d: _expanded(d.removed) == _expanded(d.added),
    ),
)
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
    # The share of words alike in the span that they cover; the text is that of spellings.
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
    # It speaks for one utterance and against a real difference, so it has no sign.
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
        lambda d: d.utterance.cosine,
    ),
    SignalDefinition(
        "same_speaker",
        "both are said to be by the same speaker",
        1,
        lambda d: float(d.utterance.spoken_by[0]),
    ),
    SignalDefinition(
        "other_speaker", "the speakers differ, too", -1, lambda d: float(d.utterance.spoken_by[1])
    ),
)


def _written(quoted: Quoted, start: int, end: int) -> str:
    words = quoted.words[start:end]
    return " ".join(quoted.text[words[0].start : words[-1].end].split()) if words else ""


def _within(quoted: Quoted, span: tuple[int, int]) -> list[str]:
    return [w.form for w in quoted.words if span[0] <= w.start < span[1]]


def _share(a: list[str], b: list[str]) -> float:
    """Return the share of the shorter sentence that the other has in the same order, 0 to 1."""
    alike = sum(o.src_end - o.src_start for o in Indel.opcodes(a, b) if o.tag == "equal")
    return alike / min(len(a), len(b))


def _moved(removed: tuple[str, ...], added: tuple[str, ...], a: list[str], b: list[str]) -> int:
    """Return the number of words that only one side has here, and the other elsewhere.

    ``a`` and ``b`` are the words of the two sentences.
    """
    words, sentence = (removed, b) if removed else (added, a)
    size = len(words)
    if (removed and added) or size < FEWEST_MOVED:
        return 0
    places = range(len(sentence) - size + 1)
    return size if any(tuple(sentence[n : n + size]) == words for n in places) else 0


def _content(aligned: Alignment) -> int:
    """Return how many of the words alike are no function words."""
    words = (w for o in aligned.blocks for w in aligned.x[o.src_start : o.src_end])
    return sum(w not in lexicon.words().function_words for w in words)


def _expanded(words: tuple[str, ...]) -> str:
    """Return the words as one text, contractions written out: "did not" for "didn't"."""
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
