"""``factcheck schema``, ``cache`` and ``doctor``: what is around a run."""

from __future__ import annotations

from typing import Annotated

import typer

from factcheck.app import console
from factcheck.app.options import CacheDirOption, ConfigOption
from factcheck.errors import ConfigError


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
    cache_dir: CacheDirOption = None,
    config: ConfigOption = None,
) -> None:
    """Show what is kept from earlier runs and how often it helped, or prune it."""
    from factcheck.app.delivery import emit
    from factcheck.run import store

    settings = console.load_settings(config, {"cache-dir": cache_dir})
    if not prune and (days is not None or size is not None):
        raise ConfigError("--days and --size say what to prune", hint="Add --prune")
    emit(store.inspect(settings.config, prune=prune, days=days, megabytes=size))


def doctor(config: ConfigOption = None) -> None:
    """Show versions, models, cache and settings, and how to get what is missing."""
    from factcheck.app import delivery
    from factcheck.app import doctor as examination

    lines = examination.examine(console.load_settings(config, {}))
    delivery.emit(examination.render(lines))
    raise typer.Exit(2 if any(line.trouble for line in lines) else 0)
