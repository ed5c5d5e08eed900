"""How much of what is shown as corroborated says the same thing.

Two readers judged 200 clusters of the labelled stories (``rounds/forty-clusters.json``, by
offsets; a third reader decided where they differed), and 120 of each round. A label of a cluster
counts as long as the same claims are still shown together. Labels of pairs
(:mod:`benchmarks.claim_pairs`) count whatever else stands in a cluster: of a pair it is asked
whether any cluster that is shown as corroborated holds both claims.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

from benchmarks.claim_pairs import Place, labelled_clusters, placed_pairs
from benchmarks.tables import ratio, table

DRAWN = {
    "cluster": "pairs of the labelled clusters",
    "alike": "pairs drawn among alike claims",
    "shown": "pairs drawn among those once shown",
    "layer": "pairs drawn in layers of likelihood",
}
Shown = dict[str, list[frozenset[Place]]]


def precision(rounds: Path, reports: Path) -> str:
    """Return two tables: of the labelled clusters, and of the labelled pairs of claims.

    ``rounds`` is the folder of the labels, ``reports`` that of the JSON report of each story.
    """
    clusters = labelled_clusters(rounds)
    shown = {
        story: corroborated(reports / f"{story}.json")
        for story in sorted({c.story for c in clusters})
        if (reports / f"{story}.json").is_file()
    }
    return f"{_of_clusters(rounds, shown)}\n\n{_of_pairs(rounds, shown)}"


def _of_clusters(rounds: Path, shown: Shown) -> str:
    labelled, now = [0, 0], [0, 0]
    for cluster in labelled_clusters(rounds):
        if cluster.source != "forty":
            continue
        labelled[0] += cluster.same
        labelled[1] += 1
        if frozenset(cluster.places) in shown.get(cluster.story, ()):
            now[0] += cluster.same
            now[1] += 1
    rows = [["labelled", ratio(*labelled)], ["shown as corroborated now", ratio(*now)]]
    return table(["clusters", "that say the same thing"], rows)


def _of_pairs(rounds: Path, shown: Shown) -> str:
    """Return a table of the labelled pairs: the share that is right of those shown, and recall."""
    verdicts: dict[str, list[str]] = defaultdict(list)
    together: dict[str, list[str]] = defaultdict(list)
    for pair in placed_pairs(rounds):
        if pair.story in shown:
            verdicts[pair.drawn].append(pair.verdict)
            if any(set(pair.places) <= claims for claims in shown[pair.story]):
                together[pair.drawn].append(pair.verdict)
    rows = [
        [
            title,
            ratio(together[drawn].count("same"), len(together[drawn])),
            ratio(sum(v != "different" for v in together[drawn]), len(together[drawn])),
            ratio(together[drawn].count("same"), verdicts[drawn].count("same")),
        ]
        for drawn, title in DRAWN.items()
    ]
    head = ["shown as corroborated", "that say the same", "… or partly", "of all that say the same"]
    return table(head, rows)


def corroborated(path: Path) -> list[frozenset[Place]]:
    """Return the places of the claims of each cluster that a report shows as corroborated."""
    report = json.loads(path.read_text("utf-8"))
    names = {d["id"]: Path(d["path"]).name for d in report["documents"]}
    return [
        frozenset((names[c["document"]], c["start"], c["end"]) for c in cluster["claims"])
        for cluster in report["clusters"]
        if cluster["verdict"] == "corroborated"
    ]
