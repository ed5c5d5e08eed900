"""Numerals as text: digits, number words, scales, intervals and rounding. No grammar here."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache

from factcheck.language import lexicon
from factcheck.language.currencies import sign_pattern
from factcheck.language.lexicon import any_of

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"


@cache
def numeral_pattern() -> str:
    """Return a regular expression for a number in digits and its multiplier: "1.5 million"."""
    scale, short = any_of(lexicon.numerals().scales), any_of(lexicon.numerals().short_scales)
    return rf"{_DIGITS}(?:{_half()}|[\s-](?:{scale})s?\b|(?:{short})\b)?"


@cache
def worded_pattern() -> str:
    """Return a regular expression for a number in words: "six dozen", "two and a half million"."""
    numerals = lexicon.numerals()
    word, scale = any_of([*numerals.numbers, *numerals.scales]), any_of(numerals.scales)
    return (
        rf"(?:(?:half\sa|a|an)\s(?=(?:{scale})\b))?\b(?:{word})\b"
        rf"(?:(?:-|\s|\sand\s)(?:{word})\b)*(?:{_half()})?"
    )


def _half() -> str:
    """Return a regular expression for the end of "six and a half", "two and a half million"."""
    return rf"\sand\sa\shalf\b(?:\s(?:{any_of(lexicon.numerals().scales)})\b)?"


@cache
def number_pattern() -> re.Pattern[str]:
    """Return the pattern of a number, or of a range of two, with the sign of its currency."""
    numeral, worded = numeral_pattern(), worded_pattern()
    return re.compile(
        rf"(?P<currency>{sign_pattern()})?\s?(?P<low>(?<![\w.])(?:{numeral})|{worded})"
        rf"(?:\s?(?:-|–|—|\bto\b|\bor\b)\s?(?P<high>(?:{numeral})|{worded}))?",
        re.IGNORECASE,
    )


@cache
def ordinal_pattern() -> re.Pattern[str]:
    """Return the pattern of an ordinal: "third", "21st"."""
    words = any_of(lexicon.numerals().ordinals)
    return re.compile(rf"\b(?:(?a:{words})|\d{{1,3}}(?:st|nd|rd|th))\b", re.IGNORECASE)


@cache
def vague_pattern() -> re.Pattern[str]:
    """Return the pattern of words for a number that is not given: "several"."""
    return re.compile(rf"\b(?a:{any_of(lexicon.numerals().vague)})\b", re.IGNORECASE)


@cache
def scaled_pattern() -> re.Pattern[str]:
    """Return the pattern of words that are in no date, even if the parser takes them for one."""
    return re.compile(rf"\b(?:half|{any_of(lexicon.numerals().scales)})s?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as an interval: ``low`` to ``high`` around the ``value`` that the text gives.

    ``bound`` is ``least`` or ``most`` where the text gives only one end; ``about`` is True for
    "about 250".
    """

    value: float
    low: float
    high: float
    bound: str = ""
    about: bool = False


def parse_numeral(text: str) -> float | None:
    """Return the number that ``text`` ("six dozen", "1.5 million", "2,000") gives, or None."""
    numerals = lexicon.numerals()
    lowered = " ".join(text.lower().replace("–", "-").split())
    if halved := re.fullmatch(r"(.+?) and a half(?: (\w+))?", lowered):
        whole = parse_numeral(halved[1])
        return None if whole is None else (whole + 0.5) * numerals.scales.get(halved[2] or "", 1.0)
    matched = re.match(_DIGITS, lowered)
    if matched:
        number = float(matched.group().replace(",", ""))
        rest = lowered[matched.end() :].strip(" -")
        if not rest:
            return number
        scale = numerals.scales.get(rest.removesuffix("s")) or numerals.short_scales.get(rest)
        return number * scale if scale else None
    total = current = 0.0
    seen = False
    for word in re.split(r"[\s-]+", lowered):
        if word == "half":
            current, seen = 0.5, True
        elif word in ("a", "an", "and"):
            current = current or (1.0 if word != "and" and not seen else current)
        elif word in numerals.numbers:
            # "Sixty-five" and "two hundred and five" are one number; "two and three" are two.
            room = 100 if numerals.numbers[word] >= 10 else 10 if current % 100 >= 20 else 100
            if current % room:
                return None
            current, seen = current + numerals.numbers[word], True
        elif word.removesuffix("s") in numerals.scales:
            scale = numerals.scales[word.removesuffix("s")]
            seen = True
            if scale == 100 or scale == 12:
                current = (current or 1.0) * scale
            else:
                total, current = total + (current or 1.0) * scale, 0.0
        else:
            return None
    return total + current if seen else None


def precision(value: float) -> float:
    """Return the size of the last significant digit of ``value``: 1,000 for 26,000."""
    if value == 0 or not math.isfinite(value):
        return 1.0
    step = 10.0 ** math.floor(math.log10(abs(value)) - 3)
    while round(value / (step * 10), 6) == round(value / (step * 10)):
        step *= 10
        if step > abs(value):
            break
    return step


def hedge_before(before: str) -> str:
    """Return the hedge that ends the text before a number: "least", "most", "about" or ""."""
    tail = before.lower().rstrip(" $£€-(")
    ending = " " + tail[-40:]
    return next((name for phrase, name in _hedges() if ending.endswith(" " + phrase)), "")


@cache
def _hedges() -> tuple[tuple[str, str], ...]:
    """Return phrases before a number, each with its hedge, longer phrases first.

    The order lets "no more than" be recognised before "more than".
    """
    numerals = lexicon.numerals()
    named = {"least": numerals.at_least, "about": numerals.about, "most": numerals.at_most}
    pairs = [(phrase, name) for name, phrases in named.items() for phrase in phrases]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def quantity(value: float, hedge: str, upto: float | None = None) -> Quantity:
    """Return the interval that a hedged number stands for.

    "at least 5" reaches upward without end; "about 250" ten per cent either way; "up to 80"
    down to nothing; a second number ``upto`` closes a range.
    """
    if upto is not None:
        return Quantity(value, min(value, upto), max(value, upto))
    if hedge == "least":
        return Quantity(value, value, math.inf, "least")
    if hedge == "most":
        return Quantity(value, 0.0 if value >= 0 else -math.inf, value, "most")
    if hedge == "about":
        return Quantity(value, value * 0.9, value * 1.1, "", True)
    return Quantity(value, value, value)


@cache
def unit_in_base(unit: str) -> tuple[str, float, float] | None:
    """Return dimension, factor and offset to the SI base unit of ``unit``, None if unknown."""
    import pint

    registry = pint.application_registry
    try:
        one = registry.Quantity(1, unit).to_base_units()
        zero = registry.Quantity(0, unit).to_base_units()
    except (pint.errors.UndefinedUnitError, pint.errors.OffsetUnitCalculusError):
        return None
    factor = float(one.magnitude) - float(zero.magnitude)
    return str(one.dimensionality), factor, float(zero.magnitude)
