"""Roles of one person or body that exclude each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from factcheck.language import lexicon
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Filter
from factcheck.pairs.inventory import Held, by_body, by_person
from factcheck.pairs.rival import Rival
from factcheck.pairs.signals import ONE_AGAINST_SEVERAL, SignalDefinition, values_of
from factcheck.stories.independence import outnumbered
from factcheck.stories.story import StoryView, documents_of
from factcheck.values.base import Comparison
from factcheck.values.roles import KIND, role_of


@dataclass(frozen=True)
class _TwoRoles:
    """Two roles of one holder, each with all its mentions, and everything said of the holder."""

    story: StoryView
    a: Sequence[Held]
    b: Sequence[Held]
    holders: Sequence[Held]
    comparison: Comparison

    @property
    def in_one_article(self) -> bool:
        """Whether an article gives both."""
        first, second = (documents_of(h.located for h in side) for side in (self.a, self.b))
        return bool(first & second)

    @property
    def has_changed(self) -> bool:
        """Whether one of the roles is said to come before or after."""
        roles = [role_of(side[0].located.value) for side in (self.a, self.b)]
        said = [role_of(h.located.value) for h in self.holders]
        return any(s.time != r.time and s.canonical == r.canonical for s in said for r in roles)

    @property
    def full_name(self) -> float:
        """Whether the full name of the holder is given with both."""
        sides = (self.a, self.b)
        return float(all(any(h.holder.given or _is_body(h) for h in side) for side in sides))

    @property
    def lone(self) -> float:
        """How far one source is alone against others."""
        first, second = ([h.located for h in side] for side in (self.a, self.b))
        return outnumbered(self.story, first, second)


FILTERS: tuple[Filter[_TwoRoles], ...] = (
    Filter(
        "roles-of-one-article",
        "An article gives both roles to the holder, so its author knows both.",
        lambda r: r.in_one_article,
    ),
    Filter(
        "roles-of-two-times",
        "One of the roles is said to come before or after.",
        lambda r: r.has_changed,
    ),
)
SIGNALS: tuple[SignalDefinition[_TwoRoles], ...] = (
    SignalDefinition(
        "exclusive", "one holder hardly has both roles", 1, lambda r: r.comparison.distance
    ),
    SignalDefinition("full_name", "both give the holder's full name", 1, lambda r: r.full_name),
    SignalDefinition("lone", ONE_AGAINST_SEVERAL, 1, lambda r: r.lone),
)


def role_rivals(comparison: StoryComparison) -> Iterator[Rival]:
    """Yield pairs of roles of one holder that exclude each other, from different documents."""
    story, inventory = comparison.story, comparison.inventory
    for holders in by_holder(inventory.roles):
        label = f"role of {inventory.shown(h.holder for h in holders)}"
        given: dict[str, list[Held]] = defaultdict(list)
        for each in holders:
            # What is past or to come is another role than what is.
            value = each.located.value
            given[f"{role_of(value).time} {value.normalized}"].append(each)
        for x, y in combinations(sorted(given), 2):
            a, b = ([h.located for h in given[key]] for key in (x, y))
            compared = KIND.compare(a[0].value, b[0].value)
            if compared.relation != "conflict" or len(documents_of([*a, *b])) < 2:
                continue
            both = _TwoRoles(story, given[x], given[y], holders, compared)
            if comparison.screening.passes(FILTERS, both):
                yield Rival(
                    "role",
                    tuple(m.spot for m in a),
                    tuple(m.spot for m in b),
                    (a[0].value.text, b[0].value.text),
                    values_of(SIGNALS, both),
                    (a[0].value.normalized, b[0].value.normalized),
                    label=label,
                    reason=compared.reason,
                )


def by_holder(roles: Iterable[Held]) -> Iterator[list[Held]]:
    """Yield the roles of each person, and of each body."""
    held = list(roles)
    yield from by_body(h for h in held if _is_body(h))
    yield from by_person(h for h in held if not _is_body(h))


def _is_body(held: Held) -> bool:
    """Return True if a role is one of organisations, not of people."""
    return role_of(held.located.value).office in lexicon.people().organisations
