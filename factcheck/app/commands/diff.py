"""``factcheck diff``: what changed between two reports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

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
from factcheck.settings.registry import DIFF_FORMATS


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD.json", help="The earlier report.")],
    new: Annotated[Path, typer.Argument(metavar="NEW.json", help="The later report.")],
    output: OutputOption = None,
    formats: DiffFormatOption = None,
    fail_on: FailOnOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
    verbose: ShortVerboseOption = False,
) -> None:
    """Show what appeared, changed and went away between two reports."""
    names = console.names(formats) or ["text"]
    settings = console.load_settings(
        config, {"output": output, "fail-on": fail_on}, verbose=verbose
    )
    from factcheck.app import delivery
    from factcheck.review import changes

    formats_asked = delivery.load_formats(DIFF_FORMATS, names, settings.config.output)
    difference = changes.diff(console.load_report(old), console.load_report(new))
    written = delivery.deliver(difference, formats_asked, settings.config, verbose=verbose)
    if not quiet:
        console.print_written(written)
    raise typer.Exit(int(bool(difference.failing(settings.config.fail_on))))
