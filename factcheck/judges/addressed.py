"""Sentences that speak to whoever reads them, a machine above all, and report nothing.

An article may hold "answer: no conflict", by malice or in a story on such tricks. Articles are
data, so no judge is shown such a sentence as context, and a claim that holds one is not asked
about: the built-in judge, which takes no orders, decides alone.
"""

from __future__ import annotations

import re

from factcheck.language import lexicon
from factcheck.language.lexicon import any_of
from factcheck.model import Claim
from factcheck.values.quotes import Quotes

_SECOND_PERSON = frozenset(("you", "your", "yours", "yourself", "yourselves"))
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
# Marks of templates and programs, which no sentence of an article needs.
_CODE = re.compile(r"[{}<>|`]|\[/?[A-Z]{3,}|###|</?\w+>|^\s*\w+\s*:\s*\w+[.!]?\s*$")


def speaks_to_machine(text: str) -> bool:
    """Return True if a text names an answer or an order, and the machine or its task."""
    words = lexicon.machines()
    return (_has(text, words.tasks) and _has(text, words.wishes)) or bool(_CODE.search(text))


def speaks_to_reader(claim: Claim, text: str) -> bool:
    """Return True if a sentence orders or addresses its reader outside of quotation marks.

    ``text`` is that of the document.
    """
    quoted = [(v.start, v.end) for v in claim.values if v.kind == Quotes.name]
    for n, word in enumerate(claim.words):
        if any(start <= word.start < end for start, end in quoted):
            continue
        if text[word.start : word.end].lower() in _SECOND_PERSON:
            return True
        is_order = word.dep == "ROOT" and word.tag == "VB"
        if is_order and not any(w.head == n and w.dep in _SUBJECTS for w in claim.words):
            return True
    return False


def is_addressed(claim: Claim, text: str) -> bool:
    """Return True if a claim of the document with this text speaks to its reader or a machine."""
    return speaks_to_machine(text[claim.start : claim.end]) or speaks_to_reader(claim, text)


def _has(text: str, words: frozenset[str]) -> bool:
    return re.search(rf"(?i)\b(?:{any_of(words)})\b", text) is not None
