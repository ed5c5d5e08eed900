"""Names of places after a preposition or a comma, with the places that they lie in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.values.gazetteer import (
    CENTRAL,
    COMPASS,
    SETTLEMENTS,
    STREETS,
    grain_of,
    known,
    place_of,
)

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
PLACE_LABELS = ("GPE", "LOC", "FAC")
_NO_PLACE = (
    "DATE", "TIME", "EVENT", "LAW", "LANGUAGE", "NORP", "WORK_OF_ART", "PRODUCT", "MONEY",
    "CARDINAL", "ORDINAL", "PERCENT", "QUANTITY",
)  # fmt: skip
_LONGEST_NAME = 6


@dataclass(frozen=True, slots=True)
class Bearing:
    """On which side of something a place lies, or in which direction from another place.

    ``direction`` is in degrees, or "central", or None where nothing is said; ``origin`` are the
    words of the other place, ``distance`` a figure and a unit, both "" where they are not given.
    """

    direction: int | str | None = None
    origin: str = ""
    distance: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a sentence: its tokens, what it is, and what only its shape has.

    ``anchor`` is what is said to lie there, as it is ``shown``, where its words come with it.
    """

    tokens: range
    shape: str
    words: str
    grain: str
    relation: str
    at: Token
    within: tuple[str, ...] = ()
    bearing: Bearing = Bearing()
    anchor: str | None = None
    shown: str = ""


def named_place(token: Token, votes: Counter[str]) -> Found | None:
    """Return the named place after a preposition."""
    if token.lower_ not in _BEFORE_NAMES:
        return None
    doc, end = token.doc, token.sent.end
    start = token.i + 1
    direction: int | str | None = None
    side = None
    while start < end and start <= token.i + 6 and not begins_name(doc[start]):
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
    name = name_from(token, start)
    if not name:
        return None
    last = doc[name[-1]]
    if name.stop < end:
        after = doc[name.stop]
        belongs = last.dep_ in ("compound", "nmod", "amod", "poss") and last.head.i > last.i
        if after.text in ("'s", "’s", "-", "'", "’") or (belongs and last.head.i not in name):
            return None
    words, grain = known_words(token, name)
    outer = _outer(token, name.stop)
    if not _is_place(token, name, words, grain, votes, bool(outer)):
        return None
    if token.lower_ == "on" and grain != "street" and not words.endswith("island"):
        return None
    if direction is not None:
        name = range(start if side is None else side, name.stop)
    bearing = Bearing(direction)
    return Found(
        name, "named", words, grain, RELATIONS[token.lower_], token, outer, bearing=bearing
    )


def state_after(comma: Token, votes: Counter[str]) -> Found | None:
    """Return the state or country that a town is said to lie in: "Malibu, Calif."."""
    doc = comma.doc
    if comma.i == comma.sent.start or comma.i + 1 >= comma.sent.end:
        return None
    town = name_back(doc[comma.i - 1]) if begins_name(doc[comma.i - 1]) else range(0)
    outer = name_from(comma, comma.i + 1)
    if not town or not outer:
        return None
    words, grain = known_words(comma, outer)
    inner, inner_grain = known_words(comma, town)
    after = doc[outer.stop] if outer.stop < comma.sent.end else None
    # "Perth, Canada and Japan" is a list, "Bolton, Ohio governor" a title.
    ends = after is None or (after.is_punct and after.text != "-") or after.pos_ in ("ADP", "VERB")
    if grain not in ("state", "country") or inner_grain != "town" or not ends:
        return None
    labelled = all(doc[i].ent_type_ in PLACE_LABELS for i in town)
    if not labelled or votes[inner] < 0 or len(town) > 3:
        return None
    shown = str(doc[town.start : town.stop].text)
    return Found(outer, "named", words, grain, "of", comma, anchor=inner, shown=shown)


def begins_name(token: Token) -> bool:
    if token.text[:1].isdigit():
        # "42nd Street"
        follows = token.i + 1 < token.sent.end and token.nbor(1).lower_.rstrip(".") in STREETS
        return follows and token.lower_.endswith(("st", "nd", "rd", "th"))
    return token.text[:1].isupper() and (token.pos_ == "PROPN" or token.ent_type_ in PLACE_LABELS)


def name_from(token: Token, start: int) -> range:
    """Return the tokens of the name that begins at ``start``, small words inside it included."""
    doc, end = token.doc, token.sent.end
    stop = start
    while stop < end and stop - start < _LONGEST_NAME:
        word = doc[stop]
        inner = (
            stop > start
            and (word.lower_ in ("of", "de", "del", "la", "al", "upon", "le") or word.text == "-")
            and stop + 1 < end
            and begins_name(doc[stop + 1])
            and doc[stop + 1].ent_type_ == word.ent_type_
            and bool(word.ent_type_)
        )
        if not inner and not begins_name(word):
            break
        stop += 1
    return range(start, stop)


def name_back(token: Token) -> range:
    start = token.i
    while start > token.sent.start and begins_name(token.doc[start - 1]):
        start -= 1
    return range(start, token.i + 1)


def known_words(token: Token, name: range) -> tuple[str, str]:
    text = str(token.doc[name.start : name.stop].text)
    found = known(text)
    return (found[0] if found else place_of(text)), grain_of(text)


def _outer(token: Token, stop: int) -> tuple[str, ...]:
    """Return the places that a place lies in, as they follow it: "Malibu, Calif., United States".

    A name in brackets or after "in" counts alike: "Malibu (California)", "Malibu in California".
    """
    doc, end = token.doc, token.sent.end
    held: list[str] = []
    while stop + 1 < end and doc[stop].text in (",", "(", "in", "."):
        comma = doc[stop].text
        name = name_from(token, stop + 1)
        if not name:
            break
        words, grain = known_words(token, name)
        gpe = all(doc[i].ent_type_ in PLACE_LABELS for i in name)
        if grain not in ("state", "country", "") and not (gpe and comma != "."):
            break
        # "in Oslo, Bergen and Tromso" is a list.
        after = doc[name.stop].lower_ if name.stop < end else ""
        if after in ("and", "or") and grain not in ("state", "country", ""):
            break
        held.append(words)
        stop = name.stop + (name.stop < end and doc[name.stop].text == ")")
    return tuple(held)


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
