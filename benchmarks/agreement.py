"""How many of the clusters that are shown as corroborated say the same thing.

Two readers judged 200 clusters of the labelled stories (``rounds/forty-clusters.json``, by
offsets; a third reader decided where they differed), and 120 of the first round. A label counts
as long as the same claims are still shown together.
"""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.tables import ratio, table

LABELS = "forty-clusters.json"


def precision(rounds: Path, reports: Path) -> str:
    """Return a table of the labelled clusters: how many there are, are shown now, and are right.

    ``rounds`` is the folder of the labels, ``reports`` that of the JSON report of each story.
    """
    counted = {"labelled": [0, 0], "shown as corroborated now": [0, 0]}
    shown: dict[str, set[frozenset[tuple[str, int, int]]]] = {}
    for item in json.loads((rounds / LABELS).read_text("utf-8")):
        story = item["item"].split("/")[0]
        if story not in shown:
            path = reports / f"{story}.json"
            shown[story] = _corroborated(path) if path.is_file() else set()
        same = item["verdict"] == "same"
        claims = frozenset((a, s, e) for a, s, e in item["places"][0])
        for name, counts in [("labelled", True), (list(counted)[1], claims in shown[story])]:
            if counts:
                counted[name][0] += same
                counted[name][1] += 1
    rows = [[name, ratio(*parts)] for name, parts in counted.items()]
    return table(["clusters", "that say the same thing"], rows)


def _corroborated(path: Path) -> set[frozenset[tuple[str, int, int]]]:
    report = json.loads(path.read_text("utf-8"))
    names = {d["id"]: Path(d["path"]).name for d in report["documents"]}
    return {
        frozenset((names[c["document"]], c["start"], c["end"]) for c in cluster["claims"])
        for cluster in report["clusters"]
        if cluster["verdict"] == "corroborated"
    }
