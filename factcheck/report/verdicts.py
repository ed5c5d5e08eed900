"""Prepares a verified draft for display: each claim with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from factcheck.model import Finding, Mention, Variant
from factcheck.report.locations import Article
from factcheck.report.pagetext import source_labels
from factcheck.report.worddiff import Piece, cut
from factcheck.values.polarity import Statements
from factcheck.verification.model import Rival, VerifiedClaim, VerifyReport

SIGNS = {"contradicted": "✗", "not found": "?", "supported": "✓", "not checkable": "–"}


def verdicts(verified: VerifyReport, anchor: Callable[[str, int], str]) -> Iterator[dict[str, Any]]:
    """Yield the claims of the draft in order, each with all that the template shows.

    ``anchor`` returns the HTML id of the place in a document at an offset.
    """
    labels = source_labels((verified.draft, *verified.evidence))
    articles = {d.id: Article(d, labels[d.id]) for d in (verified.draft, *verified.evidence)}
    numbers = dict.fromkeys(SIGNS, 0)
    draft = verified.draft.id
    for claim in verified.claims:
        numbers[claim.verdict] += 1
        yield {
            "claim": claim,
            "sign": SIGNS[claim.verdict],
            "anchor": f"{claim.verdict}-{numbers[claim.verdict]}".replace(" ", "-"),
            "place": str(articles[verified.draft.id].place(claim.start, claim.end)),
            "pieces": _pieces(claim, draft),
            "findings": [
                (
                    f.severity if f in claim.contradicting() else None,
                    difference(f, verified, claim),
                    [
                        (
                            _side(m, articles),
                            anchor(m.document, m.start) if m.document != draft else "",
                        )
                        for m in mentions_of_other_variants(f, verified, claim)
                    ],
                )
                for f in claim.findings
            ],
            "rivals": [
                (opposition(r), _rival_side(r, labels), anchor(r.passage.document, r.other_start))
                for r in claim.rivals
            ],
            "passages": [
                (labels[p.document], p.text, anchor(p.document, p.start)) for p in claim.passages
            ],
        }


def marks_of(claim: VerifiedClaim, draft: str) -> list[tuple[int, int, str]]:
    """Return the marks on values of a claim in the draft: start, end and name.

    The name is "unfound" for a value that is not in the evidence; for one that stands against it
    the severity, or "backed" where most sources have it all the same.
    """
    strengths: dict[tuple[int, int], str] = {}
    contradicting = claim.contradicting()
    for finding in sorted(claim.findings, key=lambda f: f in contradicting):
        strength = finding.severity if finding in contradicting else "backed"
        for mention in (m for v in finding.variants for m in v.mentions):
            if mention.document == draft and claim.start <= mention.start < claim.end:
                strengths[mention.start, mention.end] = strength
    for rival in claim.rivals:
        strengths[rival.start, rival.end] = claim.severity or "backed"
    return [
        *((start, end, name) for (start, end), name in sorted(strengths.items())),
        *((value.start, value.end, "unfound") for value in claim.unfound),
    ]


def _pieces(claim: VerifiedClaim, draft: str) -> list[Piece]:
    """Return the pieces of the claim's text, cut at its marks."""
    marks = [(a - claim.start, b - claim.start, name) for a, b, name in marks_of(claim, draft)]
    return cut(claim.text, 0, len(claim.text), marks)


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


def _rival_side(rival: Rival, labels: dict[str, str]) -> tuple[str, str, str, str]:
    """Return the source of a rival, the text before it, its value, and the text after it."""
    passage = rival.passage
    start, end = rival.other_start - passage.start, rival.other_end - passage.start
    return labels[passage.document], passage.text[:start], rival.other, passage.text[end:]


def opposition(rival: Rival) -> str:
    """Return how a sentence of the evidence stands against the claim, in one sentence."""
    if rival.kind == Statements.name:
        return "One denies what the other states."
    return f"Here “{rival.text}”, in the evidence “{rival.other}”."


def difference(finding: Finding, verified: VerifyReport, claim: VerifiedClaim) -> str:
    """Return what a claim has and what the evidence has, in one sentence.

    Only articles of the evidence are counted, never the draft.
    """
    own, others = _sides(finding, verified, claim)
    here = ", ".join(f"“{v.value}”" for v in own)
    counted = [(v.value, _articles(v, verified)) for v in others]
    there = ", ".join(f"“{value}” ({n} article{'s'[: n != 1]})" for value, n in counted if n)
    if not there:
        there = ", ".join(f"“{value}”" for value, _ in counted)
        return f"{finding.fact}: here {here}, elsewhere in the draft {there}."
    agreeing = sum(_articles(v, verified) for v in own)
    too = f" (also {agreeing} article{'s'[: agreeing != 1]})" if agreeing else ""
    return f"{finding.fact}: here {here}{too}, in the evidence {there}."


def _articles(variant: Variant, verified: VerifyReport) -> int:
    """Return how many articles of the evidence have a variant."""
    return len({m.document for m in variant.mentions} - {verified.draft.id})


def _sides(
    finding: Finding, verified: VerifyReport, claim: VerifiedClaim
) -> tuple[list[Variant], list[Variant]]:
    """Return the variants that a claim has, and those that stand against it.

    What only the draft has stands against it only where the evidence says nothing at all.
    """
    draft = verified.draft.id
    own = [
        v
        for v in finding.variants
        if any(
            m.document == draft and m.start < claim.end and claim.start < m.end for m in v.mentions
        )
    ]
    others = [v for v in finding.variants if v not in own]
    return own, [v for v in others if _articles(v, verified)] or others


def mentions_of_other_variants(
    finding: Finding, verified: VerifyReport, claim: VerifiedClaim
) -> Iterator[Mention]:
    """Yield, for each variant that stands against a claim, its first mention in the evidence."""
    for variant in _sides(finding, verified, claim)[1]:
        evidence = (m for m in variant.mentions if m.document != verified.draft.id)
        yield next(evidence, variant.mentions[0])


def score_line(verified: VerifyReport) -> str:
    """Return the score of a draft in one line."""
    shares = ", ".join(f"{share:.0%} {verdict}" for verdict, share in verified.score().items())
    total = verified.checkable()
    return f"score: of {total} checkable claim{'s'[: total != 1]} {shares}"
