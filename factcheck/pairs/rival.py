"""Two places of a story that differ in one respect other than the value of a slot."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.stories.story import Spot


@dataclass(frozen=True, slots=True)
class Rival:
    """Two places of the story that differ in one respect, with the signals for it.

    ``kind`` is that of the judge. ``shown`` is what the two places give, ``forms`` their normalised
    values where what is shown is not enough to tell them apart. ``label`` says what the fact is
    about and ``reason`` how the two differ, where they can say more than their kind does.
    """

    kind: str
    first: tuple[Spot, ...]
    second: tuple[Spot, ...]
    shown: tuple[str, str]
    signals: dict[str, float]
    forms: tuple[str, str] | None = None
    label: str = ""
    reason: str = ""
