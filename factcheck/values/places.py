"""Places: where a thing is, or where something happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from factcheck.language.parser import ParsedDocument, Sentence
from factcheck.language.variants import one_stem
from factcheck.model import Payload, Slot, Value
from factcheck.settings.finding_types import PLACE
from factcheck.values.base import Comparison, Kind, slot_of
from factcheck.values.compass import compare_directions, direction_told, in_words
from factcheck.values.gazetteer import CENTRAL, COMPASS, NOUNS, folded
from factcheck.values.located import Subject, anchor_before, done_at, possessed, seen_from
from factcheck.values.placenames import (
    PLACE_LABELS,
    RELATIONS,
    Bearing,
    Found,
    known_words,
    name_back,
    named_place,
    state_after,
)

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class PlacePayload(Payload):
    """A place, and its subject: what is located there.

    ``shape`` is ``named``, ``noun`` or ``compass``; ``words`` are the folded words of a name or
    noun, ``grain`` how large a named place is, ``relation`` what the preposition says, ``within``
    the places that the text puts it in, ``bearing`` the direction of a ``compass`` place.
    """

    shape: str
    words: str
    grain: str
    relation: str
    subject: Subject
    within: tuple[str, ...]
    bearing: Bearing


class Places(Kind):
    """Named places, places described by a common noun, and compass directions."""

    name = "place"
    finding_type = PLACE
    payload = PlacePayload

    def find(self, parsed: ParsedDocument) -> Iterator[Value]:
        """Yield the places of the document at which something is located."""
        votes = _votes(parsed)
        for sentence in parsed.sentences:
            for place in _in_sentence(sentence, votes):
                subject = _subject_of(place)
                if subject is not None:
                    yield _value(sentence, place, subject)

    def compare(self, a: Value, b: Value) -> Comparison:
        """Compare two places of one thing; places that may lie in each other are compatible."""
        x, y = PlacePayload.of(a), PlacePayload.of(b)
        if x.shape != y.shape:
            return Comparison("compatible", "places told in different ways", 0.5)
        if x.shape == "compass":
            return compare_directions(x.bearing, y.bearing)
        if a.normalized == b.normalized:
            if x.shape == "noun" and x.relation != y.relation:
                return Comparison("conflict", "one is inside, the other outside")
            return Comparison("same", distance=0.0)
        if x.shape == "noun" or may_be_one(x, y):
            return Comparison("compatible", "one may lie in the other", 0.5)
        return Comparison("conflict", "two places")


def may_be_one(x: PlacePayload, y: PlacePayload) -> bool:
    """Return True if two named places may be the same, or one may lie in the other."""
    a, b = x.words.split(), y.words.split()
    if not x.grain or x.grain != y.grain or set(a) <= set(b) or set(b) <= set(a):
        return True
    return _one_name(a, b) or " ".join(a) in y.within or " ".join(b) in x.within


def _one_name(a: list[str], b: list[str]) -> bool:
    """Return True if one name is a short form ("Philly") or a slip of the other."""
    first, second = (" ".join(sorted(w)) for w in (set(a) - set(b), set(b) - set(a)))
    alike = DamerauLevenshtein.normalized_similarity(first, second)
    return one_stem(first, second) or alike > 0.7


def _votes(parsed: ParsedDocument) -> Counter[str]:
    """Return, for each folded name, how many more times it is labelled a place than not."""
    votes: Counter[str] = Counter()
    for doc in {id(s.span.doc): s.span.doc for s in parsed.sentences}.values():
        for ent in doc.ents:
            name = folded(str(ent.text).removesuffix("'s").removesuffix("’s"))
            votes[name] += 1 if ent.label_ in PLACE_LABELS else -1
    return votes


def _in_sentence(sentence: Sentence, votes: Counter[str]) -> Iterator[Found]:
    for token in sentence.span:
        if token.lower_ in RELATIONS and token.pos_ in ("ADP", "SCONJ", "ADV"):
            place = named_place(token, votes) or _noun(token)
            if place is not None:
                yield place
        elif token.text == ",":
            place = state_after(token, votes)
            if place is not None:
                yield place
        elif token.lower_ in COMPASS or token.lower_ in CENTRAL:
            place = direction_told(token)
            if place is not None:
                yield place
        elif token.dep_ == "poss" and token.ent_type_ == "GPE" and possessed(token) is not None:
            name = name_back(token)
            words, grain = known_words(token, name)
            yield Found(name, "named", words, grain, "in", token)


def _noun(token: Token) -> Found | None:
    """Return the place that a common noun names after "in" or "outside" ("in the courtroom")."""
    relation = RELATIONS[token.lower_]
    noun = next((c for c in token.children if c.dep_ == "pobj"), None)
    if relation not in ("in", "out") or noun is None or noun.i < token.i or noun.i - token.i > 5:
        return None
    lemma = str(noun.lemma_).lower()
    if lemma not in NOUNS:
        return None
    modifiers = [t for t in token.doc[token.i + 1 : noun.i] if t.head in (noun, noun.head)]
    if any(t.pos_ == "PROPN" or t.lower_ in ("another", "any", "every", "some") for t in modifiers):
        return None
    compounds = [t.lower_ for t in modifiers if t.dep_ == "compound"]
    words = " ".join([*(folded(w) for w in compounds), lemma])
    return Found(range(token.i, noun.i + 1), "noun", words, "", relation, token)


def _subject_of(place: Found) -> Subject | None:
    """Return what is located at a place: what its phrase modifies, or what is done there."""
    if place.anchor is not None:
        return Subject(place.anchor, place.shown, kind="town")
    if place.shape == "compass":
        return seen_from(place.at)
    if place.shape == "noun":
        return done_at(place.at)
    if place.at.dep_ == "poss":
        return possessed(place.at)
    # What a place lies in is worth knowing wherever it is told.
    return anchor_before(place.at) or done_at(place.at) or (Subject() if place.within else None)


def _value(sentence: Sentence, place: Found, subject: Subject) -> Value:
    doc = place.at.doc
    first, last = doc[place.tokens[0]], doc[place.tokens[-1]]
    start, end = sentence.bounds(first)[0], sentence.bounds(last)[1]
    text = str(doc.text)[start - sentence.offset : end - sentence.offset]
    normalized = place.words or in_words(place.bearing.direction, place.bearing.origin)
    payload = PlacePayload(
        shape=place.shape,
        words=place.words,
        grain=place.grain,
        relation=place.relation,
        subject=subject,
        within=place.within,
        bearing=place.bearing,
    )
    # Figures of one deed in two places are two facts: of a named place the deed is kept.
    told = place.shape == "named" and done_at(place.at) is not None
    slot = slot_of(last, place.tokens) if told else Slot()
    return Value(Places.name, start, end, text, normalized, slot, payload)


KIND = Places()
