"""The cases from the field: ``python -m benchmarks.field --data ../shared/field``.

Each case is a folder of input as a user would hand it over, with what an editor wants to be told.
Minimal inputs are two to four sentences that must, or must not, be flagged. The cases' own program,
``score_field.py``, decides what was found, missed, raised falsely or not read.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.tables import ratio, table
from factcheck import Config, Report, check


@dataclass(frozen=True, slots=True)
class Minimal:
    """A minimal input: its name, what is expected of it, and the severities of its findings."""

    name: str
    fault: str
    expected: str
    severities: tuple[str, ...]

    @property
    def right(self) -> bool:
        """True if the findings are as expected."""
        alarms = [s for s in self.severities if s != "note"]
        return {
            "silent": not self.severities,
            "note at most": not alarms,
            "flag": bool(alarms),
            "one finding": len(self.severities) == 1,
        }[self.expected]


# Reports of one event; each sentence of a minimal input is put into a report of its own.
FRAMES = (
    "A fire destroyed the paper mill in Osterby overnight, the fire service of Osterby said.\n\n"
    "{}\n\nMayor Petra Lindqvist thanked the crews.",
    "The paper mill in Osterby burned down overnight.\n\n{}\n\nCrews fought the fire until "
    "morning, said the mayor of Osterby, Petra Lindqvist.",
    "OSTERBY - Fire gutted the Osterby paper mill in the night.\n\n{}\n\nPetra Lindqvist, the "
    "mayor, praised the fire crews from Osterby.",
)


def minimal(path: Path) -> list[Minimal]:
    """Return the results of the minimal inputs of a JSON lines file, each sentence an article."""
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


def cases(data: Path) -> str:
    """Return what ``score_field.py`` prints on all cases; the totals are its last lines."""
    command = [sys.executable, str(data / "score_field.py"), "--run", str(_program())]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout


def _program() -> Path:
    return Path(sys.executable).with_name("factcheck")


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
    """Return how many minimal inputs are as expected, and the totals of the cases."""
    judged = minimal(data / "minimal.jsonl")
    right = ratio(sum(m.right for m in judged), len(judged))
    totals = [line for line in cases(data).splitlines() if line.startswith("ALL ")]
    return f"Minimal inputs as expected: {right}. Cases:\n\n    {totals[-1]}"


def main(argv: Sequence[str] | None = None) -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.field", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/field"))
    parser.add_argument("--minimal", action="store_true", help="only the minimal inputs")
    options = parser.parse_args(argv)
    if not (options.data / "score_field.py").is_file():
        parser.error(f"{options.data} holds no score_field.py: give the folder of cases")
    print(minimal_table(minimal(options.data / "minimal.jsonl")))
    if not options.minimal:
        print(cases(options.data))
    return 0


if __name__ == "__main__":
    sys.exit(main())
