"""Progress: at most a line every half minute where nobody watches, nothing when quiet."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pytest

from factcheck.app import progress
from factcheck.app.progress import Bars, Lines
from factcheck.model import Problem
from factcheck.pipeline import check
from factcheck.settings.config import Config

PROBLEM = Problem("a.pdf", "is encrypted", "Unlock it.")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
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


def test_a_line_tells_documents_and_sentences_with_their_rates(clock: list[float]) -> None:
    out = io.StringIO()
    lines = Lines(out)
    lines.step("reading claims", 2_400)
    clock[0] += 40
    lines.advance(64, sentences=1_410)
    assert out.getvalue() == (
        "factcheck: reading claims: 64/2,400 documents, 1.6/s, 1,410 sentences, 35/s, 24 min left\n"
    )


def test_what_was_known_before_tells_nothing_of_the_speed(clock: list[float]) -> None:
    out = io.StringIO()
    lines = Lines(out)
    lines.step("reading claims", 94)
    lines.advance(80, known=True)
    clock[0] += 30
    lines.advance(5, sentences=60)
    assert out.getvalue() == (
        "factcheck: reading claims: 85/94 documents, 0.17/s, 60 sentences, 2.0/s, 54 s left\n"
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
    bars.advance(sentences=2)
    bars.done()
    assert "factcheck: [red]a.pdf: is ⟨U+001B⟩[2J empty\n" in out.getvalue()


def test_a_bar_says_the_same_as_a_line(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    out = io.StringIO()
    bars = Bars(out)
    bars.step("reading claims", 240)
    clock[0] += 20
    bars.advance(64, sentences=1_410)
    bars._bars.refresh()
    assert "64/240 documents, 3.2/s, 1,410 sentences, 70/s, 55 s left" in out.getvalue()
    bars.done()


def test_at_the_end_a_verbose_run_tells_where_the_time_went(clock: list[float]) -> None:
    out = io.StringIO()
    lines = Lines(out, verbose=True)
    lines.step("reading claims", 40)
    clock[0] += 2
    lines.advance(40, sentences=900)
    lines.spent({"parsing": 1.24, "encoding": 1.5})
    lines.step("grouping")
    clock[0] += 0.5
    lines.step("comparing stories", 10)
    clock[0] += 1
    lines.advance(10)
    lines.done()
    assert out.getvalue() == (
        "factcheck: reading claims: 2.0 s for 40 documents, 20/s, 900 sentences, 450/s; "
        "in it parsing 1.2 s and encoding 1.5 s\n"
        "factcheck: grouping: 0.5 s\n"
        "factcheck: comparing stories: 1.0 s for 10, 10/s\n"
    )


@pytest.mark.slow
def test_a_run_counts_the_sentences_that_it_worked_on_and_no_others(
    root: Path, tmp_path: Path
) -> None:
    def account() -> str:
        out = io.StringIO()
        lines = Lines(out, verbose=True)
        check([root / "fixtures/letter"], Config(cache_dir=tmp_path), lines)
        lines.done()
        return next(line for line in out.getvalue().splitlines() if "reading claims" in line)

    first, second = account(), account()
    report = check([root / "fixtures/letter"], Config(cache_dir=tmp_path))
    assert f" s for {len(report.documents)} documents, " in first
    assert f" {len(report.claims)} sentences, " in first
    assert "; in it parsing " in first and " and encoding " in first
    assert second.endswith(f" s for {len(report.documents)}")


def test_a_warning_of_the_library_is_one_harmless_line(
    capsys: pytest.CaptureFixture[str], clock: list[float]
) -> None:
    progress.for_terminal(quiet=True)
    logging.getLogger("factcheck").warning("the cache %s was damaged", "##[error]\nx")
    assert capsys.readouterr().err.count("\n") == 1
    logging.getLogger("factcheck").handlers.clear()
