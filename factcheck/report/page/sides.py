"""What a finding or a cluster shows on the page: who says what, and which words differ."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from factcheck.model import Cluster, Finding, Mention, Variant
from factcheck.report.page.collate import Witness, collate
from factcheck.report.page.lookup import Index
from factcheck.report.page.matrix import letter
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
