"""JUnit XML: loads in junitparser, a suite per story, a case per fact."""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import Any
from xml.etree import ElementTree

import pytest
from junitparser import Failure, JUnitXml, Skipped, TestCase

from factcheck.model import Report
from factcheck.report import junit
from tests.support import build
from tests.support import hostile_report as hostile

TEXTS = {
    "packet": "It sank.\nFive died on Monday.",
    "courier": "Six died on Monday.",
    "radio": "Rain on Sunday.",
    "herald": "Snow on Sunday.",
}
STORIES = {"The ferry": ["packet", "courier"], "The weather": ["radio", "herald"]}
DEAD = build.finding([("packet", "Five")], [("courier", "Six")], fact="number of dead")
DAY = build.agreed(("packet", "Monday"), ("courier", "Monday"), type="date", label="day it sank")


def report(*findings: Any, **keys: Any) -> Report:
    return build.report(TEXTS, findings, [DAY], stories=STORIES, **keys)


def cases(report_to_render: Report, **keys: Any) -> dict[str, TestCase]:
    xml = JUnitXml.fromstring(junit.render(report_to_render, **keys).encode())
    return {case.name: case for suite in xml for case in suite}


def outcome(case: TestCase) -> str:
    return type(case.result[0]).__name__ if case.result else "passed"


def test_a_suite_for_every_story_and_a_case_for_every_fact() -> None:
    xml = JUnitXml.fromstring(junit.render(report(DEAD)).encode())
    assert [suite.name for suite in xml] == ["The ferry", "The weather"]
    assert (xml.tests, xml.failures, xml.skipped, xml.errors) == (2, 1, 0, 0)
    assert set(cases(report(DEAD))) == {"number of dead", "day it sank"}


def test_a_fact_that_one_article_gives_is_no_case() -> None:
    alone = build.agreed(("packet", "sank"), label="alone")
    assert "alone" not in cases(build.report(TEXTS, [], [alone]))


@pytest.mark.parametrize(
    ("severity", "status", "fail_on", "expected"),
    [
        ("error", "new", "error", "Failure"),
        ("warning", "new", "error", "Skipped"),
        ("warning", "new", "warning", "Failure"),
        ("note", "new", "warning", "Skipped"),
        ("note", "new", "note", "Failure"),
        ("error", "new", None, "Skipped"),
        ("error", "accepted", "error", "Skipped"),
        ("error", "suppressed", "error", "Skipped"),
    ],
)
def test_what_fails_the_run_fails_and_other_findings_are_skipped(
    severity: str, status: str, fail_on: Any, expected: str
) -> None:
    finding = build.finding(*DEAD.variants, fact="number of dead", severity=severity, status=status)
    by_name = cases(report(finding), fail_on=fail_on)
    assert outcome(by_name["number of dead"]) == expected
    assert outcome(by_name["day it sank"]) == "passed"


def test_a_failure_names_message_file_line_and_evidence() -> None:
    text = junit.render(report(DEAD))
    element = ElementTree.fromstring(text).find(".//testcase[@name='number of dead']")
    assert element is not None
    assert (element.get("file"), element.get("line")) == ("articles/courier.txt", "1")
    failure = element.find("failure")
    assert failure is not None
    assert failure.get("message") == "The articles differ."
    assert (failure.text or "").splitlines() == [
        "The articles differ.",
        "articles/courier.txt:1:1: courier: Six: Six died on Monday.",
        "articles/packet.txt:2:1: packet: Five: Five died on Monday.",
    ]


def test_an_accepted_finding_says_why() -> None:
    finding = build.finding(*DEAD.variants, fact="dead", status="accepted", reason="both stand")
    assert cases(report(finding))["dead"].result[0].message == (
        "accepted: both stand. The articles differ."
    )


def test_facts_of_one_name_are_told_apart_in_a_story() -> None:
    again = build.finding([("packet", "sank")], [("courier", "died")], fact="number of dead")
    assert set(cases(report(DEAD, again))) == {
        "number of dead",
        "number of dead (2)",
        "day it sank",
    }


def test_a_finding_without_a_fact_of_its_own_is_a_case() -> None:
    from dataclasses import replace

    without_facts = replace(report(DEAD), facts=())
    assert outcome(cases(without_facts)["number of dead"]) == "Failure"


def test_hostile_articles_leave_the_document_whole() -> None:
    text = junit.render(hostile.report())
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", text)
    parsed = ElementTree.parse(io.BytesIO(text.encode()))
    tags = Counter(element.tag for element in parsed.iter())
    assert set(tags) <= {"testsuites", "testsuite", "testcase", "failure", "skipped", "system-out"}
    assert tags["testcase"] == len(hostile.ATTACKS) + 1
    xml = JUnitXml.fromstring(text.encode())
    results = [case.result[0] for suite in xml for case in suite if case.result]
    assert {type(r) for r in results} == {Failure, Skipped}
    assert any("<script>alert(1)</script>" in (r.message or "") for r in results)
