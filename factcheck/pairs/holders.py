"""Posts that two articles give to different people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Filter
from factcheck.pairs.inventory import Held, name_of, one_given, one_surname
from factcheck.pairs.rival import Rival
from factcheck.pairs.signals import (
    ALIKE_IN_MEANING,
    ONE_AGAINST_SEVERAL,
    SignalDefinition,
    values_of,
)
from factcheck.stories.independence import lone
from factcheck.stories.story import Located, Spot, StoryView, documents_of
from factcheck.values.roles import body_of, only_one, role_of, surname_of

# Whoever has one post may have left it to another since: two names with nothing in common are
# rivals only where the sentences are alike.
ALIKE = 0.7


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
