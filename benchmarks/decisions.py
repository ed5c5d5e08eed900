"""What editors decided about findings, as labels: ``factcheck review --export-labels`` wrote them.

    python -m benchmarks.decisions labels.json ...

prints how many of the findings were right by severity and type. A finding that was dismissed was
wrong. One that was accepted or is to be fixed was right: the articles do differ.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from benchmarks.tables import ratio, table

Verdict = Literal["accepted", "to fix", "dismissed"]
# The place of a value: the path of its article, and its offsets.
Place = tuple[str, int, int]


@dataclass(frozen=True)
class Decision:
    """A pair of values of one finding, with what was decided about the finding.

    ``digests`` are the SHA-256 of the texts of both articles, by which to know whether the offsets
    still hold.
    """

    fingerprint: str
    type: str
    severity: str
    confidence: float
    verdict: Verdict
    places: tuple[Place, Place]
    digests: tuple[str, str]

    @property
    def right(self) -> bool:
        """True if the finding was right."""
        return self.verdict != "dismissed"


def read(path: Path) -> tuple[Decision, ...]:
    """Return the labelled pairs in a file.

    Raises:
        ValueError: the file is of another version.
    """
    plain = json.loads(path.read_text("utf-8"))
    if plain.get("schema_version") != "1":
        raise ValueError(f"{path} is no file of labels of version 1")
    return tuple(_decision(pair) for pair in plain["pairs"])


def _decision(pair: dict[str, Any]) -> Decision:
    left, right = pair["left"], pair["right"]
    return Decision(
        pair["fingerprint"],
        pair["type"],
        pair["severity"],
        pair["confidence"],
        pair["verdict"],
        (_place(left), _place(right)),
        (left["sha256"], right["sha256"]),
    )


def _place(side: dict[str, Any]) -> Place:
    return side["path"], side["start"], side["end"]


def precision(decisions: Iterable[Decision]) -> str:
    """Return a table: the share of right findings by severity and type; a finding counts once."""
    findings = {d.fingerprint: d for d in decisions}.values()
    groups: dict[str, list[bool]] = defaultdict(list)
    for decision in findings:
        for group in ("all", decision.severity, decision.type):
            groups[group].append(decision.right)
    first = [name for name in ("all", "error", "warning", "note") if name in groups]
    names = [*first, *sorted(groups.keys() - set(first))]
    return table(["findings", "right"], ([n, ratio(sum(groups[n]), len(groups[n]))] for n in names))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    files = parser.parse_args(arguments).files
    print(precision(decision for file in files for decision in read(file)))


if __name__ == "__main__":
    main()
