"""``factcheck review``: decide on the findings of a report, one after the other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.app import console
from factcheck.app.options import (
    BaselineOption,
    ByOption,
    ConfigOption,
    DateOption,
    ReportArgument,
)
from factcheck.errors import ConfigError

if TYPE_CHECKING:
    from factcheck.review.session import State


def review(
    report: ReportArgument,
    file: BaselineOption = None,
    worklist: Annotated[
        Path | None,
        typer.Option(
            "--worklist",
            metavar="FILE.csv",
            help="Wanted corrections (factcheck-worklist.csv), with a .md beside it.",
        ),
    ] = None,
    export_labels: Annotated[
        Path | None,
        typer.Option(
            "--export-labels",
            metavar="FILE.json",
            help="Write what was decided so far as labelled pairs, and ask nothing.",
        ),
    ] = None,
    by: ByOption = None,
    date: DateOption = None,
    config: ConfigOption = None,
) -> None:
    """Decide on the findings of a report, one after the other; what was decided is kept at once."""
    settings = console.load_settings(config, {"baseline": file})
    from factcheck.app import delivery
    from factcheck.app.audit import Audit
    from factcheck.report import text
    from factcheck.report import worklist as markdown
    from factcheck.report.write import write_files
    from factcheck.review import baseline as accepted
    from factcheck.review import labels
    from factcheck.review import worklist as corrections
    from factcheck.review.session import Session

    baseline_file = settings.config.baseline or accepted.default_path(settings.config)
    list_file = worklist or baseline_file.with_name(corrections.DEFAULT_WORKLIST)
    if list_file.suffix.lower() != ".csv":
        raise ConfigError(
            f"--worklist {list_file.as_posix()} does not end in .csv",
            hint="Name the CSV file; the Markdown is written beside it",
        )
    entries = accepted.load(baseline_file) if baseline_file.exists() else ()
    wanted = corrections.load(list_file) if list_file.exists() else ()
    loaded = console.load_report(report)
    if export_labels:
        write_files({export_labels: labels.export(loaded, entries, wanted)})
        console.print_written([export_labels])
        return
    session = Session(
        loaded,
        entries,
        wanted,
        by=by or accepted.user_name(),
        on=accepted.iso_date(date),
    )

    def save(state: State) -> None:
        files = {}
        if state.entries or baseline_file.exists():
            files[baseline_file] = accepted.render(state.entries)
        if state.corrections or list_file.exists():
            files[list_file] = corrections.to_csv(state.corrections)
            files[list_file.with_suffix(".md")] = markdown.render(state.corrections)
        write_files(files)

    color, width = delivery.terminal()
    audit = Audit(
        session,
        show=lambda finding: text.render_finding(loaded, finding, color=color, width=width),
        save=save,
    )
    audit.run()
    for path in (baseline_file, list_file, list_file.with_suffix(".md")):
        if path.exists():
            console.say(f"decisions are in {path.as_posix()}")
