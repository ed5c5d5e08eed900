"""Pairs of values that may fill one slot of the story, with the signals for and against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from factcheck.language import lexicon
from factcheck.pairs.filters import Filter, Screening
from factcheck.pairs.fitting import SIGNALS as FIT_SIGNALS
from factcheck.pairs.fitting import Fitting
from factcheck.pairs.signals import (
    OTHER_NAMES,
    OTHER_TIMES,
    SAME_PARTICIPANTS,
    SAME_WORDS,
    AnySignal,
    SignalDefinition,
    columns_of,
    values_of,
)
from factcheck.stories.story import Located, StoryView, Weighed
from factcheck.values import Comparison, family, kinds, slot_kinds
from factcheck.values.numbers import NumberPayload

# With this many words between a value and its verb the parse is least reliable.
FAR_APART = 12
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
            comparison = kind.compare(a.value, b.value)
            wording = story.overlap_of(x.wording, y.wording)
            both = _TwoValues(story, x, y, comparison, wording)
            signals = values_of(OWN_SIGNALS, both) | dict(zip(names, fit, strict=True))
            yield Pair(a, b, comparison, signals)


class _Side(NamedTuple):
    """What the signals look at in one value, computed once for all its pairs.

    ``apart`` is how far the value is from its verb, 0 to 1. ``outcomes`` are the words for death,
    injury and the like around it, ``deixis`` the words such as "last" and "next". ``limits`` is 0.5
    if it is a limit or vague, else 0.
    """

    head: str
    sort: str
    predicate: str
    role: str
    document: int
    apart: float
    wording: Weighed
    window: Weighed
    context: Weighed
    arguments: Weighed
    names: Weighed
    modifiers: frozenset[str]
    near: frozenset[str]
    times: frozenset[str]
    has_year: bool
    outcomes: frozenset[str]
    is_lead: bool
    limits: float
    is_date: bool
    is_vague: bool
    is_rank: bool
    deixis: frozenset[str]


def _side(story: StoryView, located: Located) -> _Side:
    slot, number = located.value.slot, located.value.payload
    return _Side(
        head=slot.head,
        sort=slot.sort,
        predicate=slot.predicate,
        role=slot.role,
        document=located.document,
        apart=min(1.0, slot.apart / FAR_APART),
        wording=story.weighed(story.claims[located.claim].content),
        window=story.weighed(slot.window),
        context=story.weighed(slot.context),
        arguments=story.weighed(slot.arguments),
        names=story.weighed(slot.names),
        modifiers=frozenset(slot.modifiers),
        near=frozenset(slot.near),
        times=frozenset(slot.times),
        has_year=any(t.isdigit() for t in slot.times),
        outcomes=lexicon.words().outcomes & {slot.predicate, slot.head, *slot.window},
        is_lead=_is_lead(story, located),
        limits=_limits(located),
        is_date=located.value.kind == "date",
        is_vague=isinstance(number, NumberPayload) and number.vague,
        is_rank=isinstance(number, NumberPayload) and number.family == "rank",
        deixis=lexicon.words().deixis.intersection(slot.modifiers),
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
        "last-and-next",
        "One is of the last ones and the other of the next, or the like.",
        lambda sides: sides[0].deixis != sides[1].deixis,
    ),
    Filter(
        "part-and-whole",
        "One is a whole of which its sentence tells a part, as in “12 of the 40 swam”, and the "
        "other tells of a part.",
        lambda sides: _part_and_whole(*sides),
    ),
    Filter(
        "ranks-in-two-fields",
        "They are ranks in two different fields.",
        lambda sides: _ranks_elsewhere(*sides),
    ),
)


def _counts_others_vaguely(x: _Side, y: _Side) -> bool:
    return (x.is_vague or y.is_vague) and bool(_other(x.head, y.head))


def _part_and_whole(x: _Side, y: _Side) -> bool:
    # What is said of the part is not said of the whole.
    return (x.role == "whole") != (y.role == "whole") and x.predicate == y.predicate


def _ranks_elsewhere(x: _Side, y: _Side) -> bool:
    ranks = x.is_rank or y.is_rank
    return ranks and (x.near != y.near or x.head != y.head or x.predicate != y.predicate)


class _TwoValues(NamedTuple):
    """The subject of the signals: two values of one family, and how alike their claims are."""

    story: StoryView
    x: _Side
    y: _Side
    comparison: Comparison
    wording: float


OWN_SIGNALS: tuple[SignalDefinition[_TwoValues], ...] = (
    SignalDefinition("wording", SAME_WORDS, 1, lambda p: p.wording),
    SignalDefinition(
        "window",
        "the words next to the values are the same",
        1,
        lambda p: p.story.overlap_of(p.x.window, p.y.window),
    ),
    SignalDefinition(
        "head_same", "the same thing is counted", 1, lambda p: _same(p.x.head, p.y.head)
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
        "verb_same",
        "the same thing is said to have happened",
        1,
        lambda p: _same(p.x.predicate, p.y.predicate),
    ),
    SignalDefinition(
        "verb_differs",
        "different things are said to have happened",
        -1,
        lambda p: _other(p.x.predicate, p.y.predicate),
    ),
    SignalDefinition(
        "role_differs",
        "the values stand in different roles",
        -1,
        lambda p: _other(p.x.role, p.y.role),
    ),
    SignalDefinition(
        "modifiers_differ",
        "the thing counted is described differently",
        -1,
        lambda p: _differ(p.x.modifiers, p.y.modifiers),
    ),
    SignalDefinition(
        "apart",
        "a value stands far from its verb",
        -1,
        lambda p: max(p.x.apart, p.y.apart),
    ),
    SignalDefinition(
        "arguments",
        SAME_PARTICIPANTS,
        1,
        lambda p: p.story.overlap_of(p.x.arguments, p.y.arguments),
    ),
    SignalDefinition(
        "arguments_differ",
        "other persons or things take part",
        -1,
        lambda p: _differ(p.x.arguments.words, p.y.arguments.words),
    ),
    SignalDefinition(
        "context",
        "the words around the values are the same",
        1,
        lambda p: p.story.overlap_of(p.x.context, p.y.context),
    ),
    SignalDefinition(
        "names",
        "the sentences name the same names",
        1,
        lambda p: p.story.overlap_of(p.x.names, p.y.names),
    ),
    SignalDefinition(
        "names_differ", OTHER_NAMES, -1, lambda p: _differ(p.x.names.words, p.y.names.words)
    ),
    SignalDefinition(
        "near_same",
        "the same names stand next to the values",
        1,
        lambda p: float(not p.x.near.isdisjoint(p.y.near)),
    ),
    SignalDefinition(
        "near_differ",
        "different names stand next to the values",
        -1,
        lambda p: _differ(p.x.near, p.y.near),
    ),
    SignalDefinition(
        "near_one",
        "names stand next to one of the values only",
        -1,
        lambda p: float(bool(p.x.near) != bool(p.y.near)),
    ),
    SignalDefinition("times_differ", OTHER_TIMES, -1, lambda p: _differ(p.x.times, p.y.times)),
    SignalDefinition(
        "times_one",
        "only one sentence names a year",
        -1,
        lambda p: float(p.x.has_year != p.y.has_year),
    ),
    SignalDefinition(
        "outcome_differs",
        "one speaks of death, injury or damage and the other does not",
        -1,
        lambda p: float(p.x.outcomes != p.y.outcomes),
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
    SignalDefinition(
        "kinship",
        "the articles share many names",
        1,
        lambda p: float(p.story.kinship[p.x.document, p.y.document]),
    ),
    # Values far apart are rarely one fact, but in the same words a slip can be of any size.
    SignalDefinition(
        "distance",
        "the values lie far apart",
        -1,
        lambda p: round(p.comparison.distance * (1 - p.wording), 3),
    ),
    SignalDefinition(
        "limits", "a value is a limit or vague", -1, lambda p: p.x.limits + p.y.limits
    ),
    SignalDefinition("is_date", "the values are dates", 0, lambda p: float(p.x.is_date)),
)
SIGNALS: tuple[AnySignal, ...] = (*FIT_SIGNALS, *OWN_SIGNALS)


def _same(a: str, b: str) -> float:
    """Return 1.0 if both are known and equal, else 0.0."""
    return float(bool(a) and a == b)


def _other(a: str, b: str) -> float:
    """Return 1.0 if both are known and differ, else 0.0."""
    return float(bool(a) and bool(b) and a != b)


def _is_lead(story: StoryView, located: Located) -> bool:
    """Return True if a value is in the first sentences of its article."""
    return story.claims[located.claim].index < LEAD


def _differ(a: frozenset[str], b: frozenset[str]) -> float:
    """Return 1.0 if neither set is empty and they have nothing in common, else 0.0."""
    return float(bool(a) and bool(b) and a.isdisjoint(b))


def _limits(located: Located) -> float:
    """Return 0.5 if a value is a limit or vague ("at least", "dozens"), else 0.0."""
    number = located.value.payload
    if not isinstance(number, NumberPayload):
        return 0.0
    return 0.5 * bool(number.quantity.bound or number.vague or number.quantity.about)
