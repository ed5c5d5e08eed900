"""Datelines: where and when a report was written, before its first words.

"LONDON, Sept. 25 (Reuters) - A court ...", "KABUL, Afghanistan (AP) — ...", "NEW DELHI: ...",
"Leeds, Monday: ...". The day is that of the report and the place that of the reporter: neither is
a claim about what happened.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from factcheck.language import lexicon
from factcheck.language.calendar import months, weekdays
from factcheck.language.lexicon import any_of
from factcheck.read.publication import TOP_LINES, date_pattern

# A line of so many characters, or one that ends like a sentence, is prose and not a headline.
PROSE = 80
# Shorter names in capitals are initials as often as places.
FEWEST_LETTERS = 3

_CAPITAL = r"(?=[^\W\d_])(?![a-zß-öø-ÿ])"
# "(Reuters)", "(AP)", "(BNO News)", "(AFP/Xinhua)".
AGENCY = re.compile(r"\((?:[A-Z]{2,8}|[A-Z][a-z]{2,20})(?:[ /][A-Z]\w{0,20}){0,3}\)")
MARK = re.compile(r"--|–|—|-(?=\s)|:(?=\s)|\|")
BETWEEN = re.compile(r"[ \t\xa0]{0,3},?[ \t\xa0]{0,3}")
# What a report begins with: a capital, a figure, a quotation, a sum of money.
BEGINS = re.compile(rf"[ \t\xa0]{{0,3}}(?:{_CAPITAL}[^\W\d_]|[\d\"“‘'«$£€(\[])")
SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\Z")


class _Dateline(NamedTuple):
    """A dateline at the beginning of a line; it ends before the character ``end`` of the line.

    ``place`` is empty where there is none; ``dated``, ``agency`` and ``colon`` are True if it has
    a day, a news agency, a colon as its mark.
    """

    end: int
    place: str
    dated: bool
    agency: bool
    colon: bool


@cache
def place_pattern() -> re.Pattern[str]:
    """Return the pattern of a place: words with capitals that are not months or weekdays."""
    day_word = rf"(?i:{weekdays().wide_pattern()}|{months().pattern()})"
    word = rf"(?!{day_word}){_CAPITAL}(?:[^\W\d_]|[.'’]|-(?=[^\W\d_])){{1,40}}"
    link = any_of(lexicon.articles().place_links)
    return re.compile(rf"{word}(?:(?:,?[ \t]|/)(?:(?:{link})[ \t]){{0,2}}{word}){{0,6}}")


@cache
def weekday_pattern() -> re.Pattern[str]:
    """Return the pattern of the full name of a weekday."""
    return re.compile(weekdays().wide_pattern(), re.IGNORECASE)


def find_dateline(text: str, lines: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the span of the dateline of an article, or None where it has none.

    ``lines`` are the spans of those lines of the article that are not empty and make claims. A
    place without agency and day counts only in capitals, at the beginning of the first prose.
    Several lines that begin with a place and a day are a chronology, not a dateline.
    """
    candidates = []
    prose = False
    for start, end in lines[:TOP_LINES]:
        line = text[start:end]
        dateline = _read(line)
        first, prose = not prose, prose or _is_prose(line)
        if dateline is None:
            continue
        complete = dateline.agency or (dateline.dated and bool(dateline.place))
        if complete or (first and prose and _in_capitals(dateline.place)):
            candidates.append((start, start + dateline.end, dateline))
    dated = sum(not dateline.agency and dateline.dated for *_, dateline in candidates)
    if not candidates or dated > 1:
        return None
    start, end, _ = candidates[0]
    return start, end


def _read(line: str) -> _Dateline | None:
    """Return the dateline at the beginning of a line (place, day, agency, mark), or None."""
    agency = AGENCY.match(line)
    position = _after(line, agency.end() if agency else 0)
    place = place_pattern().match(line, position)
    position = _after(line, place.end() if place else position)
    day = date_pattern().match(line, position) or weekday_pattern().match(line, position)
    position = _after(line, day.end() if day else position)
    credit = AGENCY.match(line, position)
    position = _after(line, credit.end() if credit else position)
    mark = MARK.match(line, position)
    if mark is None:
        # "(CNN)The ship": without a mark only an agency in brackets is separate from the prose.
        if agency is None or not BEGINS.match(line, agency.end()):
            return None
        return _Dateline(agency.end(), "", False, True, False)
    if not BEGINS.match(line, mark.end()):
        return None
    if not (place or agency or credit):
        return None
    name = place.group() if place else ""
    return _Dateline(mark.end(), name, bool(day), bool(agency or credit), mark.group() == ":")


def is_place_and_day(line: str) -> bool:
    """Tell whether a line has nothing but a place and a day: "OSLO, Norway, June 3 -"."""
    beside, days = date_pattern().subn(" ", line)
    return days > 0 and place_pattern().fullmatch(beside.strip(" ,.:|–—-")) is not None


def _after(line: str, position: int) -> int:
    """Return the position after the comma and spaces at ``position``."""
    separator = BETWEEN.match(line, position)
    return separator.end() if separator else position


def _is_prose(line: str) -> bool:
    """Return True if a line is long, or ends like a sentence."""
    return len(line) >= PROSE or SENTENCE_END.search(line) is not None


def _in_capitals(place: str) -> bool:
    """Return True if the town is in capitals; its country or state need not be."""
    town = place.split(",")[0]
    return town.isupper() and sum(c.isalpha() for c in town) >= FEWEST_LETTERS
