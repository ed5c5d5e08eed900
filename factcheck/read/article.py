"""What a reader takes and yields: :class:`Content`, :class:`Article`, :class:`UnreadableError`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from textwrap import shorten

# How a ZIP file begins; a Word document is one.
ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")


class UnreadableError(Exception):
    """One input, or one article of it, cannot be used; the run goes on without it.

    :mod:`factcheck.read` turns it into a ``Problem`` and never raises it to its callers.
    ``reason`` says what is wrong and where, ``hint`` what to do next; ``path`` is set for a member
    of an archive.
    """

    def __init__(self, reason: str, hint: str = "", path: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint
        self.path = path


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of one input. ``path`` is what the report shows, always with ``/``.

    ``name`` is the file name whose ending shows the format: ``a.txt`` for the content of
    ``a.txt.gz``. ``limit`` is how many bytes an archive may unpack to. ``packed`` is True if the
    bytes come from an archive.
    """

    path: str
    data: bytes
    name: str
    limit: int
    packed: bool = False

    @property
    def ending(self) -> str:
        """The ending of the name in lower case, with its dot."""
        return PurePosixPath(self.name.lower()).suffix


@dataclass(frozen=True, slots=True)
class Article:
    """One article as its reader yields it, or as a caller gives it in memory.

    ``name`` distinguishes the articles of one file (their own id, or ``1``, ``2`` ...); it is
    empty where the file is one article. ``notes`` are defects in spite of which the article can
    be used. The other fields are those of :class:`factcheck.model.Document`.

    In memory only the text is needed: ``Article(text="...", source="The Packet")``. ``name`` is
    what reports call it, ``published`` an ISO date.
    """

    path: str = ""
    text: str = ""
    name: str = ""
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    excluded: tuple[tuple[int, int], ...] = ()
    anchors: tuple[tuple[int, int, int], ...] | None = ()
    notes: tuple[UnreadableError, ...] = ()
    story: str | None = None

    def __repr__(self) -> str:
        """Return a short description; the text would fill a screen."""
        known = [self.name or self.path, self.source, self.published]
        shown = ", ".join(part for part in known if part)
        return f"<Article {shown}{': ' * bool(shown)}{shorten(self.text, 60)!r}>"


Reading = Iterator[Article | UnreadableError]
"""What a reader yields: articles, and errors for those parts of a file that cannot be used."""


@dataclass(frozen=True, slots=True)
class Reader:
    """The reader of one format.

    ``read`` yields the articles in a file; it may raise anything at a damaged one. ``endings`` are
    those of file names, with their dot, in lower case. ``recognises`` returns True if content looks
    like the format; if ``certain``, it decides before any ending does, and a file with one of the
    ``endings`` that does not look like the format is refused. An ``archive`` contains other files.

    The rest is for the documentation: ``text`` describes what becomes the text of the article,
    ``metadata`` where title, source, URL and date come from, ``lines`` whether places in the text
    have a line and column in the file.
    """

    name: str
    read: Callable[[Content], Reading]
    endings: tuple[str, ...] = ()
    recognises: Callable[[Content], bool] | None = None
    certain: bool = False
    archive: bool = False
    text: str = ""
    metadata: str = ""
    lines: str = "yes"
