"""One person under two given names: a surname with the same post or age, but another first name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Filter
from factcheck.pairs.inventory import SPELLING, Held, Holder, Inventory, same_person
from factcheck.pairs.rival import Rival
from factcheck.pairs.signals import (
    ALIKE_IN_MEANING,
    ONE_AGAINST_SEVERAL,
    SignalDefinition,
    values_of,
)
from factcheck.stories.independence import outnumbered
from factcheck.stories.story import StoryView
from factcheck.values.attributes import KIND
from factcheck.values.names import Names
from factcheck.values.office import KIN
from factcheck.values.roles import Roles, body_of, only_one, role_of

# Given names that begin with the same letters, this many, may be long and short forms of one.
SAME_BEGINNING = 4


@dataclass(frozen=True)
class _TwoNames:
    """Two full names of one surname, with the mentions of each and what is said of each."""

    story: StoryView
    inventory: Inventory
    names: tuple[Holder, Holder]
    mentions: tuple[Sequence[Held], Sequence[Held]]

    def _said(self, kind: str, aspect: str = "") -> tuple[list[Held], list[Held]]:
        """Return what is said of each of the two in articles that give the given name."""
        first, second = (
            [h for h in self._all(kind, aspect) if h.holder.given and same_person(h.holder, name)]
            for name in self.names
        )
        return first, second

    def _all(self, kind: str, aspect: str) -> Sequence[Held]:
        surname = self.names[0].surname
        return [h for h in self.inventory.held(kind, aspect) if h.holder.surname == surname]

    def same(self, aspect: str) -> float:
        """Whether the same age or home is given to both."""
        a, b = ({h.located.value.normalized for h in s} for s in self._said(KIND.name, aspect))
        return float(bool(a & b))

    @cached_property
    def posts(self) -> list[tuple[Held, Held]]:
        """The roles that both have, unless they are roles in two bodies."""
        first, second = self._said(Roles.name)
        return [
            (x, y)
            for x in first
            for y in second
            if x.located.value.normalized == y.located.value.normalized
            and (not _body(x) or not _body(y) or bool(_body(x) & _body(y)))
        ]

    @property
    def has_kin(self) -> bool:
        """Whether a sentence that names one tells of a relative, and has the surname twice."""
        surname = self.names[0].surname
        claims = (self.story.claims[h.located.claim] for side in self.mentions for h in side)
        return any(
            not KIN.isdisjoint(claim.content)
            and sum(v.kind == Names.name and v.normalized == surname for v in claim.values) > 1
            for claim in claims
        )

    @property
    def same_body(self) -> float:
        """Whether both are said to have their role in the same body."""
        return float(any(_body(x) & _body(y) for x, y in self.posts))

    @property
    def sole_post(self) -> float:
        """Whether both have a role that only one person can have."""
        return float(any(only_one(role_of(x.located.value)) for x, _ in self.posts))

    @property
    def lone(self) -> float:
        """How far one source is alone against others."""
        first, second = ([h.located for h in side] for side in self.mentions)
        return outnumbered(self.story, first, second)

    @property
    def cosine(self) -> float:
        """How alike the most alike sentences about the two are."""
        first, second = ([h.located for h in side] for side in self.mentions)
        return self.story.alike(first, second)


def _body(held: Held) -> set[str]:
    return set(body_of(held.located.value))


def _may_be_one(a: Holder, b: Holder) -> bool:
    """Return True if two given names may be spellings or forms of one, or initials."""
    x, y = a.given[0], b.given[0]
    initials = all(len(w) <= 2 for w in a.given) or all(len(w) <= 2 for w in b.given)
    alike = DamerauLevenshtein.normalized_distance(x, y) < SPELLING
    return initials or alike or x[:SAME_BEGINNING] == y[:SAME_BEGINNING]


FILTERS: tuple[Filter[_TwoNames], ...] = (
    Filter(
        "namesakes-of-one-article",
        "An article names both, so they are two people.",
        lambda n: bool({h.document for h in n.mentions[0]} & {h.document for h in n.mentions[1]}),
    ),
    Filter(
        "forms-of-one-given-name",
        "The given names may be spellings or short forms of one.",
        lambda n: _may_be_one(*n.names),
    ),
    Filter(
        "relatives-of-one-surname",
        "A sentence that names one in full tells of a relative, and names another of the surname.",
        lambda n: n.has_kin,
    ),
    Filter(
        "namesakes-with-nothing-in-common",
        "No article gives them the same role, age or home.",
        lambda n: not (n.posts or n.same("age") or n.same("home")),
    ),
)
SIGNALS: tuple[SignalDefinition[_TwoNames], ...] = (
    SignalDefinition("same_role", "both have the same role", 1, lambda n: float(bool(n.posts))),
    SignalDefinition("sole_post", "only one person can have the role", 1, lambda n: n.sole_post),
    SignalDefinition("same_body", "the role is one in the same body", 1, lambda n: n.same_body),
    SignalDefinition("same_age", "both are of the same age", 1, lambda n: n.same("age")),
    SignalDefinition("same_home", "both have the same home", 1, lambda n: n.same("home")),
    SignalDefinition("cosine", ALIKE_IN_MEANING, 1, lambda n: n.cosine),
    SignalDefinition("lone", ONE_AGAINST_SEVERAL, 1, lambda n: n.lone),
)


def given_name_rivals(comparison: StoryComparison) -> Iterator[Rival]:
    """Yield pairs of full names of one surname that may be one person's, one of them wrong."""
    story, inventory = comparison.story, comparison.inventory
    by_surname: dict[str, list[Held]] = defaultdict(list)
    for held in inventory.held(KIND.name, "named"):
        by_surname[held.holder.surname].append(held)
    for surname, named in sorted(by_surname.items()):
        for a, b in combinations(inventory.namesakes[surname], 2):
            mentions = tuple([h for h in named if same_person(h.holder, x)] for x in (a, b))
            if not all(mentions):
                continue
            both = _TwoNames(story, inventory, (a, b), (mentions[0], mentions[1]))
            if not comparison.screening.passes(FILTERS, both):
                continue
            yield Rival(
                "given",
                tuple(h.located.spot for h in mentions[0]),
                tuple(h.located.spot for h in mentions[1]),
                (mentions[0][0].located.value.text, mentions[1][0].located.value.text),
                values_of(SIGNALS, both),
                (a.name.casefold(), b.name.casefold()),
                label=f"given name of {surname.title()}",
            )
