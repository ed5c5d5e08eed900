"""GitLab's code-quality report, which marks new findings in a merge request's changes."""

from __future__ import annotations

import json

from factcheck.model import Report
from factcheck.report.escape import one_line
from factcheck.report.format import TextFormat, plain
from factcheck.report.locations import articles, odd_one_out, strongest_first

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def render(report: Report) -> str:
    """Return the new findings as a code-quality report, each pinned to the odd one out."""
    sources = articles(report)
    issues = []
    for finding in strongest_first(report.findings):
        if finding.status != "new":
            continue
        mention = odd_one_out(finding)[0].mentions[0]
        where = sources[mention.document].where(mention)
        issues.append(
            {
                "description": one_line(f"{finding.fact}: {finding.message}"),
                "check_name": finding.type,
                "fingerprint": finding.fingerprint,
                "severity": _SEVERITIES[finding.severity],
                # GitLab asks for a line; a file without lines is marked at its head.
                "location": {"path": where.path, "lines": {"begin": where.line or 1}},
            }
        )
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"


FORMAT = TextFormat(
    "codequality",
    "factcheck.codequality.json",
    "the code-quality report of GitLab",
    plain(render),
)
