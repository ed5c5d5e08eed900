"""Shares of a whole: "two-thirds of", "half of", "two out of three", "one in nine"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from factcheck.language import lexicon
from factcheck.language.lexicon import any_of

# "Two in three" is a share; "two in 40" are two.
LARGEST_WHOLE = 10
# A fraction stands for what lies half-way to the next one, and no more than this many points.
MOST_POINTS = 3.0


class Share(NamedTuple):
    """A share: its span in the text, its percentage and how far it reaches either way."""

    start: int
    end: int
    percent: float
    reach: float


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    numerals = lexicon.numerals()
    small = {w: n for w, n in numerals.numbers.items() if 0 < n <= LARGEST_WHOLE}
    number = rf"(?:{any_of(small)}|10|[1-9])"
    parts = any_of([*numerals.fractions, *(f"{f}s" for f in numerals.fractions)])
    fraction = re.compile(
        rf"(?<![\w-])(?:(?P<times>an?|{number})[\s-])?(?P<part>(?a:{parts}))"
        r"(?=\s(?:of|the)\s(?!an?\b|(?:century|hour|mile|point|day|year)s?\b))",
        re.IGNORECASE,
    )
    ratio = re.compile(
        rf"(?<![\w.,:-])(?P<some>{number})\s(?P<word>in(?:\severy)?|out\sof(?:\severy)?)\s"
        rf"(?P<all>{number})\b(?![-.,:]?\d)(?!\s?(?:%|-|per\b|a\.?m|p\.?m))",
        re.IGNORECASE,
    )
    return fraction, ratio


def find_shares(text: str) -> Iterator[Share]:
    """Yield the shares in ``text`` that are given as fractions or ratios of small numbers."""
    fraction, ratio = _patterns()
    numerals = lexicon.numerals()
    for match in fraction.finditer(text):
        part = match["part"].lower()
        whole = numerals.fractions.get(part) or numerals.fractions[part.removesuffix("s")]
        times = _small(match["times"] or "a")
        if times < whole and (part != "second" and (match["times"] or whole == 2)):
            yield Share(*match.span(), 100 * times / whole, _reach(whole))
    for match in ratio.finditer(text):
        some, whole = _small(match["some"]), _small(match["all"])
        if some >= whole or whole < 3 or _times(text[match.end() :]):
            continue
        yield Share(*match.span(), 100 * some / whole, _reach(whole))


def _small(word: str) -> int:
    lowered = word.lower()
    if lowered in ("a", "an"):
        return 1
    return int(lowered) if lowered.isdigit() else int(lexicon.numerals().numbers[lowered])


def _reach(whole: float) -> float:
    return min(MOST_POINTS, 100 / (2 * whole * (whole + 1)))


def _times(after: str) -> bool:
    """Return True if a time or measure follows: "three in two days"."""
    known = lexicon.units()
    word = re.match(r"[\s-]([A-Za-z]+)", after)
    single = word[1].lower().removesuffix("s") if word else ""
    return single in known.seconds or single in known.units
