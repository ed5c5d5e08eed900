"""Plain text: the article is the decoded text, line for line."""

from __future__ import annotations

from factcheck.read.article import Article, Content, Reader, Reading
from factcheck.read.decode import decode, defects


def read(content: Content) -> Reading:
    """Yield the one article of a text file.

    Raises:
        UnreadableError: the bytes are not text.
    """
    text = decode(content.data)
    yield Article(path=content.path, text=text, notes=defects(text))


READER = Reader(
    "text",
    read,
    endings=(".txt", ".text"),
    text="the characters as they are",
    metadata="date at the top or end",
)
