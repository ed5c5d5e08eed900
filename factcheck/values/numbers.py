"""Numbers: counts, money, percentages, measures, ages, durations, scores, ranks, identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.language import lexicon
from factcheck.language.parser import ParsedDocument, Sentence
from factcheck.model import Slot, Value
from factcheck.settings.finding_types import NUMBER
from factcheck.values import wordfigures
from factcheck.values.base import Comparison, Kind, governor, phrase_role, slot_of, thing_of
from factcheck.values.counted import counted_noun, is_whole, noun_after_date, part_of
from factcheck.values.datewords import month_pattern
from factcheck.values.designations import compare_identifiers, compare_versions
from factcheck.values.figures import char_span, numerals
from factcheck.values.intervals import compare_numbers
from factcheck.values.payloads import Figure, NumberPayload
from factcheck.values.scores import compare_scores
from factcheck.values.units import DEGREES, unit_words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["KIND", "NumberPayload", "Numbers"]

# Families that are compared by their normalised form alone.
_BY_FORM = {
    "identifier": compare_identifiers, "version": compare_versions, "score": compare_scores,
}  # fmt: skip
_STERLING = re.compile(r"£|\bpence\b|\bsterling\b")
_CONVERSION = re.compile(r"\s?[(\[](?:or\s|about\s|around\s|some\s|nearly\s|roughly\s)?$|,\sor\s$")
# A figure in brackets is the one before it in another unit if it is at most this much off.
_CONVERTED = 0.06


class Numbers(Kind):
    """Counts and measures: "five", "six dozen", "$19 million", "75 km", "42-year-old"."""

    name = "number"
    finding_type = NUMBER
    payload = NumberPayload
    fills_slots = True

    def find(self, parsed: ParsedDocument) -> Iterator[Value]:
        """Yield the numbers of the document, without dates, clock times and years."""
        sterling = _STERLING.search(parsed.text) is not None
        for sentence in parsed.sentences:
            yield from self._in_sentence(sentence, sterling)

    def _in_sentence(self, sentence: Sentence, sterling: bool) -> Iterator[Value]:
        text = str(sentence.span.text)
        spans: list[tuple[int, int]] = []
        values: list[Value] = []
        for figure in _figures(sentence.span, text, sterling):
            start, end = figure.start, figure.end
            if any(start < e and s < end for s, e in spans):
                continue
            spans.append((start, end))
            if figure.anchor is None or figure.payload is None:
                continue
            slot = _slot(sentence.span, text, figure, figure.anchor, figure.payload)
            speaks = slot.role == "subject" and slot.predicate in lexicon.words().speech_verbs
            if figure.payload.vague and speaks:
                # "Several people said": the number of speakers is no part of the event.
                continue
            value = Value(
                kind=self.name,
                start=sentence.start + start,
                end=sentence.start + end,
                text=text[start:end],
                normalized=figure.normalized,
                slot=slot,
                payload=figure.payload,
            )
            if not any(_converts(v, value, text, sentence.start) for v in values):
                values.append(value)
        yield from sorted(values, key=lambda v: v.start)

    def compare(self, a: Value, b: Value) -> Comparison:
        """Compare two numbers as intervals if family and unit are the same."""
        x, y = NumberPayload.of(a), NumberPayload.of(b)
        dollars = _dollars(x) and _dollars(y)
        if x.family != y.family or (x.unit != y.unit and not dollars):
            return Comparison("compatible", "different kinds of number")
        if x.family in _BY_FORM:
            return _BY_FORM[x.family](a.normalized, b.normalized)
        comparison = _compared(x, y)
        if x.unit != y.unit and comparison.relation in ("drift", "conflict"):
            return Comparison("compatible", "dollars of two countries", comparison.distance)
        if comparison.relation == "conflict" and {x.written, y.written} == {DEGREES, "degF"}:
            # Degrees without a scale are of either.
            x, y = (_in_fahrenheit(n) if n.written == DEGREES else n for n in (x, y))
            return _compared(x, y)
        return comparison

    def family(self, value: Value) -> str:
        """Return family and unit of a number, separated by a blank."""
        number = NumberPayload.of(value)
        return f"{number.family} {'dollar' if _dollars(number) else number.unit}"

    def judged_as(self, value: Value) -> str:
        """Return ``identifier`` for telephone numbers and the like, else ``slot``."""
        return "identifier" if NumberPayload.of(value).family == "identifier" else "slot"


def _figures(span: Span, text: str, sterling: bool) -> Iterator[Figure]:
    """Yield the figures of a sentence; where two overlap, the first is the right one."""
    yield from wordfigures.digits(span, text)
    yield from wordfigures.p_values(span, text)
    yield from wordfigures.shares(span, text)
    yield from wordfigures.parts(span, text)
    yield from numerals(span, text, sterling)
    yield from wordfigures.vague(span, text)
    yield from wordfigures.ordinals(span, text)
    yield from wordfigures.nobody(span, text)
    yield from wordfigures.often(span, text)


def _slot(span: Span, text: str, figure: Figure, anchor: Token, number: NumberPayload) -> Slot:
    tokens = char_span(span, figure.start, figure.end)
    inside = range(tokens.start, tokens.end) if tokens else range(anchor.i, anchor.i + 1)
    thing = thing_of(anchor)
    if thing is None and number.vague:
        thing = counted_noun(anchor)
    elif number.family == "count" and (
        anchor.ent_type_ == "DATE" or (thing and re.fullmatch(month_pattern(), thing.text))
    ):
        thing = noun_after_date(anchor, number.quantity.value) or thing
    if number.family in ("duration", "measure", "percent", "money"):
        thing = _measured(thing)
    part = part_of(anchor) if number.family in ("count", "percent") and not number.vague else None
    slot = slot_of(anchor, inside, thing=thing or part)
    if thing is None and part is not None:
        slot = replace(slot, role=phrase_role(anchor, governor(anchor)))
    if number.family == "age":
        # The owner alone decides which fact this is: "Arkwright, 49," has no verb.
        owner = str(anchor.text)
        return replace(slot, head=owner.lower(), predicate="age", role="", label=f"age of {owner}")
    if str(anchor.lower_) in lexicon.numerals().times:
        return replace(slot, head="time")
    if number.family == "count" and is_whole(text[: figure.start]):
        return replace(slot, role="whole")
    return slot


def _measured(unit: Token | None) -> Token | None:
    """Return the noun that a unit measures: "deliberation" in "30 hours of deliberation"."""
    if unit is None:
        return None
    for child in unit.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return unit if unit.lemma_.lower() not in unit_words() else None


def _converts(first: Value, second: Value, text: str, offset: int) -> bool:
    """Return True if ``second`` is ``first`` in another unit: "75 km (47 miles)"."""
    x, y = NumberPayload.of(first), NumberPayload.of(second)
    if (x.family, x.unit) != (y.family, y.unit) or x.written == y.written or not x.unit:
        return False
    if not _CONVERSION.search(text[first.end - offset : second.start - offset]):
        return False
    size = max(abs(x.quantity.value), abs(y.quantity.value))
    return abs(x.quantity.value - y.quantity.value) <= max(size * _CONVERTED, y.quantity.digit)


def _compared(x: NumberPayload, y: NumberPayload) -> Comparison:
    below = [n.quantity.value < 0 for n in (x, y)]
    if below[0] != below[1] and "temperature" not in x.unit:
        # "Down 0.6 percent" is -0.6 percent, "620 metres deep" is -620 metres.
        x, y = (replace(n, quantity=n.quantity.scaled(-1)) if b else n
                for n, b in zip((x, y), below, strict=True))  # fmt: skip
    return compare_numbers(
        x.quantity,
        y.quantity,
        measured=bool(x.unit) or x.family == "decimal",
        converted=x.written != y.written and x.family in ("measure", "duration", "age"),
        vague=x.vague or y.vague,
        lasting=x.family == "duration",
    )


def _in_fahrenheit(number: NumberPayload) -> NumberPayload:
    scaled = number.quantity.scaled(5 / 9, -32 * 5 / 9)
    return replace(number, quantity=scaled, written="degF")


def _dollars(number: NumberPayload) -> bool:
    """Return True for a sum in dollars; a plain "$" is of whatever country the paper is."""
    return number.family == "money" and number.unit in (
        "USD", "AUD", "NZD", "CAD", "HKD", "SGD", "TWD", "local dollars",
    )  # fmt: skip


KIND = Numbers()
