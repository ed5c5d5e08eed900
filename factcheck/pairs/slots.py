"""Pairs of values that may fill one slot of the story, with the signals for and against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from factcheck.language import lexicon
from factcheck.model import Slot
from factcheck.pairs.fitting import SIGNALS as FIT_SIGNALS
from factcheck.pairs.fitting import Fitting
from factcheck.pairs.signals import (
    OTHER_NAMES,
    OTHER_TIMES,
    SAME_PARTICIPANTS,
    SAME_WORDS,
    SignalDefinition,
    values_of,
)
from factcheck.stories.story import Located, StoryView, Weighed
from factcheck.values import Comparison, family, kinds, slot_kinds
from factcheck.values.numbers import NumberPayload

# With so many words between a value and its verb, the parse is little to go by.
FAR_APART = 12
# So many sentences tell the news; what follows is background, too.
LEAD = 5
# Values of one document and family beyond this number are listings, not claims.
MOST_VALUES = 400


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values, what their kind says of them, and the signals whether they fill one slot."""

    a: Located
    b: Located
    comparison: Comparison
    signals: dict[str, float]


def judged_as(pair: Pair) -> str:
    """Return the kind by which the judge knows a pair.

    Whether two values fill one slot is the same question for numbers and dates: one model learns
    it from both. Identifiers (telephone numbers) are a kind of their own.
    """
    return kinds()[pair.a.value.kind].judged_as(pair.a.value)


def slot_pairs(story: StoryView) -> Iterator[Pair]:
    """Yield the pairs of values of different claims that may fill one slot."""
    groups: dict[str, list[Located]] = defaultdict(list)
    held: dict[tuple[str, int], int] = defaultdict(int)
    filling = slot_kinds()
    for located in story.values:
        if located.value.kind in filling:
            name = family(located.value)
            held[name, located.document] += 1
            if held[name, located.document] <= MOST_VALUES:
                groups[name].append(located)
    for name in sorted(groups):
        members = groups[name]
        kind = kinds()[members[0].value.kind]
        sides = [_side(story, member) for member in members]
        fitting = Fitting(story, members)
        for i, j, fit in zip(
            fitting.first.tolist(), fitting.second.tolist(), fitting.fits(), strict=True
        ):
            a, b = members[i], members[j]
            if _opposed(a, b):
                continue
            comparison = kind.compare(a.value, b.value)
            x, y = sides[i], sides[j]
            wording = story.overlap_of(x.wording, y.wording)
            both = _Both(story, x, y, comparison, wording)
            yield Pair(a, b, comparison, values_of(FIT_SIGNALS, fit) | values_of(OWN_SIGNALS, both))


def _opposed(a: Located, b: Located) -> bool:
    """Tell "their last 10 games" from "their next 23 games", and ranks in different fields.

    A vague word is so near to many figures that it must count the same: "900 guests, several
    children among them".
    """
    x, y = a.value.slot, b.value.slot
    numbers = [p for p in (a.value.payload, b.value.payload) if isinstance(p, NumberPayload)]
    if any(n.vague for n in numbers) and x.head and y.head and x.head != y.head:
        return True
    deixis = lexicon.words().deixis
    if (deixis & set(x.modifiers)) != (deixis & set(y.modifiers)):
        return True
    ranks = any(n.family == "rank" for n in numbers)
    return ranks and (x.near != y.near or x.head != y.head or x.predicate != y.predicate)


class _Side(NamedTuple):
    """A value, with what its signals look at, made once for all pairs that it is in.

    ``apart`` is how far it stands from its verb, 0 to 1; ``outcomes`` are those of which the words
    around it speak: death, injury and the like.
    """

    slot: Slot
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


def _side(story: StoryView, located: Located) -> _Side:
    slot = located.value.slot
    return _Side(
        slot=slot,
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
    )


class _Both(NamedTuple):
    """Two values of one family, how they compare, and how much of their claims is alike."""

    story: StoryView
    x: _Side
    y: _Side
    comparison: Comparison
    wording: float


OWN_SIGNALS: tuple[SignalDefinition[_Both], ...] = (
    SignalDefinition("wording", SAME_WORDS, 1, lambda p: p.wording),
    SignalDefinition(
        "window",
        "the words next to the values are the same",
        1,
        lambda p: p.story.overlap_of(p.x.window, p.y.window),
    ),
    SignalDefinition(
        "head_same", "the same thing is counted", 1, lambda p: _same(p.x.slot.head, p.y.slot.head)
    ),
    SignalDefinition(
        "head_differs",
        "the things counted have different names",
        -1,
        lambda p: _other(p.x.slot.head, p.y.slot.head),
    ),
    SignalDefinition(
        "sort_differs",
        "one counts people and the other things",
        -1,
        lambda p: _other(p.x.slot.sort, p.y.slot.sort),
    ),
    SignalDefinition(
        "verb_same",
        "the same thing is said to have happened",
        1,
        lambda p: _same(p.x.slot.predicate, p.y.slot.predicate),
    ),
    SignalDefinition(
        "verb_differs",
        "different things are said to have happened",
        -1,
        lambda p: _other(p.x.slot.predicate, p.y.slot.predicate),
    ),
    SignalDefinition(
        "role_differs",
        "the values stand in different roles",
        -1,
        lambda p: _other(p.x.slot.role, p.y.slot.role),
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
    # Values far apart are rarely one fact, but a slip in the same words can be any size.
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
SIGNALS: tuple[SignalDefinition[Any], ...] = (*FIT_SIGNALS, *OWN_SIGNALS)


def _same(a: str, b: str) -> float:
    """Return 1 where both are known and equal, else 0."""
    return float(bool(a) and a == b)


def _other(a: str, b: str) -> float:
    """Return 1 where both are known and differ, else 0."""
    return float(bool(a) and bool(b) and a != b)


def _is_lead(story: StoryView, located: Located) -> bool:
    """Tell whether a value stands in the first sentences of its article: the news itself."""
    return story.claims[located.claim].index < LEAD


def _differ(a: frozenset[str], b: frozenset[str]) -> float:
    """Return 1 where both have some and none in common, else 0."""
    return float(bool(a) and bool(b) and a.isdisjoint(b))


def _limits(located: Located) -> float:
    """Return 0.5 where a value is a limit or vague ("at least", "dozens"), else 0."""
    number = located.value.payload
    if not isinstance(number, NumberPayload):
        return 0.0
    return 0.5 * bool(number.quantity.bound or number.vague or number.quantity.about)
