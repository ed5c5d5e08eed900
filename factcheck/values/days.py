"""Spans of days on one time line: what a date may mean, and how two dates relate there.

A date in a text may mean one of several days: "last Thursday" that of this week or the one before,
"July 31" that of any near year, "3/4/2015" one in March or one in April. Each is a span from its
first to its last day, so that "last week", "June" and "2015" stand on the same line.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from factcheck.model import Payload
from factcheck.values.base import Comparison

Span = tuple[date, date]

_DAY = timedelta(days=1)
# Days after which two dates of a grain lie as far apart as any: the cycle that they are counted in.
_CYCLE = {"year": 3652, "month": 365, "week": 365, "day": 7, "weekday": 7}
# What a part of a date is counted in: days to one of it, and how many come until it recurs.
_PARTS = {"year": (365, None), "month": (30, 12), "day": (1, None), "weekday": (1, 7)}


@dataclass(frozen=True, slots=True)
class DatePayload(Payload):
    """The parts of a date that the text states, and the days that it may mean.

    ``grain`` is ``year``, ``month``, ``week``, ``day``, ``weekday`` or ``clock``. ``weekday``
    counts from Monday, 0; ``relative`` is a word like "yesterday"; ``minutes`` counts from
    midnight; ``loose`` says that the time is "about", "before" or "after" that time, or a "round"
    one. ``spans`` are the spans of days that it may mean, the likeliest first, none where the text
    alone does not place it; ``resolved`` is the day of the likeliest, where that is one day.
    ``bound`` is "from" or "to" for the first or last day of a time that the text gives both of,
    "by" for a day up to which something happened.
    ``part`` is a part of the day ("night").
    """

    grain: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    relative: str = ""
    resolved: date | None = None
    minutes: int = 0
    zone: str = ""
    loose: str = ""
    spans: tuple[Span, ...] = ()
    bound: str = ""
    part: str = ""


def one_day(day: date) -> Span:
    """Return the span of one day."""
    return day, day


def of_month(year: int, month: int) -> Span:
    """Return the span of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def of_year(year: int) -> Span:
    """Return the span of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def of_week(day: date) -> Span:
    """Return the span of the week of ``day``.

    It begins with the Sunday before its Monday, because in some countries that is its first day.
    """
    monday = day - timedelta(days=day.weekday())
    return monday - _DAY, monday + timedelta(days=6)


def existing(year: int, month: int, day: int) -> list[date]:
    """Return the day with these numbers in a list, or an empty list if there is none."""
    try:
        return [date(year, month, day)]
    except ValueError:
        return []


def moved(day: date, count: int, unit: str) -> Span:
    """Return the span that lies ``count`` units from ``day``: a day for days, else as wide as said.

    "Three weeks ago" may be any day of that week, "three years ago" any day of that year and its
    neighbours, because people count years by the calendar and by the day.
    """
    if unit == "day":
        return one_day(day + timedelta(days=count))
    if unit == "week":
        middle = day + timedelta(weeks=count)
        return middle - timedelta(days=4), middle + timedelta(days=4)
    if unit == "month":
        index = day.year * 12 + day.month - 1 + count
        first, last = of_month(*_year_month(index - 1)), of_month(*_year_month(index + 1))
        return first[0] + timedelta(days=14), last[1] - timedelta(days=14)
    return date(day.year + count - 1, 7, 1), date(day.year + count + 1, 6, 30)


def same_day_moved(day: date, count: int, unit: str) -> list[date]:
    """Return the very day ``count`` units from ``day`` ("a year ago today") in a list."""
    if unit in ("day", "week"):
        return [day + timedelta(days=count * (7 if unit == "week" else 1))]
    index = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    return existing(*_year_month(index), day.day)


def _year_month(index: int) -> tuple[int, int]:
    return index // 12, index % 12 + 1


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> list[date]:
    """Return the ``nth`` such weekday of a month in a list, the last one for -1."""
    length = monthrange(year, month)[1]
    days = [d for n in range(1, length + 1) if (d := date(year, month, n)).weekday() == weekday]
    return [days[nth - 1 if nth > 0 else nth]] if abs(nth) <= len(days) else []


def compare_days(x: DatePayload, y: DatePayload) -> Comparison:
    """Return how two dates relate, of whatever grain.

    They are the same if they may mean the same span, compatible if one may lie in the other, and
    otherwise in conflict. Where one of them is not placed on the calendar, the parts that both
    give are compared.
    """
    if {x.bound, y.bound} == {"from", "to"}:
        return Comparison("compatible", "one is the beginning and the other the end", 0.5)
    if not (x.spans and y.spans):
        return _by_parts(x, y)
    mine, theirs = set(x.spans), set(y.spans)
    if mine & theirs:
        return Comparison("same", distance=0.0)
    if any(_meet(a, b) for a in _lasting(x, y) for b in _lasting(y, x)):
        return Comparison("compatible", "one is more exact than the other", 0.5)
    if _up_to(x, y) or _up_to(y, x):
        return Comparison("compatible", "one is the day by which it had happened", 0.5)
    apart = min(_gap(a, b) for a in mine for b in theirs)
    distance = min(1.0, apart / max(_CYCLE[x.grain], _CYCLE[y.grain]))
    days = f"{apart} {'day' if apart == 1 else 'days'} apart"
    if x.relative and x.relative == y.relative:
        # The next day's paper has copied "today" with the rest of the report.
        return Comparison("compatible", f'both say "{x.relative}"', 1.0)
    grains = {x.grain, y.grain}
    for grain in ("year", "month"):
        if grains == {grain}:
            part = "year" if x.month == y.month else grain
            return Comparison("conflict", f"the {part} differs", distance)
    return Comparison("conflict", days, distance)


def _by_parts(x: DatePayload, y: DatePayload) -> Comparison:
    """Compare the parts that both dates state."""
    parts = (
        ("year", x.year, y.year),
        ("month", x.month, y.month),
        ("day", x.day, y.day),
        ("weekday", x.weekday, y.weekday),
    )
    for part, a, b in parts:
        if a is not None and b is not None and a != b:
            return Comparison("conflict", f"the {part} differs", _apart(part, a, b))
    if all(a is None or b is None for _, a, b in parts):
        return Comparison("compatible", "nothing tells whether they are one day", 0.5)
    same = x.grain == y.grain
    if same or {x.grain, y.grain} == {"day", "weekday"}:
        return Comparison("same", distance=0.0)
    return Comparison("compatible", "one is more exact than the other", 0.5)


def _apart(part: str, a: int, b: int) -> float:
    """Return how far apart two values of a part of a date are, 0 to 1."""
    days, recurs = _PARTS[part]
    gap = abs(a - b)
    return min(1.0, min(gap, (recurs or 2 * gap) - gap) * days / _CYCLE[part])


def _up_to(limit: DatePayload, other: DatePayload) -> bool:
    """Return True if ``limit`` is a day by which ``other`` had come."""
    if limit.bound != "by" or other.bound == "by":
        return False
    return any(first <= last for _, last in limit.spans for first, _ in other.spans)


def _lasting(x: DatePayload, other: DatePayload) -> Iterable[Span]:
    """Return the spans of ``x``; a night goes on into the early hours of the next day."""
    if x.part != "night" or other.part != "early":
        return x.spans
    return [(first, last + _DAY) for first, last in x.spans]


def _meet(a: Span, b: Span) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _gap(a: Span, b: Span) -> int:
    """Return the number of days between two spans that do not meet."""
    return max((b[0] - a[1]).days, (a[0] - b[1]).days)
