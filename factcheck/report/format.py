"""A report format: a name, a file, and a function that renders or writes a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from factcheck.model import Report, Severity

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Display:
    """How a result is shown, for the formats that depend on it.

    ``color`` is True if ANSI colours are used. ``width`` is that of the terminal in characters,
    None where there is no terminal. ``fail_on`` is the lowest severity of a new finding that fails
    the run, None if no finding does. ``verbose`` asks for the fingerprints as well.
    """

    color: bool = False
    width: int | None = None
    fail_on: Severity | None = "error"
    verbose: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """What all formats have.

    ``filename`` is the file or folder in the output folder, None for a format that is written to
    standard output. ``summary`` says in a few words what the format is for.
    """

    name: str
    filename: str | None
    summary: str


@dataclass(frozen=True, slots=True)
class TextFormat(Format):
    """A format that is one text.

    ``render`` takes a result and a display, and returns the text. The result is a
    :class:`~factcheck.model.Report`, the difference of two, or a verified draft, according to the
    table of the registry that has the format. ``prose`` is True if the text has lines from
    articles without any change, which a CI must not take for commands.
    """

    render: Callable[[Any, Display], str]
    prose: bool = False


@dataclass(frozen=True, slots=True)
class FolderFormat(Format):
    """A format that is a folder of files.

    ``write`` takes the parts of a report one by one and the output folder, and returns the folder
    that it wrote. It raises ConfigError if a package is missing and OutputError if a file cannot be
    written.
    """

    write: Callable[[Iterable[Report], Path], Path]


def ignoring_display(render: Callable[[R], str]) -> Callable[[R, Display], str]:
    """Return ``render`` as a function that also takes a display, which it ignores."""
    return lambda result, display: render(result)
