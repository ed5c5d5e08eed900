"""Where results go: files in the output folder, or standard output."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.errors import ConfigError, OutputError

if TYPE_CHECKING:
    from factcheck.model import Report
    from factcheck.settings.config import Config

STDOUT = "-"


def check_formats(formats: tuple[str, ...], output: Path) -> None:
    """Say so before the work begins when its result could not be delivered.

    Raises:
        ConfigError: more than one format is to go to standard output alone.
    """
    if str(output) == STDOUT and "parquet" in formats:
        raise ConfigError(
            "the format parquet is a folder and cannot be printed", hint="Name an --output folder"
        )
    if str(output) == STDOUT and len(formats) != 1:
        raise ConfigError(
            f"--output - prints one format, not {len(formats)} ({', '.join(formats)})",
            hint="Name one, for instance: --format json --output -",
        )


def publish(report: Report, config: Config) -> list[Path]:
    """Write and print the report in the formats asked for; return the files that were written.

    Raises:
        OutputError: a file or standard output cannot be written.
    """
    from factcheck.report import get_format

    texts = {name: _render(name, report, config) for name in config.formats if name != "parquet"}
    named = {name: get_format(name).filename for name in texts}
    written = deliver(texts, named, config.output)
    if "parquet" in config.formats:
        from factcheck.report import parquet

        written.append(parquet.write([report], config.output))
    return written


def deliver(
    texts: Mapping[str, str], filenames: Mapping[str, str | None], output: Path
) -> list[Path]:
    """Write the texts that have a file name, print the others; return the files written.

    Raises:
        OutputError: a file or standard output cannot be written.
    """
    from factcheck.report.write import write_files

    to_stdout = str(output) == STDOUT
    files = {
        output / filename: text
        for name, text in texts.items()
        if not to_stdout and (filename := filenames[name])
    }
    write_files(files)
    for name, text in texts.items():
        if to_stdout or not filenames[name]:
            emit(text, guard=name == "text")
    return list(files)


def terminal() -> tuple[bool, int | None]:
    """Return whether standard output shows colours, and its width where a person watches."""
    if not sys.stdout.isatty():
        return False, None
    color = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return color, shutil.get_terminal_size().columns


def emit(text: str, *, guard: bool = False) -> None:
    """Write ``text`` to standard output, as UTF-8 whatever the terminal's own encoding is.

    With ``guard``, GitHub is told not to look for workflow commands in it: an article may hold a
    line that looks like one.

    Raises:
        OutputError: standard output cannot be written.
    """
    if text and not text.endswith("\n"):
        text += "\n"
    if guard and os.environ.get("GITHUB_ACTIONS") == "true":
        token = secrets.token_hex(16)
        text = f"::stop-commands::{token}\n{text}::{token}::\n"
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader left (| head). What the run found still decides the exit status.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError(f"cannot write to standard output: {error.strerror or error}") from None


def _render(name: str, report: Report, config: Config) -> str:
    from factcheck.report import get_format

    if name == "text":
        from factcheck.report import text

        color, width = terminal()
        return text.render(report, color=color, width=width)
    if name == "junit":
        from factcheck.report import junit

        return junit.render(report, fail_on=config.fail_on)
    return get_format(name).render(report)
