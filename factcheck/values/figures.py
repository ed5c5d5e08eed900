"""The figures of a sentence: which of its numerals are numbers, and of what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from factcheck.language import lexicon
from factcheck.language.currencies import signs
from factcheck.values.counted import LAST_DAY, age_owner, is_age, is_dated, noun_after_date
from factcheck.values.datewords import month_pattern
from factcheck.values.designations import designates
from factcheck.values.numerals import (
    between_pattern,
    last_digit,
    number_pattern,
    numeral_pattern,
    parse_numeral,
    scaled_pattern,
    worded_pattern,
)
from factcheck.values.payloads import Figure, NumberPayload, no_number, show
from factcheck.values.quantities import Quantity, hedge_before, quantity
from factcheck.values.units import Unit, rate_after, unit_after

if TYPE_CHECKING:
    from spacy.tokens import Span

_MINUS = re.compile(r"\bminus[\s-]$", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# A span of years, of which the second may be short: "2012-13", "2016 to 2019".
_YEARS = re.compile(rf"{_YEAR.pattern}(?:[-–—]\d\d|\s?(?:[-–—]|to|or|and)\s?{_YEAR.pattern})(?!\d)")
_FROM = re.compile(r"\bfrom\s(?:[^\w\s]\s?)?$", re.IGNORECASE)
_AGE_UNIT = re.compile(r"[\s-](?a:year|month|week|day)s?[\s-]olds?\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\s(?:ago|later|earlier|before|after)\b")
# A sum in pounds is one of money from this amount on, where nothing says that it is a weight.
_MANY_POUNDS = 1000


_ORDINAL_END = re.compile(r"(?:st|nd|rd|th)\b")


@cache
def _month_after() -> re.Pattern[str]:
    return re.compile(rf"(?:st|nd|rd|th)?\s(?:of\s)?{month_pattern()}")


@cache
def _month_before() -> re.Pattern[str]:
    return re.compile(rf"\b{month_pattern()}\s$")


def _is_day(before: str, after: str) -> bool:
    """Return True if a number between two texts is a day of a month: none in "in May 30 came"."""
    counts = re.search(r"\b[Ii]n\s\S+\s$", before) and re.match(r"\s[a-z]", after)
    beside = _month_after().match(after) or _month_before().search(before)
    return beside is not None and not counts


@cache
def _word_after() -> re.Pattern[str]:
    return re.compile(r"[\s-]?([A-Za-z]+)")


@cache
def _next_part() -> re.Pattern[str]:
    """Return the pattern of the next part of a figure in several units: ", four hours"."""
    return re.compile(
        rf"(?:,\sand\s|,\s|\sand\s|\s)(?P<number>{numeral_pattern()}|{worded_pattern()})",
        re.IGNORECASE,
    )


@cache
def _next_with_unit() -> re.Pattern[str]:
    """Return the pattern of the second of two figures of one unit: "from 5.5 to 5.25 percent"."""
    return re.compile(
        rf"\s(?:to|and|or)\s(?P<number>{numeral_pattern()}|{worded_pattern()})", re.IGNORECASE
    )


def payload(
    family: str, unit: str, number: Quantity, *, factor: float = 1.0, shift: float = 0.0,
    written: str = "",
) -> NumberPayload:  # fmt: skip
    """Return the payload of a number; ``factor`` and ``shift`` convert it to its base unit."""
    return NumberPayload(family, unit, number.scaled(factor, shift), False, written)


def char_span(span: Span, start: int, end: int) -> Span | None:
    """Return the tokens of the characters ``start`` to ``end`` of a sentence."""
    base = span.start_char
    tokens: Span | None = span.doc.char_span(base + start, base + end, alignment_mode="expand")
    return tokens


def numerals(span: Span, text: str, sterling: bool) -> Iterator[Figure]:
    """Yield the figures of a sentence that are written as numbers, in digits or words.

    ``sterling`` is True if sums of money in the document are in pounds.
    """
    position = 0
    while match := number_pattern().search(text, position):
        between = between_pattern().search(text, position)
        if between is not None and between.start() <= match.start():
            match = between
        low = parse_numeral(match["low"])
        if years := _YEARS.match(text, match.start("low")):
            position = years.end()
            yield no_number(*years.span())
            continue
        if first := _first_of_two(text, match):
            low, match_end = first
        else:
            match_end = match.end("low")
        position = max(match_end, position + 1)
        if low is None or match["low"].lower() in lexicon.numerals().scales:
            continue  # A bare "million" is the rest of a figure in an unknown currency.
        if _ORDINAL_END.match(text, match_end):
            continue  # "the 13th anniversary": a rank, or a day.
        start, end = match.start("low"), match_end
        high = parse_numeral(match["high"]) if match["high"] else None
        change = match is not between and _FROM.search(text[: match.start("low")])
        digit = last_digit(match["low"], low)
        if high is not None and not change:
            scale = _scale_of(match["high"])
            if low < scale and low * scale < high:
                low, digit = low * scale, digit * scale
        if high is not None and not change and high > low * 1.001:
            end = position = match.end("high")
        else:
            high = None
        if match["currency"]:
            start = match.start("currency")
        minus = match is not between and match["minus"] is not None
        number = _Numeral(start, end, low, high, digit, match["currency"], minus)
        yield from _classified(span, text, number, sterling)


def _first_of_two(text: str, match: re.Match[str]) -> tuple[float, int] | None:
    """Return the first of two numbers, and its end, that only seem to be one: "June 14 173"."""
    groups = re.fullmatch(r"(\d{1,3})(?: \d{3})+", match["low"])
    name = re.search(r"\b[A-Z][\w.]*\s$", text[: match.start("low")])
    if groups is None or name is None:
        return None
    if name.start() == 0 and not _month_before().search(name[0]):
        return None
    return float(groups[1]), match.start("low") + groups.end(1)


def _scale_of(text: str) -> float:
    """Return the scale that ends a number: a million for "2.5 million", else 1."""
    known = lexicon.numerals()
    word = re.split(r"[\s\d-]", text.lower())[-1]
    return known.scales.get(word.removesuffix("s")) or known.short_scales.get(word, 1.0)


class _Numeral:
    """A number as written, with what its digits say; ``minus`` if a sign of minus is before it."""

    __slots__ = ("digit", "end", "high", "low", "minus", "sign", "start")

    def __init__(
        self, start: int, end: int, low: float, high: float | None, digit: float,
        sign: str | None, minus: bool,
    ) -> None:  # fmt: skip
        self.start, self.end, self.low, self.high = start, end, low, high
        self.digit, self.sign, self.minus = digit, sign, minus


def _classified(span: Span, text: str, found: _Numeral, sterling: bool) -> Iterator[Figure]:
    start, end, low = found.start, found.end, found.low
    before, after = text[:start], text[end:]
    tokens = char_span(span, start, end)
    if tokens is None:
        return
    number = quantity(low, _hedge(tokens, before, after), found.high, found.digit)
    anchor = tokens.root
    if found.sign:
        yield _money(text, found, number, tokens)
        return
    in_digits = text[start:end].isdigit()
    if in_digits and (
        (low <= LAST_DAY and _is_day(before, after)) or _YEAR.fullmatch(text[start:end])
    ):
        yield no_number(start, end)
        return
    if is_age(tokens, before, after) and 0 < low < 120:
        yield _age(tokens, found, number, "year")
        return
    if re.match(r"\s?(?:[ap]\.?\s?m\b|o.clock)", after, re.I):
        yield no_number(start, end)
        return
    cold = found.minus or _MINUS.search(before) is not None
    word = _word_after().match(after)
    single = word[1].lower().removesuffix("s") if word else ""
    if sum_of := _currency(word, single, text, found, sterling):
        yield _sum(text, found, number, tokens, *sum_of)
        return
    shared = _next_with_unit().match(after)
    for rest, own in ((after, True), (after[shared.end() :] if shared else "", False)):
        if age := _AGE_UNIT.match(rest):
            yield _age(tokens, found, number, re.sub("[^a-z]", "", age[0][1:6].lower()))
            return
        unit = unit_after(before, rest, cold=cold and own, digits=text[end - 1].isdigit())
        if unit is not None:
            yield _measured(tokens, text, found, number, unit, own, cold)
            return
    # The parser labels "two hours" a time like "Dec. 12"; but that is a duration, this a date.
    if (
        scaled_pattern().search(text[start:end]) is None
        and noun_after_date(anchor, low) is None
        and is_dated(tokens)
    ):
        yield no_number(start, end)
        return
    named = tokens.start > 0 and designates(anchor, tokens.start)
    if named and re.fullmatch(r"\d+\.\d+", text[start:end]):
        name = str(tokens[0].nbor(-1).lower_)
        version = NumberPayload("version", name, Quantity(0.0, 0.0, 0.0))
        yield Figure(start, end, version, text[start:end], anchor)
        return
    if named or (
        anchor.pos_ == "PROPN" or anchor.ent_type_ in ("PERSON", "ORG", "FAC", "PRODUCT", "LAW")
    ):
        yield no_number(start, end)
        return
    if text[start:end].lower() == "one" and (
        anchor.pos_ != "NUM" or anchor.dep_ not in ("nummod",)
    ):
        yield no_number(start, end)
        return
    decimal = low != int(low) or (
        re.search(r"\d\.\d", text[start:end]) and low < 1000 and "illion" not in text[start:end]
    )
    if decimal and found.minus:
        number = quantity(-low, "", None, found.digit)
        start -= 1
    family, unit_name, factor = ("decimal" if decimal else "count"), "", 1.0
    if rate := rate_after(after):
        unit_name, factor = f"per {rate[0]}", 1 / rate[1] if rate[1] else 1.0
    yield Figure(
        start, end, payload(family, unit_name, number, factor=factor), show(number), anchor
    )


def _hedge(tokens: Span, before: str, after: str) -> str:
    """Return the hedge of a number; "over eight years" may be how long something took."""
    hedge = hedge_before(before)
    first = tokens[0]
    if hedge != "least" or first.i < 2 or first.nbor(-1).lower_ != "over":
        return hedge
    over, earlier = first.nbor(-1), first.nbor(-2)
    word = _word_after().match(after)
    lasting = word is not None and word[1].lower().removesuffix("s") in lexicon.units().seconds
    during = over.dep_ == "prep" or earlier.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")
    return "" if lasting and during else hedge


def _age(tokens: Span, found: _Numeral, number: Quantity, unit: str) -> Figure:
    name = next(u for u in ("year", "month", "week", "day") if unit.startswith(u))
    factor = float(lexicon.units().seconds[name])
    age = payload("age", "time", number, factor=factor, written=name)
    return Figure(found.start, found.end, age, f"{show(number)} {name}s old", age_owner(tokens))


def _money(text: str, found: _Numeral, number: Quantity, tokens: Span) -> Figure:
    sign = (found.sign or "").strip().lower().rstrip(".")
    unit = signs()[sign]
    if sign == "$" and re.search(r"US\$|\$US", text):
        # Next to "US$1 million" a plain "$1.52 million" is in the paper's own dollars.
        unit = "local dollars"
    return _sum(text, found, number, tokens, unit, 1.0, sign, 0)


def _sum(
    text: str, found: _Numeral, number: Quantity, tokens: Span, unit: str, factor: float,
    written: str, length: int,
) -> Figure:  # fmt: skip
    end = found.end + length
    rate = rate_after(text[end:])
    per = f" per {rate[0]}" if rate else ""
    paid = payload("money", unit + per, number, factor=factor, written=written)
    shown = number.scaled(factor)
    return Figure(found.start, end, paid, f"{unit} {show(shown)}{per}", tokens.root)


def _currency(
    word: re.Match[str] | None, single: str, text: str, found: _Numeral, sterling: bool
) -> tuple[str, float, str, int] | None:
    """Return currency, factor, word and length of the currency that follows a number, or None."""
    if word is None:
        return None
    name = word[1].lower()
    known = lexicon.units()
    rest = text[found.end + word.end() :]
    if name in known.currencies or single in known.currencies:
        single = name if name in known.currencies else single
        return known.currencies[single], 1.0, single, word.end()
    if single == "cent" and not text[: found.end].endswith("per"):
        return "USD", 0.01, "cent", word.end()
    if name == "pence":
        return "GBP", 0.01, name, word.end()
    if single != "pound":
        return None
    many = found.low >= _MANY_POUNDS
    weight = re.match(r"\s(?:of\s(?!(?:public|tax|damag)))", rest) or word[0].startswith("-")
    scaled = scaled_pattern().search(text[found.start : found.end]) is not None
    if (sterling and (many or not weight)) or (scaled and many and not weight):
        return "GBP", 1.0, "pound", word.end()
    return None


def _measured(
    tokens: Span, text: str, found: _Numeral, number: Quantity, unit: Unit, own: bool, cold: bool
) -> Figure:
    """Return a number with a unit, which is its own or that of the next number, too."""
    start, end, shown = found.start, found.end + (unit.length if own else 0), show(number)
    if cold and unit.family in ("measure", "percent"):
        number = quantity(-found.low, "", None, found.digit)
        start, shown = start - found.minus, show(number)
    if unit.family == "percent":
        if unit.base == "%" and number.value in (0.0, 100.0) and not number.about:
            # All or nothing is no rounded figure.
            number = replace(number, step=0.0, digit=0.0)
        written = payload("percent", unit.base, number, factor=unit.factor, written=unit.name)
        suffix = "%" if unit.base == "%" else " points"
        return Figure(start, end, written, show(number.scaled(unit.factor)) + suffix, tokens.root)
    if unit.base == "[temperature]":
        # The zero of a scale is arbitrary: a share of a temperature says nothing.
        number = replace(number, digit=number.step)
    name = unit.name if unit.family == "measure" else f"{unit.name}s"
    normalized = f"{shown} {name}"
    measure = payload(
        unit.family, unit.base, number, factor=unit.factor, shift=unit.shift, written=unit.name
    )
    if own and not number.bound and number.low == number.high:
        more, end = _further_parts(text, end, unit)
        if more:
            parts = Quantity(number.value + sum(v * u.factor for v, u in more) / unit.factor, 0, 0)
            whole = replace(parts, low=parts.value, high=parts.value)
            size = more[-1][1].factor
            scaled = whole.scaled(unit.factor, unit.shift)
            measure = replace(measure, quantity=replace(scaled, digit=size, step=size))
            normalized = f"{show(whole)} {name}"
    if unit.family == "duration":
        if re.match(r"[\s-]old\b", text[end:]):
            age = replace(measure, family="age")
            return Figure(found.start, end, age, f"{normalized} old", age_owner(tokens))
        if _RELATIVE.match(text[end:]):
            return no_number(found.start, end)
    return Figure(start, end, measure, normalized, tokens.root)


def _further_parts(text: str, end: int, unit: Unit) -> tuple[list[tuple[float, Unit]], int]:
    """Return the parts in smaller units that belong to a figure: "18 days, four hours"."""
    more: list[tuple[float, Unit]] = []
    larger = unit
    while part := _next_part().match(text[end:]):
        number = parse_numeral(part["number"])
        after = text[end + part.end() :]
        smaller = unit_after("", after, digits=part["number"][-1].isdigit())
        if (
            number is None
            or smaller is None
            or (smaller.family, smaller.base) != (unit.family, unit.base)
            or smaller.factor >= larger.factor
            or number * smaller.factor >= larger.factor * 1.001
        ):
            break
        more.append((number, smaller))
        end += part.end() + smaller.length
        larger = smaller
    return more, end
