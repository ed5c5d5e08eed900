"""Quotations -> facts: the utterances that are quoted in different words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from factcheck.facts.fact import CandidateFact, FactVariant, ordered
from factcheck.language import lexicon
from factcheck.model import Relation, Severity
from factcheck.pairs import judge
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Filter
from factcheck.pairs.utterances import Change, changes
from factcheck.similarity.groups import Groups
from factcheck.stories.story import Spot
from factcheck.values.spoken import words_of

# The probability that a change is a difference in the words of one utterance.
CHANGES: tuple[Filter[float], ...] = (
    Filter(
        "unlikely-quotations",
        "It is too unlikely that one utterance is quoted in two ways.",
        lambda confidence: confidence < judge.LEAST,
    ),
)
# One utterance with and without a "not", nearly all other words alike, is a discrepancy as likely
# as this, until the weights know it.
DENIED, SURELY_ALIKE = 0.93, 0.8
_EDITED = re.compile(r"[\[(]")
# The number of wordings of an utterance that are not cut from another one.
WORDINGS: tuple[Filter[int], ...] = (
    Filter(
        "shortened-quotations",
        "The shorter wordings are only cut from a longer one.",
        lambda wordings: wordings < 2,
    ),
)


def quote_facts(comparison: StoryComparison) -> list[CandidateFact]:
    """Return the utterances that are quoted in different words."""
    story = comparison.story
    scored = [(judge.probability("quote", c.signals), c) for c in changes(comparison)]
    likely = [s for s in scored if comparison.screening.passes(CHANGES, s[0])]
    groups = Groups()
    # Changes in overlapping sentences are of one utterance: (change, document, start, end).
    spans: list[tuple[int, int, int, int]] = []
    for number, (_, change) in enumerate(likely):
        for located, (start, end) in ((change.first, change.a), (change.second, change.b)):
            for other, document, other_start, other_end in spans:
                if document == located.document and start < other_end and other_start < end:
                    groups.join(other, number)
            spans.append((number, located.document, start, end))
    members: dict[int, list[int]] = defaultdict(list)
    for number in range(len(likely)):
        members[groups.find(number)].append(number)
    facts = []
    for group in members.values():
        best = max(group, key=lambda n: (likely[n][0], -n))
        confidence, change = likely[best]
        denied = [likely[n][1] for n in group if likely[n][1].denied]
        if denied and max(c.signals["sentence_share"] for c in denied) >= SURELY_ALIKE:
            confidence = max(confidence, DENIED)
        # A "not" more is what an editor must know of first.
        change = denied[0] if denied else change
        # The mentions of each wording, in order.
        wordings: dict[tuple[str, ...], dict[Spot, None]] = defaultdict(dict)
        for number in group:
            member = likely[number][1]
            for located, (start, end) in ((member.first, member.a), (member.second, member.b)):
                mention = Spot(located.document, located.claim, start, end)
                wordings[tuple(_words(story.text(mention)))][mention] = None
        uncut = _without_cuts(wordings)
        if not comparison.screening.passes(WORDINGS, len(uncut)):
            continue
        if len(uncut) > 1:
            wordings = uncut
        variants = [
            FactVariant(
                story.text(next(iter(mentions))),
                " ".join(words),
                tuple(sorted(mentions, key=lambda m: (m.document, m.start))),
            )
            for words, mentions in wordings.items()
        ]
        if len(variants) > 1:
            facts.append(
                CandidateFact(
                    "quote",
                    "quote",
                    _relation(change),
                    change.excused,
                    confidence,
                    change.signals,
                    ordered(variants),
                    change.first,
                    loudest=_loudest(change, variants),
                )
            )
    return facts


def _loudest(change: Change, variants: Sequence[FactVariant]) -> Severity:
    """Return how loudly a change is told.

    Words in brackets are an editor's, and few like words of unknown speakers may be two utterances.
    """
    if change.excused:
        return "note"
    edited = any(_EDITED.search(v.shown) for v in variants)
    return "warning" if edited or not change.surely_one else "error"


def _relation(change: Change) -> Relation:
    """Return drift where only small words differ or both quotations may be right."""
    small = bool(change.signals["function_words"]) and not change.denied
    return "drift" if small or change.excused else "conflict"


def _without_cuts(
    wordings: Mapping[tuple[str, ...], Mapping[Spot, None]],
) -> dict[tuple[str, ...], dict[Spot, None]]:
    """Return the mentions by wording, those of a shortened wording with the one it is cut from.

    A wording that may be cut from two or more others supports none of them and is left out.
    """
    uncut: dict[tuple[str, ...], dict[Spot, None]] = {}
    for words, mentions in sorted(wordings.items(), key=lambda w: (-len(w[0]), w[0])):
        without_marks = tuple(w for w in words if w[0].isalnum())
        longer = [w for w in uncut if _is_part(without_marks, w)]
        if not longer:
            uncut[words] = dict(mentions)
        elif len(longer) == 1:
            uncut[longer[0]].update(mentions)
    return uncut


def _is_part(words: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Return True if ``longer`` has ``words`` in a row, but not right after a "not"."""
    size, denials = len(words), lexicon.words().negations
    return any(
        longer[n : n + size] == words and not (n and longer[n - 1] in denials)
        for n in range(len(longer) - size + 1)
    )


def _words(text: str) -> list[str]:
    return [w.form for w in words_of(text, 0, len(text))]
