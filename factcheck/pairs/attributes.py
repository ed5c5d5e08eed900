"""Ages and homes of one person on which articles differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from factcheck.pairs.atlas import Atlas
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Filter
from factcheck.pairs.inventory import Held, Inventory, by_person
from factcheck.pairs.rival import Rival
from factcheck.pairs.signals import (
    ALIKE_IN_MEANING,
    ONE_AGAINST_SEVERAL,
    SignalDefinition,
    values_of,
)
from factcheck.stories.independence import outnumbered
from factcheck.stories.story import StoryView
from factcheck.values.attributes import KIND, AttributePayload

# The aspects of a person that are compared, each a kind of the judge.
ASPECTS = ("age", "home")
# Within so many days of publication hardly anybody has a birthday.
SAME_AGE = 14
_YEAR = 365.25


@dataclass(frozen=True)
class _TwoValues:
    """Two values of one aspect of one person, each with all its mentions."""

    story: StoryView
    inventory: Inventory
    atlas: Atlas
    aspect: str
    a: Sequence[Held]
    b: Sequence[Held]

    @cached_property
    def documents(self) -> tuple[set[int], set[int]]:
        """The documents that give each value."""
        return {h.document for h in self.a}, {h.document for h in self.b}

    @property
    def full_name(self) -> float:
        """The share of the two sides on which an article tells the given name."""
        return sum(any(h.holder.given for h in side) for side in (self.a, self.b)) / 2

    @property
    def has_relatives(self) -> float:
        """Whether the story names somebody else of this surname."""
        return float(len(self.inventory.namesakes[self.a[0].holder.surname]) > 1)

    @property
    def lone(self) -> float:
        """How far one source is alone against others."""
        first, second = ([h.located for h in side] for side in (self.a, self.b))
        return outnumbered(self.story, first, second)

    @property
    def apart(self) -> int:
        """How many years lie between two ages."""
        x, y = (AttributePayload.of(side[0].located.value).number for side in (self.a, self.b))
        return abs(x - y)

    @property
    def is_other_spelling(self) -> float:
        """Whether the surname is spelled in two ways."""
        surnames = [{h.holder.surname for h in side} for side in (self.a, self.b)]
        return float(not surnames[0] & surnames[1])

    @property
    def grown(self) -> bool:
        """Whether the articles were published so far apart that both ages may be right."""
        return self.aspect == "age" and any(
            _may_both_be(self.story, x, y) for x in self.a for y in self.b
        )

    @property
    def another_year(self) -> bool:
        """Whether one of the sentences tells of another year than the other."""
        years = [{AttributePayload.of(h.located.value).year for h in s} for s in (self.a, self.b)]
        return not years[0] & years[1]

    @cached_property
    def places(self) -> tuple[str, str]:
        """The two places, folded; "" for ages."""
        if self.aspect == "age":
            return "", ""
        return self.a[0].located.value.normalized, self.b[0].located.value.normalized

    @property
    def both_named(self) -> float:
        """Whether an article names both places anywhere."""
        x, y = self.places
        everywhere = range(len(self.story.analyses)) if x != y else ()
        return float(any(self.atlas.names(d, x) and self.atlas.names(d, y) for d in everywhere))


FILTERS: tuple[Filter[_TwoValues], ...] = (
    Filter(
        "values-of-one-holder",
        "An article gives both values to the person, so its author knows both.",
        lambda v: bool(v.documents[0] & v.documents[1]),
    ),
    Filter(
        "ages-of-two-days",
        "The articles were published so far apart that the person may have got older.",
        lambda v: v.grown,
    ),
    Filter(
        "ages-in-two-years",
        "One of the sentences names another year.",
        lambda v: v.another_year,
    ),
    Filter(
        "home-within-home",
        "One place lies in or by the other.",
        lambda v: v.places[0] != v.places[1] and v.atlas.related(*v.places),
    ),
    Filter(
        "one-home-in-two-spellings",
        "The places are a letter apart: a question of spelling, which is asked elsewhere.",
        lambda v: v.aspect != "age" and DamerauLevenshtein.distance(*v.places) == 1,
    ),
)
SIGNALS: tuple[SignalDefinition[_TwoValues], ...] = (
    SignalDefinition("full_name", "both give the person's full name", 1, lambda v: v.full_name),
    SignalDefinition("lone", ONE_AGAINST_SEVERAL, 1, lambda v: v.lone),
    SignalDefinition(
        "cosine",
        ALIKE_IN_MEANING,
        1,
        lambda v: v.story.alike([h.located for h in v.a], [h.located for h in v.b]),
    ),
    SignalDefinition(
        "relatives", "the articles name others of this surname", -1, lambda v: v.has_relatives
    ),
    SignalDefinition(
        "other_spelling", "the surnames are spelled differently", -1, lambda v: v.is_other_spelling
    ),
    SignalDefinition("both_named", "an article names both places", -1, lambda v: v.both_named),
    SignalDefinition(
        "one_year",
        "the ages are a year apart",
        -1,
        lambda v: float(v.aspect == "age" and v.apart == 1),
    ),
)


def attribute_rivals(comparison: StoryComparison) -> Iterator[Rival]:
    """Yield pairs of ages or homes that articles give to one person."""
    story, inventory = comparison.story, comparison.inventory
    atlas = Atlas(story, story.of_kind("place"))
    for aspect in ASPECTS:
        for held in by_person(inventory.held(KIND.name, aspect)):
            given: dict[str, list[Held]] = defaultdict(list)
            for each in held:
                payload = AttributePayload.of(each.located.value)
                given[f"{each.located.value.normalized}, {payload.within}"].append(each)
            name = inventory.shown(h.holder for h in held)
            for x, y in combinations(sorted(given), 2):
                a, b = given[x], given[y]
                compared = KIND.compare(a[0].located.value, b[0].located.value)
                both = _TwoValues(story, inventory, atlas, aspect, a, b)
                if (
                    compared.relation != "conflict"
                    or len(both.documents[0] | both.documents[1]) < 2
                ):
                    continue
                if not comparison.screening.passes(FILTERS, both):
                    continue
                yield Rival(
                    aspect,
                    tuple(h.located.spot for h in a),
                    tuple(h.located.spot for h in b),
                    (a[0].located.value.text, b[0].located.value.text),
                    values_of(SIGNALS, both),
                    (x.strip(", "), y.strip(", ")),
                    label=f"{aspect} of {name}",
                    reason=compared.reason,
                )


def _may_both_be(story: StoryView, x: Held, y: Held) -> bool:
    """Return True if somebody can have both ages, each on the day of publication."""
    days = [story.analyses[h.document].document.published for h in (x, y)]
    ages = [AttributePayload.of(h.located.value).number for h in (x, y)]
    if days[0] is None or days[1] is None:
        return False
    gap = (date.fromisoformat(days[1][:10]) - date.fromisoformat(days[0][:10])).days
    older = ages[1] - ages[0] if gap >= 0 else ages[0] - ages[1]
    return abs(gap) > SAME_AGE and 0 <= older <= abs(gap) // _YEAR + 1
