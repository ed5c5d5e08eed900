"""The command line: the commands of :mod:`factcheck.app.commands` and what all of them share.

Standard output carries the result, standard error progress and problems. Exit status: 0 nothing
new at or above ``--fail-on``, 1 there is, 2 the command, its configuration or its input is wrong,
130 interrupted. Nothing heavy is imported before a command needs it.
"""

from __future__ import annotations

import signal
import sys
from typing import Annotated, NoReturn

import typer

from factcheck.app import console
from factcheck.app.commands import baseline, check, diff, maintenance, review, verify
from factcheck.app.usage import Command
from factcheck.errors import FactcheckError

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
for command in (
    check.check,
    verify.verify,
    diff.diff,
    review.review,
    baseline.baseline,
    maintenance.schema,
    maintenance.cache,
    maintenance.doctor,
):
    app.command(cls=Command)(command)


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
