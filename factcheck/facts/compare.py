"""One story -> its findings, facts, clusters, claims and timeline: the unit of all comparison."""

from __future__ import annotations

import bisect
from collections import defaultdict
from dataclasses import dataclass, replace

from factcheck.claims.analysis import Analysis
from factcheck.facts.agreements import agreed_facts
from factcheck.facts.clusters import cluster_claims
from factcheck.facts.findings import identifier, to_finding
from factcheck.facts.grouping import candidate_facts
from factcheck.facts.timeline import timeline
from factcheck.model import (
    ClaimEntry,
    Cluster,
    ClusterClaim,
    Fact,
    Finding,
    StoryEntry,
    TimelineEvent,
)
from factcheck.pairs.comparison import StoryComparison
from factcheck.stories.independence import independent_sources, source_of
from factcheck.stories.story import StoryView


@dataclass(frozen=True, slots=True)
class StoryResult:
    """Everything a report says about one story."""

    story: StoryEntry
    findings: tuple[Finding, ...]
    facts: tuple[Fact, ...]
    clusters: tuple[Cluster, ...]
    claims: tuple[ClaimEntry, ...]
    timeline: tuple[TimelineEvent, ...]


def compare_story(analyses: tuple[Analysis, ...]) -> StoryResult:
    """Compare the documents of one story."""
    view = StoryView(analyses)
    comparison = StoryComparison(view)
    entry = story_entry(view)
    findings = _findings(comparison, entry.id)
    facts = [*_disputed(findings, entry.id), *agreed_facts(comparison, entry.id, findings)]
    clusters = _clusters(view, entry.id, findings, facts)
    return StoryResult(
        entry,
        tuple(findings),
        tuple(facts),
        tuple(clusters),
        _claims(view, clusters, findings),
        timeline(view, entry.id, findings),
    )


def story_entry(view: StoryView) -> StoryEntry:
    """Return the story's entry; its title is that of the most typical document."""
    documents = tuple(a.document.id for a in view.analyses)
    return StoryEntry(identifier("story", *sorted(documents)), _title(view), documents)


def _title(view: StoryView) -> str:
    """Return the title, or the first sentence, of the document most like all others."""
    best, score = 0, -1.0
    for number in range(len(view.analyses)):
        mine = [c for c, d in enumerate(view.claim_document) if d == number]
        theirs = [c for c, d in enumerate(view.claim_document) if d != number]
        if mine and theirs:
            fit = float(view.cosines.block(mine[:1], theirs).max())
            if fit > score:
                best, score = number, fit
    analysis = view.analyses[best]
    if analysis.document.title:
        return analysis.document.title
    if not analysis.claims:
        return analysis.document.id
    first = analysis.claims[0]
    text = " ".join(analysis.document.text[first.start : first.end].split())
    return text if len(text) <= 100 else text[:100].rsplit(" ", 1)[0] + "…"


def _findings(comparison: StoryComparison, story: str) -> list[Finding]:
    found = [to_finding(f, comparison.story, story) for f in candidate_facts(comparison)]
    kept: dict[str, list[Finding]] = defaultdict(list)
    for finding in sorted((f for f in found if f is not None), key=_place):
        held = kept[finding.fingerprint]
        same = next((n for n, other in enumerate(held) if _overlap(finding, other)), None)
        if same is None:
            held.append(finding)
        elif finding.confidence > held[same].confidence:
            held[same] = finding
    named = [
        # Two facts with the same values of the same thing: told apart by their order.
        finding if n == 0 else replace(finding, fingerprint=f"{finding.fingerprint}-{n + 1}")
        for held in kept.values()
        for n, finding in enumerate(held)
    ]
    return sorted(named, key=rank)


def _place(finding: Finding) -> tuple[object, ...]:
    first = finding.variants[0].mentions[0]
    return (finding.fingerprint, first.document, first.start)


def _overlap(a: Finding, b: Finding) -> bool:
    """Tell whether two findings show a place in common."""
    places = {(m.document, m.start) for v in a.variants for m in v.mentions}
    return any((m.document, m.start) in places for v in b.variants for m in v.mentions)


def rank(finding: Finding) -> tuple[object, ...]:
    """Return the key that puts the strongest findings first."""
    order = {"error": 0, "warning": 1, "note": 2}
    return (order[finding.severity], -finding.confidence, finding.type, finding.fingerprint)


def _disputed(findings: list[Finding], story: str) -> list[Fact]:
    return [
        Fact(identifier("fact", f.fingerprint), story, f.type, f.fact, "disputed", f.fingerprint,
             f.variants)
        for f in findings
    ]  # fmt: skip


def _clusters(
    view: StoryView,
    story: str,
    findings: list[Finding],
    facts: list[Fact],
) -> list[Cluster]:
    """Return the clusters of alike sentences and those of sentences that state an agreed value."""
    groups = {c.claims for c in cluster_claims(view)}
    position = {
        (a.document.id, c.start): number
        for number, (c, a) in enumerate((c, a) for a in view.analyses for c in a.claims)
    }
    starts = defaultdict(list)
    for document, start in sorted(position):
        starts[document].append(start)
    disputed = {
        position[(m.document, _claim_start(starts[m.document], m.start))]
        for f in findings
        if f.severity != "note"
        for v in f.variants
        for m in v.mentions
    }
    for fact in facts:
        if fact.status == "agreed":
            stated = sorted(
                {
                    position[(m.document, _claim_start(starts[m.document], m.start))]
                    for m in fact.variants[0].mentions
                }
            )
            if not any(set(stated) <= set(g) for g in groups):
                groups.add(tuple(stated))
    clusters = []
    for claims in sorted(groups):
        places = [(view.claim_document[c], c) for c in claims]
        clusters.append(
            Cluster(
                id=identifier(
                    "cluster", *((view.claims[c].document, view.claims[c].start) for c in claims)
                ),
                story=story,
                verdict="disputed" if disputed & set(claims) else "corroborated",
                sources=len({source_of(view, d) for d, _ in places}),
                independent_sources=independent_sources(view, places),
                claims=tuple(_cluster_claim(view, c, set(claims)) for c in claims),
            )
        )
    return clusters


def _claim_start(starts: list[int], offset: int) -> int:
    return starts[max(0, bisect.bisect_right(starts, offset) - 1)]


def _cluster_claim(view: StoryView, number: int, cluster: set[int]) -> ClusterClaim:
    claim, copied = view.claims[number], view.copies
    text = view.analyses[view.claim_document[number]].document.text[claim.start : claim.end]
    earlier = any(other < number and copied[other] == copied[number] for other in cluster)
    return ClusterClaim(claim.document, claim.start, claim.end, text, earlier)


def _claims(
    view: StoryView, clusters: list[Cluster], findings: list[Finding]
) -> tuple[ClaimEntry, ...]:
    in_clusters: dict[tuple[str, int], list[str]] = defaultdict(list)
    for cluster in clusters:
        for held in cluster.claims:
            in_clusters[(held.document, held.start)].append(cluster.id)
    in_findings: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for finding in findings:
        for variant in finding.variants:
            for mention in variant.mentions:
                in_findings[mention.document].append(
                    (mention.start, mention.end, finding.fingerprint)
                )
    entries = []
    for claim in view.claims:
        fingerprints = sorted(
            {f for s, e, f in in_findings[claim.document] if s < claim.end and claim.start < e}
        )
        clustered = sorted(set(in_clusters[(claim.document, claim.start)]))
        status = "disputed" if fingerprints else "corroborated" if clustered else "single"
        entries.append(
            ClaimEntry(
                identifier("claim", claim.document, claim.start),
                claim.document,
                claim.start,
                claim.end,
                status,  # type: ignore[arg-type]
                tuple(clustered),
                tuple(fingerprints),
            )
        )
    return tuple(entries)
