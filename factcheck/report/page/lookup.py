"""The index of a report for the parts of the page: documents, labels, stories, HTML ids."""

from __future__ import annotations

from functools import cached_property

from factcheck.model import Cluster, Document, Finding, Report, StoryEntry
from factcheck.report.pagetext import clip, slug, source_labels


class Index:
    """A report with its documents, texts, stories and findings by id, and with derived look-ups."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.documents: dict[str, Document] = {d.id: d for d in report.documents}
        self.texts: dict[str, str] = {d.id: d.text for d in report.documents}
        self.stories: dict[str, StoryEntry] = {s.id: s for s in report.stories}
        self.findings: dict[str, Finding] = {f.fingerprint: f for f in report.findings}

    @cached_property
    def labels(self) -> dict[str, str]:
        """Document id -> short name of at most 60 characters."""
        labels = source_labels(self.report.documents)
        return {document: clip(label, 60) for document, label in labels.items()}

    @cached_property
    def _claims(self) -> dict[str, list[tuple[int, int, str]]]:
        """Document id -> start, end and id of its claims."""
        claims: dict[str, list[tuple[int, int, str]]] = {}
        for claim in self.report.claims:
            claims.setdefault(claim.document, []).append((claim.start, claim.end, claim.id))
        return claims

    @cached_property
    def _copies(self) -> dict[str, list[tuple[int, int]]]:
        """Document id -> spans that repeat the wording of another document."""
        copies: dict[str, list[tuple[int, int]]] = {}
        for cluster in self.report.clusters:
            for claim in cluster.claims:
                if claim.copy:
                    copies.setdefault(claim.document, []).append((claim.start, claim.end))
        return copies

    def claim_at(self, document: str, start: int) -> str | None:
        """Return the id of the claim that covers the offset ``start``, or None."""
        for first, last, name in self._claims.get(document, []):
            if first <= start < last:
                return name
        return None

    @cached_property
    def _story_of(self) -> dict[str, str]:
        return {name: story.id for story in self.report.stories for name in story.documents}

    def story_of(self, document: str) -> str:
        """Return the id of the story that has a document, or an empty string."""
        return self._story_of.get(document, "")

    @cached_property
    def link_targets(self) -> dict[str, tuple[int, ...]]:
        """Document id -> the offsets of passages that have links to them but are in no claim."""
        report = self.report
        variants = [v for finding in report.findings for v in finding.variants]
        variants += [v for fact in report.facts for v in fact.variants]
        places = {(m.document, m.start) for v in variants for m in v.mentions}
        places |= {(e.document, e.start) for e in report.timeline}
        places |= {(c.document, c.start) for cluster in report.clusters for c in cluster.claims}
        targets: dict[str, list[int]] = {}
        for document, start in sorted(places):
            if self.claim_at(document, start) is None:
                targets.setdefault(document, []).append(start)
        return {document: tuple(starts) for document, starts in targets.items()}

    @cached_property
    def _findings_of(self) -> dict[str, list[str]]:
        """Cluster id -> fingerprints of the findings on its claims."""
        by_cluster: dict[str, list[str]] = {}
        for claim in self.report.claims:
            for cluster in claim.clusters:
                by_cluster.setdefault(cluster, []).extend(claim.findings)
        return by_cluster

    def findings_of(self, cluster: Cluster) -> list[str]:
        """Return the fingerprints of findings that concern two or more documents of the cluster."""
        documents = {claim.document for claim in cluster.claims}
        shared = dict.fromkeys(self._findings_of.get(cluster.id, []))
        return [
            fingerprint
            for fingerprint in shared
            if fingerprint in self.findings
            and len(documents & _documents(self.findings[fingerprint])) > 1
        ]

    def title(self, document: Document) -> str:
        """Return the article's title, or its first line where it has none."""
        first = next((line for line in document.text.splitlines() if line.strip()), "")
        return clip(document.title or clip(first, 90) or document.path, 160)

    def anchor(self, document: str, start: int) -> str:
        """Return the HTML id, in the reading view, of the passage at the offset ``start``."""
        claim = self.claim_at(document, start)
        return f"claim-{slug(claim)}" if claim is not None else f"at-{slug(document)}-{start}"

    def is_copy(self, document: str, start: int, end: int) -> bool:
        """Return True if a part of ``[start:end]`` repeats the wording of another document."""
        return any(a < end and start < b for a, b in self._copies.get(document, []))


def _documents(finding: Finding) -> set[str]:
    return {m.document for variant in finding.variants for m in variant.mentions}
