"""The JSON report: the one source of every other format, and what other programs read."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec

from factcheck.errors import InputError
from factcheck.model import SEVERITIES, Finding, Report
from factcheck.report.format import TextFormat, plain
from factcheck.settings.finding_types import type_names


def severity_counts(findings: tuple[Finding, ...], *, new_only: bool = False) -> dict[str, int]:
    """Return how many findings there are of each severity, suppressed ones left out."""
    counted = Counter(
        f.severity
        for f in findings
        if (f.status == "new" if new_only else f.status != "suppressed")
    )
    return {severity: counted[severity] for severity in SEVERITIES}


def summary(report: Report) -> dict[str, Any]:
    """Return the counts that close the report."""
    verdicts = Counter(c.verdict for c in report.clusters)
    types = Counter(f.type for f in report.findings if f.status != "suppressed")
    return {
        "documents": len(report.documents),
        "stories": len(report.stories),
        "claims": len(report.claims),
        "clusters": len(report.clusters),
        "corroborated": verdicts["corroborated"],
        "disputed": verdicts["disputed"],
        "findings": severity_counts(report.findings),
        "new": severity_counts(report.findings, new_only=True),
        "types": dict(sorted(types.items())),
        "problems": len(report.problems),
    }


def to_dict(report: Report) -> dict[str, Any]:
    """Return the report as plain data in the order of the contract."""
    plain: dict[str, Any] = msgspec.to_builtins(report)
    first = {"schema_version": plain.pop("schema_version")}
    return {**first, **plain, "summary": summary(report)}


def render(report: Report) -> str:
    """Return the report as indented JSON, UTF-8 readable, with a final newline."""
    encoded = msgspec.json.encode(to_dict(report))
    return msgspec.json.format(encoded, indent=1).decode() + "\n"


def parse(text: str | bytes, name: str = "report") -> Report:
    """Return the report that ``text`` holds.

    Raises:
        InputError: the text is not a factcheck report of this schema version.
    """
    try:
        report = msgspec.json.decode(text, type=Report)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(
            f"{name} is not a factcheck report: {error}",
            hint="Give a factcheck.json written by 'factcheck check'.",
        ) from None
    if report.schema_version != "1":
        raise InputError(
            f"{name} has schema version {report.schema_version}, this factcheck reads version 1",
            hint="Write the report again with this version of factcheck.",
        )
    types = {f.type for f in report.findings} | {f.type for f in report.facts}
    if unknown := sorted(types.difference(type_names())):
        raise InputError(
            f"{name} has findings of the type {unknown[0]!r}, which is not known here",
            hint="Install the package that brings it, as where the report was written.",
        )
    return report


FORMAT = TextFormat(
    "json",
    "factcheck.json",
    "everything, for other programs; the contract",
    plain(render),
)
