"""What independent sources state alike without a figure: the shortest clause that tells it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.facts.clusters import cluster_claims
from factcheck.facts.cutting import Cut, main_clause, written
from factcheck.facts.typical import owned
from factcheck.model import Claim
from factcheck.pairs.support import Support
from factcheck.stories.independence import independent_sources
from factcheck.stories.story import Spot, StoryView
from factcheck.values.names import Names
from factcheck.values.numbers import Numbers
from factcheck.values.quotes import Quotes

# The most characters of a clause that is shown as a fact.
LONGEST = 110
# A claim states a clause if it has this share of its telling words, weighed by rarity, if the
# two sentences are this much alike in meaning, and if both together come to this.
TOLD, ALIKE, TOGETHER = 0.4, 0.6, 1.1
# From this sum on it need not be seen that both tell of one deed.
SURELY = 1.3
# Two clauses whose sentences are this much alike say the same.
REPEATED = 0.7
# A clause with fewer telling words says too little.
FEWEST_WORDS = 4
# Subjects that only point to what another sentence names.
_POINTING = ("PRP", "DT", "WP", "WDT", "EX")
_SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(frozen=True, slots=True)
class Stated:
    """A clause of a claim, all claims that state it, and how many independent sources do."""

    clause: str
    claim: int
    claims: tuple[int, ...]
    spots: tuple[Spot, ...]
    independent: int


@dataclass(frozen=True, slots=True)
class _Clause:
    claim: int
    cut: Cut
    words: frozenset[str]
    text: str


def stated_alike(support: Support) -> list[Stated]:
    """Return the clauses that two or more independent sources state, those of most sources first.

    The claims that may state a clause are those of its cluster, and of each other document the one
    that is nearest to its claim. Of clauses that the same claims state, the shortest is taken.
    """
    story = support.story
    near: dict[int, set[int]] = defaultdict(set)
    for cluster in cluster_claims(support):
        for claim in cluster.claims:
            near[claim].update(cluster.claims)
    for one, other in _nearest(story):
        near[one].add(other)
    found = []
    for number in sorted(near):
        clause = _clause(story, number)
        if clause is None:
            continue
        claims = sorted({number, *(c for c in near[number] if _states(support, c, clause))})
        independent = independent_sources(story, [(story.claim_document[c], c) for c in claims])
        if independent > 1:
            spots = tuple(_spot(story, c, clause) for c in claims)
            found.append(Stated(clause.text, number, tuple(claims), spots, independent))
    found.sort(key=lambda s: (-s.independent, len(s.clause), s.claim))
    kept: list[Stated] = []
    for stated in found:
        if not any(_repeats(story, stated, other) for other in kept):
            kept.append(stated)
    return kept


def _nearest(story: StoryView) -> Iterator[tuple[int, int]]:
    """Yield claims, each with the one of another document that is nearest to it there."""
    first, second = story.cosines.ends(ALIKE)
    for one, other in ((first, second), (second, first)):
        best = story.cosines.are_best(one, other)
        for a, b in zip(one[best].tolist(), other[best].tolist(), strict=True):
            if story.claim_document[a] != story.claim_document[b]:
                yield a, b


def _repeats(story: StoryView, stated: Stated, other: Stated) -> bool:
    """Tell whether a clause says again what another one says."""
    if stated.claim in other.claims or other.claim in stated.claims:
        return True
    shared = not set(stated.claims).isdisjoint(other.claims)
    return story.cosines.of(stated.claim, other.claim) >= (ALIKE if shared else REPEATED)


def _clause(story: StoryView, number: int) -> _Clause | None:
    """Return the main clause of a claim if it can stand alone, in the article's own voice."""
    claim = story.claims[number]
    text = story.analyses[story.claim_document[number]].document.text
    if text[claim.start : claim.end].rstrip("\"'”’ ").endswith("?"):
        return None
    cut = main_clause(claim, text, LONGEST)
    if cut is None or not _stands_alone(claim, cut, text):
        return None
    words = frozenset(w.lemma for w in claim.words if w.lemma and _inside(w.start, cut))
    shown = written(cut, text)
    if len(words) < FEWEST_WORDS or len(shown) > LONGEST:
        return None
    return _Clause(number, cut, words, shown)


def _stands_alone(claim: Claim, cut: Cut, text: str) -> bool:
    """Tell whether a clause is whole, names its subject and is not quoted."""
    whole = cut.complete and not cut.cropped and cut.pronoun is None and len(cut.spans) <= 2
    start, end = cut.spans[0][0], cut.spans[-1][1]
    quoted = any(v.kind == Quotes.name and v.start < end and start < v.end for v in claim.values)
    pointing = any(
        (w.tag in _POINTING and w.dep in _SUBJECTS) or owned(claim, w)
        for w in claim.words
        if _inside(w.start, cut)
    )
    return whole and not quoted and not pointing and not _goes_on(claim, end, text)


def _goes_on(claim: Claim, end: int, text: str) -> bool:
    """Tell whether a name, or what a noun is of or for, goes on right after a clause."""
    following = next((w for w in claim.words if w.start >= end), None)
    if following is None:
        return False
    head = claim.words[following.head]
    of_noun = following.dep == "prep" and head.start < end and head.tag[:2] == "NN"
    return text[end : end + 1] == ":" or (
        of_noun and text[following.start : following.end].lower() in ("for", "of", "to")
    )


def _states(support: Support, number: int, clause: _Clause) -> bool:
    """Tell whether a claim states a clause: what is done, its names, no other figures."""
    if number == clause.claim:
        return True
    story = support.story
    claim, own = story.claims[number], story.claims[clause.claim]
    if claim.negated != own.negated:
        return False
    told = story.weight(clause.words & set(claim.content)) / story.weight(clause.words)
    alike = story.cosines.of(number, clause.claim)
    if told < TOLD or alike < ALIKE or told + alike < TOGETHER:
        return False
    if not _fits(claim, own, clause.cut):
        return False
    surely = told + alike >= SURELY
    return surely or support.same(number, clause.claim) or _one_deed(support, number, clause.claim)


def _one_deed(support: Support, number: int, other: int) -> bool:
    """Tell whether a claim has the main verb of another one, with one of its participants."""
    if not support.passes(number, other):
        return False
    theirs = support.sayings.side(number).clauses
    main = [c for c in support.sayings.side(other).clauses if c.main and c.verb and not c.telling]
    return any(
        a.verb == b.verb and bool(a.taking_part & b.taking_part) for a in theirs for b in main
    )


def _fits(claim: Claim, own: Claim, cut: Cut) -> bool:
    """Tell whether a claim has a name of the clause, and no figures but those of the clause."""
    names = {v.normalized for v in own.values if v.kind == Names.name and _inside(v.start, cut)}
    figures = {v.normalized for v in own.values if v.kind == Numbers.name and _inside(v.start, cut)}
    theirs = {v.normalized for v in claim.values}
    return (not names or bool(names & theirs)) and figures <= theirs


def _inside(offset: int, cut: Cut) -> bool:
    return any(start <= offset < end for start, end in cut.spans)


def _spot(story: StoryView, number: int, clause: _Clause) -> Spot:
    """Return the place of a clause in its own claim, and the whole claim elsewhere."""
    claim, document = story.claims[number], story.claim_document[number]
    if number == clause.claim:
        return Spot(document, number, clause.cut.spans[0][0], clause.cut.spans[-1][1])
    return Spot(document, number, claim.start, claim.end)
