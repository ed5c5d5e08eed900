"""Labelled pairs of claims: do two claims say the same?

They come from three sources. Readers labelled clusters of the forty stories and of the rounds
(``rounds/forty-clusters.json``, ``rounds/pack*.json``): all pairs of a cluster labelled
"same" say the same, the one pair of a cluster of two labelled "different" does not; of a larger one
labelled "different" no pair is known. Pairs drawn at random were read one by one
(``rounds/claim-pairs.json``: same, partly, related), 280 among those alike by a cosine of 0.5 or
more, 479 among those shown as corroborated, and 624 in layers of the likelihood of then, blind to
it, so that they stand for all alike pairs of independent sources: ``stands_for`` says for how many.
And of the stories labelled by construction it is known which facts a sentence tells: two sentences
say the same if they tell the same facts, and one of them no other; they do not if a fact stands
against another or they tell different ones. All labels are kept by offsets, without a text.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Literal

from benchmarks import corpus
from benchmarks.labelled import Prepared
from factcheck.pairs.support import LEAST_ALIKE
from factcheck.stories.story import StoryView

Verdict = Literal["same", "partly", "different"]
# "cluster": of a labelled cluster; "alike": drawn among alike pairs; "shown": drawn among pairs
# that were shown as corroborated, one of a cluster; "layer": drawn in layers of the likelihood;
# "filtered": drawn among likely pairs that a filter held back.
Drawn = Literal["cluster", "alike", "shown", "layer", "filtered", "corpus"]
# The place of a claim: the name of its article, and its offsets.
Place = tuple[str, int, int]

ROUNDS = Path(__file__).with_name("rounds")
FORTY = "forty-clusters.json"
PAIRS = "claim-pairs.json"


@dataclass(frozen=True, slots=True)
class LabelledCluster:
    """Claims that were shown together; ``same`` is True if all of them say the same."""

    source: str
    story: str
    places: tuple[Place, ...]
    same: bool


@dataclass(frozen=True, slots=True)
class PlacedPair:
    """Two claims by their places, and what a reader says of them."""

    source: str
    story: str
    places: tuple[Place, Place]
    verdict: Verdict
    drawn: Drawn
    weight: float
    stands_for: float = 0.0


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two claims by their numbers in the story, and what a reader says of them.

    ``source`` is ``forty``, the name of a round or ``corpus``; ``drawn`` says from where the pair
    was taken. ``weight`` is lower for each pair of a cluster that gives many. ``stands_for`` is the
    number of alike pairs of its source for which it was drawn, 0 if it was chosen otherwise.
    """

    source: str
    story: str
    claims: tuple[int, int]
    verdict: Verdict
    drawn: Drawn
    weight: float
    stands_for: float = 0.0


def labelled_clusters(rounds: Path = ROUNDS) -> list[LabelledCluster]:
    """Return all labelled clusters."""
    clusters = []
    for name in (FORTY, *sorted(p.name for p in rounds.glob("pack*.json"))):
        content = json.loads((rounds / name).read_text("utf-8"))
        of_round = isinstance(content, dict)
        for item in content["judged"] if of_round else content:
            event, number = item["item"].split("/")
            if number.startswith("c"):
                story = f"{Path(name).stem}/{event}" if of_round else event
                places = tuple((a, s, e) for a, s, e in item["places"][0])
                same = item["verdict"] == "same"
                clusters.append(LabelledCluster(_source(story), story, places, same))
    return clusters


def placed_pairs(rounds: Path = ROUNDS) -> list[PlacedPair]:
    """Return the pairs that readers labelled, by their places, each once."""
    found: dict[tuple[str, Place, Place], PlacedPair] = {}
    for cluster in labelled_clusters(rounds):
        pairs = [p for p in combinations(sorted(cluster.places), 2) if p[0][0] != p[1][0]]
        if cluster.same or len(pairs) == 1:
            verdict: Verdict = "same" if cluster.same else "different"
            for pair in pairs:
                weight = round(len(pairs) ** -0.5, 3)
                placed = PlacedPair(cluster.source, cluster.story, pair, verdict, "cluster", weight)
                found.setdefault((cluster.story, *pair), placed)
    for item in json.loads((rounds / PAIRS).read_text("utf-8")):
        one, other = sorted((a, s, e) for a, s, e in item["places"])
        verdict = "different" if item["verdict"] == "related" else item["verdict"]
        found[item["story"], one, other] = PlacedPair(
            _source(item["story"]),
            item["story"],
            (one, other),
            verdict,
            item["drawn"],
            1.0,
            item.get("stands_for", 0.0),
        )
    return [found[key] for key in sorted(found)]


def _source(story: str) -> str:
    """Return the name of the round of an event, ``forty`` for a labelled story."""
    return story.split("/")[0] if story.startswith("pack") else "forty"


def news_pairs(views: Mapping[str, StoryView], rounds: Path = ROUNDS) -> list[LabelledPair]:
    """Return the labelled pairs of the stories in ``views`` whose claims are still found."""
    numbers = {name: claims_by_place(view) for name, view in views.items()}
    pairs = []
    for pair in placed_pairs(rounds):
        known = numbers.get(pair.story, {})
        if all(place in known for place in pair.places):
            i, j = sorted(known[place] for place in pair.places)
            pairs.append(
                LabelledPair(
                    pair.source,
                    pair.story,
                    (i, j),
                    pair.verdict,
                    pair.drawn,
                    pair.weight,
                    pair.stands_for,
                )
            )
    return pairs


def claims_by_place(view: StoryView) -> dict[Place, int]:
    """Return the number of each claim of a story by its place."""
    names = [Path(a.document.path).name for a in view.analyses]
    return {
        (names[document], claim.start, claim.end): number
        for number, (claim, document) in enumerate(
            zip(view.claims, view.claim_document, strict=True)
        )
    }


def corpus_pairs(made: Prepared, story: corpus.Story, view: StoryView) -> Iterator[LabelledPair]:
    """Yield the pairs of claims of a story labelled by construction that its marks tell of."""
    facts = story.facts
    marks: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for mark in made.case.gold["marks"]:
        marks[mark["doc"]].append((mark["start"], mark["fact"], mark["variant"]))
    told = [
        {f: v for start, f, v in marks[claim.document] if claim.start <= start < claim.end}
        for claim in view.claims
    ]
    for i, j in view.cosines.pairs(LEAST_ALIKE):
        if view.claim_document[i] == view.claim_document[j] or not (told[i] and told[j]):
            continue
        shared = told[i].keys() & told[j].keys()
        relations = {facts[f].relation(told[i][f], told[j][f]) for f in shared}
        nested = told[i].keys() <= told[j].keys() or told[j].keys() <= told[i].keys()
        verdict: Verdict = "partly"
        if not shared or relations & {"conflict", "drift"}:
            verdict = "different"
        elif nested and (len(shared) > 1 or len(told[i].keys() | told[j].keys()) == 1):
            verdict = "same"
        yield LabelledPair("corpus", made.case.name, (i, j), verdict, "corpus", 1.0)
