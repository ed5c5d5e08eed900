"""Where a thing is, or where something happened, told in two ways."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from factcheck.pairs.atlas import Atlas
from factcheck.pairs.rival import Rival
from factcheck.similarity.groups import Groups
from factcheck.stories.independence import lone
from factcheck.stories.story import Located, StoryView, documents_of
from factcheck.values import KINDS
from factcheck.values.base import Comparison
from factcheck.values.compass import angle
from factcheck.values.gazetteer import folded

# How far the middle of a country counts to lie from its sides; sides of one corner lie nearer.
MIDDLE = 0.4
# Sentences less alike than this tell different events, however many words they share.
LEAST_ALIKE = 0.5
# What strikes or takes place in many towns at once.
WIDE = frozenset(
    (
        "quake flood storm hurricane typhoon cyclone tornado rain snow heat drought wave "
        "epidemic outbreak virus disease protest demonstration rally strike unrest violence "
        "election vote turnout campaign war fighting tour season market price"
    ).split()
)
# What one does at many places, one after the other.
REPEATED = frozenset(
    (
        "win lose lead campaign perform play visit travel tour speak appear work teach study "
        "serve live stay train compete fight operate sell own open"
    ).split()
)


def place_rivals(story: StoryView) -> Iterator[Rival]:
    """Yield pairs of places given for one thing or one event, that cannot both be right."""
    places = story.of_kind("place")
    atlas = Atlas(story, places)
    yield from _anchored(story, atlas, places)
    yield from _directed(story, places)
    yield from _seen(story, atlas, places)
    yield from _happened(story, atlas, places)


def _compared(a: Located, b: Located) -> Comparison:
    return KINDS["place"].compare(a.value, b.value)


def _both_known(atlas: Atlas, first: Sequence[Located], second: Sequence[Located]) -> float:
    """Return the share of the documents that name the other's place, too."""
    pairs = [(m, second[0]) for m in first] + [(m, first[0]) for m in second]
    known = {m.document for m, o in pairs if atlas.names(m.document, str(o.value.data["words"]))}
    return round(len(known) / len(documents_of([*first, *second])), 3)


def _rival(
    first: Sequence[Located],
    second: Sequence[Located],
    signals: dict[str, float],
    label: str,
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
    counted = Counter(str(p.value.data["shown"]) for p in held)
    return min(counted, key=lambda n: (-counted[n], n))


def _by_anchor(places: Sequence[Located]) -> list[list[Located]]:
    """Return the places grouped by the named thing that is said to be there.

    "Fernhill Center" and "Fernhill Treatment Center" are one thing.
    """
    keys = sorted({str(p.value.data["anchor"]) for p in places} - {""})
    groups = Groups()
    for i, j in combinations(range(len(keys)), 2):
        a, b = keys[i].split(), keys[j].split()
        shorter, longer = sorted((a, b), key=len)
        if a[-1] == b[-1] and a[0] == b[0] and len(shorter) > 1 and set(shorter) <= set(longer):
            groups.join(i, j)
    held: dict[int, list[Located]] = defaultdict(list)
    number = {key: n for n, key in enumerate(keys)}
    for place in places:
        key = str(place.value.data["anchor"])
        if key:
            held[groups.find(number[key])].append(place)
    return [held[n] for n in sorted(held)]


def _anchored(story: StoryView, atlas: Atlas, places: Sequence[Located]) -> Iterator[Rival]:
    """Yield two places given for one named thing."""
    named = [p for p in places if p.value.data["shape"] == "named"]
    for held in _by_anchor([p for p in named if p.value.data["relation"] in ("in", "of")]):
        given: dict[str, list[Located]] = defaultdict(list)
        for place in held:
            given[place.value.normalized].append(place)
        for a, b in combinations(sorted(given), 2):
            first, second = given[a], given[b]
            x, y = first[0].value.data, second[0].value.data
            if _compared(first[0], second[0]).relation != "conflict" or atlas.related(a, b):
                continue
            if documents_of(first) & documents_of(second) or x["how"] != y["how"]:
                continue
            kinds = {x["kind"], y["kind"]}
            yield _rival(
                first,
                second,
                {
                    "anchored": 1.0,
                    "firm": float(bool(kinds & {"firm", "branch"})),
                    "cosine": story.alike(first, second),
                    "both_known": _both_known(atlas, first, second),
                    "lone": lone(story, first, second),
                },
                f"where {_shown([*first, *second])} is",
            )


def _directed(story: StoryView, places: Sequence[Located]) -> Iterator[Rival]:
    """Yield two sides of a country on which one named thing is said to lie."""
    sides = [p for p in places if p.value.data.get("side") is not None or _is_side(p)]
    for held in _by_anchor(sides):
        given: dict[object, list[Located]] = defaultdict(list)
        for place in held:
            data = place.value.data
            given[data.get("side", data.get("direction"))].append(place)
        for a, b in combinations(sorted(given, key=str), 2):
            first, second = given[a], given[b]
            # The north-east is the north, too.
            if documents_of(first) & documents_of(second) or _angle(a, b) < MIDDLE:
                continue
            if len({str(p.value.data["words"]) for p in (*first, *second)} - {""}) > 1:
                continue
            signals = {
                "side": 1.0,
                "angle": _angle(a, b),
                "cosine": story.alike(first, second),
                "lone": lone(story, first, second),
            }
            label = f"where {_shown(held)} lies"
            yield _rival(first, second, signals, label, "the directions differ")


def _seen(story: StoryView, atlas: Atlas, places: Sequence[Located]) -> Iterator[Rival]:
    """Yield two directions in which one thing lies from one place, or from two."""
    by_thing: dict[str, list[Located]] = defaultdict(list)
    for place in places:
        data = place.value.data
        if data["relation"] == "from":
            for thing in sorted(_participants(place, "patients")):
                by_thing[thing].append(place)
            if data["distance"]:
                # Two miles from one town: what lies there is one thing, however it is called.
                by_thing[f"{data['distance']} from {data['from']}"].append(place)
    seen: set[tuple[int, int]] = set()
    for thing in sorted(by_thing):
        for first, second in _pairs(by_thing[thing], "direction", "from", "distance"):
            comparison = _compared(first[0], second[0])
            both = (first[0].number, second[0].number)
            if comparison.relation not in ("drift", "conflict") or both in seen:
                continue
            seen.add(both)
            x, y = first[0].value.data, second[0].value.data
            moved = x["from"] != y["from"]
            if moved and atlas.related(str(x["from"]), str(y["from"])):
                continue
            signals = {
                "bearing": 1.0,
                "angle": 1.0 if moved else comparison.distance,
                "cosine": story.alike(first, second),
                "lone": lone(story, first, second),
            }
            label = f"in which direction {x['shown']} lies"
            yield _rival(first, second, signals, label, comparison.reason)


def _pairs(
    places: Sequence[Located], *fields: str
) -> Iterator[tuple[list[Located], list[Located]]]:
    """Yield each two groups of places that differ in a field and stand in different documents."""
    given: dict[tuple[str, ...], list[Located]] = defaultdict(list)
    for place in places:
        data = place.value.data
        given[tuple(str(data[f]) for f in fields)].append(place)
    for a, b in combinations(sorted(given), 2):
        if not documents_of(given[a]) & documents_of(given[b]):
            yield given[a], given[b]


def _is_side(place: Located) -> bool:
    return place.value.data["relation"] == "side"


def _angle(a: object, b: object) -> float:
    """Return how far two directions lie apart, 0 to 1; the middle is near to all of them."""
    apart = angle(a, b)
    return MIDDLE if apart is None else apart


def _participants(place: Located, *roles: str) -> set[str]:
    return {word for role in roles for word in place.value.words(role)}


def _happened(story: StoryView, atlas: Atlas, places: Sequence[Located]) -> Iterator[Rival]:
    """Yield two places given for one event: the same deed done to the same people."""
    by_deed: dict[tuple[str, str], list[Located]] = defaultdict(list)
    for place in places:
        data = place.value.data
        if data["shape"] != "compass":
            for verb in sorted(_participants(place, "verbs")):
                for thing in sorted(_participants(place, "patients") - WIDE):
                    by_deed[verb, thing].append(place)
    seen: set[tuple[tuple[int, ...], tuple[int, ...]]] = set()
    for deed in sorted(by_deed):
        for first, second in _pairs(by_deed[deed], "words", "relation"):
            held = (tuple(m.number for m in first), tuple(m.number for m in second))
            if held in seen:
                continue
            seen.add(held)
            a, b = story.nearest(first, second)
            words = str(a.value.data["words"]), str(b.value.data["words"])
            if story.cosines.of(a.claim, b.claim) < LEAST_ALIKE:
                continue
            if _compared(a, b).relation != "conflict":
                continue
            opposed = words[0] == words[1]
            if opposed or not atlas.related(*words):
                signals = _event_signals(story, a, b)
                signals["both_known"] = 0.0 if opposed else _both_known(atlas, first, second)
                signals["lone"] = lone(story, first, second)
                label = f"where {_label(first) or _label(second) or 'it happened'}"
                kind = "locative" if opposed else "place"
                yield _rival(first, second, signals, label, kind=kind)


def _event_signals(story: StoryView, a: Located, b: Located) -> dict[str, float]:
    x, y = a.value.data, b.value.data
    shared = _participants(a, "patients") & _participants(b, "patients")
    where = {*str(x["words"]).split(), *str(y["words"]).split()}
    content = [
        [w for w in story.claims[n].content if folded(w) not in where] for n in (a.claim, b.claim)
    ]
    s, t = a.value.slot, b.value.slot
    taking_part = [sorted(_participants(p, "patients", "agents")) for p in (a, b)]
    return {
        "happened": 1.0,
        "named": float(bool(shared & story.forms(a.claim, "name") & story.forms(b.claim, "name"))),
        "loose": float(_is_loose(a, b)),
        "town": float(x["grain"] in ("town", "street")),
        "figures_differ": _differ(*(story.forms(n, "number") for n in (a.claim, b.claim))),
        "cosine": story.cosines.of(a.claim, b.claim),
        "wording": round(story.overlap(*content), 3),
        "arguments": round(story.overlap(*taking_part), 3),
        "names_differ": _differ(set(s.names), set(t.names)),
        "times_differ": _differ(set(s.times), set(t.times)),
    }


def _differ(a: set[str], b: set[str]) -> float:
    return float(bool(a) and bool(b) and not a & b)


def _is_loose(a: Located, b: Located) -> bool:
    """Tell whether one may have done this at many places, or to others of the kind."""
    known = _participants(a, "definite") | _participants(b, "definite")
    both = _participants(a, "patients", "agents") & _participants(b, "patients", "agents")
    done = _participants(a, "verbs") & _participants(b, "verbs")
    return not known & both or done <= REPEATED


def _label(held: Sequence[Located]) -> str:
    """Return the shortest words that say what happened, or "" where none do."""
    labels = {str(p.value.data["label"]) for p in held} - {""}
    return min(labels, key=lambda w: (len(w), w), default="")
