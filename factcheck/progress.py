"""How a run tells the person who waits for it where it stands.

Everything here goes to standard error; standard output carries the result alone.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Protocol, TextIO

from factcheck.model import Problem
from factcheck.report.escape import one_line

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

QUIET_SECONDS = 30.0
"""Where nobody watches (a CI log), one line is written at most this often."""


class Progress(Protocol):
    """What the pipeline calls while it works."""

    def step(self, name: str, total: int | None = None) -> None:
        """Begin the step ``name``; ``total`` units of work are ahead where that is known."""

    def advance(self, n: int = 1) -> None:
        """Say that ``n`` more units of the current step are finished."""

    def problem(self, problem: Problem) -> None:
        """Show an input that cannot be used as soon as it is known."""

    def done(self) -> None:
        """End the last step; nothing is reported afterwards."""


class Silent:
    """Says nothing: for the library. Problems still reach the caller in the report."""

    def step(self, name: str, total: int | None = None) -> None: ...

    def advance(self, n: int = 1) -> None: ...

    def problem(self, problem: Problem) -> None: ...

    def done(self) -> None: ...


class Lines:
    """Problems at once, and the state of the work in one line every half minute unless quiet."""

    def __init__(self, stream: TextIO | None = None, *, quiet: bool = False) -> None:
        self.shown: set[Problem] = set()
        self._stream = stream or sys.stderr
        self._quiet = quiet
        self._name, self._total, self._count = "", None, 0  # type: str, int | None, int
        self._last = time.monotonic()

    def step(self, name: str, total: int | None = None) -> None:
        self._name, self._total, self._count = name, total, 0
        self._tick()

    def advance(self, n: int = 1) -> None:
        self._count += n
        self._tick()

    def problem(self, problem: Problem) -> None:
        if problem not in self.shown:
            self.shown.add(problem)
            self._print(log_line(describe(problem)))

    def done(self) -> None: ...

    def _tick(self) -> None:
        now = time.monotonic()
        if not self._quiet and now - self._last >= QUIET_SECONDS:
            self._last = now
            of = f"/{self._total}" if self._total is not None else ""
            self._print(log_line(f"{self._name}: {self._count}{of}"))

    def _print(self, line: str) -> None:
        print(line, file=self._stream, flush=True)


class Bars(Lines):
    """The same with a moving bar, for a terminal that a person watches."""

    def __init__(self, stream: TextIO | None = None) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as RichProgress

        super().__init__(stream, quiet=True)
        self._bars: RichProgress = RichProgress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(file=self._stream),
            transient=True,
        )
        self._task: TaskID | None = None

    def step(self, name: str, total: int | None = None) -> None:
        if self._task is None:
            self._bars.start()
        else:
            self._bars.remove_task(self._task)
        self._task = self._bars.add_task(name, total=total)

    def advance(self, n: int = 1) -> None:
        if self._task is not None:
            self._bars.advance(self._task, n)

    def done(self) -> None:
        self._bars.stop()

    def _print(self, line: str) -> None:
        self._bars.console.print(line, markup=False, highlight=False, soft_wrap=True)


def describe(problem: Problem) -> str:
    """Return a problem as one line: what, where, what to do next."""
    line = f"{problem.path}: {problem.reason}"
    return f"{line}. {problem.hint}" if problem.hint else line


def log_line(text: str) -> str:
    """Return ``text`` as one line for standard error, of which no CI system obeys a part."""
    # A name may hold anything; GitHub takes "##[" for a command wherever it stands in a line.
    return f"factcheck: {one_line(text)}".replace("##[", "##\\[")


def for_terminal(*, quiet: bool) -> Lines:
    """Return the progress that suits standard error: bars only where a person watches."""
    if not quiet and sys.stderr.isatty():
        return Bars()
    return Lines(quiet=quiet)
