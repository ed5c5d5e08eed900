"""The persons that a document names: each mention of a name, and its place in its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.language import lexicon
from factcheck.language.lexicon import persons
from factcheck.language.parser import ParsedDocument, Sentence
from factcheck.language.titles import nations
from factcheck.values.beside import SUFFIXES, name_words, names_in
from factcheck.values.gazetteer import grain_of
from factcheck.values.names import fold
from factcheck.values.placenames import PLACE_LABELS

if TYPE_CHECKING:
    from spacy.tokens import Token

_NO_PERSON = (*PLACE_LABELS, "ORG", "NORP", "EVENT", "DATE", "TIME", "PRODUCT", "LAW")
_DESCRIBING = ("NOUN", "PROPN", "ADJ")
_SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(frozen=True, slots=True)
class Person:
    """One mention of a person's name.

    ``words`` are its folded words without a ``suffix`` ("jr"), ``first`` and ``last`` its tokens.
    ``is_likely`` is False if the parser takes it for the name of something else: an age right after
    it is a better witness. ``is_alone`` is True if its sentence names nobody else.
    """

    words: tuple[str, ...]
    suffix: str
    sentence: Sentence
    first: int
    last: int
    is_likely: bool
    is_alone: bool

    @property
    def start(self) -> int:
        """The offset of the first character of the name."""
        return self.sentence.bounds(self.sentence.span.doc[self.first])[0]

    @property
    def end(self) -> int:
        """The offset after the last character of the name."""
        return self.sentence.bounds(self.sentence.span.doc[self.last])[1]

    @property
    def sentence_start(self) -> int:
        """The offset of the first character of the sentence."""
        return self.sentence.start

    @property
    def sentence_end(self) -> int:
        """The offset after the last character of the sentence."""
        return self.sentence.end

    @property
    def is_subject(self) -> bool:
        """Whether the name is the subject of the main verb."""
        tokens = self.sentence.span.doc[self.first : self.last + 1]
        return any(t.dep_ in _SUBJECTS and t.head.dep_ == "ROOT" for t in tokens)

    def is_described(self, between: str) -> bool:
        """Return True if the text ``between`` an age and the name describes the person.

        It is what follows the figure: "-year-old teacher ", "-year-old victim, ".
        """
        doc, end = self.sentence.span.doc, self.sentence.span.end
        following = doc[self.last + 1] if self.last + 1 < end else None
        if following is not None and following.pos_ == "NOUN":
            return False  # "61-year-old Vancouver man"
        start = self.start - len(between)
        words = [t for t in self._tokens(start, self.start) if t.text not in (".", "-")]
        described = [t for t in words if t.lower_ not in ("year", "years", "old")]
        if described and described[-1].text == ",":
            inner = described[:-1]
            closed = following is None or following.is_punct
            return closed and bool(inner) and all(t.pos_ in _DESCRIBING for t in inner)
        return all(t.pos_ in _DESCRIBING and t.text not in ("'s", "’s") for t in described)

    def _tokens(self, start: int, end: int) -> list[Token]:
        """Return the tokens of the sentence within offsets of the document."""
        return [t for t in self.sentence.span if start <= self.sentence.offset + t.idx < end]

    def is_place(self, start: int, end: int, *, strictly: bool = False) -> bool:
        """Return True if the offsets span a place; ``strictly`` if the parser says so, too."""
        tokens = [t for t in self._tokens(start, end) if not t.is_punct]
        text = self.sentence.span.doc.text[
            start - self.sentence.offset : end - self.sentence.offset
        ]
        if not tokens or text.isupper():
            return False
        labels = [t.ent_type_ for t in tokens]
        if grain_of(text.partition(",")[0]) in ("water", ""):
            return False
        if strictly:
            return all(label in PLACE_LABELS for label in labels)
        unlike = ("PERSON", "NORP", "DATE", "EVENT")
        return not any(n in unlike for n in labels) and any(n != "ORG" for n in labels)


def persons_of(parsed: ParsedDocument) -> Iterator[Person]:
    """Yield each mention of a name that may be a person's, in the order of the text."""
    for sentence in parsed.sentences:
        doc = sentence.span.doc
        mentions = [
            (run, _without_titles(name_words(doc, *run)), _is_person(sentence, *run))
            for run in names_in(sentence)
        ]
        surnames = {words[-1] for _, words, likely in mentions if words and likely}
        for (first, last), words, likely in mentions:
            if words and (likely or _may_be_person(sentence, first, last)):
                suffix = _suffix(doc[last].text)
                alone = surnames == {words[-1]}
                yield Person(words, suffix, sentence, first, last, likely, alone)


def _is_person(sentence: Sentence, first: int, last: int) -> bool:
    tokens = [t for t in sentence.span.doc[first : last + 1] if any(c.isalpha() for c in t.text)]
    labels = [t.ent_type_ for t in tokens]
    if "PERSON" in labels:
        return all(label in ("PERSON", "") for label in labels) or len(tokens) > 1
    return not any(label in _NO_PERSON for label in labels) and len(tokens) in (2, 3)


def _may_be_person(sentence: Sentence, first: int, last: int) -> bool:
    """Return True if a name that the parser takes for another thing may be a person's."""
    doc = sentence.span.doc
    if first > sentence.span.start and doc[first - 1].lower_ in ("in", "at", "near", "outside"):
        return False
    if first < last:
        return True
    return not doc[first].ent_type_ and doc[first].lower_ not in nations()


def _without_titles(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name without "Mrs" and, if two other words are left, without "Skipper"."""
    titled = persons() | lexicon.people().named_roles
    while len(words) > 1 and (
        words[0] in lexicon.titles().courtesy
        or (len(words) > 2 and words[0].removesuffix("s") in titled)
    ):
        words = words[1:]
    return words


def _suffix(text: str) -> str:
    word = fold(text)
    return word if word in SUFFIXES else ""
