"""Values in slots -> facts: the slots of the story with differing numbers or dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from factcheck.facts.fact import CandidateFact, FactVariant, ordered, variant_of
from factcheck.facts.tolls import is_toll, toll_parts
from factcheck.model import Relation, Severity
from factcheck.pairs import judge
from factcheck.pairs.candidates import DIFFERENT
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Filter
from factcheck.pairs.fitting import NEAREST
from factcheck.pairs.slots import Pair, judged_as
from factcheck.stories.story import Located, StoryView
from factcheck.values import kinds

# A value joins a fact if it fills the slot of the values in it with this mean probability or more.
JOIN = 0.35


# The probability that two differing values are given for one fact.
PAIRS: tuple[Filter[float], ...] = (
    Filter(
        "unlikely-figures",
        "It is too unlikely that the two numbers or dates are given for one fact.",
        lambda confidence: confidence < judge.LEAST,
    ),
)
# Two values, and the numbers of all values that belong to a fact already.
RIVALS: tuple[Filter[tuple[Pair, set[int]]], ...] = (
    Filter(
        "values-of-likelier-facts",
        "One of the values belongs to a likelier fact.",
        lambda subject: not subject[1].isdisjoint((subject[0].a.number, subject[0].b.number)),
    ),
)


def slot_facts(comparison: StoryComparison) -> list[CandidateFact]:
    """Return the facts whose numbers, dates and other values in slots differ, likeliest first."""
    story = comparison.story
    # The probability that two values fill one slot, by their numbers.
    links: dict[int, dict[int, float]] = defaultdict(dict)
    rivals: list[tuple[float, Pair]] = []
    for pair in comparison.slot_pairs:
        confidence = judge.probability(judged_as(pair), pair.signals)
        links[pair.a.number][pair.b.number] = links[pair.b.number][pair.a.number] = confidence
        if _differs(pair) and comparison.screening.passes(PAIRS, confidence):
            rivals.append((confidence, pair))
    rivals.sort(key=lambda c: (-c[0], c[1].a.number, c[1].b.number))
    in_facts: set[int] = set()
    facts: list[CandidateFact] = []
    for confidence, best in rivals:
        if not comparison.screening.passes(RIVALS, (best, in_facts)):
            continue
        members = _grown(story, [best.a.number, best.b.number], links, in_facts)
        in_facts.update(members)
        by_value: dict[str, list[Located]] = defaultdict(list)
        for member in sorted(members):
            located = story.values[member]
            by_value[located.value.normalized].append(located)
        kind = kinds()[best.a.value.kind]
        variants = ordered(variant_of(mentions) for mentions in by_value.values())
        whole = CandidateFact(
            kind.finding_type.name,
            judged_as(best),
            best.comparison.relation,
            best.comparison.reason,
            confidence,
            best.signals,
            variants,
            best.a,
            heads=tuple(story.values[m].value.slot.head for m in sorted(members)),
            loudest=_loudest(story, best, best.comparison.relation, variants),
        )
        facts += _parts(story, best, whole, by_value)
    return facts


def _differs(pair: Pair) -> bool:
    """Return True if two values differ in what an editor can be shown.

    A bare "January" of articles from two years has two meanings and one form.
    """
    same_form = pair.a.value.normalized == pair.b.value.normalized
    return pair.comparison.relation in DIFFERENT and not same_form


def _parts(
    story: StoryView, pair: Pair, fact: CandidateFact, by_value: Mapping[str, Sequence[Located]]
) -> list[CandidateFact]:
    """Return a fact as it is, or a toll parted into what contradicts itself and what is updated."""
    if fact.relation != "conflict":
        return [fact]
    order = [variant.normalized for variant in fact.variants]
    parts = []
    for part in toll_parts(story, by_value, order):
        variants = tuple(v for v in fact.variants if v.normalized in part.values)
        located = [m for v in variants for m in by_value[v.normalized]]
        parts.append(
            replace(
                fact,
                relation=part.relation,
                reason=part.reason,
                variants=variants,
                lead=fact.lead if fact.lead in located else located[0],
                heads=tuple(m.value.slot.head for m in located),
                loudest=_loudest(story, pair, part.relation, variants),
            )
        )
    return parts or [fact]


def _loudest(
    story: StoryView, pair: Pair, relation: Relation, variants: Sequence[FactVariant]
) -> Severity:
    """Return the highest severity that a fact may have; where there is a reason, it is a note.

    For an error one value must be wrong: two or more documents must agree on a value, and one alone
    differs, as two figures of one agency each may have their sources. A toll may change from day to
    day, so all articles must be of one day.
    """
    if relation == "drift":
        return "note"
    if is_toll(pair.a.value) and is_toll(pair.b.value):
        documents = {m.document for v in variants for m in v.spots}
        days = {story.analyses[n].document.published for n in documents}
        if len(days) > 1 or None in days:
            return "warning"
    majority = {m.document for m in variants[0].spots}
    others = {m.document for v in variants[1:] for m in v.spots}
    return "error" if len(majority) > 1 and len(others) == 1 else "warning"


def _grown(
    story: StoryView,
    seed: list[int],
    links: Mapping[int, Mapping[int, float]],
    in_facts: set[int],
) -> list[int]:
    """Return the values of a fact: ``seed``, and all with a strong enough mean link to the others.

    Values are given by their numbers; those in ``in_facts`` belong to another fact. A value never
    joins a fact that holds another value of its own article (clustering with cannot-link
    constraints, Wagstaff et al. 2001): by two values an author means two facts. Only the seed, in
    which an article may contradict itself, is exempt.
    """
    held: dict[int, set[str]] = defaultdict(set)

    def may_join(number: int) -> bool:
        located = story.values[number]
        return held[located.document] <= {located.value.normalized}

    members: list[int] = []
    # For each value that may join: the sum of its links to the members.
    links_to: dict[int, float] = defaultdict(float)
    joining = list(seed)
    while True:
        for member in joining:
            members.append(member)
            held[story.values[member].document].add(story.values[member].value.normalized)
            for other, confidence in links[member].items():
                if other not in in_facts:
                    links_to[other] += confidence
        for number in [n for n in links_to if n in members or not may_join(n)]:
            del links_to[number]
        if not links_to:
            return members
        # A value is linked only with its nearest, however many members there are.
        most = min(len(members), NEAREST)
        strength, best = max((total / most, -other) for other, total in links_to.items())
        if strength < JOIN:
            return members
        joining = [-best]
