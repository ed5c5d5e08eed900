"""Compares one story: its findings, facts, clusters, claims and timeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from factcheck.claims.analysis import Analysis
from factcheck.facts.agreements import agreed_facts
from factcheck.facts.corroboration import Corroboration
from factcheck.facts.findings import identifier, to_finding
from factcheck.facts.grouping import candidate_facts
from factcheck.facts.result import StoryResult, rank
from factcheck.facts.timeline import timeline
from factcheck.model import Fact, Finding, StoryEntry
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Screening
from factcheck.pairs.support import Support
from factcheck.stories.story import StoryView


def compare_story(analyses: tuple[Analysis, ...], off: Collection[str] = ()) -> StoryResult:
    """Compare the documents of one story and return all results.

    ``off`` are the names of the filters that are switched off.
    """
    view = StoryView(analyses)
    comparison = StoryComparison(view, Screening(off))
    entry = story_entry(view)
    findings = _findings(comparison, entry.id)
    facts = [*_disputed(findings, entry.id), *agreed_facts(comparison, entry.id, findings)]
    support = Support(view, comparison.screening, findings)
    corroboration = Corroboration(support, entry.id, findings, facts)
    return StoryResult(
        entry,
        tuple(findings),
        tuple(facts),
        tuple(corroboration.clusters()),
        corroboration.claims(),
        timeline(view, entry.id, findings),
        dict(sorted(comparison.screening.counts.items())),
    )


def story_entry(view: StoryView) -> StoryEntry:
    """Return the entry of a story, with the title of the most typical document."""
    documents = tuple(a.document.id for a in view.analyses)
    return StoryEntry(identifier("story", *sorted(documents)), _title(view), documents)


def _title(view: StoryView) -> str:
    """Return the title, or the first sentence, of the most typical document.

    It is the one whose first claim is most like a claim of another document.
    """
    best, highest = 0, -1.0
    for number in range(len(view.analyses)):
        own = [c for c, d in enumerate(view.claim_document) if d == number]
        others = [c for c, d in enumerate(view.claim_document) if d != number]
        if own and others:
            cosine = float(view.cosines.block(own[:1], others).max())
            if cosine > highest:
                best, highest = number, cosine
    analysis = view.analyses[best]
    if analysis.document.title:
        return analysis.document.title
    if not analysis.claims:
        return analysis.document.id
    first = analysis.claims[0]
    text = " ".join(analysis.document.text[first.start : first.end].split())
    return text if len(text) <= 100 else text[:100].rsplit(" ", 1)[0] + "…"


def _findings(comparison: StoryComparison, story: str) -> list[Finding]:
    """Return the findings of a story, each fact once, the strongest first."""
    findings = [to_finding(f, comparison, story) for f in candidate_facts(comparison)]
    by_fingerprint: dict[str, list[Finding]] = defaultdict(list)
    for finding in sorted((f for f in findings if f is not None), key=_place):
        alike = by_fingerprint[finding.fingerprint]
        same = next((n for n, other in enumerate(alike) if _overlap(finding, other)), None)
        if same is None:
            alike.append(finding)
        elif finding.confidence > alike[same].confidence:
            alike[same] = finding
    unique = [
        # Two facts with the same values of the same thing get a number, in their order.
        finding if n == 0 else replace(finding, fingerprint=f"{finding.fingerprint}-{n + 1}")
        for alike in by_fingerprint.values()
        for n, finding in enumerate(alike)
    ]
    return sorted(unique, key=rank)


def _place(finding: Finding) -> tuple[object, ...]:
    """Return the key that sorts findings by fingerprint and first mention."""
    first = finding.variants[0].mentions[0]
    return (finding.fingerprint, first.document, first.start)


def _overlap(a: Finding, b: Finding) -> bool:
    """Return True if two findings have a mention at the same place."""
    places = {(m.document, m.start) for v in a.variants for m in v.mentions}
    return any((m.document, m.start) in places for v in b.variants for m in v.mentions)


def _disputed(findings: list[Finding], story: str) -> list[Fact]:
    return [
        Fact(identifier("fact", f.fingerprint), story, f.type, f.fact, "disputed", f.fingerprint,
             f.variants)
        for f in findings
    ]  # fmt: skip
