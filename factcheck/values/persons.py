"""The persons that a document names: each mention of a name, and its place in its sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from factcheck.language import lexicon
from factcheck.language.lexicon import persons
from factcheck.language.parser import ParsedDocument, Sentence
from factcheck.language.titles import nations
from factcheck.values.beside import SUFFIXES, name_words, names_in
from factcheck.values.gazetteer import grain_of
from factcheck.values.names import fold, opens_sentence
from factcheck.values.placenames import PLACE_LABELS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NO_PERSON = (*PLACE_LABELS, "ORG", "NORP", "EVENT", "DATE", "TIME", "PRODUCT", "LAW")
_DESCRIBING = ("NOUN", "PROPN", "ADJ")
_OTHERS = ("another", "different", "other")
_SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(frozen=True, slots=True)
class Person:
    """One mention of a person's name.

    ``words`` are its folded words without a ``suffix`` ("jr"), ``first`` and ``last`` its tokens.
    ``following`` is the sentence after its own, ``is_first`` whether nobody is named more often.
    ``is_likely`` is False if the parser takes it for the name of something else: an age right after
    it is a better witness. ``is_alone`` is True if its sentence names nobody else.
    """

    words: tuple[str, ...]
    suffix: str
    sentence: Sentence
    first: int
    last: int
    following: Sentence | None
    is_first: bool
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

    def is_subject_at(self, offset: int) -> bool:
        """Return True if the name is the subject of the verb that a word at an offset hangs on."""
        for word in self._tokens(offset, offset + 1):
            for verb in (word, *word.ancestors):
                subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
                if subject is not None:
                    return bool(self.first <= subject.i <= self.last)
        return False

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

    def in_aside(self, offset: int) -> bool:
        """Return True if the word at an offset is in a relative clause: "who joined in 1995"."""
        words = self._tokens(offset, offset + 1)
        verb = next((t for w in words for t in w.ancestors if t.pos_ == "VERB"), None)
        return verb is not None and verb.dep_ == "relcl"

    def is_taken_up(self, offset: int) -> bool:
        """Return True if a verb or "who" follows in the next sentence from an offset on."""
        following = self.following
        if following is None:
            return False
        rest = [t for t in following.span if following.offset + t.idx >= offset][:2]
        return bool(rest) and (rest[0].pos_ in ("VERB", "AUX") or rest[-1].lower_ == "who")

    def is_place(self, start: int, end: int, *, strictly: bool = False) -> bool:
        """Return True if the offsets span a place; ``strictly`` if the parser says so, too."""
        tokens = [t for t in self._tokens(start, end) if not t.is_punct]
        text = self.sentence.span.doc.text[
            start - self.sentence.offset : end - self.sentence.offset
        ]
        if not tokens or text.isupper():
            return False
        labels = {t.ent_type_ for t in tokens}
        if grain_of(text.partition(",")[0]) in ("water", ""):
            return False
        return labels <= set(PLACE_LABELS) if strictly else not labels & {"NORP", "DATE", "EVENT"}


def persons_of(parsed: ParsedDocument) -> Iterator[Person]:
    """Yield each mention of a name that may be a person's, in the order of the text.

    A surname alone is one if the parser says so, or if the full name stands elsewhere.
    """
    runs: list[tuple[Sentence, tuple[int, int], tuple[str, ...]]] = []
    for sentence in parsed.sentences:
        doc = sentence.span.doc
        names = (_without_titles(doc, *run) for run in names_in(sentence))
        runs.extend((sentence, run, name_words(doc, *run)) for run in names)
    likely = [_is_person(sentence, *run) for sentence, run, _ in runs]
    surnames = {w[-1] for (_, _, w), is_one in zip(runs, likely, strict=True) if is_one and w[1:]}
    in_sentence: dict[int, set[str]] = defaultdict(set)
    for n, (sentence, _, words) in enumerate(runs):
        likely[n] = bool(words) and (likely[n] or (len(words) == 1 and words[0] in surnames))
        if likely[n]:
            in_sentence[sentence.start].add(words[-1])
    counts = Counter(w[-1] for (_, _, w), is_one in zip(runs, likely, strict=True) if is_one)
    most = max(counts.values(), default=0)
    after = {a.start: b for a, b in pairwise(parsed.sentences)}
    for (sentence, (first, last), words), is_one in zip(runs, likely, strict=True):
        if not words or _is_namesake(sentence, first):
            continue
        if is_one or _may_be_person(sentence, first, last):
            suffix = _suffix(sentence.span.doc[last].text)
            is_alone = in_sentence[sentence.start] == {words[-1]}
            yield Person(
                words,
                suffix,
                sentence,
                first,
                last,
                following=after.get(sentence.start),
                is_first=counts[words[-1]] == most,
                is_likely=is_one,
                is_alone=is_alone,
            )


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


def _is_namesake(sentence: Sentence, first: int) -> bool:
    """Return True if a name is that of somebody else who has it: "a different Ann Lee"."""
    before = sentence.span.doc[max(sentence.span.start, first - 2) : first]
    return any(t.lower_ in _OTHERS for t in before)


def _without_titles(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Return a name without "Mrs." and, if two other words are left, without "Skipper"."""
    titled = persons() | lexicon.people().named_roles
    while first < last:
        word = fold(doc[first].text)
        title = first + 1 < last and word.removesuffix("s") in titled
        opens = opens_sentence(doc[first])
        if word and word not in lexicon.titles().courtesy and not title and not opens:
            break
        first += 1
    return first, last


def _suffix(text: str) -> str:
    word = fold(text)
    return word if word in SUFFIXES else ""
