"""Rivals -> facts: statements denied, said by two speakers, with two places, roles or names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from factcheck.facts.fact import CandidateFact, FactVariant, ordered
from factcheck.pairs import judge
from factcheck.pairs.attributes import attribute_rivals
from factcheck.pairs.attribution import attribution_rivals
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.exchanged import exchanged_rivals
from factcheck.pairs.full_names import full_name_rivals
from factcheck.pairs.given_names import given_name_rivals
from factcheck.pairs.holders import holder_rivals
from factcheck.pairs.places import place_rivals
from factcheck.pairs.polarity import polarity_rivals
from factcheck.pairs.reported import reported_rivals
from factcheck.pairs.rival import Rival
from factcheck.pairs.roles import role_rivals
from factcheck.similarity.groups import Groups
from factcheck.stories.story import Spot

# The functions that find rivals, in the order of their facts.
SOURCES: tuple[Callable[[StoryComparison], Iterator[Rival]], ...] = (
    polarity_rivals,
    attribution_rivals,
    reported_rivals,
    attribute_rivals,
    given_name_rivals,
    full_name_rivals,
    role_rivals,
    holder_rivals,
    place_rivals,
    exchanged_rivals,
)
# Kinds with so few rivals that they are calibrated together.
CALIBRATED = frozenset(("place", "locative", "role", "reported"))
# A fact of this module may be an error only from this confidence of its rival on.
SURE = 0.9
# Facts of these kinds are never errors.
DOUBTED = frozenset(("home", "given", "role", "holder", "exchanged", "exchanged days"))
# For each kind of rival: the type of its findings, the reason why the two differ, and what the fact
# is about. The last two are used if the rival has no reason or label of its own.
TYPES: dict[str, tuple[str, str, str]] = {
    "polarity": ("polarity", "one denies what the other states", "whether it happened"),
    "attribution": ("attribution", "the speakers differ", "who said it"),
    "reported": ("attribution", "the speakers differ", "who said it"),
    "age": ("number", "the ages differ", "age"),
    "home": ("place", "the places differ", "home"),
    "given": ("entity", "one post or age, two given names", "given name"),
    "role": ("entity", "the roles exclude each other", "role"),
    "holder": ("entity", "one role, two people", "who holds the role"),
    "person": ("name", "a part of the name differs", "name of one person"),
    "body": ("name", "a word of the name differs", "name of one body or thing"),
    "place": ("place", "the places differ", "where it is"),
    "exchanged": ("number", "the values have changed places", "which value is of which"),
    "exchanged days": ("date", "the values have changed places", "which day is of which"),
    "locative": ("place", "one is inside, the other outside", "where it happened"),
}


def stated_facts(comparison: StoryComparison) -> list[CandidateFact]:
    """Return the facts on which statements differ, rather than values in slots."""
    facts: list[CandidateFact] = []
    for rival in (r for source in SOURCES for r in source(comparison)):
        kind, reason, label = TYPES[rival.kind]
        shown = [" ".join(s.split()) for s in rival.shown]
        forms = rival.forms or tuple(s.casefold() for s in shown)
        variants = ordered(
            FactVariant(text, form, mentions)
            for text, form, mentions in zip(shown, forms, (rival.first, rival.second), strict=True)
        )
        confidence = judge.probability(rival.kind, rival.signals)
        facts.append(
            CandidateFact(
                kind,
                rival.kind,
                "conflict",
                rival.reason or reason,
                confidence,
                rival.signals,
                variants,
                label=rival.label or label,
                loudest="error" if confidence >= SURE and rival.kind not in DOUBTED else "warning",
            )
        )
    return _merged(facts)


def _merged(facts: list[CandidateFact]) -> list[CandidateFact]:
    """Return the facts, those that share a mention as one, so that each makes one finding."""
    groups = Groups()
    first_with: dict[Spot, int] = {}
    for number, fact in enumerate(facts):
        for variant in fact.variants:
            for mention in variant.spots:
                groups.join(first_with.setdefault(mention, number), number)
    members: dict[int, list[CandidateFact]] = defaultdict(list)
    for number, fact in enumerate(facts):
        members[groups.find(number)].append(fact)
    merged = []
    for group in members.values():
        lead = max(group, key=lambda f: (f.confidence, f.variants[0].normalized))
        mentions: dict[str, dict[Spot, None]] = defaultdict(dict)
        shown: dict[str, str] = {}
        for fact in group:
            for variant in fact.variants:
                shown.setdefault(variant.normalized, variant.shown)
                mentions[variant.normalized].update(dict.fromkeys(variant.spots))
        variants = [
            FactVariant(shown[form], form, tuple(sorted(m, key=lambda s: (s.document, s.start))))
            for form, m in mentions.items()
        ]
        merged.append(replace(lead, variants=ordered(variants)))
    return merged
