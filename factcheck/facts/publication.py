"""Publication dates that lie months apart on articles that report one event as new."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from factcheck.facts.fact import CandidateFact, FactVariant, ordered
from factcheck.pairs import judge
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Filter, Screening
from factcheck.pairs.signals import SignalDefinition, values_of
from factcheck.stories.story import NO_CLAIM, Spot, StoryView
from factcheck.values.quotes import Quotes

# Reports of one event appear within weeks: an article this many days later is no late report.
MONTHS_APART = 60
# Articles that share this many passages report the same event, and both as new.
SHARED = 3
# A sentence is a shared passage from this cosine to one of the other article on.
ALIKE = 0.8
# So many words of a shared quotation count as one shared passage.
LONG_QUOTE = 8


@dataclass(frozen=True, slots=True)
class DatedPair:
    """Two articles with different publication dates.

    ``a`` and ``b`` are their numbers in the story, ``days`` how far apart the dates are, and
    ``shared`` is the number of passages that both have.
    """

    a: int
    b: int
    days: int
    shared: int


# The number of days between two dates that differ.
DATES: tuple[Filter[int], ...] = (
    Filter(
        "reports-of-one-season",
        f"The articles appeared within {MONTHS_APART} days, as reports of one event do.",
        lambda days: days < MONTHS_APART,
    ),
)
ARTICLES: tuple[Filter[DatedPair], ...] = (
    Filter(
        "few-shared-passages",
        "The articles share too few passages to be reports of one event.",
        lambda pair: pair.shared < SHARED,
    ),
)
SIGNALS: tuple[SignalDefinition[DatedPair], ...] = (
    SignalDefinition(
        "shared_passages", "the articles share passages", 1, lambda p: min(1.0, p.shared / 10)
    ),
)


def articles_dated_apart(story: StoryView, screening: Screening) -> list[DatedPair]:
    """Return the pairs of articles that share passages and have publication dates months apart.

    Those that share most come first.
    """
    pairs = []
    for a, b in combinations(range(len(story.analyses)), 2):
        first, second = (story.analyses[n].document.published for n in (a, b))
        if first is None or second is None or first == second:
            continue
        days = abs((date.fromisoformat(first) - date.fromisoformat(second)).days)
        if not screening.passes(DATES, days):
            continue
        pair = DatedPair(a, b, days, _shared(story, a, b))
        if screening.passes(ARTICLES, pair):
            pairs.append(pair)
    return sorted(pairs, key=lambda p: (-p.shared, p.a, p.b))


def _shared(story: StoryView, a: int, b: int) -> int:
    """Return how many passages two articles share: claims alike, and parts of quotations."""
    documents = story.claim_document
    rows = [c for c, d in enumerate(documents) if d == a]
    columns = [c for c, d in enumerate(documents) if d == b]
    if not rows or not columns:
        return 0
    alike = int((story.cosines.block(rows, columns).max(axis=1) >= ALIKE).sum())
    shingles = [
        {
            tuple(words[n : n + LONG_QUOTE])
            for q in story.of_kind(Quotes.name)
            if q.document == document
            for words in [q.value.normalized.split()]
            for n in range(len(words) - LONG_QUOTE + 1)
        }
        for document in (a, b)
    ]
    return alike + len(shingles[0] & shingles[1]) // LONG_QUOTE


def publication_facts(comparison: StoryComparison) -> list[CandidateFact]:
    """Return the publication dates that lie months apart as one fact, or an empty list."""
    story = comparison.story
    pairs = articles_dated_apart(story, comparison.screening)
    if not pairs:
        return []
    mentions: dict[str, list[Spot]] = defaultdict(list)
    shown: dict[str, str] = {}
    for number in sorted({n for p in pairs for n in (p.a, p.b)}):
        document = story.analyses[number].document
        if document.published is None or document.published_span is None:
            continue
        start, end = document.published_span
        mentions[document.published].append(Spot(number, NO_CLAIM, start, end))
        shown[document.published] = document.text[start:end]
    if len(mentions) < 2:
        return []
    signals = values_of(SIGNALS, pairs[0])
    return [
        CandidateFact(
            "date",
            "published",
            "conflict",
            f"{pairs[0].days} days apart, though the articles share {pairs[0].shared} passages",
            judge.probability("published", signals),
            signals,
            ordered(FactVariant(shown[day], day, tuple(m)) for day, m in mentions.items()),
            label="publication date",
        )
    ]
