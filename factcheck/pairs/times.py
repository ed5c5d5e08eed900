"""Figures that differ because they are told of two deeds, two places or two years.

A day belongs to the verb on which it hangs: the day of a statement, a charge or a funeral is not
that of the deed. An age grows: an article of six years later makes a person six years older.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from factcheck.language import lexicon
from factcheck.language.lexicon import sense
from factcheck.pairs.filters import Filter
from factcheck.stories.story import Located, StoryView
from factcheck.values.days import DatePayload
from factcheck.values.numbers import NumberPayload
from factcheck.values.places import PlacePayload

# Articles at least this many years apart may give two ages that are both right.
_LEAST_YEARS, _DAYS_OF_YEAR = 0.25, 365.25


class TwoTimes(NamedTuple):
    """Two dates or two ages of one story."""

    story: StoryView
    a: Located
    b: Located


def two_deeds(pair: TwoTimes) -> bool:
    """Return True if two days are those of two deeds, one of which follows on the other."""
    if not all(isinstance(v.value.payload, DatePayload) for v in (pair.a, pair.b)):
        return False
    verbs = {v.value.slot.predicate.split(" ")[0] for v in (pair.a, pair.b)}
    return len(verbs) == 2 and "" not in verbs and not verbs.isdisjoint(_following())


@cache
def _following() -> frozenset[str]:
    """Return the verbs for what follows on a deed, each by the word for its sense."""
    words = lexicon.words()
    return frozenset(map(sense, words.following | words.speech_verbs))


def grown_older(pair: TwoTimes) -> bool:
    """Return True if two ages differ by as many years as lie between the articles, or one more."""
    if not (_is_age(pair.a) and _is_age(pair.b)):
        return False
    days = [pair.story.analyses[v.document].document.published for v in (pair.a, pair.b)]
    if None in days:
        return False
    apart = (date.fromisoformat(str(days[1])) - date.fromisoformat(str(days[0]))).days
    years = apart / _DAYS_OF_YEAR
    ages = [
        NumberPayload.of(v.value).quantity.value / (_DAYS_OF_YEAR * 86400) for v in (pair.a, pair.b)
    ]
    return abs(years) >= _LEAST_YEARS and abs(ages[1] - ages[0] - years) <= 1


def _is_age(located: Located) -> bool:
    payload = located.value.payload
    return isinstance(payload, NumberPayload) and payload.family == "age"


def two_places(pair: TwoTimes) -> bool:
    """Return True if two figures are told of one deed in two places, neither within the other."""
    if not all(isinstance(v.value.payload, NumberPayload) for v in (pair.a, pair.b)):
        return False
    first, second = (_places(pair.story, v) for v in (pair.a, pair.b))
    return bool(first) and bool(second) and first.isdisjoint(second)


def _places(story: StoryView, located: Located) -> set[str]:
    """Return the named places, with those around them, of the deed of which a figure is told."""
    predicate = located.value.slot.predicate
    return {
        name
        for value in story.claims[located.claim].values
        if isinstance(value.payload, PlacePayload)
        and value.payload.shape == "named"
        and value.slot.predicate == predicate
        for name in (value.payload.words, *value.payload.within)
    }


FILTERS: tuple[Filter[TwoTimes], ...] = (
    Filter(
        "days-of-two-deeds",
        "One is the day of a statement, a charge, a burial or the like, and the other of a deed.",
        two_deeds,
    ),
    Filter(
        "figures-of-two-places",
        "The figures are told of one deed in two places, neither of which lies in the other.",
        two_places,
    ),
    Filter(
        "ages-of-two-years",
        "The ages differ by the years that lie between the articles.",
        grown_older,
    ),
)
