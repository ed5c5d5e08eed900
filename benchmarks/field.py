"""The cases from the field: ``python -m benchmarks.field --data ../shared/field``.

Each case is a folder of input as a user would hand it over, with what an editor wants to be told.
Minimal inputs are two to four sentences that must, or must not, be flagged. The cases' own program,
``score_field.py``, decides what was found, missed, raised falsely or not read.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.tables import ratio, table
from factcheck import Config, Report, check
from factcheck.errors import FactcheckError
from factcheck.report.json import to_dict


@dataclass(frozen=True, slots=True)
class Minimal:
    """A minimal input: its sentences, what is expected of it, and what was said of it."""

    name: str
    fault: str
    expected: str
    severities: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether what is expected came true."""
        alarms = [s for s in self.severities if s != "note"]
        return {
            "silent": not self.severities,
            "note at most": not alarms,
            "flag": bool(alarms),
            "one finding": len(self.severities) == 1,
        }[self.expected]


# The reports of one event into which the sentences of a minimal input are set, each in its own.
FRAMES = (
    "A fire destroyed the paper mill in Osterby overnight, the fire service of Osterby said.\n\n"
    "{}\n\nMayor Petra Lindqvist thanked the crews.",
    "The paper mill in Osterby burned down overnight.\n\n{}\n\nCrews fought the fire until "
    "morning, said the mayor of Osterby, Petra Lindqvist.",
    "OSTERBY - Fire gutted the Osterby paper mill in the night.\n\n{}\n\nPetra Lindqvist, the "
    "mayor, praised the fire crews from Osterby.",
)


def minimal(path: Path) -> list[Minimal]:
    """Return what is said of each minimal input of a JSON lines file; each sentence an article."""
    judged = []
    for line in path.read_text("utf-8").splitlines():
        case = json.loads(line)
        severities = tuple(f.severity for f in _report(case["sentences"]).findings)
        judged.append(Minimal(case["id"], case["fault"], case["expect"], severities))
    return judged


def _report(sentences: Sequence[str]) -> Report:
    with tempfile.TemporaryDirectory() as folder:
        for number, sentence in enumerate(sentences):
            text = FRAMES[number % len(FRAMES)].format(sentence)
            (Path(folder) / f"{number}.txt").write_text(f"{text}\n", "utf-8")
        return check([folder], Config())


@dataclass(frozen=True, slots=True)
class Case:
    """A case as ``score_field.py`` counts it; ``unread`` are labelled places that no text has."""

    name: str
    counts: Counter[str]
    unread: int

    @property
    def green(self) -> bool:
        """Whether all conflicts are told, nothing is raised falsely and everything is read."""
        c = self.counts
        missed = c["conflicts"] - c["conflicts_hit"]
        return not (missed or c["alarms"] - c["alarm_hits"] or c["traps_hit"] or self.unread)


def cases(data: Path) -> list[Case]:
    """Return how each case in the folder ``cases`` comes out."""
    module = _scorer(data)
    return [_case(f, module) for f in sorted(p for p in (data / "cases").iterdir() if p.is_dir())]


def _scorer(data: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_field", data / "score_field.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(data / "score_field.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _case(folder: Path, module: Any) -> Case:
    labels = json.loads((folder / "expected.json").read_text("utf-8"))
    try:
        report = to_dict(check([folder / "input"], Config()))
    except FactcheckError:
        report = {"documents": [], "findings": [], "clusters": []}
    texts, names = module.load_texts(folder), module.names_of(folder, report)
    read = {names[d["id"]]: d["text"] for d in report["documents"]}
    unread = 0

    def moved(mention: dict[str, Any]) -> dict[str, Any]:
        """Return a labelled mention with its offsets in the text that was read."""
        nonlocal unread
        name = mention["doc"]
        place = module.anchor(mention, texts[name], read[name]) if name in read else None
        if place is None:
            unread += 1
            return {**mention, "doc": "-", "start": -2, "end": -1}
        return {**mention, "start": place[0], "end": place[1]}

    for issue in labels["issues"]:
        for value in issue["values"]:
            value["mentions"] = [moved(m) for m in value["mentions"]]
    for trap in labels["traps"]:
        trap["a"], trap["b"] = moved(trap["a"]), moved(trap["b"])
    for agreement in labels["agreements"]:
        agreement["mentions"] = [moved(m) for m in agreement["mentions"]]
    for document in report["documents"]:
        document["path"] = f"{names[document['id']]}.x"
    return Case(folder.name, module.score.score(labels, report)["counts"], unread)


def case_table(judged: Sequence[Case]) -> str:
    """Return the table of the cases, with a row for all of them."""
    rows = [_row(case.name, case.counts, case.unread) for case in judged]
    whole: Counter[str] = Counter()
    for case in judged:
        whole.update(case.counts)
    rows.append(_row("all", whole, sum(case.unread for case in judged)))
    return table(["case", "found", "missed", "false", "traps", "not read"], rows)


def _row(name: str, counts: Counter[str], unread: int) -> list[object]:
    found, false = counts["conflicts_hit"], counts["alarms"] - counts["alarm_hits"]
    return [name, found, counts["conflicts"] - found, false, counts["traps_hit"], unread]


def minimal_table(judged: Sequence[Minimal]) -> str:
    """Return the minimal inputs that are not as expected, and how many are."""
    rows = [
        [m.name, m.fault, m.expected, ", ".join(m.severities) or "silent"]
        for m in judged
        if not m.right
    ]
    right = ratio(sum(m.right for m in judged), len(judged))
    return f"As expected: {right}.\n\n{table(['input', 'fault', 'expected', 'said'], rows)}"


def summary(data: Path) -> str:
    """Return both tables."""
    return f"{minimal_table(minimal(data / 'minimal.jsonl'))}\n\n{case_table(cases(data))}"


def main(argv: Sequence[str] | None = None) -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.field", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/field"))
    given = parser.parse_args(argv)
    if not (given.data / "score_field.py").is_file():
        parser.error(f"{given.data} holds no score_field.py: give the folder of cases")
    print(summary(given.data))
    return 0


if __name__ == "__main__":
    sys.exit(main())
