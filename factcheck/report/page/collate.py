"""Collates sentences: words that all have are shown once, words that differ above each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.report.worddiff import Span, common_words, split_words

# The smallest share of common words: with fewer there would be more alternatives than common text.
ENOUGH = 0.45
MOST = 6
_JOINTS = " \t\r\n,.;:"


@dataclass(frozen=True, slots=True)
class Witness:
    """A sentence and the span of its value in it."""

    text: str
    value: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """The words that some witnesses have at one place: ``text[start:end]`` of the first of them.

    ``witnesses`` are their indices.
    """

    witnesses: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Step:
    """A place in the collated sentences; if it has only one reading, all witnesses have it."""

    readings: tuple[Reading, ...]


def collate(witnesses: Sequence[Witness]) -> tuple[Step, ...]:
    """Return the steps of all sentences, along the first one, or none if they differ too much.

    Words of the values are never common words, so that each value is in one piece.
    """
    if not 2 <= len(witnesses) <= MOST:
        return ()
    spans, lists = zip(*(split_words(w.text) for w in witnesses), strict=True)
    partners = [dict(common_words(lists[0], other)) for other in lists[1:]]
    anchors = [
        (i, *(partner[i] for partner in partners))
        for i in range(len(lists[0]))
        if all(i in partner for partner in partners)
    ]
    anchors = [
        anchor
        for anchor in anchors
        if not any(
            _overlap(spans[n][position], witness.value)
            for n, (position, witness) in enumerate(zip(anchor, witnesses, strict=True))
        )
    ]
    if len(anchors) < 3 or len(anchors) < ENOUGH * min(len(words) for words in lists):
        return ()
    steps: list[Step] = []
    ends = [0] * len(witnesses)
    for run in _runs(anchors):
        starts = [spans[n][position][0] for n, position in enumerate(run[0])]
        _fork(steps, witnesses, ends, starts)
        ends = [spans[n][position][1] for n, position in enumerate(run[-1])]
        steps.append(Step((Reading(tuple(range(len(witnesses))), starts[0], ends[0]),)))
    _fork(steps, witnesses, ends, [len(w.text) for w in witnesses])
    return tuple(steps)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _runs(anchors: Sequence[tuple[int, ...]]) -> list[list[tuple[int, ...]]]:
    """Return the anchors in groups, each of anchors that follow each other in every witness."""
    runs: list[list[tuple[int, ...]]] = []
    for anchor in anchors:
        if runs and all(b == a + 1 for a, b in zip(runs[-1][-1], anchor, strict=True)):
            runs[-1].append(anchor)
        else:
            runs.append([anchor])
    return runs


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return the span without white space and punctuation at its ends."""
    inner = text[start:end]
    first = len(inner) - len(inner.lstrip(_JOINTS))
    last = len(inner.rstrip(_JOINTS))
    return (start + first, start + last) if first < last else (start, start)


def _fork(
    steps: list[Step], witnesses: Sequence[Witness], ends: Sequence[int], starts: Sequence[int]
) -> None:
    """Add the step between two common parts: one reading for all witnesses with the same words.

    ``ends`` and ``starts`` are, for each witness, the end of the part before and the start of the
    part after.
    """
    groups: dict[tuple[str, ...], list[int]] = {}
    for n, (witness, a, b) in enumerate(zip(witnesses, ends, starts, strict=True)):
        groups.setdefault(tuple(split_words(witness.text[a:b])[1]), []).append(n)
    if list(groups) != [()]:
        steps.append(
            Step(
                tuple(
                    Reading(
                        tuple(members),
                        *_trimmed(witnesses[members[0]].text, ends[members[0]], starts[members[0]]),
                    )
                    for members in groups.values()
                )
            )
        )
    elif ends[0] < starts[0]:
        steps.append(Step((Reading(tuple(range(len(witnesses))), ends[0], starts[0]),)))
