"""What the parts of the page look up in a report: names, stories, and where a passage is read."""

from __future__ import annotations

from functools import cached_property

from factcheck.model import Cluster, Document, Finding, Report, StoryEntry
from factcheck.report.pagetext import clip, slug, source_labels


class Index:
    """What the parts of a page look up: documents, labels, and where a passage is read."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.documents: dict[str, Document] = {d.id: d for d in report.documents}
        self.texts: dict[str, str] = {d.id: d.text for d in report.documents}
        self.stories: dict[str, StoryEntry] = {s.id: s for s in report.stories}
        self.findings: dict[str, Finding] = {f.fingerprint: f for f in report.findings}

    @cached_property
    def labels(self) -> dict[str, str]:
        """Document id -> short name."""
        labels = source_labels(self.report.documents)
        return {document: clip(label, 60) for document, label in labels.items()}

    @cached_property
    def _claims(self) -> dict[str, list[tuple[int, int, str]]]:
        claims: dict[str, list[tuple[int, int, str]]] = {}
        for claim in self.report.claims:
            claims.setdefault(claim.document, []).append((claim.start, claim.end, claim.id))
        return claims

    @cached_property
    def _copies(self) -> dict[str, list[tuple[int, int]]]:
        copies: dict[str, list[tuple[int, int]]] = {}
        for cluster in self.report.clusters:
            for claim in cluster.claims:
                if claim.copy:
                    copies.setdefault(claim.document, []).append((claim.start, claim.end))
        return copies

    def claim_at(self, document: str, start: int) -> str | None:
        """Return the id of the claim that covers ``start``, if one does."""
        for first, last, name in self._claims.get(document, []):
            if first <= start < last:
                return name
        return None

    @cached_property
    def _story_of(self) -> dict[str, str]:
        return {name: story.id for story in self.report.stories for name in story.documents}

    def story_of(self, document: str) -> str:
        """Return the id of the story that a document belongs to, or an empty string."""
        return self._story_of.get(document, "")

    @cached_property
    def loose(self) -> dict[str, tuple[int, ...]]:
        """Document id -> where passages begin that something links to and that no claim covers."""
        report = self.report
        variants = [v for finding in report.findings for v in finding.variants]
        variants += [v for fact in report.facts for v in fact.variants]
        places = {(m.document, m.start) for v in variants for m in v.mentions}
        places |= {(e.document, e.start) for e in report.timeline}
        places |= {(c.document, c.start) for cluster in report.clusters for c in cluster.claims}
        found: dict[str, list[int]] = {}
        for document, start in sorted(places):
            if self.claim_at(document, start) is None:
                found.setdefault(document, []).append(start)
        return {document: tuple(starts) for document, starts in found.items()}

    @cached_property
    def _findings_of(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for claim in self.report.claims:
            for cluster in claim.clusters:
                found.setdefault(cluster, []).extend(claim.findings)
        return found

    def findings_of(self, cluster: Cluster) -> list[str]:
        """Return the fingerprints of findings between two or more of the cluster's documents."""
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
        """Return the HTML id under which the passage at ``start`` is found in the reading view."""
        claim = self.claim_at(document, start)
        return f"claim-{slug(claim)}" if claim is not None else f"at-{slug(document)}-{start}"

    def is_copy(self, document: str, start: int, end: int) -> bool:
        """Say whether the passage repeats another document's wording."""
        return any(a < end and start < b for a, b in self._copies.get(document, []))


def _documents(finding: Finding) -> set[str]:
    return {m.document for variant in finding.variants for m in variant.mentions}
