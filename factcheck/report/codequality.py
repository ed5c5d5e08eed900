"""GitLab's code-quality report, which shows new findings in the changes of a merge request."""

from __future__ import annotations

import json

from factcheck.model import Report
from factcheck.report.escape import one_line
from factcheck.report.format import TextFormat, ignoring_display
from factcheck.report.locations import articles_by_id, odd_one_out_first, strongest_first

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def render(report: Report) -> str:
    """Return the new findings as a code-quality report, each at the odd one out."""
    articles = articles_by_id(report)
    issues = []
    for finding in strongest_first(report.findings):
        if finding.status != "new":
            continue
        mention = odd_one_out_first(finding)[0].mentions[0]
        where = articles[mention.document].where(mention)
        issues.append(
            {
                "description": one_line(f"{finding.fact}: {finding.message}"),
                "check_name": finding.type,
                "fingerprint": finding.fingerprint,
                "severity": _SEVERITIES[finding.severity],
                # GitLab needs a line; in a file without lines it is the first.
                "location": {"path": where.path, "lines": {"begin": where.line or 1}},
            }
        )
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"


FORMAT = TextFormat(
    "codequality",
    "factcheck.codequality.json",
    "the code-quality report of GitLab",
    ignoring_display(render),
)
