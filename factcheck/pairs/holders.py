"""People and things that two articles call by different names or titles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.people import Holder, by_holder, holders_of, is_thing, one_first, two_people
from factcheck.pairs.rival import Rival
from factcheck.pairs.signals import (
    ALIKE_IN_MEANING,
    ONE_AGAINST_SEVERAL,
    SignalDefinition,
    values_of,
)
from factcheck.stories.independence import lone, witnesses
from factcheck.stories.story import Located, Spot, StoryView, documents_of
from factcheck.values.names import NamePayload
from factcheck.values.roles import KIND, body_of, only_one, role_of, surname_of

# Whoever has one post may have left it to another since: two names with nothing in common are
# rivals only where the sentences are alike.
ALIKE = 0.7


# They look at the cosine of the most alike sentences about the two.
NAMESAKE_SIGNALS: tuple[SignalDefinition[float], ...] = (
    SignalDefinition("cosine", ALIKE_IN_MEANING, 1, lambda cosine: cosine),
)


def namesake_rivals(comparison: StoryComparison) -> Iterator[Rival]:
    """Yield pairs of surnames that follow the same initials ("A.J. Smith", "A.J. Butler").

    Two people of one story rarely share two initials; where no article has both names, one of
    them is likely the wrong one.
    """
    story = comparison.story
    by_initials: dict[str, dict[str, list[Located]]] = defaultdict(lambda: defaultdict(list))
    for located in story.of_kind("name"):
        name = NamePayload.of(located.value)
        if name.initials and not name.after:
            by_initials[name.initials][located.value.normalized].append(located)
    for held in by_initials.values():
        surnames = sorted(held, key=lambda s: (-len(documents_of(held[s])), s))
        for n, a in enumerate(surnames):
            for b in surnames[n + 1 :]:
                if documents_of(held[a]) & documents_of(held[b]):
                    continue
                yield Rival(
                    "namesake",
                    tuple(m.spot for m in held[a]),
                    tuple(m.spot for m in held[b]),
                    (held[a][0].value.text, held[b][0].value.text),
                    values_of(NAMESAKE_SIGNALS, story.alike(held[a], held[b])),
                )


class _Roles(NamedTuple):
    """Those with two roles of one holder, all its roles, how far the two exclude each other.

    ``few`` and ``many`` are the numbers of independent sources of either, the lower one first.
    """

    a: Sequence[Holder]
    b: Sequence[Holder]
    holders: Sequence[Holder]
    exclusive: float
    few: int
    many: int


ROLE_SIGNALS: tuple[SignalDefinition[_Roles], ...] = (
    SignalDefinition("exclusive", "one holder hardly has both roles", 1, lambda r: r.exclusive),
    SignalDefinition(
        "full_name",
        "both give the holder's full name",
        1,
        lambda r: float(all(any(h.first or is_thing(h) for h in side) for side in (r.a, r.b))),
    ),
    SignalDefinition(
        "lone",
        ONE_AGAINST_SEVERAL,
        1,
        lambda r: min(1.0, (r.many - 1) / 2) if r.few == 1 else 0.0,
    ),
    SignalDefinition(
        "same_document", "both values stand in one article", -1, lambda r: _in_both(r.a, r.b)
    ),
    SignalDefinition(
        "changed",
        "one of the roles is said to come before or after",
        -1,
        lambda r: float(any(_at_another_time(h, (r.a[0], r.b[0])) for h in r.holders)),
    ),
)


def _in_both(a: Sequence[Holder], b: Sequence[Holder]) -> float:
    """Return the share of the documents of the rarer role that give the other, too."""
    first, second = (documents_of(h.role for h in side) for side in (a, b))
    return len(first & second) / min(len(first), len(second))


def role_rivals(comparison: StoryComparison) -> Iterator[Rival]:
    """Yield pairs of roles of one holder that exclude each other, from different documents."""
    story = comparison.story
    for label, holders in by_holder(story):
        given: dict[str, list[Holder]] = defaultdict(list)
        for holder in holders:
            # What is past or to come is another role than what is.
            value = holder.role.value
            given[f"{role_of(value).time} {value.normalized}"].append(holder)
        roles = sorted(given)
        for n, a in enumerate(roles):
            for b in roles[n + 1 :]:
                yield from _excluding(story, label, given[a], given[b], holders)


def _excluding(
    story: StoryView,
    label: str,
    a: Sequence[Holder],
    b: Sequence[Holder],
    holders: Sequence[Holder],
) -> Iterator[Rival]:
    """Yield the rival that two roles of one of the ``holders`` make, if they exclude each other."""
    comparison = KIND.compare(a[0].role.value, b[0].role.value)
    if comparison.relation != "conflict":
        return
    held = [[h.role for h in side] for side in (a, b)]
    few, many = sorted(witnesses(story, side) for side in held)
    if len(documents_of([*held[0], *held[1]])) < 2:
        return
    yield Rival(
        "role",
        tuple(m.spot for m in held[0]),
        tuple(m.spot for m in held[1]),
        (held[0][0].value.text, held[1][0].value.text),
        values_of(ROLE_SIGNALS, _Roles(a, b, holders, comparison.distance, few, many)),
        (a[0].role.value.normalized, b[0].role.value.normalized),
        label=f"role of {label}",
        reason=comparison.reason,
    )


def _at_another_time(holder: Holder, others: Iterable[Holder]) -> bool:
    """Tell whether someone is said to have had, or to get, what others say is the role now."""
    said = role_of(holder.role.value)
    roles = [role_of(other.role.value) for other in others]
    return any(said.time != r.time and said.canonical == r.canonical for r in roles)


class _OnePost(NamedTuple):
    """What two people who are said to have one role have in common."""

    cosine: float
    same_body: bool
    same_first: bool
    lone: float
    both_named: bool


HOLDER_SIGNALS: tuple[SignalDefinition[_OnePost], ...] = (
    SignalDefinition("cosine", ALIKE_IN_MEANING, 1, lambda p: p.cosine),
    SignalDefinition(
        "same_body", "the role is one in the same body", 1, lambda p: float(p.same_body)
    ),
    SignalDefinition(
        "same_first",
        "the first names or initials are the same",
        1,
        lambda p: float(p.same_first),
    ),
    SignalDefinition("lone", ONE_AGAINST_SEVERAL, 1, lambda p: p.lone),
    SignalDefinition(
        "both_named", "an article names both people", -1, lambda p: float(p.both_named)
    ),
)


def holder_rivals(comparison: StoryComparison) -> Iterator[Rival]:
    """Yield pairs of people who are both said to have a role that only one can have."""
    story = comparison.story
    by_role: dict[str, list[Holder]] = defaultdict(list)
    for holder in holders_of(story):
        role = role_of(holder.role.value)
        if only_one(role):
            by_role[role.canonical].append(holder)
    named: dict[str, set[int]] = defaultdict(set)
    for located in story.of_kind("name"):
        named[located.value.normalized].add(located.document)
    for name, holders in sorted(by_role.items()):
        for a, b in two_people(holders):
            both_named = bool(named[a[0].surname] & named[b[0].surname])
            yield from _one_post(story, name, a, b, both_named)


def _one_post(
    story: StoryView, name: str, a: Sequence[Holder], b: Sequence[Holder], both_named: bool
) -> Iterator[Rival]:
    """Yield the rival that two holders of one role make, if it may be one post."""
    held = [[h.role for h in side] for side in (a, b)]
    if documents_of(held[0]) & documents_of(held[1]):
        return
    bodies = [{body_of(r.value) for r in side if body_of(r.value)} for side in held]
    same_body = any(set(x) <= set(y) or set(y) <= set(x) for x in bodies[0] for y in bodies[1])
    if all(bodies) and not same_body:
        return
    firsts = [{h.first for h in side if h.first} for side in (a, b)]
    same_first = all(firsts) and one_first(firsts[0] | firsts[1])
    cosine = story.alike(*held)
    if cosine < ALIKE and not same_first:
        return
    longest = sorted((*bodies[0], *bodies[1]), key=lambda b: (len(b), b))
    body = " ".join(longest[-1]).title() if longest else ""
    spots = [tuple(dict.fromkeys(_surname(r) for r in side)) for side in held]
    yield Rival(
        "holder",
        spots[0],
        spots[1],
        (story.text(spots[0][0]), story.text(spots[1][0])),
        values_of(
            HOLDER_SIGNALS,
            _OnePost(cosine, same_body, same_first, lone(story, *held), both_named),
        ),
        label=f"who is the {name} of {body}" if body else f"who is the {name}",
    )


def _surname(located: Located) -> Spot:
    return Spot(located.document, located.claim, *surname_of(located.value))
