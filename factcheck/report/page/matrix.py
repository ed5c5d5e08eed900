"""The coverage matrix: facts down, articles across, in each cell what the article says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from factcheck.model import SEVERITIES, Fact, Finding, Mention, StoryEntry

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter(index: int) -> str:
    """Return the letter of the variant at ``index``: A to Z, then AA, AB and so on."""
    return (letter(index // 26 - 1) if index >= 26 else "") + LETTERS[index % 26]


@dataclass(frozen=True, slots=True)
class Given:
    """One value in a cell; ``variant`` is its index among the fact's variants."""

    variant: int
    value: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Row:
    """One fact with a cell per article, in the story's order; an empty cell is a gap."""

    fact: Fact
    finding: Finding | None
    cells: tuple[tuple[Given, ...], ...]

    @property
    def sources(self) -> int:
        return sum(bool(cell) for cell in self.cells)


def rows(
    story: StoryEntry, facts: tuple[Fact, ...], findings: Mapping[str, Finding]
) -> tuple[Row, ...]:
    """Return the rows of a story's matrix: disputed before agreed, the weightiest first."""
    made = []
    for fact in facts:
        if fact.story != story.id:
            continue
        cells: dict[str, dict[int, Given]] = {name: {} for name in story.documents}
        for n, variant in enumerate(fact.variants):
            for mention in variant.mentions:
                if mention.document in cells:
                    cells[mention.document].setdefault(n, Given(n, mention.text, mention))
        made.append(
            Row(
                fact,
                findings.get(fact.finding or ""),
                tuple(tuple(given.values()) for given in cells.values()),
            )
        )
    return tuple(sorted(made, key=_order))


def _order(row: Row) -> tuple[int, int, float, int, str, str]:
    finding = row.finding
    return (
        0 if row.fact.status == "disputed" else 1,
        SEVERITIES.index(finding.severity) if finding else len(SEVERITIES),
        -finding.confidence if finding else 0.0,
        -row.sources,
        row.fact.label,
        row.fact.id,
    )
