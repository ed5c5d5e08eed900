"""Statements of which one denies what the other states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from factcheck.language.calendar import months, weekdays
from factcheck.language.opposites import CHANGES, CONTRARIES
from factcheck.pairs import judge
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Filter
from factcheck.pairs.negations import negation_rivals
from factcheck.pairs.polarity_signals import Couple
from factcheck.pairs.rival import Rival
from factcheck.pairs.ties import ROLES, tied
from factcheck.stories.story import Located, StoryView
from factcheck.values.polarity import KIND, StatementPayload

# Statements of one sense beyond this number are of a word that says nothing by itself.
MOST_OF_A_SENSE = 200
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
            couple = Couple(story, a, b, of_sense)
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


# The number of the statements of one sense and its opposite.
SENSES: tuple[Filter[int], ...] = (
    Filter(
        "common-verbs",
        f"More than {MOST_OF_A_SENSE} statements have the verb: it says nothing by itself.",
        lambda number: number > MOST_OF_A_SENSE,
    ),
)
FILTERS: tuple[Filter[Couple], ...] = (
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
