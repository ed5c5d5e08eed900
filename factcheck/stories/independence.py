"""How many independent sources support something: a copy of a sentence adds none."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.similarity.groups import Groups
from factcheck.stories.story import NO_CLAIM, Located, StoryView

# A source that is alone against this many independent ones, or more, is likely wrong.
MANY = 3


def source_of(story: StoryView, document: int) -> str:
    """Return the source of a document where it is known, else the id of the document."""
    article = story.analyses[document].document
    return article.source or article.id


def independent_sources(story: StoryView, places: Iterable[tuple[int, int]]) -> int:
    """Return how many independent sources state the claims at ``places``; copies count as one.

    A place is a document number and a claim number, or :data:`~factcheck.stories.story.NO_CLAIM`.
    """
    copied = story.copies
    distinct = sorted(set(places))
    sources = {name: n for n, name in enumerate(sorted({source_of(story, d) for d, _ in distinct}))}
    groups = Groups()
    first: dict[int, int] = {}
    for document, claim in distinct:
        number = sources[source_of(story, document)]
        if claim != NO_CLAIM:
            groups.join(first.setdefault(copied[claim], number), number)
    return len({groups.find(n) for n in sources.values()})


def witnesses(story: StoryView, values: Iterable[Located]) -> int:
    """Return how many independent sources give one of these values."""
    return independent_sources(story, ((m.document, m.claim) for m in values))


def lone(story: StoryView, first: Iterable[Located], second: Iterable[Located]) -> float:
    """Return 1.0 if one side has one source and the other :data:`MANY` or more, else 0.0."""
    few, many = sorted((witnesses(story, first), witnesses(story, second)))
    return float(few == 1 and many >= MANY)


def outnumbered(story: StoryView, first: Iterable[Located], second: Iterable[Located]) -> float:
    """Return how far one source is alone against others, from 0 to 1 for :data:`MANY` or more."""
    few, many = sorted((witnesses(story, first), witnesses(story, second)))
    return min(1.0, (many - 1) / (MANY - 1)) if few == 1 else 0.0
