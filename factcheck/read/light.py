"""What reStructuredText, AsciiDoc and Org have in common: lines of text with light markup.

No kept library reads the last two, and none keeps line and column of what it shows. A reader here
goes through the lines, leaves out those that are not shown, and takes the markup off the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from factcheck.read.article import Article, Content
from factcheck.read.decode import decode, defects
from factcheck.read.front_matter import usual
from factcheck.read.shown import Piece, Shown

# So many lines further on, the end of a block is looked for.
LONGEST_BLOCK = 2_000
# "*bold with _slanted_ words*"
_DEEPEST = 3


@dataclass(slots=True)
class Page:
    """A page while it is read: its lines, what is shown of them, and its metadata."""

    path: str
    lines: Sequence[str]
    shown: Shown = field(default_factory=Shown)
    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)

    def article(self) -> Article:
        """Return the article that the page has become."""
        notes = list(defects(self.shown.text))
        meta = usual(self.meta, notes, "its top")
        return Article(
            path=self.path,
            text=self.shown.text,
            title=meta.get("title") or self.title or None,
            source=meta.get("source"),
            url=meta.get("url"),
            published=meta.get("published", "")[:10] or None,
            language=meta.get("language", "")[:2].lower() or None,
            anchors=tuple(self.shown.anchors),
            notes=tuple(notes),
        )


def page(content: Content) -> Page:
    """Return the page in a file, of which nothing is shown yet.

    Raises:
        UnreadableError: the bytes are not text.
    """
    source = decode(content.data).replace("\r\n", "\n").replace("\r", "\n")
    return Page(content.path, source.split("\n"))


def pieces(text: str, column: int, markup: re.Pattern[str], depth: int = 0) -> Iterator[Piece]:
    """Yield what is shown of ``text``, which stands at ``column``.

    Of each match of ``markup`` only its group is shown, and nothing where none of them matched.
    """
    position = 0
    for match in markup.finditer(text):
        if match.end() == position:
            continue
        yield text[position : match.start()], column + position
        group = match.lastindex
        if group:
            inner, start = match[group], column + match.start(group)
            if depth < _DEEPEST and inner != text:
                yield from pieces(inner, start, markup, depth + 1)
            else:
                yield inner, start
        position = match.end()
    yield text[position:], column + position


def cells(line: str, bar: str = "|") -> Iterator[Piece]:
    """Yield the cells of a row of a table, each with its column in the line."""
    position = 0
    for cell in line.split(bar):
        inner = cell.strip()
        if inner:
            yield inner, position + len(cell) - len(cell.lstrip())
        position += len(cell) + len(bar)


def indent(line: str) -> int:
    """Return how many blanks a line begins with."""
    return len(line) - len(line.lstrip())


def dates(meta: Mapping[str, str]) -> dict[str, str]:
    """Return metadata, with a date only where it begins as 2014-03-04 does."""
    return {k: v for k, v in meta.items() if k != "date" or re.match(r"\d{4}-\d\d-\d\d", v)}
