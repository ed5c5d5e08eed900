"""What the configuration says of names, apart from all other settings: results depend on it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a desk knows of names.

    ``names`` are right as they are written: what is within a slip of one of their words is told as
    a slip. Each entry of ``different`` has names of two or more persons or things, which are never
    reported as one. ``never`` are words and values that are never reported.
    """

    names: tuple[str, ...] = ()
    different: tuple[tuple[str, ...], ...] = ()
    never: tuple[str, ...] = ()


NO_VOCABULARY = Vocabulary()
