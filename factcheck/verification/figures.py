"""Whether a number or date of the evidence is given for the fact of a number or date of the draft.

In articles on one event, equal figures mostly tell one fact; how likely it is depends on what is
said around them. The weights are in ``weights.json``; ``python -m benchmarks.verified`` fits them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from factcheck.model import Value
from factcheck.pairs.predications import stem
from factcheck.pairs.sayings import Sayings, Side, gives
from factcheck.pairs.signals import ALIKE_IN_MEANING, SAME_WORDS, SignalDefinition
from factcheck.values.numbers import Numbers

# Shared words of so much weight are as good as any more of them, and so many digits.
MUCH, MANY_DIGITS = 8.0, 4


class TwoFigures(NamedTuple):
    """A figure of the draft and one of the evidence that fits it, with their claims."""

    sayings: Sayings
    x: Side
    y: Side
    v: Value
    w: Value


def fitting(sayings: Sayings, x: Side, y: Side, value: Value) -> Iterable[TwoFigures]:
    """Yield the figures of ``y`` that give a figure of ``x``, each with it."""
    return (TwoFigures(sayings, x, y, value, w) for w in y.figures if gives(value, w))


def _shared(p: TwoFigures) -> float:
    return min(1.0, p.sayings.weight(p.x.words.words & p.y.words.words) / MUCH)


def _digits(p: TwoFigures) -> float:
    digits = "".join(c for c in p.v.normalized if c.isdigit()).strip("0")
    return min(MANY_DIGITS, len(digits)) / MANY_DIGITS


def _alike(a: str, b: str) -> float:
    return float(bool(a) and stem(a) == stem(b))


SIGNALS: tuple[SignalDefinition[TwoFigures], ...] = (
    SignalDefinition(
        "cosine",
        ALIKE_IN_MEANING,
        1,
        lambda p: p.sayings.story.cosines.of(p.x.number, p.y.number),
    ),
    SignalDefinition("shared", SAME_WORDS, 1, _shared),
    SignalDefinition(
        "head", "the same is counted", 1, lambda p: _alike(p.v.slot.head, p.w.slot.head)
    ),
    SignalDefinition(
        "predicate",
        "the same is said to have happened",
        1,
        lambda p: _alike(p.v.slot.predicate, p.w.slot.predicate),
    ),
    SignalDefinition("digits", "the figure has many digits", 1, _digits),
    SignalDefinition(
        "exact", "the figures are equal", 1, lambda p: float(p.v.normalized == p.w.normalized)
    ),
    SignalDefinition("no_number", "it is a date", 0, lambda p: float(p.v.kind != Numbers.name)),
)
