"""Candidate pairs of labelled stories as examples: their signals, and whether they are right.

They come from hand-labelled news, from stories labelled by construction (docs/corpus.md), from what
readers judged in rounds (:mod:`benchmarks.judged`), and from typed faults that are planted.
"""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from benchmarks import plant
from benchmarks.judged import ROUND, Judged
from benchmarks.labelled import Prepared, analysed
from factcheck.pairs.candidates import candidates
from factcheck.pairs.comparison import StoryComparison
from factcheck.stories.story import Spot, StoryView

# Slips are rare in the labelled stories, so typed faults are planted into their articles too: this
# many of a kind per story.
PLANTED = {"number": 6, "date": 6}
SEED = 20
# How the names of stories labelled by construction begin, and in how many parts they are held out.
CORPUS = "corpus/"
FOLDS = 5


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
        places = marked(one)
        for story in one.stories:
            view = StoryView(story)
            for candidate in candidates(StoryComparison(view)):
                if all(on(side, view, places) for side in (candidate.first, candidate.second)):
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


def marked(one: Prepared) -> dict[str, list[tuple[int, int]]]:
    """Return the places of the marked values of a story, by document."""
    marked: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for mark in one.case.gold["marks"]:
        marked[mark["doc"]].append((mark["start"], mark["end"]))
    return marked


def on(
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
