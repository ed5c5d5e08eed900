"""The reading view: every article in full, cut into paragraphs, claims and disputed values."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factcheck.model import ClaimEntry, Document
from factcheck.report.page.lookup import Index
from factcheck.report.pagetext import slug
from factcheck.report.worddiff import Piece, cut

_PARAGRAPH = re.compile(r"(?<![ \t\r])[ \t\r]*\n(?:[ \t\r]*\n)+")


@dataclass(frozen=True, slots=True)
class Dispute:
    """A value in dispute where it stands: the finding on it and the number of its variant."""

    start: int
    end: int
    fingerprint: str
    number: int


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a paragraph: a claim, or what stands between claims.

    ``opens`` says whether the claim begins here: a claim cut in two by the end of a paragraph has
    its id only once.
    """

    claim: ClaimEntry | None
    opens: bool
    pieces: tuple[Piece, ...]

    @property
    def target(self) -> str:
        """The HTML id of what bears on the claim first: a finding, a cluster, or nothing."""
        if self.claim and self.claim.findings:
            return f"finding-{slug(self.claim.findings[0])}"
        if self.claim and self.claim.clusters:
            return f"cluster-{slug(self.claim.clusters[0])}"
        return ""


@dataclass(frozen=True, slots=True)
class Article:
    """A document ready to be read; ``disputes`` maps the name of a piece's mark to its finding.

    ``counts`` has the number of claims by status, ``loose`` the places that need their own id.
    """

    document: Document
    paragraphs: tuple[tuple[Block, ...], ...]
    disputes: dict[str, Dispute]
    counts: dict[str, int]
    loose: frozenset[int]

    def dispute(self, piece: Piece) -> Dispute | None:
        """Return the dispute that a piece belongs to: the first one where there are several."""
        found = [self.disputes[name] for name in piece.marks if name in self.disputes]
        return min(found, key=lambda d: (d.start, d.end, d.fingerprint), default=None)


def articles(index: Index) -> tuple[Article, ...]:
    """Return every document of the report in the report's order."""
    claims: dict[str, list[ClaimEntry]] = {}
    for claim in sorted(index.report.claims, key=lambda c: (c.start, c.end)):
        claims.setdefault(claim.document, []).append(claim)
    disputes: dict[str, list[Dispute]] = {}
    for finding in index.report.findings:
        for n, variant in enumerate(finding.variants):
            for m in variant.mentions:
                disputes.setdefault(m.document, []).append(
                    Dispute(m.start, m.end, finding.fingerprint, n)
                )
    return tuple(
        _article(
            document,
            claims.get(document.id, []),
            disputes.get(document.id, []),
            index.loose.get(document.id, ()),
        )
        for document in index.report.documents
    )


def _article(
    document: Document,
    claims: list[ClaimEntry],
    disputes: list[Dispute],
    loose: tuple[int, ...],
) -> Article:
    named = {f"value {n}": d for n, d in enumerate(disputes)}
    marks = [(d.start, d.end, name) for name, d in named.items()]
    marks += [(start, end, "excluded") for start, end in document.excluded]
    marks += [(start, start, "") for start in loose]  # an edge, for the id to stand at
    counts = {"disputed": 0, "corroborated": 0, "single": 0}
    for claim in claims:
        counts[claim.status] += 1
    opened: set[str] = set()
    paragraphs = []
    for start, end in _paragraphs(document.text):
        blocks: list[Block] = []
        at = start
        for claim in claims:
            if claim.start >= end or (claim.end <= at and claim.id in opened) or claim.end <= start:
                continue
            first, last = max(claim.start, at), min(claim.end, end)
            if first > at:
                blocks.append(Block(None, False, _pieces(document.text, at, first, marks)))
            # A claim that another one covers wholly is left as an empty anchor, for links to it.
            pieces = _pieces(document.text, first, max(first, last), marks)
            blocks.append(Block(claim, claim.id not in opened, pieces))
            opened.add(claim.id)
            at = max(first, last)
        if at < end:
            blocks.append(Block(None, False, _pieces(document.text, at, end, marks)))
        paragraphs.append(tuple(blocks))
    return Article(document, tuple(paragraphs), named, counts, frozenset(loose))


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the spans between blank lines, without the white space around them."""
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
