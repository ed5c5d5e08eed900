"""Statements of which one denies what the other states."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from rapidfuzz.distance import Indel

from factcheck.link.rival import Rival
from factcheck.link.view import Spot, StoryView

# Sentences that say the same but for a "not" are nearly the same words: all but these few.
ALIKE = 0.7
MOST_OTHER_WORDS = 3
LEAST_SHARED = 0.75
FEWEST_WORDS = 5
_NEGATION = re.compile(r"\b(?:not|never|no|cannot|neither|none|nobody)\b|n['’]t\b", re.I)
_WORDS = re.compile(r"n['’]t\b|[^\W_]+?(?=n['’]t\b)|[^\W_]+", re.I)
_AUXILIARY = frozenset(
    ("do does did is are was were be been has have had will would can could").split()
)


def polarity_rivals(story: StoryView) -> Iterator[Rival]:
    """Yield pairs of sentences of which one denies what the other states in the same words."""
    near = np.argwhere(np.triu(story.similarity >= ALIKE, 1))
    for i, j in near.tolist():
        if story.claim_document[i] == story.claim_document[j]:
            continue
        a, b = story.claims[i], story.claims[j]
        text_a, text_b = _text(story, i), _text(story, j)
        marks_a, marks_b = list(_NEGATION.finditer(text_a)), list(_NEGATION.finditer(text_b))
        if len(marks_a) == len(marks_b):
            continue
        words_a, words_b = (
            [w.casefold() for w in _WORDS.findall(text)] for text in (text_a, text_b)
        )
        changes = [o for o in Indel.opcodes(words_a, words_b) if o.tag != "equal"]
        changed = [
            w
            for o in changes
            for w in (*words_a[o.src_start : o.src_end], *words_b[o.dest_start : o.dest_end])
        ]
        negations = [w for w in changed if _NEGATION.fullmatch(w) or w.startswith("n'")]
        others = [w for w in changed if w not in negations and w not in _AUXILIARY]
        shared = 1 - len(changed) / (len(words_a) + len(words_b))
        if min(len(words_a), len(words_b)) < FEWEST_WORDS:
            continue
        if len(negations) % 2 == 0 or len(others) > MOST_OTHER_WORDS or shared < LEAST_SHARED:
            continue
        yield Rival(
            "polarity",
            (Spot(story.claim_document[i], i, *_pinned(a.start, a.end, marks_a)),),
            (Spot(story.claim_document[j], j, *_pinned(b.start, b.end, marks_b)),),
            (_shown(text_a, marks_a), _shown(text_b, marks_b)),
            {"cosine": float(story.similarity[i, j]), "wording": round(shared, 3)},
        )


def _shown(text: str, marks: list[re.Match[str]]) -> str:
    """Return the part of a sentence that shows whether it denies."""
    start, end = _pinned(0, len(text), marks)
    return text[start:end]


def _pinned(start: int, end: int, marks: list[re.Match[str]]) -> tuple[int, int]:
    """Return the offsets of the negation and what follows it, or the sentence's beginning."""
    if not marks:
        return start, min(end, start + 150)
    return start + marks[0].start(), min(end, start + marks[0].end() + 60)


def _text(story: StoryView, claim: int) -> str:
    held = story.claims[claim]
    return story.analyses[story.claim_document[claim]].document.text[held.start : held.end]
