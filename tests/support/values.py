"""The values of one kind in a text."""

from __future__ import annotations

from factcheck.language import parser
from factcheck.language.parser import ParsedDocument
from factcheck.model import Value
from factcheck.values import kinds


def values(kind: str, text: str, published: str | None = None) -> list[Value]:
    """Return the values of a kind that are found in an article."""
    sentences = next(iter(parser.parse([(text, ())])))
    result = list(kinds()[kind].find(ParsedDocument(text, tuple(sentences), published)))
    for value in result:
        assert text[value.start : value.end] == value.text
    return result


def one(kind: str, text: str, published: str | None = None) -> Value:
    """Return the only value of a kind that is found in an article."""
    (value,) = values(kind, text, published)
    return value
