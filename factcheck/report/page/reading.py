"""The reading view: every article in full, split into paragraphs, claims and disputed values."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factcheck.model import ClaimEntry, Document, Finding, Variant
from factcheck.report.page.lookup import Index
from factcheck.report.pagetext import slug
from factcheck.report.worddiff import Piece, cut

_PARAGRAPH = re.compile(r"(?<![ \t\r])[ \t\r]*\n(?:[ \t\r]*\n)+")


@dataclass(frozen=True, slots=True)
class Dispute:
    """The place of a disputed value, with its finding.

    ``strength`` is how it is marked: the severity of the finding, or "backed" for the value that
    more independent sources give than any of its rivals: an article that has it is not to blame.
    """

    start: int
    end: int
    fingerprint: str
    strength: str


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a paragraph: a claim, or the text between claims.

    ``starts_claim`` is True if the claim begins here. A claim that goes over the end of a paragraph
    has two blocks, and its HTML id must be on only one of them.
    """

    claim: ClaimEntry | None
    starts_claim: bool
    pieces: tuple[Piece, ...]

    @property
    def target(self) -> str:
        """The HTML id of the claim's first finding, or else its first cluster, or empty."""
        if self.claim and self.claim.findings:
            return f"finding-{slug(self.claim.findings[0])}"
        if self.claim and self.claim.clusters:
            return f"cluster-{slug(self.claim.clusters[0])}"
        return ""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """A document prepared for reading.

    ``disputes`` maps the name of a mark to the dispute. ``counts`` has the number of claims by
    status, ``link_targets`` the offsets that need an HTML id of their own.
    """

    document: Document
    paragraphs: tuple[tuple[Block, ...], ...]
    disputes: dict[str, Dispute]
    counts: dict[str, int]
    link_targets: frozenset[int]

    @property
    def at_odds(self) -> int:
        """The number of disputed values that do not have more sources than their rivals."""
        return sum(dispute.strength != "backed" for dispute in self.disputes.values())

    def dispute(self, piece: Piece) -> Dispute | None:
        """Return the dispute that a piece is part of, the first if there are several, or None."""
        disputes = [self.disputes[name] for name in piece.marks if name in self.disputes]
        return min(disputes, key=lambda d: (d.start, d.end, d.fingerprint), default=None)


def article_views(index: Index) -> tuple[ArticleView, ...]:
    """Return a view of every document of the report, in order."""
    claims: dict[str, list[ClaimEntry]] = {}
    for claim in sorted(index.report.claims, key=lambda c: (c.start, c.end)):
        claims.setdefault(claim.document, []).append(claim)
    disputes: dict[str, list[Dispute]] = {}
    for finding in index.report.findings:
        backed = _backed(finding)
        for variant in finding.variants:
            strength = "backed" if variant is backed else finding.severity
            for m in variant.mentions:
                disputes.setdefault(m.document, []).append(
                    Dispute(m.start, m.end, finding.fingerprint, strength)
                )
    return tuple(
        _article_view(
            document,
            claims.get(document.id, []),
            disputes.get(document.id, []),
            index.link_targets.get(document.id, ()),
        )
        for document in index.report.documents
    )


def _backed(finding: Finding) -> Variant | None:
    """Return the variant that more independent sources give than any other, None for a tie."""
    most = max(v.independent_sources for v in finding.variants)
    backed = [v for v in finding.variants if v.independent_sources == most]
    return backed[0] if len(backed) == 1 else None


def _article_view(
    document: Document,
    claims: list[ClaimEntry],
    disputes: list[Dispute],
    link_targets: tuple[int, ...],
) -> ArticleView:
    named = {f"value {n}": d for n, d in enumerate(disputes)}
    marks = [(d.start, d.end, name) for name, d in named.items()]
    marks += [(start, end, "excluded") for start, end in document.excluded]
    # A mark without a name cuts the text where a piece with an HTML id must begin.
    marks += [(start, start, "") for start in link_targets]
    counts = {"disputed": 0, "corroborated": 0, "related": 0, "single": 0}
    for claim in claims:
        counts[claim.status] += 1
    claims_with_id: set[str] = set()
    paragraphs = []
    for start, end in _paragraphs(document.text):
        blocks: list[Block] = []
        position = start
        for claim in claims:
            if (
                claim.start >= end
                or (claim.end <= position and claim.id in claims_with_id)
                or claim.end <= start
            ):
                continue
            first, last = max(claim.start, position), min(claim.end, end)
            if first > position:
                blocks.append(Block(None, False, _pieces(document.text, position, first, marks)))
            # A claim inside another one becomes an empty block, which links to it need.
            pieces = _pieces(document.text, first, max(first, last), marks)
            blocks.append(Block(claim, claim.id not in claims_with_id, pieces))
            claims_with_id.add(claim.id)
            position = max(first, last)
        if position < end:
            blocks.append(Block(None, False, _pieces(document.text, position, end, marks)))
        paragraphs.append(tuple(blocks))
    return ArticleView(document, tuple(paragraphs), named, counts, frozenset(link_targets))


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the spans of the text between blank lines, without white space at their ends."""
    edges = [(m.start(), m.end()) for m in _PARAGRAPH.finditer(text)]
    starts, ends = [0, *(b for _, b in edges)], [*(a for a, _ in edges), len(text)]
    spans = []
    for start, end in zip(starts, ends, strict=True):
        inner = text[start:end]
        first = start + len(inner) - len(inner.lstrip())
        last = start + len(inner.rstrip())
        if first < last:
            spans.append((first, last))
    return spans


def _pieces(
    text: str, start: int, end: int, marks: list[tuple[int, int, str]]
) -> tuple[Piece, ...]:
    return tuple(cut(text, start, end, marks)) if start < end else ()
