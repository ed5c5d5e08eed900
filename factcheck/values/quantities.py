"""Numbers as intervals: hedges, ranges and rounding."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import cache

from factcheck.language import lexicon
from factcheck.values.numerals import precision

# "About 240" is 230 to 250: as far as its last digit goes, but no more than this share of it.
ABOUT = 0.1
# Zeros at the end of a number are digits or the trace of rounding, at most of this share of it.
ROUNDED = 0.04
# A conversion is rounded on both sides of it.
CONVERTED = 0.06
# "One year" is no rounder a figure for half a year than this share of it.
COARSE = 0.25


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as an interval: ``low`` to ``high`` around the ``value`` that the text gives.

    ``bound`` is ``least`` or ``most`` where the text gives only one end; ``about`` is True for
    "about 250". ``digit`` is what the last place is worth (1 in "250"), ``step`` what the last
    digit before the zeros is worth (10 in "250").
    """

    value: float
    low: float
    high: float
    bound: str = ""
    about: bool = False
    digit: float = 1.0
    step: float = 1.0

    @property
    def slack(self) -> float:
        """How far a finer figure may be from this one if this one is it, rounded."""
        size = abs(self.value)
        return max(min(self.digit / 2, size * COARSE), min(self.step / 2, size * ROUNDED))

    @property
    def slack_converted(self) -> float:
        """How far another unit's figure may be from this one, converted and rounded twice."""
        return max(self.slack, min(self.step / 2, abs(self.value) * CONVERTED))

    def scaled(self, factor: float, shift: float = 0.0) -> Quantity:
        """Return the number in another unit."""
        value, *ends = (n * factor + shift for n in (self.value, self.low, self.high))
        low, high = sorted(ends)
        size = abs(factor)
        return replace(
            self, value=value, low=low, high=high, digit=self.digit * size, step=self.step * size
        )


# "below the age of 15"
_AGE_OF = re.compile(r"\b(?:the\s)?ages?\sof\s$")


def hedge_before(before: str) -> str:
    """Return the hedge that ends the text before a number: "least", "most", "about" or ""."""
    tail = _AGE_OF.sub("", before.lower()).rstrip(" $£€-(")
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


def quantity(
    value: float, hedge: str, upto: float | None = None, digit: float | None = None
) -> Quantity:
    """Return the interval that a hedged number stands for.

    "at least 5" reaches upward without end; "about 250" as far as its last digit goes either way;
    "up to 80" down to nothing; a second number ``upto`` closes a range. ``digit`` is what the last
    place of the number as written is worth.
    """
    places = precision(value)
    places = min(places, digit) if digit is not None and digit < 1 else places
    given = Quantity(
        value, value, value, "", False, digit if digit is not None else min(places, 1.0), places
    )
    if upto is not None:
        return replace(given, low=min(value, upto), high=max(value, upto))
    if hedge == "least":
        return replace(given, high=math.inf, bound="least")
    if hedge == "most":
        return replace(given, low=0.0 if value >= 0 else -math.inf, bound="most")
    if hedge == "about":
        reach = min(given.step, abs(value) * ABOUT)
        return replace(given, low=value - reach, high=value + reach, about=True)
    return given
