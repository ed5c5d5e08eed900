"""Compare two numbers of one family: as intervals, as digits, as vague words."""

from __future__ import annotations

from rapidfuzz.distance import DamerauLevenshtein

from factcheck.values.base import Comparison
from factcheck.values.quantities import Quantity, precision

# Telephone numbers that differ in more digits than this are different numbers.
MOST_SLIPS = 2
# A vague word may be this many times too high or too low for the figure and still mean it.
VAGUELY = 2.0
# In seconds: a duration from LONG_TIME on is counted in days, and reports of the next day or two
# give up to NEXT_DAYS more.
LONG_TIME, NEXT_DAYS = 5 * 86400, 2 * 86400


def compare_numbers(
    a: Quantity, b: Quantity, *, measured: bool, vague: bool, lasting: bool
) -> Comparison:
    """Compare two numbers of one family and unit.

    ``measured`` is True if they have a unit, ``vague`` if at least one of them is a word such as
    "dozens", ``lasting`` if they say how long something goes on.
    """
    comparison = compare_quantities(a, b, measured=measured)
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


def compare_identifiers(a: str, b: str) -> Comparison:
    """Compare two runs of digits: a slip of a digit or two, or another number altogether."""
    if a == b:
        return Comparison("same", distance=0.0)
    slips = DamerauLevenshtein.distance(a, b)
    if slips <= MOST_SLIPS:
        return Comparison("conflict", "a digit differs", slips / max(len(a), len(b)))
    return Comparison("compatible", "different numbers", 1.0)


def compare_scores(a: str, b: str) -> Comparison:
    """Compare two scores as they are written."""
    if a == b:
        return Comparison("same", distance=0.0)
    return Comparison("conflict", "the digits differ")


def compare_quantities(a: Quantity, b: Quantity, *, measured: bool = False) -> Comparison:
    """Return how two intervals relate.

    The rounder of two figures that are ``measured``, or one with "about", agrees with a figure
    within half a unit of its last significant digit.
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
    if a.low <= b.high and b.low <= a.high:
        same = a.value == b.value
        return Comparison("same" if same else "compatible", "the ranges overlap", distance)
    coarse, fine = (a, b) if precision(a.value) >= precision(b.value) else (b, a)
    if (coarse.about or measured) and abs(coarse.value - fine.value) <= precision(coarse.value) / 2:
        return Comparison("compatible", "one figure is rounded", distance)
    if measured and distance < 0.04:
        return Comparison("compatible", "the same measure, converted or rounded", distance)
    if distance < 0.02:
        return Comparison("drift", "one figure is rounded", distance)
    return Comparison("conflict", "the figures differ", distance)
