"""Values in slots -> facts: the slots of the story for which numbers and dates differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from factcheck import judge
from factcheck.language.lexicon import OUTCOMES
from factcheck.link.fact import LEAST, CandidateFact, ordered, variant_of
from factcheck.link.slots import Pair, judged_as, slot_pairs
from factcheck.link.view import Located, StoryView
from factcheck.model import Relation

# A value joins a fact when its slot fits those of the values in it this well on average.
JOIN = 0.35


def slot_facts(story: StoryView) -> list[CandidateFact]:
    """Return the slots of the story for which numbers, dates and the like differ."""
    links: dict[int, dict[int, float]] = defaultdict(dict)
    rivals: list[tuple[float, Pair]] = []
    for pair in slot_pairs(story):
        confidence = judge.probability(judged_as(pair), pair.signals)
        links[pair.a.number][pair.b.number] = links[pair.b.number][pair.a.number] = confidence
        if confidence >= LEAST and pair.comparison.relation in ("conflict", "drift"):
            rivals.append((confidence, pair))
    rivals.sort(key=lambda c: (-c[0], c[1].a.number, c[1].b.number))
    taken: set[int] = set()
    facts: list[CandidateFact] = []
    for confidence, best in rivals:
        if best.a.number in taken or best.b.number in taken:
            continue
        members = _grown([best.a.number, best.b.number], links, taken)
        taken.update(members)
        by_value: dict[str, list[Located]] = defaultdict(list)
        for member in sorted(members):
            value = story.values[member]
            by_value[value.value.normalized].append(value)
        kind = best.a.value.kind
        facts.append(
            CandidateFact(
                "date" if kind == "date" else "number",
                judged_as(best),
                *_related(story, best),
                confidence,
                best.signals,
                ordered(variant_of(v) for v in by_value.values()),
                best.a,
                heads=tuple(story.values[m].value.slot.head for m in sorted(members)),
            )
        )
    return facts


def _related(story: StoryView, pair: Pair) -> tuple[Relation, str]:
    """Return how the two likeliest rivals relate, and why: a toll may have risen meanwhile."""
    found = pair.comparison
    days = [story.analyses[v.document].document.published for v in (pair.a, pair.b)]
    sizes = [v.value.data.get("value") for v in (pair.a, pair.b)]
    outcomes = [OUTCOMES & {v.value.slot.head, v.value.slot.predicate} for v in (pair.a, pair.b)]
    if found.relation != "conflict" or not all(outcomes) or None in (*days, *sizes):
        return found.relation, found.reason
    (early, less), (late, more) = sorted(
        zip(map(str, days), map(float, map(str, sizes)), strict=True)
    )
    if early < late and less < more:
        return "drift", "the higher one is of a later day"
    return found.relation, found.reason


def _grown(seed: list[int], links: Mapping[int, Mapping[int, float]], taken: set[int]) -> list[int]:
    """Return ``seed`` with every value whose mean link to all members so far is strong enough."""
    members = list(seed)
    waiting = {n for m in seed for n in links[m]} - taken - set(seed)
    while waiting:
        strength, best = max(
            (sum(links[c].get(m, 0.0) for m in members) / len(members), -c) for c in waiting
        )
        if strength < JOIN:
            break
        members.append(-best)
        waiting = (waiting | set(links[-best])) - taken - set(members)
    return members
