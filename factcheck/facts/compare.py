"""Compares one story: its findings, facts, clusters, claims and timeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from factcheck.claims.analysis import Analysis
from factcheck.facts.agreements import agreed_facts
from factcheck.facts.corroboration import Corroboration
from factcheck.facts.findings import identifier, to_finding
from factcheck.facts.grouping import candidate_facts
from factcheck.facts.labels import Labels
from factcheck.facts.result import StoryResult, rank
from factcheck.facts.timeline import timeline
from factcheck.model import Fact, Finding, StoryEntry
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Screening
from factcheck.pairs.support import Support
from factcheck.settings.vocabulary import NO_VOCABULARY, Vocabulary
from factcheck.stories.story import StoryView
from factcheck.values.base import shortened

# A title that is cut from a sentence is longer than this in no case.
LONGEST_TITLE = 100
# A headline is a better title for a story than a sentence that is so much more typical of it.
_FOR_HEADLINE = 0.3


# Returns the findings of a story as another judge leaves them, from the story, its id, the findings
# and the names of its facts.
Revise = Callable[[StoryView, str, Sequence[Finding], Labels], list[Finding]]


def compare_story(
    analyses: tuple[Analysis, ...],
    off: Collection[str] = (),
    vocabulary: Vocabulary = NO_VOCABULARY,
    revise: Revise | None = None,
) -> StoryResult:
    """Compare the documents of one story and return all results.

    ``off`` are the names of the filters that are switched off, ``vocabulary`` what the
    configuration says of names. ``revise`` has the last word on the findings, and everything else
    in the result follows from these.
    """
    view = StoryView(analyses)
    comparison = StoryComparison(view, Screening(off), vocabulary)
    entry = story_entry(view)
    labels = Labels(view)
    findings = _findings(comparison, entry.id, labels)
    if revise is not None:
        findings = sorted(revise(view, entry.id, findings, labels), key=rank)
    support = Support(view, comparison.screening, findings)
    agreed = agreed_facts(comparison, entry.id, findings, support, labels)
    facts = [*_disputed(findings, entry.id), *agreed]
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
    """Return the headline of the most typical document that has one.

    It is the one whose first claim is most like a claim of another document.
    """
    best, highest = 0, -2.0
    for number, analysis in enumerate(view.analyses):
        own = [c for c, d in enumerate(view.claim_document) if d == number]
        others = [c for c, d in enumerate(view.claim_document) if d != number]
        typical = float(view.cosines.block(own[:1], others).max()) if own and others else -1.0
        if not _is_headline(analysis.document.title):
            typical -= _FOR_HEADLINE
        if typical > highest:
            best, highest = number, typical
    document = view.analyses[best].document
    if document.title:
        return document.title
    if not view.analyses[best].claims:
        return document.id
    first = view.analyses[best].claims[0]
    return shortened(document.text[first.start : first.end], LONGEST_TITLE)


def _is_headline(title: str | None) -> bool:
    """Tell a headline from a sentence that stands for one."""
    return bool(title) and not (title or "").rstrip("\"'”’)").endswith((".", "…"))


def _findings(comparison: StoryComparison, story: str, labels: Labels) -> list[Finding]:
    """Return the findings of a story, each fact once, the strongest first."""
    findings = [to_finding(f, comparison, story, labels) for f in candidate_facts(comparison)]
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
             f.variants, f.template)
        for f in findings
    ]  # fmt: skip
