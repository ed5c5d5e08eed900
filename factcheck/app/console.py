"""What the commands share: settings from flags, the run itself, and lines on standard error.

Nothing heavy is imported here before a command needs it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.errors import ConfigError, InputError

if TYPE_CHECKING:
    from factcheck.model import Finding, Problem, Progress, Report, Severity
    from factcheck.review.baseline import Accepted
    from factcheck.settings.config import Config
    from factcheck.settings.load import Settings


def compare(paths: Sequence[str], config: Config, *, quiet: bool, verbose: bool = False) -> Report:
    """Return the report on ``paths``; progress and problems go to standard error.

    Raises:
        InputError: no input can be read, or with ``strict`` some input cannot.
    """
    from factcheck import pipeline
    from factcheck.app.progress import for_terminal

    progress = for_terminal(quiet=quiet, verbose=verbose)
    try:
        return _usable(pipeline.check(paths, config, progress), config, progress)
    finally:
        progress.done()


def compare_in_parts(
    paths: Sequence[str], config: Config, *, quiet: bool, verbose: bool = False
) -> Iterator[Report]:
    """Yield the report on ``paths`` in parts, for corpora whose whole report is too large.

    Raises:
        InputError: as :func:`compare`.
    """
    from factcheck import pipeline
    from factcheck.app.progress import for_terminal

    progress = for_terminal(quiet=quiet, verbose=verbose)
    try:
        for report in pipeline.check_in_parts(paths, config, progress):
            yield _usable(report, config, progress)
    finally:
        progress.done()


def _usable(report: Report, config: Config, progress: Progress) -> Report:
    """Return the report after showing its problems.

    Raises:
        InputError: no input could be read, or with ``strict`` some input could not.
    """
    show_problems(report.problems, config, progress, readable=bool(report.documents))
    return report


def show_problems(
    problems: Sequence[Problem], config: Config, progress: Progress, *, readable: bool = True
) -> None:
    """Show what is wrong with inputs; ``readable`` is False if none of them can be used.

    Raises:
        InputError: no input could be read, or with ``strict`` some input could not.
    """
    from factcheck.app.progress import describe
    from factcheck.settings.registry import give_what_is_read

    for problem in problems:
        progress.problem(problem)
    if not readable:
        raise InputError(
            "there is nothing readable to compare",
            hint=give_what_is_read(),
        )
    unread = [problem for problem in problems if not problem.used]
    if config.strict and unread:
        count = len(unread)
        raise InputError(
            f"{count} {'input' if count == 1 else 'inputs'} could not be read, first "
            f"{describe(unread[0]).rstrip('.')}",
            hint="Mend it, or run without --strict",
        )


def load_report(path: Path) -> Report:
    """Return the report in a file.

    Raises:
        InputError: the file cannot be read or is no report.
    """
    from factcheck.report.json import load

    return load(path)


def names(formats: Sequence[str] | None) -> list[str] | None:
    """Return the names in ``formats``, each once, or None without any; ``a,b`` is two names."""
    parts = [name.strip() for text in formats or () for name in text.split(",") if name.strip()]
    return list(dict.fromkeys(parts)) or None


def load_settings(file: Path | None, flags: dict[str, Any], *, verbose: bool = False) -> Settings:
    """Return the settings of a run; flags that are None were not used and change nothing.

    Raises:
        ConfigError: the configuration, a variable or a flag is wrong.
    """
    from factcheck.settings.load import load

    used = {key: value for key, value in flags.items() if value is not None}
    settings = load(used, file=file)
    if settings.config.filters:
        _check_filters(settings)
    if verbose:
        say(f"configuration: {settings.file.as_posix() if settings.file else 'none'}")
        for key, origin in settings.origins.items():
            if origin != "default":
                say(f"{key} from {origin}")
    return settings


def _check_filters(settings: Settings) -> None:
    """Check the names of the filters in the configuration.

    Raises:
        ConfigError: there is no filter of such a name.
    """
    from factcheck.facts.filters import switched_off

    try:
        switched_off(settings.config.filters)
    except ConfigError as error:
        where = settings.origins["filters"]
        raise ConfigError(f"{where}: {error.message}", hint=error.hint) from None


def failing(findings: Sequence[Finding], fail_on: Severity | None) -> list[Finding]:
    """Return the new findings at or above ``fail_on``; None stands for never."""
    from factcheck.model import SEVERITIES

    reached = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on else ()
    return [f for f in findings if f.status == "new" and f.severity in reached]


def print_stale(stale: Sequence[Accepted], file: Path | None) -> None:
    """Print the entries of the baseline that match nothing any more."""
    for entry in stale[:10]:
        say(f"{file}: stale, matches nothing any more: {entry.describe()}")
    if len(stale) > 10:
        say(f"{file}: {len(stale) - 10} more entries are stale")
    if stale:
        say("'factcheck baseline REPORT.json --prune' drops stale entries")


def print_written(files: Sequence[Path]) -> None:
    """Print the names of the files that were written."""
    for file in files:
        say(f"wrote {file.as_posix()}")


def ask(question: str, *, always: bool = False) -> str | None:
    """Return the line that is answered to ``question``, None where the input has ended.

    Unless ``always``, nothing is asked where no person is at the keyboard, and None is returned.
    """
    if sys.stdin is None or not (always or (sys.stdin.isatty() and sys.stderr.isatty())):
        return None
    from factcheck.report.escape import one_line

    stream = sys.stdout if always else sys.stderr
    stream.flush()
    stream.buffer.write(question.encode("utf-8", "backslashreplace"))
    stream.buffer.flush()
    line = sys.stdin.readline()
    answer = line.rstrip("\r\n") if line else None
    if not sys.stdin.isatty():  # nobody has seen the answer being typed
        stream.buffer.write(f"{one_line(answer or '')}\n".encode("utf-8", "backslashreplace"))
        stream.buffer.flush()
    return answer


def say_problem(problem: Problem) -> None:
    """Print what is wrong with an input, or a remark on it, to standard error."""
    from factcheck.app.progress import describe

    say(describe(problem))


def say(line: str) -> None:
    """Print ``line`` to standard error, with nothing in it that a terminal or CI system obeys."""
    from factcheck.app.progress import log_line

    print(log_line(line), file=sys.stderr)
