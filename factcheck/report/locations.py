"""The places of findings in files, for the formats that refer to lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.model import SEVERITIES, Document, Finding, Mention, Report, Variant
from factcheck.report.pagetext import source_labels

_STATUSES = ("new", "accepted", "suppressed")


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a file; the end is exclusive.

    Lines and columns count from 1, columns in code points. They
    are None if the format of the file has no lines.
    """

    path: str
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Article:
    """A document and its short name for readers."""

    document: Document
    label: str

    def place(self, start: int, end: int) -> Place:
        """Return the place of ``text[start:end]`` in the file."""
        first = self.document.locate(start)
        # From the last character, because the end offset may be on the next line.
        last = self.document.locate(max(start, end - 1))
        if first is None or last is None:
            return Place(self.document.path)
        return Place(self.document.path, *first, last[0], last[1] + (end > start))

    def where(self, mention: Mention) -> Place:
        """Return the place of a mention in the file."""
        return self.place(mention.start, mention.end)


def articles_by_id(report: Report) -> dict[str, Article]:
    """Return document id -> article."""
    labels = source_labels(report.documents)
    return {d.id: Article(d, labels[d.id]) for d in report.documents}


def odd_one_out_first(finding: Finding) -> tuple[Variant, ...]:
    """Return the variants, the one with the fewest independent sources first.

    This is where an editor looks first. Of equal variants, the later one in the report comes first.
    """
    indexed = sorted(
        enumerate(finding.variants),
        key=lambda entry: (entry[1].independent_sources, entry[1].sources, -entry[0]),
    )
    return tuple(variant for _, variant in indexed)


def ordered_mentions(finding: Finding) -> list[tuple[Variant, Mention]]:
    """Return all mentions: one of each variant, beginning with the odd one out, then the rest."""
    variants = odd_one_out_first(finding)
    first = [(variant, variant.mentions[0]) for variant in variants]
    return first + [(variant, m) for variant in variants for m in variant.mentions[1:]]


def strongest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings sorted by status, severity and confidence."""
    return sorted(
        findings,
        key=lambda f: (
            _STATUSES.index(f.status),
            SEVERITIES.index(f.severity),
            -f.confidence,
            f.fingerprint,
        ),
    )
