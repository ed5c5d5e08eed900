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
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks import plant
from benchmarks.judged import ROUND, Judged, judged_events
from benchmarks.labelled import Models, Prepared, analysed, corpus_cases, prepare
from factcheck.facts.evidence import SIGNALS as EVIDENCE
from factcheck.facts.explanation import SIGNALS
from factcheck.facts.fact import CandidateFact
from factcheck.facts.grouping import candidate_facts, fact_kind
from factcheck.pairs import judge
from factcheck.pairs.candidates import candidates
from factcheck.pairs.comparison import StoryComparison
from factcheck.stories.story import Spot, StoryView

# Inverse strength of the L2 penalty; the same for all kinds, so that nothing is tuned per kind.
STRENGTH = 1.0
# Slips are rare in the labelled stories, so typed faults are planted into their articles too: this
# many of a kind per story, each pair that tells one weighing this much of a labelled pair.
PLANTED = {"number": 6, "date": 6}
PLANTED_WEIGHT = 0.5
SEED = 20
# The range of a weight, by the sign of its signal.
ALLOWED = {1: (0.0, None), -1: (None, 0.0), 0: (None, None)}
# How the names of stories labelled by construction begin, and in how many parts they are held out.
CORPUS = "corpus/"
FOLDS = 5
# Kinds that are learned from these stories, too: of the others they have hardly a wrong pair.
DENSE = ("slot",)


@dataclass(frozen=True)
class FactExample:
    """One fact of a labelled story, found with models of pairs that never saw the story."""

    story: str
    kind: str
    evidence: Mapping[str, float]
    right: bool


@dataclass(frozen=True)
class Example:
    """One candidate pair of a labelled story.

    ``kind`` is that of the judge's models, ``value`` the kind of the two values.
    """

    story: str
    kind: str
    value: str
    signals: Mapping[str, float]
    right: bool
    planted: bool = False


def label(
    first: Iterable[Spot], second: Iterable[Spot], view: StoryView, issues: list[dict[str, Any]]
) -> list[str]:
    """Return the ids of the labelled discrepancies that two sets of places tell."""

    def touched(issue: dict[str, Any], spots: Iterable[Spot]) -> set[int]:
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
        if any(a != b for a in touched(issue, first) for b in touched(issue, second))
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
        for candidate in candidates(StoryComparison(view)):
            if mixed and (
                candidate.kind == "name"
                or not crosses((*candidate.first, *candidate.second), view, events)
            ):
                continue
            right = bool(label(candidate.first, candidate.second, view, gold["issues"]))
            yield Example(story, candidate.kind, candidate.value, candidate.signals, right)
    yield from planted_examples(views)


def corpus_examples(prepared: Iterable[Prepared]) -> Iterator[Example]:
    """Yield the candidate pairs of stories labelled by construction.

    A pair is right when its two values stand on two values of one fact that conflict or drift, and
    wrong when both stand on marked values otherwise; all other pairs say nothing.
    """
    for one in prepared:
        marked = _marked(one)
        for story in one.stories:
            view = StoryView(story)
            for candidate in candidates(StoryComparison(view)):
                if all(_on(side, view, marked) for side in (candidate.first, candidate.second)):
                    right = bool(
                        label(candidate.first, candidate.second, view, one.case.gold["issues"])
                    )
                    yield Example(
                        one.case.name, candidate.kind, candidate.value, candidate.signals, right
                    )


def round_examples(events: Iterable[Judged]) -> Iterator[Example]:
    """Yield the candidate pairs of events of rounds that readers have judged."""
    for event in events:
        for candidate in candidates(StoryComparison(event.view)):
            right = event.label(candidate.first, candidate.second)
            if right is not None:
                yield Example(event.name, candidate.kind, candidate.value, candidate.signals, right)


def _marked(one: Prepared) -> dict[str, list[tuple[int, int]]]:
    """Return the places of the marked values of a story, by document."""
    marked: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for mark in one.case.gold["marks"]:
        marked[mark["doc"]].append((mark["start"], mark["end"]))
    return marked


def _on(
    spots: Iterable[Spot], view: StoryView, marked: Mapping[str, Sequence[tuple[int, int]]]
) -> bool:
    """Return True if one of the places overlaps a marked value."""
    return any(
        start < spot.end and spot.start < end
        for spot in spots
        for start, end in marked.get(view.analyses[spot.document].document.id, ())
    )


def crosses(spots: Iterable[Spot], view: StoryView, events: Mapping[str, str]) -> bool:
    """Tell whether places stand in documents of two events."""
    told = {events.get(view.analyses[s.document].document.id) for s in spots}
    return len(told - {None}) > 1


def planted_examples(views: Mapping[str, StoryView]) -> Iterator[Example]:
    """Yield the candidate pairs that tell a fault planted into one article of a story.

    Only pairs of the planted value with the original one elsewhere are taken: they are right.
    """
    for story in sorted(s for s in views if not s.startswith("mixed/")):
        for kind, most in PLANTED.items():
            random = Random(f"{SEED} {story} {kind}")
            for fault in plant.faults(views[story].analyses, kind, random)[:most]:
                yield from _planted(story, views[story], fault)


def _planted(story: str, view: StoryView, fault: plant.Fault) -> Iterator[Example]:
    number = next(n for n, a in enumerate(view.analyses) if a.document.id == fault.document)
    faulty = analysed([plant.apply(view.analyses[number].document, fault)])[0]
    altered = StoryView((*view.analyses[:number], faulty, *view.analyses[number + 1 :]))
    ids = [a.document.id for a in altered.analyses]
    end = fault.start + max(1, len(fault.new))

    def at_fault(spots: Iterable[Spot]) -> bool:
        return any(s.document == number and s.start < end and fault.start < s.end for s in spots)

    def at_witness(spots: Iterable[Spot]) -> bool:
        return any(
            ids[s.document] == document and s.start < stop and start < s.end
            for s in spots
            for document, start, stop in fault.witnesses
        )

    for candidate in candidates(StoryComparison(altered)):
        if candidate.kind != "slot":
            continue
        sides = ((candidate.first, candidate.second), (candidate.second, candidate.first))
        if any(at_fault(a) and at_witness(b) for a, b in sides):
            yield Example(
                story, candidate.kind, candidate.value, candidate.signals, True, planted=True
            )


def topic(story: str) -> str:
    """Return what "20b" and "mixed/20" have in common: texts of one topic are held out together.

    Stories labelled by construction are held out in :data:`FOLDS` parts, by their names.
    """
    if story.startswith(CORPUS):
        return f"{CORPUS}{zlib.crc32(story.encode()) % FOLDS}"
    if story.startswith(ROUND):
        return story.rsplit("/", 1)[0]
    return story.removeprefix("mixed/").rstrip("abcdefghijklmnopqrstuvwxyz")


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


def signed_logistic(
    rows: npt.NDArray[np.float64],
    right: npt.NDArray[np.bool_],
    names: Sequence[str],
    signs: Sequence[int],
    weight: npt.NDArray[np.float64],
) -> dict[str, Any]:
    """Return a logistic regression in which no weight has another sign than is allowed.

    ``rows`` is of shape ``(examples, signals)``, ``signs`` 1, -1 or 0 (either) for each signal.
    """
    from scipy.optimize import minimize

    labels = np.where(right, 1.0, -1.0)

    def loss(weights: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        margins = labels * (rows @ weights[1:] + weights[0])
        pull = -labels * weight / (1.0 + np.exp(margins))
        error = float((weight * np.logaddexp(0, -margins)).sum())
        gradient = np.concatenate([[pull.sum()], rows.T @ pull + weights[1:] / STRENGTH])
        return error + float((weights[1:] ** 2).sum()) / (2 * STRENGTH), gradient

    found = minimize(
        loss,
        np.zeros(len(names) + 1),
        jac=True,
        method="L-BFGS-B",
        bounds=[(None, None), *(ALLOWED[sign] for sign in signs)],
        options={"maxiter": 2000},
    ).x
    return {
        "intercept": round(float(found[0]), 3),
        "weights": {n: round(float(w), 3) for n, w in zip(names, found[1:], strict=True)},
    }


def held_out_pairs(examples: Sequence[Example]) -> dict[str, Models]:
    """Return for each topic the models of pairs fitted on all other topics."""
    examples = [e for e in examples if e.kind in DENSE or not e.story.startswith(CORPUS)]
    topics = sorted({topic(e.story) for e in examples})
    return {t: fit([e for e in examples if topic(e.story) != t]) for t in topics}


def judged_facts(
    views: Mapping[str, StoryView], pairs: Mapping[str, Models], data: Path
) -> list[FactExample]:
    """Return the facts of all single stories, each found with models of pairs of other topics."""
    judged = []
    for story in sorted(s for s in views if not s.startswith("mixed/")):
        gold = json.loads((data / "gold" / f"{story}.json").read_text(encoding="utf-8"))
        with judge.judged_by(pairs[topic(story)]):
            for fact in candidate_facts(StoryComparison(views[story])):
                right = bool(_told(fact, views[story], gold["issues"]))
                judged.append(FactExample(story, fact_kind(fact.kind), fact.evidence, right))
    return judged


def judged_round_facts(events: Iterable[Judged], models: Models) -> list[FactExample]:
    """Return the facts of events of rounds that readers have judged, found with ``models``."""
    judged = []
    for event in events:
        with judge.judged_by(models):
            facts = candidate_facts(StoryComparison(event.view))
        for fact in facts:
            verdicts = [
                event.label(first.spots, second.spots)
                for n, first in enumerate(fact.variants)
                for second in fact.variants[n + 1 :]
            ]
            if any(v is not None for v in verdicts):
                right = True in verdicts
                judged.append(FactExample(event.name, fact_kind(fact.kind), fact.evidence, right))
    return judged


def judged_corpus_facts(
    prepared: Iterable[Prepared], pairs: Mapping[str, Models]
) -> list[FactExample]:
    """Return the facts of stories labelled by construction of which two variants are marked."""
    judged = []
    for one in prepared:
        marked = _marked(one)
        for story in one.stories:
            view = StoryView(story)
            with judge.judged_by(pairs[topic(one.case.name)]):
                facts = candidate_facts(StoryComparison(view))
            for fact in facts:
                if fact_kind(fact.kind) in DENSE and all(
                    _on(variant.spots, view, marked) for variant in fact.variants[:2]
                ):
                    right = bool(_told(fact, view, one.case.gold["issues"]))
                    example = FactExample(one.case.name, fact_kind(fact.kind), fact.evidence, right)
                    judged.append(example)
    return judged


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
        fitted[f"fact:{kind}"] = _calibrated(
            rows, right, names, [signs[n] for n in names], weight, kind == "stated"
        )
    return fitted


def _calibrated(
    rows: npt.NDArray[np.float64],
    right: npt.NDArray[np.bool_],
    names: Sequence[str],
    signs: Sequence[int],
    weight: npt.NDArray[np.float64],
    by_hand: bool,
) -> dict[str, Any]:
    """Return a logistic regression shrunk towards believing the best pair as it stands.

    Few facts are labelled; where they say little, the slope of ``pair`` stays near 1, the intercept
    and the other weights near 0. No weight has another sign than ``signs`` allow, the slope is at
    most 1 and the intercept at most 0, but where the weights of pairs are set ``by_hand``.
    """
    from scipy.optimize import minimize

    expected = np.array([0.0, *(1.0 if n == "pair" else 0.0 for n in names)])

    def loss(weights: npt.NDArray[np.float64]) -> float:
        logits = rows @ weights[1:] + weights[0]
        errors = (weight * np.logaddexp(0, np.where(right, -logits, logits))).sum()
        return float(errors + ((weights - expected) ** 2).sum() / (2 * STRENGTH))

    # The stories that rules were written on cannot make a pair surer than it is, unless nothing but
    # them tells how sure it is.
    bounds = [
        (None, None if by_hand else 0.0),
        *((0.0, 1.0) if n == "pair" else ALLOWED[s] for n, s in zip(names, signs, strict=True)),
    ]
    found = minimize(loss, expected, method="L-BFGS-B", bounds=bounds).x
    return {
        "intercept": round(float(found[0]), 3),
        "weights": {n: round(float(w), 3) for n, w in zip(names, found[1:], strict=True)},
    }


def _told(fact: CandidateFact, view: StoryView, issues: list[dict[str, Any]]) -> list[str]:
    """Return the ids of the labelled discrepancies that two variants of ``fact`` tell."""
    return [
        i
        for n, first in enumerate(fact.variants)
        for second in fact.variants[n + 1 :]
        for i in label(first.spots, second.spots, view, issues)
    ]


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
