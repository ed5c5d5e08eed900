"""Markdown for a job summary or a comment on a pull request.

Everything that comes from an article is escaped so that it shows as it was written: no markup, no
link, no mention of a user, no reference to an issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from factcheck.model import Finding, Report
from factcheck.report.escape import one_line
from factcheck.report.format import TextFormat, plain
from factcheck.report.json import summary
from factcheck.report.locations import Article, articles, strongest_first

MAX_CHARACTERS = 60_000
"""A comment on GitHub holds 65,536 characters, a job summary more."""

_SIGNS = {"error": "🔴 error", "warning": "🟡 warning", "note": "🔵 note"}
# Code hosts make links and pictures of the first kind without any markup; the second is markup
# wherever it stands, the third at the beginning of a line.
_SPECIAL = re.compile(
    r"(?P<link>@(?=\w)|#(?=\d)|\bGH(?=-\d)|:(?=//)|:(?=[\w+-]+:)|\bwww(?=\.))"
    r"|(?P<entity>[&<])|(?P<markup>[\\`*_\[\]|~>$]|^[#+=-])|(?P<number>^\d{1,9}(?=[.)]))",
    re.IGNORECASE,
)
_WIDTH = 240


def escape(text: str) -> str:
    """Return ``text`` on one line so that Markdown shows it letter by letter."""
    return _SPECIAL.sub(_harmless, one_line(text))


def _harmless(match: re.Match[str]) -> str:
    special = match[0]
    match match.lastgroup:
        case "link":
            return f"{special}<!-- -->"
        case "entity":
            return "&amp;" if special == "&" else "&lt;"
        case "number":
            return f"{special}\\"
        case _:
            return f"\\{special}"


def render(report: Report) -> str:
    """Return the report as Markdown, the strongest findings first, within the length allowed."""
    sources = articles(report)
    blocks = [_head(report)]
    length = len(blocks[0])
    shown = [f for f in strongest_first(report.findings) if f.status == "new"]
    for number, finding in enumerate(shown):
        block = _finding(finding, sources)
        length += len(block)
        if length > MAX_CHARACTERS:
            blocks.append(
                f"_{len(shown) - number} more findings are left out here; the JSON and HTML "
                "reports have them all._\n"
            )
            break
        blocks.append(block)
    return "\n".join(blocks)


def _head(report: Report) -> str:
    counts = summary(report)
    new = counts["new"]
    given = _count(counts["documents"], "article")
    quiet = sum(f.status != "new" for f in report.findings)
    if any(new.values()):
        found = ", ".join(_count(new[s], s) for s in ("error", "warning", "note") if new[s])
        title = f"{found} in {given}"
    else:
        title = f"nothing new in {given}"
    lines = [
        f"## factcheck: {title}",
        "",
        f"{_count(counts['stories'], 'story', 'stories')}, {_count(counts['claims'], 'claim')}, "
        f"{counts['corroborated']} corroborated by more than one article, "
        f"{counts['disputed']} disputed" + (f"; {quiet} accepted or suppressed." if quiet else "."),
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


def _finding(finding: Finding, sources: Mapping[str, Article]) -> str:
    lines = [
        f"### {_SIGNS[finding.severity]}: {escape(finding.fact)}",
        "",
        escape(finding.message),
        "",
        "| value | source | where | sentence |",
        "| --- | --- | --- | --- |",
        *_rows(finding, sources),
        "",
    ]
    return "\n".join(lines)


def _rows(finding: Finding, sources: Mapping[str, Article]) -> Iterator[str]:
    for variant in finding.variants:
        for mention in variant.mentions:
            article = sources[mention.document]
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
    plain(render),
)
