"""The mention that tells best what a fact is about, and what stands in the gap there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.facts.cutting import LEFT_OUT, Cut, cut_around, written
from factcheck.facts.spans import Extent, on_day
from factcheck.facts.tree import SUBJECTS
from factcheck.model import GAP, Claim, Word
from factcheck.stories.story import StoryView
from factcheck.values.names import NamePayload

# The length of a label, in characters, that a clause may have in order to be whole.
LONG = 79
# The mentions that are looked at for the most typical one.
MOST_MENTIONS = 24
# A whole clause reads better than half of one, even if its sentence is a little less typical.
_FOR_WHOLE, _FOR_BREAK, _FOR_PRONOUN, _FOR_WORDS, _FOR_LENGTH = 0.3, 0.15, 0.25, 0.4, 0.5
_FOR_LOOSE_GAP, _FOR_FIGURES, _FOR_LONE_NAME = 0.3, 0.1, 0.3
_ENOUGH_WORDS = 8
# A pronoun stands for a name at most so many sentences before it.
_FARTHEST = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A gap of a fact: which parts beside a value belong to it, as they differ among mentions."""

    hedge: bool
    unit: bool
    noun: bool

    def gap(self, extent: Extent) -> tuple[int, int]:
        """Return the offsets of the gap in the text of a mention."""
        end = extent.noun if self.noun else extent.unit if self.unit else extent.spot.end
        return (extent.hedge if self.hedge else extent.spot.start), end

    def shown(self, extent: Extent) -> str:
        """Return a value as a message shows it: with its unit, and what else differs."""
        start, end = self.gap(extent)
        written_out = " ".join(extent.text[start : max(end, extent.unit)].split())
        day = on_day(extent.value)
        return f"{written_out} ({day})" if day else written_out


def asked_by(groups: Sequence[Sequence[Extent]]) -> Asked:
    """Return what differs among the mentions of a fact, given by variant."""
    every = [e for group in groups for e in group]
    nouns = [{e.value.slot.head for e in g if e.value and e.value.slot.head} for g in groups]
    named = [held for held in nouns if held]
    return Asked(
        hedge=len({e.hedge_words for e in every}) > 1,
        unit=len({e.unit_words for e in every}) > 1,
        noun=any(a.isdisjoint(b) for n, a in enumerate(named) for b in named[n + 1 :]),
    )


def ranked(
    story: StoryView, mentions: Sequence[Extent], asked: Asked, most: int
) -> list[tuple[Extent, Cut]]:
    """Return the mentions with their cuts, the one that tells best first.

    The most typical is the medoid, the mention whose sentence is most like those of the others;
    a whole clause without a pronoun reads better than a part of one.
    """
    held = list({e.spot.claim: e for e in reversed(mentions)}.values())[::-1][:MOST_MENTIONS]
    if not held:
        return []
    claims = [e.spot.claim for e in held]
    alike = story.cosines.block(claims, claims).mean(axis=1)
    rated = []
    for extent, typical in zip(held, alike, strict=True):
        start, end = asked.gap(extent)
        cut = cut_around(extent.claim, extent.text, start, end, most)
        if cut is not None and most < LONG and (cut.cropped or not cut.complete):
            larger = cut_around(extent.claim, extent.text, start, end, LONG)
            whole = larger is not None and larger.complete and not larger.cropped
            cut = larger if whole or not cut.complete else cut
        if cut is None:
            continue
        template = written(cut, extent.text, (start, end))
        rating = round(float(typical), 3) + _FOR_WHOLE * cut.complete
        rating -= _FOR_BREAK * (len(cut.spans) - 1) + _FOR_PRONOUN * _points(extent.claim, cut)
        rating += _FOR_WORDS * min(1.0, len(template.split()) / _ENOUGH_WORDS)
        rating -= _FOR_LENGTH * (len(template) > max(most, LONG)) + _FOR_BREAK * cut.cropped
        rating -= _FOR_LOOSE_GAP * (
            f"{LEFT_OUT}{GAP}" in template or f"{GAP}{LEFT_OUT}" in template
        )
        rating -= _FOR_FIGURES * any(c.isdigit() for c in template)
        rating -= _FOR_LONE_NAME * _may_be_slip(story, extent.claim, cut)
        rated.append((-round(rating, 3), extent.spot.document, extent.spot.start, extent, cut))
    return [(extent, cut) for *_, extent, cut in sorted(rated, key=lambda r: r[:3])]


def _points(claim: Claim, cut: Cut) -> bool:
    """Tell whether a cut has a pronoun or a "their" in its subject, of what it does not show."""
    inside = (w for start, end in cut.spans for w in claim.words if start <= w.start < end)
    return any(w.tag == "PRP" or owned(claim, w) for w in inside)


def _may_be_slip(story: StoryView, claim: Claim, cut: Cut) -> bool:
    """Tell whether a cut shows a name as no other article writes it."""
    return any(
        value.kind == "name" and value.normalized in story.lone_names
        for start, end in cut.spans
        for value in claim.values
        if start <= value.start < end
    )


def owned(claim: Claim, word: Word) -> bool:
    """Tell whether a word is the "their" of a subject: "their last album"."""
    return word.tag == "PRP$" and claim.words[word.head].dep in SUBJECTS


def subject_before(story: StoryView, extent: Extent, cut: Cut) -> str | None:
    """Return what stands for a subject that is a pronoun; None where the subject is none.

    For "he" and "she" it is, in brackets, the person who is the subject of the last sentence that
    names anybody, if it names nobody else. Any other pronoun is left out: it says nothing here.
    """
    if cut.pronoun is None:
        return None
    if extent.text[slice(*cut.pronoun)].lower() not in ("he", "she"):
        return ""
    number, index = extent.spot.claim, extent.claim.index
    for before in reversed(story.claims[number - min(index, _FARTHEST) : number]):
        people = {
            name_start(before, v.start)
            for v in before.values
            if isinstance(v.payload, NamePayload) and v.payload.label == "PERSON"
        }
        if people:
            start = _subject_start(before)
            if people != {start}:
                return ""
            held = (w for w in before.words if w.tag in ("NNP", "NNPS"))
            end = max(w.end for w in held if name_start(before, w.start) == start)
            return f"[{' '.join(extent.text[start:end].split())}]"
    return ""


def _subject_start(claim: Claim) -> int | None:
    """Return where the name begins that is the subject of a claim, None where it is no name."""
    root = next((n for n, w in enumerate(claim.words) if w.head == n), None)
    subject = next((w for w in claim.words if w.dep == "nsubj" and w.head == root), None)
    if subject is None or subject.tag not in ("NNP", "NNPS"):
        return None
    return name_start(claim, subject.start)


def name_start(claim: Claim, start: int) -> int:
    """Return where the name begins whose last word begins at ``start``."""
    for n, word in enumerate(claim.words):
        if word.start == start:
            while n and claim.words[n - 1].tag in ("NNP", "NNPS"):
                n -= 1
            return claim.words[n].start
    return start


def typical_of(shown: Sequence[str]) -> str:
    """Return what most mentions show, the shortest of equals."""
    counts = Counter(shown)
    return min(counts, key=lambda s: (-counts[s], len(s), s))
