"""What every reader returns, and how it says that it cannot."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


class UnreadableError(Exception):
    """One input, or one article of it, cannot be used; the run goes on without it.

    It never leaves :mod:`factcheck.read`, which turns it into a ``Problem``. ``reason`` says what
    is wrong and where, ``hint`` what to do next.
    """

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of one input. ``path`` is what the report shows, always with ``/``.

    ``file`` is where the bytes stand on this machine, None for standard input and for the members
    of an archive.
    """

    path: str
    data: bytes
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article as its format gives it, before the steps that look at all articles together.

    ``name`` tells the articles of one file apart (an id of their own, or ``1``, ``2`` ...); it is
    empty where the file is the article. ``notes`` are defects that did not stop the reading.
    The other fields are those of :class:`factcheck.model.Document`.
    """

    path: str
    text: str
    name: str = ""
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    excluded: tuple[tuple[int, int], ...] = ()
    anchors: tuple[tuple[int, int, int], ...] | None = ()
    notes: tuple[UnreadableError, ...] = field(default=())
