"""Decisions as labelled pairs, from which the comparison can be measured and taught.

A pair is the most widespread value of a finding beside one of the others, each with its offsets in
the article and its sentence.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from factcheck.model import Document, Finding, Mention, Report
from factcheck.review.baseline import NO_REASON, Accepted
from factcheck.review.worklist import Correction

SCHEMA_VERSION = "1"

Decision = Literal["accepted", "dismissed", "to fix"]


def export(report: Report, entries: Iterable[Accepted], corrections: Iterable[Correction]) -> str:
    """Return the decided findings of ``report`` as JSON, one labelled pair of places each or more.

    ``verdict`` is ``accepted`` (the articles differ, and may), ``to fix`` (they differ, and must
    not) or ``dismissed`` (a false alarm). ``variants`` is how many values the finding has: of three
    that were accepted, two may yet be compatible with each other.
    """
    reasons = {e.fingerprint: e for e in entries}
    notes = {c.fingerprint: c.note for c in corrections}
    documents = {d.id: d for d in report.documents}
    pairs: list[dict[str, Any]] = []
    for finding in sorted(report.findings, key=lambda f: f.fingerprint):
        entry = reasons.get(finding.fingerprint)
        if finding.fingerprint in notes:
            pairs += _pairs(finding, "to fix", notes[finding.fingerprint], documents)
        elif entry is not None:
            verdict: Decision = "dismissed" if entry.dismissed else "accepted"
            reason = "" if entry.reason == NO_REASON else entry.reason
            pairs += _pairs(finding, verdict, reason, documents)
    plain = {"schema_version": SCHEMA_VERSION, "pairs": pairs}
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def _pairs(
    finding: Finding, verdict: Decision, reason: str, documents: dict[str, Document]
) -> Iterator[dict[str, Any]]:
    """Yield the first variant beside each other one."""
    first, *others = finding.variants
    for other in others:
        yield {
            "fingerprint": finding.fingerprint,
            "type": finding.type,
            "severity": finding.severity,
            "confidence": finding.confidence,
            "fact": finding.fact,
            "variants": len(finding.variants),
            "verdict": verdict,
            "reason": reason,
            "left": _place(first.mentions[0], documents),
            "right": _place(other.mentions[0], documents),
        }


def _place(mention: Mention, documents: dict[str, Document]) -> dict[str, Any]:
    """Return a mention with offsets into its article, and its sentence to read it without that."""
    document = documents[mention.document]
    return {
        "path": document.path,
        "sha256": document.sha256,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "sentence_start": mention.context_start,
        "sentence": document.text[mention.context_start : mention.context_end],
    }
