"""Numerals as text: digits, number words, scales, intervals and rounding. No grammar here."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = ("twenty thirty forty fifty sixty seventy eighty ninety").split()
WORDS: dict[str, float] = {word: float(n) for n, word in enumerate(_ONES)}
WORDS.update({word: float(10 * n) for n, word in enumerate(_TENS, start=2)})
SCALES: dict[str, float] = {
    "dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9,
    "trillion": 1e12, "crore": 1e7, "lakh": 1e5,
}  # fmt: skip
SHORT_SCALES: dict[str, float] = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
ORDINALS: dict[str, int] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
}  # fmt: skip
# Words that stand for a number without giving it: the least and the most a reader expects.
VAGUE: dict[str, tuple[float, float]] = {
    "couple": (2, 3), "few": (2, 12), "handful": (2, 12), "several": (3, 20), "dozens": (24, 199),
    "scores": (40, 199), "hundreds": (150, 1999), "thousands": (1500, 199_999),
    "tens of thousands": (15_000, 199_999), "hundreds of thousands": (150_000, 1.999e6),
    "millions": (1.5e6, 1.999e9), "several dozen": (30, 144), "several hundred": (200, 999),
    "several thousand": (2000, 9999), "few hundred": (200, 999), "few dozen": (24, 99),
    "few thousand": (2000, 9999), "couple of dozen": (20, 30), "couple dozen": (20, 30),
    "several million": (2e6, 1e7), "couple of hundred": (180, 300),
}  # fmt: skip

_WORD = "|".join(sorted([*WORDS, *SCALES], key=len, reverse=True))
_SCALE = "|".join(SCALES)
# "six and a half years", "two and a half million".
_HALF = rf"\sand\sa\shalf\b(?:\s(?:{_SCALE})\b)?"
_VAGUE = "|".join(sorted((v.replace(" ", r"\s") for v in VAGUE), key=len, reverse=True))
NUMERAL = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    rf"(?:{_HALF}|[\s-](?:{_SCALE})s?\b|(?:k|m|mn|bn|b|tn)\b)?"
)
WORDED = (
    rf"(?:(?:half\sa|a|an)\s(?=(?:{_SCALE})\b))?\b(?:{_WORD})\b(?:(?:-|\s|\sand\s)(?:{_WORD})\b)*"
    rf"(?:{_HALF})?"
)

AT_LEAST = ("at least", "more than", "over", "no fewer than", "no less than", "upwards of",
            "above", "not less than", "exceeding", "beyond", "minimum of",
            "in excess of")  # fmt: skip
AT_MOST = ("at most", "up to", "less than", "fewer than", "under", "below", "no more than",
           "as many as", "as much as", "nearly", "almost", "close to", "approaching",
           "just under",
           "maximum of", "not more than")  # fmt: skip
ABOUT = ("about", "around", "some", "approximately", "roughly", "an estimated", "estimated",
         "nearly", "almost", "close to", "approaching", "circa", "more or less", "just over",
         "just under", "or so", "as many as", "as much as")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as an interval: ``low`` to ``high`` around the ``value`` that stands in the text.

    ``bound`` is ``least`` or ``most`` where the text gives only one end.
    """

    value: float
    low: float
    high: float
    bound: str = ""
    about: bool = False


def parse_numeral(text: str) -> float | None:
    """Return the number that ``text`` ("six dozen", "1.5 million", "2,000") gives, or None."""
    lowered = " ".join(text.lower().replace("–", "-").split())
    if halved := re.fullmatch(r"(.+?) and a half(?: (\w+))?", lowered):
        whole = parse_numeral(halved[1])
        return None if whole is None else (whole + 0.5) * SCALES.get(halved[2] or "", 1.0)
    matched = re.match(r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)", lowered)
    if matched:
        number = float(matched.group().replace(",", ""))
        rest = lowered[matched.end() :].strip(" -")
        if not rest:
            return number
        scale = SCALES.get(rest.removesuffix("s")) or SHORT_SCALES.get(rest)
        return number * scale if scale else None
    total = current = 0.0
    seen = False
    for word in re.split(r"[\s-]+", lowered):
        if word == "half":
            current, seen = 0.5, True
        elif word in ("a", "an", "and"):
            current = current or (1.0 if word != "and" and not seen else current)
        elif word in WORDS:
            # "Sixty-five" and "two hundred and five" are figures; "two and three" are two of them.
            room = 100 if WORDS[word] >= 10 else 10 if current % 100 >= 20 else 100
            if current % room:
                return None
            current, seen = current + WORDS[word], True
        elif word.removesuffix("s") in SCALES:
            scale = SCALES[word.removesuffix("s")]
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
    """Return which hedge ("least", "most", "about" or "") closes the text before a number."""
    tail = before.lower().rstrip(" $£€-(")
    words = " " + tail[-40:]
    for phrases, name in ((AT_LEAST, "least"), (ABOUT, "about"), (AT_MOST, "most")):
        if any(words.endswith(" " + phrase) for phrase in phrases):
            return name
    return ""


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
    """Return dimension, factor and offset that take ``unit`` to its SI base unit, by pint."""
    import pint

    registry = pint.application_registry
    try:
        one = registry.Quantity(1, unit).to_base_units()
        zero = registry.Quantity(0, unit).to_base_units()
    except (pint.errors.UndefinedUnitError, pint.errors.OffsetUnitCalculusError):
        return None
    factor = float(one.magnitude) - float(zero.magnitude)
    return str(one.dimensionality), factor, float(zero.magnitude)
