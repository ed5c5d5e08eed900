"""What a verified draft is: its claims, each with a verdict and the evidence for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from factcheck.model import SEVERITIES, Document, Finding, Problem, Savable, Severity, Tool

Verdict = Literal["supported", "contradicted", "not found", "not checkable"]
VERDICTS: tuple[Verdict, ...] = ("contradicted", "not found", "supported", "not checkable")
# The verdicts on claims that evidence could bear out, the best first.
CHECKABLE: tuple[Verdict, ...] = ("supported", "contradicted", "not found")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the evidence on a claim: ``documents[document].text[start:end] == text``."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class MissingValue:
    """A value of a claim that is not in the evidence."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Rival:
    """A value of the draft, and one of the evidence that cannot be right together with it.

    ``kind`` is the kind of the values, ``statement`` for sentences of which one denies the other.
    ``start`` and ``end`` are those of ``text`` in the draft; ``other_start``, ``other_end`` and
    ``other`` those of the other value in the document of ``passage``.
    """

    kind: str
    start: int
    end: int
    text: str
    other_start: int
    other_end: int
    other: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class VerifiedClaim:
    """A claim of the draft with its verdict and the evidence.

    ``severity`` is that of the strongest contradiction, None where there is none. ``findings`` are
    all discrepancies in which the claim has a part and the evidence another value, also those in
    which most sources agree with the claim. ``passages`` are the evidence for it, the nearest
    first: those that say the same and those that give one of its values; for any other claim, those
    that say the same, or else the nearest. ``unfound`` are the values that
    are not in the evidence; it is empty for a contradicted claim. ``rivals`` are values of single
    sentences of the evidence that contradict the claim where there is no discrepancy. ``against``
    are the fingerprints of those findings that contradict it.
    """

    start: int
    end: int
    text: str
    verdict: Verdict
    severity: Severity | None
    passages: tuple[Passage, ...]
    findings: tuple[Finding, ...]
    unfound: tuple[MissingValue, ...]
    rivals: tuple[Rival, ...] = ()
    against: tuple[str, ...] = ()

    def contradicting(self) -> tuple[Finding, ...]:
        """Return the findings that contradict the claim."""
        return tuple(f for f in self.findings if f.fingerprint in self.against)


@dataclass(frozen=True, slots=True)
class VerifyReport(Savable):
    """The verdicts on a draft. ``evidence`` are the documents of the same story.

    ``unrelated`` are the paths of the documents on other events, ``copies`` those of documents in
    the words of the draft, which are no evidence for it.
    """

    tool: Tool
    draft: Document
    evidence: tuple[Document, ...]
    unrelated: tuple[str, ...]
    claims: tuple[VerifiedClaim, ...]
    problems: tuple[Problem, ...] = ()
    schema_version: str = "1"
    copies: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Return a short description: the draft and the number of claims with each verdict."""
        counts = ", ".join(f"{count} {verdict}" for verdict, count in self.counts().items())
        return f"<VerifyReport on {self.draft.id!r}: {counts}>"

    def counts(self) -> dict[Verdict, int]:
        """Return the number of claims with each verdict."""
        counted = Counter(c.verdict for c in self.claims)
        return {verdict: counted[verdict] for verdict in VERDICTS}

    def checkable(self) -> int:
        """Return the number of claims in which there is something to check."""
        return sum(self.counts()[verdict] for verdict in CHECKABLE)

    def score(self) -> Mapping[Verdict, float]:
        """Return the share of the checkable claims that has each verdict, 0 to 1, to four digits.

        All shares are 0.0 where there is no such claim.
        """
        counts, total = self.counts(), self.checkable()
        return {v: round(counts[v] / total, 4) if total else 0.0 for v in CHECKABLE}

    def failing(self, fail_on: Severity | None) -> tuple[VerifiedClaim, ...]:
        """Return the claims contradicted at or above a severity, none for None."""
        failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on else ()
        return tuple(c for c in self.claims if c.severity in failing)
