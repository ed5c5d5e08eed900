"""Prepares a verified draft for display: each claim with its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from factcheck.model import Finding, Mention
from factcheck.report.locations import Article
from factcheck.report.pagetext import source_labels
from factcheck.verification.model import VerifiedClaim, VerifyReport

SIGNS = {"contradicted": "✗", "not found": "?", "supported": "✓"}


def verdicts(verified: VerifyReport) -> Iterator[dict[str, Any]]:
    """Yield the claims of the draft in order, each with all that the template shows."""
    labels = source_labels((verified.draft, *verified.evidence))
    articles = {d.id: Article(d, labels[d.id]) for d in (verified.draft, *verified.evidence)}
    numbers = dict.fromkeys(SIGNS, 0)
    for claim in verified.claims:
        numbers[claim.verdict] += 1
        yield {
            "claim": claim,
            "sign": SIGNS[claim.verdict],
            "anchor": f"{claim.verdict}-{numbers[claim.verdict]}".replace(" ", "-"),
            "place": str(articles[verified.draft.id].place(claim.start, claim.end)),
            "pieces": list(_pieces(claim)),
            "findings": [
                (f, [_side(m, articles) for m in mentions_of_other_variants(f, verified, claim)])
                for f in claim.findings
            ],
            "passages": [(labels[p.document], p.text) for p in claim.passages],
        }


def _pieces(claim: VerifiedClaim) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of the claim's text; with each True if it is a value not in the evidence."""
    position = claim.start
    for value in sorted(claim.unfound, key=lambda u: (u.start, u.end)):
        if position <= value.start < value.end <= claim.end:
            yield claim.text[position - claim.start : value.start - claim.start], False
            yield claim.text[value.start - claim.start : value.end - claim.start], True
            position = value.end
    yield claim.text[position - claim.start :], False


def _side(mention: Mention, articles: dict[str, Article]) -> tuple[str, str, str, str]:
    """Return the source of a mention, the text before it, its value, and the text after it."""
    article = articles[mention.document]
    text = article.document.text
    return (
        article.label,
        text[mention.context_start : mention.start],
        mention.text,
        text[mention.end : mention.context_end],
    )


def mentions_of_other_variants(
    finding: Finding, verified: VerifyReport, claim: VerifiedClaim
) -> Iterator[Mention]:
    """Yield, for each variant that the claim does not have, its first mention in the evidence."""
    draft = verified.draft.id
    for variant in finding.variants:
        if any(
            m.document == draft and m.start < claim.end and claim.start < m.end
            for m in variant.mentions
        ):
            continue
        yield next((m for m in variant.mentions if m.document != draft), variant.mentions[0])
