"""The words of a claim as a tree: who depends on whom, and what a phrase cannot do without."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factcheck.model import Word

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
# What stands beside a noun and can be left out, even before it.
BESIDE = ("punct", "cc", "conj", "relcl", "acl", "appos", "prep", "advcl", "parataxis", "dep")


class Tree:
    """The words of a claim with those that depend on each."""

    def __init__(self, words: tuple[Word, ...]) -> None:
        self.words = words
        self.below: list[list[int]] = [[] for _ in words]
        for i, word in enumerate(words):
            if word.head != i:
                self.below[word.head].append(i)

    def children(self, i: int, deps: Iterable[str]) -> list[int]:
        """Return the positions of the words that depend on ``i`` in one of these ways."""
        return [c for c in self.below[i] if self.words[c].dep in deps]

    def subtree(self, i: int) -> set[int]:
        """Return the positions of a word and of all that depend on it."""
        found, stack = set(), [i]
        while stack:
            top = stack.pop()
            found.add(top)
            stack += self.below[top]
        return found

    def path(self, i: int) -> Iterator[int]:
        """Yield a word and those above it, up to the root."""
        yield i
        while self.words[i].head != i:
            i = self.words[i].head
            yield i

    def is_verb(self, i: int) -> bool:
        """Tell whether a word is a verb that has a clause, and no auxiliary or adjective."""
        word = self.words[i]
        return word.tag[:2] in ("VB", "MD") and word.dep not in (
            "aux", "auxpass", "amod", "compound", "case", "nmod"
        )  # fmt: skip

    def finite(self, i: int) -> bool:
        """Tell whether a verb is one of a complete clause."""
        if self.words[i].tag in ("VBD", "VBP", "VBZ", "MD"):
            return True
        helped = (self.words[c].tag for c in self.children(i, ("aux", "auxpass")))
        return any(tag in ("VBD", "VBP", "VBZ", "MD") for tag in helped)

    def nominal(self, i: int) -> set[int]:
        """Return a noun with what stands before it, and the phrase with "of" after it."""
        kept = {i}
        for child in self.below[i]:
            dep = self.words[child].dep
            if child < i and dep not in BESIDE:
                kept |= self.subtree(child)
            elif dep == "case" or (child > i and dep == "nummod"):
                kept.add(child)
            elif self._shares_noun(i, child):
                # "murder" is nothing without the rest of "murder and kidnapping charges".
                kept |= {*range(i, child), *self.nominal(child)}
            elif child > i and self._is_of(child):
                kept |= self.phrase(child)
        return kept

    def _shares_noun(self, i: int, other: int) -> bool:
        """Tell whether a bare noun goes with the last noun of one that follows after "and"."""
        bare = self.words[i].tag == "NN" and not any(c < i for c in self.below[i])
        joined = self.words[other].dep == "conj" and self.words[other].tag == "NNS"
        return bare and joined and bool(self.children(other, ("compound",)))

    def _is_of(self, i: int) -> bool:
        word = self.words[i]
        return word.dep == "prep" and word.end - word.start == 2 and word.tag == "IN"

    def phrase(self, i: int) -> set[int]:
        """Return a preposition with its noun, an adverb or a noun with what it needs."""
        word = self.words[i]
        if word.tag[:2] == "JJ" and word.dep in ("attr", "oprd"):
            # "the latest in a series", "worth a million"
            return self.complement(i)
        if word.dep in ("prep", "agent", "dative") and word.tag in ("IN", "TO", "VBG", "RP"):
            kept = {i}
            for child in self.below[i]:
                if self.words[child].dep in ("pobj", "prep"):
                    kept |= self.phrase(child) if self.words[child].dep == "prep" else set()
                    kept |= self.nominal(child) if self.words[child].dep == "pobj" else set()
                elif self.words[child].dep == "pcomp":
                    kept |= self.clause(child) if self.is_verb(child) else self.subtree(child)
                elif child < i and self.words[child].dep in ("advmod", "npadvmod", "quantmod"):
                    kept |= self.subtree(child)
            return kept
        if self.is_verb(i):
            return self.clause(i)
        return self.nominal(i)

    def clause(self, verb: int) -> set[int]:
        """Return a verb with its subject and what it cannot do without."""
        kept = {verb}
        for child in self.below[verb]:
            word = self.words[child]
            if word.dep in ("aux", "auxpass", "neg", "prt"):
                kept |= self.subtree(child) if word.dep == "neg" else {child}
            elif word.dep in SUBJECTS:
                kept |= self.clause(child) if self.is_verb(child) else self.nominal(child)
            elif word.dep in ("dobj", "attr", "oprd", "dative", "agent"):
                kept |= self.phrase(child)
            elif word.dep == "xcomp":
                kept |= self.clause(child) if self.is_verb(child) else self.complement(child)
            elif word.dep == "acomp":
                kept |= self.complement(child)
        return kept

    def complement(self, i: int) -> set[int]:
        """Return an adjective with what stands before it and the first phrase after it."""
        kept = {i}
        for child in self.below[i]:
            if child < i and self.words[child].dep not in BESIDE:
                kept |= self.subtree(child)
        after = [c for c in self.below[i] if c > i and self.words[c].dep in ("prep", "xcomp")]
        return kept | (self.phrase(after[0]) if after else set())
