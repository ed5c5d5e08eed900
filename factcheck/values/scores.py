"""Scores: "2-1", the sets of a match, records of wins and losses, votes "by eight to three"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.values.base import Comparison
from factcheck.values.numerals import parse_numeral, worded_pattern

_ONE = r"\d{1,3}[-–]\d{1,3}(?:[-–]\d{1,3})?(?:\s?\(\d{1,2}(?:[-–]\d{1,2})?\))?"
_SCORE = re.compile(
    rf"(?<![\w$£€.,/-]){_ONE}(?![\w%-]|[.,]\d)(?:(?:,?\sand\s|,?\s){_ONE}(?![\w%-]|[.,]\d))*"
)
_NO_SCORE = re.compile(r"\s?(?:percent|per|years?|hours?|days?|minutes?|people|miles?)\b")
# What is between the two numbers of a vote, and what is before a change: "from 12 to 5".
_FROM = re.compile(r"\bfrom\s(?:[$£€]\s?)?$", re.IGNORECASE)


def _votes() -> re.Pattern[str]:
    number = rf"(?:\d{{1,3}}|{worded_pattern()})"
    return re.compile(
        rf"(?<![\w.,:$£€/-])({number})(?:\svotes?)?(?:\sto\s|\sagainst\s)({number})(?![\w%-]|[.,:]\d)",
        re.IGNORECASE,
    )


def find_scores(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start and end in ``text``, and the normalised form, of each score.

    The sets of a match are one score: "6-4 3-6 7-6".
    """
    for match in _SCORE.finditer(text):
        if _NO_SCORE.match(text[match.end() : match.end() + 12].lower()):
            continue
        sets = re.findall(r"\d+(?:[-–]\d+)+", re.sub(r"\([^)]*\)", "", match.group()))
        yield (*match.span(), " ".join(_plain(one) for one in sets))
    for match in _votes().finditer(text):
        first, second = parse_numeral(match[1]), parse_numeral(match[2])
        if (
            first is None
            or second is None
            or first <= second
            or _FROM.search(text[: match.start()])
        ):
            continue
        after = text[match.end() :]
        # "Five years to one day": what has a noun of its own is no vote.
        if _NO_SCORE.match(after.lower()) or re.match(r"\s(?:million|billion|thousand)\b", after):
            continue
        yield (*match.span(), f"{first:.0f}-{second:.0f}")


def _plain(score: str) -> str:
    return "-".join(str(int(part)) for part in re.split(r"[-–]", score))


def compare_scores(a: str, b: str) -> Comparison:
    """Compare two scores; one may be told from the side of the loser."""
    if a == b:
        return Comparison("same", distance=0.0)
    turned = " ".join("-".join(reversed(one.split("-"))) for one in b.split())
    if a == turned:
        return Comparison("compatible", "the same score, from the other side", 0.0)
    if len(a.split()) != len(b.split()):
        return Comparison("compatible", "scores of a set and of a match")
    if a.count("-") != b.count("-"):
        return Comparison("compatible", "different kinds of score")
    return Comparison("conflict", "the digits differ", _apart(a, b))


def _apart(a: str, b: str) -> float:
    """Return how far apart two scores are, 0 to 1: the sum of what their figures differ by."""
    ours, theirs = ([int(n) for n in re.findall(r"\d+", one)] for one in (a, b))
    differ = sum(abs(m - n) for m, n in zip(ours, theirs, strict=False))
    return min(1.0, differ / max(1, sum(ours), sum(theirs)))
