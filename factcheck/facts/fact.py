"""Facts whose values differ, in the form that the steps of all kinds of value share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from factcheck.model import Relation, Severity
from factcheck.stories.story import Located, Spot


@dataclass(frozen=True, slots=True)
class FactVariant:
    """One value of a fact: the text a report shows, its normalised form, and its mentions."""

    shown: str
    normalized: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class CandidateFact:
    """A fact with two or more values, the probability that it is a discrepancy, and why.

    ``lead`` is the value that describes the slot best; the label is made from it if the fact has no
    ``label`` of its own. ``heads`` are the things that its mentions count. ``loudest`` is the
    highest severity that it may have, whatever its confidence. ``settled`` is the
    value that the configuration says is right, so that nothing moves the confidence.
    """

    type: str
    kind: str
    relation: Relation
    reason: str
    confidence: float
    signals: Mapping[str, float]
    variants: tuple[FactVariant, ...]
    lead: Located | None = None
    label: str = ""
    evidence: Mapping[str, float] = field(default_factory=dict)
    heads: tuple[str, ...] = ()
    loudest: Severity = "error"
    settled: str = ""


def variant_of(mentions: Iterable[Located]) -> FactVariant:
    """Return one value of a fact from all its mentions, shown as most of them write it."""
    in_order = sorted(mentions, key=lambda m: m.number)
    counts: dict[str, int] = defaultdict(int)
    for mention in in_order:
        counts[mention.value.text] += 1
    shown = min(counts, key=lambda t: (-counts[t], t.isupper(), t))
    return FactVariant(shown, in_order[0].value.normalized, tuple(m.spot for m in in_order))


def ordered(variants: Iterable[FactVariant]) -> tuple[FactVariant, ...]:
    """Return the variants sorted, the one that most documents give first."""
    return tuple(
        sorted(
            variants,
            key=lambda v: (-len({s.document for s in v.spots}), -len(v.spots), v.normalized),
        )
    )
