"""Fit what tells that two claims say the same: ``python -m benchmarks.support``.

Writes pairs/support.json: a logistic regression in which each weight has the sign that the sentence
of its signal says, fitted on the labelled pairs of :mod:`benchmarks.claim_pairs`. Before, it prints
how weights fitted on one source do on another: those of the forty stories on the rounds and the
reverse, both with the corpus, those of everything else on the newest round, and those of the news
on the corpus. Pairs labelled "partly" count as wrong where they are shown as corroborated, and half
as much as others in the fit.
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
from benchmarks.claim_pairs import LabelledPair, corpus_pairs, news_pairs
from benchmarks.fit import signed_logistic
from benchmarks.labelled import analysed, corpus_cases, prepare
from benchmarks.tables import ratio, table
from factcheck.pairs import support
from factcheck.pairs.saying_signals import SIGNALS
from factcheck.pairs.signals import values_of
from factcheck.read import read_documents
from factcheck.settings.config import Config
from factcheck.stories.story import StoryView

# The corpus weighs this much of the news: its conflicts are dense, and its sentences made up.
CORPUS_WEIGHT = 0.1
# A pair that says the same in part is wrong, but by less.
PARTLY_WEIGHT = 0.5
NEWEST = "pack3/"
# Fitted on -> tested on.
TESTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("forty", "earlier rounds", "corpus"), "newest round"),
    (("forty", "corpus"), "earlier rounds"),
    (("earlier rounds", "newest round", "corpus"), "forty"),
    (("forty", "earlier rounds", "newest round"), "corpus"),
)
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
    weight = np.array([p.weight * (PARTLY_WEIGHT if p.verdict == "partly" else 1) for p in pairs])
    if made.any() and not made.all():
        weight[made] *= CORPUS_WEIGHT * weight[~made].sum() / weight[made].sum()
    same = np.array([p.verdict == "same" for p in pairs])
    names, signs = [s.name for s in SIGNALS], [s.sign for s in SIGNALS]
    return signed_logistic(rows, same, names, signs, weight)


def cross_tests(pairs: Sequence[LabelledPair], rows: Rows, passing: npt.NDArray[np.bool_]) -> str:
    """Return a table of how weights fitted on some sources do on another one."""
    source = np.array([_tested(p) for p in pairs])
    lines = []
    for fitted_on, tested_on in TESTS:
        train = np.isin(source, fitted_on) & passing
        model = fit([p for p, t in zip(pairs, train, strict=True) if t], rows[train])
        test = np.flatnonzero(source == tested_on)
        likely = np.array([_likely(model, rows[n]) if passing[n] else 0.0 for n in test])
        for least in THRESHOLDS:
            shown = [pairs[n].verdict for n in test[likely >= least]]
            all_same = sum(pairs[n].verdict == "same" for n in test)
            right, partly = shown.count("same"), shown.count("partly")
            lines.append(
                [
                    f"{' + '.join(fitted_on)} → {tested_on}, {least}",
                    ratio(right, len(shown)),
                    ratio(right + partly, len(shown)),
                    ratio(right, all_same),
                ]
            )
    return table(["fitted on → tested on, least", "say the same", "… or partly", "recall"], lines)


def _tested(pair: LabelledPair) -> str:
    if pair.source != "rounds":
        return pair.source
    return "newest round" if pair.story.startswith(NEWEST) else "earlier rounds"


def _likely(model: Mapping[str, Any], row: Rows) -> float:
    with support.weighed_by(model):
        names = (s.name for s in SIGNALS)
        return support.probability(dict(zip(names, row.tolist(), strict=True)))


def load_views(data: Path, events: Path) -> dict[str, StoryView]:
    """Return the stories of which clusters are labelled: the forty, and those of the rounds."""
    folders = {g.stem: data / "ecbplus" / g.stem for g in sorted((data / "gold").glob("*.json"))}
    for pack in ("pack1", "pack2", "pack3"):
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
