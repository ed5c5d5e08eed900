"""What appeared, changed and went away between two reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from pathlib import PurePosixPath

from factcheck.model import SEVERITIES, Finding, Report, Severity


@dataclass(frozen=True, slots=True)
class Change:
    """A finding that both reports have, on the same fact, with what is different about it.

    ``came`` and ``went`` are normalised values; ``reasons`` says everything that moved, each in a
    few plain words.
    """

    old: Finding
    new: Finding
    came: tuple[str, ...]
    went: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def worse(self) -> bool:
        """Whether a value joined the conflict or the severity rose."""
        return bool(self.came) or _rank(self.new.severity) < _rank(self.old.severity)


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference of two reports. Mentions of ``gone`` and ``Change.old`` point into ``old``."""

    old: Report
    new: Report
    appeared: tuple[Finding, ...]
    changed: tuple[Change, ...]
    gone: tuple[Finding, ...]
    unchanged: int

    def failing(self, fail_on: Severity | None) -> tuple[Finding, ...]:
        """Return what nobody has accepted and is at or above ``fail_on``: appeared, or got worse.

        ``None`` stands for never.
        """
        if fail_on is None:
            return ()
        candidates = (*self.appeared, *(c.new for c in self.changed if c.worse))
        return tuple(
            f for f in candidates if f.status == "new" and _rank(f.severity) <= _rank(fail_on)
        )


def compare(old: Report, new: Report) -> Changes:
    """Return what is different in ``new``; suppressed findings count as absent.

    A fingerprint identifies a finding as long as its values stay the same. What is left over is
    paired where type and fact are the same, in the same articles, and at least one value still
    stands on both sides.
    """
    before = {f.fingerprint: f for f in old.findings if f.status != "suppressed"}
    after = {f.fingerprint: f for f in new.findings if f.status != "suppressed"}
    pairs = [(before[key], finding) for key, finding in after.items() if key in before]
    pairs += _pair(
        [(f, _articles(f, old)) for key, f in before.items() if key not in after],
        [(f, _articles(f, new)) for key, f in after.items() if key not in before],
    )
    old_paired = {was.fingerprint for was, _ in pairs}
    now_paired = {now.fingerprint for _, now in pairs}
    compared = [change(was, now) for was, now in pairs]
    return Changes(
        old,
        new,
        appeared=_sorted(f for key, f in after.items() if key not in now_paired),
        changed=tuple(
            sorted((c for c in compared if c.reasons), key=lambda c: _sort_key(c.new)),
        ),
        gone=_sorted(f for key, f in before.items() if key not in old_paired),
        unchanged=sum(not c.reasons for c in compared),
    )


def change(old: Finding, new: Finding) -> Change:
    """Return how ``new`` differs from ``old``; without reasons where it does not."""
    before = {v.normalized: v.value for v in old.variants}
    after = {v.normalized: v.value for v in new.variants}
    came = tuple(key for key in after if key not in before)
    went = tuple(key for key in before if key not in after)
    reasons = [f"{after[key]!r} came" for key in came]
    reasons += [f"{before[key]!r} went" for key in went]
    for what in ("severity", "relation", "status"):
        was, now = getattr(old, what), getattr(new, what)
        if was != now:
            reasons.append(f"{what} moved from {was} to {now}")
    return Change(old, new, came, went, tuple(reasons))


def _pair(
    old: list[tuple[Finding, set[str]]], new: list[tuple[Finding, set[str]]]
) -> list[tuple[Finding, Finding]]:
    """Pair findings on one fact, those that share the most values first."""
    shared = [
        (-len(_values(was) & _values(now)), was, now)
        for (was, here), (now, there) in product(old, new)
        if (was.type, was.fact) == (now.type, now.fact)
        and here & there
        and _values(was) & _values(now)
    ]
    shared.sort(key=lambda entry: (entry[0], entry[1].fingerprint, entry[2].fingerprint))
    pairs: list[tuple[Finding, Finding]] = []
    taken: set[str] = set()
    for _, was, now in shared:
        if was.fingerprint not in taken and now.fingerprint not in taken:
            taken |= {was.fingerprint, now.fingerprint}
            pairs.append((was, now))
    return pairs


def _values(finding: Finding) -> set[str]:
    return {variant.normalized for variant in finding.variants}


def _articles(finding: Finding, report: Report) -> set[str]:
    """The file names of a finding's articles, which outlive a renamed folder."""
    documents = {d.id: d.path for d in report.documents}
    return {PurePosixPath(documents[m.document]).name for v in finding.variants for m in v.mentions}


def _rank(severity: Severity) -> int:
    return SEVERITIES.index(severity)


def _sort_key(finding: Finding) -> tuple[int, float, str]:
    return (_rank(finding.severity), -finding.confidence, finding.fingerprint)


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=_sort_key))
