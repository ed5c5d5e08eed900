"""Values of the evidence that stand against a value of the draft: "29" here, "30" there.

Findings of a comparison need a fact that articles tell; here one sentence is held against the few
nearest to it. A value is a rival if it cannot be right together with that of the draft, which
nobody else gives, and is given for the same fact. The weights are in ``weights.json``;
``python -m benchmarks.verified`` fits them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from factcheck.language.titles import in_title
from factcheck.language.variants import only_doubled
from factcheck.language.words import is_common_word
from factcheck.model import Value
from factcheck.pairs.predications import stem
from factcheck.pairs.sayings import Side
from factcheck.pairs.signals import (
    ALIKE_IN_MEANING,
    SAME_WORDS,
    SignalDefinition,
    values_of,
)
from factcheck.pairs.support import Support
from factcheck.values import family, kinds
from factcheck.values.names import NamePayload, Names
from factcheck.verification.figures import MUCH

# So many words of the two sentences on either side of a value are held against each other.
AROUND = 3
# Two spellings are one name if this share of their letters differs, or less.
SLIP = 0.25
# A name of so many letters is recognised in a slip without its neighbours.
PLAIN = 6
# Two sentences say the same but for a "not" if their words are alike by this ratio.
BUT_FOR_A_NOT = 0.75


class Rivals(NamedTuple):
    """A value of the draft and one of the evidence that cannot both be right, with their claims.

    ``given_here`` is True if the draft gives the other value, too, ``given_there`` if the document
    of the other value gives that of the draft: then the two are two facts.
    """

    support: Support
    x: Side
    y: Side
    v: Value
    w: Value
    given_here: bool
    given_there: bool


def against(
    support: Support, x: Side, y: Side, value: Value, gives: Callable[[int, Value], bool]
) -> Iterator[Rivals]:
    """Yield the figures of ``y`` that cannot be right together with a figure of ``x``.

    ``gives`` tells whether a document, by its number, has a value anywhere.
    """
    for w in y.figures:
        if family(w) != family(value):
            continue
        if kinds()[w.kind].compare(value, w).relation == "conflict":
            here, there = gives(x.document, w), gives(y.document, value)
            yield Rivals(support, x, y, value, w, here, there)


def is_slip(v: Value, w: Value, *, doubled: bool = False) -> bool:
    """Return True if two words of names are likely two spellings of one name.

    With ``doubled``, they may also differ in a doubled letter alone, as transliterations do.
    """
    compared = Names().compare(v, w)
    in_use = compared.relation != "conflict" and not (
        doubled and only_doubled(v.normalized, w.normalized)
    )
    if in_use or compared.distance > SLIP:
        return False
    before = (NamePayload.of(name).before[:1] for name in (v, w))
    first, second = (tuple(word for word in words if not in_title(word)) for words in before)
    # Two first names before two surnames are two people.
    return v.text[0] == w.text[0] and (first == second or not first or not second)


def is_plain_slip(v: Value, w: Value) -> bool:
    """Return True if a word of a name is ``w`` but for one slip of the keyboard.

    A letter is dropped, doubled or put in, or two have changed places; and the words stand in
    like names, or neither is a person's. A letter for another makes another name too often.
    """
    if (
        not is_slip(v, w, doubled=True)
        or DamerauLevenshtein.distance(v.normalized, w.normalized) > 1
    ):
        return False
    if len(v.normalized) == len(w.normalized) and sorted(v.normalized) != sorted(w.normalized):
        return False
    ours, theirs = NamePayload.of(v), NamePayload.of(w)
    beside = {*ours.before[:1]} & {*theirs.before[:1]} | {*ours.after[:1]} & {*theirs.after[:1]}
    person = "PERSON" in (ours.label, theirs.label)
    return bool(beside) or (not person and len(w.normalized) >= PLAIN and not _inflected(v, w))


def _inflected(v: Value, w: Value) -> bool:
    short, long = sorted((v.normalized, w.normalized), key=len)
    return long in (short + "s", short + "e") or is_common_word(v.normalized)


def same_but_for_a_not(support: Support, x: Side, y: Side) -> bool:
    """Return True if two sentences have nearly the same words, and one of them a "not" more."""
    if x.claim.negated == y.claim.negated:
        return False
    ours, theirs = (_words(support, side) for side in (x, y))
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= BUT_FOR_A_NOT


def _words(support: Support, side: Side) -> list[str]:
    text = support.story.analyses[side.document].document.text
    return [text[w.start : w.end].casefold() for w in side.claim.words if w.end > w.start]


def _around(p: Rivals) -> float:
    """Return the share of the words next to the two values that are the same."""
    found = []
    for side, value in ((p.x, p.v), (p.y, p.w)):
        text = p.support.story.analyses[side.document].document.text
        words = [w for w in side.claim.words if text[w.start : w.end].isalnum()]
        before = [text[w.start : w.end].casefold() for w in words if w.end <= value.start]
        after = [text[w.start : w.end].casefold() for w in words if w.start >= value.end]
        found.append((before[-AROUND:][::-1], after[:AROUND]))
    (before, after), (others_before, others_after) = found
    same = sum(a == b for a, b in zip(before, others_before, strict=False))
    same += sum(a == b for a, b in zip(after, others_after, strict=False))
    return same / (2 * AROUND)


def _slot(p: Rivals) -> float:
    a, b = p.v.slot, p.w.slot
    heads = bool(a.head) and stem(a.head) == stem(b.head)
    return (heads + (bool(a.predicate) and stem(a.predicate) == stem(b.predicate))) / 2


def _covered(p: Rivals) -> float:
    words = p.x.words.words
    shared = p.support.sayings.weight(words & p.y.words.words)
    return shared / p.x.words.weight if p.x.words.weight else 0.0


SIGNALS: tuple[SignalDefinition[Rivals], ...] = (
    SignalDefinition(
        "cosine",
        ALIKE_IN_MEANING,
        1,
        lambda p: p.support.story.cosines.of(p.x.number, p.y.number),
    ),
    SignalDefinition(
        "shared",
        SAME_WORDS,
        1,
        lambda p: min(1.0, p.support.sayings.weight(p.x.words.words & p.y.words.words) / MUCH),
    ),
    SignalDefinition("covered", "its words are in the other sentence", 1, _covered),
    SignalDefinition("slot", "the same is counted, or the same happened", 1, _slot),
    SignalDefinition("around", "the same words stand next to them", 1, _around),
    SignalDefinition("given_here", "the draft has both", -1, lambda p: float(p.given_here)),
    SignalDefinition("given_there", "the other has both", -1, lambda p: float(p.given_there)),
    SignalDefinition(
        "several_figures",
        "the sentences have other figures of the sort",
        -1,
        lambda p: min(
            1.0, (sum(family(f) == family(p.v) for f in (*p.x.figures, *p.y.figures)) - 2) / 4
        ),
    ),
)


def signals_of(pair: Rivals) -> dict[str, float]:
    """Return the value of each signal for two values."""
    return values_of(SIGNALS, pair)
