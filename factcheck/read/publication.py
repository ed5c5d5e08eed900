"""The publication date at the top or end of an article; other articles supply a missing year.

Only a date in the position of a publication date counts: alone on its line with at most a label,
a time and a byline, in a dateline ("LONDON, Jan. 7 (Reuters) -"), or in a closing note on where
the article appeared. A date inside a sentence of reporting does not count.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from functools import cache
from pathlib import PurePosixPath
from types import MappingProxyType

from factcheck.language.calendar import months, weekdays
from factcheck.model import Document

TOP_LINES, END_LINES = 8, 8
# With more dates alone on a line, the text is a chronology or a calendar.
MOST_ALONE = 2
LONGEST_LINE = 160
YEARS = range(1990, 2050)
# A year is only taken from documents at most this many days away: a weekday falls on the same day
# again after five or six years, so documents of another decade do not show the year.
FARTHEST_DAYS = 400
# The year is uncertain if two candidates differ by at most this many days in their distance to the
# nearest other article.
SEASON_DAYS = 60

_DAY = r"[0-3]?\d"
_TH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_S = r"[ \t\xa0]{0,3}"
LINE = re.compile(r"\S[^\r\n]*")
YEAR = re.compile(r"(?<![\w.,$€£-])(?:19|20)\d\d(?![\w,-]|\.\d)")
LABEL = re.compile(
    r"\b(?:(?:first|originally|last|was)[ \t]+)?"
    r"(?:(?:published|posted|updated|modified|created|issued|dated?|dateline)"
    r"(?:[ \t]+(?:on|at|online))?|on)\b[ \t]*:?",
    re.IGNORECASE,
)
CHANGE = re.compile(r"\b(?:updated|modified|amended|corrected)\b", re.IGNORECASE)
TIME = re.compile(
    r"\b\d{1,2}[:.][ \t]?\d\d(?::\d\d)?(?!\d)(?:[ \t]?[ap]\.?[ \t]?m\b\.?)?"
    r"|\b\d{1,2}[ \t]?[ap]\.?[ \t]?m\b\.?",
    re.IGNORECASE,
)
ZONE = re.compile(
    r"\b(?:GMT|UTC)(?:[+-]\d\d?:?(?:\d\d)?)?(?!\w)|\b(?:at|AT|[A-Z]{1,3}[SDE]?T|UK)\b|[+-]\d\d:?\d\d"
)
BYLINE = re.compile(r"\b[Bb][Yy]:?[ \t]+[A-Z][\w.'’-]*(?:[ \t]+[A-Za-z][\w.'’-]*){0,5}")
# Words that extraction has joined: a name and the month after it, a zone and a count after it, a
# year and the minutes of reading.
RUN_TOGETHER = re.compile(
    r"(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z]T)(?=\d)"
    r"|(?<=[\s,]19\d\d)(?=\d{1,2}[ -]?min)|(?<=[\s,]20\d\d)(?=\d{1,2}[ -]?min)"
)
COUNT = re.compile(
    r"(?<![\w.,])\d[\d,.]{0,9}[ \t]?(?:(?:comments?|shares?|views?|replies|likes?)\b|(?=\W*$))"
    r"|\b\d{1,3}[ -]?min(?:ute)?s?[ -]read\b",
    re.IGNORECASE,
)
# Only the name of an author, a desk or an outlet, no words of a sentence.
SIGNATURE = re.compile(r"[\s|,;:@()·•–—-]*(?:[A-Z][\w.&'’-]*[\s|,;:@()·•–—-]*){0,5}")
LEFT_OVER = re.compile(r"[^\s|,.:;@()\[\]·•–—-]")
DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]{2,40}(?:,?[ \t]{1,2}[A-Z][\w.'’-]{0,40}){0,5}[ \t]?(?:,|--?|–|—)[ \t]{0,3}"
    r"(?:\([A-Z][A-Z ]{1,30}\)[ \t]{0,3}--?[ \t]{0,3})?"
)
DATELINE_END = re.compile(r"[ \t]{0,3}(?:[(/][A-Za-z][^()/]{1,30}[)/][ \t]{0,3})?(?:--?|–|—)")
GLUED = re.compile(
    r"(?:(?P<label>date|published|posted|updated)\b[ \t]{0,3}:?[ \t]{0,3})?", re.IGNORECASE
)
STOP = re.compile(r"[ \t]{0,3}(?:[.|]|--?|–|—)[ \t]")
PROSE = re.compile(r"[ \t]{0,3}(?:[.|]|--?|–|—)?[ \t]{1,3}[A-Z\"“‘']")
NOTE = re.compile(
    r"(?:a version of )?this (?:article|story|report|column|post)"
    r" (?:first |originally )?(?:appear|ran\b|is\b|was\b|has\b)",
    re.IGNORECASE,
)
NOTE_WORDS = re.compile(
    r"\b(?:appear(?:s|ed)|ran|published|posted|updated|amended|corrected|print)\b", re.IGNORECASE
)


class Rank(IntEnum):
    """How reliable a date is as that of first publication, best first."""

    PUBLISHED = 0
    ALONE = 1
    DATELINE = 2
    APPEARED = 3
    CHANGED = 4


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """A date in the position of a publication date: ``text[start:end]``.

    ``candidates`` are the ISO dates it may mean: one if the date is complete, several if the year
    is missing or day and month may be swapped. ``glued`` is True if prose follows on the same
    line.
    """

    start: int
    end: int
    text: str
    candidates: tuple[str, ...]
    rank: Rank
    glued: bool = False


@cache
def date_pattern() -> re.Pattern[str]:
    """Return the pattern of a date with at least day and month, and optionally a weekday."""
    weekday = rf"(?P<weekday>{weekdays().pattern()})\.?,?[ \t\xa0]{{1,3}}"
    month = months().pattern()
    return re.compile(
        r"(?<![\w/])(?<!\d-)(?:"
        r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?:[T ]\d\d:\d\d[\d:.]{0,12}(?:Z|[+-]\d\d:?\d\d)?)?"
        rf"|(?:{weekday})?(?:(?P<m1>{month})\.?{_S}(?P<d1>{_DAY}){_TH}(?!\w)"
        rf"(?:(?:,{_S}|[ \t\xa0-]{{1,3}})(?P<y1>{_YEAR}))?"
        rf"|(?P<d2>{_DAY}){_TH}{_S}(?:of\b{_S})?(?P<m2>{month})(?:[.,]?{_S}(?P<y2>{_YEAR}))?"
        rf"|(?P<n1>{_DAY}){_S}(?P<sep>[/.]){_S}(?P<n2>{_DAY}){_S}(?P=sep){_S}"
        r"(?P<y3>(?:19|20)\d\d|\d\d)(?!\d)))(?![\w/])",
        re.IGNORECASE,
    )


def visible_lines(text: str) -> list[tuple[int, int]]:
    """Return the span of every line that is not blank, without blanks at its start and end."""
    return [(m.start(), m.start() + len(m.group().rstrip())) for m in LINE.finditer(text)]


def find_publication(text: str) -> list[PublicationDate]:
    """Return the publication dates in ``text``: first those at the top, then those at the end."""
    lines = visible_lines(text)
    top, end = lines[:TOP_LINES], lines[max(TOP_LINES, len(lines) - END_LINES) :]
    dates = [hit for span in top for hit in _in_line(text, *span, at_top=True)]
    dates += [hit for span in end for hit in _in_line(text, *span, at_top=False)]
    if len({hit.start for hit in dates if hit.rank == Rank.ALONE}) > MOST_ALONE:
        dates = [hit for hit in dates if hit.rank != Rank.ALONE]
    if not dates:
        dates = [hit for span in lines[:2] for hit in _before_prose(text, *span)][:1]
    return dates


def _in_line(text: str, start: int, end: int, *, at_top: bool) -> Iterator[PublicationDate]:
    line = text[start:end]
    if len(line) <= LONGEST_LINE:
        parted, places = _parted(line)
        dates = list(date_pattern().finditer(parted))
        if dates and is_date_line(line):
            for hit in _labelled(parted, 0, dates, at_top=at_top):
                first, last = start + places[hit.start], start + places[hit.end - 1] + 1
                yield replace(hit, start=first, end=last, text=text[first:last])
            return
    if NOTE.match(line):
        for match in date_pattern().finditer(line[: 2 * LONGEST_LINE]):
            if NOTE_WORDS.search(line[: match.start()]):
                changed = CHANGE.search(line[: match.start()])
                yield from _hit(match, start, Rank.CHANGED if changed else Rank.APPEARED)
                return
    if at_top and (place := DATELINE.match(line)):
        day = date_pattern().match(line, place.end())
        if day and DATELINE_END.match(line, day.end()):
            yield from _hit(day, start, Rank.DATELINE)


def _parted(line: str) -> tuple[str, list[int]]:
    """Return a line with a space where words are joined, and the place in it of each character."""
    cuts = {m.start() for m in RUN_TOGETHER.finditer(line)}
    characters, places = [], []
    for place, character in enumerate(line):
        if place in cuts:
            characters.append(" ")
            places.append(place)
        characters.append(character)
        places.append(place)
    return "".join(characters), places


def is_date_line(line: str) -> bool:
    """Return True if a line has a date or time, and otherwise only what belongs to one.

    That is a label, a zone, a byline, the number of comments; with both a day and a time of day,
    or with a name to which the day is joined, also the name of an author or a desk without a label.
    """
    line, joined = RUN_TOGETHER.subn(" ", line)
    dated, timed = date_pattern().search(line), TIME.search(line)
    if not (dated or timed):
        return False
    for pattern in (date_pattern(), BYLINE, ZONE, TIME, LABEL, COUNT):
        line = pattern.sub(" ", line)
    if dated and (timed or joined) and SIGNATURE.fullmatch(line):
        return True
    return not LEFT_OVER.search(line)


def _labelled(
    line: str, start: int, dates: list[re.Match[str]], *, at_top: bool
) -> Iterator[PublicationDate]:
    before = 0
    for match in dates:
        label = LABEL.search(line, before, match.start())
        changed = CHANGE.search(line, before, match.start())
        before = match.end()
        # "September 11" alone on a line may be a headline, but not with a weekday at the top.
        if label or _has_year(match) or (match["weekday"] and at_top):
            rank = Rank.CHANGED if changed else Rank.PUBLISHED if label else Rank.ALONE
            yield from _hit(match, start, rank)


def _before_prose(text: str, start: int, end: int) -> Iterator[PublicationDate]:
    """Yield a date that extraction has glued to the first sentence.

    "date 2012-06-03 The court ...", "June 3, 2012 1:35 pm. The court ..."; but neither "June 3,
    2012 The court ..." nor "Posted on June 3, 2012 it ...".
    """
    line = text[start : min(end, start + LONGEST_LINE)]
    glued = GLUED.match(line)
    day = date_pattern().match(line, glued.end()) if glued else None
    if glued is None or day is None or not _has_year(day):
        return
    time = TIME.match(line, len(line) - len(line[day.end() :].lstrip(" \t,|")))
    after = line[time.end() if time else day.end() :]
    stopped = time and (time.group().endswith(".") or STOP.match(after))
    if (glued["label"] or stopped) and PROSE.match(after):
        rank = Rank.PUBLISHED if glued["label"] else Rank.ALONE
        yield from (replace(hit, glued=True) for hit in _hit(day, start, rank))


def _has_year(match: re.Match[str]) -> bool:
    return bool(match["iso"] or match["y1"] or match["y2"] or match["y3"])


def _hit(match: re.Match[str], offset: int, rank: Rank) -> Iterator[PublicationDate]:
    candidates = tuple(sorted({day.isoformat() for day in _days(match)}))
    if candidates:
        start, end = match.span()
        yield PublicationDate(offset + start, offset + end, match.group(), candidates, rank)


def _days(match: re.Match[str]) -> Iterator[date]:
    """Yield every day that the matched date may mean."""
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
        yield from _existing_day(year, month, day)
    elif match["y3"]:
        year, first, second = int(match["y3"]), int(match["n1"]), int(match["n2"])
        year += 0 if year > 99 else 2000 if year < 50 else 1900
        if match["sep"] == "/":
            yield from _existing_day(year, first, second)
        yield from _existing_day(year, second, first)
    else:
        month = months().number(match["m1"] or match["m2"])
        day, year_text = int(match["d1"] or match["d2"]), match["y1"] or match["y2"]
        days = [
            d
            for y in ([int(year_text)] if year_text else YEARS)
            for d in _existing_day(y, month, day)
        ]
        if match["weekday"] and not year_text:
            weekday = weekdays().number(match["weekday"])
            days = [d for d in days if d.weekday() == weekday]
        yield from days


def _existing_day(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return


# --- the documents of one run together ----------------------------------------------------------


def with_publication(
    documents: Sequence[Document], given: Mapping[str, str] = MappingProxyType({})
) -> list[Document]:
    """Return the documents with ``published`` and ``published_span`` where they can be determined.

    A date from the metadata of the file is not changed. If a date does not state its year (or
    which number is the month), the candidate nearest to the dates of the other documents is taken,
    of those in its folder if there are any. Without other dates, it is the first candidate not
    before the latest year in the article. ``given`` are the days that the configuration has, by
    the document's id: they hold where an article says nothing, and supply a missing year.
    """
    dates_by_document = [find_publication(document.text) for document in documents]
    run: set[str] = set()
    folders: defaultdict[PurePosixPath, set[str]] = defaultdict(set)
    for document, dates in zip(documents, dates_by_document, strict=True):
        sure = (hit.candidates[0] for hit in _best(dates) if _is_sure(hit))
        day = document.published or next(sure, None) or given.get(document.id)
        if day:
            run.add(day)
            folders[PurePosixPath(document.path).parent].add(day)
    result = []
    for document, dates in zip(documents, dates_by_document, strict=True):
        if document.published:
            same = [hit for hit in dates if document.published in hit.candidates]
            span = (same[0].start, same[0].end) if same else None
            result.append(replace(document, published_span=span))
            continue
        own = {hit.candidates[0] for hit in dates if _is_sure(hit)}
        told = {given[document.id]} if document.id in given else set()
        near = own or told or folders[PurePosixPath(document.path).parent] or run
        dated = _dated(document, dates, near)
        result.append(replace(dated, published=dated.published or given.get(document.id)))
    return result


def _is_sure(hit: PublicationDate) -> bool:
    return len(hit.candidates) == 1


def _best(dates: Sequence[PublicationDate]) -> list[PublicationDate]:
    return sorted(dates, key=lambda hit: (hit.rank, hit.start))


def _dated(document: Document, dates: Sequence[PublicationDate], references: Set[str]) -> Document:
    for hit in _best(dates):
        day = hit.candidates[0] if _is_sure(hit) else _nearest(hit, references, document.text)
        if day:
            return replace(document, published=day, published_span=(hit.start, hit.end))
    return document


def _days_apart(day: str, others: Sequence[date]) -> int:
    """Return the number of days from a day to the nearest of the others."""
    return min(abs((date.fromisoformat(day) - other).days) for other in others)


def _nearest(hit: PublicationDate, references: Set[str], text: str) -> str | None:
    if references:
        others = [date.fromisoformat(day) for day in references]
        nearest = sorted((_days_apart(day, others), day) for day in hit.candidates)
        distance, day = nearest[0]
        # Among articles of several years, the complete dates in the article itself decide.
        close = [d for n, d in nearest if n <= distance + SEASON_DAYS and d[5:] == day[5:]]
        own = [
            d for match in date_pattern().finditer(text) if _has_year(match) for d in _days(match)
        ]
        if len(close) > 1 and own:
            day = min((_days_apart(other, own), other) for other in close)[1]
        return day if distance <= FARTHEST_DAYS else None
    mentioned = YEAR.findall(text)
    if len({day[4:] for day in hit.candidates}) > 1 or not mentioned:
        return None
    return next((day for day in hit.candidates if day[:4] >= max(mentioned)), None)
