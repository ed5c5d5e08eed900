"""SARIF 2.1.0, within the limits of code hosts.

There is one rule per type of finding and one result per finding. The location of a result is the
odd one out; all mentions are related locations, with links from the message. The limits are those
of GitHub code scanning (5,000 results are shown, 100 locations each, 10 MB compressed), the
strictest in use. A notification says how many findings are left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from factcheck.model import Finding, Mention, Report
from factcheck.report.escape import one_line
from factcheck.report.format import TextFormat, ignoring_display
from factcheck.report.locations import Article, articles_by_id, ordered_mentions, strongest_first
from factcheck.report.pagetext import visible
from factcheck.settings.finding_types import FindingType, finding_types, type_names

SCHEMA_URI = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
MAX_RESULTS = 5_000
MAX_LOCATIONS = 100
MAX_BYTES = 9_000_000  # uncompressed, so that the limit is kept for any text


def render(report: Report) -> str:
    """Return the report as a SARIF log."""
    articles = articles_by_id(report)
    findings = strongest_first(report.findings)
    results: list[dict[str, Any]] = []
    size = 0
    for finding in findings[:MAX_RESULTS]:
        result = _result(finding, articles)
        size += len(json.dumps(result, ensure_ascii=False, indent=1).encode("utf-8", "replace"))
        if size > MAX_BYTES:
            break
        results.append(result)
    log = {
        "$schema": SCHEMA_URI,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(report)},
                "automationDetails": {"id": "factcheck/"},
                "columnKind": "unicodeCodePoints",
                "invocations": [_invocation(report, left_out=len(findings) - len(results))],
                "results": results,
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _driver(report: Report) -> dict[str, Any]:
    return {
        "name": report.tool.name,
        "version": report.tool.version,
        "semanticVersion": report.tool.version,
        "rules": [_rule(kind) for kind in finding_types().values()],
    }


def _rule(kind: FindingType) -> dict[str, Any]:
    return {
        "id": kind.name,
        "name": kind.rule,
        "shortDescription": {"text": f"{kind.title}."},
        "fullDescription": {"text": f"{kind.title}. {kind.help}"},
        "help": {
            "text": f"{kind.help} If the difference is right as it stands, accept it with "
            "'factcheck baseline'.",
            "markdown": f"{kind.help}\n\nIf the difference is right as it stands, accept "
            "it with `factcheck baseline`.",
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["consistency", kind.name]},
    }


def _invocation(report: Report, left_out: int) -> dict[str, Any]:
    notifications: list[dict[str, Any]] = []
    if left_out:
        notifications.append(
            {
                "level": "warning",
                "message": {
                    "text": f"{left_out} weaker findings are left out, as code hosts limit the "
                    "size of this file; the JSON and HTML reports have them all."
                },
            }
        )
    for problem in report.problems:
        text = f"{problem.reason}. {problem.hint}" if problem.hint else problem.reason
        notifications.append(
            {
                "level": "warning",
                "message": {"text": _text(text)},
                "locations": [{"physicalLocation": {"artifactLocation": _artifact(problem.path)}}],
            }
        )
    invocation: dict[str, Any] = {"executionSuccessful": True}
    if notifications:
        invocation["toolExecutionNotifications"] = notifications
    return invocation


def _result(finding: Finding, articles: Mapping[str, Article]) -> dict[str, Any]:
    places = ordered_mentions(finding)[:MAX_LOCATIONS]
    _, first = places[0]
    related, lines = [], []
    for number, (_, mention) in enumerate(places, start=1):
        article = articles[mention.document]
        source, value = one_line(article.label), one_line(mention.text)
        related.append(
            {
                "id": number,
                "physicalLocation": _physical(article, mention),
                "message": {"text": f"{_text(source)}: {_text(value)}"},
            }
        )
        lines.append(f"{_text(source)} has [{_text(value)}]({number})")
    omitted = sum(len(v.mentions) for v in finding.variants) - len(places)
    if omitted:
        lines.append(f"{omitted} more mentions are in the JSON and HTML reports")
    result: dict[str, Any] = {
        "ruleId": finding.type,
        "ruleIndex": type_names().index(finding.type),
        "level": finding.severity,
        "kind": "fail",
        "message": {"text": "\n".join([_text(one_line(finding.message)), *lines])},
        "locations": [
            {"physicalLocation": _physical(articles[first.document], first, context=True)}
        ],
        "relatedLocations": related,
        # GitHub identifies an alert by the first of these names.
        "partialFingerprints": {
            "primaryLocationLineHash": finding.fingerprint,
            "factcheckFingerprint/v1": finding.fingerprint,
        },
        "baselineState": "unchanged" if finding.status == "accepted" else "new",
        "rank": round(100 * finding.confidence, 1),
        "properties": {
            "fact": visible(finding.fact),
            "story": visible(finding.story),
            "relation": finding.relation,
        },
    }
    if finding.status != "new":
        suppression = {"kind": "external", "status": "accepted"}
        if finding.reason:
            suppression["justification"] = visible(finding.reason)
        result["suppressions"] = [suppression]
    return result


def _physical(article: Article, mention: Mention, *, context: bool = False) -> dict[str, Any]:
    physical: dict[str, Any] = {
        "artifactLocation": _artifact(article.document.path),
        "region": _region(article, mention.start, mention.end),
    }
    if context and "snippet" in physical["region"]:
        sentence = _region(article, mention.context_start, mention.context_end)
        physical["contextRegion"] = sentence
    return physical


def _region(article: Article, start: int, end: int) -> dict[str, Any]:
    where = article.place(start, end)
    if where.line is None:
        # Code hosts refuse a result without a line; in a file without lines it is the first.
        return {"startLine": 1}
    return {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
        "snippet": {"text": visible(article.document.text[start:end])},
    }


def _artifact(path: str) -> dict[str, str]:
    if path.startswith("/"):
        return {"uri": f"file://{quote(path)}"}
    return {"uri": quote(path), "uriBaseId": "%SRCROOT%"}


def _text(text: str) -> str:
    """Return ``text`` for a SARIF message, where brackets make links and braces placeholders."""
    escaped = visible(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return escaped.replace("{", "{{").replace("}", "}}")


FORMAT = TextFormat(
    "sarif",
    "factcheck.sarif",
    "SARIF 2.1.0, for code hosts and editors",
    ignoring_display(render),
)
