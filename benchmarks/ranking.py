"""How well the judge orders pairs: are the likeliest pairs the right ones?

The measures are the average precision (the area under precision over recall) of all candidate
pairs of labelled stories, each judged by models that were not fitted on its topic, and the
precision of the first 25, 50, 100 and 200 pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from benchmarks.fit import Fitted
from benchmarks.pair_examples import Example
from benchmarks.tables import ratio, table
from factcheck.pairs import judge

FIRST = (25, 50, 100, 200)


def judged(examples: Iterable[Example], fitted: Fitted) -> dict[str, list[tuple[float, bool]]]:
    """Return the probability and the label of each pair of a labelled story, by kind."""
    pairs: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for example in examples:
        if example.planted or example.story.startswith("mixed/"):
            continue
        with judge.judged_by(fitted.for_story(example.story)):
            probability = judge.probability(example.kind, example.signals)
        pairs[example.kind].append((probability, example.right))
        if example.kind == "slot":
            kind = "slot: dates" if example.value == "date" else "slot: numbers"
            pairs[kind].append((probability, example.right))
    return pairs


def average_precision(pairs: Sequence[tuple[float, bool]]) -> float:
    """Return the average precision of pairs of probability and label, 0 to 1."""
    from sklearn.metrics import average_precision_score

    scores, labels = zip(*pairs, strict=True)
    return float(average_precision_score(labels, scores))


def quality(examples: Iterable[Example], fitted: Fitted) -> str:
    """Return the table of pair quality, with one row for each kind."""
    rows = []
    for kind, pairs in sorted(judged(examples, fitted).items()):
        right = sum(label for _, label in pairs)
        if not right:
            continue
        # Of equally likely pairs the wrong ones come first, so that ties gain nothing.
        best = sorted(pairs, key=lambda pair: (-pair[0], pair[1]))
        first = [
            ratio(sum(label for _, label in best[:n]), n) if len(pairs) >= n else "–" for n in FIRST
        ]
        rows.append([kind, len(pairs), right, f"{average_precision(pairs):.3f}", *first])
    head = ["kind", "pairs", "right", "average precision", *(f"first {n}" for n in FIRST)]
    return table(head, rows)
