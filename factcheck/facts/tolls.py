"""Tolls: counts of dead, injured, missing and the like, which change from day to day.

A toll that is higher in a report of a later day is an update and no contradiction, whatever its
verb. A figure of the same day that does not fit is one, also where an update stands beside it: of
31 and 13 on one day and 34 on the next, 34 is an update and 13 is not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factcheck.language import lexicon
from factcheck.model import Relation, Value
from factcheck.stories.story import Located, StoryView
from factcheck.values import kinds
from factcheck.values.numbers import NumberPayload

# Outcomes of which there are fewer as time goes on.
_FALLING = frozenset(("missing", "trapped"))
# Of two tolls without a day the higher may be a later one if it is at most this many times as high.
MAY_RISE = 1.5
LATER = "the higher one is of a later day"
CHANGED = "they are of two days"
UNDATED = "a toll may rise, and the reports are undated"


@dataclass(frozen=True, slots=True)
class TollPart:
    """Some values of a toll, by their normalised forms, and how they relate."""

    relation: Relation
    reason: str
    values: tuple[str, ...]


def is_toll(value: Value) -> bool:
    """Return True if a value is a number of dead, injured, damaged or the like."""
    if not isinstance(value.payload, NumberPayload) or value.payload.family != "count":
        return False
    slot, words = value.slot, lexicon.words()
    # "The toll was put at 34": a bare number is about what its verb is said of.
    about = {slot.head, slot.predicate, *(() if slot.head else slot.arguments)}
    return bool(words.outcomes & about) or slot.head in words.tolls


def toll_parts(
    story: StoryView, by_value: Mapping[str, Sequence[Located]], order: Sequence[str]
) -> tuple[TollPart, ...]:
    """Return the contradictions and the updates among the values of a fact.

    ``by_value`` has the mentions of each value, ``order`` their normalised forms, the one that most
    articles give first. The result is empty where the fact is no toll, or nothing is an update.
    """
    if not all(is_toll(m.value) for mentions in by_value.values() for m in mentions):
        return ()
    updates: list[str] = [order[0]]
    against: list[str] = []
    reasons: list[str] = []
    for form in order[1:]:
        said = [_update(story, by_value[form], by_value[other]) for other in updates]
        if None in said:
            against.append(form)
        else:
            updates.append(form)
            reasons += [reason for reason in said if reason]
    if not reasons:
        return ()
    parts = [TollPart("drift", reasons[0], tuple(updates))]
    if against:
        rivals = {
            other
            for form in against
            for other in updates
            if _update(story, by_value[form], by_value[other]) is None
        }
        values = tuple(form for form in order if form in rivals or form in against)
        parts.insert(0, TollPart("conflict", "the figures differ", values))
    return tuple(parts)


def _update(story: StoryView, a: Sequence[Located], b: Sequence[Located]) -> str | None:
    """Return why one of two values may be a later count, "" if both fit, None if it is not."""
    if kinds()[a[0].value.kind].compare(a[0].value, b[0].value).relation in ("same", "compatible"):
        return ""
    first, second = _first_day(story, a), _first_day(story, b)
    if first is None and second is None:
        low, high = sorted((_size(a[0]), _size(b[0])))
        return UNDATED if high <= MAY_RISE * low else None
    if first is None or second is None or first == second:
        return None
    if _FALLING & {a[0].value.slot.head, a[0].value.slot.predicate}:
        return CHANGED
    rises = (_size(a[0]) < _size(b[0])) == (first < second)
    return LATER if rises else None


def _first_day(story: StoryView, mentions: Sequence[Located]) -> str | None:
    """Return the day of the first report that gives a value, None where a day is unknown."""
    days = [story.analyses[m.document].document.published for m in mentions]
    return None if None in days else min(day for day in days if day is not None)


def _size(located: Located) -> float:
    return NumberPayload.of(located.value).quantity.value
