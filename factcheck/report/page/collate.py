"""Sentences laid over each other: what they share stands once, what differs is stacked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.report.worddiff import Span, matching, words

# With a smaller share of common words the stacks would be longer than the line that joins them.
ENOUGH = 0.45
MOST = 6
_JOINTS = " \t\r\n,.;:"


@dataclass(frozen=True, slots=True)
class Witness:
    """A sentence and where its value stands in it."""

    text: str
    value: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """What some of the witnesses have at one place: ``text[start:end]`` of the first of them."""

    witnesses: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Step:
    """A place in the laid-over sentence; a single reading is shared by all witnesses."""

    readings: tuple[Reading, ...]


def collate(witnesses: Sequence[Witness]) -> tuple[Step, ...]:
    """Lay sentences over the first one; return nothing where they have too little in common.

    Words of the values are never shared, so that each value stays in one piece.
    """
    if not 2 <= len(witnesses) <= MOST:
        return ()
    spans, lists = zip(*(words(w.text) for w in witnesses), strict=True)
    partners = [dict(matching(lists[0], other)) for other in lists[1:]]
    anchors = [
        (i, *(partner[i] for partner in partners))
        for i in range(len(lists[0]))
        if all(i in partner for partner in partners)
    ]
    anchors = [
        anchor
        for anchor in anchors
        if not any(
            _overlap(spans[n][at], witness.value)
            for n, (at, witness) in enumerate(zip(anchor, witnesses, strict=True))
        )
    ]
    if len(anchors) < 3 or len(anchors) < ENOUGH * min(len(found) for found in lists):
        return ()
    steps: list[Step] = []
    here = [0] * len(witnesses)
    for run in _runs(anchors):
        begin = [spans[n][at][0] for n, at in enumerate(run[0])]
        _fork(steps, witnesses, here, begin)
        here = [spans[n][at][1] for n, at in enumerate(run[-1])]
        steps.append(Step((Reading(tuple(range(len(witnesses))), begin[0], here[0]),)))
    _fork(steps, witnesses, here, [len(w.text) for w in witnesses])
    return tuple(steps)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _runs(anchors: Sequence[tuple[int, ...]]) -> list[list[tuple[int, ...]]]:
    """Join the anchors that follow each other in every witness."""
    runs: list[list[tuple[int, ...]]] = []
    for anchor in anchors:
        if runs and all(b == a + 1 for a, b in zip(runs[-1][-1], anchor, strict=True)):
            runs[-1].append(anchor)
        else:
            runs.append([anchor])
    return runs


def _bare(text: str, start: int, end: int) -> Span:
    """Leave out the white space and punctuation that only join a reading to its surroundings."""
    inner = text[start:end]
    first = len(inner) - len(inner.lstrip(_JOINTS))
    last = len(inner.rstrip(_JOINTS))
    return (start + first, start + last) if first < last else (start, start)


def _fork(
    steps: list[Step], witnesses: Sequence[Witness], here: Sequence[int], there: Sequence[int]
) -> None:
    """Add what stands between two shared stretches: witnesses with the same words together."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for n, (witness, a, b) in enumerate(zip(witnesses, here, there, strict=True)):
        groups.setdefault(tuple(words(witness.text[a:b])[1]), []).append(n)
    if list(groups) != [()]:
        steps.append(
            Step(
                tuple(
                    Reading(tuple(own), *_bare(witnesses[own[0]].text, here[own[0]], there[own[0]]))
                    for own in groups.values()
                )
            )
        )
    elif here[0] < there[0]:
        steps.append(Step((Reading(tuple(range(len(witnesses))), here[0], there[0]),)))
