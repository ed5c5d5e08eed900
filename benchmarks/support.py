"""Fit what tells that two claims say the same: ``python -m benchmarks.support``.

Writes pairs/support.json: a logistic regression in which each weight has the sign that the sentence
of its signal says, fitted on the labelled pairs of :mod:`benchmarks.claim_pairs`. Before, it prints
how weights fitted on all other sources do on each one: a round, the forty stories, the corpus.
Pairs labelled "partly" count as wrong, in the fit and where they are shown as corroborated.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks import corpus
from benchmarks.claim_pairs import ROUNDS, LabelledPair, corpus_pairs, news_pairs
from benchmarks.labelled import analysed, corpus_cases, prepare
from benchmarks.regression import signed_logistic
from benchmarks.tables import ratio, table
from factcheck.pairs import support
from factcheck.pairs.saying_signals import SIGNALS
from factcheck.pairs.signals import values_of
from factcheck.read import read_documents
from factcheck.settings.config import Config
from factcheck.stories.story import StoryView

# The corpus weighs this much of the news: its conflicts are dense, and its sentences made up.
CORPUS_WEIGHT = 0.1
THRESHOLDS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9)

Rows = npt.NDArray[np.float64]


def signals_of(
    pairs: Sequence[LabelledPair], views: Mapping[str, StoryView]
) -> tuple[Rows, npt.NDArray[np.bool_]]:
    """Return the signals of each pair, and whether the filters let it pass."""
    supports = {name: support.Support(view) for name, view in views.items()}
    rows, passing = [], []
    for pair in pairs:
        held = supports[pair.story]
        values = values_of(SIGNALS, held.sayings.pair(*pair.claims))
        rows.append([values[s.name] for s in SIGNALS])
        passing.append(held.passes(*pair.claims))
    return np.array(rows), np.array(passing)


def fit(pairs: Sequence[LabelledPair], rows: Rows) -> dict[str, Any]:
    """Return the logistic regression fitted on pairs with these signals."""
    made = np.array([p.source == "corpus" for p in pairs])
    weight = np.array([p.weight for p in pairs])
    if made.any() and not made.all():
        weight[made] *= CORPUS_WEIGHT * weight[~made].sum() / weight[made].sum()
    same = np.array([p.verdict == "same" for p in pairs])
    names, signs = [s.name for s in SIGNALS], [s.sign for s in SIGNALS]
    return signed_logistic(rows, same, names, signs, weight)


def cross_tests(pairs: Sequence[LabelledPair], rows: Rows, passing: npt.NDArray[np.bool_]) -> str:
    """Return a table of how weights fitted on all other sources do on each one.

    Shares are of all alike pairs of a source, for which those drawn in layers stand; of the corpus
    all are labelled. The last column counts the pairs of the clusters that readers of a round saw.
    """
    source = np.array([p.source for p in pairs])
    lines = []
    for left_out in sorted(set(source.tolist())):
        train = (source != left_out) & passing
        model = fit([p for p, t in zip(pairs, train, strict=True) if t], rows[train])
        test = np.flatnonzero(source == left_out)
        likely = {n: _likely(model, rows[n]) if passing[n] else 0.0 for n in test.tolist()}
        for least in THRESHOLDS:
            shown = [pairs[n] for n, value in likely.items() if value >= least]
            same = _stand_for(p for p in shown if p.verdict == "same")
            partly = _stand_for(p for p in shown if p.verdict == "partly")
            every = _stand_for(pairs[n] for n in likely if pairs[n].verdict == "same")
            judged = [p.verdict == "same" for p in shown if p.drawn == "cluster"]
            lines.append(
                [
                    f"{left_out}, {least}",
                    *(ratio(round(n), round(_stand_for(shown))) for n in (same, same + partly)),
                    ratio(round(same), round(every)),
                    ratio(sum(judged), len(judged)),
                ]
            )
    head = ["left out, least", "say the same", "… or partly", "recall", "of clusters seen"]
    return table(head, lines)


def _stand_for(pairs: Iterable[LabelledPair]) -> float:
    return sum(1.0 if p.source == "corpus" else p.stands_for for p in pairs)


def _likely(model: Mapping[str, Any], row: Rows) -> float:
    with support.weighed_by(model):
        names = (s.name for s in SIGNALS)
        return support.probability(dict(zip(names, row.tolist(), strict=True)))


def load_views(data: Path, events: Path) -> dict[str, StoryView]:
    """Return the stories of which clusters are labelled: the forty, and those of the rounds."""
    folders = {g.stem: data / "ecbplus" / g.stem for g in sorted((data / "gold").glob("*.json"))}
    for pack in sorted(p.stem for p in ROUNDS.glob("pack*.json")):
        folders |= {f"{pack}/{f.name}": f for f in sorted((events / pack).iterdir()) if f.is_dir()}
    return {
        name: StoryView(analysed(read_documents([str(folder)], Config())[0]))
        for name, folder in folders.items()
    }


def load_corpus(folders: Iterable[Path]) -> tuple[dict[str, StoryView], list[LabelledPair]]:
    """Return the stories labelled by construction, and their labelled pairs."""
    views, pairs = {}, []
    with tempfile.TemporaryDirectory() as work:
        for folder in folders:
            stories = {p.stem: corpus.read_story(p) for p in sorted(folder.glob("*.story"))}
            by_name = {f"corpus/{story.name}": story for story in stories.values()}
            for case in corpus_cases([folder], Path(work)):
                made = prepare(case)
                view = StoryView(made.analyses)
                views[case.name] = view
                pairs += corpus_pairs(made, by_name[case.name], view)
    return views, pairs


def main() -> None:
    """Print the cross-tests, fit on everything, and write the packaged weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/eval"))
    parser.add_argument("--events", type=Path, default=Path("../shared/events"))
    parser.add_argument(
        "--corpus",
        nargs="*",
        type=Path,
        default=[Path("fixtures/corpus"), Path("../shared/corpus/stories")],
        metavar="DIR",
    )
    given = parser.parse_args()
    views = load_views(given.data, given.events)
    pairs = news_pairs(views)
    made, made_pairs = load_corpus(given.corpus)
    views |= made
    pairs += made_pairs
    rows, passing = signals_of(pairs, views)
    print(cross_tests(pairs, rows, passing))
    model = fit([p for p, ok in zip(pairs, passing, strict=True) if ok], rows[passing])
    support.WEIGHTS.write_text(json.dumps(model, indent=1, sort_keys=True) + "\n", "utf-8")
    print(f"wrote {support.WEIGHTS}")


if __name__ == "__main__":
    main()
