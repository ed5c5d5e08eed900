"""Digits that are no quantities: identifiers, such as telephone numbers, and scores."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PHONE = re.compile(r"(?<![\w.$£€])\(?\+?\d{2,5}\)?(?:[\s.-]\d{2,6}){1,4}(?![\w%]|[.,]\d)")
_SCORE = re.compile(r"(?<![\w$£€.,-])\d{1,3}[-–]\d{1,3}(?:[-–]\d{1,3})?(?![\w%-]|[.,]\d)")


def find_identifiers(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start and end in ``text``, and the digits, of each telephone number or the like."""
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if 7 <= len(digits) <= 15 and not re.fullmatch(
            r"(?:1[5-9]|20)\d\d(?:1[5-9]|20)\d\d", digits
        ):
            yield (*match.span(), digits)


def find_scores(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start and end in ``text``, and the normalised form, of each score."""
    for match in _SCORE.finditer(text):
        parts = [int(p) for p in re.split(r"[-–]", match.group())]
        after = text[match.end() : match.end() + 12].lower()
        if re.match(r"\s?(?:percent|per|years?|hours?|days?|minutes?|people|miles?)\b", after):
            continue
        yield (*match.span(), "-".join(map(str, parts)))
