"""The labelled pairs of claims: kept by offsets, and counted as they are shown."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks import agreement
from benchmarks.claim_pairs import PAIRS, ROUNDS, placed_pairs


def test_labels_are_places_and_verdicts_without_any_text() -> None:
    items = json.loads((ROUNDS / PAIRS).read_text("utf-8"))
    assert len(items) > 400
    for item in items:
        layer = {"stands_for"} if item["drawn"] == "layer" else set()
        assert item.keys() == {"story", "places", "verdict", "drawn"} | layer
        assert item["verdict"] in ("same", "partly", "related")
        assert item["drawn"] in ("alike", "shown", "layer", "filtered")
        assert all(name.endswith(".txt") and s < e for name, s, e in item["places"])
    keys = [(item["story"], str(item["places"])) for item in items]
    assert len(set(keys)) == len(keys)


def test_of_a_cluster_labelled_different_only_a_lone_pair_is_known(tmp_path: Path) -> None:
    a, b, c = ["a.txt", 0, 9], ["b.txt", 0, 9], ["c.txt", 0, 9]
    clusters = [
        {"item": "1x/c01", "places": [[a, b, c]], "verdict": "same"},
        {"item": "2x/c01", "places": [[a, b, c]], "verdict": "different"},
        {"item": "3x/c01", "places": [[a, b]], "verdict": "different"},
    ]
    drawn = [{"story": "3x", "places": [b, c], "verdict": "related", "drawn": "alike"}]
    write(tmp_path, clusters, drawn)
    told = [(p.story, p.verdict, p.drawn) for p in placed_pairs(tmp_path)]
    assert told == [
        *[("1x", "same", "cluster")] * 3,
        ("3x", "different", "cluster"),
        ("3x", "different", "alike"),
    ]


def test_a_pair_drawn_in_layers_stands_for_others_of_its_source(tmp_path: Path) -> None:
    a, b, c = ["a.txt", 0, 9], ["b.txt", 0, 9], ["c.txt", 0, 9]
    drawn = [
        {"story": "pack1/e01", "places": [a, b], "verdict": "same", "drawn": "shown"},
        {
            "story": "pack1/e01",
            "places": [c, a],
            "verdict": "partly",
            "drawn": "layer",
            "stands_for": 7.5,
        },
    ]
    write(tmp_path, [], drawn)
    told = [(p.source, p.places, p.stands_for) for p in placed_pairs(tmp_path)]
    assert told == [
        ("pack1", (("a.txt", 0, 9), ("b.txt", 0, 9)), 0.0),
        ("pack1", (("a.txt", 0, 9), ("c.txt", 0, 9)), 7.5),
    ]


def test_a_pair_counts_whatever_else_stands_in_its_cluster(tmp_path: Path) -> None:
    a, b, c = ["a.txt", 0, 9], ["b.txt", 0, 9], ["c.txt", 0, 9]
    clusters = [{"item": "1x/c01", "places": [[a, b]], "verdict": "same"}]
    drawn = [
        {"story": "1x", "places": [a, c], "verdict": "related", "drawn": "alike"},
        {"story": "1x", "places": [b, c], "verdict": "partly", "drawn": "alike"},
    ]
    write(tmp_path, clusters, drawn)
    shown = [{"document": n, "start": 0, "end": 9} for n in ("da", "db", "dc")]
    report = {
        "documents": [{"id": f"d{n}", "path": f"x/{n}.txt"} for n in "abc"],
        "clusters": [
            {"verdict": "corroborated", "claims": shown},
            {"verdict": "related", "claims": shown[:2]},
        ],
    }
    (tmp_path / "1x.json").write_text(json.dumps(report), encoding="utf-8")
    text = agreement.precision(tmp_path, tmp_path)
    assert "| shown as corroborated now | – |" in text
    assert "| pairs of the labelled clusters | 1.00 (1/1) | 1.00 (1/1) | 1.00 (1/1) |" in text
    assert "| pairs drawn among alike claims | 0.00 (0/2) | 0.50 (1/2) | – |" in text


def write(folder: Path, clusters: list[object], drawn: list[object]) -> None:
    (folder / "forty-clusters.json").write_text(json.dumps(clusters), encoding="utf-8")
    for name in ("pack1.json", "pack2.json", "pack3.json", "pack4.json"):
        (folder / name).write_text('{"judged": []}', encoding="utf-8")
    (folder / PAIRS).write_text(json.dumps(drawn), encoding="utf-8")
