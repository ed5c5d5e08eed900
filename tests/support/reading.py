"""Helpers for the tests of the readers: they read a file from bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.model import Document, Problem
from factcheck.read import formats, read_documents
from factcheck.read.article import Article, Content, UnreadableError
from factcheck.settings.config import Config

TEXT = "The ferry left the quay at noon.\n\nNobody saw it again."
LIMIT = 1_000_000


def results(
    data: bytes | str, name: str = "a.txt", limit: int = LIMIT
) -> list[Article | UnreadableError]:
    raw = data.encode() if isinstance(data, str) else data
    return list(formats.read(Content(name, raw, name, limit)))


def article(data: bytes | str, name: str = "a.txt") -> Article:
    (only,) = results(data, name)
    assert isinstance(only, Article)
    return only


def fault(data: bytes | str, name: str, limit: int = LIMIT) -> str:
    """Return why a file cannot be read at all."""
    with pytest.raises(UnreadableError) as caught:
        results(data, name, limit)
    assert "\n" not in caught.value.reason
    return caught.value.reason


def document(data: str, name: str, folder: Path) -> tuple[Document, list[Problem]]:
    (folder / name).write_bytes(data.encode())
    ((only,), problems) = read_documents([str(folder)], Config())
    return only, problems


def raw_word(data: str, place: tuple[int, int] | None, length: int) -> str:
    """Return ``length`` characters of ``data`` at a place: line and column, both from 1."""
    assert place is not None
    line, column = place
    return data.split("\n")[line - 1][column - 1 : column - 1 + length]
