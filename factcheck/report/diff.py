"""The difference of two reports as text and JSON; the page is in :mod:`factcheck.report.page`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from factcheck.model import Finding, Report
from factcheck.report.escape import one_line
from factcheck.report.format import TextFormat, ignoring_display
from factcheck.report.locations import Article, articles_by_id, ordered_mentions
from factcheck.review.changes import Changes

SCHEMA_VERSION = "1"
_COLORS = {"+": "\x1b[31m", "~": "\x1b[33m", "-": "\x1b[32m"}
_RESET = "\x1b[0m"


def to_dict(changes: Changes) -> dict[str, Any]:
    """Return the difference as plain data. Mentions of gone findings are in the old documents."""
    plain = msgspec.to_builtins(
        {
            "appeared": changes.appeared,
            "changed": [
                {"reasons": c.reasons, "came": c.came, "went": c.went, "old": c.old, "new": c.new}
                for c in changes.changed
            ],
            "gone": changes.gone,
            "decided": [
                {"decision": c.decision, "old": c.old, "new": c.new} for c in changes.decided
            ],
        }
    )
    return {
        "schema_version": SCHEMA_VERSION,
        "documents": {"old": _paths(changes.old), "new": _paths(changes.new)},
        **plain,
        "summary": {
            "appeared": len(changes.appeared),
            "changed": len(changes.changed),
            "gone": len(changes.gone),
            "decided": len(changes.decided),
            "unchanged": changes.unchanged,
        },
    }


def render_json(changes: Changes) -> str:
    """Return the difference as indented JSON."""
    encoded = msgspec.json.encode(to_dict(changes))
    return msgspec.json.format(encoded, indent=1).decode() + "\n"


def counts(changes: Changes) -> str:
    """Return the numbers of findings in words."""
    decided = f"{len(changes.decided)} decided, " if changes.decided else ""
    return (
        f"{len(changes.appeared)} appeared, {len(changes.changed)} changed, "
        f"{len(changes.gone)} gone, {decided}{changes.unchanged} unchanged"
    )


def render_text(changes: Changes, *, color: bool = False, verbose: bool = False) -> str:
    """Return the difference as lines for a terminal: + appeared, ~ changed, - gone, = decided.

    ``color`` adds ANSI colours, ``verbose`` the fingerprints.
    """
    old, new = articles_by_id(changes.old), articles_by_id(changes.new)
    lines: list[str] = []

    def add(sign: str, finding: Finding, articles: dict[str, Article], *remarks: str) -> None:
        head = f"{sign} {finding.severity}: {one_line(finding.fact)}"
        if finding.status != "new":
            head += f" ({finding.status})"
        if verbose:
            head += f"  {finding.fingerprint}"
        lines.append(f"{_COLORS[sign]}{head}{_RESET}" if color else head)
        lines.extend(_body(finding, articles, remarks))

    for finding in changes.appeared:
        add("+", finding, new)
    for change in changes.changed:
        add("~", change.new, new, "; ".join(change.reasons), change.decision)
    for finding in changes.gone:
        add("-", finding, old)
    for change in changes.decided:
        end = f"  {change.new.fingerprint}" if verbose else ""
        lines.append(f"= {one_line(change.new.fact)}: {one_line(change.decision)}{end}")
    if changes.decided:
        lines.append("")
    return "\n".join([*lines, counts(changes), ""])


def _body(finding: Finding, articles: dict[str, Article], remarks: Iterable[str]) -> Iterator[str]:
    """Yield the lines of one finding: message, remarks, one mention of each variant."""
    yield f"    {one_line(finding.message)}"
    for remark in filter(None, remarks):
        yield f"    {one_line(remark)}"
    for _, mention in ordered_mentions(finding)[: len(finding.variants)]:
        article = articles[mention.document]
        where, value = str(article.where(mention)), one_line(mention.text)
        yield f"    {one_line(where)}: {one_line(article.label)}: {value}"
    yield ""


def _paths(report: Report) -> dict[str, str]:
    """Return document id -> path."""
    return {d.id: d.path for d in report.documents}


TEXT = TextFormat(
    "text",
    None,
    "lines for a terminal",
    lambda changes, display: render_text(changes, color=display.color, verbose=display.verbose),
    prose=True,
)
JSON = TextFormat(
    "json",
    "factcheck.diff.json",
    "everything, for other programs",
    ignoring_display(render_json),
)
