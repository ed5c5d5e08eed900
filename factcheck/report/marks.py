"""What differs between the variants of a finding: letters of a name, words of a quotation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Levenshtein

from factcheck.model import Variant
from factcheck.report.worddiff import Span, differing_words

_SLIP = 0.6
"""Two words with at least this similarity are compared letter by letter."""


def marks(variants: Sequence[Variant]) -> list[list[Span]]:
    """Return for each variant the spans of its value that differ from the first variant.

    For the first variant they are those that differ from any other. A value that differs as a
    whole is not marked.
    """
    values = [v.value for v in variants]
    spans: list[list[Span]] = [[] for _ in values]
    for n, value in enumerate(values[1:], start=1):
        left, right = _differences(values[0], value)
        spans[0] += [s for s in left if s not in spans[0]]
        spans[n] = right
    spans[0] = _merged(spans[0])
    return [
        [] if marked == [(0, len(value))] else marked
        for value, marked in zip(values, spans, strict=True)
    ]


def _differences(left: str, right: str) -> tuple[list[Span], list[Span]]:
    """Return the spans that differ: letters where both texts are single words, else words."""
    if " " not in left.strip() + right.strip() and not any(map(str.isdigit, left + right)):
        if Levenshtein.normalized_similarity(left.casefold(), right.casefold()) < _SLIP:
            return [], []
        changed = [op for op in Levenshtein.opcodes(left, right) if op.tag != "equal"]
        return (
            [(op.src_start, op.src_end) for op in changed],
            [(op.dest_start, op.dest_end) for op in changed],
        )
    return differing_words(left, right)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, with those that touch or overlap joined."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
