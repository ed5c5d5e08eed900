"""Finds the reader for a file, by its content first and its ending second."""

from __future__ import annotations

from functools import cache

from factcheck.read.article import Content, Reader, Reading, UnreadableError
from factcheck.settings.registry import READERS

# The reader of files that no other reader is for.
PLAIN = "text"
# Files of other formats, which often come with an ending that is read: how they begin, what they
# are, and what to do.
FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "is an encrypted or an old Office file", "Save it as DOCX or as text."),
    (b"\x89PNG", "is a picture", "Give the article's text."),
    (b"\xff\xd8\xff", "is a picture", "Give the article's text."),
    (b"GIF8", "is a picture", "Give the article's text."),
)


def read(content: Content) -> Reading:
    """Yield the articles in a file with the reader of its format.

    Raises:
        UnreadableError: the file is of no format that is read, or damaged.
    """
    reader = detect(content)
    if content.packed and reader.archive:
        raise UnreadableError(
            "is an archive inside an archive", "Unpack the outer one.", content.path
        )
    try:
        yield from reader.read(content)
    except UnreadableError:
        raise
    # The libraries raise every kind of exception at damaged and hostile files. It is a fault of
    # this file only, and the other files are read. Only the name of the exception is shown: its
    # message may contain anything, also addresses in memory and parts of the file.
    except Exception as error:
        raise UnreadableError(
            f"cannot be read as {reader.name.upper()} ({type(error).__name__})",
            "Is the file whole?",
            content.path,
        ) from None


def detect(content: Content) -> Reader:
    """Return the reader for a file.

    Raises:
        UnreadableError: the content is of a format that is not read.
    """
    for magic, reason, hint in FOREIGN:
        if content.data.startswith(magic):
            raise UnreadableError(reason, hint)
    readers = _readers()
    for reader in readers:
        if reader.certain and reader.recognises and reader.recognises(content):
            return reader
    if content.data[257:262] == b"ustar":
        raise UnreadableError("is a tar archive", "Give a ZIP file or a folder.")
    by_ending = next((r for r in readers if content.ending in r.endings), None)
    if by_ending is not None and by_ending.certain:
        raise UnreadableError(f"is no {content.ending[1:].upper()} file", "Is the file whole?")
    if by_ending is not None and by_ending.name != PLAIN:
        return by_ending
    for reader in readers:
        if not reader.certain and reader.recognises and reader.recognises(content):
            return reader
    return READERS.load(PLAIN, Reader)


@cache
def endings(*, archives: bool = True) -> frozenset[str]:
    """Return the endings, with their dot, of the files that are read in folders."""
    return frozenset(e for r in _readers() if archives or not r.archive for e in r.endings)


@cache
def _readers() -> tuple[Reader, ...]:
    return tuple(READERS.load_all(Reader))
