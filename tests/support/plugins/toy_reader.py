"""A reader from outside: minutes of a meeting, in which ``>`` begins a note."""

from __future__ import annotations

from factcheck.read.article import Article, Content, Reader, Reading


def read(content: Content) -> Reading:
    """Yield the minutes as one article; notes make no claims."""
    text = content.data.decode("utf-8")
    excluded, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.startswith(">"):
            excluded.append((start, start + len(line)))
        start += len(line)
    yield Article(content.path, text, excluded=tuple(excluded))


READER = Reader("minutes", read, endings=(".minutes",), text="the minutes without the notes")
