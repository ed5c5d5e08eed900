"""What contradicts a claim of the draft: findings, and single sentences of the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from factcheck.model import Claim, Document, Finding, Mention, Value, Variant
from factcheck.pairs import judge
from factcheck.values.names import Names
from factcheck.values.polarity import Statements
from factcheck.verification import rivals, weights
from factcheck.verification.evidence import Evidence
from factcheck.verification.model import Rival

# A finding or a figure that stands against a value of the draft contradicts it from this
# probability on: below, it is likelier that the two are given for two facts.
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
    What is likelier no discrepancy than one contradicts nothing. An article that has another value
    of the fact is not counted for that of the claim, unless the claim stands in it word for word.
    """
    if finding.confidence < LIKELY:
        return False
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


def rivals_of(
    number: int, missing: Iterable[Value], evidence: Evidence, decided: Sequence[Finding] = ()
) -> Iterator[Rival]:
    """Yield what stands against a claim in the sentences of the evidence that are nearest to it.

    ``missing`` are the values of the claim that the evidence does not give. Each has one rival at
    most, the likeliest, and so has a name that was overlooked. What a finding of ``decided`` has is
    no rival: somebody has seen it.
    """
    draft = evidence.story.analyses[0].document
    found = [_rivals_of_value(number, value, evidence) for value in missing]
    found += [_slips(evidence.plain_slips(v), v, evidence) for v in evidence.overlooked(number)]
    for rivals_found in (*found, _denials(number, evidence)):
        unseen = (r for r in rivals_found if not any(_tells(f, draft, r) for f in decided))
        yield from islice(unseen, 1)


def _rivals_of_value(number: int, value: Value, evidence: Evidence) -> Iterator[Rival]:
    """Yield the rivals of a value of a claim, the likeliest first."""
    if value.kind == Names.name:
        slips = chain(evidence.slips(number, value), evidence.plain_slips(value))
        yield from _slips(slips, value, evidence)
        return
    likely = [
        (judge.logistic(weights.rivals(), rivals.signals_of(p)), p)
        for p in evidence.rivals(number, value)
    ]
    for likelihood, pair in sorted(likely, key=lambda known: -known[0]):
        if likelihood >= LIKELY:
            yield _rival(value, pair.w, pair.y.number, evidence)


def _slips(names: Iterable[tuple[int, Value]], value: Value, evidence: Evidence) -> Iterator[Rival]:
    for n, other in names:
        yield _rival(value, other, n, evidence)


def _denials(number: int, evidence: Evidence) -> Iterator[Rival]:
    claim = evidence.story.claims[number]
    text = evidence.story.analyses[0].document.text[claim.start : claim.end]
    for n in evidence.denials(number):
        passage = evidence.passage(n)
        yield Rival(
            Statements.name, claim.start, claim.end, text,
            passage.start, passage.end, passage.text, passage,
        )  # fmt: skip


def _tells(finding: Finding, draft: Document, rival: Rival) -> bool:
    """Return True if a finding has the two values of a rival, in whatever article the other is."""
    own = [v for v in finding.variants if any(_overlaps(m, draft.id, rival) for m in v.mentions)]
    others = (m for v in finding.variants if v not in own for m in v.mentions)
    return bool(own) and any(
        m.text.casefold() == rival.other.casefold()
        or (
            m.document == rival.passage.document
            and m.start < rival.other_end
            and rival.other_start < m.end
        )
        for m in others
    )


def _overlaps(mention: Mention, document: str, rival: Rival) -> bool:
    inside = mention.start < rival.end and rival.start < mention.end
    return mention.document == document and inside


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
