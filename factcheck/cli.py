"""The command line: parse arguments, call the library, choose the exit code.

Standard output carries the result, standard error progress and problems. Exit status: 0 nothing
new at or above ``--fail-on``, 1 there is, 2 the command, its configuration or its input is wrong,
130 interrupted. Nothing heavy is imported before a command needs it.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.errors import ConfigError, FactcheckError, InputError

if TYPE_CHECKING:
    from factcheck.config import Config
    from factcheck.model import Report

app = typer.Typer(
    name="factcheck",
    help="Shows where several articles about the same events agree, where they disagree and who "
    "says what.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class FailOn(StrEnum):
    """The least severity that fails a run."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


class SchemaName(StrEnum):
    """The JSON files factcheck reads or writes."""

    REPORT = "report"


def _version(wanted: bool) -> None:
    if wanted:
        from factcheck import __version__

        typer.echo(f"factcheck {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    pass


@app.command()
def check(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Files, folders (recursive), globs, or - for JSON lines on standard input.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help="Where report files go; - prints one."),
    ] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option("-f", "--format", metavar="NAME,...", help="Which reports to make."),
    ] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="Least severity of a new finding that fails the run.")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Findings accepted so far.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="Sentence encoder: a name or a folder.")
    ] = None,
    engine: Annotated[str | None, typer.Option(metavar="local|ray", help="Where to work.")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, metavar="N", help="How many workers.")] = None,
    offline: Annotated[
        bool | None, typer.Option("--offline/--online", help="Whether models may be downloaded.")
    ] = None,
    strict: Annotated[
        bool | None, typer.Option("--strict", help="Fail when any input cannot be read.")
    ] = None,
    cache_dir: Annotated[Path | None, typer.Option(metavar="DIR", help="Cache folder.")] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Neither read nor write it.")
    ] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress.")] = False,
) -> None:
    """Compare articles and report where they agree and disagree."""
    from factcheck import pipeline
    from factcheck.progress import describe, for_terminal

    config = _config(
        output=output,
        formats=_names(formats),
        fail_on=fail_on,
        baseline=baseline,
        model=model,
        engine=engine,
        jobs=jobs,
        offline=offline,
        strict=strict,
        cache_dir=cache_dir,
        use_cache=False if no_cache else None,
    )
    _check_formats(config)
    progress = for_terminal(quiet=quiet)
    try:
        report = pipeline.check(paths, config, progress)
        for problem in report.problems:
            progress.problem(problem)
    finally:
        progress.done()
    if not report.documents:
        raise InputError(
            "there is nothing readable to compare",
            hint="Give text, Markdown, HTML, JSON, PDF or DOCX files",
        )
    if config.strict and report.problems:
        first = describe(report.problems[0])
        raise InputError(f"--strict: {len(report.problems)} input(s) cannot be read, first {first}")
    _publish(report, config, quiet=quiet)
    raise typer.Exit(int(_fails(report, config)))


@app.command()
def schema(name: Annotated[SchemaName, typer.Argument(help="Which schema.")]) -> None:
    """Print the JSON Schema of a file that factcheck reads or writes."""
    from importlib.resources import files

    text = files("factcheck.report").joinpath("schema", f"{name}.schema.json").read_text("utf-8")
    _print(text)


def _names(formats: Sequence[str] | None) -> tuple[str, ...] | None:
    if not formats:
        return None
    return tuple(dict.fromkeys(n.strip() for each in formats for n in each.split(",") if n.strip()))


def _config(**flags: Any) -> Config:
    from factcheck.config import Config

    given = {key: value for key, value in flags.items() if value is not None}
    if given.get("fail_on") == FailOn.NEVER:
        given["fail_on"] = None
    return replace(Config(), **given)


def _check_formats(config: Config) -> None:
    """Say so before the work begins when the result could not be delivered."""
    from factcheck.report import get_format

    for name in config.formats:
        get_format(name)
    if str(config.output) == "-" and len(config.formats) != 1:
        raise ConfigError(
            "--output - prints one format alone", hint="Name it, for instance: -f json -o -"
        )


def _publish(report: Report, config: Config, *, quiet: bool) -> None:
    from factcheck.report import get_format
    from factcheck.report.write import write_files

    files: dict[Path, str] = {}
    for name in config.formats:
        form = get_format(name)
        if form.filename is None or str(config.output) == "-":
            continue
        files[config.output / form.filename] = form.render(report)
    write_files(files)
    for name in config.formats:
        form = get_format(name)
        if name == "text":
            _print(_terminal_text(report))
        elif form.filename is None or str(config.output) == "-":
            _print(form.render(report))
    if not quiet:
        for path in files:
            print(f"wrote {path.as_posix()}", file=sys.stderr)


def _terminal_text(report: Report) -> str:
    from factcheck.report import text

    if not sys.stdout.isatty():
        return text.render(report)
    color = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return text.render(report, color=color, width=shutil.get_terminal_size().columns)


def _print(text: str) -> None:
    """Write the result to standard output as UTF-8, whatever the terminal's own encoding is."""
    sys.stdout.flush()
    data = text if text.endswith("\n") or not text else text + "\n"
    sys.stdout.buffer.write(data.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def _fails(report: Report, config: Config) -> bool:
    from factcheck.model import SEVERITIES

    if config.fail_on is None:
        return False
    failing = SEVERITIES[: SEVERITIES.index(config.fail_on) + 1]
    return any(f.status == "new" and f.severity in failing for f in report.findings)


def main() -> None:
    """Run the command line; every error that is foreseen ends in one line, never a traceback."""
    try:
        app()
    except FactcheckError as error:
        from factcheck.report.escape import one_line

        print(f"factcheck: {one_line(str(error))}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output left (| head); nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
