"""One quotation that two articles lay into different mouths."""

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
from factcheck.pairs.speakers import Speaker, rivals, speaks_of
from factcheck.stories.story import Located, StoryView

# A quotation of fewer words may well be two people's.
FEWEST_WORDS = 5
# Shorter words say little by themselves.
SHORTEST_TELLING = 4
# Two quotations are one utterance when a run of words that long makes up this much of the shorter.
LEAST_SHARE = 0.5


def attribution_rivals(comparison: StoryComparison) -> Iterator[Rival]:
    """Yield pairs of one quotation that two articles lay into different mouths."""
    story = comparison.story
    voices = comparison.speakers
    by_run: dict[tuple[str, ...], list[Located]] = defaultdict(list)
    for quote in story.of_kind("quote"):
        words = quote.value.normalized.split()
        for start in range(len(words) - FEWEST_WORDS + 1):
            by_run[tuple(words[start : start + FEWEST_WORDS])].append(quote)
    pairs = {
        (a.number, b.number): (a, b)
        for held in by_run.values()
        for n, a in enumerate(held)
        for b in held[n + 1 :]
        if a.document != b.document
    }
    for _, (a, b) in sorted(pairs.items(), key=lambda p: p[0]):
        run, share = _common_run(a, b)
        if not comparison.screening.passes(QUOTATIONS, share):
            continue
        first, second = voices.of_quotation(a), voices.of_quotation(b)
        if first is None or second is None:
            continue
        one, other = voices.named.get(first.number), voices.named.get(second.number)
        # Only two named people are surely two: an agency may quote either of them.
        if not one or not other or one.label != "PERSON" or not rivals(one, other):
            continue
        if comparison.screening.passes(SPEAKERS, _Speakers(story, first, second, one, other)):
            yield Rival(
                "attribution",
                (first.spot,),
                (second.spot,),
                (one.written, other.written),
                values_of(SIGNALS, run),
                (one.name[-1], other.name[-1]),
            )


class _Speakers(NamedTuple):
    """Who is said to have spoken a quotation in each of two articles, and where it is said."""

    story: StoryView
    first: Located
    second: Located
    one: Speaker
    other: Speaker


# How much of the shorter quotation is the same in a row.
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
)
# They look at the words that the two quotations have in common.
SIGNALS: tuple[SignalDefinition[Sequence[str]], ...] = (
    SignalDefinition("length", MUCH_IS_SAID, 1, lambda run: min(1.0, len(run) / 12)),
    SignalDefinition(
        "telling",
        "many of the words quoted alike are telling",
        1,
        lambda run: min(1.0, _telling(run) / 6),
    ),
)


def _common_run(a: Located, b: Located) -> tuple[list[str], float]:
    """Return the most words in a row that are alike, and their share of the shorter quotation."""
    x, y = a.value.normalized.split(), b.value.normalized.split()
    alike = [x[o.src_start : o.src_end] for o in Indel.opcodes(x, y) if o.tag == "equal"]
    run = max(alike, key=len)
    return run, len(run) / min(len(x), len(y))


def _telling(words: Sequence[str]) -> int:
    """Return how many of the words say something by themselves."""
    plain = lexicon.words().function_words
    return sum(len(w) >= SHORTEST_TELLING and w not in plain for w in words)
