"""Which words differ between wordings of one claim, and how a text is cut along its marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel

from factcheck.model import Mention

_WORD = re.compile(r"\w+(?:[’'.,:/-]\w+)*|[$€£¥%]")
_QUOTES = str.maketrans("‘’‛′", "''''")

# Below this share of common words two sentences were written independently: marking what differs
# would mark nearly everything, and say nothing.
COMPARABLE = 0.5

# Two values at least so much alike, letter by letter, may be a name and its misspelling.
SLIP = 0.75

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text between two marks; ``marks`` names those that cover it."""

    start: int
    end: int
    text: str
    marks: frozenset[str]


def words(text: str) -> tuple[list[Span], list[str]]:
    """Return the spans of the words of ``text`` and the words as they are compared."""
    spans = [m.span() for m in _WORD.finditer(text)]
    return spans, [text[a:b].casefold().translate(_QUOTES) for a, b in spans]


def matching(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of positions of common words, in order, in two lists of words.

    There are none where the lists have too little in common to be compared. A single common word
    between two longer differences is left out: lone ``the``s only make noise.
    """
    if Indel.normalized_similarity(left, right) < COMPARABLE:
        return []
    blocks = [
        (op.src_start, op.src_end, op.dest_start, op.dest_end)
        for op in Indel.opcodes(left, right)
        if op.tag == "equal"
    ]
    return [
        pair
        for n, (a, b, c, d) in enumerate(blocks)
        if not _is_noise((a, b, c, d), n, blocks)
        for pair in zip(range(a, b), range(c, d), strict=True)
    ]


def differing(left: str, right: str) -> tuple[list[Span], list[Span]]:
    """Return the spans of ``left`` not in ``right`` and of ``right`` not in ``left``, word by word.

    Both lists are empty when the wordings have too little in common to be compared.
    """
    left_spans, left_words = words(left)
    right_spans, right_words = words(right)
    pairs = matching(left_words, right_words)
    if not pairs:
        return [], []
    return _runs(left_spans, {i for i, _ in pairs}), _runs(right_spans, {j for _, j in pairs})


def _is_noise(
    block: tuple[int, int, int, int], n: int, blocks: Sequence[tuple[int, int, int, int]]
) -> bool:
    a, b, c, d = block
    if b - a > 1 or n == 0 or n == len(blocks) - 1:
        return False
    _, before_left, _, before_right = blocks[n - 1]
    after_left, _, after_right, _ = blocks[n + 1]
    gaps = (a - before_left + c - before_right, after_left - b + after_right - d)
    return min(gaps) >= 3


def _runs(spans: Sequence[Span], kept: set[int]) -> list[Span]:
    """Join neighbouring words that differ into one span, the space between them included."""
    runs: list[Span] = []
    last = -2
    for i, (start, end) in enumerate(spans):
        if i in kept:
            continue
        if runs and last == i - 1:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
        last = i
    return runs


def cut(text: str, start: int, end: int, marks: Iterable[tuple[int, int, str]]) -> list[Piece]:
    """Cut ``text[start:end]`` wherever a mark begins or ends; marks may overlap or reach out."""
    inside = [(max(a, start), min(b, end), name) for a, b, name in marks if a < end and b > start]
    edges = sorted({start, end, *(a for a, _, _ in inside), *(b for _, b, _ in inside)})
    return [
        Piece(a, b, text[a:b], frozenset(n for s, e, n in inside if s <= a and b <= e))
        for a, b in pairwise(edges)
    ]


def letters(value: str, other: str) -> list[Span]:
    """Return the spans of ``value`` whose letters ``other`` lacks, if one is a slip of the other.

    An empty span says that something is missing there.
    """
    if value == other or Indel.normalized_similarity(value.casefold(), other.casefold()) < SLIP:
        return []
    ops = [op for op in Indel.opcodes(value, other) if op.tag != "equal"]
    own = [(op.src_start, op.src_end) for op in ops if op.src_start < op.src_end]
    missing = {op.src_start for op in ops if op.src_start == op.src_end}
    # Letters that stand for others are marked already: nothing is missing beside them.
    missing -= {edge for span in own for edge in span}
    return sorted([*own, *((at, at) for at in missing)])


def medoid(texts: Sequence[str]) -> int:
    """Return the index of the text that has most words in common with all the others."""
    compared = [words(text)[1] for text in texts]
    totals = [sum(Indel.normalized_similarity(a, b) for b in compared) for a in compared]
    return totals.index(max(totals))


def closest(
    text_of: dict[str, str], groups: Sequence[Sequence[Mention]], most: int = 8
) -> list[Mention]:
    """Return one mention of each group so that their sentences are as alike as can be.

    The first group gives the sentence the others are held against. Only the first ``most``
    mentions of a group are tried, which bounds the work.
    """

    def around(mention: Mention) -> list[str]:
        context = text_of[mention.document][mention.context_start : mention.context_end]
        return words(context)[1]

    tried = [[(m, around(m)) for m in group[:most]] for group in groups]
    best: tuple[float, list[Mention]] = (-1.0, [group[0] for group in groups])
    for first, own in tried[0]:
        chosen, total = [first], 0.0
        for group in tried[1:]:
            scores = [Indel.normalized_similarity(own, other) for _, other in group]
            top = max(scores)
            chosen.append(group[scores.index(top)][0])
            total += top
        if total > best[0]:
            best = (total, chosen)
    return best[1]
