"""Quotations for a reader: the words around what differs, and whose words they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from factcheck.language import lexicon
from factcheck.model import GAP, Claim
from factcheck.values.base import shortened

# The most characters of the words that differ.
_LONGEST_CHANGE = 40
# A speaker of more characters is no name but a sentence.
_LONGEST_SPEAKER = 40
# Whose words they are where no name is near.
UNKNOWN_SPEAKER = "words quoted"
_DETERMINERS = ("The", "A", "An", "His", "Her", "Their", "Its", "Our", "My", "One", "Some")


def differing(text: str, other: str, around: int, *, gap: bool = False) -> str:
    """Return the words of ``text`` around the first of them that are not in ``other``.

    About ``2 * around`` words are shown besides; what is left out before and after has an
    ellipsis. A ``gap`` stands for the words that differ.
    """
    words = text.split()
    first, stop, *_ = _first_change(words, other.split())
    differ = words[first:stop][: 2 * around]
    cut = stop > first + len(differ)
    stop = first + len(differ)
    start = max(0, first - around)
    end = stop if cut else min(len(words), stop + 2 * around - (first - start))
    start = max(0, min(start, first - (2 * around - (end - stop))))
    shown = [*words[start:first], *([GAP] if gap else differ), *words[stop:end]]
    before, after = "…" if start else "", "…" if end < len(words) else ""
    passage = " ".join(shown)
    return f"{before}{passage.rstrip('….') if after else passage}{after}"


def difference(text: str, other: str) -> str:
    """Say in a few words what :func:`differing` shows: which words stand in only one of the two."""
    words, others = text.split(), other.split()
    first, stop, begin, end = _first_change(words, others)
    one, another = (
        shortened(" ".join(w), _LONGEST_CHANGE).strip(" ,;:")
        for w in (words[first:stop], others[begin:end])
    )
    if one and another:
        return f'one has "{one}", the other "{another}"'
    return f'"{one or another}" stands in one and not in the other'


def _first_change(words: Sequence[str], others: Sequence[str]) -> tuple[int, int, int, int]:
    """Return the first words that differ: their start and stop in both texts.

    That one of the two begins earlier or ends later counts only where nothing else differs.
    """
    matcher = SequenceMatcher(None, [*map(_fold, words)], [*map(_fold, others)], autojunk=False)
    changed = [op for op in matcher.get_opcodes() if op[0] != "equal"]
    within = [
        op
        for op in changed
        if op[0] == "replace" or (op[1] and op[3] and op[2] < len(words) and op[4] < len(others))
    ]
    return next((op[1:] for op in [*within, *changed]), (0, 0, 0, 0))


def _fold(word: str) -> str:
    return re.sub(r"\W+", "", word).casefold() or word


def spoken_by(claim: Claim) -> str:
    """Return whose words a claim quotes: "words of the mayor", "words quoted" for a pronoun."""
    speaker = (claim.speaker or "").split(",")[0].strip()
    if not 0 < len(speaker) <= _LONGEST_SPEAKER or speaker.lower() in lexicon.words().personal:
        return UNKNOWN_SPEAKER
    first, _, rest = speaker.partition(" ")
    if rest and first in _DETERMINERS:
        speaker = f"{first.lower()} {rest}"
    return f"words of {speaker}"
