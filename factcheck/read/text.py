"""Plain text: the characters as decoded are the article, line for line."""

from __future__ import annotations

from factcheck.read.article import Article, Content
from factcheck.read.decode import decode, defects


def read(content: Content) -> list[Article]:
    """Return the one article of a text file.

    Raises:
        UnreadableError: the bytes are not text.
    """
    text = decode(content.data)
    return [Article(path=content.path, text=text, notes=defects(text))]
