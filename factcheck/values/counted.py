"""What a number counts, and whose age it is, taken from the parse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# No day of a month is higher.
LAST_DAY = 31


def number_of(vague: Token) -> Token | None:
    """Return the noun that a vague number counts ("dozens of shops"), or None.

    It is None for a part of a known group, too ("several of the shops"): nothing is said about the
    size of the group.
    """
    for child in vague.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            noun = next((c for c in child.children if c.dep_ == "pobj"), None)
            part = noun is None or any(c.dep_ in ("det", "poss") for c in noun.children)
            return None if part else noun
    return None


def after_date(anchor: Token, number: float) -> Token | None:
    """Return the noun that a figure right after a date counts, or None.

    In "On 14 June 173 members voted" the parser takes both figures for one date, but 173 is no day
    of a month, and the noun is no time.
    """
    if number <= LAST_DAY or anchor.dep_ != "nummod":
        return None
    things = (anchor.head, *anchor.doc[anchor.i + 1 : anchor.i + 2])
    return next(
        (t for t in things if t.pos_ == "NOUN" and t.ent_type_ not in ("DATE", "TIME")), None
    )


def is_age(tokens: Span, before: str, after: str) -> bool:
    """Return True if the number in ``tokens`` is an age: "Thomas, 10, was", "aged 10", "age of 10".

    ``before`` and ``after`` are the texts on either side of it.
    """
    if re.search(r"\b(?:aged?|age\sof)\s$", before):
        return True
    if not re.search(r"\w,\s$", before) or not re.match(r",|\.$|\s?$|\)", after):
        return False
    first = tokens[0]
    named = first.nbor(-2) if first.i >= 2 else None
    # The parser takes ages for dates; a real date has a month or weekday before the comma.
    return named is not None and named.pos_ == "PROPN" and named.ent_type_ != "DATE"


def owner_of(tokens: Span) -> Token:
    """Return the token whose age this is: the apposition's noun, or the number itself."""
    head = tokens.root
    for token in head.ancestors:
        if token.pos_ in ("PROPN", "NOUN") and token.lower_ not in ("year", "years", "old", "age"):
            return token
    return head
