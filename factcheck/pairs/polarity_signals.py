"""What speaks for or against one statement denying another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from factcheck.pairs.signals import ALIKE_IN_MEANING, SignalDefinition, values_of
from factcheck.pairs.ties import ROLES, is_open, tied
from factcheck.stories.story import Located, StoryView
from factcheck.values.polarity import StatementPayload

# How alike clauses count of which nothing is left but who does it.
NOTHING_ELSE = 0.5
# So many telling words in common leave little doubt that two clauses are of the same.
TELLING = 3


@dataclass(frozen=True)
class Couple:
    """Two statements of which one may deny the other; ``of_sense`` are all of their sense."""

    story: StoryView
    a: Located
    b: Located
    of_sense: Sequence[Located]

    @cached_property
    def x(self) -> StatementPayload:
        """What the first statement says."""
        return StatementPayload.of(self.a.value)

    @cached_property
    def y(self) -> StatementPayload:
        """What the second statement says."""
        return StatementPayload.of(self.b.value)

    @cached_property
    def ties(self) -> list[float]:
        """How surely they speak of the same in each role."""
        return [tied(self.story, self.a, self.b, role) for role in ROLES]

    @cached_property
    def tellers(self) -> list[str]:
        """Who says either, "" where it is the article."""
        return [self.x.teller, self.y.teller]

    @cached_property
    def denied_later(self) -> int:
        """By how many days the denial appeared later than what it denies; 0 if that is unknown.

        Of two opposites, either may be later.
        """
        days = _days_between(self.story, self.a, self.b)
        return abs(days) if self.x.denied == self.y.denied else days if self.y.denied else -days

    @cached_property
    def may_have_changed(self) -> float:
        """How much time, 0 to 1 for a week or more, there was for both to be true in turn.

        What was told before it was denied has not come about since, unless it was only planned.
        """
        settled = self.x.denied != self.y.denied and not self.x.mode and self.denied_later > 0
        return 0.0 if settled else round(min(1.0, abs(self.denied_later) / 7), 3)

    @cached_property
    def vague(self) -> float:
        """How far the denial is from a plain no.

        "Nobody has been hurt" holds so far. It denies what was told before, and half of what is
        told in the same tense on the same day.
        """
        if self.x.denied == self.y.denied or self.denied_later > 0:
            return 0.0
        vague = max(self.x.vague, self.y.vague)
        in_one_tense = _in_present(self.story, self.a) == _in_present(self.story, self.b)
        return vague / 2 if in_one_tense and not self.denied_later else vague

    @property
    def same_figure(self) -> bool:
        """Whether both sentences give the same figure or date."""
        figures = self.story.figures
        return bool(figures[self.a.claim] & figures[self.b.claim])

    @cached_property
    def overlap(self) -> tuple[float, float]:
        """How alike the clauses are in their telling words, and how much they share."""
        return _clause_overlap(self.story, self.x, self.y)

    @cached_property
    def signals(self) -> dict[str, float]:
        """What speaks for or against a contradiction."""
        return values_of(SIGNALS, self)


SIGNALS: tuple[SignalDefinition[Couple], ...] = (
    SignalDefinition(
        "cosine", ALIKE_IN_MEANING, 1, lambda c: c.story.cosines.of(c.a.claim, c.b.claim)
    ),
    SignalDefinition(
        "same_part",
        "the same persons or things are spoken of",
        1,
        lambda c: min(1.0, sum(c.ties)),
    ),
    SignalDefinition(
        "clause_words",
        "the clauses have their telling words in common",
        1,
        lambda c: c.overlap[0],
    ),
    SignalDefinition(
        "backed",
        "the clauses share many telling words, or one person is said to have said it",
        1,
        lambda c: max(c.overlap[1], float(c.tellers[0] == c.tellers[1] != "")),
    ),
    SignalDefinition(
        "open_part",
        "one gives a name where the other has none",
        -1,
        lambda c: float(is_open(c.x.subject, c.y.subject) or is_open(c.x.object, c.y.object)),
    ),
    SignalDefinition(
        "told",
        "one of them is what somebody says",
        -1,
        lambda c: float(c.tellers[0] != c.tellers[1]) * (0.25 if "" in c.tellers else 1.0),
    ),
    SignalDefinition(
        "quoted",
        "one of them stands in quotation marks",
        -1,
        lambda c: float(c.x.quoted != c.y.quoted),
    ),
    SignalDefinition(
        "vague",
        "it may not have happened so far, or not for this reason",
        -1,
        lambda c: c.vague,
    ),
    SignalDefinition(
        "later",
        "the articles appeared days apart",
        -1,
        lambda c: c.may_have_changed,
    ),
    SignalDefinition(
        "same_figure", "both give the same figure or date", 1, lambda c: float(c.same_figure)
    ),
    SignalDefinition(
        "contrary",
        "opposite words are used, and no plain denial",
        -1,
        lambda c: float(c.x.sense != c.y.sense),
    ),
)


def _clause_overlap(
    story: StoryView, x: StatementPayload, y: StatementPayload
) -> tuple[float, float]:
    """Return how alike two clauses are in their telling words, and how much they share.

    Those who act are left aside: they may be told by name here and by a pronoun there.
    """
    acting = [payload.subject or payload.object for payload in (x, y)]
    actors = {w for phrase in acting if phrase for w in (*phrase.names, phrase.head, *phrase.of)}
    first, second = (set(payload.words) - actors for payload in (x, y))
    if not first | second:
        return NOTHING_ELSE, 0.0
    shared = min(1.0, len(first & second) / TELLING)
    return round(story.overlap(sorted(first), sorted(second)), 3), round(shared, 3)


def _days_between(story: StoryView, a: Located, b: Located) -> int:
    """Return how many days after the first document the second appeared; 0 if it is unknown."""
    days = [story.analyses[x.document].document.published for x in (a, b)]
    if not days[0] or not days[1]:
        return 0
    first, second = (date.fromisoformat(day[:10]) for day in (days[0], days[1]))
    return (second - first).days


def _in_present(story: StoryView, located: Located) -> bool:
    """Tell whether a statement is in the present or the present perfect."""
    value = located.value
    return any(
        word.tag in ("VBZ", "VBP") and value.start <= word.start < value.end
        for word in story.claims[located.claim].words
    )
