"""GitHub workflow commands: annotations of the lines with findings.

The odd one out of a finding gets the level of its severity, the other places are notices: they may
well be right. A step shows at most ten annotations of a level.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from factcheck.model import Finding, Mention, Problem, Report
from factcheck.report.escape import one_line
from factcheck.report.format import TextFormat, ignoring_display
from factcheck.report.locations import (
    Article,
    articles_by_id,
    odd_one_out_first,
    strongest_first,
)

MAX_PER_LEVEL = 10
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
# A remark on a comment in an article begins with its line.
_LINE = re.compile(r"line (\d+): ")


def render(report: Report) -> str:
    """Return workflow commands for the new findings, one per line, within the limit per level.

    What is wrong with inputs comes last, as warnings.
    """
    articles = articles_by_id(report)
    new = [f for f in strongest_first(report.findings) if f.status == "new"]
    return annotate(new, articles, report.problems)


def annotate(
    findings: Sequence[Finding], articles: Mapping[str, Article], problems: Sequence[Problem] = ()
) -> str:
    """Return workflow commands for ``findings``, which are in order of importance."""
    lines: list[str] = []
    count_of: Counter[str] = Counter()
    annotated: set[str] = set()

    def add(command: str, properties: Mapping[str, str], text: str) -> bool:
        # The last notice is reserved for the number of findings that are left out.
        if count_of[command] == MAX_PER_LEVEL - (command == "notice"):
            return False
        count_of[command] += 1
        parameters = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
        lines.append(f"::{command} {parameters}::{_data(one_line(text))}")
        return True

    for finding, mention, is_odd in _pins(findings):
        article = articles[mention.document]
        text = f"{article.label} has {mention.text}. {finding.message}"
        command = _COMMANDS[finding.severity] if is_odd else "notice"
        if add(command, _properties(article, mention, finding), text):
            annotated.add(finding.fingerprint)
    for problem in problems:
        add("warning", _problem_properties(problem), f"{problem.reason}. {problem.hint}".strip())
    if omitted := len({f.fingerprint for f in findings} - annotated):
        lines.append(
            f"::notice title=factcheck::{omitted} more findings have no annotation, as a step shows"
            f" {MAX_PER_LEVEL} of a level; see the other reports."
        )
    return "".join(f"{line}\n" for line in lines)


def _properties(article: Article, mention: Mention, finding: Finding) -> dict[str, str]:
    """Return file, place and title of the annotation of a mention."""
    where = article.where(mention)
    properties = {"file": one_line(where.path)}
    if where.line is not None:
        properties |= {"line": str(where.line), "endLine": str(where.end_line)}
        if where.line == where.end_line:  # GitHub ignores columns of several lines
            properties |= {"col": str(where.column), "endColumn": str(where.end_column)}
    properties["title"] = f"factcheck: {one_line(finding.fact)}"
    return properties


def _problem_properties(problem: Problem) -> dict[str, str]:
    line = _LINE.match(problem.reason) if problem.used else None
    place = {"line": line[1]} if line else {}
    title = "factcheck" if problem.used else "factcheck: not read"
    return {"file": one_line(problem.path), **place, "title": title}


def _pins(findings: Sequence[Finding]) -> Iterator[tuple[Finding, Mention, bool]]:
    """Yield each finding with the first mention of a variant, all odd ones out first.

    With each comes True if it is the odd one out.
    """
    ordered = [(finding, odd_one_out_first(finding)) for finding in findings]
    for finding, variants in ordered:
        yield finding, variants[0].mentions[0], True
    for finding, variants in ordered:
        for variant in variants[1:]:
            yield finding, variant.mentions[0], False


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
