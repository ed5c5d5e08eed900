"""SARIF 2.1.0, within the limits that code hosts set on it.

One rule per type of finding, one result per finding: pinned to the odd one out, every other
mention a related location that the message links to. The limits are those of GitHub code scanning
(5,000 results are shown, 100 locations each, 10 MB compressed), the strictest in use; what is left
out is said in a notification.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from factcheck.model import Finding, Mention, Report
from factcheck.report.escape import one_line
from factcheck.report.format import TextFormat, plain
from factcheck.report.locations import Article, articles, mentions, strongest_first
from factcheck.report.pagetext import seen
from factcheck.settings.finding_types import FindingType, finding_types, type_names

SCHEMA_URI = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
MAX_RESULTS = 5_000
MAX_LOCATIONS = 100
MAX_BYTES = 9_000_000  # uncompressed, so that it holds however well the text compresses


def render(report: Report) -> str:
    """Return the report as a SARIF log."""
    sources = articles(report)
    findings = strongest_first(report.findings)
    results: list[dict[str, Any]] = []
    size = 0
    for finding in findings[:MAX_RESULTS]:
        result = _result(finding, sources)
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


def _result(finding: Finding, sources: Mapping[str, Article]) -> dict[str, Any]:
    places = mentions(finding)[:MAX_LOCATIONS]
    _, first = places[0]
    related, lines = [], []
    for number, (_, mention) in enumerate(places, start=1):
        article = sources[mention.document]
        source, said = one_line(article.label), one_line(mention.text)
        related.append(
            {
                "id": number,
                "physicalLocation": _physical(article, mention),
                "message": {"text": f"{_text(source)}: {_text(said)}"},
            }
        )
        lines.append(f"{_text(source)} has [{_text(said)}]({number})")
    left = sum(len(v.mentions) for v in finding.variants) - len(places)
    if left:
        lines.append(f"{left} more mentions are in the JSON and HTML reports")
    result: dict[str, Any] = {
        "ruleId": finding.type,
        "ruleIndex": type_names().index(finding.type),
        "level": finding.severity,
        "kind": "fail",
        "message": {"text": "\n".join([_text(one_line(finding.message)), *lines])},
        "locations": [
            {"physicalLocation": _physical(sources[first.document], first, context=True)}
        ],
        "relatedLocations": related,
        # The first name is the one by which GitHub recognises an alert again.
        "partialFingerprints": {
            "primaryLocationLineHash": finding.fingerprint,
            "factcheckFingerprint/v1": finding.fingerprint,
        },
        "baselineState": "unchanged" if finding.status == "accepted" else "new",
        "rank": round(100 * finding.confidence, 1),
        "properties": {
            "fact": seen(finding.fact),
            "story": seen(finding.story),
            "relation": finding.relation,
        },
    }
    if finding.status != "new":
        suppression = {"kind": "external", "status": "accepted"}
        if finding.reason:
            suppression["justification"] = seen(finding.reason)
        result["suppressions"] = [suppression]
    return result


def _physical(article: Article, mention: Mention, *, context: bool = False) -> dict[str, Any]:
    physical: dict[str, Any] = {
        "artifactLocation": _artifact(article.document.path),
        "region": _region(article, mention.start, mention.end),
    }
    if context and "snippet" in physical["region"]:
        around = _region(article, mention.context_start, mention.context_end)
        physical["contextRegion"] = around
    return physical


def _region(article: Article, start: int, end: int) -> dict[str, Any]:
    where = article.place(start, end)
    if where.line is None:
        # Code hosts refuse a result without a line; a file without lines is marked at its head.
        return {"startLine": 1}
    return {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
        "snippet": {"text": seen(article.document.text[start:end])},
    }


def _artifact(path: str) -> dict[str, str]:
    if path.startswith("/"):
        return {"uri": f"file://{quote(path)}"}
    return {"uri": quote(path), "uriBaseId": "%SRCROOT%"}


def _text(text: str) -> str:
    """Return ``text`` for a SARIF message, where brackets make links and braces placeholders."""
    escaped = seen(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return escaped.replace("{", "{{").replace("}", "}}")


FORMAT = TextFormat(
    "sarif",
    "factcheck.sarif",
    "SARIF 2.1.0, for code hosts and editors",
    plain(render),
)
