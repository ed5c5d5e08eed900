"""Facts that two or more documents of a story state alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from factcheck.facts.fact import FactVariant
from factcheck.facts.findings import identifier, to_variant
from factcheck.language import lexicon
from factcheck.model import Fact, Finding
from factcheck.pairs import judge
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.slots import judged_as
from factcheck.similarity.groups import Groups
from factcheck.stories.story import Located, StoryView
from factcheck.values import kinds
from factcheck.values.quotes import Quotes

# Equal values are one fact from this probability on that they fill one slot. The judge learned it
# from values that differ; equal ones fill one slot far more often.
SAME_SLOT = 0.35


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
        if judge.probability(judged_as(pair), pair.signals) >= SAME_SLOT:
            groups.join(pair.a.number, pair.b.number)
            joined |= {pair.a.number, pair.b.number}
    by_words: dict[str, int] = {}
    for quote in story.of_kind(Quotes.name):
        first = by_words.setdefault(quote.value.normalized, quote.number)
        if first != quote.number and len(quote.value.normalized.split()) > 2:
            groups.join(first, quote.number)
            joined |= {first, quote.number}
    members: dict[int, list[Located]] = defaultdict(list)
    for number in sorted(joined):
        members[groups.find(number)].append(story.values[number])
    facts = []
    for held in members.values():
        places = {(story.analyses[m.document].document.id, m.value.start) for m in held}
        if len({m.document for m in held}) < 2 or places & disputed or _says_little(held):
            continue
        facts.append(_fact(story, story_id, held))
    return sorted(facts, key=lambda f: (-f.variants[0].independent_sources, f.label, f.id))


def _says_little(held: list[Located]) -> bool:
    """Tell whether a value is no fact to report: a "no" that denies neither harm nor damage."""
    if held[0].value.normalized == "0":
        slots = [m.value.slot for m in held]
        return not any(lexicon.words().outcomes & {s.predicate, s.head, *s.window} for s in slots)
    kind = kinds()[held[0].value.kind]
    return not any(kind.topic(m.value) for m in held)


def _fact(story: StoryView, story_id: str, held: list[Located]) -> Fact:
    lead = max(held, key=lambda m: (len(m.value.slot.label), -m.number))
    kind = kinds()[lead.value.kind]
    finding_type, label = kind.finding_type.name, kind.topic(lead.value)
    spots = tuple(m.spot for m in held)
    variant = to_variant(FactVariant(lead.value.text, lead.value.normalized, spots), story)
    ident = identifier(story_id, finding_type, lead.value.normalized, label)
    return Fact(ident, story_id, finding_type, label, "agreed", None, (variant,))
