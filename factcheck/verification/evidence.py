"""The evidence for the claims of a draft: passages that say the same, and documents with a value.

The first document of the story is the draft, all others are the evidence. Claims are identified by
their numbers in the story.
"""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.model import Value
from factcheck.pairs.support import LEAST_ALIKE, Support
from factcheck.stories.story import StoryView
from factcheck.values import family, kinds, slot_kinds
from factcheck.values.names import Names, fold
from factcheck.values.quotes import Quotes
from factcheck.values.spoken import words_of

# Values of passages with at least this cosine to a claim are on the same matter as its values.
ALIKE = 0.62
# Passages that say the same as a claim support it if together with those near to it they have at
# least this share of its content words, weighted by how rare they are. Otherwise the claim says
# something that the evidence does not say.
COVERED = 0.5
# A passage with at least this cosine is near to a claim, and shown for a claim that is not found.
NEAR = 0.45


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the evidence on a claim: ``documents[document].text[start:end] == text``."""

    document: str
    start: int
    end: int
    text: str


class Evidence:
    """The documents other than the draft, with what the claims of the draft are looked up in."""

    def __init__(self, story: StoryView) -> None:
        self._story = story
        self._support = Support(story)
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
        self._word_texts = {
            a.document.id: f" {_word_text(a.document.text)} " for a in story.analyses[1:]
        }

    def near(self, number: int, min_cosine: float) -> list[int]:
        """Return the numbers of the claims of the evidence near to a claim, the nearest first."""
        others = range(self._first, len(self._story.claims))
        row = self._story.cosines.block([number], others)[0].tolist()
        cosines = zip(row, others, strict=True)
        return [n for _, n in sorted((-cosine, n) for cosine, n in cosines if cosine >= min_cosine)]

    def same(self, number: int) -> list[int]:
        """Return the claims of the evidence that say the same as a claim, the nearest first."""
        return [n for n in self.near(number, LEAST_ALIKE) if self._support.same(number, n)]

    def supports(self, number: int) -> bool:
        """Return True if the evidence says what a claim says, apart from its values."""
        claim = self._story.claims[number]
        alike = [self._story.claims[n].negated == claim.negated for n in self.same(number)]
        # The nearest passage and half of all must be negated like the claim.
        if not alike or not alike[0] or 2 * sum(alike) < len(alike):
            return False
        near = [self._story.claims[n] for n in self.near(number, NEAR)]
        values = {fold(w) for v in claim.values if v.kind != Quotes.name for w in v.text.split()}
        words = [w for w in claim.content if fold(w) not in values]
        common = {w for c in near for w in c.content}.intersection(words)
        return self._story.weight(common) >= COVERED * self._story.weight(words)

    def passages(self, number: int) -> tuple[Passage, ...]:
        """Return the passages that say what a claim says, or else the nearest one if it is near."""
        passages = []
        for other in self.same(number) or self.near(number, NEAR)[:1]:
            claim = self._story.claims[other]
            document = self._story.analyses[self._story.claim_document[other]].document
            passages.append(
                Passage(document.id, claim.start, claim.end, document.text[claim.start : claim.end])
            )
        return tuple(passages)

    def contains(self, value: Value, number: int) -> bool:
        """Return True if the evidence has a value of a claim, or need not have it.

        It must have names, quotations and values that fill slots. Other kinds of value are used
        only to find discrepancies.
        """
        if value.kind == Names.name:
            quoted = any(v.kind == Quotes.name for v in self._story.claims[number].values)
            return value.normalized in (self._words_near(number) if quoted else self._words)
        return not _must_be_in_evidence(value) or bool(self._documents_with(value, number))

    def _words_near(self, number: int) -> set[str]:
        """Return the words of the passages near a claim, and of the passages before and after them.

        The speaker of a quotation must be named there, not anywhere in the evidence.
        """
        near = {m for n in self.near(number, NEAR) for m in (n - 1, n, n + 1)}
        claims = [self._story.claims[n] for n in near if n < len(self._story.claims)]
        texts = {a.document.id: a.document.text for a in self._story.analyses[1:]}
        passages = [texts[c.document][c.start : c.end] for c in claims if c.document in texts]
        return {fold(w) for text in passages for w in text.replace("-", " ").split()}

    def document_counts(self, number: int) -> list[tuple[Value, int]]:
        """Return the values of a claim except names, each with how many documents also have it."""
        return [
            (value, len(self._documents_with(value, number)))
            for value in self._story.claims[number].values
            if _must_be_in_evidence(value)
        ]

    def _documents_with(self, value: Value, number: int) -> set[str]:
        """Return the ids of the documents that have a value of a claim.

        A quotation may have several sentences, each a claim of its own, and may be cut: all its
        parts must be in the document. Other values must be in a near claim on the same matter.
        """
        if value.kind == Quotes.name:
            end = min(value.end, self._story.claims[number].end)
            words = words_of(self._story.analyses[0].document.text, value.start, end)
            parts = "".join(f" {w.form} " if w.form[0].isalnum() else "|" for w in words).replace(
                "  ", " "
            )
            spoken = [part for part in parts.split("|") if part.strip()]
            return {
                document
                for document, text in self._word_texts.items()
                if spoken and all(part in text for part in spoken)
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


def _must_be_in_evidence(value: Value) -> bool:
    """Return True for quotations and values that fill slots."""
    return value.kind == Quotes.name or value.kind in slot_kinds()


def _word_text(text: str) -> str:
    """Return the words of ``text`` in the form that is compared, with single spaces."""
    return " ".join(w.form for w in words_of(text, 0, len(text)) if w.form[0].isalnum())


def _one_slot(value: Value, other: Value) -> bool:
    """Return True if two values count the same thing or belong to the same action."""
    a, b = value.slot, other.slot
    return bool((a.head and a.head == b.head) or (a.predicate and a.predicate == b.predicate))
