"""The difference of two reports: appeared, changed, gone."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factcheck.model import Finding, Report
from factcheck.report import concise, diff, diff_markdown
from factcheck.report import json as report_json
from factcheck.report.format import Display
from factcheck.review import changes
from factcheck.review.changes import Changes
from tests.report.test_github import parse
from tests.support import build, command

TEXTS = {
    "packet": "Five died on Monday near Bram.",
    "courier": "Six died on Tuesday near Brem.",
    "radio": "Seven died on Monday.",
}
DEAD = build.finding(
    [("packet", "Five")], [("courier", "Six")], fact="number of dead", fingerprint="dead"
)
DEAD_THREE = build.finding(
    [("packet", "Five")],
    [("courier", "Six")],
    [("radio", "Seven")],
    fact="number of dead",
    fingerprint="dead-three",
)
TOWN = build.finding(
    [("packet", "Bram")],
    [("courier", "Brem")],
    type="name",
    severity="warning",
    fact="town",
    fingerprint="town",
)


def report(*findings: Any, **keys: Any) -> Report:
    return build.report(TEXTS, findings, **keys)


def compare(old: Report, new: Report) -> Changes:
    return changes.diff(old, new)


def names(findings: tuple[Finding, ...]) -> list[str]:
    return [f.fingerprint for f in findings]


def test_the_same_report_has_no_differences() -> None:
    result = compare(report(DEAD, TOWN), report(TOWN, DEAD))
    assert (result.appeared, result.changed, result.gone, result.unchanged) == ((), (), (), 2)


def test_what_appeared_and_what_is_gone() -> None:
    result = compare(report(DEAD), report(TOWN))
    assert (names(result.appeared), names(result.gone)) == (["town"], ["dead"])


def test_a_variant_that_came_or_went_is_a_change_of_the_same_fact() -> None:
    result = compare(report(DEAD), report(DEAD_THREE))
    assert result.appeared == result.gone == ()
    assert result.changed[0].reasons == ("'Seven' came",)
    assert result.changed[0].worse
    back = compare(report(DEAD_THREE), report(DEAD))
    assert back.changed[0].reasons == ("'Seven' went",)
    assert not back.changed[0].worse


def test_a_severity_that_moved_is_a_change_and_worse_only_when_it_rose() -> None:
    weak = replace(DEAD, severity="note")
    assert compare(report(weak), report(DEAD)).changed[0].worse
    fell = compare(report(DEAD), report(weak)).changed[0]
    assert fell.reasons == ("severity moved from error to note",)
    assert not fell.worse


def test_another_source_for_a_variant_is_no_change() -> None:
    joined = replace(DEAD, variants=([("packet", "Five"), ("radio", "Seven")], DEAD.variants[1]))
    assert compare(report(DEAD), report(joined)).unchanged == 1


def test_the_same_fact_of_another_story_is_not_taken_for_a_change() -> None:
    elsewhere = {"a": "Five died.", "b": "Nine died."}
    other = build.report(
        elsewhere,
        [build.finding([("a", "Five")], [("b", "Nine")], fact="number of dead", fingerprint="x")],
    )
    result = compare(report(DEAD), other)
    assert (names(result.appeared), names(result.gone)) == (["x"], ["dead"])


def test_a_renamed_folder_is_no_new_story() -> None:
    moved = {name: {"path": f"moved/{name}.txt"} for name in TEXTS}
    result = compare(report(DEAD), report(DEAD_THREE, documents=moved))
    assert len(result.changed) == 1


def test_suppressed_findings_count_as_absent() -> None:
    quiet = replace(DEAD, status="suppressed")
    assert names(compare(report(DEAD), report(quiet)).gone) == ["dead"]
    assert names(compare(report(quiet), report(DEAD)).appeared) == ["dead"]


@pytest.mark.parametrize(
    ("old", "new", "fail_on", "failing"),
    [
        ((), (DEAD,), "error", ["dead"]),
        ((), (TOWN,), "error", []),
        ((), (TOWN,), "warning", ["town"]),
        ((), (DEAD,), None, []),
        ((DEAD,), (), "note", []),
        ((DEAD,), (DEAD,), "note", []),
        ((DEAD,), (DEAD_THREE,), "error", ["dead-three"]),
        ((DEAD_THREE,), (DEAD,), "error", []),
        ((), (replace(DEAD, status="accepted"),), "note", []),
    ],
)
def test_what_fails_is_new_unaccepted_and_strong_enough(
    old: Any, new: Any, fail_on: Any, failing: list[str]
) -> None:
    assert names(compare(report(*old), report(*new)).failing(fail_on)) == failing


def test_the_text_names_every_variant_with_its_place() -> None:
    text = diff.render_text(compare(report(DEAD), report(DEAD_THREE, TOWN)))
    assert text == (
        "+ warning: town\n"
        "    The articles differ.\n"
        "    articles/courier.txt:1:26: courier: Brem\n"
        "    articles/packet.txt:1:26: packet: Bram\n"
        "\n"
        "~ error: number of dead\n"
        "    The articles differ.\n"
        "    'Seven' came\n"
        "    articles/radio.txt:1:1: radio: Seven\n"
        "    articles/courier.txt:1:1: courier: Six\n"
        "    articles/packet.txt:1:1: packet: Five\n"
        "\n"
        "1 appeared, 1 changed, 0 gone, 0 unchanged\n"
    )


def test_the_json_holds_whole_findings_and_counts() -> None:
    plain = json.loads(diff.render_json(compare(report(DEAD), report(DEAD_THREE, TOWN))))
    assert plain["summary"] == {
        "appeared": 1,
        "changed": 1,
        "gone": 0,
        "decided": 0,
        "unchanged": 0,
    }
    assert plain["changed"][0]["old"]["fingerprint"] == "dead"
    assert plain["changed"][0]["new"]["fingerprint"] == "dead-three"
    assert plain["changed"][0]["came"] == ["seven"]
    assert plain["documents"]["new"]["packet"] == "articles/packet.txt"


ACCEPTED = replace(DEAD, status="accepted", reason="both stand")


def test_an_acceptance_is_a_line_of_its_own_and_no_change() -> None:
    result = compare(report(DEAD, TOWN), report(ACCEPTED, TOWN))
    assert (result.appeared, result.changed, result.gone, result.unchanged) == ((), (), (), 1)
    assert [(c.new.fingerprint, c.decision) for c in result.decided] == [
        ("dead", "accepted: both stand")
    ]
    assert result.failing("note") == ()
    assert diff.render_text(result) == (
        "= number of dead: accepted: both stand\n\n"
        "0 appeared, 0 changed, 0 gone, 1 decided, 1 unchanged\n"
    )


def test_an_acceptance_that_is_taken_back_is_said_too() -> None:
    (taken_back,) = compare(report(ACCEPTED), report(DEAD)).decided
    assert taken_back.decision == "no longer accepted"


def test_a_change_of_what_was_accepted_says_both() -> None:
    accepted = replace(DEAD, status="accepted")
    result = compare(report(accepted), report(DEAD_THREE))
    (changed,) = result.changed
    assert (changed.reasons, changed.decision) == (("'Seven' came",), "no longer accepted")
    assert "    'Seven' came\n    no longer accepted\n" in diff.render_text(result)


def test_the_markdown_tells_what_appeared_changed_went_and_was_decided() -> None:
    day = build.finding([("packet", "Monday")], [("courier", "Tuesday")], type="date",
                        severity="note", fact="the <day>", fingerprint="day")  # fmt: skip
    sank = build.finding([("packet", "near")], [("courier", "near")], fact="gone", fingerprint="g")
    accepted = replace(day, status="accepted", reason="time zones")
    before, after = report(DEAD, day, sank), report(DEAD_THREE, TOWN, accepted)
    text = diff_markdown.render(compare(before, after))
    assert text == (
        "## factcheck: 1 appeared, 1 changed, 1 gone, 1 decided, 0 unchanged\n\n"
        "### Appeared\n\n"
        "**🟡 warning: town**\n\n"
        "The articles differ.\n\n"
        "- articles/courier.txt:<!-- -->1:26: courier has <b>Brem</b>\n"
        "- articles/packet.txt:<!-- -->1:26: packet has <b>Bram</b>\n\n"
        "### Changed\n\n"
        "**🔴 error: number of dead**\n\n"
        "The articles differ.\n\n"
        "- 'Seven' came\n"
        "- articles/radio.txt:<!-- -->1:1: radio has <b>Seven</b>\n"
        "- articles/courier.txt:<!-- -->1:1: courier has <b>Six</b>\n"
        "- articles/packet.txt:<!-- -->1:1: packet has <b>Five</b>\n\n"
        "### Gone\n\n"
        "- 🔴 error: gone\n\n"
        "### Decided\n\n"
        "- 🔵 note: the &lt;day\\>: accepted: time zones\n"
    )


def test_the_markdown_stays_within_the_limit_of_a_comment() -> None:
    findings = [
        build.finding(*DEAD.variants, fact="x" * 900, fingerprint=f"f{n}") for n in range(100)
    ]
    text = diff_markdown.render(compare(report(), report(*findings)))
    assert len(text) < 65_536
    assert re.search(r"_\d+ more are left out here", text)


def test_annotations_are_of_what_is_new_or_worse_and_a_notice_counts() -> None:
    accepted = replace(TOWN, status="accepted")
    commands = parse(
        diff_markdown.render_github(compare(report(DEAD), report(DEAD_THREE, accepted)))
    )
    assert [(c.name, c.properties.get("file")) for c in commands] == [
        ("error", "articles/radio.txt"),
        ("notice", "articles/courier.txt"),
        ("notice", "articles/packet.txt"),
        ("notice", None),
    ]
    assert commands[-1].message == "1 appeared, 1 changed, 0 gone, 0 unchanged"


def test_the_concise_difference_has_a_line_for_what_is_new_or_worse() -> None:
    result = compare(report(DEAD), report(DEAD, TOWN))
    assert concise.render_changes(result, Display(verbose=True)) == (
        "articles/courier.txt:1:26: warning[name] The articles differ. [town]\n"
    )
    assert concise.render_changes(compare(report(DEAD), report()), Display()) == ""


@pytest.fixture
def run(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., command.Result]:
    monkeypatch.chdir(tmp_path)
    for variable in [v for v in os.environ if v.startswith("FACTCHECK_")]:
        monkeypatch.delenv(variable)
    Path("old.json").write_text(report_json.render(report(DEAD)))
    Path("new.json").write_text(report_json.render(report(DEAD, TOWN)))
    return lambda *arguments: command.run(capfdbinary, *arguments)


def test_the_command_fails_for_what_appeared(run: Callable[..., command.Result]) -> None:
    assert run("diff", "old.json", "new.json").status == 0
    failed = run("diff", "old.json", "new.json", "--fail-on", "warning")
    assert failed.status == 1
    assert "+ warning: town" in failed.out
    assert run("diff", "new.json", "old.json", "--fail-on", "note").status == 0


def test_the_command_writes_json_and_page(run: Callable[..., command.Result]) -> None:
    result = run("diff", "old.json", "new.json", "-f", "json,html", "-o", "out")
    assert (result.status, result.out) == (0, "")
    assert json.loads(Path("out/factcheck.diff.json").read_text())["summary"]["appeared"] == 1
    assert "Bram" in Path("out/factcheck.diff.html").read_text()
    alone = run("diff", "old.json", "new.json", "-f", "json", "-o", "-")
    assert json.loads(alone.out)["summary"]["appeared"] == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "old.json is not a factcheck report"),
        ('{"schema_version": "1"}', "old.json is not a factcheck report"),
        ("\xff", "old.json is not a factcheck report"),
    ],
)
def test_what_is_no_report_is_refused(
    run: Callable[..., command.Result], text: str, message: str
) -> None:
    Path("old.json").write_bytes(text.encode("latin-1"))
    result = run("diff", "old.json", "new.json")
    assert result.status == 2
    assert message in result.err


def test_an_unknown_format_is_refused(run: Callable[..., command.Result]) -> None:
    result = run("diff", "old.json", "new.json", "-f", "sarif")
    assert result.status == 2
    assert "there is no format of a difference 'sarif'" in result.err
