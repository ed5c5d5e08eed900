"""A verified draft as text and JSON; the page is in :mod:`factcheck.report.page`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from factcheck.report.escape import one_line
from factcheck.report.format import TextFormat, ignoring_display
from factcheck.report.locations import Article
from factcheck.report.pagetext import source_labels
from factcheck.report.verdicts import (
    SIGNS,
    difference,
    mentions_of_other_variants,
    opposition,
    score_line,
)
from factcheck.verification.model import VerifiedClaim, VerifyReport

_COLORS = {
    "contradicted": "\x1b[31m",
    "not found": "\x1b[33m",
    "supported": "\x1b[32m",
    "not checkable": "\x1b[2m",
}
_RESET = "\x1b[0m"
SHOWN_UNRELATED = 5  # a folder may hold thousands of articles on other events


def to_dict(verified: VerifyReport) -> dict[str, Any]:
    """Return the verdicts as plain data."""
    plain: dict[str, Any] = msgspec.to_builtins(verified)
    first = {"schema_version": plain.pop("schema_version")}
    shares = {str(verdict): share for verdict, share in verified.score().items()}
    score = {"checkable": verified.checkable(), **shares}
    return {**first, **plain, "summary": verified.counts(), "score": score}


def render_json(verified: VerifyReport) -> str:
    """Return the verdicts as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(to_dict(verified)), indent=1).decode() + "\n"


def render_text(verified: VerifyReport, *, color: bool = False) -> str:
    """Return the verdicts as lines for a terminal, in the order of the claims in the draft.

    ``color`` adds ANSI colours.
    """
    labels = source_labels((verified.draft, *verified.evidence))
    articles = {d.id: Article(d, labels[d.id]) for d in (verified.draft, *verified.evidence)}
    lines: list[str] = []
    for claim in verified.claims:
        lines += _lines(claim, verified, articles, color)
    counts = ", ".join(f"{n} {verdict}" for verdict, n in verified.counts().items())
    related = f"{len(verified.evidence)} of {len(verified.evidence) + len(verified.unrelated)}"
    lines.append(f"{counts}; {related} articles tell of the same event")
    if verified.unrelated:
        shown = ", ".join(map(one_line, verified.unrelated[:SHOWN_UNRELATED]))
        more = len(verified.unrelated) - SHOWN_UNRELATED
        lines.append(f"on something else: {shown}{f' and {more} more' if more > 0 else ''}")
    if verified.copies:
        lines.append(
            f"a copy of the draft is no evidence: {', '.join(map(one_line, verified.copies))}"
        )
    return "\n".join([*lines, score_line(verified), ""])


def _lines(
    claim: VerifiedClaim, verified: VerifyReport, articles: dict[str, Article], color: bool
) -> Iterator[str]:
    """Yield the lines of one claim: verdict and place, text, findings or evidence."""
    draft = articles[verified.draft.id]
    head = f"{SIGNS[claim.verdict]} {claim.verdict}"
    if claim.severity:
        head += f" ({claim.severity})"
    if color:
        head = f"{_COLORS[claim.verdict]}{head}{_RESET}"
    yield f"{head}  {one_line(str(draft.place(claim.start, claim.end)))}"
    yield f"    {one_line(claim.text)}"
    for finding in claim.findings:
        heading = finding.severity if finding in claim.contradicting() else "others differ"
        yield f"    {heading}: {one_line(difference(finding, verified, claim))}"
        for mention in mentions_of_other_variants(finding, verified, claim):
            article = articles[mention.document]
            where = one_line(str(article.where(mention)))
            yield f"        {where}: {one_line(article.label)}: {one_line(mention.text)}"
    for rival in claim.rivals:
        label = one_line(articles[rival.passage.document].label)
        yield f"    {claim.severity}: {one_line(opposition(rival))}"
        yield f"        {label}: {one_line(rival.passage.text)}"
    if claim.unfound:
        values = ", ".join(f"“{one_line(u.text)}”" for u in claim.unfound)
        yield f"    not in the evidence: {values}"
    if claim.passages and not claim.findings and not claim.rivals:
        first = claim.passages[0]
        article = articles[first.document]
        more = len({p.document for p in claim.passages}) - 1
        others = f" and {more} more" if more else ""
        yield (
            f"    {'as' if claim.verdict == 'supported' else 'near'} "
            f"{one_line(article.label)}{others}: {one_line(first.text)}"
        )
    yield ""


TEXT = TextFormat(
    "text",
    None,
    "lines for a terminal",
    lambda verified, display: render_text(verified, color=display.color),
    prose=True,
)
JSON = TextFormat(
    "json",
    "factcheck.verify.json",
    "everything, for other programs",
    ignoring_display(render_json),
)
