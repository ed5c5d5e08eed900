"""What readers judged in rounds, as labels: pairs and facts of events that nobody had read before.

A round (:mod:`benchmarks.round`) keeps its judgements by offsets into articles that are not part of
the repository. A candidate pair is labelled by a judged finding if its two values touch two
variants of it. Of the events of seven rounds candidate pairs of figures were read one by one, too
(``rounds/figure-pairs.json``: conflict, drift, fits, other): all from a likelihood of 0.05 on, and
others drawn below it, each of which stands for ``stands_for`` pairs.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.labelled import analysed
from factcheck.read import read_documents
from factcheck.settings.config import Config
from factcheck.stories.story import Spot, StoryView

# How the names of events begin, as names of stories.
ROUND = "round/"
# Pairs of figures that were read one by one.
PAIRS = "figure-pairs.json"
# An editor wants to be told of both.
RIGHT = ("conflict", "drift")


@dataclass(frozen=True)
class Judged:
    """An event of a round with the findings and the pairs of figures that were judged in it."""

    name: str
    view: StoryView
    findings: Sequence[dict[str, Any]]

    def label(self, first: Iterable[Spot], second: Iterable[Spot]) -> bool | None:
        """Return whether two sets of places tell something right, None if nobody judged it."""
        a, b = list(first), list(second)
        verdicts = {
            finding["verdict"] in RIGHT
            for finding in self.findings
            if any(x != y for x in self._touched(finding, a) for y in self._touched(finding, b))
        }
        return True in verdicts if verdicts else None

    def _touched(self, finding: dict[str, Any], spots: Iterable[Spot]) -> set[int]:
        """Return the numbers of the variants of a judged finding that these places touch."""
        return {
            number
            for number, variant in enumerate(finding["places"])
            for name, start, end in variant
            for spot in spots
            if Path(self.view.analyses[spot.document].document.path).name == name
            and start < spot.end
            and spot.start < end
        }


def judged_events(rounds: Path, events: Path) -> Iterator[Judged]:
    """Yield the judged events of all rounds kept in ``rounds`` whose texts are in ``events``."""
    judged: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for file in sorted(rounds.glob("pack*.json")):
        for item in json.loads(file.read_text("utf-8"))["judged"]:
            event, number = item["item"].split("/")
            if number.startswith("f"):
                judged[file.stem, event].append(item)
    for pair in json.loads((rounds / PAIRS).read_text("utf-8")):
        pack, event = pair["story"].split("/")
        judged[pack, event].append(pair)
    for (pack, event), findings in sorted(judged.items()):
        folder = events / pack / event
        if folder.is_dir():
            documents, _ = read_documents([str(folder)], Config())
            yield Judged(f"{ROUND}{pack}/{event}", StoryView(analysed(documents)), findings)
