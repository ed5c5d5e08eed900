"""How two numbers of one family relate: as intervals, as digits, as vague words."""

from __future__ import annotations

from rapidfuzz.distance import DamerauLevenshtein

from factcheck.values.base import Comparison
from factcheck.values.quantities import Quantity, precision

# Telephone numbers that differ in more digits than this are different numbers.
MOST_SLIPS = 2
# A vague word may be this many times too high or too low for the figure and still mean it.
VAGUELY = 2.0
# What goes on for so long is counted in days; the next reports count one or two more. In seconds.
LONG_TIME, NEXT_DAYS = 5 * 86400, 2 * 86400


def compare_numbers(
    a: Quantity, b: Quantity, *, measured: bool, vague: bool, lasting: bool
) -> Comparison:
    """Compare two numbers of one family and unit.

    ``measured`` ones have a unit; one of two ``vague`` ones at least is a word; ``lasting`` ones
    say how long something goes on.
    """
    found = compare_quantities(a, b, measured=measured)
    if found.relation == "conflict" and vague:
        return _vaguely(a, b, found)
    if found.relation == "conflict" and lasting:
        return _going_on(a, b, found)
    return found


def _vaguely(a: Quantity, b: Quantity, found: Comparison) -> Comparison:
    """Forgive a word like "several" or "dozens" as much as a writer may mean by it."""
    near = a.low <= VAGUELY * b.high and b.low <= VAGUELY * a.high
    return Comparison("compatible", "one is vague", found.distance) if near else found


def _going_on(a: Quantity, b: Quantity, found: Comparison) -> Comparison:
    """Take "after 12 days of fighting" and "after 13 days" for reports of two days."""
    short = min(a.value, b.value)
    if short >= LONG_TIME and abs(a.value - b.value) <= NEXT_DAYS:
        return Comparison("drift", "counted a day or two later", found.distance)
    return found


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
    """Say how two intervals relate. Rounded figures agree within what their last digit leaves."""
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
