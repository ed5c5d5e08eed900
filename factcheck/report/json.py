"""The JSON report, which other programs read and from which every other format is made."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from factcheck.errors import InputError
from factcheck.model import SEVERITIES, Finding, Report
from factcheck.report.format import TextFormat, ignoring_display
from factcheck.settings.finding_types import type_names


def severity_counts(findings: tuple[Finding, ...], *, new_only: bool = False) -> dict[str, int]:
    """Return the number of findings of each severity, without suppressed ones.

    ``new_only`` leaves out accepted findings too.
    """
    counted = Counter(
        f.severity
        for f in findings
        if (f.status == "new" if new_only else f.status != "suppressed")
    )
    return {severity: counted[severity] for severity in SEVERITIES}


def summary(report: Report) -> dict[str, Any]:
    """Return the counts at the end of the report."""
    verdicts = Counter(c.verdict for c in report.clusters)
    types = Counter(f.type for f in report.findings if f.status != "suppressed")
    return {
        "documents": len(report.documents),
        "stories": len(report.stories),
        "claims": len(report.claims),
        "clusters": len(report.clusters),
        "corroborated": verdicts["corroborated"],
        "disputed": verdicts["disputed"],
        "related": verdicts["related"],
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
    """Return the report as indented JSON, not escaped to ASCII, with a final newline."""
    encoded = msgspec.json.encode(to_dict(report))
    return msgspec.json.format(encoded, indent=1).decode() + "\n"


def parse(text: str | bytes, name: str = "report") -> Report:
    """Return the report in the JSON ``text``; ``name`` is its name in error messages.

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


def load(path: str | Path) -> Report:
    """Return the report in a JSON file that ``factcheck check`` or ``Report.save`` has written.

    Raises:
        InputError: the file cannot be read or is no report of this schema version.
    """
    file = Path(path)
    try:
        return parse(file.read_bytes(), file.as_posix())
    except OSError as error:
        raise InputError(
            f"cannot read {file.as_posix()}: {error.strerror or error}",
            hint="Give a factcheck.json written by 'factcheck check'",
        ) from None


FORMAT = TextFormat(
    "json",
    "factcheck.json",
    "everything, for other programs; the contract",
    ignoring_display(render),
)
PAIR = replace(FORMAT, filename="factcheck.diff.json")
