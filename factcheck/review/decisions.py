"""All that has been decided about a report before it is shown: the order of the steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from factcheck.model import Report
from factcheck.review import baseline, comments, history, policy
from factcheck.review.baseline import Accepted
from factcheck.settings.config import Config


@dataclass(slots=True)
class Decisions:
    """What configuration, comments, baseline and history say of findings.

    ``stale`` are the entries that no report given to :meth:`apply` had a finding for.
    """

    config: Config
    file: Path | None = None
    entries: tuple[Accepted, ...] = ()
    since: str | None = None
    stale: tuple[Accepted, ...] = ()
    _changed: frozenset[Path] = field(default=frozenset())

    @classmethod
    def load(cls, config: Config, since: str | None = None) -> Decisions:
        """Return the decisions that hold for a run; with ``since``, only for what changed.

        Raises:
            ConfigError: the baseline cannot be used, or ``since`` is no commit.
        """
        file = baseline.find(config)
        entries = baseline.load(file) if file else ()
        changed = history.changed_since(since) if since else frozenset()
        return cls(config, file, entries, since, entries, changed)

    def apply(self, report: Report) -> Report:
        """Return the report, or a part of one, with every severity and status as decided."""
        report = policy.apply(report, self.config)
        if self.config.comments:
            report = comments.apply(report)
        report, unmatched = baseline.apply(report, self.entries)
        self.stale = tuple(entry for entry in self.stale if entry in unmatched)
        if self.since:
            report = history.only_changed(report, self._changed, self.since)
        return report
