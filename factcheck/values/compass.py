"""Compass directions: on which side a place lies, and in which direction from another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.values.base import Comparison
from factcheck.values.gazetteer import COMPASS, SETTLEMENTS
from factcheck.values.located import UNITS
from factcheck.values.placenames import Bearing, Found, begins_name, known_words, name_from

if TYPE_CHECKING:
    from spacy.tokens import Token

# From this share of a half turn on, two directions are not two ways to look at one.
OPPOSED = 0.5
_NAMES = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")


def in_words(direction: object, origin: str) -> str:
    """Return a direction as one reads it: "south of port merrow", "southeast", "central"."""
    named = _NAMES[round(direction / 45) % 8] if isinstance(direction, int) else str(direction)
    return f"{named} of {origin}" if origin else named


def angle(a: object, b: object) -> float | None:
    """Return how far two directions lie apart, 0 to 1; None where one of them is the middle."""
    if not isinstance(a, int) or not isinstance(b, int):
        return None
    turned = abs(a - b) % 360
    return min(turned, 360 - turned) / 180


def compare_directions(x: Bearing, y: Bearing) -> Comparison:
    """Compare two directions of one thing, seen from one place or two."""
    first, second = x.direction, y.direction
    if x.origin != y.origin:
        if first == second and x.distance and x.distance == y.distance:
            return Comparison("conflict", "the same way from another place")
        return Comparison("compatible", "seen from two places", 0.5)
    if first == second:
        return Comparison("same", distance=0.0)
    apart = angle(first, second)
    if apart is None:
        return Comparison("drift", "the middle against a side", 0.5)
    if apart < OPPOSED:
        return Comparison("drift", "the directions are not far apart", apart)
    return Comparison("conflict", "the directions are far apart", apart)


def direction_told(token: Token) -> Found | None:
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
        while start < end and start <= following + 5 and not begins_name(doc[start]):
            if doc[start].lower_ not in ("the", "city", "town", "capital", "of", "port", "island"):
                return None
            start += 1
        name = name_from(token, start)
        if not name:
            return None
        words, _ = known_words(token, name)
        bearing = Bearing(direction, words, _distance(token))
        tokens = range(tokens.start, name.stop)
        return Found(tokens, "compass", "", "", "from", token, bearing=bearing)
    # "the southeastern (Iranian) city of Bam"
    for place in range(following, min(end - 2, following + 2)):
        if doc[place].lower_ in SETTLEMENTS and doc[place + 1].lower_ == "of":
            name = name_from(token, place + 2)
            if name:
                return Found(
                    tokens,
                    "compass",
                    "",
                    "",
                    "side",
                    token,
                    bearing=Bearing(direction),
                    anchor=known_words(token, name)[0],
                    shown=str(doc[name.start : name.stop].text),
                )
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
