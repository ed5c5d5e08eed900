"""Pairs of values that may fill one slot of the story, with the signals for and against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from rapidfuzz.distance import DamerauLevenshtein

from factcheck.pairs import ages, times
from factcheck.pairs.filters import Filter, Screening
from factcheck.pairs.fitting import SIGNALS as FIT_SIGNALS
from factcheck.pairs.fitting import Fitting
from factcheck.pairs.signals import (
    SAME_PARTICIPANTS,
    AnySignal,
    SignalDefinition,
    columns_of,
    values_of,
)
from factcheck.stories.story import Located, StoryView, Weighed
from factcheck.values import Comparison, family, kinds, slot_kinds
from factcheck.values.numbers import NumberPayload

T = TypeVar("T")

# The first sentences of an article, which give the news; later ones give background, too.
LEAD = 5
# Values of one family in one document beyond this number are a listing, not claims.
MOST_VALUES = 400


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values, how their kind compares them, and the signals whether they fill one slot."""

    a: Located
    b: Located
    comparison: Comparison
    signals: dict[str, float]


def judged_as(pair: Pair) -> str:
    """Return the kind of a pair, as the judge knows it.

    Numbers and dates are one kind, because one model tells for both whether two values fill one
    slot. Identifiers (telephone numbers) are a kind of their own.
    """
    return kinds()[pair.a.value.kind].judged_as(pair.a.value)


def slot_pairs(story: StoryView, screening: Screening) -> Iterator[Pair]:
    """Yield the pairs of values of different claims that may fill one slot."""
    groups: dict[str, list[Located]] = defaultdict(list)
    counts: dict[tuple[str, int], int] = defaultdict(int)
    with_slots = slot_kinds()
    holders = ages.holders(story)
    for located in story.values:
        if located.value.kind in with_slots:
            name = family(located.value)
            counts[name, located.document] += 1
            if screening.passes(LISTINGS, counts[name, located.document]):
                groups[name].append(located)
    for name in sorted(groups):
        members = groups[name]
        kind = kinds()[members[0].value.kind]
        sides = [_side(story, member) for member in members]
        fitting = Fitting(story, members, screening)
        columns = columns_of(FIT_SIGNALS, fitting.fit())
        names, rows = list(columns), [column.tolist() for column in columns.values()]
        pairs = zip(fitting.first.tolist(), fitting.second.tolist(), *rows, strict=True)
        for i, j, *fit in pairs:
            x, y = sides[i], sides[j]
            if not screening.passes(SIDES, (x, y)):
                continue
            a, b = members[i], members[j]
            if not screening.passes(times.FILTERS, times.TwoTimes(story, a, b)):
                continue
            comparison = kind.compare(a.value, b.value)
            two_ages = ages.TwoAges(story, a, b, comparison.relation, holders)
            if not screening.passes(ages.FILTERS, two_ages):
                continue
            wording = story.overlap_of(x.wording, y.wording)
            both = _TwoValues(story, x, y, comparison, wording)
            signals = values_of(OWN_SIGNALS, both) | dict(zip(names, fit, strict=True))
            yield Pair(a, b, comparison, signals)


class _Side(NamedTuple):
    """What the signals look at in one value, computed once for all its pairs.

    ``wording`` are the content words of the sentence. ``which`` are words such as "last" and
    "another". ``figures`` are all values of the sentence by kind and form, ``own`` is the value
    itself. ``position`` is where the sentence stands in the article, 0 to 1.
    """

    head: str
    sort: str
    predicate: str
    document: int
    wording: Weighed
    window: Weighed
    context: Weighed
    arguments: Weighed
    has_year: bool
    is_lead: bool
    is_vague: bool
    is_whole: bool
    which: frozenset[str]
    figures: frozenset[tuple[str, str]]
    own: tuple[str, str]
    digits: str
    position: float


def _side(story: StoryView, located: Located) -> _Side:
    slot, number = located.value.slot, located.value.payload
    claim = story.claims[located.claim]
    return _Side(
        head=slot.head,
        sort=slot.sort,
        predicate=slot.predicate,
        document=located.document,
        wording=story.weighed(claim.content),
        window=story.weighed(slot.window),
        context=story.weighed(slot.context),
        arguments=story.weighed(slot.arguments),
        has_year=slot.has_year,
        is_lead=_is_lead(story, located),
        is_vague=isinstance(number, NumberPayload) and number.vague,
        is_whole=slot.role == "whole",
        which=frozenset(slot.which),
        figures=story.figures[located.claim],
        own=(located.value.kind, located.value.normalized),
        digits="".join(c for c in story.text(located.spot) if c.isdecimal()),
        position=claim.index / max(1, len(story.analyses[located.document].claims)),
    )


# The position of a value among those of its family in its document, from 1.
LISTINGS: tuple[Filter[int], ...] = (
    Filter(
        "long-listings",
        f"An article gives more than {MOST_VALUES} values of one sort: a table, and no claims.",
        lambda number: number > MOST_VALUES,
    ),
)
SIDES: tuple[Filter[tuple[_Side, _Side]], ...] = (
    # A vague word is compatible with many figures, so both must count the same thing. These do not:
    # "900 guests, several children among them".
    Filter(
        "vague-count-of-others",
        "One value is as vague as “several” and counts something else than the other.",
        lambda sides: _counts_others_vaguely(*sides),
    ),
    Filter(
        "one-of-several",
        "One is said of the first, another or the next of several things, the other is not.",
        lambda sides: sides[0].which != sides[1].which,
    ),
    Filter(
        "part-and-whole",
        "One is a whole of which its sentence tells a part, as in “12 of the 40 swam”, and the "
        "other tells of a part.",
        lambda sides: _part_and_whole(*sides),
    ),
)


def _counts_others_vaguely(x: _Side, y: _Side) -> bool:
    return (x.is_vague or y.is_vague) and bool(_other(x.head, y.head))


def _part_and_whole(x: _Side, y: _Side) -> bool:
    # What is said of the part is not said of the whole.
    return x.is_whole != y.is_whole and x.predicate == y.predicate


class _TwoValues(NamedTuple):
    """The subject of the signals: two values of one family, and how alike their claims are."""

    story: StoryView
    x: _Side
    y: _Side
    comparison: Comparison
    wording: float


OWN_SIGNALS: tuple[SignalDefinition[_TwoValues], ...] = (
    SignalDefinition(
        "window",
        "the words next to the values are the same",
        1,
        lambda p: p.story.overlap_of(p.x.window, p.y.window),
    ),
    SignalDefinition(
        "head_differs",
        "the things counted have different names",
        -1,
        lambda p: _other(p.x.head, p.y.head),
    ),
    SignalDefinition(
        "sort_differs",
        "one counts people and the other things",
        -1,
        lambda p: _other(p.x.sort, p.y.sort),
    ),
    SignalDefinition(
        "arguments",
        SAME_PARTICIPANTS,
        1,
        lambda p: p.story.overlap_of(p.x.arguments, p.y.arguments),
    ),
    SignalDefinition(
        "context",
        "the words around the values are the same",
        1,
        lambda p: p.story.overlap_of(p.x.context, p.y.context),
    ),
    SignalDefinition(
        "times_one",
        "only one sentence names a year",
        -1,
        lambda p: float(p.x.has_year != p.y.has_year),
    ),
    SignalDefinition(
        "same_document",
        "both values stand in one article",
        -1,
        lambda p: float(p.x.document == p.y.document),
    ),
    SignalDefinition(
        "lead",
        "the values stand in the first sentences",
        1,
        lambda p: (p.x.is_lead + p.y.is_lead) / 2,
    ),
    # Values far apart are rarely one fact, but in the same words a slip can be of any size.
    SignalDefinition(
        "distance",
        "the values lie far apart",
        -1,
        lambda p: round(p.comparison.distance * (1 - p.wording), 3),
    ),
    SignalDefinition(
        "other_figures",
        "the sentences give other figures, too, and none in common",
        -1,
        lambda p: _differ(_others(p.x, p.y), _others(p.y, p.x)),
    ),
    SignalDefinition(
        "slip", "the values differ in one digit", 1, lambda p: _one_digit(p.x.digits, p.y.digits)
    ),
    SignalDefinition(
        "position",
        "the sentences stand at different places of their articles",
        -1,
        lambda p: round(abs(p.x.position - p.y.position), 3),
    ),
)
SIGNALS: tuple[AnySignal, ...] = (*FIT_SIGNALS, *OWN_SIGNALS)


def _other(a: str, b: str) -> float:
    """Return 1.0 if both are known and differ, else 0.0."""
    return float(bool(a) and bool(b) and a != b)


def _is_lead(story: StoryView, located: Located) -> bool:
    """Return True if a value is in the first sentences of its article."""
    return story.claims[located.claim].index < LEAD


def _others(x: _Side, y: _Side) -> frozenset[tuple[str, str]]:
    """Return the values of the sentence of ``x`` besides the two that are compared."""
    return x.figures - {x.own, y.own}


def _one_digit(a: str, b: str) -> float:
    """Return 1.0 if one digit is wrong, missing, added, or has changed places with the next."""
    longer = min(len(a), len(b)) > 1
    return float(longer and DamerauLevenshtein.distance(a, b, score_cutoff=1) == 1)


def _differ(a: frozenset[T], b: frozenset[T]) -> float:
    """Return 1.0 if neither set is empty and they have nothing in common, else 0.0."""
    return float(bool(a) and bool(b) and a.isdisjoint(b))
