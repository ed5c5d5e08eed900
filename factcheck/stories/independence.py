"""How many sources bear something out; who repeats another's sentence is no further witness."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.similarity.groups import Groups
from factcheck.stories.story import NO_CLAIM, Located, StoryView

# From so many witnesses on against one, the one is likely wrong.
MANY = 3


def source_of(story: StoryView, document: int) -> str:
    """Return whose voice a document is: its source where known, else the document itself."""
    found = story.analyses[document].document
    return found.source or found.id


def independent_sources(story: StoryView, places: Iterable[tuple[int, int]]) -> int:
    """Return how many sources stand behind ``places`` (document, claim); copies count as one."""
    copied = story.copies
    held = sorted(set(places))
    sources = {name: n for n, name in enumerate(sorted({source_of(story, d) for d, _ in held}))}
    groups = Groups()
    first: dict[int, int] = {}
    for document, claim in held:
        number = sources[source_of(story, document)]
        if claim != NO_CLAIM:
            groups.join(first.setdefault(copied[claim], number), number)
    return len({groups.find(n) for n in sources.values()})


def witnesses(story: StoryView, held: Iterable[Located]) -> int:
    """Return how many independent sources give one of these values."""
    return independent_sources(story, ((m.document, m.claim) for m in held))


def lone(story: StoryView, first: Iterable[Located], second: Iterable[Located]) -> float:
    """Return 1 where many witnesses stand against one, else 0."""
    few, many = sorted((witnesses(story, first), witnesses(story, second)))
    return float(few == 1 and many >= MANY)
