"""The command line: parse arguments, call the library, choose the exit code.

Standard output carries the result, standard error progress and problems. Exit status: 0 nothing
new at or above ``--fail-on``, 1 there is, 2 the command, its configuration or its input is wrong,
130 interrupted. Nothing heavy is imported before a command needs it.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from typer.models import OptionInfo

from factcheck.app import console
from factcheck.errors import ConfigError, FactcheckError
from factcheck.settings.registry import DIFF_FORMATS, REPORT_FORMATS, VERIFY_FORMATS, Registry

if TYPE_CHECKING:
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

OutputOption = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="DIR", help="Where report files go; - prints one."),
]


def _formats(registry: Registry, usual: str) -> OptionInfo:
    """Return the option that chooses formats; its help lists the names of all formats."""
    names = ", ".join(registry.names())
    help_text = f"What to make, of: {names} ({usual})."
    option: OptionInfo = typer.Option("-f", "--format", metavar="NAME,...", help=help_text)
    return option


FormatOption = Annotated[list[str] | None, _formats(REPORT_FORMATS, "text,json,html")]
VerifyFormatOption = Annotated[list[str] | None, _formats(VERIFY_FORMATS, "text")]
DiffFormatOption = Annotated[list[str] | None, _formats(DIFF_FORMATS, "text")]
FailOnOption = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        metavar="error|warning|note|never",
        help="The least severity of a new finding that fails the run (error).",
    ),
]
ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Configuration, instead of the nearest one."),
]
QuietOption = Annotated[
    bool, typer.Option("-q", "--quiet", help="Only the result and what went wrong.")
]
VerboseOption = Annotated[
    bool,
    typer.Option(
        "-v",
        "--verbose",
        help="Also say which settings hold, from where, what took how long, and how many "
        "candidates each filter held back (docs/filters.md).",
    ),
]


def _version(wanted: bool) -> None:
    if wanted:
        from factcheck.model import VERSION

        typer.echo(f"factcheck {VERSION}")
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
    output: OutputOption = None,
    formats: FormatOption = None,
    fail_on: FailOnOption = None,
    baseline: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Accepted findings (.factcheck-baseline.json)."),
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="Sentence encoder: a name or a folder.")
    ] = None,
    precision: Annotated[
        str | None,
        typer.Option(
            metavar="float32|bfloat16",
            help="How the encoder multiplies (float32); bfloat16 is faster on some processors.",
        ),
    ] = None,
    engine: Annotated[
        str | None, typer.Option(metavar="local|ray", help="Where the work runs (local).")
    ] = None,
    ray_address: Annotated[
        str | None,
        typer.Option(metavar="HOST:PORT", help="The Ray cluster; else one on this machine."),
    ] = None,
    jobs: Annotated[int | None, typer.Option(metavar="N", help="How many workers.")] = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Never open a connection; this is the default.")
    ] = False,
    second_opinion: Annotated[
        str | None,
        typer.Option(
            metavar="nli:FOLDER|URL#MODEL",
            help="Ask this model about what is left open (docs/second-opinion.md).",
        ),
    ] = None,
    budget: Annotated[
        int | None, typer.Option(metavar="N", help="Questions a story for that model (200).")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail when any input cannot be read.")
    ] = False,
    cache_dir: Annotated[
        str | None, typer.Option(metavar="DIR", help="Where computed results are kept.")
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Neither use nor keep computed results.")
    ] = False,
    config: ConfigOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Compare articles and report where they agree and disagree."""
    settings = console.load_settings(
        config,
        {
            "output": output,
            "format": console.names(formats),
            "fail-on": fail_on,
            "baseline": baseline,
            "model": model,
            "precision": precision,
            "engine": engine,
            "ray-address": ray_address,
            "jobs": jobs,
            "offline": offline or None,
            "second-opinion": second_opinion,
            "budget": budget,
            "strict": strict or None,
            "cache-dir": cache_dir,
            "cache": False if no_cache else None,
        },
        verbose=verbose,
    )
    from factcheck.app import delivery
    from factcheck.report.format import FolderFormat
    from factcheck.review import baseline as accepted
    from factcheck.review import comments as inline
    from factcheck.review import policy

    formats_asked = delivery.load_formats(
        REPORT_FORMATS, settings.config.formats, settings.config.output
    )
    file = accepted.find(settings.config)
    entries = accepted.load(file) if file else ()
    stale = entries
    failing = False

    def with_decisions(report: Report) -> Report:
        nonlocal stale, failing
        report = policy.apply(report, settings.config)
        if settings.config.comments:
            report = inline.apply(report)
        report, unmatched = accepted.apply(report, entries)
        stale = tuple(entry for entry in stale if entry in unmatched)
        failing = failing or bool(console.failing(report.findings, settings.config.fail_on))
        return report

    if len(formats_asked) == 1 and isinstance(only := formats_asked[0], FolderFormat):
        # Alone, such a format takes the report in parts, so that memory is enough for any corpus.
        parts = console.compare_in_parts(paths, settings.config, quiet=quiet, verbose=verbose)
        written = [only.write(map(with_decisions, parts), settings.config.output)]
    else:
        report = console.compare(paths, settings.config, quiet=quiet, verbose=verbose)
        written = delivery.deliver(
            with_decisions(report), formats_asked, settings.config.output, settings.config.fail_on
        )
    if not quiet:
        console.print_stale(stale, file)
        console.print_written(written)
    raise typer.Exit(int(failing))


@app.command()
def verify(
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help="The article to be verified.")],
    against: Annotated[
        list[str],
        typer.Option("--against", metavar="PATH", help="Evidence: files, folders; repeatable."),
    ],
    more: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]...", help="More evidence.")
    ] = None,
    output: OutputOption = None,
    formats: VerifyFormatOption = None,
    fail_on: FailOnOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
) -> None:
    """Say of every claim of one article whether others support or contradict it."""
    names = console.names(formats) or ["text"]
    settings = console.load_settings(config, {"output": output, "fail-on": fail_on})
    from factcheck.app import delivery
    from factcheck.app.progress import for_terminal
    from factcheck.verification import verdicts as verification

    formats_asked = delivery.load_formats(VERIFY_FORMATS, names, settings.config.output)
    progress = for_terminal(quiet=quiet)
    try:
        result = verification.verify(draft, [*against, *(more or [])], settings.config, progress)
        for problem in result.problems:
            progress.problem(problem)
    finally:
        progress.done()
    written = delivery.deliver(
        result, formats_asked, settings.config.output, settings.config.fail_on
    )
    if not quiet:
        console.print_written(written)
    raise typer.Exit(int(bool(result.failing(settings.config.fail_on))))


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD.json", help="The earlier report.")],
    new: Annotated[Path, typer.Argument(metavar="NEW.json", help="The later report.")],
    output: OutputOption = None,
    formats: DiffFormatOption = None,
    fail_on: FailOnOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
) -> None:
    """Show what appeared, changed and went away between two reports."""
    names = console.names(formats) or ["text"]
    settings = console.load_settings(config, {"output": output, "fail-on": fail_on})
    from factcheck.app import delivery
    from factcheck.review import changes

    formats_asked = delivery.load_formats(DIFF_FORMATS, names, settings.config.output)
    difference = changes.compare(console.load_report(old), console.load_report(new))
    written = delivery.deliver(
        difference, formats_asked, settings.config.output, settings.config.fail_on
    )
    if not quiet:
        console.print_written(written)
    raise typer.Exit(int(bool(difference.failing(settings.config.fail_on))))


@app.command()
def baseline(
    report: Annotated[Path, typer.Argument(metavar="REPORT.json", help="What 'check' wrote.")],
    file: Annotated[
        str | None,
        typer.Option("--baseline", metavar="FILE", help="The file (.factcheck-baseline.json)."),
    ] = None,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why they are accepted.")] = "",
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who accepts them; by default your login.")
    ] = None,
    date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="When; by default today.")
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Drop entries that match nothing in the report.")
    ] = False,
    config: ConfigOption = None,
    quiet: QuietOption = False,
) -> None:
    """Accept what stands: write or update the baseline."""
    settings = console.load_settings(config, {"baseline": file})
    from factcheck.report.write import write_files
    from factcheck.review import baseline as accepted

    target = settings.config.baseline or accepted.default_path(settings.config)
    before = accepted.load(target) if target.exists() else ()
    update = accepted.update(
        console.load_report(report),
        before,
        reason=reason,
        by=by or accepted.user_name(),
        on=accepted.iso_date(date),
        prune=prune,
    )
    write_files({target: accepted.render(update.entries)})
    if not quiet:
        stale = f"{len(update.stale)} {'dropped' if prune else 'stale'}"
        console.say(f"{target}: {len(update.added)} accepted, {len(update.kept)} kept, {stale}")
        for entry in update.added:
            console.say(f"  + {entry.describe()}")
        for entry in update.stale:
            console.say(f"  {'-' if prune else '?'} {entry.describe()}")
        if update.stale and not prune:
            console.say("  ? matches nothing in this report; --prune drops it")


@app.command()
def schema(
    name: Annotated[str, typer.Argument(metavar="report|articles|config|baseline")],
) -> None:
    """Print the JSON Schema of a file that factcheck reads or writes."""
    from factcheck.app.delivery import emit
    from factcheck.settings.schema import SCHEMAS, nearest, schema_text

    if name not in SCHEMAS:
        raise ConfigError(
            f"there is no schema {name!r}{nearest(name, list(SCHEMAS))}",
            hint=f"Choose from: {', '.join(SCHEMAS)}",
        )
    emit(schema_text(name))


@app.command()
def cache(
    prune: Annotated[
        bool, typer.Option("--prune", help="Drop what --days and --size leave no room for.")
    ] = False,
    days: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="With --prune: what N days were without use (30)."),
    ] = None,
    size: Annotated[
        int | None,
        typer.Option(min=0, metavar="MB", help="With --prune: what is beyond MB megabytes."),
    ] = None,
    cache_dir: Annotated[
        str | None, typer.Option(metavar="DIR", help="Where computed results are kept.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Show what is kept from earlier runs and how often it helped, or prune it."""
    from factcheck.app.delivery import emit
    from factcheck.run import store

    settings = console.load_settings(config, {"cache-dir": cache_dir})
    if not prune and (days is not None or size is not None):
        raise ConfigError("--days and --size say what to prune", hint="Add --prune")
    emit(store.inspect(settings.config, prune=prune, days=days, megabytes=size))


@app.command()
def doctor(config: ConfigOption = None) -> None:
    """Show versions, models, cache and settings, and how to get what is missing."""
    from factcheck.app import delivery
    from factcheck.app import doctor as examination

    lines = examination.examine(console.load_settings(config, {}))
    delivery.emit(examination.render(lines))
    raise typer.Exit(2 if any(line.trouble for line in lines) else 0)


def _terminated(_signal: int, _frame: object) -> NoReturn:
    """Raise an exception, so that temporary files are removed on the way out."""
    raise SystemExit(128 + signal.SIGTERM)


def main() -> None:
    """Run the command line. Every error is one line; ``-v`` shows tracebacks of bugs."""
    signal.signal(signal.SIGTERM, _terminated)
    try:
        app()
    except FactcheckError as error:
        console.say(str(error))
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if {"-v", "--verbose"} & set(sys.argv):
            raise
        console.say(
            f"internal error, {type(error).__name__}: {error}. Please report it with what -v says"
        )
        sys.exit(2)
