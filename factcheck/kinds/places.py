"""Places: where a thing is, or where something happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from factcheck.kinds.base import Comparison, slot_of
from factcheck.kinds.gazetteer import (
    CENTRAL,
    COMPASS,
    GENERIC_NOUNS,
    NOUNS,
    ORDINALS,
    SETTLEMENTS,
    STREETS,
    folded,
    grain_of,
    known,
    place_of,
)
from factcheck.kinds.located import UNITS, Subject, anchor_before, happening, possessed, seen_from
from factcheck.language.parser import ParsedDocument, Sentence
from factcheck.model import Slot, Value

if TYPE_CHECKING:
    from spacy.tokens import Token

# What the prepositions before a place say, by classes that exclude one another or do not.
RELATIONS = {
    "in": "in", "inside": "in", "into": "in", "within": "in", "aboard": "in", "outside": "out",
    "at": "at", "on": "at", "atop": "at", "near": "near", "off": "near", "beside": "near",
    "behind": "near", "under": "near", "beneath": "near", "around": "near", "by": "near",
}  # fmt: skip
# Before names: "by Boston" tells who, "on Sunday" when.
_BEFORE_NAMES = frozenset("in at near outside inside within off on".split())
_PLACE_LABELS = ("GPE", "LOC", "FAC")
_NO_PLACE = (
    "DATE", "TIME", "EVENT", "LAW", "LANGUAGE", "NORP", "WORK_OF_ART", "PRODUCT", "MONEY",
    "CARDINAL", "ORDINAL", "PERCENT", "QUANTITY",
)  # fmt: skip
_LONGEST_NAME = 6
# From this angle on, two directions are not two ways to look at one.
OPPOSED = 90


@dataclass(frozen=True, slots=True)
class _Found:
    """A place in a sentence: its tokens, what it is, and the data that only its shape has."""

    tokens: range
    shape: str
    words: str
    grain: str
    relation: str
    at: Token
    more: Mapping[str, object] = field(default_factory=dict)


class Places:
    """Named places, places told by a common noun, and compass directions."""

    name = "place"

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
        x, y = a.data, b.data
        if x["shape"] != y["shape"]:
            return Comparison("compatible", "places told in different ways", 0.5)
        if x["shape"] == "compass":
            return _directions(x, y)
        if a.normalized == b.normalized:
            if {x["relation"], y["relation"]} == {"in", "out"}:
                return Comparison("conflict", "one is inside, the other outside")
            return Comparison("same", distance=0.0)
        if may_be_one(x, y):
            return Comparison("compatible", "one may lie in the other", 0.5)
        return Comparison("conflict", "two places")


def _directions(x: Mapping[str, object], y: Mapping[str, object]) -> Comparison:
    first, second = x["direction"], y["direction"]
    if x["from"] != y["from"]:
        same = first == second and x["distance"] and x["distance"] == y["distance"]
        if same:
            return Comparison("conflict", "the same way from another place")
        return Comparison("compatible", "seen from two places", 0.5)
    if first == second:
        return Comparison("same", distance=0.0)
    if not isinstance(first, int) or not isinstance(second, int):
        return Comparison("drift", "the middle against a side", 0.5)
    angle = abs(first - second) % 360
    angle = min(angle, 360 - angle)
    if angle < OPPOSED:
        return Comparison("drift", "the directions are not far apart", angle / 180)
    return Comparison("conflict", "the directions are far apart", angle / 180)


def may_be_one(x: Mapping[str, object], y: Mapping[str, object]) -> bool:
    """Tell whether two places (data of their values) may be one, or lie one in the other."""
    a, b = str(x["words"]).split(), str(y["words"]).split()
    if not x["grain"] or x["grain"] != y["grain"] or set(a) <= set(b) or set(b) <= set(a):
        return True
    if x["shape"] == "named" and _one_stem(a, b):
        return True
    if x["shape"] == "noun":
        floors = x.get("floor"), y.get("floor")
        if all(floors):
            return floors[0] == floors[1]
        return any(floors) or a[-1] in GENERIC_NOUNS or b[-1] in GENERIC_NOUNS
    outer = (_strings(x["within"]), _strings(y["within"]))
    return " ".join(a) in outer[1] or " ".join(b) in outer[0]


def _one_stem(a: list[str], b: list[str]) -> bool:
    """Tell "Philly" and "Philadelphia", or a name and a slip of it, which is no other place."""
    first, second = (" ".join(sorted(w)) for w in (set(a) - set(b), set(b) - set(a)))
    return first[:4] == second[:4] or DamerauLevenshtein.normalized_similarity(first, second) > 0.7


def _strings(held: object) -> list[str]:
    return [str(s) for s in held] if isinstance(held, list | tuple) else []


def _votes(parsed: ParsedDocument) -> Counter[str]:
    """Return for each folded name how much oftener it is labelled a place than something else."""
    votes: Counter[str] = Counter()
    for doc in {id(s.span.doc): s.span.doc for s in parsed.sentences}.values():
        for ent in doc.ents:
            name = folded(str(ent.text).removesuffix("'s").removesuffix("’s"))
            votes[name] += 1 if ent.label_ in _PLACE_LABELS else -1
    return votes


def _in_sentence(sentence: Sentence, votes: Counter[str]) -> Iterator[_Found]:
    for token in sentence.span:
        if token.lower_ in RELATIONS and token.pos_ in ("ADP", "SCONJ", "ADV"):
            found = _named(token, votes) or _noun(token)
            if found is not None:
                yield found
        elif token.text == ",":
            found = _state_after(token, votes)
            if found is not None:
                yield found
        elif token.lower_ in COMPASS or token.lower_ in CENTRAL:
            found = _compass(token)
            if found is not None:
                yield found
        elif token.dep_ == "poss" and token.ent_type_ == "GPE" and possessed(token) is not None:
            name = _name_back(token)
            words, grain = _known_words(token, name)
            yield _Found(name, "named", words, grain, "in", token, {"within": []})


def _named(token: Token, votes: Counter[str]) -> _Found | None:
    """Return the named place after a preposition."""
    if token.lower_ not in _BEFORE_NAMES:
        return None
    doc, end = token.doc, token.sent.end
    start = token.i + 1
    direction: int | str | None = None
    side = None
    while start < end and start <= token.i + 6 and not _begins_name(doc[start]):
        word = doc[start]
        if word.lower_ in COMPASS or word.lower_ in CENTRAL:
            direction = COMPASS.get(word.lower_, "central")
            side = start if side is None else side
        of = word.lower_ == "of" and doc[start - 1].lower_ in SETTLEMENTS
        if of:
            # "the southern resort of Cannes" is no part of Cannes.
            direction = side = None
        usual = word.pos_ in ("DET", "ADJ", "ADV") or word.lower_ in SETTLEMENTS
        if not (usual or of or (direction is not None and word.lower_ in COMPASS)):
            return None
        start += 1
    name = _name_from(token, start)
    if not name:
        return None
    last = doc[name[-1]]
    if name.stop < end:
        after = doc[name.stop]
        belongs = last.dep_ in ("compound", "nmod", "amod", "poss") and last.head.i > last.i
        if after.text in ("'s", "’s", "-", "'", "’") or (belongs and last.head.i not in name):
            return None
    words, grain = _known_words(token, name)
    outer = _outer(token, name.stop)
    if not _is_place(token, name, words, grain, votes, bool(outer)):
        return None
    if token.lower_ == "on" and grain != "street" and not words.endswith("island"):
        return None
    more: dict[str, object] = {"within": outer}
    if direction is not None:
        more["side"] = direction
        name = range(start if side is None else side, name.stop)
    return _Found(name, "named", words, grain, RELATIONS[token.lower_], token, more)


def _state_after(comma: Token, votes: Counter[str]) -> _Found | None:
    """Return the state or country that a town is said to lie in: "Malibu, Calif."."""
    doc = comma.doc
    if comma.i == comma.sent.start or comma.i + 1 >= comma.sent.end:
        return None
    town = _name_back(doc[comma.i - 1]) if _begins_name(doc[comma.i - 1]) else range(0)
    outer = _name_from(comma, comma.i + 1)
    if not town or not outer:
        return None
    words, grain = _known_words(comma, outer)
    inner, inner_grain = _known_words(comma, town)
    after = doc[outer.stop] if outer.stop < comma.sent.end else None
    # "Perth, Canada and Japan" is a list, "Bolton, Ohio governor" a title.
    ends = after is None or (after.is_punct and after.text != "-") or after.pos_ in ("ADP", "VERB")
    if grain not in ("state", "country") or inner_grain != "town" or not ends:
        return None
    labelled = all(doc[i].ent_type_ in _PLACE_LABELS for i in town)
    if not labelled or votes[inner] < 0 or len(town) > 3:
        return None
    more = {"anchor": inner, "shown": str(doc[town.start : town.stop].text)}
    return _Found(outer, "named", words, grain, "of", comma, more)


def _begins_name(token: Token) -> bool:
    if token.text[:1].isdigit():
        # "42nd Street"
        follows = token.i + 1 < token.sent.end and token.nbor(1).lower_.rstrip(".") in STREETS
        return follows and token.lower_.endswith(("st", "nd", "rd", "th"))
    return token.text[:1].isupper() and (token.pos_ == "PROPN" or token.ent_type_ in _PLACE_LABELS)


def _name_from(token: Token, start: int) -> range:
    """Return the tokens of the name that begins at ``start``, small words inside it included."""
    doc, end = token.doc, token.sent.end
    stop = start
    while stop < end and stop - start < _LONGEST_NAME:
        word = doc[stop]
        inner = (
            stop > start
            and (word.lower_ in ("of", "de", "del", "la", "al", "upon", "le") or word.text == "-")
            and stop + 1 < end
            and _begins_name(doc[stop + 1])
            and doc[stop + 1].ent_type_ == word.ent_type_
            and bool(word.ent_type_)
        )
        if not inner and not _begins_name(word):
            break
        stop += 1
    return range(start, stop)


def _name_back(token: Token) -> range:
    start = token.i
    while start > token.sent.start and _begins_name(token.doc[start - 1]):
        start -= 1
    return range(start, token.i + 1)


def _known_words(token: Token, name: range) -> tuple[str, str]:
    text = str(token.doc[name.start : name.stop].text)
    found = known(text)
    return (found[0] if found else place_of(text)), grain_of(text)


def _outer(token: Token, stop: int) -> list[str]:
    """Return the places that a place lies in, as they follow it: "Malibu, Calif., United States".

    A name in brackets or after "in" counts alike: "Malibu (California)", "Malibu in California".
    """
    doc, end = token.doc, token.sent.end
    held: list[str] = []
    while stop + 1 < end and doc[stop].text in (",", "(", "in", "."):
        comma = doc[stop].text
        name = _name_from(token, stop + 1)
        if not name:
            break
        words, grain = _known_words(token, name)
        gpe = all(doc[i].ent_type_ in _PLACE_LABELS for i in name)
        if grain not in ("state", "country", "") and not (gpe and comma != "."):
            break
        # "in Oslo, Bergen and Tromso" is a list.
        after = doc[name.stop].lower_ if name.stop < end else ""
        if after in ("and", "or") and grain not in ("state", "country", ""):
            break
        held.append(words)
        stop = name.stop + (name.stop < end and doc[name.stop].text == ")")
    return held


def _is_place(
    token: Token, name: range, words: str, grain: str, votes: Counter[str], outer: bool
) -> bool:
    if not words or words.isdigit():
        return False
    labels = Counter(str(token.doc[i].ent_type_) for i in name)
    label = min(labels, key=lambda n: (-labels[n], n))
    if grain in ("country", "state", ""):
        return True
    if label in _NO_PLACE:
        return False
    if grain in ("street", "site", "region", "water") or outer or votes[words] > 0:
        return True
    # Of a name told once the labeller is not sure; after "in" most names are places.
    text = str(token.doc[name.start : name.stop].text)
    return token.lower_ == "in" and len(name) <= 2 and votes[words] >= -1 and not text.isupper()


def _noun(token: Token) -> _Found | None:
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
    more: dict[str, object] = {"within": [], "floor": floor or _floor(noun)}
    grain = "part" if floor else NOUNS[lemma]
    tokens = range(token.i, noun.i + 1)
    return _Found(tokens, "noun", words, grain, RELATIONS[token.lower_], token, more)


def _floor(noun: Token) -> int:
    """Return the number of the floor that a noun names or is said to be on, or 0."""
    near = noun.doc[max(noun.sent.start, noun.i - 3) : min(noun.sent.end, noun.i + 5)]
    words = [w for t in near for w in t.lower_.split("-")]
    for word, following in pairwise(w for w in words if w):
        if following in ("floor", "storey", "story", "level") and word in ORDINALS:
            return ORDINALS[word]
    return 0


def _compass(token: Token) -> _Found | None:
    """Return a direction: "300 km south of Tehran", "the southeastern city of Bam"."""
    doc, end = token.doc, token.sent.end
    direction = COMPASS.get(token.lower_, "central")
    tokens = range(token.i, token.i + 1)
    following = token.i + 1
    # "south-west" may be three tokens.
    if following + 1 < end and doc[following].text == "-" and doc[following + 1].lower_ in COMPASS:
        direction = COMPASS.get(token.lower_ + doc[following + 1].lower_, direction)
        tokens = range(token.i, following + 2)
        following += 2
    elif following < end and doc[following].lower_ in COMPASS:
        direction = COMPASS.get(token.lower_ + doc[following].lower_, direction)
        tokens = range(token.i, following + 1)
        following += 1
    if token.i > token.sent.start and doc[token.i - 1].lower_ in (*COMPASS, "-"):
        return None
    if following < end and doc[following].lower_ == "of":
        start = following + 1
        while start < end and start <= following + 5 and not _begins_name(doc[start]):
            if doc[start].lower_ not in ("the", "city", "town", "capital", "of", "port", "island"):
                return None
            start += 1
        name = _name_from(token, start)
        if not name:
            return None
        words, _ = _known_words(token, name)
        more = {"direction": direction, "from": words, "distance": _distance(token)}
        return _Found(range(tokens.start, name.stop), "compass", "", "", "from", token, more)
    # "the southeastern (Iranian) city of Bam"
    for place in range(following, min(end - 2, following + 2)):
        if doc[place].lower_ in SETTLEMENTS and doc[place + 1].lower_ == "of":
            name = _name_from(token, place + 2)
            if name:
                more = {"direction": direction, "from": "", "distance": ""}
                more["anchor"] = _known_words(token, name)[0]
                more["shown"] = str(doc[name.start : name.stop].text)
                return _Found(tokens, "compass", "", "", "side", token, more)
    return None


def _distance(token: Token) -> str:
    """Return the figures and the unit right before a direction, or ""."""
    before = token.doc[max(token.sent.start, token.i - 8) : token.i]
    units = [t for t in before if t.lemma_.lower() in UNITS]
    if not units:
        return ""
    figures = [t.text.replace(",", "") for t in before if t.like_num and t.i < units[0].i]
    unit = units[0].lemma_.lower()
    return f"{figures[-1]} {'km' if unit.startswith('ki') else unit[:2]}" if figures else ""


def _located(found: _Found) -> Subject | None:
    """Return what is located at a place: what its phrase modifies, or what happens there."""
    if "anchor" in found.more:
        return Subject(str(found.more["anchor"]), str(found.more["shown"]), kind="town")
    if found.shape == "compass":
        return seen_from(found.at)
    if found.at.dep_ == "poss":
        return possessed(found.at)
    anchor = anchor_before(found.at) if found.shape != "noun" else None
    event = happening(found.at)
    if anchor is None:
        return event
    return anchor if event is None else anchor.and_happening(event)


def _value(sentence: Sentence, found: _Found, subject: Subject) -> Value:
    doc = found.at.doc
    first, last = doc[found.tokens[0]], doc[found.tokens[-1]]
    start, end = sentence.bounds(first)[0], sentence.bounds(last)[1]
    text = str(doc.text)[start - sentence.offset : end - sentence.offset]
    normalized = found.words or f"{found.more['direction']} {found.more['from']}".strip()
    slot = Slot()
    if subject.verbs and found.shape != "compass":
        # Its clause would be encoded; the sentence's own vector does for places.
        slot = replace(slot_of(last, found.tokens), clause="")
    data: dict[str, object] = {
        "shape": found.shape,
        "words": found.words,
        "grain": found.grain,
        "relation": found.relation,
        "within": [],
        **found.more,
        **subject.data(),
    }
    return Value("place", start, end, text, normalized, slot, data)
