"""Accepted findings: a readable file that is reviewed like any other change.

The file holds one entry per finding, sorted by type, fact and fingerprint, so that two people who
accept different findings seldom touch the same lines.
"""

from __future__ import annotations

import getpass
import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

import msgspec

from factcheck.errors import ConfigError
from factcheck.model import Finding, Report
from factcheck.settings.config import DEFAULT_BASELINE, Config
from factcheck.settings.schema import explain, load_schema

SCHEMA_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Accepted:
    """One finding that somebody looked at: which, who, why, when (an ISO date).

    ``dismissed`` says that it was judged a false alarm rather than a difference to live with.
    """

    fingerprint: str
    type: str
    fact: str
    values: tuple[str, ...]
    reason: str
    by: str
    date: str
    dismissed: bool = False

    def describe(self) -> str:
        """Return the entry in a few words."""
        return f"{self.type}: {self.fact} ({' / '.join(self.values)}), {self.fingerprint}"


@dataclass(frozen=True, slots=True)
class Update:
    """A baseline brought up to a report, and which entries that concerned."""

    entries: tuple[Accepted, ...]
    added: tuple[Accepted, ...]
    kept: tuple[Accepted, ...]
    stale: tuple[Accepted, ...]


def find(config: Config) -> Path | None:
    """Return the baseline file to use: the one that is named, or the usual one where it exists."""
    if config.baseline is not None:
        return config.baseline
    path = usual(config)
    return path if path.is_file() else None


def usual(config: Config) -> Path:
    """Return where the baseline is when nobody says otherwise: beside the configuration file."""
    return config.root / DEFAULT_BASELINE


def login() -> str:
    """Return the name of the person who runs this, or nothing where it cannot be known."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def day(given: str | None) -> str:
    """Return the ISO date ``given``, by default today's.

    Raises:
        ConfigError: it is no ISO date.
    """
    if given is None:
        return date.today().isoformat()
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise ConfigError(f"--date {given!r} is no date", hint="Give it as YYYY-MM-DD") from None


def load(path: Path) -> tuple[Accepted, ...]:
    """Return the accepted findings in ``path``.

    Raises:
        ConfigError: the file is missing, unreadable, no JSON, or not a baseline of this version.
    """
    try:
        plain = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(
            f"cannot read the baseline {path.as_posix()}: {error.strerror or error}",
            hint="Write one with 'factcheck baseline REPORT.json', or leave --baseline out",
        ) from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path.as_posix()} is not UTF-8 text", hint="Save it as UTF-8") from None
    except (json.JSONDecodeError, RecursionError) as error:
        line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise ConfigError(
            f"{path.as_posix()}{line}: this is not valid JSON: {error}",
            hint="Resolve a merge conflict if there is one, or write the baseline again",
        ) from None
    found = explain(plain, load_schema("baseline"))
    if found:
        raise ConfigError(
            f"{path.as_posix()}: {found[0][1]}",
            hint="'factcheck schema baseline' prints what the file may hold",
        )
    return msgspec.convert(plain["accepted"], tuple[Accepted, ...])


def render(entries: tuple[Accepted, ...]) -> str:
    """Return the text of the baseline file."""
    accepted = []
    for entry in sorted(entries, key=lambda e: (e.type, e.fact, e.fingerprint)):
        plain = asdict(entry)
        if not entry.dismissed:
            del plain["dismissed"]
        accepted.append(plain)
    return _dump({"schema_version": SCHEMA_VERSION, "accepted": accepted})


def _dump(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def apply(report: Report, entries: tuple[Accepted, ...]) -> tuple[Report, tuple[Accepted, ...]]:
    """Return the report with accepted findings marked, and the entries that match nothing."""
    by_fingerprint = {entry.fingerprint: entry for entry in entries}
    findings = tuple(_mark(f, by_fingerprint.get(f.fingerprint)) for f in report.findings)
    present = {f.fingerprint for f in report.findings}
    stale = tuple(entry for entry in entries if entry.fingerprint not in present)
    return replace(report, findings=findings), stale


def _mark(finding: Finding, entry: Accepted | None) -> Finding:
    if entry is None or finding.status != "new":
        return finding
    return replace(finding, status="accepted", reason=entry.reason or None)


def update(
    report: Report,
    entries: tuple[Accepted, ...],
    *,
    reason: str,
    by: str,
    on: str,
    prune: bool = False,
) -> Update:
    """Return ``entries`` with every finding that stands in ``report`` accepted.

    What was accepted before keeps its reason, name and date. Entries that match nothing stay
    unless ``prune``: the report may be of a part of the articles only.
    """
    before = {entry.fingerprint: entry for entry in entries}
    standing = {f.fingerprint: f for f in report.findings if f.status != "suppressed"}
    added = tuple(
        Accepted(
            fingerprint=f.fingerprint,
            type=f.type,
            fact=f.fact,
            values=tuple(sorted(v.value for v in f.variants)),
            reason=reason,
            by=by,
            date=on,
        )
        for f in standing.values()
        if f.fingerprint not in before
    )
    kept = tuple(entry for entry in entries if entry.fingerprint in standing)
    stale = tuple(entry for entry in entries if entry.fingerprint not in standing)
    return Update((*kept, *added, *(() if prune else stale)), added, kept, stale)
