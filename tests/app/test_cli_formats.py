"""Every format takes every text: nothing breaks, and exactly the mentions are marked."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.model import Report
from factcheck.report.escape import one_line
from factcheck.report.format import Display, TextFormat
from factcheck.report.pagetext import visible
from factcheck.settings.registry import REPORT_FORMATS
from tests.report.test_github import parse
from tests.report.test_sarif import cut
from tests.support import build

TEXT = st.text(max_size=40)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report on two articles of any words, with one finding on any stretch of each."""
    values = [draw(st.text(min_size=1, max_size=12)) for _ in range(2)]
    texts = {
        name: f"{draw(TEXT)}{value}{draw(TEXT)}"
        for name, value in zip(("one", "two"), values, strict=True)
    }
    finding = build.finding(
        [("one", values[0])],
        [("two", values[1])],
        fact=draw(TEXT),
        message=draw(TEXT),
        status=draw(st.sampled_from(["new", "accepted"])),
        reason=draw(TEXT),
    )
    documents = {"one": {"path": draw(st.text(min_size=1, max_size=12)), "source": draw(TEXT)}}
    return build.report(texts, [finding], documents=documents)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports())
def test_any_words_in_any_place_are_only_words(report: Report) -> None:
    rendered = {
        name: REPORT_FORMATS.load(name, TextFormat).render(report, Display())
        for name in ("sarif", "junit", "markdown", "github", "codequality")
    }
    finding = report.findings[0]

    for result in json.loads(rendered["sarif"])["runs"][0]["results"]:
        places = [location["physicalLocation"] for location in result["relatedLocations"]]
        marked = {p["region"]["snippet"]["text"] for p in places}
        assert marked == {visible(v.mentions[0].text) for v in finding.variants}
        by_text = {visible(v.mentions[0].text): v.mentions[0] for v in finding.variants}
        for region in (p["region"] for p in places):
            mention = by_text[region["snippet"]["text"]]
            document = next(d for d in report.documents if d.id == mention.document)
            other = by_text.keys() - {region["snippet"]["text"]}
            if other:  # only different words can be distinguished
                assert cut(document, region) == mention.text

    cases = ElementTree.fromstring(rendered["junit"].encode()).iter("testcase")
    assert [case.get("name") for case in cases] == [one_line(finding.fact)]

    commands = parse(rendered["github"])
    assert len(commands) == (2 if finding.status == "new" else 0)
    for command in commands:
        assert command.properties["title"] == f"factcheck: {one_line(finding.fact)}"

    assert len(json.loads(rendered["codequality"])) == (finding.status == "new")
