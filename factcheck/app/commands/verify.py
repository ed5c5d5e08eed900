"""``factcheck verify``: one article against others."""

from __future__ import annotations

from typing import Annotated

import typer

from factcheck.app import console
from factcheck.app.options import (
    BaselineOption,
    CacheDirOption,
    ConfigOption,
    EngineOption,
    FailOnOption,
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
    VerifyFormatOption,
    run_flags,
)
from factcheck.settings.registry import VERIFY_FORMATS


def verify(
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help="The article to be verified.")],
    against: Annotated[
        list[str],
        typer.Option("--against", metavar="PATH", help="Evidence: files, folders; repeatable."),
    ],
    more: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH...]", help="More evidence.")
    ] = None,
    output: OutputOption = None,
    formats: VerifyFormatOption = None,
    fail_on: FailOnOption = None,
    baseline: BaselineOption = None,
    model: ModelOption = None,
    precision: PrecisionOption = None,
    engine: EngineOption = None,
    ray_address: RayAddressOption = None,
    jobs: JobsOption = None,
    offline: OfflineOption = False,
    strict: StrictOption = False,
    cache_dir: CacheDirOption = None,
    no_cache: NoCacheOption = False,
    config: ConfigOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Say of each claim of a draft whether other articles support or contradict it."""
    names = console.names(formats) or ["text"]
    flags = run_flags(
        output=output,
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
        no_cache=no_cache,
    )
    settings = console.load_settings(config, flags, verbose=verbose)
    from factcheck.app import delivery
    from factcheck.app.progress import for_terminal
    from factcheck.verification import verdicts as verification

    formats_asked = delivery.load_formats(VERIFY_FORMATS, names, settings.config.output)
    progress = for_terminal(quiet=quiet, verbose=verbose)
    try:
        result = verification.verify(draft, [*against, *(more or [])], settings.config, progress)
        console.show_problems(result.problems, settings.config, progress)
    finally:
        progress.done()
    written = delivery.deliver(result, formats_asked, settings.config, verbose=verbose)
    if not quiet:
        console.print_written(written)
    raise typer.Exit(int(bool(result.failing(settings.config.fail_on))))
