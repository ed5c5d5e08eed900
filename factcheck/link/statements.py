"""Statements that differ in who made them, or in whether the thing happened at all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Indel

from factcheck.link.view import Located, Spot, StoryView

# Sentences that say the same but for a "not" are nearly the same words: all but these few.
ALIKE = 0.7
MOST_OTHER_WORDS = 3
LEAST_SHARED = 0.75
# A quotation of fewer words may well be two people's.
FEWEST_WORDS = 5
# A sentence that begins within this many characters after a quotation tells who spoke.
AFTER_QUOTE = 4
_NEGATION = re.compile(r"\b(?:not|never|no|cannot|neither|none|nobody)\b|n['’]t\b", re.I)
_WORDS = re.compile(r"n['’]t\b|[^\W_]+?(?=n['’]t\b)|[^\W_]+", re.I)
_AUXILIARY = frozenset(
    ("do does did is are was were be been has have had will would can could").split()
)


@dataclass(frozen=True, slots=True)
class Rival:
    """Two places of the story that differ in one respect, with the signals for it.

    ``forms`` are the normalised values, where what is shown is not enough to tell them apart.
    """

    kind: str
    first: tuple[Spot, ...]
    second: tuple[Spot, ...]
    shown: tuple[str, str]
    signals: dict[str, float]
    forms: tuple[str, str] | None = None


def polarity_rivals(story: StoryView) -> Iterator[Rival]:
    """Yield pairs of sentences of which one denies what the other states in the same words."""
    near = np.argwhere(np.triu(story.similarity >= ALIKE, 1))
    for i, j in near.tolist():
        if story.claim_document[i] == story.claim_document[j]:
            continue
        a, b = story.claims[i], story.claims[j]
        text_a, text_b = _text(story, i), _text(story, j)
        marks_a, marks_b = list(_NEGATION.finditer(text_a)), list(_NEGATION.finditer(text_b))
        if len(marks_a) == len(marks_b):
            continue
        words_a, words_b = (
            [w.casefold() for w in _WORDS.findall(text)] for text in (text_a, text_b)
        )
        changes = [o for o in Indel.opcodes(words_a, words_b) if o.tag != "equal"]
        changed = [
            w
            for o in changes
            for w in (*words_a[o.src_start : o.src_end], *words_b[o.dest_start : o.dest_end])
        ]
        negations = [w for w in changed if _NEGATION.fullmatch(w) or w.startswith("n'")]
        others = [w for w in changed if w not in negations and w not in _AUXILIARY]
        shared = 1 - len(changed) / (len(words_a) + len(words_b))
        if min(len(words_a), len(words_b)) < FEWEST_WORDS:
            continue
        if len(negations) % 2 == 0 or len(others) > MOST_OTHER_WORDS or shared < LEAST_SHARED:
            continue
        yield Rival(
            "polarity",
            (Spot(story.claim_document[i], i, *_pinned(a.start, a.end, marks_a)),),
            (Spot(story.claim_document[j], j, *_pinned(b.start, b.end, marks_b)),),
            (_shown(text_a, marks_a), _shown(text_b, marks_b)),
            {"cosine": float(story.similarity[i, j]), "wording": round(shared, 3)},
        )


def _shown(text: str, marks: list[re.Match[str]]) -> str:
    """Return the part of a sentence that shows whether it denies."""
    start, end = _pinned(0, len(text), marks)
    return text[start:end]


def _pinned(start: int, end: int, marks: list[re.Match[str]]) -> tuple[int, int]:
    """Return the offsets of the negation and what follows it, or the sentence's beginning."""
    if not marks:
        return start, min(end, start + 150)
    return start + marks[0].start(), min(end, start + marks[0].end() + 60)


def attribution_rivals(story: StoryView) -> Iterator[Rival]:
    """Yield pairs of one quotation that two articles lay into different mouths."""
    by_words: dict[tuple[str, ...], list[Located]] = defaultdict(list)
    for quote in story.of_kind("quote"):
        words = quote.value.normalized.split()
        if len(words) >= FEWEST_WORDS:
            by_words[tuple(words[:FEWEST_WORDS])].append(quote)
    for held in by_words.values():
        for n, a in enumerate(held):
            for b in held[n + 1 :]:
                if a.document == b.document:
                    continue
                first, second = speaker_of(story, a), speaker_of(story, b)
                if first is None or second is None:
                    continue
                names = (
                    _people(story, a.document, *first[1:]),
                    _people(story, b.document, *second[1:]),
                )
                # Only two named people are surely two: an agency may quote either of them.
                if not names[0] or not names[1] or _one_person(*names):
                    continue
                yield Rival(
                    "attribution",
                    (Spot(a.document, a.claim, first[1], first[2]),),
                    (Spot(b.document, b.claim, second[1], second[2]),),
                    (first[0], second[0]),
                    {"length": min(1.0, len(a.value.normalized.split()) / 12)},
                    (names[0][-1], names[1][-1]),
                )


def speaker_of(story: StoryView, quote: Located) -> tuple[str, int, int] | None:
    """Return who is said to have spoken a quotation, with the offsets of the words that say it."""
    document = story.analyses[quote.document].document
    numbers = [quote.claim]
    following = quote.claim + 1
    # The parser may part «"We knew," she said.» at the closing mark.
    if (
        following < len(story.claims)
        and story.claim_document[following] == quote.document
        and story.claims[following].start - quote.value.end <= AFTER_QUOTE
    ):
        numbers.append(following)
    for number in numbers:
        claim = story.claims[number]
        if not claim.speaker:
            continue
        start = document.text.find(claim.speaker, claim.start, claim.end)
        if start >= 0 and not quote.value.start <= start < quote.value.end:
            return claim.speaker, start, start + len(claim.speaker)
    return None


def _one_person(a: list[str], b: list[str]) -> bool:
    """Tell whether two names, word by word, may be one person's: same surname, or one in full."""
    return a[-1] == b[-1] or set(a) <= set(b) or set(b) <= set(a)


def _people(story: StoryView, document: int, start: int, end: int) -> list[str]:
    """Return the folded words of people's names between two offsets of a document."""
    return [
        n.value.normalized
        for n in story.of_kind("name")
        if n.document == document
        and start <= n.value.start < end
        and n.value.data["label"] == "PERSON"
    ]


def namesake_rivals(story: StoryView) -> Iterator[Rival]:
    """Yield pairs of surnames that follow the same initials ("A.J. Smith", "A.J. Butler").

    Two people of one story rarely share two initials; where no article has both names, one of
    them is likely the wrong one.
    """
    by_initials: dict[str, dict[str, list[Located]]] = defaultdict(lambda: defaultdict(list))
    for located in story.of_kind("name"):
        data = located.value.data
        initials = data.get("initials")
        if initials and not data["after"]:
            by_initials[str(initials)][located.value.normalized].append(located)
    for held in by_initials.values():
        surnames = sorted(held, key=lambda s: (-len({m.document for m in held[s]}), s))
        for n, a in enumerate(surnames):
            for b in surnames[n + 1 :]:
                documents = [{m.document for m in held[s]} for s in (a, b)]
                if documents[0] & documents[1]:
                    continue
                cosine = max(
                    float(story.similarity[x.claim, y.claim]) for x in held[a] for y in held[b]
                )
                yield Rival(
                    "namesake",
                    tuple(Spot(m.document, m.claim, m.value.start, m.value.end) for m in held[a]),
                    tuple(Spot(m.document, m.claim, m.value.start, m.value.end) for m in held[b]),
                    (held[a][0].value.text, held[b][0].value.text),
                    {"cosine": cosine},
                )


def _text(story: StoryView, claim: int) -> str:
    held = story.claims[claim]
    return story.analyses[story.claim_document[claim]].document.text[held.start : held.end]
