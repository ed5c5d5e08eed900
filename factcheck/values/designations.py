"""Digits that count nothing: telephone, case and version numbers, and the numbers of names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from factcheck.values.base import Comparison
from factcheck.values.datewords import month_pattern

if TYPE_CHECKING:
    from spacy.tokens import Token

# Identifiers that differ in more digits than this are different ones.
MOST_SLIPS = 2
# An identifier of fewer digits is one of a series: a slip cannot be told from its neighbour.
FEWEST_DIGITS = 5

_PHONE = re.compile(r"(?<![\w.$£€])\(?\+?\d{2,5}\)?(?:[\s.-]\d{2,6}){1,4}(?![\w%]|[.,]\d)")
_GROUPS = re.compile(r"[1-9]\d{0,2}(?:\s\d{3})+|[1-9]\d{0,2}(?:\.\d{3})+")
# Letters, one of them a capital, and digits in one word: "AK-47", "CVE-2021-99812", "KX346".
_CODE = re.compile(r"(?<![\w$£€.-])(?=[\w-]*\d)[A-Za-z]*[A-Z][A-Za-z]*[-‑]?\d[\w‑-]*(?![\w-]|,\d)")
# "No. 19-1257", "# 12", "Case 2:19-cv-88".
_NUMBERED = re.compile(r"\b(?:No|Nos|Nr)\.?\s(?=\d)([\w/:-]*\d)|(?<!\w)#(\d[\w/:-]*)")
# "Channel 9", "8 News": stations; a "911 call"; the standards of wireless networks, "802.11b/g".
_NAMED = re.compile(
    r"\b(?:Channel|Radio|TV)\s(\d{1,2})(?![\w.,%])|(?<![\w.,$£€-])(\d{1,2})(?=\sNews\b)"
    r"|\bNews\s(\d{1,2})(?=[,.;)’']|\s(?:said|says|told|reports?|reported)\b)"
    r"|(?<![\w.,-])(911|999|112)(?=\s(?:calls?|callers?|dispatchers?|operators?)\b)"
    r"|(?<![\w.,])(802\.?11(?:[a-z]{1,2}(?:/[a-z]{1,2})*)?)(?!\w)"
)
_VERSION = re.compile(r"(?<![\w.,$£€/-])v?\d+(?:\.\d+){2,3}(?![\w%]|\.\d)")
_VERSION_WORD = re.compile(r"\b(?:[Vv]ersions?|[Rr]elease)\s(\d+(?:\.\d+)+)(?![\w%])")
_CLOCK = re.compile(r"(?<![\w:.])\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?![\w:])")
_SCALE_AFTER = re.compile(r"\s?(?:million|billion|trillion|crore|lakh|bn|mn|m)\b")


def find_identifiers(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start and end in ``text``, and the normalised form, of each identifier.

    Those of few digits have the normalised form "": they are names, and no numbers.
    """
    for match in _CODE.finditer(text):
        if not _SCALE_AFTER.match(text[match.end() :]):
            yield (*match.span(), _long_enough(match.group()))
    for match in _NUMBERED.finditer(text):
        number = 1 if match[1] else 2
        yield (*match.span(number), _long_enough(match[number]))
    for match in (*_NAMED.finditer(text), *_CLOCK.finditer(text)):
        yield (*match.span(match.lastindex or 0), "")
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if (
            7 <= len(digits) <= 15
            and not _GROUPS.fullmatch(match.group())
            and not re.fullmatch(r"(?:1[5-9]|20)\d\d(?:1[5-9]|20)\d\d", digits)
        ):
            yield (*match.span(), digits)


def find_versions(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start and end in ``text``, and the normalised form, of each version number."""
    for match in _VERSION.finditer(text):
        if not re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", match.group()):
            yield (*match.span(), match.group().removeprefix("v"))
    for match in _VERSION_WORD.finditer(text):
        yield (*match.span(1), match[1])


def _long_enough(written: str) -> str:
    digits = sum(c.isdigit() for c in written)
    return written.upper().replace("‑", "-") if digits >= FEWEST_DIGITS else ""


def designates(anchor: Token, first: int) -> bool:
    """Return True if a number is part of a name and counts nothing: "Flight 447", "Version 3.2".

    It modifies the capitalised word right before it; a count precedes its noun. ``first`` is the
    index of its first token in the document.
    """
    before = anchor.doc[first - 1] if first > anchor.sent.start else anchor
    counts = anchor.dep_ == "nummod" and anchor.head.i > anchor.i
    if any(c.isupper() for c in before.text[1:]) and not counts:
        return True  # "iOS 8", "IE 7"
    name = anchor.head
    if anchor.dep_ != "nummod" or name.i != first - 1 or not any(c.isupper() for c in name.text):
        return False
    return not re.fullmatch(month_pattern(), name.text)


def compare_identifiers(a: str, b: str) -> Comparison:
    """Compare two identifiers: a slip of a digit or two, or another number altogether."""
    if a == b:
        return Comparison("same", distance=0.0)
    letters = [re.sub(r"[^A-Z]", "", one) for one in (a, b)]
    slips = DamerauLevenshtein.distance(a, b)
    # The next one of a series differs in its last digits only: a slip there cannot be told.
    neighbours = bool(re.search(r"\D", a)) and sorted(a) != sorted(b) and a[:-1] == b[:-1]
    if letters[0] == letters[1] and slips <= MOST_SLIPS and not neighbours:
        return Comparison("conflict", "a digit differs", slips / max(len(a), len(b)))
    return Comparison("compatible", "different numbers", 1.0)


def compare_versions(a: str, b: str) -> Comparison:
    """Compare two version numbers, which are never rounded."""
    if a == b:
        return Comparison("same", distance=0.0)
    return Comparison("conflict", "the versions differ", 0.2)
