"""``factcheck baseline``: some findings or all of them, and reasons that come later."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck.report import json as report_json
from tests.support import build, command

TEXTS = {"packet": "Five died near Bram on Monday.", "courier": "Six died near Brem on Sunday."}
FINDINGS = [
    build.finding([("packet", "Five")], [("courier", "Six")], fingerprint="aaaa1"),
    build.finding(
        [("packet", "Bram")], [("courier", "Brem")],
        type="name", severity="warning", fingerprint="aabb2",
    ),
    build.finding(
        [("packet", "Monday")], [("courier", "Sunday")],
        type="date", severity="note", fingerprint="cccc3",
    ),
    build.finding([("packet", "died")], [("courier", "died")], status="suppressed",
                  fingerprint="dddd4"),
]  # fmt: skip

Accept = Callable[..., command.Result]


@pytest.fixture
def accept(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Accept:
    monkeypatch.chdir(tmp_path)
    for variable in [v for v in os.environ if v.startswith("FACTCHECK_")]:
        monkeypatch.delenv(variable)
    Path("report.json").write_text(report_json.render(build.report(TEXTS, FINDINGS)))
    return lambda *options: command.run(capfdbinary, "baseline", "report.json", *options)


def reasons() -> dict[str, str]:
    plain = json.loads(Path(".factcheck-baseline.json").read_text("utf-8"))
    return {entry["fingerprint"]: entry["reason"] for entry in plain["accepted"]}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), {"aaaa1", "aabb2", "cccc3"}),
        (("--only", "aaaa1"), {"aaaa1"}),
        (("--only", "aab", "--only", "c"), {"aabb2", "cccc3"}),
        (("--type", "name,date"), {"aabb2", "cccc3"}),
        (("--severity", "error", "--severity", "note"), {"aaaa1", "cccc3"}),
        (("--type", "name", "--severity", "error"), set()),
    ],
)
def test_what_meets_all_conditions_is_accepted(
    accept: Accept, options: tuple[str, ...], expected: set[str]
) -> None:
    assert accept(*options, "--reason", "seen").status == 0
    assert reasons().keys() == expected


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--only", "aa"), "2 findings have a fingerprint that begins with 'aa'"),
        (("--only", "dddd4"), "no finding has a fingerprint that begins with 'dddd4'"),
        (("--only", ""), "no finding has a fingerprint that begins with ''"),
        (("--type", "nmae"), "no type of finding 'nmae' (did you mean 'name'?)"),
        (("--severity", "eror"), "no severity 'eror' (did you mean 'error'?)"),
    ],
)
def test_what_is_not_there_is_named_and_nothing_written(
    accept: Accept, options: tuple[str, ...], message: str
) -> None:
    refused = accept(*options)
    assert refused.status == 2
    assert message in refused.err
    assert not Path(".factcheck-baseline.json").exists()


def test_without_a_reason_a_dash_stands_there_and_a_second_run_fills_it(accept: Accept) -> None:
    accept("--only", "aaaa1", "--reason", "both stand")
    accept()
    assert reasons() == {"aaaa1": "both stand", "aabb2": "—", "cccc3": "—"}
    filled = accept("--reason", "one town", "--type", "name")
    assert "0 accepted, 3 kept, 1 given a reason, 0 stale" in filled.err
    assert reasons() == {"aaaa1": "both stand", "aabb2": "one town", "cccc3": "—"}


def test_an_empty_reason_of_an_earlier_version_is_filled_too(accept: Accept) -> None:
    accept("--only", "aaaa1")
    file = Path(".factcheck-baseline.json")
    file.write_text(file.read_text("utf-8").replace("—", ""), "utf-8")
    accept("--only", "aaaa1", "--reason", "seen")
    assert reasons() == {"aaaa1": "seen"}


def test_a_dash_is_not_shown_as_a_reason(
    accept: Accept, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    accept("--only", "aaaa1")
    command.use_pipeline(monkeypatch, build.report(TEXTS, FINDINGS))
    shown = command.run(capfdbinary, "check", "articles", "-f", "text").out
    assert "(accepted)" in shown
    assert "1 suppressed" in shown


def test_the_reason_is_asked_for_where_a_person_is_there(
    accept: Accept, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        "factcheck.app.console.ask", lambda question: asked.append(question) or " seen "
    )
    accept("--severity", "error")
    assert asked == ["Why accept 1 finding? (Enter: —) "]
    assert reasons() == {"aaaa1": "seen"}
    accept("--severity", "error")  # nothing new, nothing to ask
    assert len(asked) == 1


def test_the_fingerprints_are_shown_on_request(
    accept: Accept, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    command.use_pipeline(monkeypatch, build.report(TEXTS, FINDINGS))
    plain = command.run(capfdbinary, "check", "articles", "-f", "text")
    verbose = command.run(capfdbinary, "check", "articles", "-f", "text", "-v")
    assert "aaaa1" not in plain.out
    assert all(fingerprint in verbose.out for fingerprint in ("aaaa1", "aabb2", "cccc3"))
