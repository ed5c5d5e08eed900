"""The baseline: a readable file of accepted findings, which is reviewed like any other change.

It has one entry per finding, sorted by type, fact and fingerprint, so that two people who accept
different findings seldom change the same lines.
"""

from __future__ import annotations

import getpass
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

import msgspec

from factcheck.errors import ConfigError
from factcheck.model import Finding, Report
from factcheck.settings.config import DEFAULT_BASELINE, Config
from factcheck.settings.schema import explain, load_schema

SCHEMA_VERSION = "1"
# What stands for a reason where nobody has given one.
NO_REASON = "—"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that somebody accepted: who (``by``), why, and when (``date``, an ISO date).

    ``values`` are those of its variants. ``dismissed`` is True if it was judged a false alarm, and
    not a difference that may stay.
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
        """Return type, fact, values and fingerprint in one line."""
        return f"{self.type}: {self.fact} ({' / '.join(self.values)}), {self.fingerprint}"


@dataclass(frozen=True, slots=True)
class Update:
    """A baseline after an update to a report.

    ``entries`` are all that it has now. ``added`` are new; ``kept`` were there before and match a
    finding of the report; ``stale`` were there before and match none. ``filled`` are those of
    ``kept`` that have got a reason, and had none.
    """

    entries: tuple[Accepted, ...]
    added: tuple[Accepted, ...]
    kept: tuple[Accepted, ...]
    stale: tuple[Accepted, ...]
    filled: tuple[Accepted, ...] = ()


def find(config: Config) -> Path | None:
    """Return the baseline file to use: the configured one, or the default one if it exists.

    Returns None where there is neither.
    """
    if config.baseline is not None:
        return config.baseline
    path = default_path(config)
    return path if path.is_file() else None


def default_path(config: Config) -> Path:
    """Return the path of the baseline if none is configured: next to the configuration file."""
    return config.root / DEFAULT_BASELINE


def user_name() -> str:
    """Return the login name of the user, or an empty string where it is not known."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def iso_date(text: str | None) -> str:
    """Return ``text``, which must be an ISO date, or the date of today for None.

    Raises:
        ConfigError: ``text`` is not an ISO date.
    """
    if text is None:
        return date.today().isoformat()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ConfigError(f"--date {text!r} is no date", hint="Give it as YYYY-MM-DD") from None


def load(path: Path) -> tuple[Accepted, ...]:
    """Return the accepted findings in ``path``.

    Raises:
        ConfigError: the file is missing, unreadable, not JSON, or not a baseline of this version.
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
    faults = explain(plain, load_schema("baseline"))
    if faults:
        raise ConfigError(
            f"{path.as_posix()}: {faults[0][1]}",
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
    """Return the report with accepted findings marked, and the entries that match no finding."""
    by_fingerprint = {entry.fingerprint: entry for entry in entries}
    findings = tuple(_mark(f, by_fingerprint.get(f.fingerprint)) for f in report.findings)
    present = {f.fingerprint for f in report.findings}
    stale = tuple(entry for entry in entries if entry.fingerprint not in present)
    return replace(report, findings=findings), stale


def _mark(finding: Finding, entry: Accepted | None) -> Finding:
    """Return the finding with the status "accepted" if it is new and has an entry."""
    if entry is None or finding.status != "new":
        return finding
    reason = None if entry.reason in ("", NO_REASON) else entry.reason
    return replace(finding, status="accepted", reason=reason)


def select(
    report: Report,
    fingerprints: Sequence[str] = (),
    types: Sequence[str] = (),
    severities: Sequence[str] = (),
) -> tuple[Finding, ...]:
    """Return the findings that are not suppressed and meet every condition, without any all.

    A fingerprint may be cut short to its beginning where only one finding begins so.

    Raises:
        ConfigError: a fingerprint is that of no finding or of several.
    """
    findings = [f for f in report.findings if f.status != "suppressed"]
    named = {_named(text, findings).fingerprint for text in fingerprints}
    return tuple(
        f
        for f in findings
        if (not named or f.fingerprint in named)
        and (not types or f.type in types)
        and (not severities or f.severity in severities)
    )


def _named(text: str, findings: Sequence[Finding]) -> Finding:
    meant = {f.fingerprint: f for f in findings if text and f.fingerprint.startswith(text)}
    if text in meant:
        return meant[text]
    if len(meant) == 1:
        return next(iter(meant.values()))
    fault = f"{len(meant)} findings have a fingerprint" if meant else "no finding has a fingerprint"
    raise ConfigError(
        f"{fault} that begins with {text!r}",
        hint="'factcheck check -v' shows the fingerprints; suppressed findings are not accepted",
    )


def entry_of(finding: Finding, reason: str, by: str, on: str) -> Accepted:
    """Return the entry that accepts ``finding``; ``on`` is an ISO date."""
    values = tuple(sorted(v.value for v in finding.variants))
    return Accepted(finding.fingerprint, finding.type, finding.fact, values, reason, by, on)


def update(
    report: Report,
    entries: tuple[Accepted, ...],
    *,
    reason: str,
    by: str,
    on: str,
    prune: bool = False,
    chosen: Sequence[Finding] | None = None,
) -> Update:
    """Return ``entries`` with an entry for each ``chosen`` finding of ``report``.

    By default these are all that are not suppressed. ``reason``, ``by`` and ``on`` (an ISO date)
    are those of the new entries. An entry of a chosen finding that was there before gets the reason
    if it had none, and is otherwise not changed. Entries that match no finding are dropped only if
    ``prune``, because the report may be of a part of the articles.
    """
    chosen = select(report) if chosen is None else chosen
    before = {entry.fingerprint: entry for entry in entries}
    accepted = {f.fingerprint: f for f in chosen}
    present = {f.fingerprint for f in report.findings if f.status != "suppressed"}
    added = tuple(
        entry_of(f, reason or NO_REASON, by, on)
        for f in accepted.values()
        if f.fingerprint not in before
    )
    filled: list[Accepted] = []
    kept: list[Accepted] = []
    for entry in entries:
        if entry.fingerprint in present:
            lacking = entry.reason in ("", NO_REASON) and reason not in ("", NO_REASON)
            if lacking and entry.fingerprint in accepted:
                entry = replace(entry, reason=reason)
                filled.append(entry)
            kept.append(entry)
    stale = tuple(entry for entry in entries if entry.fingerprint not in present)
    left = () if prune else stale
    return Update((*kept, *added, *left), added, tuple(kept), stale, tuple(filled))
