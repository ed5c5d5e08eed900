"""``factcheck check``: compare articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.app import console
from factcheck.app.options import (
    BaselineOption,
    CacheDirOption,
    ConfigOption,
    EngineOption,
    FailOnOption,
    FormatOption,
    JobsOption,
    ModelOption,
    NoCacheOption,
    OfflineOption,
    OutputOption,
    PrecisionOption,
    QuietOption,
    RayAddressOption,
    StrictOption,
    VerboseOption,
    run_flags,
)
from factcheck.settings.registry import REPORT_FORMATS

if TYPE_CHECKING:
    from factcheck.model import Report


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
    baseline: BaselineOption = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="COMMIT",
            help="Only findings that touch articles changed since this commit fail the run.",
        ),
    ] = None,
    model: ModelOption = None,
    precision: PrecisionOption = None,
    engine: EngineOption = None,
    ray_address: RayAddressOption = None,
    jobs: JobsOption = None,
    offline: OfflineOption = False,
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
    strict: StrictOption = False,
    one_story: Annotated[
        bool, typer.Option("--one-story", help="Compare all articles with one another.")
    ] = False,
    cache_dir: CacheDirOption = None,
    no_cache: NoCacheOption = False,
    config: ConfigOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Compare articles and report where they agree and disagree."""
    flags = run_flags(
        output=output,
        format=console.names(formats),
        fail_on=fail_on,
        baseline=baseline,
        model=model,
        precision=precision,
        engine=engine,
        ray_address=ray_address,
        jobs=jobs,
        cache_dir=cache_dir,
        offline=offline,
        strict=strict,
        story="one" if one_story else None,
        second_opinion=second_opinion,
        budget=budget,
        no_cache=no_cache,
    )
    settings = console.load_settings(config, flags, verbose=verbose)
    from factcheck.app import delivery
    from factcheck.report.format import FolderFormat
    from factcheck.review.decisions import Decisions

    formats_asked = delivery.load_formats(
        REPORT_FORMATS, settings.config.formats, settings.config.output
    )
    decisions = Decisions.load(settings.config, since)
    failing = False

    def decided(report: Report) -> Report:
        nonlocal failing
        given = set(report.problems)
        report = decisions.apply(report)
        for remark in (p for p in report.problems if p not in given):
            console.say_problem(remark)
        failing = failing or bool(console.failing(report.findings, settings.config.fail_on))
        return report

    if len(formats_asked) == 1 and isinstance(only := formats_asked[0], FolderFormat):
        # Alone, such a format takes the report in parts, so that memory is enough for any corpus.
        parts = console.compare_in_parts(paths, settings.config, quiet=quiet, verbose=verbose)
        written = [only.write(map(decided, parts), settings.config.output)]
    else:
        report = console.compare(paths, settings.config, quiet=quiet, verbose=verbose)
        written = delivery.deliver(decided(report), formats_asked, settings.config, verbose=verbose)
    if not quiet:
        console.print_stale(decisions.stale, decisions.file)
        console.print_written(written)
    raise typer.Exit(int(failing))
