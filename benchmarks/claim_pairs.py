"""Labelled pairs of claims: do two claims say the same?

They come from three sources. Readers labelled clusters of the forty stories and of the first two
rounds (``rounds/forty-clusters.json``, ``rounds/pack*.json``): all pairs of a cluster labelled
"same" say the same, the one pair of a cluster of two labelled "different" does not; of a larger one
labelled "different" no pair is known. Pairs drawn at random, alike by a cosine of 0.5 or more, were
read one by one (``rounds/claim-pairs.json``: same, partly, related). And of the stories labelled by
construction it is known which facts a sentence tells: two sentences say the same if they tell the
same facts, and one of them no other; they do not if a fact stands against another or they tell
different ones. All labels are kept by offsets, without a text.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Literal

from benchmarks import corpus
from benchmarks.labelled import Prepared
from factcheck.pairs.support import LEAST_ALIKE
from factcheck.stories.story import StoryView

Verdict = Literal["same", "partly", "different"]
Source = Literal["forty", "rounds", "corpus"]
# The place of a claim: the name of its article, and its offsets.
Place = tuple[str, int, int]

ROUNDS = Path(__file__).with_name("rounds")
CLUSTERS = ("forty-clusters.json", "pack1.json", "pack2.json")
PAIRS = "claim-pairs.json"


@dataclass(frozen=True, slots=True)
class LabelledCluster:
    """Claims that were shown together; ``same`` is True if all of them say the same."""

    source: Source
    story: str
    places: tuple[Place, ...]
    same: bool


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two claims by their numbers in the story, and what a reader says of them.

    ``drawn`` is True if the pair was drawn at random, and not taken from a labelled cluster.
    ``weight`` is lower for each pair of a cluster that gives many.
    """

    source: Source
    story: str
    claims: tuple[int, int]
    verdict: Verdict
    drawn: bool
    weight: float


def labelled_clusters(rounds: Path = ROUNDS) -> list[LabelledCluster]:
    """Return all labelled clusters."""
    clusters = []
    for name in CLUSTERS:
        content = json.loads((rounds / name).read_text("utf-8"))
        of_round = isinstance(content, dict)
        for item in content["judged"] if of_round else content:
            event, number = item["item"].split("/")
            if number.startswith("c"):
                story = f"{Path(name).stem}/{event}" if of_round else event
                places = tuple((a, s, e) for a, s, e in item["places"][0])
                source: Source = "rounds" if of_round else "forty"
                clusters.append(LabelledCluster(source, story, places, item["verdict"] == "same"))
    return clusters


def news_pairs(views: Mapping[str, StoryView], rounds: Path = ROUNDS) -> list[LabelledPair]:
    """Return the labelled pairs of the stories in ``views`` whose claims are still found."""
    found: dict[tuple[str, tuple[int, int]], LabelledPair] = {}
    numbers = {name: claims_by_place(view) for name, view in views.items()}
    for cluster in labelled_clusters(rounds):
        known = numbers.get(cluster.story, {})
        if all(place in known for place in cluster.places):
            for pair in _pairs_of(cluster, [known[p] for p in cluster.places], views):
                found.setdefault((pair.story, pair.claims), pair)
    for item in json.loads((rounds / PAIRS).read_text("utf-8")):
        known = numbers.get(item["story"], {})
        places = [(a, s, e) for a, s, e in item["places"]]
        if all(place in known for place in places):
            i, j = sorted(known[place] for place in places)
            verdict = "different" if item["verdict"] == "related" else item["verdict"]
            source: Source = "rounds" if item["story"].startswith("pack") else "forty"
            pair = LabelledPair(source, item["story"], (i, j), verdict, True, 1.0)
            found[pair.story, pair.claims] = pair
    return [found[key] for key in sorted(found)]


def _pairs_of(
    cluster: LabelledCluster, claims: Sequence[int], views: Mapping[str, StoryView]
) -> Iterator[LabelledPair]:
    document = views[cluster.story].claim_document
    pairs = [(i, j) for i, j in combinations(sorted(claims), 2) if document[i] != document[j]]
    if cluster.same or len(pairs) == 1:
        verdict: Verdict = "same" if cluster.same else "different"
        for pair in pairs:
            weight = len(pairs) ** -0.5
            yield LabelledPair(cluster.source, cluster.story, pair, verdict, False, weight)


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
        yield LabelledPair("corpus", made.case.name, (i, j), verdict, False, 1.0)
