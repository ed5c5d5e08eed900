"""Two quotations of one utterance, a place where they differ, and what speaks for a difference."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property

from rapidfuzz.distance import Indel

from factcheck.language import lexicon
from factcheck.language.calendar import months, weekdays
from factcheck.language.variants import have_same_consonants
from factcheck.pairs.alignment import (
    FEWEST_ALIKE,
    LONGEST_CHANGE,
    Alignment,
    Gap,
    Quoted,
    sentence_around,
)
from factcheck.pairs.filters import Filter
from factcheck.pairs.signals import ALIKE_IN_MEANING, NOT_SO_RARE, SignalDefinition
from factcheck.pairs.speakers import Speakers, rivals, same_speaker
from factcheck.pairs.word_forms import (
    expanded,
    is_masked,
    is_short,
    is_site,
    one_time,
)
from factcheck.stories.story import StoryView
from factcheck.values.names import fold

# The least share of words alike in the span that they cover.
LEAST_SHARE = 0.55
# Fewer words may be in both sentences by chance.
FEWEST_MOVED = 2
# Quotations of two speakers are two utterances if they have fewer words alike than this.
FEWEST_OF_TWO_SPEAKERS = 8
# A shorter word says little by itself.
SHORTEST_TELLING = 3
# Of a shorter word too few letters are left to tell a name.
SHORTEST_NAME = 4
# If less of both sentences is alike, and of the shorter one, they are two ways to put one thought.
LEAST_OF_BOTH, LEAST_OF_SHORTER = 0.55, 0.75
# A sentence denies another if at least so much of the shorter one is the same.
LEAST_DENIED = 0.7
_CUT_MARKS = {"...", "…", "[", "]", "(", ")", "{", "}"}


@dataclass(frozen=True)
class Utterance:
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
    def telling(self) -> int:
        """The number of words in common that say something: long ones, and figures."""
        words = (w for o in self.aligned.blocks for w in self.aligned.x[o.src_start : o.src_end])
        lists = lexicon.words()
        small = lists.function_words | lists.personal | lists.negations
        small |= lexicon.numerals().numbers.keys()
        return sum((len(w) >= SHORTEST_TELLING or w.isdigit()) and w not in small for w in words)

    @property
    def names_two_days(self) -> bool:
        """Whether the month differs, and the weekday or the day of the month too.

        Who gets a date wrong gets one part of it wrong.
        """
        x, y = (Counter(words) for words in (self.aligned.x, self.aligned.y))
        one, other = x - y, y - x
        month_names, weekday_names = _calendar()
        month, weekday, day = (
            all(any(is_part(w) for w in words) for words in (one, other))
            for is_part in (month_names.__contains__, weekday_names.__contains__, str.isdigit)
        )
        return month and (weekday or day)

    @cached_property
    def spoken_by(self) -> tuple[bool, bool]:
        """Whether both surely have the same speaker, and whether they surely have two."""
        named, quotations = self.speakers.named, (self.aligned.first, self.aligned.second)
        located = [self.speakers.of_quotation(quoted.located) for quoted in quotations]
        one, other = (named.get(value.number) if value else None for value in located)
        if one is None or other is None:
            return False, False
        return same_speaker(one, other), rivals(one, other)


UTTERANCES: tuple[Filter[Utterance], ...] = (
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
        "stock-words",
        "The words that the quotations have in common are those of any sentence.",
        lambda u: not u.telling,
    ),
    Filter(
        "words-of-two-days",
        "Each names a day that differs in more than one part: they tell of two days.",
        lambda u: u.names_two_days,
    ),
    Filter(
        "quotations-of-two-speakers",
        "Two people say it, and not many words are the same.",
        lambda u: u.spoken_by[1] and u.aligned.alike < FEWEST_OF_TWO_SPEAKERS,
    ),
)


@dataclass(frozen=True)
class Difference:
    """A gap between two quotations of one utterance."""

    utterance: Utterance
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

    @cached_property
    def written(self) -> tuple[str, str]:
        """The words that differ, as the two documents write them."""
        gap = self.gap
        return (
            _written(self.aligned.first, gap.i1, gap.i2),
            _written(self.aligned.second, gap.j1, gap.j2),
        )

    @property
    def is_masked(self) -> bool:
        """Whether a word of one is written with letters left out, as newspapers print an oath."""
        gap = self.gap
        sides = (
            (self.aligned.first, gap.i1, gap.i2, self.added),
            (self.aligned.second, gap.j1, gap.j2, self.removed),
        )
        return any(is_masked(_marked(quoted, i, j), "".join(word)) for quoted, i, j, word in sides)

    @property
    def is_romanised(self) -> bool:
        """Whether the words are one name, with other vowels or consonants that English lacks."""
        words = [w for side in self.written for w in side.split()]
        one, other = (fold("".join(side)) for side in (self.removed, self.added))
        return (
            all(w[:1].isupper() for w in words)
            and min(len(one), len(other)) >= SHORTEST_NAME
            and have_same_consonants(one, other)
        )

    @cached_property
    def denied(self) -> bool:
        """Whether only one of them says "not"."""
        one, other = self.aligned.negations(self.gap)
        return one != other

    @property
    def is_paraphrase(self) -> bool:
        """Whether so little of the sentences is alike that they put one thought in two ways.

        Two translations do so, and a reporter who writes from memory.
        """
        first, second = self.sentences
        alike = sum(
            o.src_end - o.src_start for o in Indel.opcodes(first, second) if o.tag == "equal"
        )
        of_both = 2 * alike / (len(first) + len(second))
        return of_both < LEAST_OF_BOTH and alike < LEAST_OF_SHORTER * min(len(first), len(second))

    @property
    def is_all(self) -> bool:
        """Whether the rest of the shorter quotation is the same."""
        i1, i2, j1, j2 = self.gap
        shorter = min(len(self.aligned.x), len(self.aligned.y))
        return shorter == self.aligned.alike + min(i2 - i1, j2 - j1)


DIFFERENCES: tuple[Filter[Difference], ...] = (
    Filter(
        "long-changes",
        f"More than {LONGEST_CHANGE} words in a row differ: another sentence.",
        lambda d: max(len(d.removed), len(d.added)) > LONGEST_CHANGE,
    ),
    Filter(
        "denials-of-other-words",
        "One says “not”, and too much of the rest is another sentence.",
        lambda d: d.denied and _common(*d.sentences) < LEAST_DENIED,
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
        lambda d: expanded(d.removed) == expanded(d.added),
    ),
    Filter(
        "fillers",
        "Only sounds between the words differ, such as “uh”.",
        lambda d: {*d.removed, *d.added} <= lexicon.words().fillers,
    ),
    Filter(
        "ways-to-write-a-time",
        "They are one time of the day, as “18:41” and “6:41pm” are.",
        lambda d: one_time(*d.written),
    ),
    Filter(
        "names-romanised",
        "They are two ways to write a name of another script in Latin letters.",
        lambda d: d.is_romanised,
    ),
    Filter(
        "masked-words",
        "One prints a word with letters left out, as “f—” is.",
        lambda d: d.is_masked,
    ),
    Filter(
        "abbreviated-words",
        "One is short for the other, as “IE” is for “Internet Explorer”, a site for its address.",
        lambda d: (
            is_short(d.removed, d.added) or is_short(d.added, d.removed) or is_site(*d.written)
        ),
    ),
)
SIGNALS: tuple[SignalDefinition[Difference], ...] = (
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
        lambda d: float(
            {*d.removed, *d.added} <= lexicon.words().function_words | lexicon.words().negations
        ),
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


@cache
def _calendar() -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of the months and of the weekdays, in lower case."""
    month_names, weekday_names = (
        frozenset(name.lower() for name in names().wide) for names in (months, weekdays)
    )
    return month_names, weekday_names


def _written(quoted: Quoted, start: int, end: int) -> str:
    words = quoted.words[start:end]
    return " ".join(quoted.text[words[0].start : words[-1].end].split()) if words else ""


def _marked(quoted: Quoted, start: int, end: int) -> str:
    """Return words with the character after them, which may be a mark for letters left out."""
    words = quoted.words[start:end]
    return quoted.text[words[0].start : words[-1].end + 1] if words else ""


def _within(quoted: Quoted, span: tuple[int, int]) -> list[str]:
    return [w.form for w in quoted.words if span[0] <= w.start < span[1]]


def _share(a: list[str], b: list[str]) -> float:
    """Return the share of the shorter sentence that the other has in the same order, 0 to 1."""
    alike = sum(o.src_end - o.src_start for o in Indel.opcodes(a, b) if o.tag == "equal")
    return alike / min(len(a), len(b))


def _common(a: list[str], b: list[str]) -> float:
    """Return the share of the words of the shorter sentence that the other has anywhere, 0 to 1."""
    return (Counter(a) & Counter(b)).total() / min(len(a), len(b))


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
