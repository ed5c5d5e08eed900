"""One row for each mention of each finding, for spreadsheets, data frames and pipes."""

from __future__ import annotations

import csv
import io
from typing import Any

import msgspec

from factcheck.model import Report
from factcheck.report.format import TextFormat, ignoring_display
from factcheck.review.worklist import cell

# A row has these, in this order.
COLUMNS = (
    "fingerprint", "story", "type", "severity", "status", "confidence", "fact", "value",
    "independent_sources", "document", "source", "published", "path", "line", "column", "start",
    "end", "text", "sentence",
)  # fmt: skip


def rows(report: Report) -> list[dict[str, Any]]:
    """Return one row for each mention of each finding, in the order of the report."""
    rows = []
    for finding in report.findings:
        for variant in finding.variants:
            for mention in variant.mentions:
                where = report.where(mention)
                cells = (
                    finding.fingerprint, finding.story, finding.type, finding.severity,
                    finding.status, finding.confidence, finding.fact, variant.value,
                    variant.independent_sources, mention.document, where.document.source,
                    where.document.published, where.document.path, where.line, where.column,
                    mention.start, mention.end, where.text, where.sentence,
                )  # fmt: skip
                rows.append(dict(zip(COLUMNS, cells, strict=True)))
    return rows


def render_csv(report: Report) -> str:
    """Return the rows as CSV (RFC 4180) with a header; what is not known is empty."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: cell(value) for name, value in row.items()} for row in rows(report))
    return text.getvalue()


def render_jsonl(report: Report) -> str:
    """Return the rows as JSON, one a line."""
    return "".join(msgspec.json.encode(row).decode() + "\n" for row in rows(report))


CSV = TextFormat(
    "csv",
    "factcheck.csv",
    "a row for each place of each finding, for spreadsheets",
    ignoring_display(render_csv),
)
JSONL = TextFormat(
    "jsonl",
    "factcheck.jsonl",
    "the same rows as JSON, one a line, for pipes",
    ignoring_display(render_jsonl),
)
