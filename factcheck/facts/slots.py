"""Values in slots -> facts: the slots of the story for which numbers and dates differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from factcheck.facts.fact import CandidateFact, FactVariant, ordered, variant_of
from factcheck.language import lexicon
from factcheck.model import Relation, Value
from factcheck.pairs import judge
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.fitting import NEAREST
from factcheck.pairs.slots import Pair, judged_as
from factcheck.stories.story import Located, StoryView
from factcheck.values import kinds
from factcheck.values.numbers import NumberPayload

# A value joins a fact when its slot fits those of the values in it this well on average.
JOIN = 0.35


def slot_facts(comparison: StoryComparison) -> list[CandidateFact]:
    """Return the slots of the story for which numbers, dates and the like differ."""
    story = comparison.story
    links: dict[int, dict[int, float]] = defaultdict(dict)
    rivals: list[tuple[float, Pair]] = []
    for pair in comparison.slot_pairs:
        confidence = judge.probability(judged_as(pair), pair.signals)
        links[pair.a.number][pair.b.number] = links[pair.b.number][pair.a.number] = confidence
        if confidence >= judge.LEAST and pair.comparison.relation in ("conflict", "drift"):
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
        kind = kinds()[best.a.value.kind]
        variants = ordered(variant_of(v) for v in by_value.values())
        facts.append(
            CandidateFact(
                kind.finding_type.name,
                judged_as(best),
                *_related(story, best),
                confidence,
                best.signals,
                variants,
                best.a,
                heads=tuple(story.values[m].value.slot.head for m in sorted(members)),
                loudest="error" if _borne_out(story, best, variants) else "warning",
            )
        )
    return facts


def _borne_out(story: StoryView, pair: Pair, variants: Sequence[FactVariant]) -> bool:
    """Tell whether a value that differs must be wrong, and is not another count or another day's.

    One figure against one may be two counts of one thing; against two it is a slip. A toll may have
    changed meanwhile, unless the articles are of one day.
    """
    if _is_toll(pair):
        told = {s.document for v in variants for s in v.spots}
        days = {story.analyses[n].document.published for n in told}
        if len(days) > 1 or None in days:
            return False
    return len({s.document for s in variants[0].spots}) > 1


def _is_toll(pair: Pair) -> bool:
    """Tell whether both values count what became of people or things; a day is no toll."""
    return all(_counts_outcome(v.value) for v in (pair.a, pair.b))


def _counts_outcome(value: Value) -> bool:
    words = {value.slot.head, value.slot.predicate}
    return isinstance(value.payload, NumberPayload) and bool(lexicon.words().outcomes & words)


def _related(story: StoryView, pair: Pair) -> tuple[Relation, str]:
    """Return how the two likeliest rivals relate, and why: a toll may have risen meanwhile."""
    found = pair.comparison
    days = [story.analyses[v.document].document.published for v in (pair.a, pair.b)]
    if found.relation != "conflict" or not _is_toll(pair) or None in days:
        return found.relation, found.reason
    sizes = [NumberPayload.of(v.value).quantity.value for v in (pair.a, pair.b)]
    (early, less), (late, more) = sorted(zip(map(str, days), sizes, strict=True))
    if early < late and less < more:
        return "drift", "the higher one is of a later day"
    return found.relation, found.reason


def _grown(seed: list[int], links: Mapping[int, Mapping[int, float]], taken: set[int]) -> list[int]:
    """Return ``seed`` with every value whose mean link to all members so far is strong enough."""
    members: list[int] = []
    # What each value that may join is linked with by those that have joined.
    links_to: dict[int, float] = defaultdict(float)
    joining = list(seed)
    while True:
        for member in joining:
            members.append(member)
            for other, confidence in links[member].items():
                if other not in taken:
                    links_to[other] += confidence
        for member in members:
            links_to.pop(member, None)
        if not links_to:
            return members
        # No value is linked with more than its nearest, however many have joined.
        most = min(len(members), NEAREST)
        strength, best = max((linked / most, -other) for other, linked in links_to.items())
        if strength < JOIN:
            return members
        joining = [-best]
