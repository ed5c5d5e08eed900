"""Places: where a thing is, or where something happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from factcheck.language.parser import ParsedDocument, Sentence
from factcheck.language.variants import one_stem
from factcheck.model import Payload, Slot, Value
from factcheck.settings.finding_types import PLACE
from factcheck.values.base import Comparison, Kind, slot_of
from factcheck.values.compass import compare_directions, direction_told, in_words
from factcheck.values.gazetteer import CENTRAL, COMPASS, GENERIC_NOUNS, NOUNS, ORDINALS, folded
from factcheck.values.located import Subject, anchor_before, happening, possessed, seen_from
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
    noun, ``grain`` how large it is, ``relation`` what the preposition says, ``within`` the places
    that the text puts it in, ``floor`` the number of a floor, 0 for none, ``bearing`` the direction
    of a ``compass`` place.
    """

    shape: str
    words: str
    grain: str
    relation: str
    subject: Subject
    within: tuple[str, ...]
    floor: int
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
            if {x.relation, y.relation} == {"in", "out"}:
                return Comparison("conflict", "one is inside, the other outside")
            return Comparison("same", distance=0.0)
        if may_be_one(x, y):
            return Comparison("compatible", "one may lie in the other", 0.5)
        return Comparison("conflict", "two places")


def may_be_one(x: PlacePayload, y: PlacePayload) -> bool:
    """Return True if two places may be the same, or one may lie in the other."""
    a, b = x.words.split(), y.words.split()
    if not x.grain or x.grain != y.grain or set(a) <= set(b) or set(b) <= set(a):
        return True
    if x.shape == "named" and _one_name(a, b):
        return True
    if x.shape == "noun":
        if x.floor and y.floor:
            return x.floor == y.floor
        return bool(x.floor or y.floor) or a[-1] in GENERIC_NOUNS or b[-1] in GENERIC_NOUNS
    return " ".join(a) in y.within or " ".join(b) in x.within


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
    """Return the place that a common noun names after a preposition ("in the courtroom")."""
    noun = next((c for c in token.children if c.dep_ == "pobj"), None)
    if noun is None or noun.i < token.i or noun.i - token.i > 5:
        return None
    lemma = str(noun.lemma_).lower()
    floor = _floor(noun) if lemma in ("floor", "storey", "story", "level") else 0
    if lemma not in NOUNS and not floor:
        return None
    modifiers = [t for t in token.doc[token.i + 1 : noun.i] if t.head in (noun, noun.head)]
    if any(t.pos_ == "PROPN" or t.lower_ in ("another", "any", "every", "some") for t in modifiers):
        return None
    compounds = [t.lower_ for t in modifiers if t.dep_ == "compound"]
    words = " ".join([*(folded(w) for w in compounds), lemma]) if not floor else f"floor {floor}"
    grain = "part" if floor else NOUNS[lemma]
    tokens = range(token.i, noun.i + 1)
    relation = RELATIONS[token.lower_]
    return Found(tokens, "noun", words, grain, relation, token, floor=floor or _floor(noun))


def _floor(noun: Token) -> int:
    """Return the number of the floor that is named or on which a place lies, or 0."""
    near = noun.doc[max(noun.sent.start, noun.i - 3) : min(noun.sent.end, noun.i + 5)]
    words = [w for t in near for w in t.lower_.split("-")]
    for word, following in pairwise(w for w in words if w):
        if following in ("floor", "storey", "story", "level") and word in ORDINALS:
            return ORDINALS[word]
    return 0


def _subject_of(place: Found) -> Subject | None:
    """Return what is located at a place: what its phrase modifies, or what happens there."""
    if place.anchor is not None:
        return Subject(place.anchor, place.shown, kind="town")
    if place.shape == "compass":
        return seen_from(place.at)
    if place.at.dep_ == "poss":
        return possessed(place.at)
    anchor = anchor_before(place.at) if place.shape != "noun" else None
    event = happening(place.at)
    if anchor is None:
        return event
    return anchor if event is None else anchor.and_happening(event)


def _value(sentence: Sentence, place: Found, subject: Subject) -> Value:
    doc = place.at.doc
    first, last = doc[place.tokens[0]], doc[place.tokens[-1]]
    start, end = sentence.bounds(first)[0], sentence.bounds(last)[1]
    text = str(doc.text)[start - sentence.offset : end - sentence.offset]
    normalized = place.words or in_words(place.bearing.direction, place.bearing.origin)
    slot = Slot()
    if subject.verbs and place.shape != "compass":
        slot = slot_of(last, place.tokens)
    payload = PlacePayload(
        shape=place.shape,
        words=place.words,
        grain=place.grain,
        relation=place.relation,
        subject=subject,
        within=place.within,
        floor=place.floor,
        bearing=place.bearing,
    )
    return Value(Places.name, start, end, text, normalized, slot, payload)


KIND = Places()
