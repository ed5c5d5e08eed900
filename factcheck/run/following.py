"""A plain function as the receiver of what a run is doing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from factcheck.model import Problem, Progress

OnProgress = Callable[[str, int, int | None], object]
"""Called with the name of the step, how much of it is done, and how much there is to do."""


def following(progress: Progress | OnProgress | None) -> Progress | None:
    """Return ``progress`` as the steps need it; a plain function is called at every change."""
    if progress is None or hasattr(progress, "advance"):
        return cast("Progress | None", progress)
    return _Calls(progress)


class _Calls:
    """Counts the units of a step and calls a function."""

    def __init__(self, call: OnProgress) -> None:
        self._call = call
        self._name = ""
        self._done = 0
        self._total: int | None = None

    def step(self, name: str, total: int | None = None) -> None:
        self._name, self._done, self._total = name, 0, total
        self._call(name, 0, total)

    def advance(self, n: int = 1, *, sentences: int = 0, known: bool = False) -> None:
        if n:
            self._done += n
            self._call(self._name, self._done, self._total)

    def spent(self, parts: Mapping[str, float]) -> None:
        """Ignore what only a terminal shows."""

    def withheld(self, counts: Mapping[str, int]) -> None:
        """Ignore what only a terminal shows."""

    def asked(self, questions: int, known: int, tokens: int, seconds: float) -> None:
        """Ignore what only a terminal shows."""

    def problem(self, problem: Problem) -> None:
        """Ignore problems: they are in the report."""

    def done(self) -> None:
        """Say that the last step is over."""
        self._call("done", 1, 1)
