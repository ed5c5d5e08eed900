"""Fit the judge: ``python -m benchmarks.fit --data ../shared/eval`` writes factcheck/weights.json.

Every candidate pair of every labelled story is one example; it is right when its two values touch
two different values of one labelled discrepancy. One logistic regression per kind (scikit-learn,
L2). For scoring, :func:`leave_one_out` fits once per story without that story, so that no story is
ever scored with weights it took part in.

The labels are those of hand-labelled news stories (texts under CC BY 3.0); only coefficients are
kept, no text.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from factcheck import judge
from factcheck.link.candidates import Candidate, candidates
from factcheck.link.view import StoryView

# Inverse strength of the L2 penalty; the same for all kinds, so that nothing is tuned per kind.
STRENGTH = 0.5


@dataclass(frozen=True)
class Example:
    """One candidate pair of a labelled story."""

    story: str
    kind: str
    signals: Mapping[str, float]
    right: bool


def label(candidate: Candidate, view: StoryView, issues: list[dict[str, Any]]) -> list[str]:
    """Return the ids of the labelled discrepancies that this candidate tells."""

    def touched(issue: dict[str, Any], spots: Iterable[Any]) -> set[int]:
        return {
            number
            for number, value in enumerate(issue["values"])
            for gold in value["mentions"]
            for spot in spots
            if gold["doc"] == view.analyses[spot.document].document.id
            and gold["start"] < spot.end
            and spot.start < gold["end"]
        }

    return [
        issue["id"]
        for issue in issues
        if any(
            a != b
            for a in touched(issue, candidate.first)
            for b in touched(issue, candidate.second)
        )
    ]


def examples(views: Mapping[str, StoryView], data: Path) -> Iterator[Example]:
    """Yield the candidates of all stories and mixed folders with their labels.

    Of a mixed folder only candidates that join two events are taken, which are all wrong but for
    names, spelled in one way whatever the event; the rest stands in the single stories already.
    """
    for story in sorted(views):
        mixed = story.startswith("mixed/")
        file = f"mixed-gold/{story[6:]}.json" if mixed else f"gold/{story}.json"
        gold = json.loads((data / file).read_text(encoding="utf-8"))
        events = gold.get("events", {})
        view = views[story]
        for candidate in candidates(view):
            if mixed:
                told = {
                    events.get(view.analyses[s.document].document.id)
                    for s in (*candidate.first, *candidate.second)
                }
                if len(told - {None}) < 2 or candidate.kind == "name":
                    continue
            right = bool(label(candidate, view, gold["issues"]))
            yield Example(story, candidate.kind, candidate.signals, right)


def topic(story: str) -> str:
    """Return what "20b" and "mixed/20" have in common: texts of one topic are held out together."""
    return story.removeprefix("mixed/").rstrip("abcdefghijklmnopqrstuvwxyz")


def fit(examples: list[Example]) -> dict[str, Any]:
    """Return the fitted models by kind."""
    from sklearn.linear_model import LogisticRegression

    by_kind: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        by_kind[example.kind].append(example)
    fitted = {}
    for kind, held in sorted(by_kind.items()):
        names = sorted({n for e in held for n in e.signals})
        rows = np.array([[e.signals.get(n, 0.0) for n in names] for e in held])
        right = np.array([e.right for e in held])
        if right.all() or not right.any():
            continue
        # Each story counts alike, however many pairs it has.
        counts = {s: sum(e.story == s for e in held) for s in {e.story for e in held}}
        weight = np.array([1.0 / np.sqrt(counts[e.story]) for e in held])
        weight *= len(held) / weight.sum()
        model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(rows, right, weight)
        fitted[kind] = {
            "intercept": round(float(model.intercept_[0]), 3),
            "weights": {n: round(float(w), 3) for n, w in zip(names, model.coef_[0], strict=True)},
        }
    return fitted


def leave_one_out(held: list[Example]) -> dict[str, dict[str, Any]]:
    """Return for each story the models fitted without any story of its topic."""
    topics = sorted({topic(e.story) for e in held})
    fitted = {t: fit([e for e in held if topic(e.story) != t]) for t in topics}
    return {story: fitted[topic(story)] for story in sorted({e.story for e in held})}


def load_views(data: Path) -> dict[str, StoryView]:
    """Return the labelled stories of ``data``, read, parsed and encoded."""
    from factcheck.claims import analyse
    from factcheck.config import Config
    from factcheck.language.encoder import DEFAULT
    from factcheck.read import read_documents

    folders = {g.stem: data / "ecbplus" / g.stem for g in sorted((data / "gold").glob("*.json"))}
    for gold in sorted((data / "mixed-gold").glob("*.json")):
        folders[f"mixed/{gold.stem}"] = data / "mixed" / gold.stem
    views = {}
    for name, folder in folders.items():
        documents, _ = read_documents([str(folder)], Config())
        views[name] = StoryView(tuple(analyse(documents, DEFAULT)))
    return views


def main() -> None:
    """Fit on all labelled stories and write the packaged weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/eval"))
    arguments = parser.parse_args()
    fitted = fit(list(examples(load_views(arguments.data), arguments.data)))
    judge.WEIGHTS.write_text(json.dumps(fitted, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"wrote {judge.WEIGHTS}")


if __name__ == "__main__":
    main()
