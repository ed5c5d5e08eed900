"""Numbers: counts, money, percentages, measures, ages, durations, scores, ranks, identifiers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from factcheck.language import lexicon
from factcheck.language.currencies import signs
from factcheck.language.parser import ParsedDocument, Sentence
from factcheck.model import Payload, Value
from factcheck.settings.finding_types import NUMBER
from factcheck.values.base import Comparison, Kind, slot_of, thing_of
from factcheck.values.counted import LAST_DAY, age_owner, counted_noun, is_age, noun_after_date
from factcheck.values.dates import month_pattern
from factcheck.values.digits import find_identifiers, find_scores
from factcheck.values.intervals import compare_identifiers, compare_numbers, compare_scores
from factcheck.values.quantities import (
    Quantity,
    hedge_before,
    number_pattern,
    ordinal_pattern,
    parse_numeral,
    quantity,
    scaled_pattern,
    unit_in_base,
    vague_pattern,
)

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_MINUS = re.compile(r"\bminus[\s-]$", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_UNIT_AFTER = re.compile(r"[\s-]?([A-Za-z]+|%|°[CF]?)")


@cache
def _unit_words() -> frozenset[str]:
    """Return the words of units and currencies, in lower case."""
    known = lexicon.units()
    return frozenset(
        [*known.units, *known.seconds, *known.currencies, *signs(), "%", "cent", "percent"]
    )


@cache
def _month_after() -> re.Pattern[str]:
    return re.compile(rf"(?:st|nd|rd|th)?\s(?:of\s)?{month_pattern()}")


@cache
def _month_before() -> re.Pattern[str]:
    return re.compile(rf"\b{month_pattern()}\s$")


@dataclass(frozen=True, slots=True)
class NumberPayload(Payload):
    """A number in the base unit of its dimension.

    ``family`` is ``count``, ``decimal``, ``money``, ``percent``, ``measure``, ``age``,
    ``duration``, ``rank``, ``score`` or ``identifier``; ``unit`` is a currency, a
    dimension, or "" without a unit. ``vague`` numbers are words ("dozens").
    """

    family: str
    unit: str
    quantity: Quantity
    vague: bool = False


class Numbers(Kind):
    """Counts and measures: "five", "six dozen", "$19 million", "75 km", "42-year-old"."""

    name = "number"
    finding_type = NUMBER
    payload = NumberPayload
    fills_slots = True

    def find(self, parsed: ParsedDocument) -> Iterator[Value]:
        """Yield the numbers of the document, without dates, clock times and years."""
        for sentence in parsed.sentences:
            yield from self._in_sentence(sentence)

    def _in_sentence(self, sentence: Sentence) -> Iterator[Value]:
        text = str(sentence.span.text)
        spans: list[tuple[int, int]] = []
        values: list[Value] = []
        for finder in (_digits, _numerals, _vague, _ordinals, _nobody):
            for start, end, payload, normalized, anchor in finder(sentence.span, text):
                if any(start < e and s < end for s, e in spans):
                    continue
                spans.append((start, end))
                if anchor is None or payload is None:
                    continue
                span = _char_span(sentence.span, start, end)
                inside = range(span.start, span.end) if span else range(anchor.i, anchor.i + 1)
                thing = thing_of(anchor)
                if thing is None and payload.vague:
                    thing = counted_noun(anchor)
                elif payload.family == "count" and (
                    anchor.ent_type_ == "DATE"
                    or (thing and re.fullmatch(month_pattern(), thing.text))
                ):
                    thing = noun_after_date(anchor, payload.quantity.value) or thing
                if payload.family in ("duration", "measure", "percent", "money"):
                    thing = _measured(thing)
                slot = slot_of(anchor, inside, thing=thing)
                speaks = slot.role == "subject" and slot.predicate in lexicon.words().speech_verbs
                if payload.vague and speaks:
                    # "Several people said": the number of speakers is no part of the event.
                    continue
                if payload.family == "age":
                    # The owner alone decides which fact this is: "Arkwright, 49," has no verb.
                    owner = str(anchor.text)
                    slot = replace(
                        slot, head=owner.lower(), predicate="age", role="", label=f"age of {owner}"
                    )
                values.append(
                    Value(
                        kind=self.name,
                        start=sentence.start + start,
                        end=sentence.start + end,
                        text=text[start:end],
                        normalized=normalized,
                        slot=slot,
                        payload=payload,
                    )
                )
        yield from sorted(values, key=lambda v: v.start)

    def compare(self, a: Value, b: Value) -> Comparison:
        """Compare two numbers as intervals if family and unit are the same."""
        x, y = NumberPayload.of(a), NumberPayload.of(b)
        if x.family != y.family or x.unit != y.unit:
            return Comparison("compatible", "different kinds of number")
        if x.family in ("identifier", "score"):
            compare = compare_identifiers if x.family == "identifier" else compare_scores
            return compare(a.normalized, b.normalized)
        return compare_numbers(
            x.quantity,
            y.quantity,
            measured=bool(x.unit),
            vague=x.vague or y.vague,
            lasting=x.family == "duration",
        )

    def family(self, value: Value) -> str:
        """Return family and unit of a number, separated by a blank."""
        number = NumberPayload.of(value)
        return f"{number.family} {number.unit}"

    def judged_as(self, value: Value) -> str:
        """Return ``identifier`` for telephone numbers and the like, else ``slot``."""
        return "identifier" if NumberPayload.of(value).family == "identifier" else "slot"


# Start and end in the sentence, the payload, the normalised form and the root token. The payload is
# None for figures that are no number, such as a year.
_NumberSpan = tuple[int, int, NumberPayload | None, str, "Token | None"]


def _char_span(span: Span, start: int, end: int) -> Span | None:
    base = span.start_char
    tokens: Span | None = span.doc.char_span(base + start, base + end, alignment_mode="expand")
    return tokens


def _measured(unit: Token | None) -> Token | None:
    """Return the noun that a unit measures: "deliberation" in "30 hours of deliberation"."""
    if unit is None:
        return None
    for child in unit.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return unit if unit.lemma_.lower() not in _unit_words() else None


def _anchor(span: Span, start: int, end: int) -> Token | None:
    tokens = _char_span(span, start, end)
    return None if tokens is None else tokens.root


def _designates(anchor: Token, first: int) -> bool:
    """Return True if a number is part of a name and counts nothing: "Flight 447", "Version 3.2".

    It modifies the capitalised word right before it; a count precedes its noun. ``first`` is the
    index of its first token in the document.
    """
    name = anchor.head
    if anchor.dep_ != "nummod" or name.i != first - 1 or not str(name.text)[0].isupper():
        return False
    return not re.fullmatch(month_pattern(), name.text)


def _payload(
    family: str, unit: str, number: Quantity, *, factor: float = 1.0, shift: float = 0.0
) -> NumberPayload:
    """Return the payload of a number; ``factor`` and ``shift`` convert it to its base unit."""
    value, low, high = (n * factor + shift for n in (number.value, number.low, number.high))
    return NumberPayload(family, unit, replace(number, value=value, low=low, high=high))


def _digits(span: Span, text: str) -> Iterator[_NumberSpan]:
    """Yield identifiers and scores, which are compared only by their normalised form."""
    for family, runs in (("identifier", find_identifiers(text)), ("score", find_scores(text))):
        payload = NumberPayload(family, "", Quantity(0.0, 0.0, 0.0))
        for start, end, digits in runs:
            yield start, end, payload, digits, _anchor(span, start, end)


def _numerals(span: Span, text: str) -> Iterator[_NumberSpan]:
    for match in number_pattern().finditer(text):
        low = parse_numeral(match["low"])
        if low is None or match["low"].lower() in lexicon.numerals().scales:
            continue  # A bare "million" is the rest of a figure in an unknown currency.
        start, end = match.start("low"), match.end("low")
        high = parse_numeral(match["high"]) if match["high"] else None
        if high is not None and high > low * 1.001:
            end = match.end("high")
            low_scale = high / low if low else 1
            if low_scale >= 500 and match["low"].isdigit():
                low *= 10 ** (3 * int(math.log10(low_scale) // 3))
        else:
            high = None
        if match["currency"]:
            start = match.start("currency")
        yield from _classified(span, text, start, end, low, high, match["currency"])


def _classified(
    span: Span, text: str, start: int, end: int, low: float, high: float | None, sign: str | None
) -> Iterator[_NumberSpan]:
    before, after = text[:start], text[end:]
    number = quantity(low, hedge_before(before), high)
    known = lexicon.units()
    tokens = _char_span(span, start, end)
    if tokens is None:
        return
    anchor = tokens.root
    unit_match = _UNIT_AFTER.match(after)
    word = unit_match.group(1).lower() if unit_match else ""
    single = word.removesuffix("s")
    if sign:
        unit = signs()[sign.strip().lower().rstrip(".")]
        if sign == "$" and re.search(r"US\$|\$US", text):
            # Next to "US$1 million" a plain "$1.52 million" is in the paper's own dollars.
            unit = "local dollars"
        yield start, end, _payload("money", unit, number), f"{unit} {_show(number)}", anchor
        return
    in_digits = text[start:end].isdigit()
    if (
        in_digits
        and low <= LAST_DAY
        and (_month_after().match(after) or _month_before().search(before))
    ):
        yield start, end, None, "", None
        return
    if in_digits and _YEAR.fullmatch(text[start:end]):
        yield start, end, None, "", None
        return
    if is_age(tokens, before, after) and 0 < low < 120:
        payload = _payload("age", "time", number, factor=known.seconds["year"])
        yield start, end, payload, f"{_show(number)} years old", age_owner(tokens)
        return
    # The parser labels "two hours" a time like "Dec. 12"; but that is a duration, this a date.
    cold = _MINUS.search(before) is not None
    scaled = cold or scaled_pattern().search(text[start:end]) is not None
    dated = (
        single not in known.seconds
        and not scaled
        and noun_after_date(anchor, low) is None
        and any(t.ent_type_ in ("DATE", "TIME") for t in tokens)
    )
    if dated or re.match(r"\s?(?::\d|[ap]\.?\s?m\b|o.clock)", after, re.I):
        yield start, end, None, "", None
        return
    if word in ("percent", "%") or re.match(r"[\s-]per\scent", after):
        yield start, end, _payload("percent", "%", number), f"{_show(number)}%", anchor
        return
    if single in known.currencies:
        unit = known.currencies[single]
        assert unit_match is not None
        end += unit_match.end()
        yield start, end, _payload("money", unit, number), f"{unit} {_show(number)}", anchor
        return
    if re.match(r"[\s-](?a:year|month|week|day)s?[\s-]old\b", after, re.I):
        seconds = known.seconds[single]
        payload = _payload("age", "time", number, factor=seconds)
        yield start, end, payload, f"{_show(number)} {single}s old", age_owner(tokens)
        return
    if single in known.seconds:
        if re.match(r"[\s-]\w+\s(?:ago|later|earlier|before|after)\b", after):
            yield start, end, None, "", None
            return
        payload = _payload("duration", "time", number, factor=known.seconds[single])
        yield start, end, payload, f"{_show(number)} {single}s", anchor
        return
    if single in known.units:
        base = unit_in_base(known.units[single])
        if base is not None:
            dimension, factor, shift = base
            if cold:
                number = quantity(-low, "", None)
            payload = _payload("measure", dimension, number, factor=factor, shift=shift)
            yield start, end, payload, f"{_show(number)} {known.units[single]}", anchor
            return
    if cold:
        # "temperatures of minus 20": degrees, but the text does not name the scale.
        base = unit_in_base("delta_degC")
        assert base is not None
        number = quantity(-low, "", None)
        payload = _payload("measure", base[0], number)
        yield start, end, payload, f"{_show(number)} delta_degC", anchor
        return
    if _designates(anchor, tokens.start):
        yield start, end, None, "", None
        return
    if anchor.pos_ == "PROPN" or anchor.ent_type_ in ("PERSON", "ORG", "FAC", "PRODUCT", "LAW"):
        yield start, end, None, "", None
        return
    if text[start:end].lower() == "one" and (
        anchor.pos_ != "NUM" or anchor.dep_ not in ("nummod",)
    ):
        yield start, end, None, "", None
        return
    decimal = "." in text[start:end] and not re.search("illion|[mb]n?$", text[start:end])
    family = "decimal" if decimal else "count"
    yield start, end, _payload(family, "", number), _show(number), anchor


def _vague(span: Span, text: str) -> Iterator[_NumberSpan]:
    for match in vague_pattern().finditer(text):
        word = match.group().lower()
        low, high = lexicon.numerals().vague[word]
        anchor = _anchor(span, *match.span())
        if anchor is None or (anchor.pos_ == "VERB") or text[match.end() :].startswith("-"):
            continue
        number = Quantity(low, low, high, "", True)
        yield (*match.span(), replace(_payload("count", "", number), vague=True), word, anchor)


def _ordinals(span: Span, text: str) -> Iterator[_NumberSpan]:
    for match in ordinal_pattern().finditer(text):
        word = match.group().lower()
        number = lexicon.numerals().ordinals.get(word) or int(re.sub(r"\D", "", word))
        anchor = _anchor(span, *match.span())
        if anchor is None or anchor.ent_type_ in ("DATE", "TIME", "FAC", "ORG", "EVENT"):
            continue
        if anchor.dep_ != "amod" or anchor.head.lemma_.lower() in lexicon.words().ordered_places:
            continue
        payload = _payload("rank", "rank", quantity(float(number), ""))
        yield (*match.span(), payload, f"number {number}", anchor)


def _nobody(span: Span, text: str) -> Iterator[_NumberSpan]:
    nobody = lexicon.numerals().nobody
    for token in span:
        start = token.idx - span.start_char
        if token.lower_ in nobody or (token.lower_ == "no" and token.dep_ == "det"):
            end = start + len(token.text)
            if token.lower_ == "no" and token.i + 1 < len(token.doc):
                following = token.nbor(1)
                if following.lower_ == "one":
                    end = following.idx + 3 - span.start_char
                elif token.head.tag_ not in ("NNS",) and token.head.lower_ not in ("one",):
                    continue
            yield start, end, _payload("count", "", quantity(0.0, "")), "0", token


def _show(number: Quantity) -> str:
    def one(x: float) -> str:
        return f"{x:.10g}" if abs(x) < 1e10 else f"{x:.0f}"

    if number.low != number.high and not number.bound and not number.about:
        return f"{one(number.low)}-{one(number.high)}"
    prefix = {"least": "≥", "most": "≤"}.get(number.bound, "~" if number.about else "")
    return prefix + one(number.value)


KIND = Numbers()
