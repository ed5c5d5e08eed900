"""The reading view: every article in full, cut into paragraphs, claims and disputed values."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factcheck.model import ClaimEntry, Document
from factcheck.report.evidence import Index
from factcheck.report.matrix import letter
from factcheck.report.worddiff import Piece, cut

_PARAGRAPH = re.compile(r"[ \t\r]*\n(?:[ \t\r]*\n)+")


@dataclass(frozen=True, slots=True)
class Dispute:
    """A value in dispute where it stands: the finding on it and the letter of its variant."""

    start: int
    end: int
    fingerprint: str
    letter: str


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a paragraph: a claim, or what stands between claims.

    ``opens`` says whether the claim begins here: a claim cut in two by the end of a paragraph has
    its id only once.
    """

    claim: ClaimEntry | None
    opens: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A document ready to be read; ``disputes`` maps the name of a piece's mark to its finding."""

    document: Document
    paragraphs: tuple[tuple[Block, ...], ...]
    disputes: dict[str, Dispute]
    counts: dict[str, int]


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
                    Dispute(m.start, m.end, finding.fingerprint, letter(n))
                )
    return tuple(
        _article(document, claims.get(document.id, []), disputes.get(document.id, []))
        for document in index.report.documents
    )


def _article(document: Document, claims: list[ClaimEntry], disputes: list[Dispute]) -> Article:
    named = {f"value {n}": d for n, d in enumerate(disputes)}
    marks = [(d.start, d.end, name) for name, d in named.items()]
    marks += [(start, end, "excluded") for start, end in document.excluded]
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
    return Article(document, tuple(paragraphs), named, counts)


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
