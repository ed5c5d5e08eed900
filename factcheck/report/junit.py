"""JUnit XML: a suite per story, a case per fact that two or more articles have.

The test tab of a CI then shows the report: agreements pass, new findings at or above the severity
that fails the run fail, and all other findings are skipped, with their message.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO

from junitparser import Attr, Failure, IntAttr, JUnitXml, Skipped, TestCase, TestSuite

from factcheck.model import SEVERITIES, Fact, Finding, Report, Severity, Variant
from factcheck.report.escape import one_line
from factcheck.report.format import TextFormat
from factcheck.report.locations import Article, articles_by_id, odd_one_out_first, strongest_first


class _Case(TestCase):
    """A test case with the two attributes with which CI systems link to a line."""

    file = Attr()
    line = IntAttr()


def render(report: Report, *, fail_on: Severity | None = "error") -> str:
    """Return the report as JUnit XML; new findings of at least the severity ``fail_on`` fail.

    With None no case fails.
    """
    articles = articles_by_id(report)
    suites = JUnitXml("factcheck")
    for story in report.stories:
        suite = TestSuite(one_line(story.title) or story.id)
        label_count: Counter[str] = Counter()
        for fact, finding in _facts(report, story.id):
            label = one_line(fact.label)
            label_count[label] += 1
            # CI systems match the cases of two runs by name, so a name has the fact but no values.
            name = label if label_count[label] == 1 else f"{label} ({label_count[label]})"
            suite.add_testcase(_case(name, suite.name, fact, finding, articles, fail_on))
        suites.add_testsuite(suite)
    suites.update_statistics()  # type: ignore[no-untyped-call]
    out = BytesIO()
    suites.write(out, pretty=True)
    return out.getvalue().decode("utf-8")


def _facts(report: Report, story: str) -> Iterator[tuple[Fact, Finding | None]]:
    """Yield the facts that two or more articles have, with the finding on each, if any.

    A finding without a fact gets a fact of its own.
    """
    findings = {f.fingerprint: f for f in report.findings}
    for fact in report.facts:
        finding = findings.get(fact.finding or "")
        if fact.story == story and (finding or len(_documents_of(fact.variants)) > 1):
            yield fact, finding
    covered = {fact.finding for fact in report.facts}
    for f in strongest_first(report.findings):
        if f.story == story and f.fingerprint not in covered:
            fact = Fact(f.fingerprint, story, f.type, f.fact, "disputed", f.fingerprint, f.variants)
            yield fact, f


def _documents_of(variants: tuple[Variant, ...]) -> set[str]:
    """Return the ids of the documents that have a mention of any variant."""
    return {mention.document for variant in variants for mention in variant.mentions}


def _case(
    name: str,
    story: str,
    fact: Fact,
    finding: Finding | None,
    articles: Mapping[str, Article],
    fail_on: Severity | None,
) -> TestCase:
    case = _Case(name, classname=f"{story}.{fact.type}")
    variants = odd_one_out_first(finding) if finding else fact.variants
    first = variants[0].mentions[0]
    where = articles[first.document].where(first)
    case.file = one_line(where.path)
    if where.line is not None:
        case.line = where.line
    evidence = "\n".join(_evidence(variants, articles))
    if finding is None:
        case.system_out = evidence
        return case
    message = one_line(finding.message)
    if finding.status != "new":
        reason = f": {one_line(finding.reason)}" if finding.reason else ""
        case.result = [Skipped(f"{finding.status}{reason}. {message}", finding.severity)]
    elif fail_on and SEVERITIES.index(finding.severity) <= SEVERITIES.index(fail_on):
        failure = Failure(message, finding.severity)
        failure.text = f"{message}\n{evidence}"
        case.result = [failure]
    else:
        case.result = [Skipped(message, finding.severity)]
    if not isinstance(case.result[0], Failure):
        case.system_out = evidence
    return case


def _evidence(variants: tuple[Variant, ...], articles: Mapping[str, Article]) -> Iterator[str]:
    """Yield one line per mention: place, source, value, sentence."""
    for variant in variants:
        for mention in variant.mentions:
            article = articles[mention.document]
            sentence = article.document.text[mention.context_start : mention.context_end]
            parts = (str(article.where(mention)), article.label, mention.text, sentence)
            yield ": ".join(map(one_line, parts))


FORMAT = TextFormat(
    "junit",
    "factcheck.junit.xml",
    "JUnit XML, for the test tab of a CI",
    lambda report, display: render(report, fail_on=display.fail_on),
)
