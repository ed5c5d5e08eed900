"""The comparison of one story: what its steps share."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from factcheck.pairs.filters import Screening
from factcheck.pairs.inventory import Inventory
from factcheck.pairs.slots import Pair, slot_pairs
from factcheck.pairs.speakers import Speakers
from factcheck.pairs.vocabulary import Known
from factcheck.settings.vocabulary import NO_VOCABULARY, Vocabulary
from factcheck.stories.story import StoryView


@dataclass(frozen=True)
class StoryComparison:
    """A story, its filters, and the results that several steps use, each computed once."""

    story: StoryView
    screening: Screening = field(default_factory=Screening)
    vocabulary: Vocabulary = NO_VOCABULARY

    @cached_property
    def known(self) -> Known:
        """What the configuration says of names."""
        return Known(self.vocabulary)

    @cached_property
    def slot_pairs(self) -> tuple[Pair, ...]:
        """The pairs of values that may fill one slot of the story."""
        return tuple(slot_pairs(self.story, self.screening))

    @cached_property
    def inventory(self) -> Inventory:
        """The persons and bodies of the story of whom something is said."""
        return Inventory(self.story)

    @cached_property
    def speakers(self) -> Speakers:
        """The speakers of the story and of its quotations."""
        return Speakers(self.story)
