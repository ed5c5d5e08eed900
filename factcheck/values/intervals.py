"""Compare two numbers of one family: as intervals, as rounded figures, as vague words."""

from __future__ import annotations

from factcheck.values.base import Comparison
from factcheck.values.quantities import Quantity

# A vague word may be this many times too high or too low for the figure and still mean it.
VAGUELY = 2.0
# In seconds: a duration from LONG_TIME on is counted in days, and reports of the next day or two
# give up to NEXT_DAYS more.
LONG_TIME, NEXT_DAYS = 5 * 86400, 2 * 86400
# Counts from OFTEN_ROUNDED on are told in round numbers without a word; those from PERHAPS_ROUNDED
# on now and then, and smaller ones are exact.
PERHAPS_ROUNDED, OFTEN_ROUNDED = 100, 1000


def compare_numbers(
    a: Quantity, b: Quantity, *, measured: bool, converted: bool, vague: bool, lasting: bool
) -> Comparison:
    """Compare two numbers of one family and unit.

    ``measured`` is True if they have a unit, ``converted`` if they are written in two, ``vague`` if
    at least one of them is a word such as "dozens", ``lasting`` if they say how long something
    goes on.
    """
    comparison = compare_quantities(a, b, measured=measured, converted=converted)
    if comparison.relation == "conflict" and vague:
        return _vaguely(a, b, comparison)
    if comparison.relation == "conflict" and lasting:
        return _going_on(a, b, comparison)
    return comparison


def _vaguely(a: Quantity, b: Quantity, comparison: Comparison) -> Comparison:
    """Return "compatible" if a word like "several" may mean the other number."""
    near = a.low <= VAGUELY * b.high and b.low <= VAGUELY * a.high
    return Comparison("compatible", "one is vague", comparison.distance) if near else comparison


def _going_on(a: Quantity, b: Quantity, comparison: Comparison) -> Comparison:
    """Return "drift" if the reports may be of two days: "after 12 days of fighting", "13 days"."""
    short = min(a.value, b.value)
    if short >= LONG_TIME and abs(a.value - b.value) <= NEXT_DAYS:
        return Comparison("drift", "counted a day or two later", comparison.distance)
    return comparison


def compare_quantities(
    a: Quantity, b: Quantity, *, measured: bool = False, converted: bool = False
) -> Comparison:
    """Return how two intervals relate.

    The coarser of two figures agrees with the finer one if that is what the finer one rounds to.
    Small counts are never rounded.
    """
    if a == b:
        return Comparison("same", distance=0.0)
    largest = max(abs(a.value), abs(b.value)) or 1.0
    distance = min(1.0, abs(a.value - b.value) / largest)
    if a.bound and a.bound == b.bound:
        # Two lower bounds are never contradictory, yet an editor wants one figure.
        if distance < 0.02:
            return Comparison("same", distance=distance)
        return Comparison("conflict", "both are limits, but different ones", distance)
    if distance < 1e-9:
        return Comparison("same", distance=0.0)
    if a.low <= b.high and b.low <= a.high:
        return Comparison("compatible", "the ranges overlap", distance)
    rounded = _rounded(a, b)
    if rounded and (measured or largest >= OFTEN_ROUNDED or a.about or b.about):
        return Comparison("compatible", "one figure is rounded", distance)
    if converted and abs(a.value - b.value) <= a.slack_converted + b.slack_converted:
        return Comparison("compatible", "the same measure, converted or rounded", distance)
    if rounded and largest >= PERHAPS_ROUNDED:
        return Comparison("drift", "one figure is rounded", distance)
    return Comparison("conflict", "the figures differ", distance)


def _rounded(a: Quantity, b: Quantity) -> bool:
    """Return True if the coarser of two figures is what the finer one rounds to."""
    coarse, fine = (a, b) if a.slack >= b.slack else (b, a)
    if coarse.slack < 2 * fine.slack:
        return False
    return abs(coarse.value - fine.value) <= coarse.slack * (1 + 1e-9)
