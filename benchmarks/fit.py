"""Fit the judge: ``python -m benchmarks.fit --data ../shared/eval`` writes pairs/weights.json.

Every candidate pair of every labelled story is one example; it is right when its two values touch
two different values of one labelled discrepancy. One logistic regression per kind, with an L2
penalty, in which each weight has the sign that the sentence of its signal says: a signal that
cannot speak for a discrepancy never does. Values that fill slots are also learned from stories
labelled by construction (docs/corpus.md), all of them together weighing as much as all news. For
scoring, :func:`fit_once` fits once per topic without that topic, so that no story is ever scored
with weights it took part in.

The labels are those of hand-labelled news stories (texts under CC BY 3.0), of the corpus, and what
readers judged in rounds (:mod:`benchmarks.judged`); only coefficients are kept, no text.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.fact_examples import (
    DENSE,
    FactExample,
    judged_corpus_facts,
    judged_facts,
    judged_round_facts,
)
from benchmarks.judged import Judged, judged_events
from benchmarks.labelled import Models, Prepared, analysed, corpus_cases, prepare
from benchmarks.pair_examples import (
    CORPUS,
    Example,
    corpus_examples,
    examples,
    round_examples,
    topic,
)
from benchmarks.regression import calibrated, signed_logistic
from factcheck.facts.evidence import SIGNALS as EVIDENCE
from factcheck.facts.explanation import SIGNALS
from factcheck.pairs import judge
from factcheck.stories.story import StoryView

# A pair that tells a planted fault weighs this much of a labelled pair.
PLANTED_WEIGHT = 0.5


def fit(examples: Sequence[Example]) -> Models:
    """Return the fitted models of pairs by kind."""
    by_kind: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        by_kind[example.kind].append(example)
    fitted = {}
    for kind, held in sorted(by_kind.items()):
        names = sorted({n for e in held for n in e.signals})
        rows = np.array([[e.signals.get(n, 0.0) for n in names] for e in held])
        right = np.array([e.right for e in held])
        if kind in judge.PRIORS or right.all() or not right.any():
            continue
        signs = {s.name: s.sign for s in SIGNALS[kind]}
        fitted[kind] = signed_logistic(
            rows, right, names, [signs[n] for n in names], _weights(held)
        )
    return fitted


def _weights(held: Sequence[Example]) -> npt.NDArray[np.float64]:
    """Return how much each example weighs: news and corpus alike, in each of them each story.

    A story with four times as many pairs weighs twice as much.
    """
    counts = Counter(e.story for e in held)
    weight = np.array([1.0 / np.sqrt(counts[e.story]) for e in held])
    weight *= _alike([e.story for e in held], weight)
    weight[[e.planted for e in held]] *= PLANTED_WEIGHT
    return weight


def _alike(
    stories: Sequence[str], weight: npt.NDArray[np.float64] | None = None
) -> npt.NDArray[np.float64]:
    """Return factors that make examples of the corpus weigh as much as all of news.

    In all they weigh as much as there are examples of news, so that the penalty means the same with
    the corpus and without it.
    """
    weight = np.ones(len(stories)) if weight is None else weight
    made = np.array([s.startswith(CORPUS) for s in stories], dtype=np.bool_)
    factors = np.ones(len(stories))
    for part in (made, ~made):
        if part.any():
            factors[part] = (len(made) if made.all() else (~made).sum()) / weight[part].sum()
    return factors


def held_out_pairs(examples: Sequence[Example]) -> dict[str, Models]:
    """Return for each topic the models of pairs fitted on all other topics."""
    examples = [e for e in examples if e.kind in DENSE or not e.story.startswith(CORPUS)]
    topics = sorted({topic(e.story) for e in examples})
    return {t: fit([e for e in examples if topic(e.story) != t]) for t in topics}


def fit_facts(judged: Iterable[FactExample]) -> Models:
    """Return the models of whole facts by kind."""
    by_kind: dict[str, list[FactExample]] = defaultdict(list)
    for example in judged:
        by_kind[example.kind].append(example)
    fitted = {}
    for kind, facts in sorted(by_kind.items()):
        right = np.array([f.right for f in facts])
        if not judge.PRIORS.keys().isdisjoint({kind, f"fact:{kind}"}) or len(set(right)) < 2:
            continue
        # Of the kinds calibrated together there are few: they tell the slope and no more.
        names = ["pair"] if kind == "stated" else sorted({n for f in facts for n in f.evidence})
        rows = np.array([[f.evidence[n] for n in names] for f in facts])
        signs = {s.name: s.sign for s in EVIDENCE}
        weight = _alike([f.story for f in facts])
        fitted[f"fact:{kind}"] = calibrated(
            rows, right, names, [signs[n] for n in names], weight, kind == "stated"
        )
    return fitted


@dataclass(frozen=True)
class Fitted:
    """The models fitted on labelled stories: on all of them, and for each topic without it.

    A topic's models of pairs never saw it. Its models of facts are calibrated on the facts of the
    other topics, each found by models of pairs without that other topic; these have seen this
    topic's pairs, but the calibration sees none of its facts.
    """

    all: Models
    without: Mapping[str, Models]

    def for_story(self, story: str) -> Models:
        """Return the models that never saw the topic of ``story``; all for a story of none."""
        return self.without.get(topic(story), self.all)


def fit_once(
    views: Mapping[str, StoryView],
    made: Sequence[Prepared],
    events: Sequence[Judged],
    labelled: Sequence[Example],
    data: Path,
) -> Fitted:
    """Return all models, fitted once for each topic on the examples of everything else."""
    pairs = held_out_pairs(labelled)
    # Rounds are a topic each to themselves: no model of another topic has seen them.
    of_rounds = [
        fact for event in events for fact in judged_round_facts([event], pairs[topic(event.name)])
    ]
    facts = [*judged_facts(views, pairs, data), *judged_corpus_facts(made, pairs), *of_rounds]
    without = {
        left_out: {**models, **fit_facts(f for f in facts if topic(f.story) != left_out)}
        for left_out, models in pairs.items()
    }
    learned = [e for e in labelled if e.kind in DENSE or not e.story.startswith(CORPUS)]
    return Fitted({**fit(learned), **fit_facts(facts)}, without)


def load_views(data: Path) -> dict[str, StoryView]:
    """Return the labelled stories of ``data``, read, parsed and encoded."""
    from factcheck.read import read_documents
    from factcheck.settings.config import Config

    folders = {g.stem: data / "ecbplus" / g.stem for g in sorted((data / "gold").glob("*.json"))}
    for gold in sorted((data / "mixed-gold").glob("*.json")):
        folders[f"mixed/{gold.stem}"] = data / "mixed" / gold.stem
    views = {}
    for name, folder in folders.items():
        documents, _ = read_documents([str(folder)], Config())
        views[name] = StoryView(analysed(documents))
    return views


def main() -> None:
    """Fit on all labelled stories and write the packaged weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/eval"))
    parser.add_argument(
        "--corpus",
        nargs="*",
        type=Path,
        default=[Path("fixtures/corpus"), Path("../shared/corpus/stories")],
        metavar="DIR",
        help="folders of stories labelled by construction",
    )
    parser.add_argument(
        "--rounds", type=Path, default=Path("benchmarks/rounds"), help="what readers judged"
    )
    parser.add_argument(
        "--events", type=Path, default=Path("../shared/events"), help="the texts of the rounds"
    )
    arguments = parser.parse_args()
    views = load_views(arguments.data)
    with tempfile.TemporaryDirectory() as work:
        made = [prepare(c) for c in corpus_cases(arguments.corpus, Path(work))]
    events = list(judged_events(arguments.rounds, arguments.events))
    labelled = [
        *examples(views, arguments.data),
        *corpus_examples(made),
        *round_examples(events),
    ]
    fitted = fit_once(views, made, events, labelled, arguments.data).all
    judge.WEIGHTS.write_text(json.dumps(fitted, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"wrote {judge.WEIGHTS}")


if __name__ == "__main__":
    main()
