"""What a team decided about its findings: severities, thresholds, trust, and what to ignore.

Nothing is removed from a report: what is not to be reported gets the status ``suppressed`` and a
reason, so that every reader can see what was left out and by which rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import cache

from factcheck.model import SEVERITIES, Document, Finding, Mention, Report, Severity
from factcheck.settings.config import Config, Ignore
from factcheck.settings.sources import configured


def apply(report: Report, config: Config) -> Report:
    """Return the report as the configuration wants it judged; the baseline comes after it."""
    documents = {document.id: document for document in report.documents}
    findings = tuple(_judge(finding, config, documents) for finding in report.findings)
    return replace(report, findings=findings)


def suppress(finding: Finding, reason: str) -> Finding:
    """Return the finding silenced; the first reason stays."""
    if finding.status == "suppressed":
        return finding
    return replace(finding, status="suppressed", reason=reason)


def stands_without(finding: Finding, dropped: Callable[[Mention], bool]) -> bool:
    """Say whether two variants remain when the mentions that ``dropped`` holds for do not count."""
    return sum(any(not dropped(m) for m in v.mentions) for v in finding.variants) >= 2


def _judge(finding: Finding, config: Config, documents: Mapping[str, Document]) -> Finding:
    cap = config.severity.get(finding.type)
    if cap == "off":
        return suppress(finding, f"the configuration switches {finding.type} off")
    for rule in config.ignore:
        if _applies(rule, finding, config, documents):
            return suppress(finding, rule.reason or f"the configuration ignores {_describe(rule)}")
    severity = _weaker(finding.severity, cap) if cap else finding.severity
    if severity == "error" and _rests_on_low_trust(finding, config, documents):
        severity = "warning"
    for level in SEVERITIES[SEVERITIES.index(severity) :]:
        if finding.confidence >= config.thresholds.get(level, 0.0):
            return replace(finding, severity=level)
    return suppress(finding, f"its confidence {finding.confidence:.2f} is below the threshold")


def _applies(
    rule: Ignore, finding: Finding, config: Config, documents: Mapping[str, Document]
) -> bool:
    if rule.type and rule.type != finding.type:
        return False
    if rule.fact and not fnmatchcase(finding.fact, rule.fact):
        return False
    if rule.fingerprint and rule.fingerprint != finding.fingerprint:
        return False
    if rule.path is None and rule.source is None:
        return True

    def dropped(mention: Mention) -> bool:
        document = documents[mention.document]
        if rule.path and not glob_matches(rule.path, config.from_root(document.path)):
            return False
        return not rule.source or fnmatchcase(document.source or "", rule.source)

    return not stands_without(finding, dropped)


def _rests_on_low_trust(
    finding: Finding, config: Config, documents: Mapping[str, Document]
) -> bool:
    low = {
        document.id
        for document in documents.values()
        if (source := configured(document, config)) and source.trust == "low"
    }
    return bool(low) and not stands_without(finding, lambda mention: mention.document in low)


def glob_matches(pattern: str, path: str) -> bool:
    """Say whether ``path`` is under the .gitignore-style ``pattern``."""
    return bool(_spec(pattern)(path))


@cache
def _spec(pattern: str) -> Callable[[str], bool]:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([pattern]).match_file


def _weaker(one: Severity, other: Severity) -> Severity:
    return max(one, other, key=SEVERITIES.index)


def _describe(rule: Ignore) -> str:
    conditions = [
        f"{name} {value}"
        for name in ("type", "fact", "path", "source", "fingerprint")
        if (value := getattr(rule, name))
    ]
    return ", ".join(conditions)
