"""What the clauses of a claim say of whom: verbs with those who take part.

They are read from the words of a claim as the parser has read them, so that two claims can be
compared clause by clause. Words are compared by their stems.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from factcheck.language import lexicon
from factcheck.model import Word
from factcheck.values.names import fold

# Inflections and derivations of a word ("castrate", "castration") begin with so many letters alike.
STEM = 6

FINITE = ("VBD", "VBP", "VBZ", "MD")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_OBJECTS = ("dobj", "attr", "oprd", "acomp", "dative")
_AIDS = ("aux", "auxpass", "amod", "compound", "case", "nmod")
_INSIDE = ("compound", "poss", "nmod", "amod", "appos", "conj", "nummod")
# A clause without a subject of its own that has that of the clause above it.
_SHARING = ("conj", "xcomp", "advcl", "dep")
_FUTURE = ("will", "'ll", "’ll", "shall")
_CONDITIONS = ("if", "unless", "whether")


class Predication(NamedTuple):
    """A verb with the stems of those who take part, each set empty where a pronoun stands.

    ``subject`` is who does it and ``object`` to whom it is done, in a passive clause, too;
    ``others`` are those with a preposition. ``main`` is True for what the sentence says: its main
    verb or, under a verb of saying, what is said. ``modal`` is True for what may, should or would
    be, ``telling`` for a verb of saying.
    """

    verb: str
    subject: frozenset[str]
    object: frozenset[str]
    others: frozenset[str]
    main: bool
    modal: bool
    telling: bool

    @property
    def taking_part(self) -> frozenset[str]:
        """All that take part besides the subject."""
        return self.object | self.others

    @property
    def words(self) -> frozenset[str]:
        """All stems of the predication."""
        return self.subject | self.object | self.others | ({self.verb} - {""})


def stem(word: str) -> str:
    """Return the letters with which the inflections and derivations of a word begin."""
    return fold(word)[:STEM]


def predications(words: Sequence[Word], text: str) -> tuple[Predication, ...]:
    """Return what the clauses of a claim say; ``words`` are those of the claim in ``text``."""
    return tuple(_Reader(words, text).read())


class _Reader:
    """The words of a claim as a tree."""

    def __init__(self, words: Sequence[Word], text: str) -> None:
        self._words = words
        self._forms = [text[w.start : w.end].lower() for w in words]
        self._below: list[list[int]] = [[] for _ in words]
        for i, word in enumerate(words):
            if word.head != i:
                self._below[word.head].append(i)

    def read(self) -> Iterator[Predication]:
        main = set(self._main(i for i, w in enumerate(self._words) if w.head == i))
        for i, word in enumerate(self._words):
            if self._is_verb(i):
                yield self._predication(i, i in main)
            elif word.head == i:
                # Without a verb, a sentence says what its noun says.
                yield Predication(
                    "", frozenset(), self._nouns([i]), self._others(i), True, False, False
                )

    def _children(self, i: int, deps: Iterable[str]) -> list[int]:
        return [c for c in self._below[i] if self._words[c].dep in deps]

    def _main(self, roots: Iterable[int]) -> Iterator[int]:
        """Yield the main verbs, and what is said instead of a verb of saying."""
        todo = list(roots)
        while todo:
            i = todo.pop()
            said = self._children(i, ("ccomp", "parataxis")) if self._tells(i) else []
            if not said:
                yield i
                said = [c for c in self._children(i, ("conj",)) if self._is_verb(c)]
            todo += said

    def _tells(self, i: int) -> bool:
        return (self._words[i].lemma or self._forms[i]) in lexicon.words().speech_verbs

    def _is_verb(self, i: int) -> bool:
        word = self._words[i]
        return word.tag[:2] in ("VB", "MD") and word.dep not in _AIDS

    def _predication(self, i: int, main: bool) -> Predication:
        word, subjects = self._words[i], self._subjects(i)
        objects = self._children(i, _OBJECTS)
        of_noun = [word.head] if word.dep in ("relcl", "acl") else []
        passive = bool(self._children(i, ("auxpass", "nsubjpass"))) or (
            word.dep == "acl" and word.tag == "VBN"
        )
        if passive:
            objects += subjects + of_noun
            subjects = [n for c in self._children(i, ("agent",)) for n in self._below[c]]
        return Predication(
            stem(word.lemma),
            self._nouns(subjects if passive or subjects else of_noun),
            self._nouns(objects),
            self._others(i),
            main,
            any(
                self._words[c].tag == "MD" and self._forms[c] not in _FUTURE
                for c in self._children(i, ("aux",))
            )
            or any(self._forms[c] in _CONDITIONS for c in self._children(i, ("mark",))),
            self._tells(i),
        )

    def _subjects(self, i: int) -> list[int]:
        while True:
            found = self._children(i, _SUBJECTS)
            if found or self._words[i].dep not in _SHARING or self._words[i].head == i:
                return found
            i = self._words[i].head

    def _nouns(self, nodes: Iterable[int]) -> frozenset[str]:
        """Return the stems of nouns and of what stands in their phrases."""
        found, todo = set(), list(nodes)
        while todo:
            i = todo.pop()
            found.add(stem(self._words[i].lemma))
            todo += self._children(i, _INSIDE)
        return frozenset(found - {""})

    def _others(self, i: int) -> frozenset[str]:
        prepositions = self._children(i, ("prep", "dative", "agent"))
        return self._nouns(n for c in prepositions for n in self._children(c, ("pobj", "pcomp")))
