"""Statements of which one denies what the other states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from factcheck.language.calendar import months, weekdays
from factcheck.language.opposites import CHANGES, CONTRARIES
from factcheck.pairs import judge
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Filter
from factcheck.pairs.negations import negation_rivals
from factcheck.pairs.rival import Rival
from factcheck.pairs.signals import ALIKE_IN_MEANING, SignalDefinition, values_of
from factcheck.pairs.ties import ROLES, is_open, tied
from factcheck.stories.story import Located, StoryView
from factcheck.values.polarity import KIND, StatementPayload

# Statements of one sense beyond this number are of a word that says nothing by itself.
MOST_OF_A_SENSE = 200
# How alike clauses count of which nothing is left but who does it.
NOTHING_ELSE = 0.5
# So many telling words in common leave little doubt that two clauses are of the same.
TELLING = 3
# What is intended is announced as what will be.
_SAME_MODE = {"plan": "will"}


def polarity_rivals(comparison: StoryComparison) -> Iterator[Rival]:
    """Yield pairs of statements of two documents of which one denies what the other states."""
    found = list(_statement_rivals(comparison))
    yield from found
    told = {frozenset(s.claim for s in (*r.first, *r.second)) for r in found}
    for rival in negation_rivals(comparison):
        if frozenset(s.claim for s in (*rival.first, *rival.second)) not in told:
            yield rival


def _statement_rivals(comparison: StoryComparison) -> Iterator[Rival]:
    story = comparison.story
    by_sense: dict[str, list[Located]] = defaultdict(list)
    for located in story.of_kind(KIND.name):
        by_sense[_payload(located).sense].append(located)
    for key in sorted(by_sense):
        held = by_sense[key]
        opposed = [
            s for o in sorted(CONTRARIES.get(key, ())) if o > key for s in by_sense.get(o, ())
        ]
        denied = [s for s in held if _payload(s).denied]
        stated = [s for s in held if not _payload(s).denied]
        of_sense = [*held, *opposed]
        count = len(denied) * len(stated) + len(held) * len(opposed)
        if not comparison.screening.passes(SENSES, len(of_sense), count):
            continue
        pairs = [(a, b) for a in denied for b in stated]
        pairs += [(a, b) for a in held for b in opposed]
        for a, b in pairs:
            if a.document == b.document or KIND.compare(a.value, b.value).relation != "conflict":
                continue
            couple = _Couple(story, a, b, of_sense)
            if comparison.screening.passes(FILTERS, couple):
                yield _rival(a, b, couple.signals)


def _said_by_both(story: StoryView, a: Located, b: Located, others: Sequence[Located]) -> bool:
    """Tell whether an article says elsewhere, as nearly, what the other says: another matter."""
    for mine, theirs in ((a, b), (b, a)):
        for other in others:
            if (
                other.document == mine.document
                and KIND.compare(other.value, theirs.value).relation == "same"
                and story.cosines.of(other.claim, theirs.claim)
                >= story.cosines.of(mine.claim, theirs.claim)
                and min(tied(story, other, theirs, role) for role in ROLES) >= 0
            ):
                return True
    return False


def _rival(a: Located, b: Located, signals: dict[str, float]) -> Rival:
    """Return the pair as a rival, named after the one that states it."""
    who = b.value.slot.label or a.value.slot.label
    who = "" if who in b.value.text else who
    held = [_told(x) for x in (a, b)]
    return Rival(
        "polarity",
        (a.spot,),
        (b.spot,),
        (a.value.text, b.value.text),
        signals,
        (held[0], held[1]),
        label=" ".join(f"whether {who} {b.value.text}".split()),
        reason=KIND.compare(a.value, b.value).reason,
    )


def _told(located: Located) -> str:
    """Return the normalised form of a statement: what it says of whom, or denies."""
    payload = _payload(located)
    thing = payload.object or payload.subject
    return " ".join(filter(None, (located.value.normalized, thing.head if thing else "")))


@dataclass(frozen=True)
class _Couple:
    """Two statements of which one may deny the other; ``of_sense`` are all of their sense."""

    story: StoryView
    a: Located
    b: Located
    of_sense: Sequence[Located]

    @cached_property
    def x(self) -> StatementPayload:
        """What the first statement says."""
        return _payload(self.a)

    @cached_property
    def y(self) -> StatementPayload:
        """What the second statement says."""
        return _payload(self.b)

    @cached_property
    def ties(self) -> list[float]:
        """How surely they speak of the same in each role."""
        return [tied(self.story, self.a, self.b, role) for role in ROLES]

    @cached_property
    def tellers(self) -> list[str]:
        """Who says either, "" where it is the article."""
        return [self.x.teller, self.y.teller]

    @cached_property
    def overlap(self) -> tuple[float, float]:
        """How alike the clauses are in their telling words, and how much they share."""
        return _clause_overlap(self.story, self.x, self.y)

    @cached_property
    def signals(self) -> dict[str, float]:
        """What speaks for or against a contradiction."""
        return values_of(SIGNALS, self)


SIGNALS: tuple[SignalDefinition[_Couple], ...] = (
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
        lambda c: max(c.x.vague, c.y.vague),
    ),
    SignalDefinition(
        "later",
        "the articles appeared days apart",
        -1,
        lambda c: _days_apart(c.story, c.a, c.b),
    ),
    SignalDefinition(
        "contrary",
        "opposite words are used, and no plain denial",
        -1,
        lambda c: float(c.x.sense != c.y.sense),
    ),
)


# The number of the statements of one sense and its opposite.
SENSES: tuple[Filter[int], ...] = (
    Filter(
        "common-verbs",
        f"More than {MOST_OF_A_SENSE} statements have the verb: it says nothing by itself.",
        lambda number: number > MOST_OF_A_SENSE,
    ),
)
FILTERS: tuple[Filter[_Couple], ...] = (
    Filter(
        "done-and-to-be-done",
        "One says what is or was, the other what will, can or must be.",
        lambda c: _mode(c.x) != _mode(c.y),
    ),
    Filter(
        "two-quoted-statements",
        "Both statements stand in quotation marks.",
        lambda c: c.x.quoted and c.y.quoted,
    ),
    Filter(
        "statements-on-others",
        "The statements are not surely of the same people or things.",
        lambda c: min(c.ties) < 0 or max(c.ties) == 0,
    ),
    Filter(
        "statements-of-other-times",
        "The statements are of different times.",
        lambda c: _at_other_times(c.x.times, c.y.times),
    ),
    Filter(
        "statements-in-other-respects",
        "The statements differ in what else takes part, or in how much of it.",
        lambda c: _apart(c.x.others, c.y.others) or _apart(c.x.figures, c.y.figures),
    ),
    Filter(
        "two-changes",
        "A rise and a fall by different figures are two changes.",
        lambda c: c.x.sense in CHANGES and not _same_figures(c.x.figures, c.y.figures),
    ),
    # Who rebuts what others say contradicts them; the articles that report it do not.
    Filter(
        "rebuttals",
        "One reports what somebody rebuts, and does not rebut it.",
        lambda c: (c.x.rebutting or c.y.rebutting) and c.tellers[0] != c.tellers[1],
    ),
    Filter(
        "unlikely-denials",
        "It is too unlikely that one denies what the other states.",
        lambda c: judge.probability("polarity", c.signals) < judge.LEAST,
    ),
    Filter(
        "stated-by-both",
        "An article says elsewhere what the other says, so it is another matter.",
        lambda c: _said_by_both(c.story, c.a, c.b, c.of_sense),
    ),
)


def _clause_overlap(
    story: StoryView, x: StatementPayload, y: StatementPayload
) -> tuple[float, float]:
    """Return how alike two clauses are in their telling words, and how much they share.

    Those who act are left aside: they may be told by name here and by a pronoun there.
    """
    acting = [payload.subject or payload.object for payload in (x, y)]
    actors = {word for phrase in acting if phrase for word in (*phrase.names, phrase.head)}
    first, second = (set(payload.words) - actors for payload in (x, y))
    if not first | second:
        return NOTHING_ELSE, 0.0
    shared = min(1.0, len(first & second) / TELLING)
    return round(story.overlap(sorted(first), sorted(second)), 3), round(shared, 3)


def _days_apart(story: StoryView, a: Located, b: Located) -> float:
    """Return how far apart two documents appeared, 1 for a week or more; 0 if it is unknown."""
    days = [story.analyses[x.document].document.published for x in (a, b)]
    if not days[0] or not days[1]:
        return 0.0
    first, second = (date.fromisoformat(day[:10]) for day in (days[0], days[1]))
    return round(min(1.0, abs((first - second).days) / 7), 3)


def _payload(located: Located) -> StatementPayload:
    return StatementPayload.of(located.value)


def _mode(payload: StatementPayload) -> str:
    return _SAME_MODE.get(payload.mode, payload.mode)


def _apart(a: Sequence[str], b: Sequence[str]) -> bool:
    """Tell whether two clauses give different things after one preposition or count of one noun."""
    first, second = (_by_first_word(phrases) for phrases in (a, b))
    return any(not first[p] & second[p] for p in sorted(first) if p in second)


def _at_other_times(a: Sequence[str], b: Sequence[str]) -> bool:
    """Tell whether two clauses name different weekdays, or different months.

    A weekday may lie in any month, and "yesterday" may be any weekday.
    """
    for names in (weekdays(), months()):
        first, second = (
            {n for t in times if (n := names.numbers.get(t.rstrip(".").capitalize())) is not None}
            for times in (a, b)
        )
        if first and second and not first & second:
            return True
    return False


def _same_figures(a: Sequence[str], b: Sequence[str]) -> bool:
    """Tell whether two clauses may tell of one change: it is not a rise by 2 and a fall by 3."""
    first, second = ({phrase.split()[-1] for phrase in phrases} for phrases in (a, b))
    return not first or not second or bool(first & second)


def _by_first_word(phrases: Sequence[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for phrase in phrases:
        word, _, thing = phrase.partition(" ")
        found[word].add(thing)
    return found
