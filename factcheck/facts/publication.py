"""Publication dates months apart on articles that tell one event as news of the day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from factcheck.facts.fact import CandidateFact, FactVariant, ordered
from factcheck.pairs import judge
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.signals import SignalDefinition, values_of
from factcheck.stories.story import NO_CLAIM, Spot, StoryView
from factcheck.values.quotes import Quotes

# Reports of one event appear within weeks; this many days apart is no late report any more.
MONTHS_APART = 60
# Articles that share this many sentences or quotations tell the same event, and as fresh news.
SHARED = 3
ALIKE = 0.8
# A shared quotation of this many words stands for such a sentence.
LONG_QUOTE = 8


@dataclass(frozen=True, slots=True)
class Dated:
    """Two articles, by their numbers in the story, dated months apart, and what they share."""

    a: int
    b: int
    days: int
    shared: int


SIGNALS: tuple[SignalDefinition[Dated], ...] = (
    SignalDefinition(
        "shared_passages", "the articles share passages", 1, lambda d: min(1.0, d.shared / 10)
    ),
)


def dated_apart(story: StoryView) -> list[Dated]:
    """Return the pairs of articles that share passages and carry dates months apart."""
    found = []
    for a, b in combinations(range(len(story.analyses)), 2):
        first, second = (story.analyses[n].document.published for n in (a, b))
        if first is None or second is None:
            continue
        days = abs((date.fromisoformat(first) - date.fromisoformat(second)).days)
        if days < MONTHS_APART:
            continue
        shared = _shared(story, a, b)
        if shared >= SHARED:
            found.append(Dated(a, b, days, shared))
    return sorted(found, key=lambda d: (-d.shared, d.a, d.b))


def _shared(story: StoryView, a: int, b: int) -> int:
    """Return how many passages two articles share: claims alike, and long quotations."""
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
    """Return the publication dates that lie months apart on articles telling the same news."""
    story = comparison.story
    pairs = dated_apart(story)
    if not pairs:
        return []
    spots: dict[str, list[Spot]] = defaultdict(list)
    shown: dict[str, str] = {}
    for number in sorted({n for p in pairs for n in (p.a, p.b)}):
        document = story.analyses[number].document
        if document.published is None or document.published_span is None:
            continue
        start, end = document.published_span
        spots[document.published].append(Spot(number, NO_CLAIM, start, end))
        shown[document.published] = document.text[start:end]
    if len(spots) < 2:
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
            ordered(FactVariant(shown[d], d, tuple(s)) for d, s in spots.items()),
            label="date that the report of the event carries",
        )
    ]
