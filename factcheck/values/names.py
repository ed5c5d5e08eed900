"""Names: one person, firm or place spelled in two ways, one of them a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein, Prefix

from factcheck.language import lexicon
from factcheck.language.parser import ParsedDocument
from factcheck.language.variants import INVISIBLE, both_right, plain
from factcheck.language.words import is_common_word
from factcheck.model import Claim, Payload, Value
from factcheck.settings.finding_types import NAME
from factcheck.values.base import Comparison, Kind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SHORTEST = 4
# Shorter words in -ly are names as often: "Ely", "Elly".
_SHORTEST_ADVERB = 6
_POSSESSIVE = re.compile(r"['’]s?$")
_LETTER = rf"(?:[^\W\d_]|[{INVISIBLE}])"
_LETTERS = re.compile(rf"{_LETTER}+(?:['’.-]{_LETTER}+)*")
# Endings that make another word of the same stem: a people, a language, an adjective.
_DERIVED = ("n", "an", "ian", "i", "ese", "ish", "ean", "er", "ers", "is", "ans", "ns", "ic", "al",
            "y", "ing", "ed", "land", "ism", "ist", "ies")  # fmt: skip
# The same by what they make of a stem: of two of one row, one is a slip ("Palestinan").
_SUFFIXES = {
    ending: row
    for row, endings in enumerate((
        ("",), ("s", "es", "ies"), ("n", "an", "ian", "ean"), ("ns", "ans", "ians", "eans"),
        ("i",), ("is",), ("ic", "ics"), ("al", "ical"), ("ist",), ("ists",), ("ism",), ("ite",),
        ("ites",), ("ese",), ("ish",), ("er",), ("ers",), ("ia",), ("land",), ("ity",),
    ))
    for ending in endings
}  # fmt: skip
# What the parser calls so has a name, whatever the tagger takes its words for.
_SURELY_NAMES = ("PERSON", "NORP", "GPE")
# Words before the name of a family, but not before the name of one of its members.
_ARTICLES = ("the", "both", "these", "those", "all")
# Words before a surname, written together with it or apart.
_PARTICLES = ("de", "del", "di", "da", "du", "la", "le", "van", "von", "mac", "mc", "o", "al", "el",
              "bin", "ibn", "abu", "san", "st")  # fmt: skip


@dataclass(frozen=True, slots=True)
class NamePayload(Payload):
    """A word of a name, with its context.

    ``label`` is its entity label in the parse. ``before`` and ``after`` are up to two folded words
    of the same name on either side, the nearer one first. ``plural`` and ``proper`` are what the
    parser says of it, ``articled`` is True for the name of a group ("the Kennedys").
    """

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    plural: bool
    articled: bool
    proper: bool


class Names(Kind):
    """Single words of proper names, each with its neighbours in the name."""

    name = "name"
    finding_type = NAME
    payload = NamePayload

    def find(self, parsed: ParsedDocument) -> Iterator[Value]:
        """Yield every word of a proper name that is long enough to be misspelled visibly."""
        headlines = [_is_headline(s.span) for s in parsed.sentences]
        # In a headline every word has a capital; there only words count that have one elsewhere.
        known = {
            str(t.text)
            for s, headline in zip(parsed.sentences, headlines, strict=True)
            if not headline
            for t in s.span
            if _is_name(t)
        }
        for sentence, headline in zip(parsed.sentences, headlines, strict=True):
            for token in sentence.span:
                if not _is_name(token):
                    continue
                if headline and token.text not in known and token.ent_type_ != "PERSON":
                    continue
                word = _POSSESSIVE.sub("", token.text).rstrip(".")
                start, _ = sentence.bounds(token)
                before, after = _neighbours(token)
                yield Value(
                    kind=self.name,
                    start=start,
                    end=start + len(word),
                    text=word,
                    normalized=fold(word),
                    payload=NamePayload(
                        label=str(token.ent_type_),
                        before=before,
                        after=after,
                        plural=token.tag_ in ("NNPS", "NNS"),
                        articled=_articled(token),
                        proper=token.pos_ == "PROPN" or token.ent_type_ in _SURELY_NAMES,
                    ),
                )

    def compare(self, a: Value, b: Value) -> Comparison:
        """Compare two spellings letter by letter."""
        if a.normalized == b.normalized:
            return Comparison("same", distance=0.0)
        if are_nicknames(a.normalized, b.normalized):
            return Comparison("compatible", "one is the short form of the other", 0.5)
        distance = DamerauLevenshtein.normalized_distance(a.normalized, b.normalized)
        if reason := both_right(a.normalized, b.normalized):
            return Comparison("drift", reason, distance)
        if is_derived(a.normalized, b.normalized):
            return Comparison("compatible", "one is derived from the other", distance)
        return Comparison("conflict", "the letters differ", distance)

    def label(self, value: Value, claim: Claim, shown: str) -> str:
        """Return which name it is."""
        return f"spelling of the name {shown}"


@cache
def fold(word: str) -> str:
    """Return ``word`` in lower case and plain letters, without apostrophes and hyphens."""
    return "".join(c for c in plain(word) if c.isalnum()) or word.casefold()


def is_derived(a: str, b: str) -> bool:
    """Return True if one folded name is derived from the other, and so no slip of it.

    Examples are "Iran"/"Iranian" and "Giudice"/"DelGiudice".
    """
    short, long = sorted((a, b), key=len)
    if long.endswith(short) and long[: -len(short)] in _PARTICLES:
        return True
    if long.startswith(short) and long[len(short) :] in _DERIVED:
        return True
    stem = short[:-1]
    return long.startswith(stem) and (short[-1] + ">" + long[len(stem) :]) in {
        "y>ies", "y>ian", "a>ian", "a>an", "e>ian", "a>n", "n>an", "e>ish", "o>an", "a>i", "e>an",
        "e>ing", "e>er", "s>n",
    }  # fmt: skip


def are_derived(a: str, b: str) -> bool:
    """Return True if two folded names are derived from one: "Finnish" and "Finns".

    The endings are no part of the letters alike, as in "Islam-ic" and "Islam-ist". A few peoples
    have irregular names: "Britain", "Briton".
    """
    if frozenset((a, b)) in _irregular():
        return True
    shared = int(Prefix.similarity(a, b))
    for stem in range(max(_SHORTEST, shared - 2), shared + 1):
        x, y = (_SUFFIXES.get(word[stem:]) for word in (a, b))
        if x is not None and y is not None and x != y:
            return True
    return False


@cache
def _irregular() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in lexicon.people().demonyms)


@cache
def are_nicknames(a: str, b: str) -> bool:
    """Return True if one first name is a usual short form of the other (package ``nicknames``)."""
    namer = _namer()
    return bool({a, *namer.nicknames_of(a)} & {b, *namer.nicknames_of(b)}) or b in (
        namer.canonicals_of(a) | namer.nicknames_of(a)
    )


@cache
def is_given_name(word: str) -> bool:
    """Return True if ``word`` (folded) is a given name of English (package ``nicknames``).

    A word such as "Al" or "Van" is more often a part of a surname.
    """
    return word in _given_names() and word not in _PARTICLES


@cache
def _given_names() -> frozenset[str]:
    known: dict[str, set[str]] = _namer().nickname_lookup
    return frozenset(known).union(*known.values())


@cache
def _namer():  # type: ignore[no-untyped-def]
    from nicknames import NickNamer

    return NickNamer()


def _is_headline(span: Span) -> bool:
    """Return True if nearly all longer words of a sentence begin with a capital."""
    words = [t.text for t in span if t.is_alpha and len(t.text) >= _SHORTEST]
    return len(words) >= 3 and sum(w[0].isupper() for w in words) >= 0.8 * len(words)


def opens_sentence(token: Token) -> bool:
    """Return True for the adverb of a sentence right before a name: "Ironically Holt paid"."""
    word = str(token.lower_)
    stems = [word[:-2], word.removesuffix("ally")]
    return (
        token.i == token.sent.start
        and word.endswith("ly")
        and len(word) >= _SHORTEST_ADVERB
        and not is_given_name(word)
        and any(stem != word and is_common_word(stem) for stem in stems)
    )


def _is_name(token: Token) -> bool:
    text = token.text
    if opens_sentence(token):
        return False
    if len(text) < _SHORTEST or not text[0].isupper() or not _LETTERS.fullmatch(text.rstrip(".")):
        return False
    if token.ent_type_ in ("DATE", "TIME", "ORDINAL", "CARDINAL", "PERCENT", "MONEY", "QUANTITY"):
        return False
    if token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "ORG", "GPE", "LOC", "FAC"):
        return True
    # Capitals in the middle of a sentence mark a name that the tagger took for a common word.
    is_inside = token.i > token.sent.start and not token.nbor(-1).is_punct
    return is_inside and token.pos_ in ("NOUN", "ADJ")


def _articled(token: Token) -> bool:
    """Return True if the name is that of a group of people: "the Kennedys", "both Kennedys"."""
    following = token.doc[token.i + 1 : token.i + 2]
    if any(t.pos_ in ("NOUN", "PROPN") for t in following):
        return False
    before = token.doc[max(token.sent.start, token.i - 1) : token.i]
    return any(t.lower_ in _ARTICLES or t.like_num for t in before)


def _neighbours(token: Token) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return up to two folded words of the same name before the token, and two after it."""
    sentence = token.sent
    before: list[str] = []
    after: list[str] = []
    for step, words in ((-1, before), (1, after)):
        position = token.i + step
        while sentence.start <= position < sentence.end and len(words) < 2:
            other = token.doc[position]
            if other.text in (".", "'s", "’s", "-"):
                position += step
                continue
            if other.text in _PARTICLES:
                # "Osama bin Laden" is one name.
                beyond = position + step
                within = sentence.start <= beyond < sentence.end
                if not (within and token.doc[beyond].text[:1].isupper()):
                    break
                position = beyond
                continue
            if (
                not other.text[:1].isupper()
                or not other.text[:1].isalpha()
                or opens_sentence(other)
            ):
                break
            words.append(fold(other.text))
            position += step
    return tuple(before), tuple(after)


KIND = Names()
