"""Facts that two or more documents of a story state alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from factcheck.facts.fact import FactVariant
from factcheck.facts.findings import identifier, to_variant
from factcheck.language import lexicon
from factcheck.model import Fact, Finding
from factcheck.pairs import judge
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Filter
from factcheck.pairs.slots import judged_as
from factcheck.similarity.groups import Groups
from factcheck.stories.story import Located, StoryView
from factcheck.values import kinds
from factcheck.values.quotes import Quotes

# Equal values are one fact if they fill one slot with at least this probability. It is low because
# the judge learned from values that differ, and equal ones fill one slot far more often.
SAME_SLOT = 0.35
# A quotation of fewer words says too little to be an agreement.
SHORTEST_QUOTATION = 3


class _Agreed(NamedTuple):
    """Equal values that give one fact, and whether a finding shows one of them."""

    values: Sequence[Located]
    disputed: bool


# The probability that two equal values fill one slot.
PAIRS: tuple[Filter[float], ...] = (
    Filter(
        "unlikely-agreements",
        "It is too unlikely that the two equal numbers or dates are given for one fact.",
        lambda confidence: confidence < SAME_SLOT,
    ),
)
# The number of words that two articles both quote.
QUOTATIONS: tuple[Filter[int], ...] = (
    Filter(
        "one-or-two-words",
        "The words that both articles quote are fewer than three.",
        lambda words: words < SHORTEST_QUOTATION,
    ),
)
AGREED: tuple[Filter[_Agreed], ...] = (
    Filter("disputed-values", "A discrepancy shows the value already.", lambda a: a.disputed),
    Filter(
        "harmless-zeros",
        "The value is a “no” that denies neither harm nor damage.",
        lambda a: _is_zero(a.values) and _denies_no_harm(a.values),
    ),
    Filter(
        "values-of-nothing",
        "No article says what the value is about.",
        lambda a: not _is_zero(a.values) and not _has_topic(a.values),
    ),
)


def agreed_facts(
    comparison: StoryComparison, story_id: str, findings: Sequence[Finding]
) -> list[Fact]:
    """Return the values on which documents agree, those of the most documents first."""
    story = comparison.story
    disputed = {(m.document, m.start) for f in findings for v in f.variants for m in v.mentions}
    groups = Groups()
    joined: set[int] = set()
    for pair in comparison.slot_pairs:
        if pair.comparison.relation != "same" or pair.a.document == pair.b.document:
            continue
        if comparison.screening.passes(PAIRS, judge.probability(judged_as(pair), pair.signals)):
            groups.join(pair.a.number, pair.b.number)
            joined |= {pair.a.number, pair.b.number}
    by_words: dict[str, int] = {}
    for quote in story.of_kind(Quotes.name):
        first = by_words.setdefault(quote.value.normalized, quote.number)
        if first == quote.number:
            continue
        if comparison.screening.passes(QUOTATIONS, len(quote.value.normalized.split())):
            groups.join(first, quote.number)
            joined |= {first, quote.number}
    members: dict[int, list[Located]] = defaultdict(list)
    for number in sorted(joined):
        members[groups.find(number)].append(story.values[number])
    facts = []
    for values in members.values():
        if len({v.document for v in values}) < 2:
            continue
        places = {(story.analyses[v.document].document.id, v.value.start) for v in values}
        agreed = _Agreed(values, bool(places & disputed))
        if comparison.screening.passes(AGREED, agreed):
            facts.append(_fact(story, story_id, values))
    return sorted(facts, key=lambda f: (-f.variants[0].independent_sources, f.label, f.id))


def _denies_no_harm(values: Sequence[Located]) -> bool:
    slots = [v.value.slot for v in values]
    return not any(lexicon.words().outcomes & {s.predicate, s.head, *s.window} for s in slots)


def _is_zero(values: Sequence[Located]) -> bool:
    return values[0].value.normalized == "0"


def _has_topic(values: Sequence[Located]) -> bool:
    kind = kinds()[values[0].value.kind]
    return any(kind.topic(v.value) for v in values)


def _fact(story: StoryView, story_id: str, values: Sequence[Located]) -> Fact:
    """Return the fact that these equal values give, named after the one with the longest label."""
    lead = max(values, key=lambda v: (len(v.value.slot.label), -v.number))
    kind = kinds()[lead.value.kind]
    finding_type, label = kind.finding_type.name, kind.topic(lead.value)
    mentions = tuple(v.spot for v in values)
    variant = to_variant(FactVariant(lead.value.text, lead.value.normalized, mentions), story)
    ident = identifier(story_id, finding_type, lead.value.normalized, label)
    return Fact(ident, story_id, finding_type, label, "agreed", None, (variant,))
