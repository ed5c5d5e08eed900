"""Applies the configuration to findings: severities, thresholds, trust, and what to ignore.

No finding is removed from a report. One that is ignored gets the status ``suppressed`` and a
reason, so that every reader can see what was ignored and by which rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase

from factcheck.model import SEVERITIES, Document, Finding, Mention, Report, Severity, Variant
from factcheck.settings.config import Config, Ignore
from factcheck.settings.globs import glob_matches
from factcheck.settings.sources import configured_source
from factcheck.settings.vocabulary import Vocabulary


def apply(report: Report, config: Config) -> Report:
    """Return the report with severities and statuses as configured; the baseline comes later."""
    documents = {document.id: document for document in report.documents}
    findings = tuple(_judge(finding, config, documents) for finding in report.findings)
    return replace(report, findings=findings)


def suppress(finding: Finding, reason: str) -> Finding:
    """Return the finding with the status "suppressed"; an earlier reason is not replaced."""
    if finding.status == "suppressed":
        return finding
    return replace(finding, status="suppressed", reason=reason)


def remains_without(finding: Finding, is_ignored: Callable[[Mention], bool]) -> bool:
    """Return True if two variants have mentions for which ``is_ignored`` is not True."""
    return sum(any(not is_ignored(m) for m in v.mentions) for v in finding.variants) >= 2


def _judge(finding: Finding, config: Config, documents: Mapping[str, Document]) -> Finding:
    """Return the finding with its severity and status as configured."""
    cap = config.severity.get(finding.type)
    if cap == "off":
        return suppress(finding, f"the configuration switches {finding.type} off")
    for rule in config.ignore:
        if _applies(rule, finding, config, documents):
            return suppress(finding, rule.reason or f"the configuration ignores {_describe(rule)}")
    if (word := _never(finding, config.vocabulary)) is not None:
        return suppress(finding, f"the vocabulary never reports “{word}”")
    severity = _weaker(finding.severity, cap) if cap else finding.severity
    if severity == "error" and _rests_on_low_trust(finding, config, documents):
        severity = "warning"
    for level in SEVERITIES[SEVERITIES.index(severity) :]:
        if finding.confidence >= config.thresholds.get(level, 0.0):
            return replace(finding, severity=level)
    return suppress(finding, f"its confidence {finding.confidence:.2f} is below the threshold")


def _never(finding: Finding, vocabulary: Vocabulary) -> str | None:
    """Return the word of the vocabulary without which no discrepancy is left, None if one is."""

    def reported(word: str) -> int:
        return sum(not _is_said(word, variant, finding.type) for variant in finding.variants)

    least = min(2, len(finding.variants))
    return next((word for word in vocabulary.never if reported(word) < least), None)


def _is_said(word: str, variant: Variant, type: str) -> bool:
    """Return True if a value is that word, or a name that has it."""
    value = " ".join(variant.value.casefold().split())
    word = " ".join(word.casefold().split())
    return value == word or (type == "name" and f" {word} " in f" {value} ")


def _applies(
    rule: Ignore, finding: Finding, config: Config, documents: Mapping[str, Document]
) -> bool:
    """Return True if the finding meets all conditions of the rule."""
    if rule.type and rule.type != finding.type:
        return False
    if rule.fact and not fnmatchcase(finding.fact, rule.fact):
        return False
    if rule.fingerprint and rule.fingerprint != finding.fingerprint:
        return False
    if rule.path is None and rule.source is None:
        return True

    def is_ignored(mention: Mention) -> bool:
        document = documents[mention.document]
        if rule.path and not glob_matches(rule.path, config.from_root(document.path)):
            return False
        return not rule.source or fnmatchcase(document.source or "", rule.source)

    return not remains_without(finding, is_ignored)


def _rests_on_low_trust(
    finding: Finding, config: Config, documents: Mapping[str, Document]
) -> bool:
    """Return True if fewer than two variants remain without the sources of low trust."""
    low = {
        document.id
        for document in documents.values()
        if (source := configured_source(document, config)) and source.trust == "low"
    }
    return bool(low) and not remains_without(finding, lambda mention: mention.document in low)


def _weaker(one: Severity, other: Severity) -> Severity:
    """Return the lower of two severities."""
    return max(one, other, key=SEVERITIES.index)


def _describe(rule: Ignore) -> str:
    conditions = [
        f"{name} {value}"
        for name in ("type", "fact", "path", "source", "fingerprint")
        if (value := getattr(rule, name))
    ]
    return ", ".join(conditions)
