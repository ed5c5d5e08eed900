"""What a report format is: a name, a file, and a function that renders or writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from factcheck.model import Report, Severity

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Display:
    """Where a result is shown, for the formats that care.

    ``width`` is that of the terminal in characters, None where nobody watches; ``fail_on`` is the
    severity from which a new finding fails the run, None for never.
    """

    color: bool = False
    width: int | None = None
    fail_on: Severity | None = "error"


@dataclass(frozen=True, slots=True)
class Format:
    """What all formats have: ``filename`` is the file or folder in the output folder.

    None is for what goes to standard output. ``summary`` says in a few words what it is for.
    """

    name: str
    filename: str | None
    summary: str


@dataclass(frozen=True, slots=True)
class TextFormat(Format):
    """A format that is one text.

    ``render`` takes a result (a :class:`~factcheck.model.Report`, the difference of two, or a
    verified draft, by the registry the format is in) and where it is shown. ``prose`` says that
    lines of articles stand in the text as they are, so that a CI must not take one for a command.
    """

    render: Callable[[Any, Display], str]
    prose: bool = False


@dataclass(frozen=True, slots=True)
class FolderFormat(Format):
    """A format that is a folder of files: ``write`` takes the parts of a report one by one.

    It returns the folder; it raises ConfigError where a package is missing and OutputError where
    a file cannot be written.
    """

    write: Callable[[Iterable[Report], Path], Path]


def plain(render: Callable[[R], str]) -> Callable[[R, Display], str]:
    """Return ``render`` as the function of a format whose text is the same wherever it is shown."""
    return lambda result, display: render(result)
