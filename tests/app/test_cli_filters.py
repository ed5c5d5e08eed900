"""Filters on the command line: what -v prints about them, and the table of the configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import command

FIRST = 'Ferry\n\n"We did not see the ship before it was too late to turn," said Ona Halvern.\n'
SECOND = 'Ferry\n\n"We didn\'t see the ship before it was too late to turn," said Ona Halvern.\n'


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(FIRST)
    (tmp_path / "articles" / "b.txt").write_text(SECOND)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_verbose_run_tells_what_each_filter_held_back_cached_or_not(
    articles: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    run = ("check", "articles", "-f", "text", "-v", "--cache-dir", "cache")
    first = command.run(capfdbinary, *run)
    (line,) = [line for line in first.err.splitlines() if "contractions:" in line]
    assert "contractions: 1 held back. One contracts the words of the other" in line
    again = command.run(capfdbinary, *run)
    assert "contractions: 1 held back" in again.err
    quiet = command.run(capfdbinary, "check", "articles", "-f", "text", "--cache-dir", "cache")
    assert "held back" not in quiet.err


def test_a_filter_that_is_switched_off_lets_its_candidates_through(
    articles: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    run = ("check", "articles", "-f", "text", "-v", "--cache-dir", "cache")
    assert "didn't" not in command.run(capfdbinary, *run).out
    (articles / "factcheck.toml").write_text("[filters]\ncontractions = false\n")
    result = command.run(capfdbinary, *run)
    assert "didn't" in result.out
    assert "contractions:" not in result.err


def test_a_filter_that_there_is_not_is_named_with_its_line_and_the_nearest(
    articles: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (articles / "factcheck.toml").write_text("[filters]\ncontraction = false\n")
    result = command.run(capfdbinary, "check", "articles")
    assert result.status == 2
    assert "factcheck.toml:1: there is no filter 'contraction' (did you mean 'contractions'?)" in (
        result.err
    )
