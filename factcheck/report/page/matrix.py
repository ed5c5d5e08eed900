"""The coverage matrix: a row per fact, a column per article, in each cell the article's values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from factcheck.model import SEVERITIES, Document, Fact, Finding, Mention, StoryEntry

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter(index: int) -> str:
    """Return the letter of the variant at ``index``: A to Z, then AA, AB and so on."""
    return (letter(index // 26 - 1) if index >= 26 else "") + LETTERS[index % 26]


@dataclass(frozen=True, slots=True)
class CellValue:
    """One value in a cell; ``variant`` is the index of its variant, ``mention`` the first one."""

    variant: int
    value: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Row:
    """One fact with a cell for each article of the story, in order; a cell may be empty."""

    fact: Fact
    finding: Finding | None
    cells: tuple[tuple[CellValue, ...], ...]

    @property
    def sources(self) -> int:
        """The number of articles that have a value."""
        return sum(bool(cell) for cell in self.cells)

    @property
    def lone(self) -> bool:
        """True for an undisputed fact of one article: nobody else says anything of it."""
        return self.fact.status != "disputed" and self.sources < 2


def by_date(documents: Iterable[Document]) -> list[Document]:
    """Return documents by publication date, those without one last, and by name in human order.

    In human order numbers count as such: ``page 2`` stands before ``page 10``.
    """

    def key(document: Document) -> tuple[str, list[tuple[int, str]]]:
        parts = re.findall(r"\d+|\D+", document.path)
        numbered = [(int(p) if p.isdecimal() else -1, p) for p in parts]
        return document.published or "~", numbered

    return sorted(documents, key=key)


def rows(
    story: StoryEntry,
    facts: tuple[Fact, ...],
    findings: Mapping[str, Finding],
    columns: Iterable[Document],
) -> tuple[Row, ...]:
    """Return the rows of a story's matrix, sorted by :func:`_order`, with a cell per column."""
    names = [document.id for document in columns]
    result = []
    for fact in facts:
        if fact.story != story.id:
            continue
        cells: dict[str, dict[int, CellValue]] = {name: {} for name in names}
        for n, variant in enumerate(fact.variants):
            for mention in variant.mentions:
                if mention.document in cells:
                    cells[mention.document].setdefault(n, CellValue(n, mention.text, mention))
        result.append(
            Row(
                fact,
                findings.get(fact.finding or ""),
                tuple(tuple(cell.values()) for cell in cells.values()),
            )
        )
    return tuple(sorted(result, key=_order))


def _order(row: Row) -> tuple[int, int, float, int]:
    """Return the sort key of a row: disputed facts first, by severity, confidence and sources.

    Of equal rows, those stay first that the report has first, the more important ones.
    """
    finding = row.finding
    return (
        0 if row.fact.status == "disputed" else 1,
        SEVERITIES.index(finding.severity) if finding else len(SEVERITIES),
        -finding.confidence if finding else 0.0,
        -row.sources,
    )
