"""A team's working day from start to finish: fail, accept, pass, edit, fail, revert, move."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from junitparser import Failure, JUnitXml

from factcheck.report import json as report_json
from tests.report.test_github import Command, parse
from tests.report.test_sarif import log
from tests.support import command, mill

Run = Callable[..., command.Result]
FORMATS = "text,json,html,sarif,junit,markdown,github,codequality"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return mill.write(tmp_path)


@pytest.fixture
def run(
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    articles: Path,
) -> Run:
    monkeypatch.chdir(tmp_path)
    for variable in [v for v in os.environ if v.startswith("FACTCHECK_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("FACTCHECK_CACHE_DIR", str(tmp_path / "cache"))
    # Warnings fail too: it must not matter here whether a finding is an error or a warning.
    monkeypatch.setenv("FACTCHECK_FAIL_ON", "warning")
    return lambda *arguments: command.run(capfdbinary, *arguments)


def findings(status: str) -> dict[str, dict[str, Any]]:
    report = json.loads(Path("reports/factcheck.json").read_text("utf-8"))
    return {f["fingerprint"]: f for f in report["findings"] if f["status"] == status}


def commands(out: str) -> list[Command]:
    return parse("".join(f"{line}\n" for line in out.splitlines() if line.startswith("::")))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def test_the_whole_day(run: Run, articles: Path) -> None:
    # The first run fails and writes every format.
    first = run("check", "articles", "-f", FORMATS)
    assert first.status == 1
    assert sorted(p.name for p in Path("reports").iterdir()) == [
        "factcheck.codequality.json",
        "factcheck.html",
        "factcheck.json",
        "factcheck.junit.xml",
        "factcheck.md",
        "factcheck.sarif",
    ]
    open_findings = findings("new")
    employed = [f for f in open_findings.values() if {"212", "221"} <= _values(f)]
    assert len(employed) == 1

    # The team accepts all findings; the second run passes.
    assert run("baseline", "reports/factcheck.json", "--reason", "seen").status == 0
    second = run("check", "articles", "-f", FORMATS)
    assert second.status == 0
    assert commands(second.out) == []
    assert findings("accepted").keys() == open_findings.keys()
    assert findings("new") == {}
    assert "stale" not in second.err

    # A figure is changed: the run fails with exactly that, at its line and column everywhere.
    edit(articles / mill.EDITED, mill.BEFORE, mill.AFTER)
    third = run("check", "articles", "-f", FORMATS)
    assert third.status == 1
    appeared = findings("new")
    assert len(appeared) == 1
    (fingerprint, finding) = appeared.popitem()
    assert {"31", "34"} <= _values(finding)
    _annotated_in_sarif(fingerprint)
    _annotated_in_junit()
    _annotated_in_github(third.out)
    _annotated_in_code_quality(fingerprint)
    where = f"articles/{mill.EDITED}:<!-- -->{mill.LINE}:1"
    assert f"| 34 | river-post | {where} | <b>34</b> workers" in _read("factcheck.md")

    # It is accepted as well, then the edit is reverted: the entry is stale, and can be dropped.
    assert run("baseline", "reports/factcheck.json").status == 0
    edit(articles / mill.EDITED, mill.AFTER, mill.BEFORE)
    fourth = run("check", "articles", "-f", "json")
    assert fourth.status == 0
    stale = [line for line in fourth.err.splitlines() if "stale, matches nothing" in line]
    assert len(stale) == 1
    assert fingerprint in stale[0]
    pruned = run("baseline", "reports/factcheck.json", "--prune")
    assert "0 accepted, 1 kept, 1 dropped" in pruned.err
    assert "stale" not in run("check", "articles", "-f", "json").err

    # An accepted finding moves down forty lines and stays accepted.
    old = employed[0]["fingerprint"]
    edit(
        articles / "coast-echo.txt",
        "Published 15 March 2022\n",
        "Published 15 March 2022" + "\n" * 41,
    )
    moved = run("check", "articles", "-f", "json,sarif")
    assert moved.status == 0
    assert old in findings("accepted")
    lines = {
        r["locations"][0]["physicalLocation"]["region"]["startLine"]
        for r in _sarif()
        if old in r["partialFingerprints"].values()
    }
    assert lines == {46}


def _values(finding: dict[str, Any]) -> set[str]:
    return {variant["value"] for variant in finding["variants"]}


def _read(name: str) -> str:
    return (Path("reports") / name).read_text("utf-8")


def _sarif() -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = json.loads(_read("factcheck.sarif"))["runs"][0]["results"]
    return results


def _annotated_in_sarif(fingerprint: str) -> None:
    log(report_json.parse(_read("factcheck.json")))  # checks against the official schema
    new = [r for r in _sarif() if r["baselineState"] == "new"]
    assert len(new) == 1
    assert fingerprint in new[0]["partialFingerprints"].values()
    physical = new[0]["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == f"articles/{mill.EDITED}"
    region = physical["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (mill.LINE, 1, 3)
    accepted = [r for r in _sarif() if r["baselineState"] == "unchanged"]
    assert accepted
    assert all(r["suppressions"][0]["justification"] == "seen" for r in accepted)


def _annotated_in_junit() -> None:
    cases = [
        case
        for suite in JUnitXml.fromstring(_read("factcheck.junit.xml").encode())
        for case in suite
    ]
    failed = [c for c in cases if any(isinstance(r, Failure) for r in c.result)]
    assert len(failed) == 1
    element = failed[0]._elem
    assert (element.get("file"), element.get("line")) == (f"articles/{mill.EDITED}", str(mill.LINE))
    assert f"articles/{mill.EDITED}:{mill.LINE}:1: river-post: 34" in failed[0].result[0].text
    assert any(not c.result for c in cases)  # what the articles agree on passes


def _annotated_in_github(out: str) -> None:
    first = commands(out)[0]
    assert first.name in ("error", "warning")
    place = {key: first.properties[key] for key in ("file", "line", "col", "endColumn")}
    assert place == {
        "file": f"articles/{mill.EDITED}",
        "line": str(mill.LINE),
        "col": "1",
        "endColumn": "3",
    }


def _annotated_in_code_quality(fingerprint: str) -> None:
    issues = json.loads(_read("factcheck.codequality.json"))
    assert [issue["fingerprint"] for issue in issues] == [fingerprint]
    assert issues[0]["location"] == {
        "path": f"articles/{mill.EDITED}",
        "lines": {"begin": mill.LINE},
    }


def test_a_comment_in_the_article_silences_its_finding(run: Run, articles: Path) -> None:
    edit(
        articles / "coast-echo.txt",
        "The mill employed",
        "<!-- factcheck: ignore-next-line[number] counted with the drivers -->\nThe mill employed",
    )
    result = run("check", "articles", "-f", "json,sarif")
    assert result.status == 0
    reasons = {f["reason"] for f in findings("suppressed").values()}
    assert reasons == {"counted with the drivers (comment at articles/coast-echo.txt:6)"}
    Path("factcheck.toml").write_text("comments = false\n")
    assert run("check", "articles", "-f", "json").status == 1


def test_a_difference_between_two_days_is_shown_and_fails(run: Run, articles: Path) -> None:
    run("check", "articles", "-f", "json", "-o", "monday")
    edit(articles / mill.EDITED, mill.BEFORE, mill.AFTER)
    run("check", "articles", "-f", "json", "-o", "tuesday")
    result = run("diff", "monday/factcheck.json", "tuesday/factcheck.json")
    assert result.status == 1
    assert "1 appeared, 0 changed, 0 gone" in result.out
    assert f"articles/{mill.EDITED}:{mill.LINE}:1: river-post: 34" in result.out
    assert run("diff", "tuesday/factcheck.json", "monday/factcheck.json").status == 0
