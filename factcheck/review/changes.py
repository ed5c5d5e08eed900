"""The difference of two reports: findings that appeared, changed or are gone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from pathlib import PurePosixPath

from factcheck.model import SEVERITIES, Finding, Report, Savable, Severity


@dataclass(frozen=True, slots=True)
class Change:
    """A finding in both reports, on the same fact, and what is different about it.

    ``came`` are the normalised values that only the new finding has, ``went`` those that only the
    old one has. ``reasons`` has every difference in a few words, without the status: that somebody
    accepted a finding is no change of it.
    """

    old: Finding
    new: Finding
    came: tuple[str, ...]
    went: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def worse(self) -> bool:
        """True if the new finding has another value or a higher severity."""
        return bool(self.came) or _rank(self.new.severity) < _rank(self.old.severity)

    @property
    def decision(self) -> str:
        """What was decided about the finding in a few words, empty if nothing was."""
        if self.old.status == self.new.status:
            return ""
        if self.new.status == "new":
            return "no longer accepted"
        return f"{self.new.status}: {self.new.reason}" if self.new.reason else self.new.status


@dataclass(frozen=True, slots=True)
class Changes(Savable):
    """The difference of two reports.

    The mentions of ``gone`` and ``Change.old`` are in the documents of ``old``, all others in those
    of ``new``. ``decided`` are the findings of which nothing but the status has changed;
    ``unchanged`` is a number of findings.
    """

    old: Report
    new: Report
    appeared: tuple[Finding, ...]
    changed: tuple[Change, ...]
    gone: tuple[Finding, ...]
    unchanged: int
    decided: tuple[Change, ...] = ()

    def news(self) -> tuple[Finding, ...]:
        """Return the new findings that appeared or are worse than before, the strongest first."""
        candidates = (*self.appeared, *(c.new for c in self.changed if c.worse))
        return _sorted(f for f in candidates if f.status == "new")

    def __repr__(self) -> str:
        """Return a short description: how many findings appeared, changed and went away."""
        return (
            f"<Changes: {len(self.appeared)} appeared, {len(self.changed)} changed, "
            f"{len(self.gone)} gone, {self.unchanged} unchanged>"
        )

    def failing(self, fail_on: Severity | None) -> tuple[Finding, ...]:
        """Return the new findings at or above ``fail_on`` that appeared or are worse than before.

        The result is empty for None.
        """
        if fail_on is None:
            return ()
        return tuple(f for f in self.news() if _rank(f.severity) <= _rank(fail_on))


def diff(old: Report, new: Report) -> Changes:
    """Return what is different in ``new``; suppressed findings are left out of both reports.

    Findings with one fingerprint are the same finding. A fingerprint changes with the values, so
    the other findings are paired if they have the same type and fact and at least one article and
    one value in common.

    Raises:
        TypeError: one of them is no report, but the path of one, for instance.
    """
    for given in (old, new):
        if not isinstance(given, Report):
            what = type(given).__name__
            raise TypeError(f"{what} is no report: give what check() or load('x.json') returns")
    before = {f.fingerprint: f for f in old.findings if f.status != "suppressed"}
    after = {f.fingerprint: f for f in new.findings if f.status != "suppressed"}
    pairs = [(before[key], finding) for key, finding in after.items() if key in before]
    pairs += _pair(
        [(f, _articles(f, old)) for key, f in before.items() if key not in after],
        [(f, _articles(f, new)) for key, f in after.items() if key not in before],
    )
    paired_before = {finding.fingerprint for finding, _ in pairs}
    paired_after = {finding.fingerprint for _, finding in pairs}
    compared = [change(*pair) for pair in pairs]
    return Changes(
        old,
        new,
        appeared=_sorted(f for key, f in after.items() if key not in paired_after),
        changed=_in_order(c for c in compared if c.reasons),
        gone=_sorted(f for key, f in before.items() if key not in paired_before),
        unchanged=sum(not c.reasons and not c.decision for c in compared),
        decided=_in_order(c for c in compared if c.decision and not c.reasons),
    )


def change(old: Finding, new: Finding) -> Change:
    """Return the difference of two findings on one fact; without reasons if only in status."""
    before = {v.normalized: v.value for v in old.variants}
    after = {v.normalized: v.value for v in new.variants}
    came = tuple(key for key in after if key not in before)
    went = tuple(key for key in before if key not in after)
    reasons = [f"{after[key]!r} came" for key in came]
    reasons += [f"{before[key]!r} went" for key in went]
    for field in ("severity", "relation"):
        old_value, new_value = getattr(old, field), getattr(new, field)
        if old_value != new_value:
            reasons.append(f"{field} moved from {old_value} to {new_value}")
    return Change(old, new, came, went, tuple(reasons))


def _pair(
    old: list[tuple[Finding, set[str]]], new: list[tuple[Finding, set[str]]]
) -> list[tuple[Finding, Finding]]:
    """Return pairs of an old and a new finding on one fact, each finding in at most one pair.

    Each finding comes with the names of its articles. Findings with the most common values are
    paired first.
    """
    candidates = [
        (-len(_values(before) & _values(after)), before, after)
        for (before, old_articles), (after, new_articles) in product(old, new)
        if (before.type, before.fact) == (after.type, after.fact)
        and old_articles & new_articles
        and _values(before) & _values(after)
    ]
    candidates.sort(key=lambda entry: (entry[0], entry[1].fingerprint, entry[2].fingerprint))
    pairs: list[tuple[Finding, Finding]] = []
    paired: set[str] = set()
    for _, before, after in candidates:
        if before.fingerprint not in paired and after.fingerprint not in paired:
            paired |= {before.fingerprint, after.fingerprint}
            pairs.append((before, after))
    return pairs


def _values(finding: Finding) -> set[str]:
    return {variant.normalized for variant in finding.variants}


def _articles(finding: Finding, report: Report) -> set[str]:
    """Return the file names of a finding's articles, without folders, which may be renamed."""
    documents = {d.id: d.path for d in report.documents}
    return {PurePosixPath(documents[m.document]).name for v in finding.variants for m in v.mentions}


def _rank(severity: Severity) -> int:
    return SEVERITIES.index(severity)


def _sort_key(finding: Finding) -> tuple[int, float, str]:
    return (_rank(finding.severity), -finding.confidence, finding.fingerprint)


def _in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda c: _sort_key(c.new)))


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=_sort_key))
