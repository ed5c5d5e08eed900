"""``factcheck baseline``: accept findings of a report, all of them or some."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.app import console
from factcheck.app.options import (
    BaselineOption,
    ByOption,
    ConfigOption,
    DateOption,
    QuietOption,
    ReportArgument,
)
from factcheck.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.review.baseline import Update


def baseline(
    report: ReportArgument,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="FINGERPRINT",
            help="Accept this finding alone; repeatable. 'check -v' shows the fingerprints.",
        ),
    ] = None,
    types: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="NAME,...", help="Accept findings of these types alone."),
    ] = None,
    severities: Annotated[
        list[str] | None,
        typer.Option(
            "--severity",
            metavar="error|warning|note,...",
            help="Accept findings of these severities alone.",
        ),
    ] = None,
    file: BaselineOption = None,
    reason: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help="Why they are accepted, also for entries without a reason; asked for in a "
            "terminal, else —.",
        ),
    ] = None,
    by: ByOption = None,
    date: DateOption = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Drop entries that match nothing in the report.")
    ] = False,
    config: ConfigOption = None,
    quiet: QuietOption = False,
) -> None:
    """Accept what stands: write or update the baseline."""
    settings = console.load_settings(config, {"baseline": file})
    from factcheck.model import SEVERITIES
    from factcheck.report.write import write_files
    from factcheck.review import baseline as accepted
    from factcheck.settings.finding_types import type_names

    target = settings.config.baseline or accepted.default_path(settings.config)
    before = accepted.load(target) if target.exists() else ()
    loaded = console.load_report(report)
    chosen = accepted.select(
        loaded,
        only or (),
        _known(types, type_names(), "type of finding"),
        _known(severities, SEVERITIES, "severity"),
    )
    if reason is None:
        known = {entry.fingerprint for entry in before}
        count = sum(finding.fingerprint not in known for finding in chosen)
        findings = "1 finding" if count == 1 else f"{count} findings"
        reason = console.ask(f"Why accept {findings}? (Enter: —) ") if count else None
    update = accepted.update(
        loaded,
        before,
        reason=(reason or "").strip(),
        by=by or accepted.user_name(),
        on=accepted.iso_date(date),
        prune=prune,
        chosen=chosen,
    )
    write_files({target: accepted.render(update.entries)})
    if not quiet:
        _tell(update, target, prune=prune)


def _known(given: Sequence[str] | None, names: Sequence[str], what: str) -> list[str]:
    """Return the names that are given, which must be among ``names``.

    Raises:
        ConfigError: there is no such name.
    """
    from factcheck.settings.schema import nearest

    wanted = console.names(given) or []
    for name in wanted:
        if name not in names:
            raise ConfigError(
                f"there is no {what} {name!r}{nearest(name, names)}",
                hint=f"Choose from: {', '.join(names)}",
            )
    return wanted


def _tell(update: Update, target: Path, *, prune: bool) -> None:
    """Print what was accepted, got a reason, and matches nothing."""
    filled = f", {len(update.filled)} given a reason" if update.filled else ""
    stale = f"{len(update.stale)} {'dropped' if prune else 'stale'}"
    console.say(f"{target}: {len(update.added)} accepted, {len(update.kept)} kept{filled}, {stale}")
    for entry in update.added:
        console.say(f"  + {entry.describe()}")
    for entry in update.filled:
        console.say(f"  ~ {entry.describe()}: {entry.reason}")
    for entry in update.stale:
        console.say(f"  {'-' if prune else '?'} {entry.describe()}")
    if update.stale and not prune:
        console.say("  ? matches nothing in this report; --prune drops it")
