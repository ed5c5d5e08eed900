"""Where a thing is told to be in two ways, or a deed to be done inside and outside of a place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from factcheck.pairs.atlas import Atlas
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.filters import Filter, Screening
from factcheck.pairs.place_signals import (
    ANCHORED,
    DIRECTED,
    INSIDE_OUT,
    SEEN,
    Anchored,
    Deed,
    Directed,
)
from factcheck.pairs.rival import Rival
from factcheck.pairs.signals import values_of
from factcheck.similarity.groups import Groups
from factcheck.stories.independence import lone
from factcheck.stories.story import Located, StoryView, documents_of
from factcheck.values.base import Comparison
from factcheck.values.compass import angle
from factcheck.values.places import KIND, PlacePayload

# How far the middle of a country counts to lie from its sides; sides of one corner lie nearer.
MIDDLE = 0.4
# Sentences less alike than this tell different events, however many words they share.
LEAST_ALIKE = 0.5
# A map of the story's places, and the words of two of them.
RELATED: tuple[Filter[tuple[Atlas, str, str]], ...] = (
    Filter(
        "place-within-the-other",
        "One place lies in the other or next to it.",
        lambda places: places[0].related(*places[1:]),
    ),
)
_Two = tuple[Sequence[Located], Sequence[Located]]
DOCUMENTS: tuple[Filter[_Two], ...] = (
    Filter(
        "places-of-one-article",
        "An article gives both places.",
        lambda two: bool(documents_of(two[0]) & documents_of(two[1])),
    ),
)
ANCHORS: tuple[Filter[_Two], ...] = (
    Filter(
        "seat-and-site",
        "One is the seat of a firm and the other where it is or does something.",
        lambda two: len({_payload(places[0]).subject.how for places in two}) > 1,
    ),
)
# The north-east is the north, too.
ANGLES: tuple[Filter[float], ...] = (
    Filter("near-directions", "The directions lie near each other.", lambda angle: angle < MIDDLE),
)
SIDES: tuple[Filter[_Two], ...] = (
    Filter(
        "sides-of-two-places",
        "They are sides of two different places.",
        lambda two: len({_payload(p).words for p in (*two[0], *two[1])} - {""}) > 1,
    ),
)
# How alike the sentences are.
EVENTS: tuple[Filter[float], ...] = (
    Filter(
        "places-of-two-events",
        "The sentences are not alike enough to tell one event.",
        lambda cosine: cosine < LEAST_ALIKE,
    ),
)


def place_rivals(comparison: StoryComparison) -> Iterator[Rival]:
    """Yield pairs of places given for one thing or one deed, that cannot both be right."""
    story = comparison.story
    places = story.of_kind("place")
    atlas = Atlas(story, places)
    screening = comparison.screening
    yield from _anchored(story, atlas, places, screening)
    yield from _directed(story, places, screening)
    yield from _seen(story, atlas, places, screening)
    yield from _inside_out(story, places, screening)


def _compared(a: Located, b: Located) -> Comparison:
    return KIND.compare(a.value, b.value)


def _payload(place: Located) -> PlacePayload:
    return PlacePayload.of(place.value)


def _both_known(atlas: Atlas, first: Sequence[Located], second: Sequence[Located]) -> float:
    """Return the share of the documents that name the other's place, too."""
    pairs = [(m, second[0]) for m in first] + [(m, first[0]) for m in second]
    known = {m.document for m, o in pairs if atlas.names(m.document, _payload(o).words)}
    return round(len(known) / len(documents_of([*first, *second])), 3)


def _rival(
    first: Sequence[Located],
    second: Sequence[Located],
    signals: dict[str, float],
    label: str = "",
    reason: str = "",
    kind: str = "place",
) -> Rival:
    a, b = first[0].value, second[0].value
    return Rival(
        kind,
        tuple(m.spot for m in first),
        tuple(m.spot for m in second),
        (a.text, b.text),
        signals,
        # "eastern Nepal" and "western Nepal", "in the car" and "outside the car".
        (a.text.casefold(), b.text.casefold())
        if a.normalized == b.normalized
        else (a.normalized, b.normalized),
        label,
        reason,
    )


def _shown(held: Sequence[Located]) -> str:
    """Return the name of the anchor that is written most."""
    counted = Counter(_payload(p).subject.shown for p in held)
    return min(counted, key=lambda n: (-counted[n], n))


def _by_anchor(places: Sequence[Located]) -> list[list[Located]]:
    """Return the places grouped by the named thing that is said to be there.

    "Fernhill Center" and "Fernhill Treatment Center" are one thing.
    """
    keys = sorted({_payload(p).subject.anchor for p in places} - {""})
    groups = Groups()
    for i, j in combinations(range(len(keys)), 2):
        a, b = keys[i].split(), keys[j].split()
        shorter, longer = sorted((a, b), key=len)
        if a[-1] == b[-1] and a[0] == b[0] and len(shorter) > 1 and set(shorter) <= set(longer):
            groups.join(i, j)
    held: dict[int, list[Located]] = defaultdict(list)
    number = {key: n for n, key in enumerate(keys)}
    for place in places:
        key = _payload(place).subject.anchor
        if key:
            held[groups.find(number[key])].append(place)
    return [held[n] for n in sorted(held)]


def _anchored(
    story: StoryView, atlas: Atlas, places: Sequence[Located], screening: Screening
) -> Iterator[Rival]:
    """Yield two places given for one named thing."""
    named = [p for p in places if _payload(p).shape == "named"]
    for held in _by_anchor([p for p in named if _payload(p).relation in ("in", "of")]):
        given: dict[str, list[Located]] = defaultdict(list)
        for place in held:
            given[place.value.normalized].append(place)
        for a, b in combinations(sorted(given), 2):
            first, second = given[a], given[b]
            if _compared(first[0], second[0]).relation != "conflict":
                continue
            given_for_one = (first, second)
            if not (
                screening.passes(RELATED, (atlas, a, b))
                and screening.passes(DOCUMENTS, given_for_one)
                and screening.passes(ANCHORS, given_for_one)
            ):
                continue
            kinds = {_payload(p).subject.kind for p in (first[0], second[0])}
            yield _rival(
                first,
                second,
                values_of(
                    ANCHORED,
                    Anchored(
                        story.alike(first, second),
                        lone(story, first, second),
                        bool(kinds & {"firm", "branch"}),
                        _both_known(atlas, first, second),
                    ),
                ),
                f"where {_shown([*first, *second])} is",
            )


def _directed(story: StoryView, places: Sequence[Located], screening: Screening) -> Iterator[Rival]:
    """Yield two sides of a country on which one named thing is said to lie."""
    for held in _by_anchor([p for p in places if _is_side(p)]):
        given: dict[int | str | None, list[Located]] = defaultdict(list)
        for place in held:
            given[_payload(place).bearing.direction].append(place)
        for a, b in combinations(sorted(given, key=str), 2):
            first, second = given[a], given[b]
            if not (
                screening.passes(DOCUMENTS, (first, second))
                and screening.passes(ANGLES, _angle(a, b))
                and screening.passes(SIDES, (first, second))
            ):
                continue
            directions = Directed(
                story.alike(first, second), lone(story, first, second), _angle(a, b)
            )
            signals = values_of(DIRECTED, directions)
            label = f"where {_shown(held)} lies"
            yield _rival(first, second, signals, label, "the directions differ")


def _seen(
    story: StoryView, atlas: Atlas, places: Sequence[Located], screening: Screening
) -> Iterator[Rival]:
    """Yield two directions in which one thing lies from one place, or from two."""
    by_thing: dict[str, list[Located]] = defaultdict(list)
    for place in places:
        payload = _payload(place)
        if payload.relation == "from":
            for thing in sorted(set(payload.subject.patients)):
                by_thing[thing].append(place)
            if payload.bearing.distance:
                # Two miles from one town: what lies there is one thing, however it is called.
                by_thing[f"{payload.bearing.distance} from {payload.bearing.origin}"].append(place)
    seen: set[tuple[int, int]] = set()
    for thing in sorted(by_thing):
        for first, second in _pairs(by_thing[thing], _bearing):
            comparison = _compared(first[0], second[0])
            both = (first[0].number, second[0].number)
            if comparison.relation not in ("drift", "conflict") or both in seen:
                continue
            if not screening.passes(DOCUMENTS, (first, second)):
                continue
            seen.add(both)
            x, y = _payload(first[0]), _payload(second[0])
            origins = x.bearing.origin, y.bearing.origin
            moved = origins[0] != origins[1]
            if moved and not screening.passes(RELATED, (atlas, *origins)):
                continue
            bearings = Directed(
                story.alike(first, second),
                lone(story, first, second),
                1.0 if moved else comparison.distance,
            )
            signals = values_of(SEEN, bearings)
            label = f"in which direction {x.subject.shown} lies"
            yield _rival(first, second, signals, label, comparison.reason)


def _pairs(
    places: Sequence[Located], key: Callable[[PlacePayload], tuple[str, ...]]
) -> Iterator[tuple[list[Located], list[Located]]]:
    """Yield each two groups of places that differ in ``key``."""
    given: dict[tuple[str, ...], list[Located]] = defaultdict(list)
    for place in places:
        given[key(_payload(place))].append(place)
    for a, b in combinations(sorted(given), 2):
        yield given[a], given[b]


def _bearing(payload: PlacePayload) -> tuple[str, ...]:
    bearing = payload.bearing
    return str(bearing.direction), bearing.origin, bearing.distance


def _is_side(place: Located) -> bool:
    """Return True if a place is one side of another, or what lies on one side of it."""
    payload = _payload(place)
    return payload.bearing.direction is not None and payload.relation != "from"


def _angle(a: object, b: object) -> float:
    """Return how far two directions lie apart, 0 to 1; the middle is near to all of them."""
    apart = angle(a, b)
    return MIDDLE if apart is None else apart


def _inside_out(
    story: StoryView, places: Sequence[Located], screening: Screening
) -> Iterator[Rival]:
    """Yield a place inside of which, and outside of which, the same is said to be done."""
    by_deed: dict[tuple[str, str, str], list[Located]] = defaultdict(list)
    for place in places:
        payload = _payload(place)
        if payload.shape == "noun":
            for verb in sorted(set(payload.subject.verbs)):
                for thing in sorted(set(payload.subject.patients)):
                    by_deed[payload.words, verb, thing].append(place)
    seen: set[tuple[int, int]] = set()
    for deed in sorted(by_deed):
        for first, second in _pairs(by_deed[deed], lambda p: (p.relation,)):
            both = (first[0].number, second[0].number)
            a, b = story.nearest(first, second)
            if both in seen or not screening.passes(DOCUMENTS, (first, second)):
                continue
            seen.add(both)
            if screening.passes(EVENTS, story.cosines.of(a.claim, b.claim)):
                signals = values_of(INSIDE_OUT, Deed(story, a, b, lone(story, first, second)))
                yield _rival(first, second, signals, kind="locative")
