"""People and things that two articles call by different names or titles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from factcheck.language import lexicon
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Filter
from factcheck.pairs.inventory import Held, by_body, by_person, name_of, one_given, one_surname
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


# The places of either surname.
NAMESAKES: tuple[Filter[tuple[Sequence[Located], Sequence[Located]]], ...] = (
    Filter(
        "surnames-of-one-article",
        "An article has both surnames after the same initials, so they are two people.",
        lambda both: bool(documents_of(both[0]) & documents_of(both[1])),
    ),
)
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
                if not comparison.screening.passes(NAMESAKES, (held[a], held[b])):
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

    a: Sequence[Held]
    b: Sequence[Held]
    holders: Sequence[Held]
    exclusive: float
    few: int
    many: int


ROLE_SIGNALS: tuple[SignalDefinition[_Roles], ...] = (
    SignalDefinition("exclusive", "one holder hardly has both roles", 1, lambda r: r.exclusive),
    SignalDefinition(
        "full_name",
        "both give the holder's full name",
        1,
        lambda r: float(
            all(any(h.holder.given or _is_body(h) for h in side) for side in (r.a, r.b))
        ),
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


def _in_both(a: Sequence[Held], b: Sequence[Held]) -> float:
    """Return the share of the documents of the rarer role that give the other, too."""
    first, second = (documents_of(h.located for h in side) for side in (a, b))
    return len(first & second) / min(len(first), len(second))


def role_rivals(comparison: StoryComparison) -> Iterator[Rival]:
    """Yield pairs of roles of one holder that exclude each other, from different documents."""
    story = comparison.story
    for holders in _by_holder(comparison.inventory.roles):
        counts = Counter(" ".join(name_of(h)) for h in holders)
        label = min(counts, key=lambda n: (-len(n), -counts[n], n)).title()
        given: dict[str, list[Held]] = defaultdict(list)
        for holder in holders:
            # What is past or to come is another role than what is.
            value = holder.located.value
            given[f"{role_of(value).time} {value.normalized}"].append(holder)
        roles = sorted(given)
        for n, a in enumerate(roles):
            for b in roles[n + 1 :]:
                yield from _excluding(story, label, given[a], given[b], holders)


def _by_holder(roles: Iterable[Held]) -> Iterator[list[Held]]:
    """Yield the roles of each person, and of each body."""
    held = list(roles)
    yield from by_body(h for h in held if _is_body(h))
    yield from by_person(h for h in held if not _is_body(h))


def _is_body(held: Held) -> bool:
    """Return True if a role is one of organisations, not of people."""
    return role_of(held.located.value).office in lexicon.people().organisations


def _excluding(
    story: StoryView,
    label: str,
    a: Sequence[Held],
    b: Sequence[Held],
    holders: Sequence[Held],
) -> Iterator[Rival]:
    """Yield the rival that two roles of one of the ``holders`` make, if they exclude each other."""
    comparison = KIND.compare(a[0].located.value, b[0].located.value)
    if comparison.relation != "conflict":
        return
    held = [[h.located for h in side] for side in (a, b)]
    few, many = sorted(witnesses(story, side) for side in held)
    if len(documents_of([*held[0], *held[1]])) < 2:
        return
    yield Rival(
        "role",
        tuple(m.spot for m in held[0]),
        tuple(m.spot for m in held[1]),
        (held[0][0].value.text, held[1][0].value.text),
        values_of(ROLE_SIGNALS, _Roles(a, b, holders, comparison.distance, few, many)),
        (a[0].located.value.normalized, b[0].located.value.normalized),
        label=f"role of {label}",
        reason=comparison.reason,
    )


def _at_another_time(holder: Held, others: Iterable[Held]) -> bool:
    """Tell whether someone is said to have had, or to get, what others say is the role now."""
    said = role_of(holder.located.value)
    roles = [role_of(other.located.value) for other in others]
    return any(said.time != r.time and said.canonical == r.canonical for r in roles)


@dataclass(frozen=True)
class _OnePost:
    """Two people who are said to have one role, and what their roles have in common.

    ``bodies_known`` says whether a body is given with both, ``both_named`` whether an article names
    both people.
    """

    story: StoryView
    first: Sequence[Located]
    second: Sequence[Located]
    bodies_known: bool
    same_body: bool
    same_first: bool
    both_named: bool

    @cached_property
    def cosine(self) -> float:
        """How alike their most alike sentences are."""
        return self.story.alike(self.first, self.second)


HOLDERS: tuple[Filter[_OnePost], ...] = (
    Filter(
        "holders-of-one-article",
        "An article gives the role to both people.",
        lambda p: bool(documents_of(p.first) & documents_of(p.second)),
    ),
    Filter(
        "posts-of-two-bodies",
        "The roles are posts in two different bodies.",
        lambda p: p.bodies_known and not p.same_body,
    ),
    Filter(
        "posts-in-unlike-sentences",
        "The sentences are not alike, and one may have followed the other in the post.",
        lambda p: p.cosine < ALIKE and not p.same_first,
    ),
)
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
    SignalDefinition("lone", ONE_AGAINST_SEVERAL, 1, lambda p: lone(p.story, p.first, p.second)),
    SignalDefinition(
        "both_named", "an article names both people", -1, lambda p: float(p.both_named)
    ),
)


def holder_rivals(comparison: StoryComparison) -> Iterator[Rival]:
    """Yield pairs of people who are both said to have a role that only one can have."""
    story = comparison.story
    by_role: dict[str, list[Held]] = defaultdict(list)
    for holder in comparison.inventory.roles:
        role = role_of(holder.located.value)
        if only_one(role):
            by_role[role.canonical].append(holder)
    named: dict[str, set[int]] = defaultdict(set)
    for located in story.of_kind("name"):
        named[located.value.normalized].add(located.document)
    for name, holders in sorted(by_role.items()):
        for a, b in _two_people(holders):
            both_named = bool(named[a[0].holder.surname] & named[b[0].holder.surname])
            rival = _one_post(comparison, name, a, b, both_named)
            if rival is not None:
                yield rival


def _two_people(holders: Sequence[Held]) -> Iterator[tuple[list[Held], list[Held]]]:
    """Yield each two groups of holders with surnames that surely belong to two people."""
    by_surname: dict[str, list[Held]] = defaultdict(list)
    for holder in holders:
        by_surname[holder.holder.surname].append(holder)
    for a, b in combinations(sorted(by_surname), 2):
        first, second = by_surname[a], by_surname[b]
        contains = any(a in name_of(h) for h in second) or any(b in name_of(h) for h in first)
        if not one_surname(a, b) and not contains and min(len(a), len(b)) > 1:
            yield first, second


def _one_post(
    comparison: StoryComparison, name: str, a: Sequence[Held], b: Sequence[Held], named: bool
) -> Rival | None:
    """Return the rival that two holders of one role make, None if it may be two posts.

    ``named`` says whether an article names both.
    """
    story = comparison.story
    held = [[h.located for h in side] for side in (a, b)]
    bodies = [{body_of(r.value) for r in side if body_of(r.value)} for side in held]
    same_body = any(set(x) <= set(y) or set(y) <= set(x) for x in bodies[0] for y in bodies[1])
    given = [{h.holder.given for h in side if h.holder.given} for side in (a, b)]
    same_first = all(given) and all(one_given(x, y) for x in given[0] for y in given[1])
    post = _OnePost(story, held[0], held[1], all(bodies), same_body, same_first, named)
    if not comparison.screening.passes(HOLDERS, post):
        return None
    longest = sorted((*bodies[0], *bodies[1]), key=lambda b: (len(b), b))
    body = " ".join(longest[-1]).title() if longest else ""
    spots = [tuple(dict.fromkeys(_surname(r) for r in side)) for side in held]
    return Rival(
        "holder",
        spots[0],
        spots[1],
        (story.text(spots[0][0]), story.text(spots[1][0])),
        values_of(HOLDER_SIGNALS, post),
        label=f"who is the {name} of {body}" if body else f"who is the {name}",
    )


def _surname(located: Located) -> Spot:
    return Spot(located.document, located.claim, *surname_of(located.value))
