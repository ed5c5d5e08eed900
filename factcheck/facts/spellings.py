"""Spellings -> facts: the names that are spelled in two or more ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from factcheck.facts.fact import CandidateFact, FactVariant, ordered, variant_of
from factcheck.language.variants import (
    differ_in_a_long_vowel,
    differ_only_in_vowels,
    have_same_consonants,
    may_be_romanised,
)
from factcheck.model import Severity
from factcheck.pairs import judge
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Filter
from factcheck.pairs.near_spellings import Spelling
from factcheck.pairs.spellings import SpellingPair, spelling_pairs
from factcheck.similarity.groups import Groups
from factcheck.stories.story import Spot, StoryView

# The probability that two spellings are one name.
PAIRS: tuple[Filter[float], ...] = (
    Filter(
        "unlikely-spellings",
        "It is too unlikely that the two spellings are one name.",
        lambda confidence: confidence < judge.LEAST,
    ),
)
# The confidence in a slip of a name that the vocabulary has.
SETTLED = 0.99
# The words of one name stand at most so many characters apart: a space, an initial.
_APART = 5

# A pair with its probability.
Likely = tuple[float, SpellingPair]


def name_facts(comparison: StoryComparison) -> list[CandidateFact]:
    """Return the names that are spelled in two or more ways."""
    likely = []
    for pair in spelling_pairs(comparison):
        if pair.right:
            likely.append((SETTLED, pair))
            continue
        confidence = judge.probability("name", pair.signals)
        if comparison.screening.passes(PAIRS, confidence):
            likely.append((confidence, pair))
    likely = _by_house_rules(likely)
    likely.sort(key=lambda c: (-c[0], c[1].rare.form, c[1].common.form))
    groups = Groups()
    spelling_of = {s.form: s for _, p in likely for s in (p.rare, p.common)}
    number = {form: n for n, form in enumerate(sorted(spelling_of))}
    joined: dict[int, list[str]] = {n: [form] for form, n in number.items()}
    for _, pair in likely:
        one, other = (groups.find(number[s.form]) for s in (pair.rare, pair.common))
        if any(comparison.known.are_two(a, b) for a in joined[one] for b in joined[other]):
            continue
        groups.join(one, other)
        if one != other:
            joined[groups.find(one)] = joined.pop(one) + joined.pop(other)
    members: dict[int, list[Likely]] = defaultdict(list)
    for confidence, pair in likely:
        members[groups.find(number[pair.rare.form])].append((confidence, pair))
    merged: set[int] = set()
    facts = []
    for key, group in members.items():
        if key in merged:
            continue
        beside = [k for k in members if k not in merged | {key} and _one_name(group, members[k])]
        if len(group) == 1 and beside and len(members[beside[0]]) == 1:
            merged.add(beside[0])
            facts.append(_fact_of_two(comparison.story, group[0], members[beside[0]][0]))
        else:
            facts.append(_fact(group))
    return facts


def _by_house_rules(likely: list[Likely]) -> list[Likely]:
    """Return the pairs, those that one article's rules for foreign names explain marked so.

    A slip is single; an article that writes two or more names of the story in another way to
    romanise them has rules of its own.
    """

    def is_way(pair: SpellingPair) -> bool:
        return pair.may_be_foreign and may_be_romanised(pair.rare.form, pair.common.form)

    own: dict[int, set[str]] = defaultdict(set)
    for _, pair in likely:
        if is_way(pair):
            for document in pair.rare.documents - pair.common.documents:
                own[document].add(pair.rare.form)
    ruled = {form for forms in own.values() if len(forms) > 1 for form in forms}
    return [
        (c, replace(p, is_romanised=True)) if p.rare.form in ruled and is_way(p) else (c, p)
        for c, p in likely
    ]


def _forms(group: Iterable[Likely]) -> list[Spelling]:
    """Return the spellings of a group in the order of their forms."""
    by_form = {s.form: s for _, p in group for s in (p.rare, p.common)}
    return [by_form[form] for form in sorted(by_form)]


def _fact(group: Sequence[Likely]) -> CandidateFact:
    """Return the fact on one word of a name."""
    confidence, best = group[0]
    spellings = _forms(group)
    # Where two spellings are ways to write a name of another script, a third may be one, too.
    both_right = any(pair.is_romanised for _, pair in group)
    variants = [variant_of(s.mentions) for s in spellings if s.mentions]
    right = next((pair.right for _, pair in group if pair.right), "")
    if right:
        return _settled(best, variants, right)
    in_vowels = differ_only_in_vowels([s.form for s in spellings])
    return _made(confidence, best, variants, both_right or in_vowels, both_right)


def _settled(best: SpellingPair, variants: list[FactVariant], right: str) -> CandidateFact:
    """Return the fact on a name of which the vocabulary says how it is written."""
    lead = (best.common.mentions or best.rare.mentions)[0]
    return CandidateFact(
        "name",
        "name",
        "conflict",
        "the vocabulary has another spelling",
        SETTLED,
        best.signals,
        tuple(sorted(ordered(variants), key=lambda v: v.normalized != best.common.form)),
        lead,
        label=f"spelling of the name {right}",
        settled=right,
    )


def _fact_of_two(story: StoryView, one: Likely, other: Likely) -> CandidateFact:
    """Return the fact on two words of one name that differ together, each name as a whole.

    A slip is in one word; who writes a name of another script by other rules changes all of it.
    """
    both_right = all(may_be_romanised(p.rare.form, p.common.form) for _, p in (one, other))
    sides = [(one[1].rare, other[1].rare), (one[1].common, other[1].common)]
    variants = []
    for pair in sides:
        spots = list(_joined(pair))
        shown = " ".join(story.text(max(spots, key=lambda s: s.end - s.start)).split())
        form = " ".join(sorted(s.form for s in pair))
        variants.append(FactVariant(shown, form, tuple(spots)))
    confidence, best = max(one, other, key=lambda p: (p[0], p[1].rare.form))
    return _made(confidence, best, variants, both_right, both_right)


def _one_name(a: Sequence[Likely], b: Sequence[Likely]) -> bool:
    """Return True if the rarer spellings stand side by side in names, and the commoner ones too."""
    one, other = a[0][1], b[0][1]
    return all(
        x.form in y.before | y.after
        for x, y in ((one.rare, other.rare), (one.common, other.common))
    )


def _joined(pair: tuple[Spelling, Spelling]) -> Iterator[Spot]:
    """Yield the places of two words, as one where they stand side by side."""
    spots = sorted((m.spot for s in pair for m in s.mentions), key=lambda s: (s.document, s.start))
    last: Spot | None = None
    for spot in spots:
        if last and last.claim == spot.claim and 0 <= spot.start - last.end <= _APART:
            last = Spot(spot.document, spot.claim, last.start, spot.end)
            continue
        if last:
            yield last
        last = spot
    if last:
        yield last


def _in_use(pair: SpellingPair) -> bool:
    """Return True if both spellings of a name that may be foreign are likely to be in use."""
    a, b = pair.rare.form, pair.common.form
    several = len(pair.rare.documents) > 1 and have_same_consonants(a, b)
    return pair.may_be_foreign and (several or differ_in_a_long_vowel(a, b))


def _made(
    confidence: float,
    best: SpellingPair,
    variants: Iterable[FactVariant],
    is_drift: bool,
    both_right: bool,
) -> CandidateFact:
    """Return a fact; where both spellings are right, it is a note.

    For an error two articles must agree on a spelling: of one against one nobody knows the slip.
    Nor is it one where several write either way a name that may be of another script.
    """
    agreed = len(best.common.documents) > 1 and not _in_use(best)
    loudest: Severity = "note" if both_right else "error" if agreed else "warning"
    return CandidateFact(
        "name",
        "name",
        "drift" if is_drift else "conflict",
        "transliterated in several ways" if is_drift else "the spellings differ",
        confidence,
        best.signals,
        ordered(variants),
        best.common.mentions[0],
        loudest=loudest,
    )
