"""The result of comparing a story.

Nothing of the comparison is imported here, so that a cached run is quick.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from factcheck.model import ClaimEntry, Cluster, Fact, Finding, StoryEntry, TimelineEvent


@dataclass(frozen=True, slots=True)
class StoryResult:
    """Everything a report says about one story.

    ``withheld`` is the number of candidates that each filter held back, by the name of the filter;
    no report shows it.
    """

    story: StoryEntry
    findings: tuple[Finding, ...]
    facts: tuple[Fact, ...]
    clusters: tuple[Cluster, ...]
    claims: tuple[ClaimEntry, ...]
    timeline: tuple[TimelineEvent, ...]
    withheld: Mapping[str, int]


def rank(finding: Finding) -> tuple[object, ...]:
    """Return the key that sorts findings, the most severe and most confident first."""
    order = {"error": 0, "warning": 1, "note": 2}
    return (order[finding.severity], -finding.confidence, finding.type, finding.fingerprint)
