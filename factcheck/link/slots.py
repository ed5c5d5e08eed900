"""Pairs of values that may fill one slot of the story, with the signals for and against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.kinds import KINDS, Comparison
from factcheck.link.view import Located, StoryView

# Below this cosine two sentences are taken to speak of the same thing only if head or verb agree.
SIMILAR = 0.45
# Values of one document and family beyond this number are listings, not claims.
MOST_VALUES = 400


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values, what their kind says of them, and the signals whether they fill one slot."""

    a: Located
    b: Located
    comparison: Comparison
    signals: dict[str, float]


def family(located: Located) -> str:
    """Return what two values must share to be comparable at all: kind, family and unit."""
    data = located.value.data
    if located.value.kind == "number":
        return f"number {data['family']} {data['unit']}"
    if located.value.kind == "date":
        grain = data["grain"]
        return f"date {'day' if grain == 'weekday' else grain}"
    return located.value.kind


def slot_pairs(story: StoryView, kinds: tuple[str, ...] = ("number", "date")) -> Iterator[Pair]:
    """Yield the pairs of values of different claims that may fill one slot."""
    groups: dict[str, list[Located]] = defaultdict(list)
    for located in story.values:
        if located.value.kind in kinds:
            groups[family(located)].append(located)
    for name in sorted(groups):
        members = groups[name][: MOST_VALUES * len(story.analyses)]
        rivals = Rivals(members)
        for i, a in enumerate(members):
            for b in members[i + 1 :]:
                if a.claim != b.claim and _worth_a_look(story, a, b):
                    comparison = KINDS[a.value.kind].compare(a.value, b.value)
                    yield Pair(a, b, comparison, signals(story, a, b) | rivals.signals(a, b))


class Rivals:
    """Finds, for a pair, values that would match one of the two better than the other does.

    A claim that gives both figures ("55 per cent in one country, 82 in the next") aligns each with
    its equal elsewhere; a document that also gives the first figure of the same thing means
    another fact by the second.
    """

    def __init__(self, members: list[Located]) -> None:
        self._claims: dict[int, list[Located]] = defaultdict(list)
        self._documents: dict[int, list[Located]] = defaultdict(list)
        for located in members:
            self._claims[located.claim].append(located)
            self._documents[located.document].append(located)

    def signals(self, a: Located, b: Located) -> dict[str, float]:
        """Return the signals that speak of better partners for ``a`` or ``b``."""
        return {
            "rival_in_claim": float(
                self._equal(a, self._claims[b.claim], b) or self._equal(b, self._claims[a.claim], a)
            ),
            "rival_in_document": (
                self._near(a, self._documents[b.document], b)
                + self._near(b, self._documents[a.document], a)
            )
            / 2,
            "crowded": min(1.0, (len(self._claims[a.claim]) + len(self._claims[b.claim]) - 2) / 4),
        }

    @staticmethod
    def _equal(value: Located, others: list[Located], partner: Located) -> bool:
        return any(
            o.number != partner.number and o.value.normalized == value.value.normalized
            for o in others
        )

    @staticmethod
    def _near(value: Located, others: list[Located], partner: Located) -> float:
        """Return how well the best equal of ``value`` among ``others`` fits its slot, 0 to 1."""
        best = 0.0
        mine = value.value.slot
        for other in others:
            if other.number in (partner.number, value.number):
                continue
            if other.value.normalized != value.value.normalized:
                continue
            theirs = other.value.slot
            fit = 0.4 * (mine.head == theirs.head) + 0.6 * (mine.predicate == theirs.predicate)
            best = max(best, fit)
        return best


def _worth_a_look(story: StoryView, a: Located, b: Located) -> bool:
    if float(story.similarity[a.claim, b.claim]) >= SIMILAR:
        return True
    x, y = a.value.slot, b.value.slot
    if x.head and x.head == y.head:
        return x.predicate == y.predicate or bool(set(x.modifiers) & set(y.modifiers))
    return False


def signals(story: StoryView, a: Located, b: Located) -> dict[str, float]:
    """Return the named signals of a pair, each roughly between 0 and 1."""
    x, y = a.value.slot, b.value.slot
    cosine = float(story.similarity[a.claim, b.claim])
    return {
        "cosine": cosine,
        "near": max(0.0, cosine - 0.6) * 2.5,
        "head_same": float(bool(x.head) and x.head == y.head),
        "head_differs": float(bool(x.head) and bool(y.head) and x.head != y.head),
        "verb_same": float(bool(x.predicate) and x.predicate == y.predicate),
        "verb_differs": float(
            bool(x.predicate) and bool(y.predicate) and x.predicate != y.predicate
        ),
        "role_same": float(bool(x.role) and x.role == y.role),
        "modifiers": story.overlap(x.modifiers, y.modifiers),
        "modifiers_differ": float(
            bool(x.modifiers) and bool(y.modifiers) and not set(x.modifiers) & set(y.modifiers)
        ),
        "arguments": story.overlap(x.arguments, y.arguments),
        "context": story.overlap(x.context, y.context),
        "names": story.overlap(x.names, y.names),
        "names_differ": float(bool(x.names) and bool(y.names) and not set(x.names) & set(y.names)),
        "times_differ": float(bool(x.times) and bool(y.times) and not set(x.times) & set(y.times)),
        "same_document": float(a.document == b.document),
    }
