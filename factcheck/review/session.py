"""A review: the findings that nobody has decided on, one after the other, and what is decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from factcheck.model import SEVERITIES, Finding, Mention, Report
from factcheck.review import baseline, worklist
from factcheck.review.baseline import NO_REASON, Accepted
from factcheck.review.worklist import Correction

# How many earlier reasons are offered again.
MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class State:
    """What is decided, and the position of the finding that is looked at."""

    entries: tuple[Accepted, ...]
    corrections: tuple[Correction, ...]
    position: int = 0


class Session:
    """A review of one report.

    ``findings`` are those to decide on, the strongest first; ``done`` are corrections of an earlier
    review that the articles have by now.
    """

    def __init__(
        self,
        report: Report,
        entries: Sequence[Accepted],
        corrections: Sequence[Correction],
        *,
        by: str,
        on: str,
    ) -> None:
        wanted, self.done = worklist.renewed(corrections, report)
        self.report = report
        self.state = State(tuple(entries), wanted)
        self._by, self._on = by, on
        self._documents = {d.id: d for d in report.documents}
        self._earlier: list[State] = []
        reported = [f for f in report.findings if f.status != "suppressed"]
        self.total = len(reported)
        self.findings = sorted(
            (f for f in reported if f.fingerprint not in self._decided()),
            key=lambda f: (SEVERITIES.index(f.severity), -f.confidence, f.fingerprint),
        )
        self._recent = [e.reason for e in sorted(entries, key=lambda e: e.date, reverse=True)]

    @property
    def current(self) -> Finding | None:
        """The finding that is looked at, None at the end."""
        position = self.state.position
        return self.findings[position] if position < len(self.findings) else None

    @property
    def decided(self) -> int:
        """How many findings of the report are decided."""
        decided = self._decided()
        reported = {f.fingerprint for f in self.report.findings if f.status != "suppressed"}
        return len(decided & reported)

    def reasons(self) -> list[str]:
        """Return the last reasons that were given, the newest first."""
        given = [r for r in dict.fromkeys(self._recent) if r not in ("", NO_REASON)]
        return given[:MOST_REASONS]

    def accept(self, reason: str, *, dismissed: bool = False) -> None:
        """Accept the current finding, or dismiss it as a false alarm, and go to the next."""
        finding = self._looked_at()
        text = reason.strip() or NO_REASON
        entry = replace(baseline.entry_of(finding, text, self._by, self._on), dismissed=dismissed)
        self._recent.insert(0, text)
        self._go(replace(self.state, entries=(*self.state.entries, entry)))

    def correct(self, mentions: Sequence[Mention], new: str, note: str) -> None:
        """Have ``new`` put in the place of ``mentions`` of the current finding; go to the next."""
        finding = self._looked_at()
        wanted = [
            worklist.at(self._documents[m.document], m, new, note.strip(), finding.fingerprint)
            for m in mentions
        ]
        corrections = worklist.ordered((*self.state.corrections, *wanted))
        self._go(replace(self.state, corrections=corrections))

    def skip(self) -> None:
        """Go to the next finding without a decision."""
        self._go(self.state)

    @property
    def has_begun(self) -> bool:
        """True if there is a step that :meth:`undo` can take back."""
        return bool(self._earlier)

    def undo(self) -> bool:
        """Go back by one step and take its decision back; return False if there was none."""
        if not self.has_begun:
            return False
        self.state = self._earlier.pop()
        return True

    def _go(self, state: State) -> None:
        self._earlier.append(self.state)
        self.state = replace(state, position=self.state.position + 1)

    def _looked_at(self) -> Finding:
        if self.current is None:
            raise IndexError("every finding has been looked at")
        return self.current

    def _decided(self) -> set[str]:
        accepted = {entry.fingerprint for entry in self.state.entries}
        return accepted | {correction.fingerprint for correction in self.state.corrections}
