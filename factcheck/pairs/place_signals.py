"""What speaks for or against two places given for one thing or one deed."""

from __future__ import annotations

from typing import Any, NamedTuple

from factcheck.pairs.signals import (
    ALIKE_IN_MEANING,
    ONE_AGAINST_SEVERAL,
    SAME_PARTICIPANTS,
    SAME_WORDS,
    SignalDefinition,
)
from factcheck.stories.story import Located, StoryView
from factcheck.values.gazetteer import folded
from factcheck.values.places import PlacePayload

# What one does at many places, one after the other.
REPEATED = frozenset(
    (
        "win lose lead campaign perform play visit travel tour speak appear work teach study "
        "serve live stay train compete fight operate sell own open"
    ).split()
)


class Anchored(NamedTuple):
    """How two places of one named thing compare."""

    cosine: float
    lone: float
    several_seats: bool
    both_known: float


class Directed(NamedTuple):
    """How two directions compare; ``angle`` is how far they lie apart, 0 to 1."""

    cosine: float
    lone: float
    angle: float


class Deed(NamedTuple):
    """A deed done inside a place and outside of it, in the two claims that are most alike."""

    story: StoryView
    a: Located
    b: Located
    lone: float

    @property
    def is_of_one_named(self) -> bool:
        """Whether both claims name the one who did it, or to whom it was done."""
        story = self.story
        patients = [{*PlacePayload.of(p.value).subject.patients} for p in (self.a, self.b)]
        names = story.forms(self.a.claim, "name") & story.forms(self.b.claim, "name")
        return bool(patients[0] & patients[1] & names)

    @property
    def wording(self) -> float:
        """How much of the claims is alike, but for the places themselves."""
        where = {w for p in (self.a, self.b) for w in PlacePayload.of(p.value).words.split()}
        content = [
            [w for w in self.story.claims[n].content if folded(w) not in where]
            for n in (self.a.claim, self.b.claim)
        ]
        return round(self.story.overlap(*content), 3)

    @property
    def arguments(self) -> float:
        """How much of those who take part is alike."""
        parts = [sorted(_taking_part(p)) for p in (self.a, self.b)]
        return round(self.story.overlap(*parts), 3)

    @property
    def figures_differ(self) -> float:
        """1 where both claims give figures and none in common, else 0."""
        return _differ(*(self.story.forms(n, "number") for n in (self.a.claim, self.b.claim)))


_BOTH_KNOWN = "articles name both places"
_FAR_APART = "the directions lie far apart"
ANCHORED: tuple[SignalDefinition[Anchored], ...] = (
    SignalDefinition("anchored", "both tell where one named thing is", 1, lambda p: 1.0),
    SignalDefinition(
        "firm", "what is located may have several seats", -1, lambda p: float(p.several_seats)
    ),
    SignalDefinition("cosine", ALIKE_IN_MEANING, 1, lambda p: p.cosine),
    SignalDefinition("both_known", _BOTH_KNOWN, -1, lambda p: p.both_known),
    SignalDefinition("lone", ONE_AGAINST_SEVERAL, 1, lambda p: p.lone),
)
_DIRECTIONS: tuple[SignalDefinition[Directed], ...] = (
    SignalDefinition("angle", _FAR_APART, 1, lambda d: d.angle),
    SignalDefinition("cosine", ALIKE_IN_MEANING, 1, lambda d: d.cosine),
    SignalDefinition("lone", ONE_AGAINST_SEVERAL, 1, lambda d: d.lone),
)
DIRECTED: tuple[SignalDefinition[Directed], ...] = (
    SignalDefinition("side", "both tell on which side one named thing lies", 1, lambda d: 1.0),
    *_DIRECTIONS,
)
SEEN: tuple[SignalDefinition[Directed], ...] = (
    SignalDefinition("bearing", "both tell the direction from one place", 1, lambda d: 1.0),
    *_DIRECTIONS,
)
INSIDE_OUT: tuple[SignalDefinition[Deed], ...] = (
    SignalDefinition(
        "named",
        "it was done by or to the same named one",
        1,
        lambda d: float(d.is_of_one_named),
    ),
    SignalDefinition(
        "loose",
        "it was done to people or things not told apart",
        -1,
        lambda d: float(_is_loose(d.a, d.b)),
    ),
    SignalDefinition(
        "figures_differ", "the sentences give different figures", -1, lambda d: d.figures_differ
    ),
    SignalDefinition(
        "cosine", ALIKE_IN_MEANING, 1, lambda d: d.story.cosines.of(d.a.claim, d.b.claim)
    ),
    SignalDefinition("wording", SAME_WORDS, 1, lambda d: d.wording),
    SignalDefinition("arguments", SAME_PARTICIPANTS, 1, lambda d: d.arguments),
    SignalDefinition("lone", ONE_AGAINST_SEVERAL, 1, lambda d: d.lone),
)
SIGNALS: tuple[SignalDefinition[Any], ...] = (*ANCHORED, *DIRECTED, *SEEN)


def _taking_part(place: Located) -> set[str]:
    subject = PlacePayload.of(place.value).subject
    return {*subject.patients, *subject.agents}


def _is_loose(a: Located, b: Located) -> bool:
    """Tell whether one may have done this at many places, or to others of the kind."""
    x, y = (PlacePayload.of(place.value).subject for place in (a, b))
    known = {*x.definite, *y.definite}
    both = _taking_part(a) & _taking_part(b)
    return not known & both or set(x.verbs) & set(y.verbs) <= REPEATED


def _differ(a: set[str], b: set[str]) -> float:
    return float(bool(a) and bool(b) and not a & b)
