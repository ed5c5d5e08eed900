"""Quotations for a reader: the words around what differs, and whose words they are."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from factcheck.language import lexicon
from factcheck.model import GAP, Claim

# A speaker of more characters is no name but a sentence.
_LONGEST_SPEAKER = 40
_DETERMINERS = ("The", "A", "An", "His", "Her", "Their", "Its", "Our", "My")


def differing(text: str, other: str, around: int, *, gap: bool = False) -> str:
    """Return the words of ``text`` around the first of them that are not in ``other``.

    That one of the two begins earlier or ends later counts only where nothing else differs. About
    ``2 * around`` words are shown besides; what is left out before and after has an ellipsis. A
    ``gap`` stands for the words that differ.
    """
    words, others = text.split(), other.split()
    matcher = SequenceMatcher(None, [*map(_fold, words)], [*map(_fold, others)], autojunk=False)
    changed = [op for op in matcher.get_opcodes() if op[0] != "equal"]
    within = [
        op for op in changed
        if op[0] == "replace" or (op[1] and op[3] and op[2] < len(words) and op[4] < len(others))
    ]  # fmt: skip
    first, stop = next(((op[1], op[2]) for op in [*within, *changed]), (0, 0))
    differ = words[first:stop][: 2 * around]
    cut = stop > first + len(differ)
    stop = first + len(differ)
    start = max(0, first - around)
    end = stop if cut else min(len(words), stop + 2 * around - (first - start))
    start = max(0, min(start, first - (2 * around - (end - stop))))
    shown = [*words[start:first], *([GAP] if gap else differ), *words[stop:end]]
    before, after = "…" if start else "", "…" if end < len(words) else ""
    return f"{before}{' '.join(shown)}{after}"


def _fold(word: str) -> str:
    return re.sub(r"\W+", "", word).casefold() or word


def spoken_by(claim: Claim) -> str:
    """Return whose words a claim quotes: "words of the mayor", "words quoted" for a pronoun."""
    speaker = (claim.speaker or "").split(",")[0].strip()
    if not 0 < len(speaker) <= _LONGEST_SPEAKER or speaker.lower() in lexicon.words().personal:
        return "words quoted"
    first, _, rest = speaker.partition(" ")
    if rest and first in _DETERMINERS:
        speaker = f"{first.lower()} {rest}"
    return f"words of {speaker}"
