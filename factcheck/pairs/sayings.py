"""The parts of a claim that tell whether it says the same as another, and what forbids it.

What speaks for and against it is in :mod:`factcheck.pairs.saying_signals`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from factcheck.language import lexicon
from factcheck.language.opposites import CONTRARIES
from factcheck.language.site_lines import is_furniture
from factcheck.model import Claim, Value
from factcheck.pairs.predications import FINITE, Predication, predications, stem
from factcheck.stories.story import StoryView, Weighed
from factcheck.values import Comparison, family, kinds, slot_kinds
from factcheck.values.clauses import Phrase
from factcheck.values.names import Names
from factcheck.values.numbers import Numbers
from factcheck.values.polarity import StatementPayload, Statements
from factcheck.values.quotes import Quotes

# Numbers that fit and are apart by no more than this share of the larger one bear each other out.
NEARLY = 0.1
FITTING = frozenset(("same", "compatible"))

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# A quotation may go on in the next sentence; a word or two in quotation marks are a name.
_QUOTED = re.compile(r"[\"“]([^\"“”]{8,})(?:[\"”]|$)")


class Side(NamedTuple):
    """What the signals look at in one claim, computed once for all its pairs.

    ``words`` are the stems of its content words without figures, ``names`` those of its names and
    ``speaker`` those of the name of the one whom it quotes. ``figures`` are its numbers and dates,
    ``quotations`` the words quoted, ``statements`` what its clauses plainly say, by sense.
    ``neighbours`` are its words, each with the one that follows, ``forms`` its words as they are
    written, in lower case, and ``quoted`` those of them in quotation marks. ``clauses`` are what
    its clauses say of whom; ``finite`` is True if a verb of it makes a sentence. ``asks`` is True
    for a question, ``furniture`` for a line of the site.
    """

    number: int
    document: int
    claim: Claim
    words: Weighed
    names: frozenset[str]
    speaker: frozenset[str]
    figures: tuple[Value, ...]
    quotations: frozenset[str]
    statements: Mapping[str, StatementPayload]
    neighbours: frozenset[tuple[str, str]]
    forms: frozenset[str]
    quoted: frozenset[str]
    clauses: tuple[Predication, ...]
    finite: bool
    asks: bool
    furniture: bool


class TwoClaims(NamedTuple):
    """The subject of the signals: two claims of a story; ``x`` is the one that says less."""

    sayings: Sayings
    x: Side
    y: Side


class Sayings:
    """The claims of a story, each with what the signals look at."""

    def __init__(self, story: StoryView) -> None:
        self.story = story
        self._sides: dict[int, Side] = {}
        self._nearest: dict[tuple[int, int], tuple[tuple[float, int], ...]] = {}

    def pair(self, i: int, j: int) -> TwoClaims:
        """Return two claims, by their numbers, as the subject of the signals."""
        x, y = self.side(i), self.side(j)
        if (y.words.weight, y.number) < (x.words.weight, x.number):
            x, y = y, x
        return TwoClaims(self, x, y)

    def side(self, number: int) -> Side:
        """Return what the signals look at in a claim."""
        if number not in self._sides:
            self._sides[number] = self._side(number)
        return self._sides[number]

    def _side(self, number: int) -> Side:
        claim, document = self.story.claims[number], self.story.claim_document[number]
        whole = self.story.analyses[document].document.text
        text = whole[claim.start : claim.end]
        forms = [word.lower() for word in _WORD.findall(text)]
        stems = frozenset(stem(w) for w in claim.content if not any(c.isdigit() for c in w))
        of_kind = {kind: [v for v in claim.values if v.kind == kind] for kind in kinds()}
        statements = (v.payload for v in of_kind.get(Statements.name, ()))
        return Side(
            number,
            document,
            claim,
            Weighed(stems, self.weight(stems)),
            frozenset(stem(v.normalized) for v in of_kind.get(Names.name, ())),
            frozenset(stem(w) for w in (claim.speaker or "").split() if w[:1].isupper()),
            tuple(v for v in claim.values if v.kind in slot_kinds()),
            frozenset(v.normalized for v in of_kind.get(Quotes.name, ())),
            {s.sense: s for s in statements if isinstance(s, StatementPayload)},
            frozenset(pairwise(forms)),
            frozenset(forms),
            frozenset(w.lower() for q in _QUOTED.findall(text) for w in _WORD.findall(q)),
            predications(claim.words, whole),
            any(w.tag in FINITE for w in claim.words),
            text.rstrip("\"'”’) \n").endswith("?"),
            is_furniture(text),
        )

    @cached_property
    def _rarity(self) -> dict[str, int]:
        """The weight of each stem in thousandths: how few documents use it, 0.2 to 1.2."""
        users: dict[str, set[int]] = {}
        for claim, document in zip(self.story.claims, self.story.claim_document, strict=True):
            for word in claim.content:
                users.setdefault(stem(word), set()).add(document)
        total = len(self.story.analyses)
        return {
            w: round(1000 * (0.2 + math.log((1 + total) / len(d)) / math.log(1 + total)))
            for w, d in users.items()
        }

    def weight(self, stems: Iterable[str]) -> float:
        """Return the summed weights of stems, the same in any order of them."""
        return sum(map(self._rarity.__getitem__, stems)) / 1000

    def margin(self, x: Side, y: Side) -> float:
        """Return by how much ``y`` is more like ``x`` than any other claim of its document."""
        key = (x.number, y.document)
        if key not in self._nearest:
            others = [n for n in self._claims_of[y.document] if n != x.number]
            row = self.story.cosines.block([x.number], others)[0].tolist()
            self._nearest[key] = tuple(sorted(zip(row, others, strict=True), reverse=True)[:2])
        rest = [cosine for cosine, n in self._nearest[key] if n != y.number]
        return self.story.cosines.of(x.number, y.number) - rest[0] if rest else 0.0

    @cached_property
    def _claims_of(self) -> list[list[int]]:
        numbers: list[list[int]] = [[] for _ in self.story.analyses]
        for number, document in enumerate(self.story.claim_document):
            numbers[document].append(number)
        return numbers


def _comparison(a: Value, b: Value) -> Comparison | None:
    """Return how two figures relate, None if they are not of one sort."""
    if a.kind != b.kind or family(a) != family(b):
        return None
    return kinds()[a.kind].compare(a, b)


def gives(figure: Value, other: Value) -> bool:
    """Return True if two figures are the same, one is more exact, or they are nearly the same."""
    compared = _comparison(figure, other)
    if compared is None or compared.relation not in FITTING:
        return False
    near = compared.distance <= NEARLY or figure.kind != Numbers.name
    return compared.relation == "same" or near


def given(figure: Value, side: Side) -> bool:
    return any(gives(figure, other) for other in side.figures)


def bears_out(side: Side, value: Value) -> bool:
    """Return True if a claim gives a value of another one: a figure, a name or a quotation."""
    if value.kind == Names.name:
        return stem(value.normalized) in side.words.words | side.names
    if value.kind == Quotes.name:
        return any(value.normalized in q or q in value.normalized for q in side.quotations)
    return given(value, side)


def figures_are_rivals(p: TwoClaims) -> bool:
    """Return True if each claim has a figure that fits none of the other, both of one sort."""
    ours, theirs = _fitting_none(p.x, p.y), _fitting_none(p.y, p.x)
    return any(_comparison(v, w) is not None for v in ours for w in theirs)


def _fitting_none(a: Side, b: Side) -> list[Value]:
    """Return the figures of ``a`` that no figure of ``b`` fits."""
    return [
        v
        for v in a.figures
        if all((c := _comparison(v, w)) is None or c.relation not in FITTING for w in b.figures)
    ]


def one_denies(p: TwoClaims) -> bool:
    """Return True if one claim denies what the other states, in a clause of the same sense."""
    shared = p.x.statements.keys() & p.y.statements.keys()
    return any(p.x.statements[s].denied != p.y.statements[s].denied for s in shared)


def one_doubts(p: TwoClaims) -> bool:
    """Return True if one claim calls what it tells a fake or the like, and the other does not."""
    doubting = lexicon.words().doubting
    return doubting.isdisjoint(p.x.claim.content) != doubting.isdisjoint(p.y.claim.content)


def are_contrary(p: TwoClaims) -> bool:
    """Return True if one claim has the opposite of a word of the other, which has no such word."""
    ours, theirs = set(p.x.claim.content), set(p.y.claim.content)
    return any(not theirs.isdisjoint(CONTRARIES.get(w, frozenset()) - ours) for w in ours - theirs)


def roles_changed(p: TwoClaims) -> bool:
    """Return True if who does something to another one has it done by that one in the other."""
    if happened(p):
        return False
    sides = [
        [(participants(s.subject), participants(s.object)) for s in side.statements.values()]
        for side in (p.x, p.y)
    ]
    pairs = [(a, b) for a in sides[0] for b in sides[1]]
    kept = any(a[n] & b[n] for a, b in pairs for n in (0, 1))
    return not kept and any(a[0] & b[1] and a[1] & b[0] for a, b in pairs)


def participants(phrase: Phrase | None) -> set[str]:
    """Return the words by which a participant is known: its noun, and the words of its name."""
    return {phrase.head, *phrase.names} - {""} if phrase is not None else set()


def happened(p: TwoClaims) -> float:
    """Return the share of the senses that both state, of the claim with fewer statements."""
    few, many = sorted((p.x, p.y), key=lambda side: len(side.statements))
    words = p.x.words.words & p.y.words.words
    common = [s for s in few.statements if s in many.statements or stem(s) in words]
    return len(common) / len(few.statements) if few.statements else 0.0
