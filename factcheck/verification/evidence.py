"""The evidence for the claims of a draft: what bears out each of its values, and what it says.

The first document of the story is the draft, all others are the evidence. Claims are identified by
their numbers in the story. Several sentences together may bear out one claim: each of its values
must stand in a sentence on the same matter, and what it says of them in those nearest to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from factcheck.model import Value
from factcheck.pairs import judge
from factcheck.pairs.saying_signals import SIGNALS as OF_PAIRS
from factcheck.pairs.sayings import Side, are_contrary, one_denies
from factcheck.pairs.signals import values_of
from factcheck.pairs.support import CLAIMS, LEAST, LEAST_ALIKE, Support, probability
from factcheck.stories.story import StoryView
from factcheck.values import slot_kinds
from factcheck.values.names import NamePayload, Names, fold
from factcheck.values.payloads import NumberPayload
from factcheck.values.polarity import Statements
from factcheck.values.quotes import Quotes
from factcheck.verification import figures, rivals, told, weights
from factcheck.verification.model import Passage
from factcheck.verification.naming import KnownNames, words_in
from factcheck.verification.rivals import Rivals
from factcheck.verification.told import Told
from factcheck.verification.wording import Wording

# A passage with at least this cosine is near to a claim.
NEAR = 0.45
# With this one it is on the same matter.
ALIKE = 0.62
# So many of the nearest passages are looked at, however much evidence there is.
REACH = 6
# A figure is borne out by one that is given for the same fact with at least this probability, and
# a claim if the evidence tells it with this one.
SAME_FACT, TOLD = 0.7, 0.6


class Evidence:
    """The documents other than the draft, with what the claims of the draft are looked up in."""

    def __init__(self, story: StoryView) -> None:
        self.story = story
        self.support = Support(story)
        self.sayings = self.support.sayings
        self._first = len(story.analyses[0].claims)
        self._others = range(self._first, len(story.claims))
        self._names = KnownNames(story.analyses[1:])
        self._wording = Wording(story)
        self._given: dict[tuple[int, int], list[int]] = {}

    @cached_property
    def _with_figures(self) -> list[Side]:
        sides = (self.sayings.side(n) for n in self._others)
        return [side for side in sides if side.figures]

    def near(self, number: int, min_cosine: float = NEAR) -> list[int]:
        """Return the numbers of the claims of the evidence near to a claim, the nearest first.

        Of those that repeat each other's words there is one.
        """
        row = self.story.cosines.block([number], self._others)[0].tolist()
        cosines = zip(row, self._others, strict=True)
        copies = self.story.copies
        nearest: dict[int, int] = {}
        for _, n in sorted((-c, n) for c, n in cosines if c >= min_cosine):
            nearest.setdefault(copies.get(n, n), n)
        return list(nearest.values())[:REACH]

    def same(self, number: int) -> list[int]:
        """Return the claims of the evidence that say the same as a claim, the nearest first."""
        return [n for n in self.near(number, LEAST_ALIKE) if self.support.same(number, n)]

    def verbatim(self, number: int) -> list[int]:
        """Return the claims of the evidence in which the words of a claim stand, one by one."""
        claim = self.story.claims[number]
        found = self._wording.places(number)
        return [n for n in found if self.story.claims[n].negated == claim.negated]

    def checkable(self, number: int) -> bool:
        """Return True if there is something to check in a claim.

        It asks nothing, is no line of the site and no fragment, and has a name, a figure or a
        quotation, or plainly states something.
        """
        side = self.sayings.side(number)
        telling = {Names.name, Quotes.name, Statements.name, *slot_kinds()}
        states = any(v.kind in telling for v in side.claim.values)
        return states and not any(f.holds_back(side) for f in CLAIMS)

    def missing(self, number: int) -> list[Value]:
        """Return the values of a claim that are not in the evidence though they must be.

        These are names, quotations and values that fill slots, but for words such as "several".
        Other kinds of value are used only to find discrepancies.
        """
        claim = self.story.claims[number]
        return [v for v in claim.values if not self._has(number, v)]

    def _has(self, number: int, value: Value) -> bool:
        claim = self.story.claims[number]
        if value.kind == Names.name:
            # Who says something must be named near to it, not anywhere in the evidence.
            quotes = any(v.kind == Quotes.name for v in claim.values)
            says = value.text in claim.speaker.split() if claim.speaker else quotes
            return self._names.has(value, claim, self._words_near(number) if says else None)
        if value.kind == Quotes.name:
            return bool(self._wording.quoting(number, value))
        if value.kind not in slot_kinds() or (
            isinstance(value.payload, NumberPayload) and value.payload.vague
        ):
            return True
        return bool(self.giving(number, value))

    def giving(self, number: int, value: Value) -> list[int]:
        """Return the claims of the evidence that give a figure of a claim for the same fact."""
        key = (number, value.start)
        if key not in self._given:
            x = self.sayings.side(number)
            self._given[key] = [
                y.number
                for y in self._with_figures
                if any(
                    judge.logistic(weights.figures(), values_of(figures.SIGNALS, pair)) >= SAME_FACT
                    for pair in figures.fitting(self.sayings, x, y, value)
                )
            ]
        return self._given[key]

    def rivals(self, number: int, value: Value) -> Iterator[Rivals]:
        """Yield the figures near to a claim that stand against one of its figures, as candidates.

        There are none if the evidence gives the figure for the same fact.
        """
        if value.kind not in slot_kinds() or self.giving(number, value):
            return
        x = self.sayings.side(number)
        for n in self.near(number):
            yield from rivals.against(
                self.support, x, self.sayings.side(n), value, self._document_gives
            )

    def overlooked(self, number: int) -> Iterator[Value]:
        """Yield the words of a claim that look like names to nobody but the reader.

        They have a capital within the sentence, and stand nowhere in the evidence: the parser often
        does not know a name that has a slip in it.
        """
        claim = self.story.claims[number]
        text = self.story.analyses[0].document.text
        names = {v.start for v in claim.values if v.kind == Names.name}
        for word in claim.words[1:]:
            written = text[word.start : word.end]
            if written[:1].isupper() and written.isalpha() and word.start not in names:
                folded = fold(written)
                if folded not in self._names.words:
                    payload = NamePayload("", (), (), plural=False, articled=False, proper=False)
                    yield Value(Names.name, word.start, word.end, written, folded, payload=payload)

    def slips(self, number: int, value: Value) -> Iterator[tuple[int, Value]]:
        """Yield the names near to a claim of which one of its names is likely a slip."""
        for n in self.near(number):
            for other in self.story.claims[n].values:
                if other.kind == Names.name and rivals.is_slip(
                    value, other, doubled=self._well_known(other)
                ):
                    yield n, other

    def plain_slips(self, value: Value) -> Iterator[tuple[int, Value]]:
        """Yield the names, wherever two documents write them, of which a name is plainly a slip."""
        for places in self._spellings.values():
            for n, other in places if self._well_known(places[0][1]) else ():
                if rivals.is_plain_slip(value, other):
                    yield n, other

    @cached_property
    def _spellings(self) -> dict[str, list[tuple[int, Value]]]:
        """The names of the evidence by their spelling, with the numbers of their claims."""
        places: dict[str, list[tuple[int, Value]]] = defaultdict(list)
        for n in self._others:
            for value in self.story.claims[n].values:
                if value.kind == Names.name:
                    places[value.normalized].append((n, value))
        return places

    def _well_known(self, name: Value) -> bool:
        """Return True if two documents or more write a name so."""
        places = self._spellings[name.normalized]
        return len({self.story.claim_document[n] for n, _ in places}) > 1

    def denials(self, number: int) -> Iterator[int]:
        """Yield the passages nearest to a claim that deny what it states, or the reverse.

        They say the same in nearly the same words, or of the same, but for a "not"; and most of
        those that say the same are against the claim.
        """
        x = self.sayings.side(number)
        if self.negated_alike(number) and not self._mostly_denied(number):
            return
        for n in self.near(number, ALIKE):
            y = self.sayings.side(n)
            pair = self.sayings.pair(number, n)
            if rivals.same_but_for_a_not(self.support, x, y) or (
                one_denies(pair) and probability(values_of(OF_PAIRS, pair)) >= LEAST
            ):
                yield n

    def _mostly_denied(self, number: int) -> bool:
        subject = self.told(number)
        return subject is not None and told.denied(subject)

    def _document_gives(self, document: int, value: Value) -> bool:
        key = (value.kind, value.normalized)
        return any(key in self.story.figures[n] for n in self._claims_of[document])

    @cached_property
    def _claims_of(self) -> list[list[int]]:
        numbers: list[list[int]] = [[] for _ in self.story.analyses]
        for number, document in enumerate(self.story.claim_document):
            numbers[document].append(number)
        return numbers

    def documents_with(self, number: int, value: Value) -> set[str]:
        """Return the ids of the documents that have a figure or quotation of a claim."""
        if value.kind == Quotes.name:
            return self._wording.quoting(number, value)
        if value.kind not in slot_kinds():
            return set()
        return {self.story.claims[n].document for n in self.giving(number, value)}

    def _words_near(self, number: int) -> set[str]:
        """Return the words of the passages near a claim, and of those before and after them."""
        near = [*self._wording.beside(number), *self.near(number)]
        claims = {m for n in near for m in (n - 1, n, n + 1) if m in self._others}
        return {w for n in sorted(claims) for w in words_in(self.passage(n).text)}

    def witnesses(self, number: int) -> list[int]:
        """Return the claims of the evidence that together may tell a claim, the nearest first."""
        giving = [
            n
            for v in self.story.claims[number].values
            if v.kind in slot_kinds()
            for n in self.giving(number, v)[:REACH]
        ]
        return list(dict.fromkeys([*self.near(number), *giving]))

    def told(self, number: int) -> Told | None:
        """Return a claim with the passages that may tell it, None if there are none."""
        witnesses = self.witnesses(number)
        if not witnesses:
            return None
        sides = tuple(self.sayings.side(n) for n in witnesses)
        return Told(self.support, self.sayings.side(number), sides)

    def tells(self, number: int) -> bool:
        """Return True if the evidence says what a claim says, apart from its values."""
        subject = self.told(number)
        if subject is None or not self.negated_alike(number):
            return False
        if told.denied(subject) or self._contrary(number):
            return False
        likely = judge.logistic(weights.claims(), values_of(told.SIGNALS, subject))
        return likely >= TOLD

    def negated_alike(self, number: int) -> bool:
        """Return True if the passages that say the same as a claim have a "not" as it has.

        The nearest passage and half of all must; without any, the one that is nearest.
        """
        claim = self.story.claims[number]
        same = self.same(number) or self.near(number, ALIKE)[:1]
        alike = [self.story.claims[n].negated == claim.negated for n in same]
        return not alike or (alike[0] and 2 * sum(alike) >= len(alike))

    def _contrary(self, number: int) -> bool:
        """Return True if the passage most like a claim has the opposite of one of its words."""
        near = self.near(number)
        return bool(near) and are_contrary(self.sayings.pair(number, near[0]))

    def passages(self, number: int, *, supported: bool) -> tuple[Passage, ...]:
        """Return the passages on a claim: those that bear it out, or else the nearest one."""
        found = [*self.verbatim(number), *self.same(number)]
        if supported:
            found += self._bearing_out(number, found)
        if not found:
            words = self.sayings.side(number).words.words
            near = self.near(number, LEAST_ALIKE)[:1]
            found = [n for n in near if words & self.sayings.side(n).words.words]
        return tuple(self.passage(n) for n in dict.fromkeys(found))

    def _bearing_out(self, number: int, found: list[int]) -> Iterator[int]:
        """Yield the nearest passage, and one for each figure that none so far gives."""
        near = self.near(number)
        if not found and near:
            yield near[0]
            found = [near[0]]
        for value in self.story.claims[number].values:
            if value.kind in slot_kinds():
                giving = self.giving(number, value)
                if giving and not set(giving) & set(found):
                    yield giving[0]

    def passage(self, number: int) -> Passage:
        """Return a claim of the evidence as a passage."""
        claim = self.story.claims[number]
        document = self.story.analyses[self.story.claim_document[number]].document
        return Passage(document.id, claim.start, claim.end, document.text[claim.start : claim.end])
