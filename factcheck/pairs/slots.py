"""Pairs of values that may fill one slot of the story, with the signals for and against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from factcheck.language import lexicon
from factcheck.model import Slot
from factcheck.pairs.fitting import Fitting
from factcheck.stories.story import Located, StoryView
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


def slot_pairs(story: StoryView) -> tuple[Pair, ...]:
    """Return the pairs of values of different claims that may fill one slot; found once."""
    held = story.memory.get("slot pairs")
    if held is None:
        held = story.memory["slot pairs"] = tuple(_slot_pairs(story))
    return cast("tuple[Pair, ...]", held)


def judged_as(pair: Pair) -> str:
    """Return the kind by which the judge knows a pair.

    Whether two values fill one slot is the same question for numbers and dates: one model learns
    it from both. Identifiers (telephone numbers) are a kind of their own.
    """
    return kinds()[pair.a.value.kind].judged_as(pair.a.value)


def _slot_pairs(story: StoryView) -> Iterator[Pair]:
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
        fitting = Fitting(story, members)
        fits = fitting.signals()
        names, columns = list(fits), [column.tolist() for column in fits.values()]
        pairs = zip(fitting.first.tolist(), fitting.second.tolist(), *columns, strict=True)
        for i, j, *values in pairs:
            a, b = members[i], members[j]
            if _opposed(a, b):
                continue
            comparison = kind.compare(a.value, b.value)
            found = signals(story, a, b) | dict(zip(names, values, strict=True))
            # Values far apart are rarely one fact, but a slip in the same words can be any size.
            found["distance"] = round(comparison.distance * (1 - found["wording"]), 3)
            found["limits"] = _limits(a) + _limits(b)
            found["is_date"] = float(a.value.kind == "date")
            yield Pair(a, b, comparison, found)


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


def signals(story: StoryView, a: Located, b: Located) -> dict[str, float]:
    """Return the named signals of a pair, each roughly between 0 and 1."""
    x, y = a.value.slot, b.value.slot
    head = bool(x.head) and x.head == y.head
    verb = bool(x.predicate) and x.predicate == y.predicate
    return {
        "wording": story.overlap(story.claims[a.claim].content, story.claims[b.claim].content),
        "window": story.overlap(x.window, y.window),
        "head_same": float(head),
        "head_differs": float(bool(x.head) and bool(y.head) and not head),
        "sort_differs": float(bool(x.sort) and bool(y.sort) and x.sort != y.sort),
        "verb_same": float(verb),
        "verb_differs": float(bool(x.predicate) and bool(y.predicate) and not verb),
        "role_differs": float(bool(x.role) and bool(y.role) and x.role != y.role),
        "modifiers_differ": _differ(x.modifiers, y.modifiers),
        "apart": min(1.0, max(x.apart, y.apart) / FAR_APART),
        "arguments": story.overlap(x.arguments, y.arguments),
        "arguments_differ": _differ(x.arguments, y.arguments),
        "context": story.overlap(x.context, y.context),
        "names": story.overlap(x.names, y.names),
        "names_differ": _differ(x.names, y.names),
        "near_same": float(bool(set(x.near) & set(y.near))),
        "near_differ": _differ(x.near, y.near),
        "near_one": float(bool(x.near) != bool(y.near)),
        "times_differ": _differ(x.times, y.times),
        "times_one": float(_years(x.times) != _years(y.times)),
        "outcome_differs": float(_outcomes(x) != _outcomes(y)),
        "same_document": float(a.document == b.document),
        "lead": (_is_lead(story, a) + _is_lead(story, b)) / 2,
        "kinship": float(story.kinship[a.document, b.document]),
    }


def _is_lead(story: StoryView, located: Located) -> bool:
    """Tell whether a value stands in the first sentences of its article: the news itself."""
    return story.claims[located.claim].index < LEAD


def _differ(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    return float(bool(a) and bool(b) and not set(a) & set(b))


def _years(times: tuple[str, ...]) -> bool:
    return any(t.isdigit() for t in times)


def _outcomes(slot: Slot) -> frozenset[str]:
    """Return which outcomes (death, injury, ...) the words around a value speak of."""
    return lexicon.words().outcomes & {slot.predicate, slot.head, *slot.window}


def _limits(located: Located) -> float:
    """Return 0.5 where a value is a limit or vague ("at least", "dozens"), else 0."""
    number = located.value.payload
    if not isinstance(number, NumberPayload):
        return 0.0
    return 0.5 * bool(number.quantity.bound or number.vague or number.quantity.about)
