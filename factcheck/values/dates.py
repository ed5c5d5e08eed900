"""Dates: days, weekdays, months, years and clock times, resolved to days where possible."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from factcheck.language import lexicon
from factcheck.language.lexicon import sense
from factcheck.language.parser import ParsedDocument, Sentence
from factcheck.model import Value
from factcheck.settings.finding_types import DATE
from factcheck.values.base import MEASURING, Comparison, Kind, governor, slot_of
from factcheck.values.clocks import ZONE_AFTER, compare_clocks, read_clock, zone_of
from factcheck.values.datewords import date_pattern, is_relative
from factcheck.values.days import DatePayload, compare_days
from factcheck.values.quotes import quotations
from factcheck.values.readdates import Tense, read_date

if TYPE_CHECKING:
    from spacy.tokens import Token

_AFTER = ("after", "following")
_BEING = ("be", "become", "remain")
_BEFORE_OTHER_ZONE = re.compile(r"\.?\s?[(/]\s?")
_FUTURE = frozenset(("will", "'ll", "wo", "shall", "can", "must"))
_OPEN = frozenset(("would", "could", "may", "might", "should", "ought"))
# The first and the last day of a time, by the words before and after them.
_FROM = re.compile(r"\b(?:from|since|between)\s(?:the\s)?$", re.I)
_TO = re.compile(r"\b(?:to|until|till|through)\s(?:the\s)?$|\w(?:-to-|\s?[–-]\s?)$", re.I)
_SINCE = re.compile(r"\bsince\s$", re.I)
_BY = re.compile(r"\b(?:by|as\sof)\s(?:the\send\sof\s)?$", re.I)
_AND = re.compile(r"\band\s(?:the\s)?$", re.I)
_BETWEEN = re.compile(r"\bbetween\s[^.;]{0,60}$", re.I)
_TO_NEXT = re.compile(r"(?:\s(?:to|until|till|through)\s(?:the\s)?|-to-|\s?[–-]\s?)(?=\w)", re.I)
# "In the night to Sunday", "in the night from Saturday to Sunday", "the small hours of Sunday".
_NIGHT_TO = re.compile(r"\bnight\s(?:(?:from|of)\s\w+\s)?(?:to|on\sto)\s$", re.I)
_NIGHT_OF = re.compile(r"\bnight\s(?:of|from|on)\s(?:the\s)?$", re.I)
# The day of a time in Greenwich may be the one before or after the day where it happened.
_GREENWICH = re.compile(r"\d\s?(?:GMT|UTC)\s(?:on\s)?$")
_EARLY = re.compile(r"\b(?:early|small\shours)\s(?:on\s|of\s)?$", re.I)


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
        """Compare two clock times, or two dates by the days that they may mean."""
        x, y = DatePayload.of(a), DatePayload.of(b)
        return compare_clocks(x, y) if x.grain == "clock" else compare_days(x, y)

    def family(self, value: Value) -> str:
        """Return "clock", "year" or "day".

        A month and a week are compared with days, a year only with years: as a part of a longer
        date it says too little to be set against a day.
        """
        grain = DatePayload.of(value).grain
        return grain if grain in ("clock", "year") else "day"


def _in_sentence(
    sentence: Sentence, published: date | None, quoted: Sequence[tuple[int, int]]
) -> Iterator[Value]:
    text = str(sentence.span.text)
    quotations_here = [(s, e) for s, e in quoted if s < sentence.end and e > sentence.start]
    for match in date_pattern().finditer(text):
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
        today = None if is_quoted and is_relative(match) else published
        read = read_date(match, text, today, _tense(anchor, text[:start]))
        if read is None:
            continue
        payload, normalized = read
        if payload.grain == "clock":
            payload = _with_zone(payload, match, sentence, end)
        else:
            payload = _in_its_place(payload, text, start, end)
        while text[end - 1] in "., ":
            end -= 1
        inside = range(tokens.start, tokens.end)
        event = _event(anchor, inside)
        verb = governor(anchor)
        if event is None and verb is not None and _is_beside_the_event(verb):
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


def _with_zone(
    payload: DatePayload, match: re.Match[str], sentence: Sentence, end: int
) -> DatePayload:
    """Return a clock time with the zone that stands after it."""
    text = str(sentence.span.text)
    zone = ZONE_AFTER.match(sentence.span.doc.text, sentence.span.start_char + end)
    if not match["zone"] and zone:
        # The parser ends the sentence at "a.m." and leaves the zone to the next one.
        payload = replace(payload, zone=zone_of(zone[1]))
    if opening := _BEFORE_OTHER_ZONE.match(text, end):
        # "10 a.m. (0800 GMT)": the time with a zone counts.
        second = date_pattern().match(text, opening.end())
        if second is not None and second["clock"] and second["zone"]:
            other = read_clock(second, text)
            if other is not None and other[0].zone:
                payload = replace(other[0], loose=payload.loose)
    return payload


def _in_its_place(payload: DatePayload, text: str, start: int, end: int) -> DatePayload:
    """Return a date with what the words around it say: a beginning, an end, a night."""
    before = text[max(0, start - 80) : start]
    if _GREENWICH.search(before):
        day = timedelta(days=1)
        around = tuple((first - day, last + day) for first, last in payload.spans)
        return replace(payload, spans=(*payload.spans, *around))
    if _NIGHT_TO.search(before):
        spans = tuple((first - timedelta(days=1), last) for first, last in payload.spans)
        return replace(payload, spans=spans, part="early")
    following = _TO_NEXT.match(text, end)
    goes_on = following is not None and bool(date_pattern().match(text, following.end()))
    if _NIGHT_OF.search(before):
        if not goes_on:
            return replace(payload, part="night")
        spans = tuple((first, last + timedelta(days=1)) for first, last in payload.spans)
        return replace(payload, spans=spans, part="early")
    if _EARLY.search(before):
        return replace(payload, part="early")
    if _BY.search(before):
        return replace(payload, bound="by")
    if _TO.search(before) or (_AND.search(before) and _BETWEEN.search(before)):
        return replace(payload, bound="to")
    if goes_on or _FROM.search(before):
        return replace(payload, bound="from")
    return payload


def _tense(anchor: Token, before: str) -> Tense:
    """Return whether the verb of a time tells of the past or of the future."""
    verb = governor(anchor)
    if verb is None:
        return "open"
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    words = {str(c.lower_) for c in helpers}
    if _SINCE.search(before):
        return "past"
    if "have" in words and words & _FUTURE:
        return "open"
    if words & _FUTURE:
        return "future"
    if words & _OPEN:
        return "open"
    if "to" in words:
        head = verb.head
        # Is due to end, agreed to meet.
        is_planned = head != verb and str(head.lemma_).lower() in lexicon.words().prospective
        return "future" if is_planned else "open"
    finite = next((c for c in helpers if c.tag_ in ("VBZ", "VBP", "VBD")), verb)
    if finite.tag_ in ("VBZ", "VBP"):
        # With a day, the present tense is about a plan: "leaves on Thursday". "Has left" is not.
        return "plan" if finite is verb else "past" if finite.lemma_ == "have" else "open"
    if finite.tag_ == "VBD" and not _TO.search(before):
        return "past"
    # "Killed on Monday", but neither "starting on Monday" nor "set for Monday".
    is_over = finite.tag_ == "VBN" and not helpers
    return "past" if is_over and verb.lemma_ not in lexicon.words().prospective else "open"


def _is_beside_the_event(verb: Token) -> bool:
    """Return True if a verb is that of a report and not of what it reports.

    An utterance, a line on where the article was posted, a toll that rose: their time is no fact
    of the event.
    """
    lemma = str(verb.lemma_).lower()
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return sense(lemma) == "say" or lemma in lexicon.words().issuing
    counted = sense(str(subject.lemma_).lower()) in lexicon.words().outcomes
    return sense(lemma) == "say" or (counted and lemma in MEASURING and lemma not in _BEING)


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


KIND = Dates()
