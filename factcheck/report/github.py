"""GitHub workflow commands: annotations of the lines with findings.

A step shows at most ten annotations of a level. The odd one out of every finding comes first, then
the other variants, up to that limit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from factcheck.model import Finding, Mention, Report
from factcheck.report.escape import one_line
from factcheck.report.format import TextFormat, ignoring_display
from factcheck.report.locations import articles_by_id, odd_one_out_first, strongest_first

MAX_PER_LEVEL = 10
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(report: Report) -> str:
    """Return workflow commands for the new findings, one per line, within the limit per level."""
    articles = articles_by_id(report)
    lines: list[str] = []
    count_of: Counter[str] = Counter()
    annotated: set[str] = set()
    for finding, mention in _pins(report):
        command = _COMMANDS[finding.severity]
        # The last notice is reserved for the number of findings that are left out.
        if count_of[command] == MAX_PER_LEVEL - (command == "notice"):
            continue
        count_of[command] += 1
        annotated.add(finding.fingerprint)
        article = articles[mention.document]
        where = article.where(mention)
        properties = {"file": one_line(where.path)}
        if where.line is not None:
            properties |= {"line": str(where.line), "endLine": str(where.end_line)}
            if where.line == where.end_line:  # GitHub ignores columns of several lines
                properties |= {"col": str(where.column), "endColumn": str(where.end_column)}
        properties["title"] = f"factcheck: {one_line(finding.fact)}"
        text = f"{article.label} has {mention.text}. {finding.message}"
        parameters = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
        lines.append(f"::{command} {parameters}::{_data(one_line(text))}")
    new = {f.fingerprint for f in report.findings if f.status == "new"}
    if omitted := len(new - annotated):
        lines.append(
            f"::notice title=factcheck::{omitted} more findings have no annotation, as a step shows"
            f" {MAX_PER_LEVEL} of a level; see the other reports."
        )
    return "".join(f"{line}\n" for line in lines)


def _pins(report: Report) -> Iterator[tuple[Finding, Mention]]:
    """Yield the new findings, each with the first mention of a variant, in order of importance."""
    findings = [f for f in strongest_first(report.findings) if f.status == "new"]
    ordered = [(finding, odd_one_out_first(finding)) for finding in findings]
    for finding, variants in ordered:
        yield finding, variants[0].mentions[0]
    for finding, variants in ordered:
        for variant in variants[1:]:
            yield finding, variant.mentions[0]


def _data(text: str) -> str:
    """Return ``text`` escaped for the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return ``text`` escaped for the value of a parameter of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMAT = TextFormat(
    "github",
    None,
    "annotations of the lines in GitHub Actions",
    ignoring_display(render),
)
