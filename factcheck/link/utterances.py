"""Pairs of quotations of one utterance, aligned word by word, with each place where they differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel

from factcheck.kinds.quotes import Word, words_of
from factcheck.link.view import Located, StoryView

# Two quotations share an utterance when this many words in a row are alike, or all of a short one.
SHINGLE = 3
FEWEST_ALIKE = 4
# Fragments ("undeserved negative attention") are too short for that; they are compared where the
# sentences around them are this much alike.
FRAGMENT = 6
FRAGMENT_COSINE = 0.5
LEAST_SHARE = 0.55
# The longest replaced stretch that is still a variant and not another sentence.
LONGEST_CHANGE = 8
_CUT = {"...", "…", "[", "]", "(", ")", "{", "}"}
_CONTRACTED = {"re": "are", "ve": "have", "ll": "will", "m": "am", "d": "would", "s": "is"}
_FUNCTION = frozenset(
    (
        "a an the that this these those it and or but so of to in on at for by with is are was "
        "were be been has have had do did does will would can could just very really also then "
        "as 's 're 've i'm it's we're that's there's i've we've"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Change:
    """A place where two quotations of one utterance differ, with the sentence around it in each.

    ``a`` and ``b`` are offsets of those sentences in the two documents.
    """

    first: Located
    second: Located
    a: tuple[int, int]
    b: tuple[int, int]
    removed: tuple[str, ...]
    added: tuple[str, ...]
    signals: dict[str, float]


def changes(story: StoryView) -> Iterator[Change]:
    """Yield every change between two quotations of one utterance."""
    quotes = story.of_kind("quote")
    words = {
        q.number: words_of(story.analyses[q.document].document.text, q.value.start, q.value.end)
        for q in quotes
    }
    by_shingle: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, quote in enumerate(quotes):
        forms = [w.form for w in words[quote.number]]
        for start in range(len(forms) - SHINGLE + 1):
            by_shingle[tuple(forms[start : start + SHINGLE])].append(index)
    pairs: set[tuple[int, int]] = set()
    for holders in by_shingle.values():
        unique = sorted(set(holders))
        pairs.update((i, j) for n, i in enumerate(unique) for j in unique[n + 1 :])
    fragments = [i for i, q in enumerate(quotes) if len(words[q.number]) <= FRAGMENT]
    for n, i in enumerate(fragments):
        for j in fragments[n + 1 :]:
            if float(story.similarity[quotes[i].claim, quotes[j].claim]) >= FRAGMENT_COSINE:
                pairs.add((i, j))
    for i, j in sorted(pairs):
        a, b = quotes[i], quotes[j]
        if a.document != b.document and a.value.normalized != b.value.normalized:
            yield from _changes(story, a, b, words[a.number], words[b.number])


def _changes(
    story: StoryView, a: Located, b: Located, first: list[Word], second: list[Word]
) -> Iterator[Change]:
    x, y = [w.form for w in first], [w.form for w in second]
    blocks = [o for o in Indel.opcodes(x, y) if o.tag == "equal"]
    # Words alike by chance far from the rest belong to no common utterance.
    while blocks and _stray(blocks, first=True):
        blocks.pop(0)
    while blocks and _stray(blocks, first=False):
        blocks.pop()
    if not blocks:
        return
    alike = sum(o.src_end - o.src_start for o in blocks)
    spanned = max(
        blocks[-1].src_end - blocks[0].src_start, blocks[-1].dest_end - blocks[0].dest_start
    )
    fragment = max(len(x), len(y)) <= FRAGMENT
    if alike < (2 if fragment else FEWEST_ALIKE) or alike / spanned < LEAST_SHARE:
        return
    text_a = story.analyses[a.document].document.text
    text_b = story.analyses[b.document].document.text
    gaps = [(p.src_end, q.src_start, p.dest_end, q.dest_start) for p, q in pairwise(blocks)]
    head = (0, blocks[0].src_start, 0, blocks[0].dest_start)
    if _replaced_opening(head, alike):
        gaps.insert(0, head)
    for i1, i2, j1, j2 in gaps:
        removed, added = tuple(x[i1:i2]), tuple(y[j1:j2])
        if max(len(removed), len(added)) > LONGEST_CHANGE or _CUT & {*removed, *added}:
            continue
        if "".join(removed) == "".join(added) or _expanded(removed) == _expanded(added):
            continue
        differing = {*removed, *added}
        context_a = _sentence(text_a, first, i1, i2)
        context_b = _sentence(text_b, second, j1, j2)
        yield Change(
            a,
            b,
            context_a,
            context_b,
            removed,
            added,
            {
                "alike": min(1.0, alike / 20),
                "content_alike": min(1.0, _content(x, blocks) / 8),
                "run": min(1.0, max(o.src_end - o.src_start for o in blocks) / 8),
                "fragment": float(fragment),
                "share": alike / spanned,
                "changes": min(1.0, len(gaps) / 4),
                "function_words": float(differing <= _FUNCTION),
                "long_change": min(1.0, max(len(removed), len(added)) / 5),
                "opening": float(i1 == 0 and j1 == 0),
                "whole": float(min(len(x), len(y)) == alike + min(i2 - i1, j2 - j1)),
                "cosine": float(story.similarity[a.claim, b.claim]),
            },
        )


def _content(words: list[str], blocks: list) -> int:  # type: ignore[type-arg]
    """Return how many of the words alike say something by themselves."""
    return sum(w not in _FUNCTION for o in blocks for w in words[o.src_start : o.src_end])


def _stray(blocks: list, *, first: bool) -> bool:  # type: ignore[type-arg]
    """Tell whether the outermost block is a word or two far away from its neighbour."""
    if len(blocks) < 2:
        return False
    outer, inner = (blocks[0], blocks[1]) if first else (blocks[-1], blocks[-2])
    size = outer.src_end - outer.src_start
    if first:
        gap = max(inner.src_start - outer.src_end, inner.dest_start - outer.dest_end)
    else:
        gap = max(outer.src_start - inner.src_end, outer.dest_start - inner.dest_end)
    return bool((size <= 2 and gap > size + 1) or gap > LONGEST_CHANGE)


def _replaced_opening(head: tuple[int, int, int, int], alike: int) -> bool:
    """Tell whether both quotations open with a few words of their own before a common run.

    The fewer words are alike after it, the fewer may be replaced.
    """
    _, i2, _, j2 = head
    most = 3 if alike >= 8 else 2 if alike >= 5 else 0
    return 0 < i2 <= most and 0 < j2 <= most


def _expanded(words: tuple[str, ...]) -> str:
    """Return the words with contractions written out, for "didn't" against "did not"."""
    joined = " ".join(words)
    joined = re.sub(
        r"\b(do|does|did|is|are|was|were|has|have|had|would|could|should|ca)nt\b", r"\1 not", joined
    )
    joined = re.sub(
        r"\b(i|you|we|they|he|she|it|that|there|who|what)(re|ve|ll|m|d|s)\b", r"\1 \2", joined
    )
    for short, full in _CONTRACTED.items():
        joined = re.sub(rf" {short}\b", f" {full}", joined)
    return joined.replace("can not", "cannot").replace("ca not", "cannot")


def _sentence(text: str, words: list[Word], start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the quoted sentence around the words ``start`` to ``end``."""
    left = min(start, len(words) - 1)
    while left > 0 and not _ends(text, words[left - 1].end, words[left].start):
        left -= 1
    right = max(end - 1, left, start if start < len(words) else 0)
    while right + 1 < len(words) and not _ends(text, words[right].end, words[right + 1].start):
        right += 1
    return words[left].start, words[right].end


def _ends(text: str, end: int, start: int) -> bool:
    """Tell whether a sentence ends between two words: not after "U.S." or an initial."""
    between = text[end:start]
    if not any(mark in between for mark in ".!?;"):
        return False
    word = text[max(0, end - 6) : end].split()[-1:]
    abbreviated = bool(word) and (len(word[0]) == 1 or "." in word[0])
    return not (abbreviated and between.startswith("."))
