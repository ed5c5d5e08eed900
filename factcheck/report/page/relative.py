"""The days of a week on a timeline, where no publication date says which week it was."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.language.calendar import weekdays
from factcheck.model import WEEKDAY, TimelineEvent

WEEK = 7


def weekday(event: TimelineEvent) -> int | None:
    """Return the day of the week (Monday 0) of an event that has only that, else None."""
    number = event.first.removeprefix(WEEKDAY)
    return int(number) - 1 if number != event.first else None


def in_order(days: Iterable[int]) -> dict[int, int]:
    """Return weekday -> its day, from 1.

    A week is a circle: it is cut where most of its days in a row are not named, so that a Sunday
    comes before the Monday after it. Of equal gaps the one before the earlier weekday is taken.
    """
    named = sorted(set(days))
    befores = [named[-1], *named[:-1]]
    gaps = [
        ((day - before) % WEEK or WEEK, -day) for before, day in zip(befores, named, strict=True)
    ]
    start = -max(gaps)[1]
    return {day: (day - start) % WEEK + 1 for day in named}


def label(number: int, day: int) -> str:
    """Return the name of a day on the axis, as "day 2, Monday"."""
    return f"day {number}, {weekdays().wide[day]}"
