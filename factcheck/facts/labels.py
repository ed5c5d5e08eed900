"""What a fact is called: the clause of its most typical mention, with a gap for the values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from factcheck.facts.cutting import cut_around, written
from factcheck.facts.fact import CandidateFact, FactVariant
from factcheck.facts.passages import differing, spoken_by
from factcheck.facts.spans import extents
from factcheck.facts.told import is_denied, statement
from factcheck.facts.typical import LONG, asked_by, name_start, ranked, subject_before
from factcheck.language import lexicon
from factcheck.model import GAP
from factcheck.stories.story import NO_CLAIM, Spot, StoryView
from factcheck.values import kinds
from factcheck.values.base import Kind, shortened
from factcheck.values.names import fold
from factcheck.values.quotes import Quotes
from factcheck.values.roles import Roles, surname_of

# The lengths of a label, in characters: as it should be, and as it may be to differ from others;
# in between is the length that a whole clause may have.
SHORT, LONGEST = 70, 120
# The characters of a quotation that a label shows.
LONGEST_PASSAGE = 50
# A clause with fewer words beside its gap says too little.
_FEWEST_WORDS = 3
_CLAUSAL = ("slot", "identifier")


@dataclass(frozen=True, slots=True)
class Label:
    """What a fact is called, and the clause with one gap where its values go, if there is one."""

    text: str
    template: str | None = None


class Labels:
    """Names the facts of one story, no two of them alike."""

    def __init__(self, story: StoryView) -> None:
        self.story = story
        self._used: set[str] = set()
        self._told: set[str] = set()

    def of(self, fact: CandidateFact) -> Label:
        """Return the label of a fact on which articles differ."""
        return self._first_free(self._candidates(fact))

    def of_values(self, variant: FactVariant, name: str) -> Label:
        """Return the label of a value on which articles agree, ``name`` if it is in no clause.

        It stands for itself, so a part of a clause is not enough.
        """
        clauses = [*self._clauses([variant], whole=True)]
        # Two values of one clause should not show the same words twice.
        fresh = [c for c in clauses if _filled(c, variant) not in self._told]
        label = self._first_free([*(fresh or clauses), Label(name)])
        self._told.add(_filled(label, variant))
        return label

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
        elif fact.kind == "locative" or _lies(fact):
            yield from self._placed(fact)
        elif fact.kind == "attribution":
            yield from self._said(fact)
        yield Label(shortened(self._named(fact).replace("who said “that ", "who said “"), LONG - 1))

    def _has_own(self, fact: CandidateFact) -> bool:
        """Tell whether the kind of a fact has a name for it that is better than a clause."""
        return fact.lead is not None and type(kinds()[fact.lead.value.kind]).label is not Kind.label

    def _named(self, fact: CandidateFact) -> str:
        """Return the name that the kind of a fact gives it."""
        if fact.label or fact.lead is None:
            return fact.label
        value, claim = fact.lead.value, self.story.claims[fact.lead.claim]
        return kinds()[value.kind].label(value, claim, fact.variants[0].shown)

    def _clauses(self, variants: Sequence[FactVariant], *, whole: bool = False) -> Iterator[Label]:
        """Yield the clauses around the values, those of the most typical mentions first.

        A ``whole`` one has a verb and a subject that says who is meant; those of which nothing
        inside is left out come first.
        """
        groups = [extents(self.story, v.spots) for v in variants]
        asked = asked_by(groups)
        every = [e for group in groups for e in group]
        with_breaks = []
        for most in (SHORT, LONG, LONGEST):
            for extent, cut in ranked(self.story, every, asked, most):
                subject = subject_before(self.story, extent, cut)
                if whole and (not cut.complete or subject == ""):
                    continue
                template = written(cut, extent.text, asked.gap(extent), subject)
                if not is_template(template, most):
                    continue
                if whole and len(cut.spans) > 1:
                    with_breaks.append(Label(template, template))
                else:
                    yield Label(template, template)
        yield from with_breaks

    def _quoted(self, fact: CandidateFact) -> Iterator[Label]:
        assert fact.lead is not None
        who = spoken_by(self.story.claims[fact.lead.claim])
        first, *others = (v.shown for v in fact.variants)
        for around in (4, 3, 6, 8):
            passage = differing(first, others[0], around, gap=True)
            for speaker in (who, "words quoted"):
                if len(f"{speaker}: “{passage}”") <= LONG:
                    yield Label(f"{speaker}: “{passage}”", f"“{passage}”")

    def _said(self, fact: CandidateFact) -> Iterator[Label]:
        """Yield "who said" with the longest quotation in or beside a sentence with its speaker."""
        claims = [s.claim for v in fact.variants for s in v.spots if s.claim != NO_CLAIM]
        for reach in (0, 1):
            quoted = [
                v.text
                for c in claims
                for near in range(max(0, c - reach), min(len(self.story.claims), c + reach + 1))
                if self.story.claim_document[near] == self.story.claim_document[c]
                for v in self.story.claims[near].values
                if v.kind == Quotes.name
            ]
            if quoted:
                longest = max(quoted, key=lambda t: (len(t), t))
                yield Label(f"who said “{shortened(longest, LONGEST_PASSAGE)}”")

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
            if is_denied(self.story, spot) == denied
        ]

    def _role(self, fact: CandidateFact) -> Iterator[Label]:
        holder = fact.label.removeprefix("role of ")
        templates = Counter(
            t for v in fact.variants for s in v.spots if (t := self._beside_holder(s)) is not None
        )
        best = min(templates, key=lambda t: (-templates[t], t), default=None)
        yield Label(best or role_name(holder, [v.shown for v in fact.variants]), best)

    def _beside_holder(self, spot: Spot) -> str | None:
        """Return "Palantir, a ▢" for a role that stands after the name of its holder, or None."""
        if spot.claim == NO_CLAIM:
            return None
        claim = self.story.claims[spot.claim]
        text = self.story.analyses[spot.document].document.text
        for value in claim.values:
            if value.kind == Roles.name and (value.start, value.end) == (spot.start, spot.end):
                first, last = surname_of(value)
                if any(fold(word) in self.story.lone_names for word in text[first:last].split()):
                    return None  # The name may be a slip there.
                start = name_start(claim, first)
                if last <= spot.start and spot.end - start < LONG:
                    return f"{' '.join(text[start : spot.start].split())} {GAP}"
        return None

    def _placed(self, fact: CandidateFact) -> Iterator[Label]:
        """Yield the clause around a place or direction with a gap for it."""
        for most in (SHORT, LONG, LONGEST):
            for variant in fact.variants:
                for extent in extents(self.story, variant.spots):
                    spot = extent.spot
                    cut = cut_around(extent.claim, extent.text, spot.start, spot.end, most)
                    template = written(cut, extent.text, (spot.start, spot.end)) if cut else ""
                    if is_template(template, most):
                        yield Label(template, template)


def _filled(label: Label, variant: FactVariant) -> str:
    return label.text.replace(GAP, variant.shown).casefold()


def role_name(holder: str, roles: Sequence[str]) -> str:
    """Return "role of Ana Ruiz" for a person and "what Palantir is" for an organisation."""
    words = {word.lower() for role in roles for word in role.split()}
    is_thing = not words.isdisjoint(lexicon.people().organisations)
    return f"what {holder} is" if is_thing else f"role of {holder}"


def _lies(fact: CandidateFact) -> bool:
    """Tell whether a fact is in which direction something lies, and not in which town it is."""
    return fact.kind == "place" and not fact.label.endswith(" is")


def is_template(text: str, most: int) -> bool:
    """Tell whether a clause has one gap that is no part of a word, and says enough beside it."""
    if text.count(GAP) != 1 or len(text) > max(most, LONG):
        return False
    # "the ▢th time" reads well, "the ▢ers" does not.
    inside = re.search(rf"\w{GAP}|{GAP}\w{{3}}", text)
    return inside is None and len(re.findall(r"\w+", text)) >= _FEWEST_WORDS
