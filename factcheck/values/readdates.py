"""The days that a written date means, counted from the publication date.

No grammar here: what the verb of a date says of its time comes in as a :data:`Tense`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from factcheck.language.calendar import months, weekdays
from factcheck.values.clocks import read_clock
from factcheck.values.datewords import counts, day_words
from factcheck.values.days import (
    DatePayload,
    Span,
    existing,
    moved,
    nth_weekday,
    of_month,
    of_week,
    of_year,
    one_day,
    same_day_moved,
)

# Whether the verb of a date tells of the past or the future, "open" where it may be either: with
# "leaves on Thursday" a plan, with "is on Thursday's list" none.
Tense = Literal["past", "future", "open", "plan"]
Read = tuple[DatePayload, str]

_WEEK = timedelta(weeks=1)
_DAY = timedelta(days=1)


def read_date(match: re.Match[str], text: str, published: date | None, tense: Tense) -> Read | None:
    """Return the parts of a date and its normalised form, or None if it is no date.

    ``text`` is the sentence in which ``match`` stands.
    """
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
        return _dated(existing(year, month, day))
    if match["n1"]:
        return _dated(_numeric(match))
    if match["s1"]:
        first, second = int(match["s1"]), int(match["s2"])
        pairs = [(first, second), (second, first)]
        return _dated(_near([p for p in pairs if 1 <= p[0] <= 12], published, tense), year=False)
    if match["nth"]:
        return _nth(match, published, tense)
    if match["m1"] or match["m2"] or match["m4"]:
        return _named(match, published, tense)
    if match["wd5"]:
        return _day_of_month(match, published)
    if match["m3"]:
        return _month(match, published, tense)
    if match["weekday"]:
        return _weekday(match, published, tense)
    if match["relative"]:
        return _relative(match, published)
    if match["count"]:
        return _ago(match, published)
    if match["period"]:
        return _period(match["period"].lower().split(), published)
    if match["clock"]:
        return read_clock(match, text)
    year = int(match["year"])
    return DatePayload("year", year=year, spans=(of_year(year),)), str(year)


def _dated(days: Iterable[date], *, year: bool = True, weekday: int | None = None) -> Read | None:
    """Return a date that may mean any of ``days``, the likeliest first."""
    days = list(dict.fromkeys(days))
    if weekday is not None:
        days = [d for d in days if d.weekday() == weekday] or days
    if not days:
        return None
    best = days[0]
    alone = len(days) == 1
    payload = DatePayload(
        "day",
        year=best.year if year and len({d.year for d in days}) == 1 else None,
        month=best.month if len({d.month for d in days}) == 1 else None,
        day=best.day if len({d.day for d in days}) == 1 else None,
        weekday=best.weekday() if alone else None,
        resolved=best,
        spans=tuple(map(one_day, days)),
    )
    return payload, best.isoformat()


def _numeric(match: re.Match[str]) -> list[date]:
    """Return the days that "3/4/2015" may mean; with full stops and hyphens the day is first."""
    first, second = int(match["n1"]), int(match["n2"])
    year = int(match["n3"]) if match["n3"] else 2000 + int(match["n4"])
    days = [*existing(year, second, first), *existing(year, first, second)]
    return days[::-1] if match["sep"] == "/" else days


def _near(pairs: Iterable[tuple[int, int]], published: date | None, tense: Tense) -> list[date]:
    """Return the days with these months and days around the publication date, likeliest first."""
    if published is None:
        return []
    days = [
        day
        for month, number in pairs
        for year in range(published.year - 1, published.year + 2)
        for day in existing(year, month, number)
    ]
    if tense == "future":
        return sorted(days, key=lambda d: (d < published - _DAY, abs(d - published)))
    return sorted(days, key=lambda d: abs(d - published))


def _named(match: re.Match[str], published: date | None, tense: Tense) -> Read | None:
    """Read "June 3, 2012", "Sunday, March 2", "the first of May last year"."""
    month = months().number(match["m1"] or match["m2"] or match["m4"])
    year = int(match["y1"]) if match["y1"] else _year_of(match["yrel"], published)
    word = (match["dw"] or "").lower()
    if word == "last":
        number = of_month(year or 2001, month)[1].day
    else:
        number = day_words()[word] if word else int(match["d1"] or match["d2"])
    if not 1 <= number <= 31:
        return None
    weekday = weekdays().number(match["wd"]) if match["wd"] else None
    if year:
        return _dated(existing(year, month, number), weekday=weekday)
    if match["yrel"] or published is None:
        payload = DatePayload("day", month=month, day=number, weekday=weekday)
        return payload, f"{months().wide[month - 1].lower()} {number}"
    days = _near([(month, number)], published, tense)
    if match["mlast"]:
        days = sorted((d for d in days if d < published), reverse=True)
    read = _dated(days, year=False, weekday=weekday)
    return read and (replace(read[0], year=None), read[1])


def _year_of(words: str | None, published: date | None) -> int | None:
    """Return the year of "last year", None for "that year" or without a publication date."""
    if not words or published is None or words.lower().startswith("that"):
        return None
    return published.year + {"last": -1, "next": 1}.get(words.lower().split()[0], 0)


def _nth(match: re.Match[str], published: date | None, tense: Tense) -> Read | None:
    """Read "the second Tuesday of December"."""
    weekday = weekdays().number(match["nwd"])
    order = ("first", "second", "third", "fourth", "fifth")
    word = match["nth"].lower()
    place = -1 if word == "last" else order.index(word) + 1
    if match["ny"]:
        return _dated(nth_weekday(int(match["ny"]), months().number(match["nm"]), weekday, place))
    if published is None:
        return None
    if match["nthis"]:
        return _dated(nth_weekday(published.year, published.month, weekday, place))
    month = months().number(match["nm"])
    days = [
        d
        for year in range(published.year - 1, published.year + 2)
        for d in nth_weekday(year, month, weekday, place)
    ]
    days.sort(key=lambda d: (tense == "future" and d < published, abs(d - published)))
    return _dated(days, year=False)


def _day_of_month(match: re.Match[str], published: date | None) -> Read | None:
    """Read "Saturday the 4th": the nearest such day."""
    number = int(match["d5"]) if match["d5"] else day_words()[match["dw5"].lower()]
    weekday = weekdays().number(match["wd5"])
    if published is None:
        payload = DatePayload("weekday", weekday=weekday, day=number)
        return payload, f"{weekdays().wide[weekday].lower()} {number}"
    days = [
        day
        for year in range(published.year - 1, published.year + 2)
        for month in range(1, 13)
        for day in existing(year, month, number)
        if day.weekday() == weekday
    ]
    return _dated(sorted(days, key=lambda d: abs(d - published))[:2])


def _month(match: re.Match[str], published: date | None, tense: Tense) -> Read | None:
    if not stands_for_month(match):
        return None
    month = months().number(match["m3"])
    name = months().wide[month - 1].lower()
    year = int(match["y3"]) if match["y3"] else _year_of(match["yrel3"], published)
    if year:
        payload = DatePayload("month", year=year, month=month, spans=(of_month(year, month),))
        return payload, f"{year}-{month:02d}"
    if published is None or (match["mpre"] or "").lower() == "that":
        return DatePayload("month", month=month), name
    years = range(published.year - 1, published.year + 2)
    spans = sorted(
        (of_month(y, month) for y in years), key=lambda s: _distance(s, published, tense)
    )
    which = (match["mpre"] or "").lower()
    if which == "last":
        spans = [s for s in spans if s[0] <= published]
    elif which == "next":
        spans = [s for s in spans if s[1] >= published]
    return DatePayload("month", month=month, spans=tuple(spans)), name


def _distance(span: Span, day: date, tense: Tense) -> tuple[bool, int]:
    away = max((span[0] - day).days, (day - span[1]).days, 0)
    return tense == "future" and span[1] < day, away


def stands_for_month(match: re.Match[str]) -> bool:
    """Return True if a name is that of a month, and not the verb "may" or a march."""
    word = match["m3"]
    if not word[0].isupper():
        return False
    if word.lower().rstrip(".") in ("may", "march", "mar", "dec", "sep", "jan"):
        before = match.string[: match.start()]
        told = match["y3"] or match["mpre"] or match["yrel3"]
        return bool(told) or bool(re.search(r"\b(?i:in|since|until|last|by|of)\s$", before))
    return True


def _weekday(match: re.Match[str], published: date | None, tense: Tense) -> Read | None:
    weekday = weekdays().number(match["weekday"])
    before = " ".join((match["wpre"] or "").lower().split())
    after = " ".join((match["wpost"] or "").lower().split())
    part = (match["wpart"] or "").lower()
    if before in ("every", "each"):
        return None
    told_before = before in ("that", "one", "a", "an") or before.startswith("the")
    if published is None or told_before or after == "of that week":
        payload = DatePayload("weekday", weekday=weekday, part=part)
        return payload, weekdays().wide[weekday].lower()
    days = _weekdays(weekday, before, after, published, tense)
    payload = DatePayload(
        "weekday", weekday=weekday, resolved=days[0], spans=tuple(map(one_day, days)), part=part
    )
    return payload, days[0].isoformat()


def _weekdays(weekday: int, before: str, after: str, published: date, tense: Tense) -> list[date]:
    """Return the days that a weekday may mean, by the words around it, the likeliest first."""
    last = published - timedelta((published.weekday() - weekday) % 7)
    coming = published + timedelta((weekday - published.weekday()) % 7)
    week = after.removeprefix("of ").removeprefix("in ") if "week" in after else before
    week = week.removesuffix(" on")
    if week in ("last week", "next week", "this week"):
        shift = {"last week": -7, "next week": 7, "this week": 0}[week]
        day = published + timedelta(weekday - published.weekday() + shift)
        # In some countries a Sunday is the first day of its week.
        return [day, day - _WEEK] if weekday == 6 else [day]
    if week == "a week ago":
        return [last - _WEEK]
    if after == "week":
        return [coming + _WEEK]
    if "last" in (before, after):
        strictly = last if last < published else last - _WEEK
        return [strictly, strictly - _WEEK]
    if "next" in (before, after):
        strictly = coming if coming > published else coming + _WEEK
        return [strictly, strictly + _WEEK]
    if before in ("past", "this past", "this last"):
        return [last]
    if before in ("coming", "this coming") or tense == "future":
        return [coming]
    if before == "this" or tense in ("open", "plan"):
        return [coming, last] if tense == "plan" else [last, coming]
    return [last]


def _relative(match: re.Match[str], published: date | None) -> Read | None:
    if published is None:
        return None
    words = match["relative"].lower().split()
    shifts = {
        "the day before yesterday": -2, "the day after tomorrow": 2, "yesterday": -1,
        "last night": -1, "last evening": -1, "tomorrow": 1, "tomorrow week": 8, "today week": 7,
    }  # fmt: skip
    word = " ".join(words)
    day = published + timedelta(days=shifts.get(word, 0))
    part = (match["rpart"] or "").lower()
    if words[-1] in ("night", "evening", "morning", "afternoon"):
        part = words[-1]
    elif word == "tonight":
        part = "night"
    payload = DatePayload(
        "weekday", weekday=day.weekday(), relative=word, resolved=day, spans=(one_day(day),),
        part=part,
    )  # fmt: skip
    return payload, day.isoformat()


def _ago(match: re.Match[str], published: date | None) -> Read | None:
    """Read "three days ago", "a year ago today", "a week from tomorrow"."""
    if published is None:
        return None
    word, unit = match["count"].lower(), match["unit"].lower()
    count = int(word) if word.isdigit() else counts()[word]
    exact = match["agoday"] or match["fromday"] or match["unitday"]
    count = count if match["fromday"] or match["unitday"] else -count
    words = " ".join(match.group().lower().split())
    if exact:
        shift = {"yesterday": -1, "tomorrow": 1}.get(exact.lower(), 0)
        day = published + timedelta(days=shift)
        # "It is a week today" may be said of what was, and of what will be.
        both = (count, -count) if match["unitday"] else (count,)
        read = _dated(d for n in both for d in same_day_moved(day, n, unit))
        return read and (replace(read[0], relative=words), read[1])
    try:
        span = moved(published, count, unit)
    except ValueError:
        return None
    payload = DatePayload(unit, relative=words, spans=(span,))
    if unit == "day":
        payload = replace(payload, weekday=span[0].weekday(), resolved=span[0])
        return payload, span[0].isoformat()
    return payload, _form(span)


def _period(words: list[str], published: date | None) -> Read | None:
    """Read "last week", "this month", "next year"."""
    if published is None:
        return None
    shift, unit = {"last": -1, "next": 1}.get(words[0], 0), words[1]
    said = " ".join(words)
    if unit == "year":
        year = published.year + shift
        return DatePayload("year", year=year, relative=said, spans=(of_year(year),)), str(year)
    if unit == "month":
        index = published.year * 12 + published.month - 1 + shift
        span = of_month(index // 12, index % 12 + 1)
        payload = DatePayload("month", month=span[0].month, relative=said, spans=(span,))
        return payload, f"{span[0]:%Y-%m}"
    span = of_week(published + shift * _WEEK)
    if unit == "weekend":
        # "This weekend" of a Monday's paper is over, that of a Thursday's is to come.
        before = span[0] - 2 * _DAY, span[0]
        ahead = span[1] - 2 * _DAY, span[1]
        spans = (before, ahead) if shift == 0 else (ahead,)
        return DatePayload("week", relative=said, spans=spans), _form(spans[0])
    return DatePayload("week", relative=said, spans=(span,)), _form(span)


def _form(span: Span) -> str:
    return f"{span[0].isoformat()}/{span[1].isoformat()}"
