"""Pairs of values that may fill one slot of the story, with the signals for and against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

from factcheck.kinds import KINDS, Comparison
from factcheck.language.lexicon import DEIXIS, OUTCOMES
from factcheck.link.view import Located, StoryView
from factcheck.model import Slot

SLOT_KINDS = ("number", "date")
# Pairs that fit their slots less than this are not looked at any further.
LEAST_FIT = 0.3
# With so many words between a value and its verb, the parse is little to go by.
FAR_APART = 12
# So many sentences tell the news; what follows is background, too.
LEAD = 5
# Years belong to one event where the same verb tells it, or what is told is this much alike.
SAME_HAPPENING = 0.8
# Values that fit a slot this well and are equal stand for each other.
SUPPORTING = 0.6
# How alike two phrases count of which one is missing.
UNKNOWN = 0.4
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


def slot_pairs(story: StoryView) -> tuple[Pair, ...]:
    """Return the pairs of values of different claims that may fill one slot; found once."""
    held = story.memory.get("slot pairs")
    if held is None:
        held = story.memory["slot pairs"] = tuple(_slot_pairs(story))
    return cast("tuple[Pair, ...]", held)


def judged_as(pair: Pair) -> str:
    """Return the kind by which the judge knows a pair.

    Whether two values fill one slot is the same question for numbers and dates: one model learns
    it from both. Identifiers (telephone numbers) are a kind of their own.
    """
    return "identifier" if pair.a.value.data.get("family") == "identifier" else "slot"


def _slot_pairs(story: StoryView) -> Iterator[Pair]:
    groups: dict[str, list[Located]] = defaultdict(list)
    held: dict[tuple[str, int], int] = defaultdict(int)
    for located in story.values:
        if located.value.kind in SLOT_KINDS:
            name = family(located)
            held[name, located.document] += 1
            if held[name, located.document] <= MOST_VALUES:
                groups[name].append(located)
    for name in sorted(groups):
        rivals = Rivals(story, groups[name])
        members = rivals.members
        near = np.argwhere(np.triu(rivals.fit >= LEAST_FIT, 1))
        for i, j in near.tolist():
            a, b = members[i], members[j]
            if a.claim == b.claim or _opposed(a, b) or rivals.exchanged(i, j):
                continue
            if not rivals.one_happening(i, j):
                continue
            comparison = KINDS[a.value.kind].compare(a.value, b.value)
            found = signals(story, a, b) | rivals.signals(i, j)
            # Values far apart are rarely one fact, but a slip in the same words can be any size.
            found["distance"] = round(comparison.distance * (1 - found["wording"]), 3)
            found["limits"] = _limits(a) + _limits(b)
            found["is_date"] = float(a.value.kind == "date")
            yield Pair(a, b, comparison, found)


def _opposed(a: Located, b: Located) -> bool:
    """Tell "their last 10 games" from "their next 23 games", and ranks in different fields."""
    x, y = a.value.slot, b.value.slot
    if (DEIXIS & set(x.modifiers)) != (DEIXIS & set(y.modifiers)):
        return True
    ranks = a.value.data.get("family") == "rank"
    return ranks and (x.near != y.near or x.head != y.head or x.predicate != y.predicate)


class Rivals:
    """How well the values of one family fit each other's slots, and who fits better.

    A claim that gives both figures ("55 per cent in one country, 82 in the next") aligns each with
    its equal elsewhere; a document that also gives the first figure of the same thing means
    another fact by the second.
    """

    def __init__(self, story: StoryView, members: list[Located]) -> None:
        self.members = members
        slots = [m.value.slot for m in members]
        vectors = story.phrase_vectors[[story.phrase_rows[s.clause] for s in slots]]
        claims = np.array([m.claim for m in members])
        heads = np.array([s.head for s in slots])
        self._labels = _alike(story, [s.label for s in slots])
        self._heads = _alike(story, [s.head for s in slots])
        self.slot_cosine: npt.NDArray[np.float32] = np.round(vectors @ vectors.T, 3)
        same_head = (heads[:, None] == heads[None, :]) & (heads != "")[:, None]
        self.fit: npt.NDArray[np.float32] = np.round(
            0.5 * self.slot_cosine
            + 0.4 * story.similarity[np.ix_(claims, claims)]
            + 0.1 * same_head,
            3,
        )
        self._documents = np.array([m.document for m in members])
        self._claims = claims
        forms = [m.value.normalized for m in members]
        number = {form: n for n, form in enumerate(sorted(set(forms)))}
        self._forms = np.array([number[form] for form in forms])

    def signals(self, i: int, j: int) -> dict[str, float]:
        """Return the signals of the fit of two values, and of better partners for either."""
        cosine = float(self.slot_cosine[i, j])
        crowd = int(
            (self._claims == self._claims[i]).sum() + (self._claims == self._claims[j]).sum()
        )
        margin = min(self._margin(i, j), self._margin(j, i))
        rival = min(self._margin(i, j, equal=True), self._margin(j, i, equal=True))
        return {
            "slot_cosine": cosine,
            "slot_near": max(0.0, cosine - 0.6) * 2.5,
            "label_cosine": float(self._labels[i, j]),
            "head_cosine": float(self._heads[i, j]),
            "best_partner": float(margin > 0),
            "margin": max(-0.5, min(0.5, margin)),
            "rival_margin": max(-0.5, min(0.5, rival)),
            "crowded": min(1.0, (crowd - 2) / 4),
            "both_given": self._both_given(i, j),
            "support": self._supported(i, j),
        }

    def one_happening(self, i: int, j: int) -> bool:
        """Tell whether two years are those of one event: built in one, bought in the other."""
        a, b = self.members[i].value, self.members[j].value
        if a.data.get("grain") != "year" or b.data.get("grain") != "year":
            return True
        return a.slot.predicate == b.slot.predicate or bool(self._labels[i, j] >= SAME_HAPPENING)

    def exchanged(self, i: int, j: int) -> bool:
        """Tell whether both claims give both values ("from 2015 to 2019"): a pair, no rivals."""
        forms, claims = self._forms, self._claims
        return bool(
            forms[i] != forms[j]
            and ((claims == claims[j]) & (forms == forms[i])).any()
            and ((claims == claims[i]) & (forms == forms[j])).any()
        )

    def _both_given(self, i: int, j: int) -> float:
        """Return 0.5 for each document that also gives the value of the other, a rival."""
        found = 0.0
        if self._forms[i] == self._forms[j]:
            return found
        for here, there in ((i, j), (j, i)):
            held = self._documents == self._documents[here]
            found += 0.5 * bool((self._forms[held] == self._forms[there]).any())
        return found

    def _supported(self, i: int, j: int) -> float:
        """Return how well further documents bear out both of two rival values."""
        if self._forms[i] == self._forms[j]:
            return 0.0
        return min(self._support(i), self._support(j))

    def _support(self, n: int) -> float:
        """Return how many further documents give a value in a slot that fits, four or more as 1."""
        equal = (self._forms == self._forms[n]) & (self.fit[n] >= SUPPORTING)
        told = set(self._documents[equal].tolist()) - {int(self._documents[n])}
        return min(1.0, len(told) / 4)

    def _margin(self, i: int, j: int, *, equal: bool = False) -> float:
        """Return how much better ``j`` fits ``i`` than the best other value of its document.

        With ``equal`` only values equal to ``i`` count as others.
        """
        others = self._documents == self._documents[j]
        others[[i, j]] = False
        if equal:
            others &= self._forms == self._forms[i]
        best = float(self.fit[i, others].max()) if others.any() else 0.0
        return float(self.fit[i, j]) - best


def _alike(story: StoryView, phrases: list[str]) -> npt.NDArray[np.float32]:
    """Return the cosines of phrases with each other; where one is missing, of middling size."""
    given = np.array([p != "" for p in phrases])
    found = np.full((len(phrases), len(phrases)), UNKNOWN, dtype=np.float32)
    vectors = story.phrase_vectors[[story.phrase_rows[p] for p in phrases if p]]
    found[np.ix_(given, given)] = np.round(vectors @ vectors.T, 3)
    return found


def signals(story: StoryView, a: Located, b: Located) -> dict[str, float]:
    """Return the named signals of a pair, each roughly between 0 and 1."""
    x, y = a.value.slot, b.value.slot
    cosine = float(story.similarity[a.claim, b.claim])
    head = bool(x.head) and x.head == y.head
    verb = bool(x.predicate) and x.predicate == y.predicate
    return {
        "cosine": cosine,
        "near": max(0.0, cosine - 0.6) * 2.5,
        "claim_best": (_is_best(story, a.claim, b.claim) + _is_best(story, b.claim, a.claim)) / 2,
        "wording": story.overlap(story.claims[a.claim].content, story.claims[b.claim].content),
        "window": story.overlap(x.window, y.window),
        "head_same": float(head),
        "head_differs": float(bool(x.head) and bool(y.head) and not head),
        "sort_differs": float(bool(x.sort) and bool(y.sort) and x.sort != y.sort),
        "verb_same": float(verb),
        "verb_differs": float(bool(x.predicate) and bool(y.predicate) and not verb),
        "role_differs": float(bool(x.role) and bool(y.role) and x.role != y.role),
        "modifiers_differ": _differ(x.modifiers, y.modifiers),
        "apart": min(1.0, max(x.apart, y.apart) / FAR_APART),
        "arguments": story.overlap(x.arguments, y.arguments),
        "arguments_differ": _differ(x.arguments, y.arguments),
        "context": story.overlap(x.context, y.context),
        "names": story.overlap(x.names, y.names),
        "names_differ": _differ(x.names, y.names),
        "near_same": float(bool(set(x.near) & set(y.near))),
        "near_differ": _differ(x.near, y.near),
        "near_one": float(bool(x.near) != bool(y.near)),
        "times_differ": _differ(x.times, y.times),
        "times_one": float(_years(x.times) != _years(y.times)),
        "outcome_differs": float(_outcomes(x) != _outcomes(y)),
        "same_document": float(a.document == b.document),
        "lead": (_is_lead(story, a) + _is_lead(story, b)) / 2,
        "kinship": float(story.kinship[a.document, b.document]),
    }


def _is_lead(story: StoryView, located: Located) -> bool:
    """Tell whether a value stands in the first sentences of its article: the news itself."""
    return story.claims[located.claim].index < LEAD


def _is_best(story: StoryView, claim: int, other: int) -> bool:
    """Tell whether ``other`` is the claim of its document that is most like ``claim``."""
    return bool(story.similarity[claim, other] >= story.best_in_document(claim, other))


def _differ(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    return float(bool(a) and bool(b) and not set(a) & set(b))


def _years(times: tuple[str, ...]) -> bool:
    return any(t.isdigit() for t in times)


def _outcomes(slot: Slot) -> frozenset[str]:
    """Return which outcomes (death, injury, ...) the words around a value speak of."""
    return OUTCOMES & {slot.predicate, slot.head, *slot.window}


def _limits(located: Located) -> float:
    """Return 0.5 where a value is a limit or vague ("at least", "dozens"), else 0."""
    data = located.value.data
    return 0.5 * bool(data.get("bound") or data.get("vague") or data.get("about"))
