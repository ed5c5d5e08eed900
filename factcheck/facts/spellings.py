"""Spellings -> facts: the names that are spelled in two or more ways."""

from __future__ import annotations

from collections import defaultdict

from factcheck.facts.fact import CandidateFact, ordered, variant_of
from factcheck.language.variants import differ_only_in_vowels
from factcheck.pairs import judge
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Filter
from factcheck.pairs.spellings import spelling_pairs
from factcheck.similarity.groups import Groups

# The probability that two spellings are one name.
PAIRS: tuple[Filter[float], ...] = (
    Filter(
        "unlikely-spellings",
        "It is too unlikely that the two spellings are one name.",
        lambda confidence: confidence < judge.LEAST,
    ),
)


def name_facts(comparison: StoryComparison) -> list[CandidateFact]:
    """Return the names that are spelled in two or more ways."""
    likely = []
    for pair in spelling_pairs(comparison):
        confidence = judge.probability("name", pair.signals)
        if comparison.screening.passes(PAIRS, confidence):
            likely.append((confidence, pair))
    likely.sort(key=lambda c: (-c[0], c[1].rare.form, c[1].common.form))
    groups = Groups()
    spelling_of = {s.form: s for _, p in likely for s in (p.rare, p.common)}
    number = {form: n for n, form in enumerate(sorted(spelling_of))}
    for _, pair in likely:
        groups.join(number[pair.rare.form], number[pair.common.form])
    members: dict[int, list[str]] = defaultdict(list)
    for form in sorted(spelling_of):
        members[groups.find(number[form])].append(form)
    facts = []
    for group in members.values():
        confidence, best = next(c for c in likely if c[1].rare.form in group)
        of_group = [pair for _, pair in likely if pair.rare.form in group]
        romanised = all(pair.is_romanised for pair in of_group)
        transliterated = romanised or differ_only_in_vowels(group)
        facts.append(
            CandidateFact(
                "name",
                "name",
                "drift" if transliterated else "conflict",
                "transliterated in several ways" if transliterated else "the spellings differ",
                confidence,
                best.signals,
                ordered(variant_of(spelling_of[form].mentions) for form in group),
                best.common.mentions[0],
                loudest="note" if romanised else "error",
            )
        )
    return facts
