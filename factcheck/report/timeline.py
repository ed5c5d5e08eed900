"""The timeline of a story: one lane per article, the dates that it gives on a common axis."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from factcheck.model import StoryEntry, TimelineEvent
from factcheck.report.pagetext import clip, day, span_of_days

# Measures of the drawing in its own units, which are pixels at full size.
LEFT, RIGHT, TOP, ROW, LETTER = 150, 24, 44, 24, 6.2
TICK, LABEL = 86, 30


@dataclass(frozen=True, slots=True)
class Tick:
    """A date on the axis; ``label`` is empty where there is no room for it."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """An event in its lane: ``width`` is 0 for a day, ``rival`` the letter of a disputed date."""

    event: TimelineEvent
    x: float
    y: float
    width: float
    label: str
    when: str
    rival: str


@dataclass(frozen=True, slots=True)
class Lane:
    """The marks of one article between ``top`` and ``bottom``."""

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
    """A story's timeline, ready to be written as SVG."""

    width: float
    height: float
    ticks: tuple[Tick, ...]
    breaks: tuple[Break, ...]
    lanes: tuple[Lane, ...]
    rivals: tuple[tuple[float, float, float, float], ...]


def _moment(iso: str) -> float | None:
    """Return an ISO date or date-time as days since year 1, or None where it is neither."""
    try:
        when = datetime.fromisoformat(iso) if len(iso) > 10 else date.fromisoformat(iso)
    except ValueError:
        return None
    if isinstance(when, datetime):
        return when.toordinal() + (when.hour * 60 + when.minute) / 1440
    return float(when.toordinal())


def draw(
    story: StoryEntry, events: tuple[TimelineEvent, ...], letters: dict[tuple[str, int, int], str]
) -> Drawing | None:
    """Lay out the timeline of a story, or return None where no article gives a date.

    ``letters`` maps (document, start, end) of a disputed date to its variant's letter. Distances
    on the axis grow with the logarithm of the time between two dates, so that a flood of marks
    within a week and a look back by forty years both stay readable; long gaps are labelled.
    """
    dated = [
        (first, max(first, _moment(e.last) or first), e)
        for e in events
        if e.story == story.id and (first := _moment(e.first)) is not None
    ]
    if not dated:
        return None
    points = sorted({math.floor(p) for first, last, _ in dated for p in (first, last)})
    places, breaks = _axis(points)
    width = LEFT + RIGHT + LABEL * LETTER + max(places.values(), default=0)

    def x_of(moment: float) -> float:
        whole = math.floor(moment)
        return round(LEFT + places[whole] + (moment - whole) * 12, 1)

    lanes, top = [], float(TOP)
    for document in story.documents:
        marks, ends = [], list[float]()
        own = sorted(
            (entry for entry in dated if entry[2].document == document),
            key=lambda entry: (entry[0], entry[1], entry[2].start),
        )
        for first, last, event in own:
            x, width_of = x_of(first), x_of(last) - x_of(first)
            rival = letters.get((document, event.start, event.end), "?") if event.finding else ""
            label = clip("published" if event.kind == "published" else event.label, LABEL)
            end = x + width_of + 22 + len(label) * LETTER
            row = next((n for n, taken in enumerate(ends) if taken <= x - 12), len(ends))
            ends[row:] = [end, *ends[row + 1 :]]
            y = top + row * ROW + ROW / 2
            when = span_of_days(event.first, event.last)
            marks.append(Mark(event, x, y, round(width_of, 1), label, when, rival))
        bottom = top + max(len(ends), 1) * ROW + 8
        lanes.append(Lane(document, top, bottom, tuple(marks)))
        top = bottom
    ticks, last_label = [], -math.inf
    for point in points:
        x = x_of(point)
        room = x - last_label >= TICK
        ticks.append(Tick(x, day(date.fromordinal(point).isoformat()) if room else ""))
        last_label = x if room else last_label
    return Drawing(round(width), round(top + 4), tuple(ticks), breaks, tuple(lanes), _rivals(lanes))


def _axis(points: list[int]) -> tuple[dict[int, float], tuple[Break, ...]]:
    places, breaks, x = {points[0]: 16.0}, [], 16.0
    for before, after in pairwise(points):
        gap = after - before
        step = 34 + 26 * math.log2(gap)
        if gap > 60:
            step = max(step, 150.0)
            years, months = gap / 365.25, gap / 30.4
            label = f"{years:.0f} years" if years >= 1.95 else f"{months:.0f} months"
            breaks.append(Break(round(LEFT + x + step / 2, 1), label))
        x += step
        places[after] = x
    return places, tuple(breaks)


def _rivals(lanes: list[Lane]) -> tuple[tuple[float, float, float, float], ...]:
    """Return lines between the rival marks of one finding, from lane to lane downwards."""
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
