"""The evidence as the claims of a draft see it: what says the same, and what gives a value.

The first document of a story is the draft, all others are the evidence; claims go by their numbers
in the story.
"""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.model import Value
from factcheck.stories.story import StoryView
from factcheck.values import family, kinds, slot_kinds
from factcheck.values.names import Names, fold
from factcheck.values.quotes import Quotes
from factcheck.values.spoken import words_of

# From this cosine on a passage of the evidence says what a claim says.
ALIKE = 0.62
# ... if together the passages have at least this share of its content words, rare ones counting
# most: what is left over is something that the evidence does not say.
COVERED = 0.5
# A passage below the first cosine but above this one is shown as near to a claim not found.
NEAR = 0.45


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the evidence that bears on a claim: ``text == document.text[start:end]``."""

    document: str
    start: int
    end: int
    text: str


class Evidence:
    """The evidence as the claims of the draft see it."""

    def __init__(self, story: StoryView) -> None:
        self._story = story
        self._first = len(story.analyses[0].claims)
        others = [a.document.text for a in story.analyses[1:]]
        self._words = {fold(w) for text in others for w in text.replace("-", " ").split()}
        self._words |= {
            v.normalized
            for a in story.analyses[1:]
            for c in a.claims
            for v in c.values
            if v.kind == Names.name
        }
        self._running = {a.document.id: f" {_run(a.document.text)} " for a in story.analyses[1:]}

    def near(self, number: int, least: float) -> list[int]:
        """Return the claims of the evidence that are alike, by their numbers, the nearest first."""
        others = range(self._first, len(self._story.claims))
        row = self._story.cosines.block([number], others)[0].tolist()
        found = [(-cosine, n) for cosine, n in zip(row, others, strict=True) if cosine >= least]
        return [n for _, n in sorted(found)]

    def says(self, number: int) -> bool:
        """Tell whether the evidence says what a claim says, its values aside."""
        claim = self._story.claims[number]
        alike = [self._story.claims[n].negated == claim.negated for n in self.near(number, ALIKE)]
        # One that is denied is not said: the nearest passage counts, and half of all.
        if not alike or not alike[0] or 2 * sum(alike) < len(alike):
            return False
        near = [self._story.claims[n] for n in self.near(number, NEAR)]
        values = {fold(w) for v in claim.values if v.kind != Quotes.name for w in v.text.split()}
        asserted = [w for w in claim.content if fold(w) not in values]
        said = {w for c in near for w in c.content}.intersection(asserted)
        return self._story.weight(said) >= COVERED * self._story.weight(asserted)

    def passages(self, number: int) -> tuple[Passage, ...]:
        """Return the evidence for a claim, or what comes near to it."""
        found = self.near(number, ALIKE) or self.near(number, NEAR)[:1]
        passages = []
        for other in found:
            claim = self._story.claims[other]
            document = self._story.analyses[self._story.claim_document[other]].document
            passages.append(
                Passage(document.id, claim.start, claim.end, document.text[claim.start : claim.end])
            )
        return tuple(passages)

    def gives(self, value: Value, number: int) -> bool:
        """Return True if the evidence gives a value of a claim, or need not give it.

        It must give names, quotations and what fills slots; all else serves to find discrepancies.
        """
        if value.kind == Names.name:
            quoted = any(v.kind == Quotes.name for v in self._story.claims[number].values)
            return value.normalized in (self._around(number) if quoted else self._words)
        return not _must_be_given(value) or bool(self._givers(value, number))

    def _around(self, number: int) -> set[str]:
        """Return the words of the passages near a claim, and of those before and after them.

        Who said something must stand where it is said, and not just anywhere.
        """
        near = {m for n in self.near(number, NEAR) for m in (n - 1, n, n + 1)}
        claims = [self._story.claims[n] for n in near if n < len(self._story.claims)]
        texts = {a.document.id: a.document.text for a in self._story.analyses[1:]}
        passages = [texts[c.document][c.start : c.end] for c in claims if c.document in texts]
        return {fold(w) for text in passages for w in text.replace("-", " ").split()}

    def backing(self, number: int) -> list[tuple[Value, int]]:
        """Return the values of a claim but names, each with how many documents give it, too."""
        return [
            (value, len(self._givers(value, number)))
            for value in self._story.claims[number].values
            if _must_be_given(value)
        ]

    def _givers(self, value: Value, number: int) -> set[str]:
        """Return the documents that give a figure or date on the same matter, or quote the words.

        A quotation may run on over the next sentences, which are claims of their own, and may be
        cut: its parts must stand in one document.
        """
        if value.kind == Quotes.name:
            end = min(value.end, self._story.claims[number].end)
            words = words_of(self._story.analyses[0].document.text, value.start, end)
            parts = "".join(f" {w.form} " if w.form[0].isalnum() else "|" for w in words).replace(
                "  ", " "
            )
            wanted = [part for part in parts.split("|") if part.strip()]
            return {
                document
                for document, text in self._running.items()
                if wanted and all(part in text for part in wanted)
            }
        return {
            self._story.claims[n].document
            for n in self.near(number, NEAR)
            for other in self._story.claims[n].values
            if other.kind == value.kind
            and (self._story.cosines.of(number, n) >= ALIKE or _one_slot(value, other))
            and family(other) == family(value)
            and kinds()[value.kind].compare(value, other).relation in ("same", "compatible")
        }


def _must_be_given(value: Value) -> bool:
    return value.kind == Quotes.name or value.kind in slot_kinds()


def _run(text: str) -> str:
    return " ".join(w.form for w in words_of(text, 0, len(text)) if w.form[0].isalnum())


def _one_slot(value: Value, other: Value) -> bool:
    """Tell whether two values count the same thing or are said of the same action."""
    a, b = value.slot, other.slot
    return bool((a.head and a.head == b.head) or (a.predicate and a.predicate == b.predicate))
