"""A report format from outside: one line a finding, for a chat."""

from __future__ import annotations

from factcheck.model import Report
from factcheck.report.format import TextFormat, ignoring_display


def render(report: Report) -> str:
    """Return one line for each finding."""
    return "".join(f"{f.severity}: {f.message}\n" for f in report.findings)


FORMAT = TextFormat("chat", "factcheck.chat.txt", "one line a finding", ignoring_display(render))
