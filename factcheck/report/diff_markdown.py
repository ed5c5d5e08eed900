"""The difference of two reports for a pull request: a comment in Markdown, and annotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from factcheck.model import Finding
from factcheck.report import github
from factcheck.report.diff import counts
from factcheck.report.format import TextFormat, ignoring_display
from factcheck.report.locations import Article, articles_by_id, ordered_mentions
from factcheck.report.markdown import MAX_CHARACTERS, SIGNS, escape
from factcheck.review.changes import Changes


def render(changes: Changes) -> str:
    """Return what appeared, changed and went, and what was decided, cut at ``MAX_CHARACTERS``."""
    text = f"## factcheck: {counts(changes)}\n"
    left_out = 0
    for block in _blocks(changes):
        if left_out or len(text) + len(block) > MAX_CHARACTERS:
            left_out += 1
        else:
            text += f"\n{block}"
    if left_out:
        text += f"\n_{left_out} more are left out here; the JSON and HTML differences have all._\n"
    return text


def _blocks(changes: Changes) -> Iterator[str]:
    """Yield the blocks of the text; the first of a section begins with its heading."""
    new = articles_by_id(changes.new)
    sections: tuple[tuple[str, list[str]], ...] = (
        ("Appeared", [_finding(f, new) for f in changes.appeared]),
        (
            "Changed",
            [_finding(c.new, new, ("; ".join(c.reasons), c.decision)) for c in changes.changed],
        ),
        ("Gone", [f"- {_heading(f)}\n" for f in changes.gone]),
        ("Decided", [f"- {_heading(c.new)}: {escape(c.decision)}\n" for c in changes.decided]),
    )
    for title, blocks in sections:
        for number, block in enumerate(blocks):
            yield block if number else f"### {title}\n\n{block}"


def _heading(finding: Finding) -> str:
    return f"{SIGNS[finding.severity]}: {escape(finding.fact)}"


def _finding(finding: Finding, articles: Mapping[str, Article], remarks: Iterable[str] = ()) -> str:
    """Return a finding with its message and a place of each variant."""
    lines = [f"**{_heading(finding)}**", "", escape(finding.message), ""]
    lines += [f"- {escape(remark)}" for remark in remarks if remark]
    for _, mention in ordered_mentions(finding)[: len(finding.variants)]:
        article = articles[mention.document]
        where, value = escape(str(article.where(mention))), escape(mention.text)
        lines.append(f"- {where}: {escape(article.label)} has <b>{value}</b>")
    return "\n".join([*lines, ""])


def render_github(changes: Changes) -> str:
    """Return annotations of the new findings that appeared or became worse, and a notice."""
    annotated = github.annotate(changes.news(), articles_by_id(changes.new))
    return f"{annotated}::notice title=factcheck::{counts(changes)}\n"


FORMAT = TextFormat(
    "markdown",
    "factcheck.diff.md",
    "Markdown, for a comment on a pull request",
    ignoring_display(render),
)
GITHUB = TextFormat(
    "github",
    None,
    "annotations of what is new or worse",
    ignoring_display(render_github),
)
