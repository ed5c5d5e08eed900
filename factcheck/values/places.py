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
    """A place, and what is located there.

    ``shape`` is ``named``, ``noun`` or ``compass``; ``words`` are the folded words of a name or
    noun, ``grain`` how large it is, ``relation`` what the preposition says, ``within`` the places
    that it is said to lie in, ``floor`` the number of a floor, 0 for none.
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
    """Named places, places told by a common noun, and compass directions."""

    name = "place"
    finding_type = PLACE
    payload = PlacePayload

    def find(self, parsed: ParsedDocument) -> Iterator[Value]:
        """Yield the places of the document that something is located at."""
        votes = _votes(parsed)
        for sentence in parsed.sentences:
            for found in _in_sentence(sentence, votes):
                subject = _located(found)
                if subject is not None:
                    yield _value(sentence, found, subject)

    def compare(self, a: Value, b: Value) -> Comparison:
        """Compare two places of one thing; one that may lie in the other agrees with it."""
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
    """Return True if two places may be one, or lie one in the other."""
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
    """Tell "Philly" and "Philadelphia", or a name and a slip of it, which is no other place."""
    first, second = (" ".join(sorted(w)) for w in (set(a) - set(b), set(b) - set(a)))
    alike = DamerauLevenshtein.normalized_similarity(first, second)
    return one_stem(first, second) or alike > 0.7


def _votes(parsed: ParsedDocument) -> Counter[str]:
    """Return for each folded name how much oftener it is labelled a place than something else."""
    votes: Counter[str] = Counter()
    for doc in {id(s.span.doc): s.span.doc for s in parsed.sentences}.values():
        for ent in doc.ents:
            name = folded(str(ent.text).removesuffix("'s").removesuffix("’s"))
            votes[name] += 1 if ent.label_ in PLACE_LABELS else -1
    return votes


def _in_sentence(sentence: Sentence, votes: Counter[str]) -> Iterator[Found]:
    for token in sentence.span:
        if token.lower_ in RELATIONS and token.pos_ in ("ADP", "SCONJ", "ADV"):
            found = named_place(token, votes) or _noun(token)
            if found is not None:
                yield found
        elif token.text == ",":
            found = state_after(token, votes)
            if found is not None:
                yield found
        elif token.lower_ in COMPASS or token.lower_ in CENTRAL:
            found = direction_told(token)
            if found is not None:
                yield found
        elif token.dep_ == "poss" and token.ent_type_ == "GPE" and possessed(token) is not None:
            name = name_back(token)
            words, grain = known_words(token, name)
            yield Found(name, "named", words, grain, "in", token)


def _noun(token: Token) -> Found | None:
    """Return the place told by a common noun after a preposition ("in the courtroom")."""
    noun = next((c for c in token.children if c.dep_ == "pobj"), None)
    if noun is None or noun.i < token.i or noun.i - token.i > 5:
        return None
    lemma = str(noun.lemma_).lower()
    floor = _floor(noun) if lemma in ("floor", "storey", "story", "level") else 0
    if lemma not in NOUNS and not floor:
        return None
    held = [t for t in token.doc[token.i + 1 : noun.i] if t.head in (noun, noun.head)]
    if any(t.pos_ == "PROPN" or t.lower_ in ("another", "any", "every", "some") for t in held):
        return None
    kept = [t.lower_ for t in held if t.dep_ == "compound"]
    words = " ".join([*(folded(w) for w in kept), lemma]) if not floor else f"floor {floor}"
    grain = "part" if floor else NOUNS[lemma]
    tokens = range(token.i, noun.i + 1)
    relation = RELATIONS[token.lower_]
    return Found(tokens, "noun", words, grain, relation, token, floor=floor or _floor(noun))


def _floor(noun: Token) -> int:
    """Return the number of the floor that a noun names or is said to be on, or 0."""
    near = noun.doc[max(noun.sent.start, noun.i - 3) : min(noun.sent.end, noun.i + 5)]
    words = [w for t in near for w in t.lower_.split("-")]
    for word, following in pairwise(w for w in words if w):
        if following in ("floor", "storey", "story", "level") and word in ORDINALS:
            return ORDINALS[word]
    return 0


def _located(found: Found) -> Subject | None:
    """Return what is located at a place: what its phrase modifies, or what happens there."""
    if found.anchor is not None:
        return Subject(found.anchor, found.shown, kind="town")
    if found.shape == "compass":
        return seen_from(found.at)
    if found.at.dep_ == "poss":
        return possessed(found.at)
    anchor = anchor_before(found.at) if found.shape != "noun" else None
    event = happening(found.at)
    if anchor is None:
        return event
    return anchor if event is None else anchor.and_happening(event)


def _value(sentence: Sentence, found: Found, subject: Subject) -> Value:
    doc = found.at.doc
    first, last = doc[found.tokens[0]], doc[found.tokens[-1]]
    start, end = sentence.bounds(first)[0], sentence.bounds(last)[1]
    text = str(doc.text)[start - sentence.offset : end - sentence.offset]
    normalized = found.words or in_words(found.bearing.direction, found.bearing.origin)
    slot = Slot()
    if subject.verbs and found.shape != "compass":
        slot = slot_of(last, found.tokens)
    payload = PlacePayload(
        shape=found.shape,
        words=found.words,
        grain=found.grain,
        relation=found.relation,
        subject=subject,
        within=found.within,
        floor=found.floor,
        bearing=found.bearing,
    )
    return Value(Places.name, start, end, text, normalized, slot, payload)


KIND = Places()
