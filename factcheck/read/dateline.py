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

# A line this long, or one that ends like a sentence, is prose and no headline.
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
    end: int
    place: str
    dated: bool
    agency: bool
    colon: bool


@cache
def place_pattern() -> re.Pattern[str]:
    """Return the pattern of a place: words with capitals that are no months or weekdays."""
    day_word = rf"(?i:{weekdays().wide_pattern()}|{months().pattern()})"
    word = rf"(?!{day_word}){_CAPITAL}(?:[^\W\d_]|[.'’]|-(?=[^\W\d_])){{1,40}}"
    link = any_of(lexicon.articles().place_links)
    return re.compile(rf"{word}(?:(?:,?[ \t]|/)(?:(?:{link})[ \t]){{0,2}}{word}){{0,6}}")


@cache
def weekday_pattern() -> re.Pattern[str]:
    """Return the pattern of a weekday in full."""
    return re.compile(weekdays().wide_pattern(), re.IGNORECASE)


def find_dateline(text: str, lines: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the span of the dateline of an article, or None where it has none.

    ``lines`` are the visible lines of the article that make claims. A place alone must be in
    capitals and stand at the head of the first prose. Several lines that begin with a place and a
    day are a chronology.
    """
    held = []
    prose = False
    for start, end in lines[:TOP_LINES]:
        line = text[start:end]
        found = _read(line)
        first, prose = not prose, prose or _is_prose(line)
        if found is None:
            continue
        told = found.agency or (found.dated and bool(found.place))
        if told or (first and prose and _in_capitals(found.place)):
            held.append((start, start + found.end, found))
    if not held or sum(not found.agency and found.dated for *_, found in held) > 1:
        return None
    start, end, _ = held[0]
    return start, end


def _read(line: str) -> _Dateline | None:
    """Read a dateline off the beginning of a line: place, day, agency and a mark after them."""
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
        # "(CNN)The ship": only what is in brackets parts itself from the prose.
        if agency is None or not BEGINS.match(line, agency.end()):
            return None
        return _Dateline(agency.end(), "", False, True, False)
    if not BEGINS.match(line, mark.end()):
        return None
    if not (place or agency or credit):
        return None
    told = place.group() if place else ""
    return _Dateline(mark.end(), told, bool(day), bool(agency or credit), mark.group() == ":")


def _after(line: str, position: int) -> int:
    between = BETWEEN.match(line, position)
    return between.end() if between else position


def _is_prose(line: str) -> bool:
    return len(line) >= PROSE or SENTENCE_END.search(line) is not None


def _in_capitals(place: str) -> bool:
    """Tell whether the town is in capitals; its country or state need not be."""
    town = place.split(",")[0]
    return town.isupper() and sum(c.isalpha() for c in town) >= FEWEST_LETTERS
