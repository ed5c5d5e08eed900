"""Progress: at most a line every half minute where nobody watches, nothing when quiet."""

from __future__ import annotations

import io
import logging

import pytest

from factcheck import progress
from factcheck.model import Problem
from factcheck.progress import Bars, Lines

PROBLEM = Problem("a.pdf", "is encrypted", "Unlock it.")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def work(lines: Lines, clock: list[float], seconds: int) -> None:
    lines.step("reading claims", seconds)
    for _ in range(seconds):
        clock[0] += 1
        lines.advance()
    lines.done()


def test_a_log_gets_one_line_every_half_minute(clock: list[float]) -> None:
    out = io.StringIO()
    work(Lines(out), clock, 95)
    assert out.getvalue() == (
        "factcheck: reading claims: 30/95, 1.0/s, 65 s left\n"
        "factcheck: reading claims: 60/95, 1.0/s, 35 s left\n"
        "factcheck: reading claims: 90/95, 1.0/s, 5 s left\n"
    )


def test_a_short_run_says_nothing_and_neither_does_a_quiet_one(clock: list[float]) -> None:
    out = io.StringIO()
    work(Lines(out), clock, 29)
    work(Lines(out, quiet=True), clock, 300)
    assert out.getvalue() == ""


def test_a_problem_is_shown_at_once_and_only_once_even_when_quiet() -> None:
    out = io.StringIO()
    lines = Lines(out, quiet=True)
    lines.problem(PROBLEM)
    lines.problem(PROBLEM)
    assert out.getvalue() == "factcheck: a.pdf: is encrypted. Unlock it.\n"


def test_bars_show_problems_between_them_and_survive_any_order_of_calls() -> None:
    out = io.StringIO()
    bars = Bars(out)
    bars.advance()
    bars.step("reading [claims]", 3)
    bars.advance(3)
    bars.problem(Problem("[red]a.pdf", "is \x1b[2J empty"))
    bars.step("comparing")
    bars.done()
    bars.done()
    assert "factcheck: [red]a.pdf: is ⟨U+001B⟩[2J empty\n" in out.getvalue()


def test_at_the_end_a_verbose_run_tells_where_the_time_went(clock: list[float]) -> None:
    out = io.StringIO()
    lines = Lines(out, verbose=True)
    lines.step("reading claims", 40)
    clock[0] += 2
    lines.advance(40)
    lines.step("grouping")
    clock[0] += 0.5
    lines.done()
    assert out.getvalue() == (
        "factcheck: reading claims: 2.0 s for 40, 20/s\nfactcheck: grouping: 0.5 s\n"
    )


def test_a_warning_of_the_library_is_one_harmless_line(
    capsys: pytest.CaptureFixture[str], clock: list[float]
) -> None:
    progress.for_terminal(quiet=True)
    logging.getLogger("factcheck").warning("the cache %s was damaged", "##[error]\nx")
    assert capsys.readouterr().err.count("\n") == 1
    logging.getLogger("factcheck").handlers.clear()
