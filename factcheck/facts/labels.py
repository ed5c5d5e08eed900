"""What a fact is called: the clause of its most typical mention, with a gap for the values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import count

from factcheck.facts.cutting import Cut, cut_around, written
from factcheck.facts.fact import CandidateFact, FactVariant
from factcheck.facts.spans import Extent, extents, on_day
from factcheck.language import lexicon
from factcheck.language.titles import is_person_noun
from factcheck.model import GAP, Claim
from factcheck.stories.story import NO_CLAIM, Spot, StoryView
from factcheck.values import kinds
from factcheck.values.base import Kind, shortened
from factcheck.values.polarity import StatementPayload
from factcheck.values.roles import Roles, surname_of

# The lengths of a label, in characters: as it should be, and as it may be to differ from others.
SHORT, LONG, LONGEST = 60, 79, 120
# The mentions that are looked at for the most typical one.
MOST_MENTIONS = 24
# A whole clause reads better than half of one, even if its sentence is a little less typical.
_FOR_WHOLE, _FOR_BREAK, _FOR_PRONOUN, _FOR_WORDS, _FOR_LENGTH = 0.3, 0.1, 0.25, 0.4, 0.5
_FEWEST_WORDS, _ENOUGH_WORDS = 3, 8
_CLAUSAL = ("slot", "identifier")
_PLACES = ("place", "locative")


@dataclass(frozen=True, slots=True)
class Label:
    """What a fact is called, and the clause with one gap where its values go, if there is one."""

    text: str
    template: str | None = None


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


class Labels:
    """Names the facts of one story, no two of them alike."""

    def __init__(self, story: StoryView) -> None:
        self.story = story
        self._used: set[str] = set()

    def of(self, fact: CandidateFact) -> Label:
        """Return the label of a fact on which articles differ."""
        return self._first_free(self._candidates(fact))

    def of_values(self, variant: FactVariant, name: str) -> Label:
        """Return the label of a value on which articles agree, ``name`` if it is in no clause."""
        return self._first_free([*self._clauses([variant]), Label(name)])

    def of_text(self, label: Label) -> Label:
        """Return a label as it is, or with a number where another fact has it."""
        return self._first_free([label])

    def _first_free(self, candidates: Iterable[Label]) -> Label:
        last = Label("")
        for label in candidates:
            last = label
            if label.text and label.text.casefold() not in self._used:
                break
        else:
            last = next(
                Label(f"{last.text} ({n})", last.template)
                for n in count(2)
                if f"{last.text} ({n})".casefold() not in self._used
            )
        self._used.add(last.text.casefold())
        return last

    def _candidates(self, fact: CandidateFact) -> Iterator[Label]:
        """Yield the labels that a fact may have, the best first."""
        if fact.kind in _CLAUSAL and not self._has_own(fact):
            yield from self._clauses(fact.variants)
        elif fact.kind == "quote":
            yield from self._quoted(fact)
        elif fact.kind == "polarity":
            yield from self._whether(fact)
        elif fact.kind == "role":
            yield from self._role(fact)
        elif fact.kind == "wording" or (fact.kind in _PLACES and not fact.label.endswith(" is")):
            yield from self._wording(fact)
        yield Label(self._named(fact))

    def _has_own(self, fact: CandidateFact) -> bool:
        """Tell whether the kind of a fact has a name for it that is better than a clause."""
        return fact.lead is not None and type(kinds()[fact.lead.value.kind]).label is not Kind.label

    def _named(self, fact: CandidateFact) -> str:
        """Return the name that the kind of a fact gives it."""
        if fact.label or fact.lead is None:
            return fact.label
        value, claim = fact.lead.value, self.story.claims[fact.lead.claim]
        return kinds()[value.kind].label(value, claim, fact.variants[0].shown)

    def _clauses(self, variants: Sequence[FactVariant]) -> Iterator[Label]:
        """Yield the clauses around the values, those of the most typical mentions first."""
        groups = [extents(self.story, v.spots) for v in variants]
        asked = asked_by(groups)
        every = [e for group in groups for e in group]
        for most in (SHORT, LONG, LONGEST):
            for extent, cut in ranked(self.story, every, asked, most):
                template = written(cut, extent.text, asked.gap(extent))
                if template.count(GAP) == 1 and _told(template):
                    yield Label(template, template)

    def _quoted(self, fact: CandidateFact) -> Iterator[Label]:
        assert fact.lead is not None
        who = spoken_by(self.story.claims[fact.lead.claim])
        first, *others = (v.shown for v in fact.variants)
        for around in (4, 6, 8):
            passage = differing(first, others[0], around, gap=True)
            yield Label(f"{who}: “{passage}”", f"“{passage}”")

    def _whether(self, fact: CandidateFact) -> Iterator[Label]:
        """Yield the clause that one article states and another denies."""
        for most in (LONG - 8, LONGEST):
            for spot in self._spots(fact, denied=False):
                clause = statement(self.story, spot, most)
                if clause is not None:
                    yield Label(f"whether {clause}")

    def _spots(self, fact: CandidateFact, *, denied: bool) -> list[Spot]:
        return [
            spot
            for variant in fact.variants
            for spot in variant.spots
            if _is_denied(self.story, spot) == denied
        ]

    def _role(self, fact: CandidateFact) -> Iterator[Label]:
        holder = fact.label.removeprefix("role of ")
        templates = Counter(
            t for v in fact.variants for s in v.spots if (t := self._beside_holder(s)) is not None
        )
        best = min(templates, key=lambda t: (-templates[t], t), default=None)
        nouns = {v.shown.split()[-1].lower() for v in fact.variants}
        name = f"role of {holder}" if any(map(is_person_noun, nouns)) else f"what {holder} is"
        yield Label(best or name, best)

    def _beside_holder(self, spot: Spot) -> str | None:
        """Return "Palantir, a ▢" for a role that stands after the name of its holder."""
        if spot.claim == NO_CLAIM:
            return None
        claim = self.story.claims[spot.claim]
        text = self.story.analyses[spot.document].document.text
        for value in claim.values:
            if value.kind == Roles.name and (value.start, value.end) == (spot.start, spot.end):
                first, last = surname_of(value)
                start = _name_start(claim, first)
                if last <= spot.start and spot.end - start < LONG:
                    return f"{' '.join(text[start : spot.start].split())} {GAP}"
        return None

    def _wording(self, fact: CandidateFact) -> Iterator[Label]:
        """Yield the clause of a wording with a gap for the words that differ."""
        for most in (SHORT, LONG, LONGEST):
            for variant in fact.variants:
                for extent in extents(self.story, variant.spots):
                    spot = extent.spot
                    cut = cut_around(extent.claim, extent.text, spot.start, spot.end, most)
                    template = written(cut, extent.text, (spot.start, spot.end)) if cut else ""
                    if template.count(GAP) == 1 and _told(template):
                        yield Label(template, template)


def spoken_by(claim: Claim) -> str:
    """Return whose words a claim quotes: "words of the mayor", "words quoted" for a pronoun."""
    speaker = (claim.speaker or "").split(",")[0].strip()
    unnamed = not speaker or len(speaker) > 40 or speaker.lower() in lexicon.words().personal
    return "words quoted" if unnamed else f"words of {speaker}"


def _told(template: str) -> bool:
    """Tell whether a clause says enough beside its gap."""
    return len(re.findall(r"\w+", template)) >= _FEWEST_WORDS


def _name_start(claim: Claim, start: int) -> int:
    """Return where the name begins whose last word begins at ``start``."""
    for n, word in enumerate(claim.words):
        if word.start == start:
            while n and claim.words[n - 1].tag in ("NNP", "NNPS"):
                n -= 1
            return claim.words[n].start
    return start


def _is_denied(story: StoryView, spot: Spot) -> bool:
    if spot.claim == NO_CLAIM:
        return False
    return any(
        isinstance(v.payload, StatementPayload)
        and (v.start, v.end) == (spot.start, spot.end)
        and v.payload.denied
        for v in story.claims[spot.claim].values
    )


def statement(story: StoryView, spot: Spot, most: int) -> str | None:
    """Return the clause of a statement in at most about ``most`` characters, None without one."""
    if spot.claim == NO_CLAIM:
        return None
    claim, text = story.claims[spot.claim], story.analyses[spot.document].document.text
    cut = cut_around(claim, text, spot.start, spot.end, most)
    if cut is None or not cut.complete or cut.pronoun is not None:
        return None
    return begun(claim, cut, written(cut, text))


def begun(claim: Claim, cut: Cut, clause: str) -> str:
    """Return a clause for the middle of a sentence: its first word small, unless it is a name."""
    first = next((w for w in claim.words if w.start >= cut.spans[0][0]), None)
    named = first is None or first.tag in ("NNP", "NNPS", "CD") or clause[:2].isupper()
    return clause if named or clause.startswith("I ") else clause[:1].lower() + clause[1:]


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
        if cut is not None and not cut.complete and most < LONG:
            larger = cut_around(extent.claim, extent.text, start, end, LONG)
            cut = larger if larger is not None and larger.complete else cut
        if cut is None:
            continue
        template = written(cut, extent.text, (start, end))
        rating = round(float(typical), 3) + _FOR_WHOLE * cut.complete
        rating -= _FOR_BREAK * (len(cut.spans) - 1) + _FOR_PRONOUN * (cut.pronoun is not None)
        rating += _FOR_WORDS * min(1.0, len(template.split()) / _ENOUGH_WORDS)
        rating -= _FOR_LENGTH * (len(template) > max(most, LONG))
        rated.append((-round(rating, 3), extent.spot.document, extent.spot.start, extent, cut))
    return [(extent, cut) for *_, extent, cut in sorted(rated, key=lambda r: r[:3])]


def differing(text: str, other: str, around: int, *, gap: bool = False) -> str:
    """Return the words of ``text`` around the first of them that are not in ``other``.

    About ``2 * around`` words are shown besides; what is left out before and after has an
    ellipsis. A ``gap`` stands for the words that differ.
    """
    words, others = text.split(), other.split()
    matcher = SequenceMatcher(None, [*map(_fold, words)], [*map(_fold, others)], autojunk=False)
    changed = [op for op in matcher.get_opcodes() if op[0] != "equal"]
    _, first, stop, *_ = changed[0] if changed else ("", 0, 0)
    differ = words[first:stop][: 2 * around]
    stop = min(stop, first + len(differ))
    start = max(0, first - around)
    end = min(len(words), stop + 2 * around - (first - start))
    start = max(0, min(start, first - (2 * around - (end - stop))))
    shown = [*words[start:first], *([GAP] if gap else differ), *words[stop:end]]
    before, after = "…" if start else "", "…" if end < len(words) else ""
    return f"{before}{' '.join(shown)}{after}"


def _fold(word: str) -> str:
    return re.sub(r"\W+", "", word).casefold() or word


def around_statement(story: StoryView, spot: Spot, most: int) -> str | None:
    """Return the clause around a statement, with the verb above that denies it."""
    if spot.claim == NO_CLAIM:
        return None
    claim, text = story.claims[spot.claim], story.analyses[spot.document].document.text
    start, end = spot.start, spot.end
    if _is_denied(story, spot) and not _says_no(claim, start, end):
        verb = next((i for i, w in enumerate(claim.words) if w.start >= start), None)
        if verb is not None:
            top = next((w.head for w in claim.words if start <= w.start < end and not
                        start <= claim.words[w.head].start < end), verb)  # fmt: skip
            above = claim.words[top]
            start, end = min(start, above.start), max(end, above.end)
    cut = cut_around(claim, text, start, end, most)
    return None if cut is None else begun(claim, cut, written(cut, text))


def _says_no(claim: Claim, start: int, end: int) -> bool:
    return any(w.dep == "neg" and start <= w.start < end for w in claim.words)


def typical_of(shown: Sequence[str]) -> str:
    """Return what most mentions show, the shortest of equals."""
    counts = Counter(shown)
    return min(counts, key=lambda s: (-counts[s], len(s), s))


def brief(text: str, most: int = LONG) -> str:
    """Return text on one line in at most ``most`` characters, with an ellipsis for the rest."""
    return shortened(text, most)
