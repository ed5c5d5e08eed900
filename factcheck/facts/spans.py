"""What belongs to a value beside its own characters: a hedge, a unit, what is counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from factcheck.facts.tree import Tree
from factcheck.language import lexicon
from factcheck.language.calendar import months
from factcheck.language.lexicon import any_of
from factcheck.model import Claim, Value
from factcheck.stories.story import NO_CLAIM, Spot, StoryView
from factcheck.values.days import DatePayload
from factcheck.values.numbers import NumberPayload

# A counted noun ends at most this many characters after its number.
FARTHEST_NOUN = 40
# Families of numbers whose unit is a word after them.
_MEASURED = frozenset(("measure", "duration", "percent", "money"))
_UNIT = re.compile(r"[\s-]?(?:per\s)?(?:[A-Za-z]+|%|°[CF]?)")


@dataclass(frozen=True, slots=True)
class Extent:
    """A mention with the offsets of its value and of what belongs to it.

    ``hedge`` is where "at least" begins, ``unit`` where "kilometers" ends and ``noun`` where the
    counted noun ends; without one they are the ends of the value.
    """

    spot: Spot
    claim: Claim
    text: str
    value: Value | None
    hedge: int
    unit: int
    noun: int

    @property
    def hedge_words(self) -> str:
        """The hedge in lower case, "" without one."""
        return " ".join(self.text[self.hedge : self.spot.start].lower().split())

    @property
    def unit_words(self) -> str:
        """The unit in lower case, "" without one."""
        return self.text[self.spot.end : self.unit].lower().strip(" -")


def extents(story: StoryView, spots: Sequence[Spot]) -> list[Extent]:
    """Return the mentions that are in a claim, with what belongs to their values."""
    return [_extent(story, spot) for spot in spots if spot.claim != NO_CLAIM]


def _extent(story: StoryView, spot: Spot) -> Extent:
    claim, text = story.claims[spot.claim], story.analyses[spot.document].document.text
    value = next(
        (v for v in claim.values if v.start == spot.start and v.end == spot.end
         and v.kind in ("number", "date")),
        next((v for v in claim.values if (v.start, v.end) == (spot.start, spot.end)), None),
    )  # fmt: skip
    hedge = unit = noun = -1
    if value is not None and isinstance(value.payload, NumberPayload):
        hedge = _hedge(text, claim.start, spot.start)
        unit = _unit(text, spot.end, claim.end, value.payload.family)
        noun = _noun(claim, spot) if value.payload.family == "count" else -1
    unit = max(spot.end, unit)
    return Extent(
        spot, claim, text, value, hedge if hedge >= 0 else spot.start, unit, max(unit, noun)
    )


def _hedge(text: str, begin: int, start: int) -> int:
    """Return where the hedge before a number begins, or -1."""
    match = _hedges().search(text[max(begin, start - 40) : start])
    return max(begin, start - 40) + match.start(1) if match else -1


@cache
def _hedges() -> re.Pattern[str]:
    numerals = lexicon.numerals()
    phrases = any_of([*numerals.at_least, *numerals.about, *numerals.at_most])
    return re.compile(rf"\b((?:no |not )?(?:{phrases}))\s+(?:an?\s+|the\s+)?$", re.IGNORECASE)


def _unit(text: str, end: int, limit: int, family: str) -> int:
    """Return where the unit after a number ends, or -1."""
    if family not in _MEASURED:
        return -1
    match = _UNIT.match(text, end, limit)
    if match is None:
        return -1
    known = lexicon.units()
    words = match.group().lower().strip(" -").split()
    single = words[-1].removesuffix("s") if words else ""
    units = {*known.units, *known.seconds, *known.currencies, "%", "cent", "percent"}
    return match.end() if single in units or (words and words[-1] in units) else -1


def _noun(claim: Claim, spot: Spot) -> int:
    """Return where the noun ends that a number counts, or -1."""
    tree = Tree(claim.words)
    for i, word in enumerate(claim.words):
        if word.start < spot.end and spot.start < word.end:
            for above in tree.path(i):
                top = claim.words[above]
                if top.start >= spot.end + FARTHEST_NOUN or top.tag[:2] == "VB":
                    return -1
                # In "1,200 animal species" it is the species that are counted.
                if top.tag[:2] == "NN" and top.start >= spot.end and top.dep != "compound":
                    return top.end
    return -1


def on_day(value: Value | None) -> str:
    """Return the day that a date without figures means, "" where it is not known."""
    if value is None or not isinstance(value.payload, DatePayload):
        return ""
    day = value.payload.resolved
    if day is None or any(c.isdigit() for c in value.text):
        return ""
    return f"{day.day} {months().short[day.month - 1]} {day.year}"
