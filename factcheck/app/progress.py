"""Progress of a run, shown to the person who waits for it.

Everything here goes to standard error; standard output carries only the result.
"""

from __future__ import annotations

import logging
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

from factcheck.model import Problem
from factcheck.report.escape import one_line

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

QUIET_SECONDS = 30.0
"""Without a terminal (a CI log), seconds from one line of progress to the next, at least."""


@dataclass(slots=True)
class Step:
    """A step of the work: how much is done, and when it began and ended, in seconds.

    Of the ``count`` items that are done, ``known`` came from the cache.
    """

    name: str
    total: int | None
    began: float
    count: int = 0
    known: int = 0
    sentences: int = 0
    parts: dict[str, float] = field(default_factory=dict)
    ended: float | None = None

    def state(self, now: float) -> str:
        """Return in words how much is done, how fast, and how long the rest will take."""
        of = f"/{self.total:,}" if self.total is not None else ""
        parts = [f"{self.count:,}{of}{self._unit()}", *self._rates(now - self.began)]
        worked = self.count - self.known
        if worked and self.total is not None and self.total > self.count:
            seconds = (self.total - self.count) / worked * (now - self.began)
            parts.append(f"{format_duration(seconds)} left")
        return ", ".join(parts)

    def account(self) -> str:
        """Return in words how long the step took, for the end of a run."""
        seconds = (self.ended or self.began) - self.began
        line = f"{self.name}: {seconds:.1f} s"
        if self.count:
            line = ", ".join([f"{line} for {self.count:,}{self._unit()}", *self._rates(seconds)])
        if self.parts:
            parts = " and ".join(f"{name} {took:.1f} s" for name, took in self.parts.items())
            line += f"; in it {parts}"
        return line

    def _unit(self) -> str:
        return " documents" if self.sentences else ""  # only documents have sentences

    def _rates(self, seconds: float) -> list[str]:
        """Return in words how fast the work went; items from the cache do not count."""
        if self.count == self.known or seconds <= 0:
            return []
        rates = [f"{format_rate((self.count - self.known) / seconds)}/s"]
        if self.sentences:
            rates += [f"{self.sentences:,} sentences", f"{format_rate(self.sentences / seconds)}/s"]
        return rates


def format_rate(rate: float) -> str:
    """Return a rate as text, with decimals only where it is below ten."""
    return f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}" if rate >= 1 else f"{rate:.2f}"


def format_duration(seconds: float) -> str:
    """Return a duration as text, in seconds, minutes or hours."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


class Lines:
    """Shows problems at once, and unless quiet one line on the work every half minute.

    With ``verbose`` it shows at the end how long each step took, and how many candidates each
    filter held back.
    """

    def __init__(
        self, stream: TextIO | None = None, *, quiet: bool = False, verbose: bool = False
    ) -> None:
        self.shown: set[Problem] = set()
        self._stream = stream or sys.stderr
        self._quiet = quiet
        self._verbose = verbose
        self._steps: list[Step] = []
        self._withheld: Counter[str] = Counter()
        self._last = time.monotonic()

    def step(self, name: str, total: int | None = None) -> None:
        self._end()
        self._steps.append(Step(name, total, time.monotonic()))
        self._tick()

    def advance(self, n: int = 1, *, sentences: int = 0, known: bool = False) -> None:
        if self._steps:
            step = self._steps[-1]
            step.count += n
            step.known += n * known
            step.sentences += sentences
            self._tick()

    def spent(self, parts: Mapping[str, float]) -> None:
        if self._steps:
            self._steps[-1].parts.update(parts)

    def withheld(self, counts: Mapping[str, int]) -> None:
        self._withheld.update(counts)

    def asked(self, questions: int, known: int, tokens: int, seconds: float) -> None:
        if not self._quiet:
            self._print(log_line(cost_line(questions, known, tokens, seconds)))

    def problem(self, problem: Problem) -> None:
        if problem not in self.shown:
            self.shown.add(problem)
            self._print(log_line(describe(problem)))

    def done(self) -> None:
        self._end()
        if self._verbose:
            for step in self._steps:
                self._print(log_line(step.account()))
            for line in filter_lines(self._withheld):
                self._print(log_line(line))
        self._steps.clear()
        self._withheld.clear()

    def _end(self) -> None:
        if self._steps and self._steps[-1].ended is None:
            self._steps[-1].ended = time.monotonic()

    def _tick(self) -> None:
        now = time.monotonic()
        if not self._quiet and now - self._last >= QUIET_SECONDS:
            self._last = now
            step = self._steps[-1]
            self._print(log_line(f"{step.name}: {step.state(now)}"))

    def _print(self, line: str) -> None:
        print(line, file=self._stream, flush=True)


class Bars(Lines):
    """Shows problems and a moving bar, for a terminal that a person watches."""

    def __init__(self, stream: TextIO | None = None, *, verbose: bool = False) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn
        from rich.progress import Progress as RichProgress

        super().__init__(stream, quiet=True, verbose=verbose)
        console = Console(file=self._stream)
        self._bars: RichProgress = RichProgress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=min(30, max(4, console.width - 80))),  # words first
            TextColumn("{task.fields[state]}"),
            console=console,
            transient=True,
        )
        self._task: TaskID | None = None

    def step(self, name: str, total: int | None = None) -> None:
        super().step(name, total)
        if self._task is None:
            self._bars.start()
        else:
            self._bars.remove_task(self._task)
        state = "" if total is None else f"0/{total:,}"
        self._task = self._bars.add_task(name, total=total, state=state)

    def advance(self, n: int = 1, *, sentences: int = 0, known: bool = False) -> None:
        super().advance(n, sentences=sentences, known=known)
        if self._task is not None:
            state = self._steps[-1].state(time.monotonic())
            self._bars.update(self._task, advance=n, state=state)

    def asked(self, questions: int, known: int, tokens: int, seconds: float) -> None:
        self._print(log_line(cost_line(questions, known, tokens, seconds)))

    def done(self) -> None:
        self._bars.stop()
        self._task = None
        super().done()

    def _print(self, line: str) -> None:
        self._bars.console.print(line, markup=False, highlight=False, soft_wrap=True)


def describe(problem: Problem) -> str:
    """Return a problem as one line: where, what, and what to do next."""
    line = f"{problem.path}: {problem.reason}"
    return f"{line}. {problem.hint}" if problem.hint else line


def cost_line(questions: int, known: int, tokens: int, seconds: float) -> str:
    """Return as one line what a second opinion cost; ``known`` answers came from the cache."""
    return (
        f"second opinion: {questions:,} questions, {known:,} answered before; "
        f"{tokens:,} tokens, {seconds:.1f} s"
    )


def filter_lines(counts: Mapping[str, int]) -> list[str]:
    """Return a line for each filter that held candidates back, the one with the most first."""
    from factcheck.facts.filters import FILTERS

    return [
        f"{name}: {count:,} held back. {FILTERS[name].why}"
        for name, count in sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    ]


def log_line(text: str) -> str:
    """Return ``text`` as one line for standard error that no CI system takes for a command."""
    # A name may contain anything; GitHub takes "##[" for a command anywhere in a line.
    return f"factcheck: {one_line(text)}".replace("##[", "##\\[")


def for_terminal(*, quiet: bool, verbose: bool = False) -> Lines:
    """Return the progress for standard error: bars only where a person watches.

    Warnings of the library are shown there too.
    """
    watched = not quiet and sys.stderr.isatty()
    progress = Bars(verbose=verbose) if watched else Lines(quiet=quiet, verbose=verbose)
    logging.getLogger("factcheck").handlers = [_Warnings(progress)]
    return progress


class _Warnings(logging.Handler):
    """Shows warnings as single lines."""

    def __init__(self, progress: Lines) -> None:
        super().__init__(logging.WARNING)
        self._progress = progress

    def emit(self, record: logging.LogRecord) -> None:
        # The command may be over, and its stream closed, while the process goes on as a library.
        if not self._progress._stream.closed:
            self._progress._print(log_line(record.getMessage()))
