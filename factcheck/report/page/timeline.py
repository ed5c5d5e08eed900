"""The timeline of a story: a lane for each article, with its dates on a common axis."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from factcheck.model import StoryEntry, TimelineEvent
from factcheck.report.page import relative
from factcheck.report.pagetext import clip, day, span_of_days

# Sizes in the drawing, in pixels.
TOP, ROW, LETTER, MARGIN = 48, 24, 6.4, 48
TICK, LABEL = 84, 30
FULL = 1080
PERIOD = 40
FEWEST = 3
"""Fewer dates than these say nothing about an order of events."""
LONG = 60
"""A gap of more days has a label on the axis, because it is drawn much shorter than it is."""

_Dated = tuple[float, float, TimelineEvent]


@dataclass(frozen=True, slots=True)
class Tick:
    """A date on the axis, ``x`` in pixels; ``label`` is empty where there is no room for it."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """An event in its lane, in pixels.

    ``width`` is 0 for a single day. ``rival`` is the letter of the variant of a disputed date, else
    empty.
    """

    event: TimelineEvent
    x: float
    y: float
    width: float
    label: str
    when: str
    rival: str


@dataclass(frozen=True, slots=True)
class Lane:
    """The marks of one article, between ``top`` and ``bottom`` in pixels."""

    document: str
    top: float
    bottom: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A gap in the axis that is drawn shorter than it is."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A story's timeline, ready to be written as SVG; all positions are in pixels.

    ``undated`` are the articles without a date, which have no lane.

    ``relative`` is True where it has the days of an unknown week.
    ``focus`` is the x of the middle date. ``rivals`` are lines: x and y of both ends.
    """

    width: float
    height: float
    focus: float
    ticks: tuple[Tick, ...]
    breaks: tuple[Break, ...]
    lanes: tuple[Lane, ...]
    rivals: tuple[tuple[float, float, float, float], ...]
    undated: tuple[str, ...]
    relative: bool = False

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All marks in the order of their dates."""
        marks = (mark for lane in self.lanes for mark in lane.marks)
        return tuple(
            sorted(
                marks,
                key=lambda m: (
                    m.x if self.relative else 0,
                    m.event.first,
                    m.event.last,
                    m.event.document,
                    m.x,
                ),
            )
        )


def draw(
    story: StoryEntry,
    events: tuple[TimelineEvent, ...],
    letters: Mapping[tuple[str, int, int], str],
) -> Drawing | None:
    """Return the timeline of a story, or None if it has fewer than three dates.

    ``letters`` maps (document, start, end) of a disputed date to its variant's letter. Distances
    on the axis grow with the logarithm of the time between two dates, so that many dates within a
    week and a date forty years before are both readable. Long gaps have labels.
    """
    dated: list[_Dated] = []
    for event in events:
        first = _moment(event.first)
        if event.story == story.id and first is not None:
            dated.append((first, max(first, _moment(event.last) or first), event))
    names: dict[int, str] = {}
    if len(dated) < FEWEST:
        dated, names = _in_a_week([event for event in events if event.story == story.id])
    if len(dated) < FEWEST:
        return None
    places = _axis(dated)
    lanes, top = [], float(TOP)
    told = {event.document for _, _, event in dated}
    for document in (name for name in story.documents if name in told):
        of_document = [entry for entry in dated if entry[2].document == document]
        lane = _lane(document, of_document, places, letters, top)
        lanes.append(lane)
        top = lane.bottom
    starts = sorted(places[math.floor(first)] for first, _, _ in dated)
    return Drawing(
        round(max(places.values()) + MARGIN + LABEL * LETTER),
        round(top + 4),
        starts[len(starts) // 2],
        _ticks(dated, places, names),
        _breaks(places),
        tuple(lanes),
        _rivals(lanes),
        tuple(name for name in story.documents if name not in told),
        bool(names),
    )


def _in_a_week(events: list[TimelineEvent]) -> tuple[list[_Dated], dict[int, str]]:
    """Return the events that have only a weekday, each on its day from 1, and those days' names."""
    named = [(day, event) for event in events if (day := relative.weekday(event)) is not None]
    if not named:
        return [], {}
    order = relative.in_order(day for day, _ in named)
    names = {number: relative.label(number, day) for day, number in order.items()}
    return [(float(order[day]), float(order[day]), event) for day, event in named], names


def _moment(iso: str) -> float | None:
    """Return an ISO date or date-time as days since year 1, or None for any other text."""
    try:
        when = datetime.fromisoformat(iso) if len(iso) > 10 else date.fromisoformat(iso)
    except ValueError:
        return None
    if isinstance(when, datetime):
        return when.toordinal() + (when.hour * 60 + when.minute) / 1440
    return float(when.toordinal())


def _axis(dated: list[_Dated]) -> dict[int, float]:
    """Return day -> x, for the first and last days of events, but not the last of long periods.

    A period is long if it has more than a month.
    """
    points = {math.floor(first) for first, _, _ in dated}
    points |= {math.floor(last) for first, last, _ in dated if last - first <= 31}
    ordered = sorted(points)
    steps = [min(34 + 26 * math.log2(b - a), 124.0) for a, b in pairwise(ordered)]
    room = FULL - 2 * MARGIN - LABEL * LETTER
    stretch = min(max(room / sum(steps), 1.0), 2.0) if steps else 1.0
    places, x = {ordered[0]: float(MARGIN)}, float(MARGIN)
    for point, step in zip(ordered[1:], steps, strict=True):
        x += step * stretch
        places[point] = round(x, 1)
    return places


def _lane(
    document: str,
    dated: list[_Dated],
    places: Mapping[int, float],
    letters: Mapping[tuple[str, int, int], str],
    top: float,
) -> Lane:
    """Return the lane of one article, in as few rows as possible without overlapping labels."""
    marks, row_ends = [], list[float]()
    for first, last, event in sorted(dated, key=lambda e: (e[0], e[1], e[2].start)):
        # Within a day a mark moves a little to the right with the hour.
        x = round(places[math.floor(first)] + (first - math.floor(first)) * 12, 1)
        width = 0.0
        if math.floor(last) > math.floor(first):
            inside = max(place for point, place in places.items() if point <= last)
            width = round(max(inside - x, PERIOD), 1)
        rival = letters.get((document, event.start, event.end), "?") if event.finding else ""
        label = clip("published" if event.kind == "published" else event.label, LABEL)
        row = next((n for n, end in enumerate(row_ends) if end <= x - 12), len(row_ends))
        row_ends[row : row + 1] = [x + width + 22 + len(label) * LETTER]
        y = top + row * ROW + ROW / 2 + 2
        marks.append(Mark(event, x, y, width, label, span_of_days(event.first, event.last), rival))
    return Lane(document, top, top + max(len(row_ends), 1) * ROW + 8, tuple(marks))


def _ticks(
    dated: list[_Dated], places: Mapping[int, float], given: Mapping[int, str]
) -> tuple[Tick, ...]:
    """Return a tick for each day of the axis, labelled with the day or a long period from it.

    ``given`` are names of days that are no dates.
    """
    names = dict(given)
    for first, last, event in sorted(dated, key=lambda e: (e[0], e[1])):
        name = span_of_days(event.first, event.last) if last - first > 31 else ""
        exact = day(date.fromordinal(math.floor(first)).isoformat())
        names.setdefault(math.floor(first), name if name and " to " not in name else exact)
    ticks, free = [], -math.inf
    for point, x in places.items():
        label = names.get(point) or day(date.fromordinal(point).isoformat())
        ticks.append(Tick(x, label if x >= free else ""))
        free = x + TICK + (TICK / 2 if given else 0) if x >= free else free
    return tuple(ticks)


def _breaks(places: Mapping[int, float]) -> tuple[Break, ...]:
    """Return a break for each long gap between neighbouring days of the axis."""
    breaks = []
    for (before, left), (after, right) in pairwise(places.items()):
        days = after - before
        if days > LONG:
            years, months = days / 365.25, days / 30.44
            label = f"{years:.0f} years" if years >= 1.95 else f"{months:.0f} months"
            breaks.append(Break(round((left + right) / 2, 1), label))
    return tuple(breaks)


def _rivals(lanes: list[Lane]) -> tuple[tuple[float, float, float, float], ...]:
    """Return the lines between rival marks of one finding, from lane to lane downwards."""
    by_finding: dict[str, list[Mark]] = {}
    for lane in lanes:
        for mark in lane.marks:
            if mark.event.finding:
                by_finding.setdefault(mark.event.finding, []).append(mark)
    return tuple(
        (one.x, one.y, other.x, other.y)
        for marks in by_finding.values()
        for one, other in pairwise(marks)
        if one.rival != other.rival
    )
