"""What contradicts a claim of the draft: findings, and single sentences of the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factcheck.model import Claim, Document, Finding, Mention, Value, Variant
from factcheck.pairs import judge
from factcheck.values.names import Names
from factcheck.values.polarity import Statements
from factcheck.verification import rivals, weights
from factcheck.verification.evidence import Evidence
from factcheck.verification.model import Rival

# A figure that stands against one of the draft is shown from this probability on.
LIKELY = 0.5


def concerning(findings: Iterable[Finding], draft: Document, claim: Claim) -> Iterator[Finding]:
    """Yield the findings on a claim in which the evidence, not the draft alone, has another value.

    A finding on which there is no evidence at all is one of the draft against itself.
    """
    for finding in findings:
        own = variants_in(finding, draft, claim)
        others = [v for v in finding.variants if v not in own]
        alone = not any(_sources(v, draft) for v in finding.variants)
        if own and (alone or any(_sources(v, draft) for v in others)):
            yield finding


def variants_in(finding: Finding, draft: Document, claim: Claim) -> list[Variant]:
    """Return the variants of a finding with a mention in a claim of the draft."""
    return [v for v in finding.variants if any(_within(m, draft, claim) for m in v.mentions)]


def contradicts(finding: Finding, draft: Document, number: int, evidence: Evidence) -> bool:
    """Return True if more independent sources have another value than have that of the claim.

    The result is also True if only the draft has the values: then it contradicts itself. A note is
    a difference with a visible reason; it counts only for a value that the evidence gives nowhere.
    An article that has another value of the fact is not counted for that of the claim, unless the
    claim stands in it word for word.
    """
    claim = evidence.story.claims[number]
    own = variants_in(finding, draft, claim)
    others = [v for v in finding.variants if v not in own]
    otherwise = {m.document for v in others for m in v.mentions}
    word_for_word = {evidence.story.claims[n].document for n in evidence.verbatim(number)}
    support = max((_sources(v, draft) for v in own), default=0)
    support = max(support, len(word_for_word))
    for mention in (m for v in own for m in v.mentions if _within(m, draft, claim)):
        for value in claim.values:
            if mention.start < value.end and value.start < mention.end:
                support = max(support, len(evidence.documents_with(number, value) - otherwise))
    contrary = max((_sources(v, draft) for v in others), default=0)
    if finding.severity == "note":
        return finding.relation == "conflict" and support == 0 < contrary
    return bool(others) and (contrary > support or contrary == support == 0)


def rivals_of(number: int, missing: Iterable[Value], evidence: Evidence) -> Iterator[Rival]:
    """Yield what stands against a claim in the sentences of the evidence that are nearest to it.

    ``missing`` are the values of the claim that the evidence does not give. Each has one rival at
    most, the likeliest.
    """
    for value in missing:
        if value.kind == Names.name:
            slips = evidence.slips(number, value)
            yield from (_rival(value, other, n, evidence) for n, other in list(slips)[:1])
            continue
        likely = [
            (judge.logistic(weights.rivals(), rivals.signals_of(p)), p)
            for p in evidence.rivals(number, value)
        ]
        best = max(likely, key=lambda known: known[0], default=None)
        if best is not None and best[0] >= LIKELY:
            yield _rival(value, best[1].w, best[1].y.number, evidence)
    for n in list(evidence.denials(number))[:1]:
        claim, passage = evidence.story.claims[number], evidence.passage(n)
        text = evidence.story.analyses[0].document.text[claim.start : claim.end]
        yield Rival(
            Statements.name, claim.start, claim.end, text,
            passage.start, passage.end, passage.text, passage,
        )  # fmt: skip


def _rival(value: Value, other: Value, number: int, evidence: Evidence) -> Rival:
    return Rival(
        value.kind, value.start, value.end, value.text,
        other.start, other.end, other.text, evidence.passage(number),
    )  # fmt: skip


def _within(mention: Mention, draft: Document, claim: Claim) -> bool:
    inside = mention.start < claim.end and claim.start < mention.end
    return mention.document == draft.id and inside


def _sources(variant: Variant, draft: Document) -> int:
    """Return how many independent sources other than the draft have the variant."""
    documents = {m.document for m in variant.mentions}
    others = documents - {draft.id}
    if not others:
        return 0
    return max(1, variant.independent_sources - (len(others) < len(documents)))
