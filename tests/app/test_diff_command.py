"""``factcheck diff A.txt B.txt``: two articles side by side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from factcheck.model import Report
from factcheck.settings.config import Config
from tests.support import build, command

TEXTS = {"monday": "Five vans came.", "tuesday": "Six vans came."}


def report() -> Report:
    return build.report(
        TEXTS,
        [build.finding([("monday", "Five")], [("tuesday", "Six")], fact="vans", fingerprint="f1")],
    )


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[list[str], Config]]:
    """What was asked of the pipeline, which finds one discrepancy."""
    monkeypatch.chdir(tmp_path)
    calls: list[tuple[list[str], Config]] = []

    def check(paths: list[str], config: Config, *_: Any) -> Report:
        calls.append((paths, config))
        return report()

    command.use_pipeline(monkeypatch, check)
    return calls


def test_two_articles_are_compared_as_one_story_and_shown_side_by_side(
    asked: list[tuple[list[str], Config]], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    done = command.run(
        capfdbinary, "diff", "a/monday.txt", "b/tuesday.txt", "-f", "text,html,json,markdown"
    )
    assert done.status == 1
    ((paths, config),) = asked
    assert (paths, config.story) == (["a/monday.txt", "b/tuesday.txt"], "one")
    assert "The articles differ." in done.out
    made = sorted(path.name for path in Path("reports").iterdir())
    assert made == ["factcheck.diff.html", "factcheck.diff.json", "factcheck.diff.md"]
    assert 'data-start="compare"' in Path("reports/factcheck.diff.html").read_text("utf-8")
    assert len(json.loads(Path("reports/factcheck.diff.json").read_text("utf-8"))["findings"]) == 1


def test_what_is_accepted_does_not_fail_the_comparison(
    asked: list[tuple[list[str], Config]], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    entry = {"fingerprint": "f1", "type": "number", "fact": "vans", "values": ["Five", "Six"],
             "reason": "two convoys", "by": "Ines", "date": "2026-03-02"}  # fmt: skip
    Path(".factcheck-baseline.json").write_text(
        json.dumps({"schema_version": "1", "accepted": [entry]}), "utf-8"
    )
    assert command.run(capfdbinary, "diff", "monday.txt", "tuesday.txt").status == 0


def test_a_report_and_an_article_are_not_compared(
    asked: list[tuple[list[str], Config]], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    Path("monday.txt").write_text("Five vans came.", "utf-8")
    done = command.run(capfdbinary, "diff", "monday.txt", "tuesday.json")
    assert done.status == 2
    assert "monday.txt is not a factcheck report" in done.err
    assert asked == []


def test_a_format_that_two_articles_do_not_have_is_refused_before_any_work(
    asked: list[tuple[list[str], Config]], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    done = command.run(capfdbinary, "diff", "monday.txt", "tuesday.txt", "-f", "junit")
    assert done.status == 2
    assert "junit" in done.err
    assert asked == []
