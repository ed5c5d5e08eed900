"""What a finding or a cluster shows on the page: who says what, and which words differ."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from factcheck.model import Cluster, Document, Finding, Mention, Report, StoryEntry, Variant
from factcheck.report.collate import Witness, collate
from factcheck.report.matrix import letter
from factcheck.report.pagetext import clip, slug, source_labels
from factcheck.report.worddiff import Piece, Span, closest, cut, differing, letters, medoid, words

Sentence = tuple[str, int, int]  # document, start, end


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence as one article has it, cut where words differ and where the values stand."""

    document: str
    start: int
    pieces: tuple[Piece, ...]
    copy: bool

    @property
    def runs(self) -> tuple[tuple[bool, tuple[Piece, ...]], ...]:
        """The pieces in runs: those of a value together, and whether they are."""
        grouped = groupby(self.pieces, key=lambda p: "value" in p.marks)
        return tuple((is_value, tuple(pieces)) for is_value, pieces in grouped)


@dataclass(frozen=True, slots=True)
class Side:
    """One variant of a finding: ``quote`` is held against the others, ``more`` are the rest.

    ``name`` is the value, cut where its letters differ from the first variant's.
    """

    number: int
    letter: str
    variant: Variant
    name: tuple[Piece, ...]
    normalized: str
    documents: tuple[str, ...]
    quote: Quote
    more: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """What the variants numbered ``sides`` have at one place of the laid-over sentences."""

    sides: tuple[int, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its sides; ``compared`` says whether differing words are marked.

    ``aligned`` is the sentences laid over each other: at each place one alternative, which all
    have, or several. It is empty where the sentences are too different.
    """

    finding: Finding
    sides: tuple[Side, ...]
    compared: bool
    aligned: tuple[tuple[Alternative, ...], ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """Every document that has a part in the finding, each once."""
        return tuple(dict.fromkeys(d for side in self.sides for d in side.documents))


@dataclass(frozen=True, slots=True)
class ClusterView:
    """A cluster with its wordings, originals before copies."""

    cluster: Cluster
    wordings: tuple[Quote, ...]


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
        return clip(document.title or first or document.path, 160)

    def anchor(self, document: str, start: int) -> str:
        """Return the HTML id under which the passage at ``start`` is found in the reading view."""
        claim = self.claim_at(document, start)
        return f"claim-{slug(claim)}" if claim is not None else f"at-{slug(document)}-{start}"

    def is_copy(self, document: str, start: int, end: int) -> bool:
        """Say whether the passage repeats another document's wording."""
        return any(a < end and start < b for a, b in self._copies.get(document, []))


def sides(finding: Finding, index: Index) -> FindingView:
    """Return the finding with its sentences aligned as well as their wording allows."""
    chosen = closest(index.texts, [_one_per_sentence(v.mentions) for v in finding.variants])
    texts = [index.texts[m.document][m.context_start : m.context_end] for m in chosen]
    around: list[list[Span]] = [[] for _ in texts]
    for n, text in enumerate(texts[1:], start=1):
        left, around[n] = differing(texts[0], text)
        around[0] = around[0] or left
    made = []
    for n, (variant, mention) in enumerate(zip(finding.variants, chosen, strict=True)):
        rival = 0 if n else 1
        by_sentence = _by_sentence(variant.mentions)
        own = by_sentence.pop(_sentence(mention))
        within = [] if finding.type == "name" else _difference(finding, mention, chosen[rival])
        marks = [(a + mention.context_start, b + mention.context_start) for a, b in around[n]]
        made.append(
            Side(
                n,
                letter(n),
                variant,
                _name(finding, variant, finding.variants[rival]),
                explained(variant),
                tuple(dict.fromkeys(m.document for m in variant.mentions)),
                _quote(
                    own, index, marks, [(a + mention.start, b + mention.start) for a, b in within]
                ),
                tuple(_quote(mentions, index) for mentions in by_sentence.values()),
            )
        )
    return FindingView(finding, tuple(made), any(around), _aligned(chosen, index))


def _aligned(chosen: list[Mention], index: Index) -> tuple[tuple[Alternative, ...], ...]:
    witnesses = [
        Witness(
            index.texts[m.document][m.context_start : m.context_end],
            (m.start - m.context_start, m.end - m.context_start),
        )
        for m in chosen
    ]
    return tuple(
        tuple(
            Alternative(
                reading.witnesses,
                tuple(
                    cut(
                        witnesses[reading.witnesses[0]].text,
                        reading.start,
                        reading.end,
                        [(*witnesses[reading.witnesses[0]].value, "value")],
                    )
                ),
            )
            for reading in step.readings
        )
        for step in collate(witnesses)
    )


def _difference(finding: Finding, own: Variant | Mention, rival: Variant | Mention) -> list[Span]:
    """Return where a value differs from its rival: a name by letters, several words by words."""
    value, other = (v.value if isinstance(v, Variant) else v.text for v in (own, rival))
    if finding.type == "name":
        return letters(value, other)
    return differing(value, other)[0] if len(words(value)[0]) > 2 else []


def _name(finding: Finding, variant: Variant, rival: Variant) -> tuple[Piece, ...]:
    """Cut a value where it differs from its rival, with empty pieces where letters are missing."""
    value, spans = variant.value, _difference(finding, variant, rival)
    missing = [Piece(a, a, "", frozenset({"missing"})) for a, b in spans if a == b]
    # An edge without a mark: a gap must not stand inside a piece.
    marks = [(a, b, "differs" if a < b else "") for a, b in spans]
    pieces = [p for p in cut(value, 0, len(value), marks) if p.text]
    return tuple(sorted([*pieces, *missing], key=lambda p: (p.start, p.end)))


def explained(variant: Variant) -> str:
    """Return the normalised value where it tells more than the value itself, else ``""``.

    Long numbers are given in groups of three digits.
    """

    def bare(text: str) -> str:
        return "".join(c for c in text.casefold() if c.isalnum())

    if bare(variant.normalized) == bare(variant.value):
        return ""
    return re.sub(r"(?<![\w.])\d{5,}(?![\w-])", lambda m: f"{int(m[0]):,}", variant.normalized)


def wordings(cluster: Cluster, index: Index) -> ClusterView:
    """Return the cluster with its wordings held against the most typical one, which comes first."""
    originals = [c for c in cluster.claims if not c.copy] or list(cluster.claims)
    first = originals[medoid([c.text for c in originals])]
    ordered = sorted(cluster.claims, key=lambda c: (c is not first, c.copy))
    made = []
    for claim in ordered:
        spans = [] if claim is first else differing(first.text, claim.text)[1]
        marks = [(a + claim.start, b + claim.start, "differs") for a, b in spans]
        pieces = cut(index.texts[claim.document], claim.start, claim.end, marks)
        made.append(Quote(claim.document, claim.start, tuple(pieces), claim.copy))
    return ClusterView(cluster, tuple(made))


def _documents(finding: Finding) -> set[str]:
    return {m.document for variant in finding.variants for m in variant.mentions}


def _sentence(mention: Mention) -> Sentence:
    return (mention.document, mention.context_start, mention.context_end)


def _by_sentence(mentions: Iterable[Mention]) -> dict[Sentence, list[Mention]]:
    groups: dict[Sentence, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(_sentence(mention), []).append(mention)
    return groups


def _one_per_sentence(mentions: Iterable[Mention]) -> list[Mention]:
    return [group[0] for group in _by_sentence(mentions).values()]


def _quote(
    mentions: list[Mention], index: Index, around: Iterable[Span] = (), within: Iterable[Span] = ()
) -> Quote:
    """Return the sentence that the mentions share.

    ``around`` and ``within`` are the spans that differ outside the values and inside them.
    """
    document, start, end = _sentence(mentions[0])
    text = index.texts[document]
    values = [(m.start, m.end) for m in mentions]
    differs = [*_outside(text, around, values), *within]
    marks = [(a, b, "differs") for a, b in differs] + [(a, b, "value") for a, b in values]
    return Quote(
        document,
        mentions[0].start,
        tuple(cut(text, start, end, marks)),
        index.is_copy(document, start, end),
    )


def _outside(text: str, spans: Iterable[Span], values: list[Span]) -> list[Span]:
    """Return what is left of ``spans`` without ``values`` and without white space at their ends."""
    left = list(spans)
    for start, end in values:
        left = [
            part
            for a, b in left
            for part in ((a, min(b, start)), (max(a, end), b))
            if part[0] < part[1]
        ]
    return [
        (a + len(inner) - len(inner.lstrip()), b - len(inner) + len(inner.rstrip()))
        for a, b in left
        if (inner := text[a:b]).strip()
    ]
