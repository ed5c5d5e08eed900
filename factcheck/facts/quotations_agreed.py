"""What articles quote alike: the words that two or more of them have within quotation marks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from factcheck.facts.passages import UNKNOWN_SPEAKER, spoken_by
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Filter
from factcheck.stories.independence import witnesses
from factcheck.stories.story import Located, StoryView
from factcheck.values.quotes import Quotes

# A quotation of fewer words says too little to be an agreement.
SHORTEST_QUOTATION = 3
# A quotation of so many words is the same where it is part of a longer one.
SHORTEST_PART = 5

# What two articles both quote.
QUOTATIONS: tuple[Filter[str], ...] = (
    Filter(
        "one-or-two-words",
        "The words that both articles quote are fewer than three.",
        lambda quoted: len(quoted.split()) < SHORTEST_QUOTATION,
    ),
    Filter(
        "titles-of-works",
        "All longer words have capitals: a book or a film is named, and nobody's words are quoted.",
        lambda quoted: _is_title(re.findall(r"[^\W\d_]{4,}", quoted)),
    ),
)


def quoted_alike(comparison: StoryComparison) -> list[list[Located]]:
    """Return the quotations that articles have in common, each with those that contain its words.

    One article may quote more of a speech than another. The shorter quotation comes first; a
    longer one is no fact of its own beside it, unless more sources have it.
    """
    story = comparison.story
    by_words: dict[str, list[Located]] = defaultdict(list)
    for quote in story.of_kind(Quotes.name):
        by_words[quote.value.normalized].append(quote)
    found = []
    for words, quotes in by_words.items():
        if not comparison.screening.passes(QUOTATIONS, quotes[0].value.text):
            continue
        held = [*quotes]
        if len(words.split()) >= SHORTEST_PART:
            longer = (o for o in by_words if o != words and f" {words} " in f" {o} ")
            held += [quote for other in longer for quote in by_words[other]]
        if len({q.document for q in held}) > 1:
            found.append((-witnesses(story, held), -len(words), words, held))
    kept: dict[str, list[Located]] = {}
    for *_, words, held in sorted(found, key=lambda f: f[:3]):
        if not any(words in other or other in words for other in kept):
            kept[words] = held
    return list(kept.values())


def speaker_of(story: StoryView, values: Sequence[Located]) -> str | None:
    """Return whose words quotations are, as one of their sentences or of those beside says."""
    if values[0].value.kind != Quotes.name:
        return None
    for value in values:
        for number in (value.claim, value.claim + 1, value.claim - 1):
            if number == value.claim or _goes_on(story, value, number):
                speaker = spoken_by(story.claims[number])
                if speaker != UNKNOWN_SPEAKER:
                    return speaker
    return UNKNOWN_SPEAKER


def _goes_on(story: StoryView, quote: Located, number: int) -> bool:
    """Tell whether a quotation goes on in another sentence, with no mark that closes it between."""
    if not 0 <= number < len(story.claims) or story.claim_document[number] != quote.document:
        return False
    others = (v for v in story.claims[number].values if v.kind == Quotes.name)
    start, end = quote.value.start, quote.value.end
    return any(min(abs(v.start - end), abs(start - v.end)) <= 1 for v in others)


def _is_title(long_words: Sequence[str]) -> bool:
    return len(long_words) > 1 and all(word[:1].isupper() for word in long_words)
