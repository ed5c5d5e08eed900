"""Jupyter notebooks: the cells of Markdown, as they are shown; code and its output are left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from factcheck.read import markdown
from factcheck.read.article import Content, Reader, Reading, UnreadableError
from factcheck.read.decode import decode


def read(content: Content) -> Reading:
    """Yield the one article of a notebook; its text has no line numbers.

    Raises:
        UnreadableError: the file is not a notebook, or has no text.
    """
    try:
        notebook = json.loads(decode(content.data))
    except (ValueError, RecursionError):
        raise UnreadableError("is not JSON, as a notebook is", "Is the file whole?") from None
    source = "\n\n".join(_cells(notebook))
    if not source.strip():
        raise UnreadableError("has no cells of text", "Give the article's text.")
    article = markdown.article(content.path, source)
    yield replace(article, anchors=None)


def _cells(notebook: Any) -> Iterator[str]:
    """Yield the source of each cell of Markdown; the first versions of the format have sheets."""
    sheets = notebook.get("worksheets") if isinstance(notebook, dict) else None
    for sheet in sheets if isinstance(sheets, list) else [notebook]:
        cells = sheet.get("cells") if isinstance(sheet, dict) else None
        for cell in cells if isinstance(cells, list) else []:
            if isinstance(cell, dict) and cell.get("cell_type") in ("markdown", "heading"):
                source = cell.get("source")
                lines = source if isinstance(source, list) else [source]
                yield "".join(line for line in lines if isinstance(line, str))


READER = Reader(
    "notebook",
    read,
    endings=(".ipynb",),
    text="the cells of Markdown, without markup; code and its output are left out",
    metadata="first heading",
    lines="no",
)
