"""Markdown for a job summary or a comment on a pull request.

Text from articles is escaped so that it is shown as it was written: without markup, links, mentions
of users and references to issues.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from factcheck.model import Finding, Report
from factcheck.report.escape import one_line
from factcheck.report.format import TextFormat, ignoring_display
from factcheck.report.json import summary
from factcheck.report.locations import Article, articles_by_id, strongest_first

MAX_CHARACTERS = 60_000
"""The limit of a comment on GitHub is 65,536 characters, that of a job summary higher."""

SIGNS = {"error": "🔴 error", "warning": "🟡 warning", "note": "🔵 note"}
# What Markdown or a code host would take for more than text, with what is written for it; {} is
# what was found. Code hosts make links and pictures of some texts without any markup. The patterns
# mean the same to the page's script, which writes Markdown too.
ESCAPES = (
    (r"@(?=\w)|#(?=\d)|[Gg][Hh](?=-\d)|:(?=//)|:(?=[\w+-]+:)|[Ww]{3}(?=\.)", "{}<!-- -->"),
    ("&", "&amp;"),
    ("<", "&lt;"),
    (r"[\\`*_\[\]|~>$]|^[#+=-]", "\\{}"),
    (r"^\d{1,9}(?=[.)])", "{}\\"),
)
_SPECIAL = re.compile("|".join(f"({pattern})" for pattern, _ in ESCAPES), re.ASCII)
_WIDTH = 240


def escape(text: str) -> str:
    """Return ``text`` on one line, escaped so that Markdown shows every character."""
    return _SPECIAL.sub(
        lambda found: ESCAPES[(found.lastindex or 1) - 1][1].replace("{}", found[0]),
        one_line(text),
    )


def render(report: Report) -> str:
    """Return the report as Markdown, cut at ``MAX_CHARACTERS``, the strongest findings first."""
    articles = articles_by_id(report)
    blocks = [_head(report)]
    length = len(blocks[0])
    new = [f for f in strongest_first(report.findings) if f.status == "new"]
    for number, finding in enumerate(new):
        block = _finding(finding, articles)
        length += len(block)
        if length > MAX_CHARACTERS:
            blocks.append(
                f"_{len(new) - number} more findings are left out here; the JSON and HTML "
                "reports have them all._\n"
            )
            break
        blocks.append(block)
    return "\n".join(blocks)


def _head(report: Report) -> str:
    """Return the title, the counts and the problems."""
    counts = summary(report)
    new = counts["new"]
    documents = _count(counts["documents"], "article")
    not_new = sum(f.status != "new" for f in report.findings)
    if any(new.values()):
        severities = ", ".join(_count(new[s], s) for s in ("error", "warning", "note") if new[s])
        title = f"{severities} in {documents}"
    else:
        title = f"nothing new in {documents}"
    lines = [
        f"## factcheck: {title}",
        "",
        f"{_count(counts['stories'], 'story', 'stories')}, {_count(counts['claims'], 'claim')}, "
        f"{counts['corroborated']} corroborated by more than one source, "
        f"{counts['disputed']} disputed, {counts['related']} related"
        + (f"; {not_new} accepted or suppressed." if not_new else "."),
        "",
    ]
    for problem in report.problems:
        hint = f". {escape(problem.hint)}" if problem.hint else ""
        lines.append(f"- ⚠️ {escape(problem.path)}: {escape(problem.reason)}{hint}")
    if report.problems:
        lines.append("")
    return "\n".join(lines)


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _finding(finding: Finding, articles: Mapping[str, Article]) -> str:
    lines = [
        f"### {SIGNS[finding.severity]}: {escape(finding.fact)}",
        "",
        escape(finding.message),
        "",
        "| value | source | where | sentence |",
        "| --- | --- | --- | --- |",
        *_rows(finding, articles),
        "",
    ]
    return "\n".join(lines)


def _rows(finding: Finding, articles: Mapping[str, Article]) -> Iterator[str]:
    """Yield a row of the table for each mention."""
    for variant in finding.variants:
        for mention in variant.mentions:
            article = articles[mention.document]
            text, where = article.document.text, str(article.where(mention))
            start = max(mention.context_start, mention.start - _WIDTH)
            end = min(mention.context_end, mention.end + _WIDTH)
            before, after = text[start : mention.start], text[mention.end : end]
            sentence = " ".join(
                part
                for part in (
                    ("… " if start > mention.context_start else "") + escape(before),
                    f"<b>{escape(mention.text)}</b>",
                    escape(after) + (" …" if end < mention.context_end else ""),
                )
                if part
            )
            value, source = escape(variant.value), escape(article.label)
            yield f"| {value} | {source} | {escape(where)} | {sentence} |"


FORMAT = TextFormat(
    "markdown",
    "factcheck.md",
    "Markdown, for a pull request or a job summary",
    ignoring_display(render),
)
PAIR = replace(FORMAT, filename="factcheck.diff.md")
