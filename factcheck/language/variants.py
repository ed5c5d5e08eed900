"""Spellings that are both right: British and American English, and ways to transliterate a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from anyascii import anyascii

# Each rule takes both spellings of a pair to one form. They are applied in this order.
_REGIONAL = (
    (re.compile(r"(?<=[a-z]{2})tre\b"), "ter"),
    (re.compile(r"(?<=[a-z]{2})our"), "or"),
    (re.compile(r"ence\b"), "ense"),
    (re.compile(r"(?<=[a-z]{2})is(?=e|ing|ation)"), "iz"),
    (re.compile(r"ys(?=e|ing)"), "yz"),
    (re.compile(r"ogue\b"), "og"),
    (re.compile(r"ellery\b"), "elry"),
    (re.compile(r"amme\b"), "am"),
    (re.compile(r"ll"), "l"),
    (re.compile(r"ae|oe"), "e"),
)
_VOWELS = re.compile(r"[aeiou]")
_DOUBLE = re.compile(r"(.)\1+")
_TRANSLITERATED = (
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


# How letters are written where a keyboard has none of them (ICAO 9303, part 3, table 6.A).
_DIGRAPHS = {
    "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe",
    "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe", "Æ": "Ae", "Œ": "Oe", "þ": "th",
    "Þ": "Th",
}  # fmt: skip
# Marks that a reader does not see as letters: combining accents (of decomposed text), soft hyphens,
# zero-width spaces and joiners.
INVISIBLE = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"
# Beginnings of so many letters in common make two forms or spellings of one word.
_STEM = 4
_INVISIBLE = re.compile(f"[{INVISIBLE}]")


@cache
def plain(word: str) -> str:
    """Return ``word`` in lower case and plain letters, as a reader takes it.

    Accents, ligatures and foreign letters become their plain ones, whether composed or not; marks
    that nobody sees are left out.
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


def both_right(a: str, b: str) -> str:
    """Return why two different spellings (lower case) are both in use, or "" if they are not."""
    if regional(a) == regional(b) and not only_doubled(a, b):
        return "British and American spelling"
    if transliterated(a) == transliterated(b):
        return "transliterations both in use"
    return ""


@cache
def only_doubled(a: str, b: str) -> bool:
    """Tell whether two spellings differ only in letters that one of them doubles.

    "Massoud" and "Masoud" are both in use; "Quennell" and "Quenell" are a name and a slip.
    """
    return a != b and _DOUBLE.sub(r"\1", a) == _DOUBLE.sub(r"\1", b)


def one_stem(a: str, b: str) -> bool:
    """Tell whether two words begin alike, as the forms and the spellings of one word do."""
    return a[:_STEM] == b[:_STEM]


def many_vowels(words: Sequence[str]) -> bool:
    """Tell whether three or more spellings (lower case) share all consonants: no single slip.

    A name of another script is written with the vowels that each writer hears.
    """
    return len(words) >= 3 and len({_VOWELS.sub("", word) for word in words}) == 1
