"""Passages that one document of a story copied from another."""

from __future__ import annotations

from typing import cast

from rapidfuzz.fuzz import token_sort_ratio

from factcheck.similarity.groups import Groups
from factcheck.stories.story import StoryView

# From this share of equal words on, a sentence is a copy of another and not a second witness.
COPIED = 90.0
COPY_COSINE = 0.9
FEWEST_COPIED_WORDS = 6


def copies(story: StoryView) -> dict[int, int]:
    """Return for each claim the number of the first claim that it repeats nearly word for word.

    A claim that repeats none stands for itself. They are looked for once in a story.
    """
    if "copies" not in story.memory:
        story.memory["copies"] = _copies(story)
    return cast(dict[int, int], story.memory["copies"])


def _copies(story: StoryView) -> dict[int, int]:
    groups = Groups()
    text = [
        story.analyses[d].document.text[c.start : c.end]
        for c, d in zip(story.claims, story.claim_document, strict=True)
    ]
    for i, j in story.cosines.pairs(COPY_COSINE):
        if story.claim_document[i] == story.claim_document[j]:
            continue
        if min(text[i].count(" "), text[j].count(" ")) + 1 < FEWEST_COPIED_WORDS:
            continue
        if text[i] == text[j] or token_sort_ratio(text[i], text[j]) >= COPIED:
            groups.join(i, j)
    return {i: groups.find(i) for i in range(len(text))}
