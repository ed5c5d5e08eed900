"""Pairs of correct spellings: British and American English, and transliterations of a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from anyascii import anyascii

# Each rule maps both spellings of a pair to one form. They are applied in this order.
_REGIONAL = (
    (re.compile(r"(?<=[a-z]{2})tre(?=s?\b)"), "ter"),
    (re.compile(r"(?<=[a-z]{2})our"), "or"),
    (re.compile(r"ence(?=s?\b)"), "ense"),
    (re.compile(r"(?<=[a-z]{2})is(?=e|ing|ation)"), "iz"),
    (re.compile(r"ys(?=e|ing)"), "yz"),
    (re.compile(r"ogue(?=s?\b)"), "og"),
    (re.compile(r"ellery\b"), "elry"),
    (re.compile(r"amme(?=s?\b)"), "am"),
    (re.compile(r"ll"), "l"),
    (re.compile(r"ae|oe"), "e"),
)
_VOWELS = re.compile(r"[aeiou]")
_DOUBLE = re.compile(r"(.)\1+")
_LONG_VOWEL = re.compile(r"([aiu])\1")
_TRANSLITERATED = (
    # "Servant of the ...": the article after it is written as it sounds, or left out.
    (re.compile(r"^(abd)[aeiou]l?(?=[a-z]{3})"), r"\1"),
    (re.compile(r"(.)\1"), r"\1"),
    (re.compile(r"ou|oo|u"), "u"),
    (re.compile(r"iy|ey|ei|ay|ai|y"), "i"),
    (re.compile(r"ie|ee"), "i"),
    (re.compile(r"q|ck|c(?![hei])"), "k"),
    (re.compile(r"dj|zh"), "j"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"h\b"), ""),
    (re.compile(r"(.)\1"), r"\1"),
)
# What else differs from one way to write a foreign script to the next: consonants that English
# lacks, and vowels.
_ROMANISED = (
    (re.compile(r"([dgktz])h"), r"\1"),
    (re.compile(r"g(?=[ei])"), "i"),
    (re.compile(r"[gq]"), "k"),
    (re.compile(r"w"), "v"),
    (re.compile(r"['’]|[jy](?=[aeiou])"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"[aeiou]"), "a"),
    (re.compile(r"a{3,}"), "aa"),
)
_WITHIN = re.compile(r"(?<!^)a")


# How letters are written where a keyboard has none of them (ICAO 9303, part 3, table 6.A).
_DIGRAPHS = {
    "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe",
    "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe", "Æ": "Ae", "Œ": "Oe", "þ": "th",
    "Þ": "Th",
}  # fmt: skip
# Characters that are not letters of a word: combining accents (of decomposed text), soft hyphens,
# zero-width spaces and joiners.
INVISIBLE = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"
# Two words with so many first letters in common count as forms or spellings of one word.
_STEM = 4
_INVISIBLE = re.compile(f"[{INVISIBLE}]")


@cache
def plain(word: str) -> str:
    """Return ``word`` in lower case and plain letters.

    Letters with accents, ligatures and foreign letters become ASCII letters; invisible marks are
    left out.
    """
    if word.isascii():
        return word.casefold()
    return anyascii(_INVISIBLE.sub("", word)).casefold() or word.casefold()


def with_digraphs(word: str) -> str:
    """Return ``word`` with the two letters that stand for one with an umlaut or a ring."""
    return "".join(_DIGRAPHS.get(letter, letter) for letter in unicodedata.normalize("NFC", word))


@cache
def regional(word: str) -> str:
    """Return the form that the British and the American spelling of ``word`` share."""
    for pattern, replacement in _REGIONAL:
        word = pattern.sub(replacement, word)
    return word


@cache
def transliterated(word: str) -> str:
    """Return the form that the usual transliterations of a foreign name share."""
    for pattern, replacement in _TRANSLITERATED:
        word = pattern.sub(replacement, word)
    return word


@cache
def romanised(word: str) -> str:
    """Return the form that ways to write a name of another script in Latin letters share.

    It says less than :func:`transliterated`: of two names in Latin script that share it, one is
    mostly a slip.
    """
    word = transliterated(word)
    for pattern, replacement in _ROMANISED:
        word = pattern.sub(replacement, word)
    return word


def may_be_romanised(a: str, b: str) -> bool:
    """Return True if two spellings may be two ways to write one foreign name in Latin letters.

    Letters that changed places are a slip.
    """
    return sorted(a) != sorted(b) and romanised(a) == romanised(b)


def have_same_consonants(a: str, b: str) -> bool:
    """Return True if two spellings differ in vowels and in ways to write a foreign consonant.

    Many scripts leave vowels out, and languages differ in those they hear: "Qaida" and "Qaeda",
    "Dmitry" and "Dimitry". Letters that changed places are a slip.
    """
    return sorted(a) != sorted(b) and _consonants(a) == _consonants(b)


@cache
def _consonants(word: str) -> str:
    return _WITHIN.sub("", romanised(word).replace("i", "a"))


def both_right(a: str, b: str) -> str:
    """Return why two different spellings (in lower case) are both correct, "" if they are not."""
    if regional(a) == regional(b) and not only_doubled(a, b):
        return "British and American spelling"
    if transliterated(a) == transliterated(b):
        return "transliterations both in use"
    return ""


@cache
def only_doubled(a: str, b: str) -> bool:
    """Return True if two spellings differ only in letters that one of them doubles.

    Such a pair may be two transliterations ("Massoud", "Masoud") or a name and a slip ("Quennell",
    "Quenell").
    """
    return a != b and _DOUBLE.sub(r"\1", a) == _DOUBLE.sub(r"\1", b)


def differ_in_a_long_vowel(a: str, b: str) -> bool:
    """Return True if one spelling doubles an "a", "i" or "u", which English does not: "Shabaab"."""
    return a != b and _LONG_VOWEL.sub(r"\1", a) == _LONG_VOWEL.sub(r"\1", b)


def one_stem(a: str, b: str) -> bool:
    """Return True if two words have their first letters in common, as forms of one word have."""
    return a[:_STEM] == b[:_STEM]


def differ_only_in_vowels(words: Sequence[str]) -> bool:
    """Return True if three or more spellings (in lower case) have the same consonants.

    These are transliterations of a name in another script, not one name and its slips.
    """
    return len(words) >= 3 and len({_VOWELS.sub("", word) for word in words}) == 1
