"""Whose ages two values are: two persons' ages are two facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from factcheck.model import Relation
from factcheck.pairs.filters import Filter
from factcheck.stories.story import Located, StoryView
from factcheck.values.attributes import AttributePayload, Attributes
from factcheck.values.names import NamePayload, Names


class TwoAges(NamedTuple):
    """Two values, how they relate, and whose the ages of the story are, by document and offset."""

    story: StoryView
    a: Located
    b: Located
    relation: Relation
    holders: Mapping[tuple[int, int], str]

    def holder(self, value: Located) -> str:
        """Return the surname of the person whose age a value is, "" if nobody is known."""
        return self.holders.get((value.document, value.value.start), "")

    def is_of_another(self) -> bool:
        """Return True if one age is a known person's, and the other's sentence names others only.

        Whose that age is is not known: the sentence is too long, or the person is a "he".
        """
        known, other = self.a, self.b
        if not self.holder(known):
            known, other = other, known
        if not self.holder(known) or self.holder(other) or other.value.slot.predicate != "age":
            return False
        named = [v for v in self.story.claims[other.claim].values if v.kind == Names.name]
        people = {v.normalized for v in named if NamePayload.of(v).label == "PERSON"}
        return bool(people) and self.holder(known) not in {v.normalized for v in named}


FILTERS: tuple[Filter[TwoAges], ...] = (
    Filter(
        "ages-of-named-persons",
        "Both are ages of persons whose names are known, which are compared person by person.",
        lambda ages: (
            ages.relation in ("conflict", "drift") and all(ages.holder(v) for v in (ages.a, ages.b))
        ),
    ),
    Filter(
        "ages-of-two-persons",
        "One is the age of a person whom the other's sentence does not name, but others.",
        TwoAges.is_of_another,
    ),
)


def holders(story: StoryView) -> dict[tuple[int, int], str]:
    """Return the surnames of the persons whose ages are told, by document and offset."""
    return {
        (located.document, located.value.start): payload.holder[-1]
        for located in story.of_kind(Attributes.name)
        if (payload := AttributePayload.of(located.value)).aspect == "age" and payload.holder
    }
