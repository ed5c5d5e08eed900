"""How many sources bear something out; who repeats another's sentence is no further witness."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.link.clusters import COPY_COSINE
from factcheck.link.groups import Groups
from factcheck.link.view import Located, StoryView

# From so many witnesses on against one, the one is likely wrong.
MANY = 3


def witnesses(story: StoryView, held: Sequence[Located]) -> int:
    """Return how many documents say so in sentences of their own; copies count as one."""
    groups = Groups()
    for n, a in enumerate(held):
        for b in held[:n]:
            if float(story.similarity[a.claim, b.claim]) >= COPY_COSINE:
                groups.join(a.document, b.document)
    return len({groups.find(m.document) for m in held})


def lone(story: StoryView, first: Sequence[Located], second: Sequence[Located]) -> float:
    """Return 1 where many witnesses stand against one, else 0."""
    few, many = sorted((witnesses(story, first), witnesses(story, second)))
    return float(few == 1 and many >= MANY)
