"""The comparison of one story: what the steps that compare it have in common."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from factcheck.pairs.slots import Pair, slot_pairs
from factcheck.pairs.speakers import Speakers
from factcheck.stories.story import StoryView


@dataclass(frozen=True)
class StoryComparison:
    """A story, and what several steps ask about it and only one has to find out."""

    story: StoryView

    @cached_property
    def slot_pairs(self) -> tuple[Pair, ...]:
        """The pairs of values that may fill one slot of the story."""
        return tuple(slot_pairs(self.story))

    @cached_property
    def speakers(self) -> Speakers:
        """Who speaks in the story."""
        return Speakers(self.story)
