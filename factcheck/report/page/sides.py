"""Prepares findings and clusters for the page: values, sources, sentences, differing words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from factcheck.model import Cluster, Finding, Mention, Variant
from factcheck.report.page.collate import Witness, collate
from factcheck.report.page.lookup import Index
from factcheck.report.page.matrix import letter
from factcheck.report.worddiff import (
    Piece,
    Span,
    cut,
    differing_letters,
    differing_words,
    medoid,
    most_alike,
    split_words,
)

Sentence = tuple[str, int, int]  # document, start, end


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of one article, cut at differing words and at the values."""

    document: str
    start: int
    pieces: tuple[Piece, ...]
    copy: bool

    @property
    def runs(self) -> tuple[tuple[bool, tuple[Piece, ...]], ...]:
        """The pieces in groups: True with those of a value, False with those between values."""
        grouped = groupby(self.pieces, key=lambda p: "value" in p.marks)
        return tuple((is_value, tuple(pieces)) for is_value, pieces in grouped)


@dataclass(frozen=True, slots=True)
class Side:
    """One variant of a finding.

    ``quote`` is the sentence that is compared with those of the other variants; ``more`` are its
    other sentences. ``name`` is the value, cut where it differs from its rival, the first variant
    (or the second, for the first).
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
    """The words at one place of the collated sentences; ``sides`` are the sides that have them."""

    sides: tuple[int, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its sides; ``compared`` is True if differing words are marked.

    ``aligned`` are the collated sentences: at each place one alternative, which all sides have, or
    several. It is empty if the sentences are too different.
    """

    finding: Finding
    sides: tuple[Side, ...]
    compared: bool
    aligned: tuple[tuple[Alternative, ...], ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of all documents of the finding, each once."""
        return tuple(dict.fromkeys(d for side in self.sides for d in side.documents))


@dataclass(frozen=True, slots=True)
class ClusterView:
    """A cluster with its wordings, originals before copies."""

    cluster: Cluster
    wordings: tuple[Quote, ...]


def finding_view(finding: Finding, index: Index) -> FindingView:
    """Return the finding with its sides, their sentences compared and collated if possible."""
    mentions = most_alike(index.texts, [_one_per_sentence(v.mentions) for v in finding.variants])
    texts = [index.texts[m.document][m.context_start : m.context_end] for m in mentions]
    differences: list[list[Span]] = [[] for _ in texts]
    for n, text in enumerate(texts[1:], start=1):
        left, differences[n] = differing_words(texts[0], text)
        differences[0] = differences[0] or left
    sides = []
    for n, (variant, mention) in enumerate(zip(finding.variants, mentions, strict=True)):
        # A slip of a name that only the vocabulary has has no rival but itself.
        rival = 0 if n else min(1, len(mentions) - 1)
        by_sentence = _by_sentence(variant.mentions)
        own_mentions = by_sentence.pop(_sentence(mention))
        value_spans = (
            [] if finding.type == "name" else _difference(finding, mention, mentions[rival])
        )
        marks = [(a + mention.context_start, b + mention.context_start) for a, b in differences[n]]
        sides.append(
            Side(
                n,
                letter(n),
                variant,
                _name(finding, variant, finding.variants[rival]),
                normalized_to_show(variant),
                tuple(dict.fromkeys(m.document for m in variant.mentions)),
                _quote(
                    own_mentions,
                    index,
                    marks,
                    [(a + mention.start, b + mention.start) for a, b in value_spans],
                ),
                tuple(_quote(mentions, index) for mentions in by_sentence.values()),
            )
        )
    return FindingView(finding, tuple(sides), any(differences), _aligned(mentions, index))


def _aligned(mentions: list[Mention], index: Index) -> tuple[tuple[Alternative, ...], ...]:
    """Return the collated sentences of one mention of each side."""
    witnesses = [
        Witness(
            index.texts[m.document][m.context_start : m.context_end],
            (m.start - m.context_start, m.end - m.context_start),
        )
        for m in mentions
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


def _difference(
    finding: Finding, variant: Variant | Mention, rival: Variant | Mention
) -> list[Span]:
    """Return the spans in which a value differs from its rival: letters of names, else words."""
    value, other = (v.value if isinstance(v, Variant) else v.text for v in (variant, rival))
    if finding.type == "name":
        return differing_letters(value, other)
    return differing_words(value, other)[0] if len(split_words(value)[0]) > 2 else []


def _name(finding: Finding, variant: Variant, rival: Variant) -> tuple[Piece, ...]:
    """Return the pieces of a value, cut where it differs; a missing part is an empty piece."""
    value, spans = variant.value, _difference(finding, variant, rival)
    missing = [Piece(a, a, "", frozenset({"missing"})) for a, b in spans if a == b]
    # A mark without a name cuts the value where letters are missing.
    marks = [(a, b, "differs" if a < b else "") for a, b in spans]
    pieces = [p for p in cut(value, 0, len(value), marks) if p.text]
    return tuple(sorted([*pieces, *missing], key=lambda p: (p.start, p.end)))


def normalized_to_show(variant: Variant) -> str:
    """Return the normalised value if it says more than the value itself, else ``""``.

    The digits of long numbers are in groups of three.
    """

    def letters_and_digits(text: str) -> str:
        return "".join(c for c in text.casefold() if c.isalnum())

    if letters_and_digits(variant.normalized) == letters_and_digits(variant.value):
        return ""
    return re.sub(
        r"(?<![\w.])\d{5,}(?!\w|-(?!\d{5}))", lambda m: f"{int(m[0]):,}", variant.normalized
    )


def cluster_view(cluster: Cluster, index: Index) -> ClusterView:
    """Return the cluster with its wordings, compared with the most typical one, the first."""
    originals = [c for c in cluster.claims if not c.copy] or list(cluster.claims)
    first = originals[medoid([c.text for c in originals])]
    ordered = sorted(cluster.claims, key=lambda c: (c is not first, c.copy))
    quotes = []
    for claim in ordered:
        spans = [] if claim is first else differing_words(first.text, claim.text)[1]
        marks = [(a + claim.start, b + claim.start, "differs") for a, b in spans]
        pieces = cut(index.texts[claim.document], claim.start, claim.end, marks)
        quotes.append(Quote(claim.document, claim.start, tuple(pieces), claim.copy))
    return ClusterView(cluster, tuple(quotes))


def _sentence(mention: Mention) -> Sentence:
    return (mention.document, mention.context_start, mention.context_end)


def _by_sentence(mentions: Iterable[Mention]) -> dict[Sentence, list[Mention]]:
    """Return sentence -> its mentions."""
    groups: dict[Sentence, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(_sentence(mention), []).append(mention)
    return groups


def _one_per_sentence(mentions: Iterable[Mention]) -> list[Mention]:
    return [group[0] for group in _by_sentence(mentions).values()]


def _quote(
    mentions: list[Mention],
    index: Index,
    outside_values: Iterable[Span] = (),
    inside_values: Iterable[Span] = (),
) -> Quote:
    """Return the sentence of the mentions, which all have the same one.

    ``outside_values`` and ``inside_values`` are the spans that differ there.
    """
    document, start, end = _sentence(mentions[0])
    text = index.texts[document]
    values = [(m.start, m.end) for m in mentions]
    differs = [*_outside(text, outside_values, values), *inside_values]
    marks = [(a, b, "differs") for a, b in differs] + [(a, b, "value") for a, b in values]
    return Quote(
        document,
        mentions[0].start,
        tuple(cut(text, start, end, marks)),
        index.is_copy(document, start, end),
    )


def _outside(text: str, spans: Iterable[Span], values: list[Span]) -> list[Span]:
    """Return the parts of ``spans`` outside ``values``, without white space at their ends."""
    outside = list(spans)
    for start, end in values:
        outside = [
            part
            for a, b in outside
            for part in ((a, min(b, start)), (max(a, end), b))
            if part[0] < part[1]
        ]
    return [
        (a + len(inner) - len(inner.lstrip()), b - len(inner) + len(inner.rstrip()))
        for a, b in outside
        if (inner := text[a:b]).strip()
    ]
