"""A fact whose values differ: what the steps that find one hand on, whatever its kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from factcheck.model import Relation, Severity
from factcheck.stories.story import Located, Spot


@dataclass(frozen=True, slots=True)
class FactVariant:
    """One value of a fact: how it is shown, its normalised form, and where it stands."""

    shown: str
    normalized: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class CandidateFact:
    """A fact with rival values, how likely it is a discrepancy, and why.

    ``lead`` is the value that describes the slot best; the label is made from it where the fact
    has no ``label`` of its own. ``heads`` are the things its mentions count. ``loudest`` is the
    severity that it may reach at most, however likely.
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


def variant_of(mentions: Iterable[Located]) -> FactVariant:
    """Return one value of a fact from all its mentions, shown as most of them write it."""
    held = sorted(mentions, key=lambda m: m.number)
    written: dict[str, int] = defaultdict(int)
    for mention in held:
        written[mention.value.text] += 1
    shown = min(written, key=lambda t: (-written[t], t.isupper(), t))
    return FactVariant(shown, held[0].value.normalized, tuple(m.spot for m in held))


def ordered(variants: Iterable[FactVariant]) -> tuple[FactVariant, ...]:
    """Return the variants, the one that most documents give first."""
    return tuple(
        sorted(
            variants,
            key=lambda v: (-len({s.document for s in v.spots}), -len(v.spots), v.normalized),
        )
    )
