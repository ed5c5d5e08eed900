"""What speaks for and against two claims saying the same: the signals, each with its sign."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.language import lexicon
from factcheck.pairs.predications import Predication
from factcheck.pairs.sayings import Side, TwoClaims, given, happened, participants
from factcheck.pairs.signals import ALIKE_IN_MEANING, SignalDefinition

# Alike by so much more than any other claim of its document, a claim stands out.
STANDS_OUT = 0.2
# A claim of fewer different words is short.
SHORT = 8
# Words in common that are no names leave no doubt from this weight on.
TELLING = 4.0
# Below these, every step speaks more strongly against two claims saying the same.
ALIKE, COVERED = 0.65, 0.35
# So many figures in common leave little doubt.
MANY_FIGURES = 2
# Two clauses that share words of this weight besides their subjects surely say the same of someone.
SMALL_CLAUSE = 2.0
# Quotations of one utterance share this much of the shorter one.
ONE_UTTERANCE = 0.6


def _covered(p: TwoClaims, a: Side, b: Side) -> float:
    """Return the weighted share of the words of ``a`` that ``b`` has, too."""
    if not a.words.weight:
        return 0.0
    return p.sayings.weight(a.words.words & b.words.words) / a.words.weight


def _in_a_row(p: TwoClaims) -> float:
    fewer = min(len(p.x.neighbours), len(p.y.neighbours))
    return len(p.x.neighbours & p.y.neighbours) / fewer if fewer else 0.0


def _missing_figures(a: Side, b: Side) -> float:
    """Return the share of the figures of ``a`` that ``b`` does not give."""
    missing = sum(not given(v, b) for v in a.figures)
    return missing / len(a.figures) if a.figures else 0.0


def _missing_names(a: Side, b: Side) -> float:
    """Return the share of the names of ``a`` that ``b`` does not have."""
    return len(a.names - b.words.words - b.names) / len(a.names) if a.names else 0.0


def _statement(p: TwoClaims) -> float:
    """Return how well the best two statements of one sense fit, 0 to 1."""
    fits = [0]
    for key in p.x.statements.keys() & p.y.statements.keys():
        a, b = p.x.statements[key], p.y.statements[key]
        subjects = participants(a.subject) & participants(b.subject)
        objects = participants(a.object) & participants(b.object)
        fits.append(1 + bool(subjects) + bool(objects))
    return max(fits) / 3


def _rebuts(side: Side) -> bool:
    return not lexicon.words().rebuttals.isdisjoint(side.claim.content)


def _longer(p: TwoClaims) -> float:
    return 1 - p.x.words.weight / p.y.words.weight if p.y.words.weight else 0.0


def _stands_out(p: TwoClaims) -> float:
    least = min(p.sayings.margin(p.x, p.y), p.sayings.margin(p.y, p.x))
    return max(-1.0, min(1.0, least / STANDS_OUT))


def _clauses(p: TwoClaims) -> Iterator[tuple[Predication, Predication]]:
    return ((a, b) for a in p.x.clauses for b in p.y.clauses)


def _names_alone(p: TwoClaims) -> float:
    """Return 1 if all words in common are of names, 0 if others of some weight are."""
    names = p.x.names | p.y.names | p.x.speaker | p.y.speaker
    shared = p.sayings.weight((p.x.words.words & p.y.words.words) - names)
    return max(0.0, 1 - shared / TELLING)


def _predicate_shared(p: TwoClaims) -> float:
    """Return how much two clauses say alike besides their subjects."""
    shared = max(
        (
            p.sayings.weight((a.words & b.words) - a.subject - b.subject)
            for a, b in _clauses(p)
            if not (a.telling or b.telling)
        ),
        default=0.0,
    )
    return min(1.0, shared / SMALL_CLAUSE)


def _one_deed(p: TwoClaims) -> float:
    """Return how well the best two clauses with one verb fit: the verb, the subject, the rest."""
    return max(
        (
            (1 + _alike(a.subject, b.subject) + _alike(a.taking_part, b.taking_part)) / 3
            for a, b in _clauses(p)
            if a.verb and a.verb == b.verb and not a.telling
        ),
        default=0.0,
    )


def _alike(a: frozenset[str], b: frozenset[str]) -> float:
    """Return 1 for participants with a word in common, a half if one of them is not named."""
    if not a or not b:
        return 0.5
    return 0.0 if a.isdisjoint(b) else 1.0


def _modality_differs(p: TwoClaims) -> float:
    """Return 1 if one tells what was, and the other what may, should or would be."""
    x, y = ([c.modal for c in side.clauses if c.main] for side in (p.x, p.y))
    return float(bool(x and y) and all(x) != all(y))


def _two_utterances(p: TwoClaims) -> float:
    """Return 1 if both quote, and hardly the same words."""
    fewer = min(len(p.x.quoted), len(p.y.quoted))
    return float(fewer > 0 and len(p.x.quoted & p.y.quoted) / fewer < ONE_UTTERANCE)


def _main_covered(p: TwoClaims, a: Side, b: Side) -> float:
    """Return how much of what ``a`` mainly says ``b`` has, a half if nothing tells what that is.

    Two sentences often share what they say by the way, and each has a point of its own.
    """
    main = frozenset(w for c in a.clauses if c.main and not c.telling for w in c.words)
    main &= a.words.words
    weight = p.sayings.weight(main)
    return p.sayings.weight(main & b.words.words) / weight if weight else 0.5


# Those that cost least come first.
SIGNALS: tuple[SignalDefinition[TwoClaims], ...] = (
    SignalDefinition(
        "cosine",
        ALIKE_IN_MEANING,
        1,
        lambda p: p.sayings.story.cosines.of(p.x.number, p.y.number),
    ),
    SignalDefinition(
        "hardly_alike",
        "the sentences are hardly alike in meaning",
        -1,
        lambda p: max(0.0, ALIKE - p.sayings.story.cosines.of(p.x.number, p.y.number)),
    ),
    SignalDefinition(
        "covered",
        "the words of the shorter one are in the other",
        1,
        lambda p: _covered(p, p.x, p.y),
    ),
    SignalDefinition(
        "hardly_covered",
        "hardly a word of the shorter one is in the other",
        -1,
        lambda p: max(0.0, COVERED - _covered(p, p.x, p.y)),
    ),
    SignalDefinition(
        "covered_back",
        "the words of the longer one are in the other",
        1,
        lambda p: _covered(p, p.y, p.x),
    ),
    SignalDefinition("longer", "one says much more than the other", -1, _longer),
    SignalDefinition(
        "one_negated",
        "one has a “not” and the other has none",
        -1,
        lambda p: float(p.x.claim.negated != p.y.claim.negated),
    ),
    SignalDefinition(
        "one_hedged",
        "only one is hedged",
        -1,
        lambda p: float(p.x.claim.hedged != p.y.claim.hedged),
    ),
    SignalDefinition(
        "one_rebuts",
        "only one calls something untrue",
        -1,
        lambda p: float(_rebuts(p.x) != _rebuts(p.y)),
    ),
    SignalDefinition(
        "other_speaker",
        "somebody else is quoted",
        -1,
        lambda p: float(
            bool(p.x.speaker) and bool(p.y.speaker) and p.x.speaker.isdisjoint(p.y.speaker)
        ),
    ),
    SignalDefinition(
        "names_missing",
        "the longer one lacks names of the other",
        -1,
        lambda p: _missing_names(p.x, p.y),
    ),
    SignalDefinition("stands_out", "no other sentence is as near", 1, _stands_out),
    SignalDefinition("in_a_row", "the same words follow each other", 1, _in_a_row),
    SignalDefinition(
        "figures_given",
        "both give the same numbers or dates",
        1,
        lambda p: min(MANY_FIGURES, sum(given(v, p.y) for v in p.x.figures)) / MANY_FIGURES,
    ),
    SignalDefinition(
        "figures_missing",
        "the longer one lacks numbers or dates of the other",
        -1,
        lambda p: _missing_figures(p.x, p.y),
    ),
    SignalDefinition("statement", "the same is said of the same", 1, _statement),
    SignalDefinition("happened", "the same is said to have happened", 1, happened),
    SignalDefinition(
        "short", "one is very short", -1, lambda p: max(0.0, 1 - len(p.x.forms) / SHORT)
    ),
    SignalDefinition(
        "no_sentence",
        "neither is a whole sentence",
        -1,
        lambda p: float(not p.x.finite and not p.y.finite),
    ),
    SignalDefinition("two_utterances", "they quote other words", -1, _two_utterances),
    SignalDefinition(
        "modality", "one says what is, the other what may or should be", -1, _modality_differs
    ),
    SignalDefinition("one_deed", "the same did the same", 1, _one_deed),
    SignalDefinition("names_alone", "hardly a word but names is in both", -1, _names_alone),
    SignalDefinition("predicate_shared", "the same is said of someone", 1, _predicate_shared),
    SignalDefinition(
        "main_covered",
        "what the shorter one mainly says is in the other",
        1,
        lambda p: _main_covered(p, p.x, p.y),
    ),
    SignalDefinition(
        "main_covered_back",
        "what the longer one mainly says is in the other",
        1,
        lambda p: _main_covered(p, p.y, p.x),
    ),
)
