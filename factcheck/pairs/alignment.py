"""Aligns two quotations word by word, and finds the places where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel, Opcode

from factcheck.language import lexicon
from factcheck.stories.story import Located
from factcheck.values.spoken import Word

# Quotations of at most this many words are fragments.
FRAGMENT = 6
# The fewest words alike in a row that count as a run.
FEWEST_ALIKE = 4
# Words alike at the end of both sentences may be this many words after the run before them.
NEAR_END = 3
# More words in a row that differ are another sentence, and not another wording.
LONGEST_CHANGE = 8
# With a "not" more, so many words may differ at the beginning or the end of a sentence.
LONGEST_DENIAL = 4


class Quoted(NamedTuple):
    """A quotation: its value, the text of its document, and its words."""

    located: Located
    text: str
    words: Sequence[Word]


class Gap(NamedTuple):
    """Words that differ: numbers ``i1:i2`` of the first quotation, ``j1:j2`` of the second."""

    i1: int
    i2: int
    j1: int
    j2: int


class Alignment:
    """Two quotations, with the blocks of words that they have in common and the gaps between.

    ``x`` and ``y`` are the forms of their words, ``alike`` is the number of words in common.
    """

    def __init__(self, first: Quoted, second: Quoted) -> None:
        self.first = first
        self.second = second
        self.x = [word.form for word in first.words]
        self.y = [word.form for word in second.words]
        blocks = [o for o in Indel.opcodes(self.x, self.y) if o.tag == "equal"]
        # A few words far from the rest are alike by chance.
        while _stray(blocks, first=True):
            blocks.pop(0)
        while _stray(blocks, first=False) and not _both_end(blocks, first, second):
            blocks.pop()
        self.blocks = blocks
        self.alike = sum(o.src_end - o.src_start for o in blocks)

    @property
    def is_fragment(self) -> bool:
        """Whether both quotations are short fragments."""
        return max(len(self.x), len(self.y)) <= FRAGMENT

    @cached_property
    def share(self) -> float:
        """The number of words alike as a share of the longer span that they cover, 0 to 1."""
        if not self.blocks:
            return 0.0
        first, last = self.blocks[0], self.blocks[-1]
        return self.alike / max(last.src_end - first.src_start, last.dest_end - first.dest_start)

    @cached_property
    def head(self) -> Gap:
        """The words before the first block, in the sentence in which it begins."""
        i, j = self.blocks[0].src_start, self.blocks[0].dest_start
        return Gap(_first(self.first, i), i, _first(self.second, j), j)

    @cached_property
    def tail(self) -> Gap:
        """The words after the last block, in the sentence in which it ends."""
        i, j = self.blocks[-1].src_end, self.blocks[-1].dest_end
        return Gap(i, _last(self.first, i - 1) + 1, j, _last(self.second, j - 1) + 1)

    @cached_property
    def gaps(self) -> list[Gap]:
        """The gaps between the blocks, and those before and after them if they are short."""
        gaps = [
            Gap(p.src_end, q.src_start, p.dest_end, q.dest_start) for p, q in pairwise(self.blocks)
        ]
        if _replaced(self.head, _most_replaced(self.alike)) or self._denies(self.head):
            gaps.insert(0, self.head)
        if _replaced(self.tail, _most_replaced(self.alike) - 1) or self._denies(self.tail):
            gaps.append(self.tail)
        return gaps

    def negations(self, gap: Gap) -> tuple[int, int]:
        """Return how many words of the gap deny something, in the first and in the second."""
        denials = lexicon.words().negations
        first, second = self.x[gap.i1 : gap.i2], self.y[gap.j1 : gap.j2]
        return sum(w in denials for w in first), sum(w in denials for w in second)

    def _denies(self, gap: Gap) -> bool:
        """Return True if a short gap has a "not" on one side, and enough is alike beside it."""
        one, other = self.negations(gap)
        sizes = gap.i2 - gap.i1, gap.j2 - gap.j1
        # Where one side has nothing, it may be cut.
        is_whole = min(sizes) > 0 or max(sizes) == max(one, other)
        return (
            one != other and is_whole and max(sizes) <= LONGEST_DENIAL and self.alike > FEWEST_ALIKE
        )


def _stray(blocks: Sequence[Opcode], *, first: bool) -> bool:
    """Return True if the first or last block is too far from the next one for its size."""
    if len(blocks) < 2:
        return False
    outer, inner = (blocks[0], blocks[1]) if first else (blocks[-1], blocks[-2])
    size = outer.src_end - outer.src_start
    if first:
        gap = max(inner.src_start - outer.src_end, inner.dest_start - outer.dest_end)
    else:
        gap = max(outer.src_start - inner.src_end, outer.dest_start - inner.dest_end)
    return bool((size <= 2 and gap > size + 1) or gap > LONGEST_CHANGE)


def _both_end(blocks: Sequence[Opcode], a: Quoted, b: Quoted) -> bool:
    """Return True if the last block ends a sentence in both and follows closely on a run."""
    outer, inner = blocks[-1], blocks[-2]
    gap = max(outer.src_start - inner.src_end, outer.dest_start - inner.dest_end)
    return bool(
        gap <= NEAR_END
        and inner.src_end - inner.src_start >= FEWEST_ALIKE
        and _last(a, outer.src_end - 1) == outer.src_end - 1
        and _last(b, outer.dest_end - 1) == outer.dest_end - 1
    )


def _most_replaced(alike: int) -> int:
    """Return how many words may differ at the beginning of a sentence with ``alike`` words alike.

    At the end it is one less, since another thought may follow there.
    """
    return 3 if alike >= 8 else 2 if alike >= 5 else 0


def _replaced(gap: Gap, most: int) -> bool:
    """Return True if each quotation has words in the gap, but at most ``most``."""
    i1, i2, j1, j2 = gap
    return 0 < i2 - i1 <= most and 0 < j2 - j1 <= most


def sentence_around(quoted: Quoted, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the quoted sentence around the words with numbers ``start:end``."""
    words = quoted.words
    left = _first(quoted, min(start, len(words) - 1))
    right = _last(quoted, max(end - 1, left, start if start < len(words) else 0))
    return words[left].start, words[right].end


def _first(quoted: Quoted, number: int) -> int:
    """Return the number of the first word in the sentence of the word ``number``."""
    words = quoted.words
    while number > 0 and not _ends(quoted.text, words[number - 1].end, words[number].start):
        number -= 1
    return number


def _last(quoted: Quoted, number: int) -> int:
    """Return the number of the last word in the sentence of the word ``number``."""
    words = quoted.words
    while number + 1 < len(words) and not _ends(
        quoted.text, words[number].end, words[number + 1].start
    ):
        number += 1
    return number


def _ends(text: str, end: int, start: int) -> bool:
    """Return True if a sentence ends in ``text[end:start]``, but not after "U.S." or an initial."""
    between = text[end:start]
    if not any(mark in between for mark in ".!?;"):
        return False
    word = text[max(0, end - 6) : end].split()[-1:]
    is_abbreviated = bool(word) and (len(word[0]) == 1 or "." in word[0])
    return not (is_abbreviated and between.startswith("."))
