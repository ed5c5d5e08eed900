"""``factcheck diff``: what changed between two reports, or how two articles differ."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from factcheck.app import console
from factcheck.app.options import (
    ConfigOption,
    DiffFormatOption,
    FailOnOption,
    OutputOption,
    QuietOption,
    ShortVerboseOption,
)
from factcheck.settings.registry import DIFF_FORMATS, PAIR_FORMATS


def diff(
    old: Annotated[
        Path, typer.Argument(metavar="OLD", help="The earlier report, or an article A.")
    ],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The later report, or an article B.")],
    output: OutputOption = None,
    formats: DiffFormatOption = None,
    fail_on: FailOnOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
    verbose: ShortVerboseOption = False,
) -> None:
    """Show how two reports, or two articles, differ.

    Reports are the JSON files that 'factcheck check' writes; articles are shown side by side.
    """
    names = console.names(formats) or ["text"]
    reports = ".json" in (old.suffix, new.suffix)
    flags = {"output": output, "fail-on": fail_on, **({} if reports else {"story": "one"})}
    settings = console.load_settings(config, flags, verbose=verbose)
    from factcheck.app import delivery
    from factcheck.review import changes
    from factcheck.review.decisions import Decisions

    fail_from = settings.config.fail_on
    table = DIFF_FORMATS if reports else PAIR_FORMATS
    formats_asked = delivery.load_formats(table, names, settings.config.output)
    result: Any
    if reports:
        result = changes.diff(console.load_report(old), console.load_report(new))
        failing = bool(result.failing(fail_from))
    else:
        paths = [old.as_posix(), new.as_posix()]
        result = console.compare(paths, settings.config, quiet=quiet, verbose=verbose)
        result = Decisions.load(settings.config, None).apply(result)
        failing = bool(console.failing(result.findings, fail_from))
    written = delivery.deliver(result, formats_asked, settings.config, verbose=verbose)
    if not quiet:
        console.print_written(written)
    raise typer.Exit(int(failing))
