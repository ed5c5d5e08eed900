"""GitHub workflow commands: annotations on the lines concerned.

A step shows ten annotations of a level and no more. The odd one out of every finding comes first,
then the other variants as far as there is room.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from factcheck.model import Finding, Mention, Report
from factcheck.report.escape import one_line
from factcheck.report.format import TextFormat, plain
from factcheck.report.locations import articles, odd_one_out, strongest_first

MAX_PER_LEVEL = 10
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(report: Report) -> str:
    """Return one workflow command a line for the new findings, within the limit per level."""
    sources = articles(report)
    lines: list[str] = []
    used: Counter[str] = Counter()
    shown: set[str] = set()
    for finding, mention in _pins(report):
        command = _COMMANDS[finding.severity]
        # The last notice is kept for saying that something was left out.
        if used[command] == MAX_PER_LEVEL - (command == "notice"):
            continue
        used[command] += 1
        shown.add(finding.fingerprint)
        article = sources[mention.document]
        where = article.where(mention)
        properties = {"file": one_line(where.path)}
        if where.line is not None:
            properties |= {"line": str(where.line), "endLine": str(where.end_line)}
            if where.line == where.end_line:  # columns of several lines are not understood
                properties |= {"col": str(where.column), "endColumn": str(where.end_column)}
        properties["title"] = f"factcheck: {one_line(finding.fact)}"
        text = f"{article.label} has {mention.text}. {finding.message}"
        given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
        lines.append(f"::{command} {given}::{_data(one_line(text))}")
    new = {f.fingerprint for f in report.findings if f.status == "new"}
    if left := len(new - shown):
        lines.append(
            f"::notice title=factcheck::{left} more findings have no annotation, as a step shows"
            f" {MAX_PER_LEVEL} of a level; see the other reports."
        )
    return "".join(f"{line}\n" for line in lines)


def _pins(report: Report) -> Iterator[tuple[Finding, Mention]]:
    findings = [f for f in strongest_first(report.findings) if f.status == "new"]
    ordered = [(finding, odd_one_out(finding)) for finding in findings]
    for finding, variants in ordered:
        yield finding, variants[0].mentions[0]
    for finding, variants in ordered:
        for variant in variants[1:]:
            yield finding, variant.mentions[0]


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMAT = TextFormat(
    "github",
    None,
    "annotations of the lines in GitHub Actions",
    plain(render),
)
