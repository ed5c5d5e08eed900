"""How right verdicts on drafts are, and the weights behind them: ``python -m benchmarks.verified``.

Of a story labelled by construction it is known which facts a sentence tells, and which articles
tell them, too. Each article is verified as a draft against the others of its story. A sentence is
*given* if others give all its values, *other* if more of them give another value than give one of
its own, and *new* if it has a value that nobody else gives; sentences with no labelled value are
*unmarked*. Sentences whose values others give less exactly, for another time, or as often otherwise
as not, are known to be true and no more.

``--fit`` fits the weights of verification/weights.json on all stories but those that are held out.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Literal

import numpy as np

from benchmarks import corpus, plant
from benchmarks.labelled import Prepared, analysed, corpus_cases, prepare
from benchmarks.regression import signed_logistic
from benchmarks.tables import ratio, table
from factcheck.claims.analysis import Analysis
from factcheck.facts.compare import compare_story
from factcheck.model import Claim, Value
from factcheck.pairs.signals import values_of
from factcheck.pipeline import assemble
from factcheck.settings.config import Config
from factcheck.stories.story import StoryView
from factcheck.verification import figures, rivals, told, weights
from factcheck.verification.evidence import Evidence
from factcheck.verification.model import VERDICTS
from factcheck.verification.verdicts import verdicts

Told = Literal["given", "new", "other", "true", "unmarked", "drift"]
TOLD: tuple[Told, ...] = ("given", "new", "other", "true", "unmarked", "drift")
# What is certainly not untrue: nobody gives another value.
TRUE: tuple[Told, ...] = ("given", "new", "unmarked")
# Every so many stories of a folder, in the order of their names, one is held out from the fit.
EVERY, HELD_OUT = 18, 10
# Equal figures of a story that are used to fit, at most.
MOST_FIGURES = 80
# Wrong figures planted in a story, of a kind.
MOST_PLANTED = 2
SEED = 1893


@dataclass(frozen=True)
class Labelled:
    """A story labelled by construction, its articles analysed."""

    made: Prepared
    story: corpus.Story

    def facts_in(self, document: str, start: int, end: int) -> dict[str, str]:
        """Return the variant of each fact that a passage tells."""
        return {
            m["fact"]: m["variant"]
            for m in self._marks[document]
            if start < m["end"] and m["start"] < end
        }

    @property
    def _marks(self) -> Mapping[str, list[dict[str, Any]]]:
        by_document: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for mark in self.made.case.gold["marks"]:
            by_document[mark["doc"]].append(mark)
        return by_document

    def told(self, claim: Claim, evidence: Iterable[str]) -> Told:
        """Return what is known of a claim beside the articles ``evidence``."""
        marks = self._marks
        own = self.facts_in(claim.document, claim.start, claim.end)
        relations = []
        for name, variant in own.items():
            fact = self.story.facts[name]
            others = {
                document: {fact.relation(variant, m["variant"]) for m in marks[document]
                           if m["fact"] == name}
                for document in evidence
            }  # fmt: skip
            relations.append(Counter(r for found in others.values() for r in found))
        if not own:
            return "unmarked"
        if any(r["conflict"] > r["same"] + r["fits"] for r in relations):
            return "other"
        if any(r["drift"] or r["conflict"] for r in relations):
            return "drift"
        if any(not r["same"] and not r["fits"] for r in relations):
            return "new"
        return "given" if all(r["same"] for r in relations) else "true"


def load(folder: Path, names: Sequence[str] | None = None) -> Iterator[Labelled]:
    """Yield the stories of a folder, or those with ``names``."""
    with tempfile.TemporaryDirectory() as work:
        for case in corpus_cases([folder], Path(work)):
            name = case.name.removeprefix("corpus/")
            if names is None or name in names:
                yield Labelled(prepare(case), corpus.read_story(folder / f"{name}.story"))


def held_out(folder: Path) -> list[str]:
    """Return the names of the stories of a folder that the weights are not fitted on."""
    return [p.stem for p in sorted(folder.glob("*.story"))][::EVERY][:HELD_OUT]


def drafts(labelled: Labelled) -> Iterator[tuple[Analysis, ...]]:
    """Yield the articles of a story once for each of them, this one first."""
    articles = labelled.made.analyses
    for number, draft in enumerate(articles):
        yield (draft, *articles[:number], *articles[number + 1 :])


def verdicts_table(stories: Iterable[Labelled]) -> str:
    """Return a table of the verdicts by what is known of a sentence."""
    counted: Counter[tuple[str, str]] = Counter()
    for labelled in stories:
        result = compare_story(labelled.made.analyses)
        report = assemble(labelled.made.documents, [], [result], Config())
        for story in drafts(labelled):
            others = [a.document.id for a in story[1:]]
            for claim, verdict in zip(
                story[0].claims, verdicts(StoryView(story), report), strict=True
            ):
                counted[labelled.told(claim, others), verdict.verdict] += 1
    rows = []
    for name, kinds in (*((t, (t,)) for t in TOLD), ("all that is true", TRUE)):
        total = sum(counted[k, v] for k in kinds for v in VERDICTS)
        rows.append(
            [name, total, *(ratio(sum(counted[k, v] for k in kinds), total) for v in VERDICTS)]
        )
    return table(["what is known", "sentences", *VERDICTS], rows)


def figure_rows(labelled: Labelled) -> Iterator[tuple[dict[str, float], bool]]:
    """Yield the signals of figures that fit, and whether they are given for one fact."""
    evidence = Evidence(StoryView(labelled.made.analyses))
    sides = [evidence.sayings.side(n) for n in range(len(evidence.story.claims))]
    found = 0
    for x in sides:
        for y in sides[x.number + 1 :]:
            for value in x.figures if x.document != y.document else ():
                for pair in figures.fitting(evidence.sayings, x, y, value):
                    ours, theirs = (
                        _facts(labelled, s.claim, v) for s, v in ((x, pair.v), (y, pair.w))
                    )
                    if ours and theirs and found < MOST_FIGURES:
                        found += 1
                        yield values_of(figures.SIGNALS, pair), not ours.isdisjoint(theirs)


def _facts(labelled: Labelled, claim: Claim, value: Value) -> set[str]:
    return set(labelled.facts_in(claim.document, value.start, value.end))


def claim_rows(labelled: Labelled) -> Iterator[tuple[dict[str, float], bool]]:
    """Yield the signals of claims whose values all are in the evidence, and whether it tells them.

    Each claim is held against all other articles, and against each of them alone.
    """
    for story in drafts(labelled):
        for view in (story, *((story[0], other) for other in story[1:])):
            evidence = Evidence(StoryView(view))
            others = [a.document.id for a in view[1:]]
            for number, claim in enumerate(story[0].claims):
                known = labelled.told(claim, others)
                if known not in ("given", "new", "other") or not evidence.checkable(number):
                    continue
                if evidence.missing(number) or evidence.verbatim(number):
                    continue
                if subject := evidence.told(number):
                    yield values_of(told.SIGNALS, subject), known == "given"


def rival_rows(labelled: Labelled) -> Iterator[tuple[dict[str, float], bool]]:
    """Yield the signals of figures that stand against one of a draft, and whether one is wrong."""
    for story in drafts(labelled):
        evidence = Evidence(StoryView(story))
        for number, claim in enumerate(story[0].claims):
            for pair in (p for v in claim.values for p in evidence.rivals(number, v)):
                ours, theirs = (
                    _facts(labelled, s.claim, v) for s, v in ((pair.x, pair.v), (pair.y, pair.w))
                )
                if ours and theirs:
                    yield rivals.signals_of(pair), not ours.isdisjoint(theirs)


def planted_rows(labelled: Labelled) -> Iterator[tuple[dict[str, float], bool]]:
    """Yield the signals of planted wrong figures and of the right ones in other articles.

    Stories have few figures that are wrong in otherwise equal sentences, as a slip of the pen is.
    """
    articles = labelled.made.analyses
    for kind in ("number", "date"):
        random = Random(f"{SEED} {labelled.story.name} {kind}")
        for fault in plant.faults(articles, kind, random)[:MOST_PLANTED]:
            number = next(n for n, a in enumerate(articles) if a.document.id == fault.document)
            faulty = analysed([plant.apply(articles[number].document, fault)])[0]
            evidence = Evidence(StoryView((faulty, *articles[:number], *articles[number + 1 :])))
            for claim_number, claim in enumerate(faulty.claims):
                wrong = [v for v in claim.values if v.start <= fault.start < v.end]
                for pair in (p for v in wrong for p in evidence.rivals(claim_number, v)):
                    right = any(
                        pair.y.claim.document == document and pair.w.start < e and s < pair.w.end
                        for document, s, e in fault.witnesses
                    )
                    yield rivals.signals_of(pair), right


def fit(stories: Sequence[Labelled]) -> dict[str, Any]:
    """Return the models of figures and of claims fitted on stories."""
    model = {"figures": _fit(figures.SIGNALS, (r for s in stories for r in figure_rows(s)))}
    with weights.weighed_by(model):
        told_otherwise = [r for s in stories for r in (*rival_rows(s), *planted_rows(s))]
        model["rivals"] = _fit(rivals.SIGNALS, told_otherwise)
        return {**model, "claims": _fit(told.SIGNALS, (r for s in stories for r in claim_rows(s)))}


def _fit(
    signals: Sequence[Any], examples: Iterable[tuple[Mapping[str, float], bool]]
) -> dict[str, Any]:
    known = list(examples)
    names = [s.name for s in signals]
    rows = np.array([[values[n] for n in names] for values, _ in known])
    right = np.array([r for _, r in known])
    return signed_logistic(rows, right, names, [s.sign for s in signals], np.ones(len(known)))


def main() -> None:
    """Measure, and fit before if that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.verified", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("../shared/corpus/stories"))
    parser.add_argument("--fit", action="store_true", help="fit the weights anew before")
    options = parser.parse_args()
    own = Path("fixtures/corpus")
    if options.fit:
        known = [*load(own)]
        left_out = set(held_out(options.corpus))
        known += [s for s in load(options.corpus) if s.story.path.stem not in left_out]
        written = json.dumps(fit(known), indent=1, sort_keys=True) + "\n"
        weights.WEIGHTS.write_text(written, "utf-8")
    for name, folder in (("held out", options.corpus), ("fixtures", own)):
        if folder.is_dir():
            print(f"{name}\n\n{verdicts_table(load(folder, held_out(folder)))}\n")


if __name__ == "__main__":
    main()
