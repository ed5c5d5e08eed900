"""Where results go: files in the output folder, or standard output."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from factcheck.errors import ConfigError, OutputError
from factcheck.report.format import Display, FolderFormat, Format, TextFormat
from factcheck.settings.config import Config
from factcheck.settings.registry import Registry

STDOUT = "-"


def load_formats(registry: Registry, names: Sequence[str], output: Path) -> list[Format]:
    """Return the formats called ``names``, checked before any work is done.

    Raises:
        ConfigError: there is no such format, or more than one format, or a folder, would go to
            standard output.
    """
    formats = [registry.load(name, Format) for name in names]
    if str(output) == STDOUT:
        for form in formats:
            if isinstance(form, FolderFormat):
                raise ConfigError(
                    f"the format {form.name} is a folder and cannot be printed",
                    hint="Name an --output folder",
                )
        if len(formats) != 1:
            raise ConfigError(
                f"--output - prints one format, not {len(formats)} ({', '.join(names)})",
                hint="Name one, for instance: --format json --output -",
            )
    return formats


def deliver(
    result: Any, formats: Sequence[Format], config: Config, *, verbose: bool = False
) -> list[Path]:
    """Write or print ``result`` in each format; return the paths that were written.

    Formats without a file are printed, with ``-`` as ``config.output`` all are. Nothing is written
    before everything is rendered.

    Raises:
        OutputError: a file or standard output cannot be written.
    """
    from factcheck.report.write import write_files

    output = config.output
    display = Display(*terminal(), config.fail_on, verbose)
    texts = [f for f in formats if isinstance(f, TextFormat)]
    rendered = [(form, form.render(result, display)) for form in texts]
    to_stdout = str(output) == STDOUT
    files = {
        output / form.filename: text for form, text in rendered if form.filename and not to_stdout
    }
    write_files(files)
    for form, text in rendered:
        if to_stdout or not form.filename:
            emit(text, guard=form.prose)
    folders = [f.write([result], output) for f in formats if isinstance(f, FolderFormat)]
    return [*files, *folders]


def terminal() -> tuple[bool, int | None]:
    """Return True if standard output shows colours, and its width in columns or None.

    ``NO_COLOR`` and ``FORCE_COLOR`` are obeyed, in this order, and ``COLUMNS`` also where no
    terminal is.
    """
    watched = sys.stdout.isatty()
    able = watched and os.environ.get("TERM") != "dumb"
    color = not os.environ.get("NO_COLOR") and (able or bool(os.environ.get("FORCE_COLOR")))
    asked = os.environ.get("COLUMNS", "").isdecimal()
    return color, shutil.get_terminal_size().columns if watched or asked else None


def emit(text: str, *, guard: bool = False) -> None:
    """Write ``text`` to standard output as UTF-8, whatever the encoding of the terminal is.

    With ``guard``, GitHub does not look for workflow commands in it: an article may contain a line
    that looks like one.

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
        # The reader has stopped reading (| head). The findings still decide the exit status.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError(f"cannot write to standard output: {error.strerror or error}") from None
