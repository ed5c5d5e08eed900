"""Where labelled conflicts are lost on their way from the text to a finding.

There are stages from extraction to a finding: two values of the conflict are *extracted*; a *pair*
joins two of them; a *fact* has two of them; a *finding* reports it as a note, a warning or an
error. A conflict mostly passes all stages before the last that it reaches, but need not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from benchmarks.labelled import Models, Prepared
from benchmarks.pair_examples import label
from benchmarks.tables import TYPES, table
from factcheck.facts.findings import to_finding
from factcheck.facts.grouping import candidate_facts
from factcheck.facts.statements import SOURCES
from factcheck.pairs.candidates import candidates
from factcheck.pairs.comparison import StoryComparison
from factcheck.pairs.judge import judged_by
from factcheck.stories.story import Spot, StoryView

STAGES = ("conflicts", "extracted", "paired", "in a fact", "note", "warning", "error")
_SEVERITIES = ("note", "warning", "error")


def lost(prepared: Sequence[Prepared], models: Mapping[str, Models]) -> str:
    """Return the table of labelled conflicts by type: how many reach each stage."""
    counted: dict[str, Counter[str]] = {kind: Counter() for kind in (*TYPES, "all")}
    for one in prepared:
        conflicts = [i for i in one.case.gold["issues"] if i["kind"] == "conflict"]
        with judged_by(models[one.case.name]):
            reached = [
                stages(StoryComparison(StoryView(story)), conflicts) for story in one.stories
            ]
        for issue in conflicts:
            best: Counter[str] = Counter({"conflicts": 1})
            # A conflict counts by the story of its case in which it gets furthest.
            for per_issue in reached:
                best |= per_issue[issue["id"]]
            counted[issue["type"]] += best
            counted["all"] += best
    rows = [[k, *(counted[k][s] for s in STAGES)] for k in counted if counted[k]["conflicts"]]
    return table(["type", *STAGES], rows)


def stages(
    comparison: StoryComparison, conflicts: Sequence[Mapping[str, Any]]
) -> dict[str, Counter[str]]:
    """Return for each labelled conflict, by its id, 1 for each stage that it reaches in a story."""
    view = comparison.story
    reached: dict[str, Counter[str]] = {issue["id"]: Counter() for issue in conflicts}

    def reach(stage: str, ids: Iterable[str]) -> None:
        for name in ids:
            reached[name][stage] = 1

    reach("extracted", _extracted(view, conflicts))
    for first, second in _pairs(comparison):
        reach("paired", label(first, second, view, conflicts))
    for fact in candidate_facts(comparison):
        conflict_ids = {
            name
            for n, first in enumerate(fact.variants)
            for second in fact.variants[n + 1 :]
            for name in label(first.spots, second.spots, view, conflicts)
        }
        reach("in a fact", conflict_ids)
        finding = to_finding(fact, comparison, "")
        if finding is not None:
            for severity in _SEVERITIES[: _SEVERITIES.index(finding.severity) + 1]:
                reach(severity, conflict_ids)
    return reached


def _extracted(view: StoryView, conflicts: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the ids of the conflicts with two labelled values that extracted values overlap."""
    places: dict[str, list[tuple[int, int]]] = {}
    for value in view.values:
        document = view.analyses[value.document].document.id
        places.setdefault(document, []).append((value.value.start, value.value.end))
    for issue in conflicts:
        touched = sum(
            any(
                start < mention["end"] and mention["start"] < end
                for mention in value["mentions"]
                for start, end in places.get(mention["doc"], ())
            )
            for value in issue["values"]
        )
        if touched > 1:
            yield issue["id"]


def _pairs(comparison: StoryComparison) -> Iterator[tuple[tuple[Spot, ...], tuple[Spot, ...]]]:
    for candidate in candidates(comparison):
        yield candidate.first, candidate.second
    for source in SOURCES:
        for rival in source(comparison):
            yield rival.first, rival.second
