"""Labelled stories: where they lie, what factcheck reports on them, and how that scores.

A data folder holds labels in ``gold/NAME.json`` for the articles of ``ecbplus/NAME`` and in
``mixed-gold/NAME.json`` for ``mixed/NAME``, where two events share a folder, and ``score.py``,
which decides what counts as right.
"""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from benchmarks import corpus
from factcheck.claims.analysis import Analysis
from factcheck.facts.compare import compare_story
from factcheck.facts.findings import to_finding
from factcheck.facts.grouping import candidate_facts
from factcheck.model import Document, Finding, Problem
from factcheck.pairs.comparison import StoryComparison
from factcheck.pipeline import assemble
from factcheck.read import read_documents
from factcheck.report.json import to_dict
from factcheck.run.engine import open_engine
from factcheck.run.steps import Session, analyses
from factcheck.run.store import open_store
from factcheck.settings.config import Config
from factcheck.stories.grouping import group_profiles, profile_of

ALARMS = ("error", "warning")
# The stories that were there when the rules were written. Of the other twenty-four, rules know what
# adjudications of the first version said; only rounds are of events that nobody had read.
SIXTEEN = frozenset(
    ("1a", "1b", "3a", "5a", "8a", "13a", "14a", "18a", "20b", "22b", "24b", "30a", "33a", "35a",
     "41a", "43a")
)  # fmt: skip
GOLD = ("sixteen", "twenty-four")

Gold = dict[str, Any]
# Fitted models by kind, as the judge keeps them.
Models = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """A folder of articles with its labels.

    ``group`` is ``sixteen`` or ``twenty-four``, ``mixed`` (two events in a folder), ``seeds`` or
    ``corpus`` (labelled by construction).
    """

    name: str
    group: str
    folder: Path
    gold: Gold


@dataclass(frozen=True)
class Prepared:
    """A case read and analysed: all that does not depend on the judge's weights.

    It goes the way of :func:`factcheck.check`, which cannot be entered half-way.
    """

    case: Case
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    analyses: tuple[Analysis, ...]
    stories: tuple[tuple[Analysis, ...], ...]


@dataclass(frozen=True)
class Alarm:
    """An error or warning, and whether it hits a labelled discrepancy."""

    type: str
    severity: str
    confidence: float
    right: bool


@dataclass(frozen=True)
class Score:
    """What ``score.py`` says of one report."""

    name: str
    counts: Counter[str]
    alarms: tuple[Alarm, ...]


def cases(data: Path) -> list[Case]:
    """Return the labelled cases of a data folder, in a fixed order."""
    found = [
        Case(g.stem, GOLD[g.stem not in SIXTEEN], data / "ecbplus" / g.stem, _load(g))
        for g in _golds(data, "gold")
    ]
    found += [
        Case(f"mixed/{g.stem}", "mixed", data / "mixed" / g.stem, _load(g))
        for g in _golds(data, "mixed-gold")
    ]
    seeds = data / "seeds.json"
    if seeds.exists() and (data.parent / "seeds").is_dir():
        found.append(Case("seeds", "seeds", data.parent / "seeds", _load(seeds)))
    return [c for c in found if c.folder.is_dir()]


def corpus_cases(folders: Sequence[Path], work: Path) -> list[Case]:
    """Return the stories labelled by construction in ``folders``; their articles go to ``work``."""
    found = []
    for path in sorted(p for folder in folders for p in folder.glob("*.story")):
        story = corpus.read_story(path)
        folder = work / story.name
        corpus.write_articles(story, folder)
        found.append(Case(f"corpus/{story.name}", "corpus", folder, corpus.gold(story)))
    return found


def _golds(data: Path, folder: str) -> list[Path]:
    return sorted((data / folder).glob("*.json"), key=lambda p: (len(p.stem), p.stem))


def _load(path: Path) -> Gold:
    loaded: Gold = json.loads(path.read_text("utf-8"))
    return loaded


def prepare(case: Case) -> Prepared:
    """Read and analyse the articles of a case and group them into stories, as a run does."""
    documents, problems = read_documents([str(case.folder)], Config(), None)
    found = analysed(documents)
    stories = group_profiles(profile_of(analysis) for analysis in found)
    grouped = tuple(tuple(found[n] for n in story) for story in stories)
    return Prepared(case, tuple(documents), tuple(problems), found, grouped)


def analysed(documents: Sequence[Document]) -> tuple[Analysis, ...]:
    """Return the analyses of documents, from the cache where they are known."""
    config = Config()
    with open_store(config) as store, closing(open_engine(config)) as engine:
        return tuple(analyses(Session(store, engine, config.model), documents))


def report_on(prepared: Prepared) -> dict[str, Any]:
    """Return the report on a case, as plain data, by the judge's weights as they are set."""
    results = [compare_story(story) for story in prepared.stories]
    report = assemble(prepared.documents, prepared.problems, results, Config())
    return to_dict(report)


def findings_only(prepared: Prepared, comparisons: Sequence[StoryComparison]) -> dict[str, Any]:
    """Return a report of findings alone; ``comparisons`` keep what does not depend on judging."""
    found: dict[str, Finding] = {}
    for comparison in comparisons:
        for fact in candidate_facts(comparison):
            finding = to_finding(fact, comparison.story, "")
            held = found.get(finding.fingerprint) if finding else None
            if finding and (held is None or finding.confidence > held.confidence):
                found[finding.fingerprint] = finding
    documents = [{"id": d.id, "path": d.path} for d in prepared.documents]
    return {"documents": documents, "findings": msgspec.to_builtins(list(found.values()))}


class Scorer:
    """The data folder's own ``score.py``, loaded from where it lies."""

    def __init__(self, data: Path) -> None:
        spec = importlib.util.spec_from_file_location("factcheck_score", data / "score.py")
        if spec is None or spec.loader is None:
            raise FileNotFoundError(data / "score.py")
        self._module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self._module)

    def score(self, case: Case, report: Mapping[str, Any]) -> Score:
        """Return the counts for a report, and for each alarm whether it was right."""
        scored = self._module.score(case.gold, report)
        wrong = {id(f) for f in scored["false_alarms"]}
        alarms = tuple(
            Alarm(f["type"], f["severity"], f["confidence"], id(f) not in wrong)
            for f in report["findings"]
            if f["severity"] in ALARMS and f["status"] != "suppressed"
        )
        return Score(case.name, scored["counts"], alarms)

    def told(self, gold: Gold, report: Mapping[str, Any]) -> dict[str, str]:
        """Return the labelled issues that findings tell, by id, with the loudest severity."""
        names = {d["id"]: self._module.stem(d["path"]) for d in report["documents"]}
        loudest: dict[str, str] = {}
        for severity in ("note", "warning", "error"):
            for finding in (f for f in report["findings"] if f["severity"] == severity):
                variants = self._module.variants_of(finding, names)
                for issue in gold["issues"]:
                    values = [
                        [
                            self._module.gold_mention({**m, "doc": str(m["doc"])})
                            for m in v["mentions"]
                        ]
                        for v in issue["values"]
                    ]
                    if self._module.touches(variants, values):
                        loudest[issue["id"]] = severity
        return loudest


def total(scores: list[Score], name: str = "all") -> Score:
    """Return the scores added up."""
    counts: Counter[str] = Counter()
    for score in scores:
        counts.update(score.counts)
    return Score(name, counts, tuple(a for s in scores for a in s.alarms))
