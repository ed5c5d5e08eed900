"""Pairs of quotations of one utterance, aligned word by word, with each place where they differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product

from rapidfuzz.distance import Indel

from factcheck.language import lexicon
from factcheck.pairs.speakers import quoted_speaker, rivals, same_speaker, speakers
from factcheck.stories.story import Located, StoryView
from factcheck.values.spoken import Word, words_of

# Two quotations share an utterance when this many words in a row are alike, or all of a short one.
SHINGLE = 3
FEWEST_ALIKE = 4
# Fragments ("undeserved negative attention") are too short for that; they are compared where the
# sentences around them are this much alike.
FRAGMENT = 6
FRAGMENT_COSINE = 0.5
LEAST_SHARE = 0.55
# Words that end both sentences belong to the run before them over at most this many words.
NEAR_END = 3
# Fewer words may stand in both sentences by chance.
FEWEST_MOVED = 2
# Of two speakers in unlike words two quotations of fewer words alike are two utterances.
SAID_BY_ONE = 8
# The longest replaced stretch that is still a variant and not another sentence.
LONGEST_CHANGE = 8
_CUT = {"...", "…", "[", "]", "(", ")", "{", "}"}


@dataclass(frozen=True, slots=True)
class Change:
    """A place where two quotations of one utterance differ, with the sentence around it in each.

    ``a`` and ``b`` are offsets of those sentences in the two documents; ``written`` is what differs
    as it is written in each.
    """

    first: Located
    second: Located
    a: tuple[int, int]
    b: tuple[int, int]
    removed: tuple[str, ...]
    added: tuple[str, ...]
    written: tuple[str, str]
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
    fragments: dict[int, list[int]] = defaultdict(list)
    for index, quote in enumerate(quotes):
        if len(words[quote.number]) <= FRAGMENT:
            fragments[quote.claim].append(index)
    for a, b in story.cosines.pairs(FRAGMENT_COSINE) if fragments else ():
        if a in fragments and b in fragments:
            pairs.update(product(fragments[a], fragments[b]))
    for i, j in sorted(pairs):
        first, second = quotes[i], quotes[j]
        if first.document == second.document:
            continue
        if first.value.normalized != second.value.normalized:
            yield from _changes(story, first, second, words[first.number], words[second.number])


def _changes(
    story: StoryView, a: Located, b: Located, first: list[Word], second: list[Word]
) -> Iterator[Change]:
    x, y = [w.form for w in first], [w.form for w in second]
    blocks = [o for o in Indel.opcodes(x, y) if o.tag == "equal"]
    text_a = story.analyses[a.document].document.text
    text_b = story.analyses[b.document].document.text
    # Words alike by chance far from the rest belong to no common utterance.
    while _stray(blocks, first=True):
        blocks.pop(0)
    while _stray(blocks, first=False) and not _both_end(blocks, (text_a, first), (text_b, second)):
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
    gaps = [(p.src_end, q.src_start, p.dest_end, q.dest_start) for p, q in pairwise(blocks)]
    i, j = blocks[0].src_start, blocks[0].dest_start
    head = (_first(text_a, first, i), i, _first(text_b, second, j), j)
    if _replaced(head, _most_replaced(alike)):
        gaps.insert(0, head)
    i, j = blocks[-1].src_end, blocks[-1].dest_end
    tail = (i, _last(text_a, first, i - 1) + 1, j, _last(text_b, second, j - 1) + 1)
    if _replaced(tail, _most_replaced(alike) - 1):
        gaps.append(tail)
    same, other = _spoken_by(story, a, b)
    if other and alike < SAID_BY_ONE:
        return
    for i1, i2, j1, j2 in gaps:
        removed, added = tuple(x[i1:i2]), tuple(y[j1:j2])
        if max(len(removed), len(added)) > LONGEST_CHANGE or _CUT & {*removed, *added}:
            continue
        if "".join(removed) == "".join(added) or _expanded(removed) == _expanded(added):
            continue
        differing = {*removed, *added}
        context_a = _sentence(text_a, first, i1, i2)
        context_b = _sentence(text_b, second, j1, j2)
        moved = _moved(removed, added, _within(first, context_a), _within(second, context_b))
        yield Change(
            a,
            b,
            context_a,
            context_b,
            removed,
            added,
            (_written(text_a, first[i1:i2]), _written(text_b, second[j1:j2])),
            {
                "alike": min(1.0, (alike + moved) / 20),
                "reordered": float(moved > 0),
                "content_alike": min(1.0, _content(x, blocks) / 8),
                "run": min(1.0, max(o.src_end - o.src_start for o in blocks) / 8),
                "fragment": float(fragment),
                "share": alike / spanned,
                "sentence_share": _share(_within(first, context_a), _within(second, context_b)),
                "changes": min(1.0, len(gaps) / 4),
                "function_words": float(differing <= lexicon.words().function_words),
                "long_change": min(1.0, max(len(removed), len(added)) / 5),
                "opening": float((i1, i2, j1, j2) == head),
                "closing": float((i1, i2, j1, j2) == tail),
                "whole": float(min(len(x), len(y)) == alike + min(i2 - i1, j2 - j1)),
                "cosine": story.cosines.of(a.claim, b.claim),
                "same_speaker": float(same),
                "other_speaker": float(other),
            },
        )


def _spoken_by(story: StoryView, a: Located, b: Located) -> tuple[bool, bool]:
    """Tell whether two quotations surely have one speaker, and whether surely two."""
    known = speakers(story)
    first, second = quoted_speaker(story, a), quoted_speaker(story, b)
    one = known.get(first.number) if first else None
    other = known.get(second.number) if second else None
    if one is None or other is None:
        return False, False
    return same_speaker(one, other), rivals(one, other)


def _written(text: str, words: list[Word]) -> str:
    return " ".join(text[words[0].start : words[-1].end].split()) if words else ""


def _within(words: list[Word], span: tuple[int, int]) -> list[str]:
    return [w.form for w in words if span[0] <= w.start < span[1]]


def _share(a: list[str], b: list[str]) -> float:
    """Return how much of the shorter sentence stands in the other in the same order."""
    alike = sum(o.src_end - o.src_start for o in Indel.opcodes(a, b) if o.tag == "equal")
    return alike / min(len(a), len(b))


def _moved(removed: tuple[str, ...], added: tuple[str, ...], a: list[str], b: list[str]) -> int:
    """Return how many words stand in both sentences, at two places, where one side has a gap."""
    held, sentence = (removed, b) if removed else (added, a)
    size = len(held)
    if (removed and added) or size < FEWEST_MOVED:
        return 0
    places = range(len(sentence) - size + 1)
    return size if any(tuple(sentence[n : n + size]) == held for n in places) else 0


def _content(words: list[str], blocks: list) -> int:  # type: ignore[type-arg]
    """Return how many of the words alike say something by themselves."""
    plain = lexicon.words().function_words
    return sum(w not in plain for o in blocks for w in words[o.src_start : o.src_end])


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


def _both_end(blocks: list, a: tuple[str, list[Word]], b: tuple[str, list[Word]]) -> bool:  # type: ignore[type-arg]
    """Tell whether the last words alike end a sentence in both, not far from a longer run."""
    outer, inner = blocks[-1], blocks[-2]
    gap = max(outer.src_start - inner.src_end, outer.dest_start - inner.dest_end)
    return bool(
        gap <= NEAR_END
        and inner.src_end - inner.src_start >= FEWEST_ALIKE
        and _last(*a, outer.src_end - 1) == outer.src_end - 1
        and _last(*b, outer.dest_end - 1) == outer.dest_end - 1
    )


def _most_replaced(alike: int) -> int:
    """Return how many words may be replaced where a sentence begins: few beside few alike.

    Where it ends it is one less, since another thought may follow there.
    """
    return 3 if alike >= 8 else 2 if alike >= 5 else 0


def _replaced(gap: tuple[int, int, int, int], most: int) -> bool:
    """Tell whether both sentences begin, or end, with a few words of their own at a common run."""
    i1, i2, j1, j2 = gap
    return 0 < i2 - i1 <= most and 0 < j2 - j1 <= most


def _expanded(words: tuple[str, ...]) -> str:
    """Return the words with contractions written out, for "didn't" against "did not"."""
    joined = " ".join(words)
    joined = re.sub(
        r"\b(do|does|did|is|are|was|were|has|have|had|would|could|should|ca)nt\b", r"\1 not", joined
    )
    joined = re.sub(
        r"\b(i|you|we|they|he|she|it|that|there|who|what)(re|ve|ll|m|d|s)\b", r"\1 \2", joined
    )
    for short, full in lexicon.words().contractions.items():
        joined = re.sub(rf" {short}\b", f" {full}", joined)
    return joined.replace("can not", "cannot").replace("ca not", "cannot")


def _sentence(text: str, words: list[Word], start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the quoted sentence around the words ``start`` to ``end``."""
    left = _first(text, words, min(start, len(words) - 1))
    right = _last(text, words, max(end - 1, left, start if start < len(words) else 0))
    return words[left].start, words[right].end


def _first(text: str, words: list[Word], number: int) -> int:
    """Return the number of the first word of the sentence of a word."""
    while number > 0 and not _ends(text, words[number - 1].end, words[number].start):
        number -= 1
    return number


def _last(text: str, words: list[Word], number: int) -> int:
    """Return the number of the last word of the sentence of a word."""
    while number + 1 < len(words) and not _ends(text, words[number].end, words[number + 1].start):
        number += 1
    return number


def _ends(text: str, end: int, start: int) -> bool:
    """Tell whether a sentence ends between two words: not after "U.S." or an initial."""
    between = text[end:start]
    if not any(mark in between for mark in ".!?;"):
        return False
    word = text[max(0, end - 6) : end].split()[-1:]
    abbreviated = bool(word) and (len(word[0]) == 1 or "." in word[0])
    return not (abbreviated and between.startswith("."))
