"""What a number counts, and whose age it is, read from the parse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.language import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# The highest day of a month.
LAST_DAY = 31


def counted_noun(vague: Token) -> Token | None:
    """Return the noun that a vague number counts ("dozens of shops"), or None.

    It is also None for a part of a known group ("several of the shops"), because the number says
    nothing about the size of the group.
    """
    for child in vague.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            noun = next((c for c in child.children if c.dep_ == "pobj"), None)
            part = noun is None or any(c.dep_ in ("det", "poss") for c in noun.children)
            return None if part else noun
    return None


def noun_after_date(anchor: Token, number: float) -> Token | None:
    """Return the noun that a figure right after a date counts, or None.

    In "On 14 June 173 members voted" the parser takes both figures for one date, but 173 is no day
    of a month, and the noun is no date or time.
    """
    if number <= LAST_DAY or anchor.dep_ != "nummod":
        return None
    nouns = (anchor.head, *anchor.doc[anchor.i + 1 : anchor.i + 2])
    return next(
        (t for t in nouns if t.pos_ == "NOUN" and t.ent_type_ not in ("DATE", "TIME")), None
    )


def is_dated(tokens: Span) -> bool:
    """Return True if a number is part of a date or time, as the parser sees it.

    Numbers alone are none where they count something: "between 15 and 16 workers". Nor is a number
    after "in" and a month: "in May 30 people".
    """
    named = [t for t in tokens if t.ent_type_ in ("DATE", "TIME")]
    if not named:
        return False
    noun = tokens.root.head
    counts = tokens.root.dep_ == "nummod" and noun.pos_ == "NOUN" and noun.tag_ == "NNS"
    start, end = named[0].i, named[-1].i + 1
    while start > 0 and tokens.doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(tokens.doc) and tokens.doc[end].ent_iob_ == "I":
        end += 1
    wordless = all(t.like_num or t.pos_ in ("ADP", "CCONJ", "PUNCT") for t in tokens.doc[start:end])
    in_month = start > 0 and end - start == 2 and tokens.doc[start - 1].lower_ == "in"
    return not (counts and (wordless or in_month) and noun.ent_type_ not in ("DATE", "TIME"))


def is_age(tokens: Span, before: str, after: str) -> bool:
    """Return True if the number in ``tokens`` is an age: "Thomas, 10, was", "as young as 10".

    ``before`` and ``after`` are the texts of its sentence on either side of it.
    """
    if re.search(r"\b(?:aged?|age\sof|as\s(?:young|old)\sas)\s$", before):
        return True
    first = tokens[0]
    name = first.nbor(-2) if first.i >= 2 else None
    if name is None or name.ent_type_ == "DATE":
        # The parser takes ages for dates; a real date has a month or weekday before the comma.
        return False
    if re.search(r"\w\s\($", before) and after.startswith(")"):
        return name.pos_ == "PROPN" and name.ent_type_ == "PERSON"
    if not re.search(r"\w,\s$", before) or not re.match(r",|\.$|\s?$|\)", after):
        return False
    person = name.pos_ == "NOUN" and str(name.lemma_).lower() in lexicon.persons()
    return name.pos_ == "PROPN" or (person and name.tag_ == "NN")


def age_owner(tokens: Span) -> Token:
    """Return the token of the person or thing with this age, or else the root of ``tokens``."""
    head = tokens.root
    for token in head.ancestors:
        if token.pos_ in ("PROPN", "NOUN") and token.lower_ not in ("year", "years", "old", "age"):
            return token
    return head


# What is before the number of a whole: "12 of the", "half of its", "three out of".
_OF_WHOLE = re.compile(
    r"(?:\d|\b(?P<word>[a-z]+?)s?)\s(?:out\s)?of\s(?:(?:the|its|their|his|her|our|all|some)\s)*$",
    re.IGNORECASE,
)


def is_whole(before: str) -> bool:
    """Return True if a number is that of a whole of which a part is told: "12 of the 40"."""
    found = _OF_WHOLE.search(before)
    if found is None:
        return False
    known = lexicon.numerals()
    word = (found["word"] or "").lower()
    return not word or any(
        word in words for words in (known.numbers, known.scales, known.fractions)
    )


def part_of(part: Token) -> Token | None:
    """Return the noun that a part is of: "workers" in "12 of the 40 workers", or None."""
    for child in part.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            noun = next((c for c in child.children if c.dep_ == "pobj"), None)
            return noun if noun is not None and noun.pos_ in ("NOUN", "PROPN") else None
    return None
