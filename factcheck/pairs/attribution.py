"""Quotations that two articles attribute to different speakers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from factcheck.language import lexicon
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Filter
from factcheck.pairs.rival import Rival
from factcheck.pairs.signals import MUCH_IS_SAID, SignalDefinition, values_of
from factcheck.pairs.speakers import Speaker, rivals, same_speaker, speaks_of
from factcheck.stories.story import Located, StoryView

# Two people may say the same thing in fewer words than this.
FEWEST_WORDS = 5
# A word of fewer letters says little by itself.
SHORTEST_TELLING = 4
# Two quotations are one utterance if the longest run of words alike is this share of the shorter.
LEAST_SHARE = 0.5


def attribution_rivals(comparison: StoryComparison) -> Iterator[Rival]:
    """Yield the pairs of different speakers that two articles give for one quotation."""
    story = comparison.story
    speakers = comparison.speakers
    by_run: dict[tuple[str, ...], list[Located]] = defaultdict(list)
    said = [
        (quote, mention)
        for quote in story.of_kind("quote")
        if (mention := speakers.of_quotation(quote)) is not None
    ]
    for quote in story.of_kind("quote"):
        words = quote.value.normalized.split()
        for start in range(len(words) - FEWEST_WORDS + 1):
            by_run[tuple(words[start : start + FEWEST_WORDS])].append(quote)
    pairs = {
        (a.number, b.number): (a, b)
        for quotes in by_run.values()
        for n, a in enumerate(quotes)
        for b in quotes[n + 1 :]
        if a.document != b.document
    }
    for _, (a, b) in sorted(pairs.items(), key=lambda p: p[0]):
        run, share = _common_run(a, b)
        if not comparison.screening.passes(QUOTATIONS, share):
            continue
        first, second = speakers.of_quotation(a), speakers.of_quotation(b)
        if first is None or second is None:
            continue
        one, other = speakers.named.get(first.number), speakers.named.get(second.number)
        # Only two named people are surely two speakers; an agency may quote either of them.
        if not one or not other or one.label != "PERSON" or not rivals(one, other):
            continue
        full = [
            q
            for q, mention in said
            if (known := speakers.named.get(mention.number))
            and (same_speaker(known, one) or same_speaker(known, other))
        ]
        both = _Speakers(story, first, second, one, other, _in_other_words(" ".join(run), full))
        if comparison.screening.passes(SPEAKERS, both):
            yield Rival(
                "attribution",
                (first.spot,),
                (second.spot,),
                (one.written, other.written),
                values_of(SIGNALS, run),
                (one.name[-1], other.name[-1]),
            )


class _Speakers(NamedTuple):
    """The speakers of one quotation in two articles: their mentions, and who they are.

    ``in_other_words`` is True if the words alike stand in two sentences that differ otherwise.
    """

    story: StoryView
    first: Located
    second: Located
    one: Speaker
    other: Speaker
    in_other_words: bool


# The share of the shorter quotation in the longest run of words alike.
QUOTATIONS: tuple[Filter[float], ...] = (
    Filter(
        "little-quoted-alike",
        "Less than half of the shorter quotation is the same.",
        lambda share: share < LEAST_SHARE,
    ),
)
SPEAKERS: tuple[Filter[_Speakers], ...] = (
    Filter(
        "speakers-by-pronoun",
        "One article has only a pronoun for its speaker, and whose it is is not sure.",
        lambda s: any(
            located.value.text.lower() in lexicon.words().personal
            for located in (s.first, s.second)
        ),
    ),
    Filter(
        "quoted-beside-the-other",
        "The sentence that gives one speaker names the other, too.",
        lambda s: speaks_of(s.story, s.first, s.other) or speaks_of(s.story, s.second, s.one),
    ),
    Filter(
        "phrase-of-two-sentences",
        "The words alike are a phrase that two quotations of the two have in other sentences.",
        lambda s: s.in_other_words,
    ),
)
# Their subject is the longest run of words that the two quotations have in common.
SIGNALS: tuple[SignalDefinition[Sequence[str]], ...] = (
    SignalDefinition("length", MUCH_IS_SAID, 1, lambda run: min(1.0, len(run) / 12)),
    SignalDefinition(
        "telling",
        "many of the words quoted alike are telling",
        1,
        lambda run: min(1.0, _telling(run) / 6),
    ),
)


def _in_other_words(phrase: str, quotations: Sequence[Located]) -> bool:
    """Return True if quotations of two articles with a phrase are alike in their middle only.

    Two speakers may have been given one phrase to say.
    """
    quotations = [q for q in quotations if phrase in q.value.normalized]
    return any(
        all(_stands_within(_common_run(a, b)[0], q) for q in (a, b))
        for n, a in enumerate(quotations)
        for b in quotations[n + 1 :]
        if a.document != b.document
    )


def _stands_within(run: Sequence[str], quote: Located) -> bool:
    """Return True if other words stand before a run of words in a quotation, and after it."""
    before, _, after = quote.value.normalized.partition(" ".join(run))
    return bool(before and after)


def _common_run(a: Located, b: Located) -> tuple[list[str], float]:
    """Return the longest run of words alike, and its share of the shorter quotation."""
    x, y = a.value.normalized.split(), b.value.normalized.split()
    alike = [x[o.src_start : o.src_end] for o in Indel.opcodes(x, y) if o.tag == "equal"]
    run = max(alike, key=len)
    return run, len(run) / min(len(x), len(y))


def _telling(words: Sequence[str]) -> int:
    """Return how many of the words are long enough and no function words."""
    function_words = lexicon.words().function_words
    return sum(len(w) >= SHORTEST_TELLING and w not in function_words for w in words)
