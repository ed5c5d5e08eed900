"""Finds the words that differ between wordings of one claim, and cuts texts at marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel

from factcheck.model import Mention

_WORD = re.compile(r"\w+(?:[’'.,:/-]\w+)*|[$€£¥%]")
_QUOTES = str.maketrans("‘’‛′", "''''")

# Two sentences with a smaller share of common words were written independently: almost every word
# would be marked.
COMPARABLE = 0.5

# Two values with at least this similarity, letter by letter, may be a name and its misspelling.
SLIP = 0.75

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text between two edges of marks; ``marks`` are the names of those over it."""

    start: int
    end: int
    text: str
    marks: frozenset[str]


def split_words(text: str) -> tuple[list[Span], list[str]]:
    """Return the spans of the words of ``text``, and the words in the form that is compared."""
    spans = [m.span() for m in _WORD.finditer(text)]
    return spans, [text[a:b].casefold().translate(_QUOTES) for a, b in spans]


def common_words(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Return the positions of common words in two lists, as pairs, in order.

    The result is empty if the lists have too little in common to be compared. A single common word
    between two longer differences is left out, because it is mostly a word like "the".
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


def differing_words(left: str, right: str) -> tuple[list[Span], list[Span]]:
    """Return the spans of words that only ``left`` has, and of those that only ``right`` has.

    Both lists are empty if the wordings have too little in common to be compared.
    """
    left_spans, left_words = split_words(left)
    right_spans, right_words = split_words(right)
    pairs = common_words(left_words, right_words)
    if not pairs:
        return [], []
    return _runs(left_spans, {i for i, _ in pairs}), _runs(right_spans, {j for _, j in pairs})


def _is_noise(
    block: tuple[int, int, int, int], n: int, blocks: Sequence[tuple[int, int, int, int]]
) -> bool:
    """Return True if the common block ``n`` is a single word between two longer differences.

    A block is start and end in the left text and start and end in the right one, in words.
    """
    a, b, c, d = block
    if b - a > 1 or n == 0 or n == len(blocks) - 1:
        return False
    _, before_left, _, before_right = blocks[n - 1]
    after_left, _, after_right, _ = blocks[n + 1]
    gaps = (a - before_left + c - before_right, after_left - b + after_right - d)
    return min(gaps) >= 3


def _runs(spans: Sequence[Span], common: set[int]) -> list[Span]:
    """Return the spans of the words that are not ``common``, with neighbouring words joined."""
    runs: list[Span] = []
    last = -2
    for i, (start, end) in enumerate(spans):
        if i in common:
            continue
        if runs and last == i - 1:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
        last = i
    return runs


def cut(text: str, start: int, end: int, marks: Iterable[tuple[int, int, str]]) -> list[Piece]:
    """Return the pieces of ``text[start:end]``, cut wherever a mark begins or ends.

    A mark is start, end and name. Marks may overlap, and reach beyond the text.
    """
    inside = [(max(a, start), min(b, end), name) for a, b, name in marks if a < end and b > start]
    edges = sorted({start, end, *(a for a, _, _ in inside), *(b for _, b, _ in inside)})
    return [
        Piece(a, b, text[a:b], frozenset(n for s, e, n in inside if s <= a and b <= e))
        for a, b in pairwise(edges)
    ]


def differing_letters(value: str, other: str) -> list[Span]:
    """Return the spans of letters in ``value`` that ``other`` does not have.

    At an empty span letters of ``other`` are missing. The result is empty if the values are too
    different for one to be a misspelling of the other.
    """
    if value == other or Indel.normalized_similarity(value.casefold(), other.casefold()) < SLIP:
        return []
    ops = [op for op in Indel.opcodes(value, other) if op.tag != "equal"]
    spans = [(op.src_start, op.src_end) for op in ops if op.src_start < op.src_end]
    missing = {op.src_start for op in ops if op.src_start == op.src_end}
    # Letters that replace others are marked already: nothing is missing next to them.
    missing -= {edge for span in spans for edge in span}
    return sorted([*spans, *((offset, offset) for offset in missing)])


def medoid(texts: Sequence[str]) -> int:
    """Return the index of the text that is most similar to all the others, word by word."""
    compared = [split_words(text)[1] for text in texts]
    totals = [sum(Indel.normalized_similarity(a, b) for b in compared) for a in compared]
    return totals.index(max(totals))


def most_alike(
    text_of: dict[str, str], groups: Sequence[Sequence[Mention]], most: int = 8
) -> list[Mention]:
    """Return one mention of each group, chosen so that their sentences are most similar.

    The sentences of the other groups are compared with that of the first group. Only the first
    ``most`` mentions of a group are tried, to limit the work.
    """

    def sentence_words(mention: Mention) -> list[str]:
        context = text_of[mention.document][mention.context_start : mention.context_end]
        return split_words(context)[1]

    candidates = [[(m, sentence_words(m)) for m in group[:most]] for group in groups]
    best: tuple[float, list[Mention]] = (-1.0, [group[0] for group in groups])
    for first, words in candidates[0]:
        chosen, total = [first], 0.0
        for group in candidates[1:]:
            scores = [Indel.normalized_similarity(words, other_words) for _, other_words in group]
            top = max(scores)
            chosen.append(group[scores.index(top)][0])
            total += top
        if total > best[0]:
            best = (total, chosen)
    return best[1]
