"""Dates: days, weekdays, months, years and clock times, resolved to a day where possible."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from factcheck.language import lexicon
from factcheck.language.calendar import months, weekdays
from factcheck.language.lexicon import sense
from factcheck.language.parser import ParsedDocument, Sentence
from factcheck.model import Payload, Value
from factcheck.settings.finding_types import DATE
from factcheck.values.base import Comparison, Kind, governor, slot_of
from factcheck.values.quotes import quotations

if TYPE_CHECKING:
    from spacy.tokens import Token

_YEAR = r"(?:1[5-9]|20)\d\d"
_PART = r"(?:morning|afternoon|evening|night|midday|lunchtime)"
_ZONE_AFTER = re.compile(r"\.?\s?(GMT|UTC|ET|EST|EDT|PT|PST|PDT|CST|MST|CET|BST|AKST)\b")
_AFTER = ("after", "following")
_BEFORE_OTHER_ZONE = re.compile(r"\.?\s?[(/]\s?")
# Minutes that a zone is ahead of Greenwich. Zones whose summer time has no name of its own may be
# an hour off.
_ZONES = {"GMT": 0, "UTC": 0, "BST": 60, "CET": 60, "EST": -300, "EDT": -240, "CST": -360,
          "MST": -420, "PST": -480, "PDT": -420, "AKST": -540}  # fmt: skip
# Clock times at most this many minutes apart are one moment, rounded differently.
_CLOCK_SLACK = 15
# The words before a time that is not exact: "about", "shortly before".
_LOOSE = re.compile(
    r"\b(?:about|around|approximately|roughly|nearly|almost|before|after|past|by|until|since)\s$",
    re.I,
)
_FUTURE = frozenset(("will", "'ll", "wo", "shall", "would"))


@cache
def month_pattern() -> str:
    """Return a regular expression for the name of a month, in full or short, without groups."""
    return rf"{months().pattern()}\.?"


@cache
def _date_pattern() -> re.Pattern[str]:
    month = month_pattern()
    return re.compile(
        rf"(?P<iso>\b{_YEAR}-\d\d-\d\d\b)"
        rf"|\b(?P<m1>{month})\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<y1>{_YEAR})\b)?"
        rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{month})(?:,?\s(?P<y2>{_YEAR})\b)?"
        rf"|\b(?P<m3>{month})(?:,?\s(?:of\s)?(?P<y3>{_YEAR})\b)?"
        rf"|(?P<weekday>\b{weekdays().wide_pattern()})(?:\s(?:{_PART})\b)?"
        rf"|(?P<relative>\b(?:yesterday|today|tomorrow|tonight|last\snight)\b)"
        rf"|(?P<ago>\b(?:last|next)\s(?:week|month|year)\b)"
        rf"|(?P<clock>\b(?P<h>\d{{1,2}})(?:[:.]\s?(?P<min>\d\d))?(?P<sec>:\d\d)?\s?(?P<ap>[ap])\.?\s?m\b\.?"
        rf"|\b(?P<h24>[01]?\d|2[0-3]):(?P<min24>\d\d)\b|\b(?P<mil>[012]\d[0-5]\d)(?=\s(?:GMT|UTC|hours|local))"
        r"|\b(?a:noon|midnight)\b)(?:\s(?P<zone>GMT|UTC|ET|EST|EDT|PT|PST|PDT|CST|MST|CET|BST|AKST|local)\b)?"
        rf"|\b(?P<year>{_YEAR})\b(?![-,.]\d|\s(?:people|miles|km|kilomet))",
        re.IGNORECASE,
    )


@dataclass(frozen=True, slots=True)
class DatePayload(Payload):
    """The parts of a date that the text states, and the day that it means where that is known.

    ``grain`` is ``year``, ``month``, ``day``, ``weekday`` or ``clock``. ``weekday`` counts from
    Monday, 0; ``relative`` is a word like "yesterday"; ``minutes`` counts from midnight;
    ``loose`` is True for "about" or "shortly before" that time.
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
    loose: bool = False


class Dates(Kind):
    """When something happened, as the text states it: "Nov. 20", "Tuesday", "9:40 p.m.", "2003"."""

    name = "date"
    finding_type = DATE
    payload = DatePayload
    fills_slots = True

    def find(self, parsed: ParsedDocument) -> Iterator[Value]:
        """Yield dates and clock times; weekdays are resolved with the publication date.

        In a quotation "tomorrow" and "Monday" are relative to the day of the utterance, which is
        unknown: weekdays are not resolved there, and relative words are left out.
        """
        published = date.fromisoformat(parsed.published) if parsed.published else None
        quoted = quotations(parsed.text)
        for sentence in parsed.sentences:
            yield from _in_sentence(sentence, published, quoted)

    def compare(self, a: Value, b: Value) -> Comparison:
        """Compare the parts that both values have."""
        x, y = DatePayload.of(a), DatePayload.of(b)
        if _coarse(x) != _coarse(y):
            return _differing(("year", x.year, y.year), ("month", x.month, y.month)) or Comparison(
                "compatible", "one is more exact than the other", 0.5
            )
        if x.grain == "clock":
            return _clocks(x, y)
        if x.resolved and y.resolved:
            comparison = _days(x.resolved, y.resolved)
            if comparison.relation == "conflict" and x.relative and x.relative == y.relative:
                # The next day's paper has copied "today" with the rest of the report.
                return Comparison("compatible", f'both say "{x.relative}"', comparison.distance)
            return comparison
        return _differing(
            ("year", x.year, y.year),
            ("month", x.month, y.month),
            ("day", x.day, y.day),
            ("weekday", x.weekday, y.weekday),
        ) or Comparison("same", distance=0.0)

    def family(self, value: Value) -> str:
        """Return the grain at which the value is compared."""
        return _coarse(DatePayload.of(value))


def _coarse(payload: DatePayload) -> str:
    """Return the grain at which a date is compared: a weekday is a day."""
    return "day" if payload.grain == "weekday" else payload.grain


def _differing(*parts: tuple[str, int | None, int | None]) -> Comparison | None:
    """Return the conflict in the first part that both dates have and that differs, or None."""
    for part, x, y in parts:
        if x is not None and y is not None and x != y:
            return Comparison("conflict", f"the {part} differs", 1.0)
    return None


def _days(a: date, b: date) -> Comparison:
    if a == b:
        return Comparison("same", distance=0.0)
    apart = abs((a - b).days)
    return Comparison("conflict", f"{apart} {'day' if apart == 1 else 'days'} apart", 1.0)


def _clocks(a: DatePayload, b: DatePayload) -> Comparison:
    first, second = a.minutes, b.minutes
    if a.zone != b.zone and a.zone and b.zone:
        if a.zone not in _ZONES or b.zone not in _ZONES:
            return Comparison("compatible", "different time zones", 0.5)
        first, second = first - _ZONES[a.zone], second - _ZONES[b.zone]
    apart = abs(first - second) % 1440
    apart = min(apart, 1440 - apart)
    if apart == 0:
        return Comparison("same", distance=0.0)
    if apart == 720:
        return Comparison("conflict", "morning against evening", 1.0)
    if apart <= _CLOCK_SLACK:
        if a.loose or b.loose:
            return Comparison("compatible", "one is less exact than the other", apart / 60)
        return Comparison("drift", f"{apart} minutes apart", apart / 60)
    return Comparison("conflict", f"{apart} minutes apart", min(1.0, apart / 60))


def _in_sentence(
    sentence: Sentence, published: date | None, quoted: Sequence[tuple[int, int]]
) -> Iterator[Value]:
    text = str(sentence.span.text)
    quotations_here = [(s, e) for s, e in quoted if s < sentence.end and e > sentence.start]
    for match in _date_pattern().finditer(text):
        place = sentence.start + match.start()
        is_quoted = any(start <= place < end for start, end in quotations_here)
        start, end = match.span()
        tokens = sentence.span.doc.char_span(
            sentence.span.start_char + start,
            sentence.span.start_char + end,
            alignment_mode="expand",
        )
        if tokens is None:
            continue
        anchor = tokens.root
        today = None if is_quoted and (match["weekday"] or match["relative"]) else published
        parts = _parse_match(match, today, ahead=_is_ahead(anchor))
        if parts is None:
            continue
        payload, normalized = parts
        if (
            payload.grain == "clock"
            and not match["zone"]
            and (zone := _ZONE_AFTER.match(sentence.span.doc.text, sentence.span.start_char + end))
        ):
            # The parser ends the sentence at "a.m." and leaves the zone to the next one.
            payload = replace(payload, zone=zone[1].upper())
        if payload.grain == "clock" and _LOOSE.search(text, max(0, start - 20), start):
            payload = replace(payload, loose=True)
        if payload.grain == "clock" and (opening := _BEFORE_OTHER_ZONE.match(text, end)):
            # "10 a.m. (0800 GMT)": the time with a zone counts.
            second = _date_pattern().match(text, opening.end())
            if second is not None and second["clock"] and second["zone"]:
                other = _clock(second)
                if other is not None:
                    payload = replace(other[0], zone=other[0].zone or payload.zone)
        if match["m3"] and not _stands_for_month(text, match):
            continue
        while text[end - 1] in "., ":
            end -= 1
        inside = range(tokens.start, tokens.end)
        event = _event(anchor, inside)
        verb = governor(anchor)
        if event is None and verb is not None and sense(str(verb.lemma_).lower()) == "say":
            # The time of an utterance is no fact of the event.
            continue
        slot = slot_of(anchor, inside, event=event)
        if slot.predicate == "say":
            continue
        yield Value(
            kind="date",
            start=sentence.start + start,
            end=sentence.start + end,
            text=text[start:end],
            normalized=normalized,
            slot=slot,
            payload=payload,
        )


def _is_ahead(anchor: Token) -> bool:
    """Return True if the verb of a time is about the future: "will meet on Monday"."""
    verb = governor(anchor)
    if verb is None:
        return False
    helpers = {str(c.lower_) for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if helpers & _FUTURE:
        return True
    if "to" in helpers:
        head = verb.head
        return head != verb and str(head.lemma_).lower() in lexicon.words().prospective
    # With a day, the present tense is about a plan: "leaves on Thursday".
    return not helpers and verb.tag_ in ("VBZ", "VBP")


def _event(anchor: Token, inside: range) -> Token | None:
    """Return the word for the event at a time if it is not the verb that governs the time.

    It is the noun of "Friday night's shooting", and "shooting" in "charged after a shooting in a
    park on Friday", where the parser mostly attaches Friday to the charge. ``inside`` are the
    indices of the tokens of the time.
    """
    if anchor.dep_ in ("poss", "compound", "nmod") and anchor.head.pos_ == "NOUN":
        return anchor.head
    verb = governor(anchor)
    if verb is None:
        return None
    for token in reversed(anchor.doc[verb.i + 1 : inside.start]):
        if token.lower_ in _AFTER:
            if token.dep_ == "mark":
                return token.head if token.i < token.head.i < inside.start else None
            objects = [c for c in token.children if c.dep_ in ("pobj", "pcomp")]
            if objects and objects[0].i not in inside:
                return objects[0]
    return None


def _stands_for_month(text: str, match: re.Match[str]) -> bool:
    """Return True if a name is that of a month, and not the verb "may" or a march."""
    word = match["m3"]
    if not word[0].isupper():
        return False
    if word.lower().rstrip(".") in ("may", "march", "mar", "dec", "sep", "jan"):
        return bool(match["y3"]) or bool(
            re.search(r"\b(?:in|since|until|last|by|of)\s$", text[: match.start()])
        )
    return True


def _parse_match(
    match: re.Match[str], published: date | None, *, ahead: bool
) -> tuple[DatePayload, str] | None:
    """Return the parts of a date and its normalised form, or None if it is no date.

    A weekday is the last one up to the publication date, or with ``ahead`` the next one from it.
    """
    if match["iso"]:
        try:
            day = date.fromisoformat(match["iso"])
        except ValueError:
            return None
        return _day(day.year, day.month, day.day, published)
    month_word = match["m1"] or match["m2"] or match["m3"]
    if month_word:
        month = months().number(month_word)
        year_text = match["y1"] or match["y2"] or match["y3"]
        year = int(year_text) if year_text else None
        day_text = match["d1"] or match["d2"]
        if not day_text:
            shown = f"{year}-{month:02d}" if year else months().wide[month - 1].lower()
            return DatePayload("month", year=year, month=month), shown
        return _day(year, month, int(day_text), published)
    if match["weekday"]:
        weekday = weekdays().number(match["weekday"])
        if published is None:
            return DatePayload("weekday", weekday=weekday), weekdays().wide[weekday].lower()
        apart = published.weekday() - weekday
        day = published + timedelta(days=-apart % 7) if ahead else published - timedelta(apart % 7)
        return DatePayload("weekday", weekday=weekday, resolved=day), day.isoformat()
    if match["relative"]:
        word = match["relative"].lower()
        if published is None:
            return None
        shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(" ".join(word.split()), 0)
        day = published + timedelta(days=shift)
        payload = DatePayload("weekday", weekday=day.weekday(), relative=word, resolved=day)
        return payload, day.isoformat()
    if match["ago"]:
        return None
    if match["clock"]:
        return _clock(match)
    if match["year"]:
        year = int(match["year"])
        return DatePayload("year", year=year), str(year)
    return None


def _day(
    year: int | None, month: int, day: int, published: date | None
) -> tuple[DatePayload, str] | None:
    if not 1 <= day <= 31:
        return None
    payload = DatePayload("day", year=year, month=month, day=day)
    known = year
    if known is None and published is not None:
        known = published.year - (month > published.month + 6) + (month < published.month - 6)
    if known is not None:
        try:
            resolved = date(known, month, day)
        except ValueError:
            return None
        payload = replace(payload, weekday=resolved.weekday(), resolved=resolved)
        return payload, resolved.isoformat()
    return payload, f"{months().wide[month - 1].lower()} {day}"


def _clock(match: re.Match[str]) -> tuple[DatePayload, str] | None:
    word = match["clock"].lower()
    if word == "noon":
        minutes = 720
    elif word == "midnight":
        minutes = 0
    elif match["h24"]:
        minutes = int(match["h24"]) * 60 + int(match["min24"])
    elif match["mil"]:
        minutes = int(match["mil"][:2]) * 60 + int(match["mil"][2:])
    else:
        hour = int(match["h"])
        if not 1 <= hour <= 12:
            return None
        minutes = (hour % 12 + (12 if match["ap"].lower() == "p" else 0)) * 60
        minutes += int(match["min"] or 0)
    zone = (match["zone"] or "").upper()
    payload = DatePayload("clock", minutes=minutes, zone="" if zone == "LOCAL" else zone)
    return payload, f"{minutes // 60:02d}:{minutes % 60:02d}"


KIND = Dates()
