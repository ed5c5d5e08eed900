"""Markdown: the text that is shown, without its markup, with the lines of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.read import front_matter
from factcheck.read.article import Article, Content, Reader, Reading
from factcheck.read.decode import decode, defects

if TYPE_CHECKING:
    from markdown_it.token import Token

# The most characters of markup between two pieces of text on one line.
MARKUP = 500
TEXTS = ("text", "text_special", "code_inline")


def read(content: Content) -> Reading:
    """Yield the one article of a Markdown file; its code makes no claims.

    Raises:
        UnreadableError: the bytes are not text.
    """
    yield article(content.path, decode(content.data))


def article(path: str, text: str) -> Article:
    """Return the article that is written in Markdown as ``text``."""
    # Imported here, because only Markdown needs it.
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    source = text.replace("\r\n", "\n").replace("\r", "\n")
    # A mark of a footnote is no text, and what is struck out is withdrawn.
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.use(front_matter_plugin).use(footnote_plugin)
    # If joined, "a &amp; b" would be one piece of text, which is not in the file.
    parser.disable("text_join")
    notes = list(defects(source))
    meta, source = front_matter.cut(source, notes)
    shown = _ShownText(source)
    heading = ""
    tokens = parser.parse(source)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "front_matter":
            meta = front_matter.from_yaml(token.content, notes)
        elif token.type == "inline":
            start = shown.length
            shown.inline(token)
            if not heading and before and before.tag == "h1":
                heading = "".join(shown.parts)[start:].strip()
        elif token.type in ("fence", "code_block"):
            shown.code(token)
    return Article(
        path=path,
        text="".join(shown.parts),
        title=meta.get("title") or heading or None,
        source=meta.get("source"),
        url=meta.get("url"),
        published=meta.get("published"),
        language=meta.get("language", "")[:2].lower() or None,
        excluded=tuple(shown.excluded),
        anchors=tuple(shown.anchors),
        notes=tuple(notes),
    )


class _ShownText:
    """The text, built block by block, with the place of each piece in the file."""

    def __init__(self, source: str) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.anchors: list[tuple[int, int, int]] = []
        self.excluded: list[tuple[int, int]] = []
        self._lines = source.split("\n")

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _block(self) -> None:
        if self.parts:
            self._add("\n\n")

    def inline(self, token: Token) -> None:
        """Add a paragraph, a heading or a table cell."""
        if not any(child.content for child in token.children or () if child.type in TEXTS):
            return
        self._block()
        line, column = (token.map or [0])[0], 0
        self._anchor(line, column)
        struck = 0
        for child in token.children or ():
            struck += child.nesting if child.type in ("s_open", "s_close") else 0
            if child.type in ("softbreak", "hardbreak"):
                self._add("\n")
                line, column = line + 1, 0
                self._anchor(line, column)
            elif child.type in TEXTS and not struck:
                place = self._find(child.content, line, column)
                if place >= 0:
                    column = place
                    self._anchor(line, column)
                    column += len(child.content)
                self._add(child.content)

    def code(self, token: Token) -> None:
        """Add a block of code, which is shown but makes no claims."""
        self._block()
        start = self.length
        first = (token.map or [0])[0] + (token.type == "fence")
        self._anchor(first, 0)
        self._add(token.content.rstrip("\n"))
        self.excluded.append((start, self.length))

    def _find(self, text: str, line: int, column: int) -> int:
        """Return the column of ``text`` on a line, from ``column`` on, or -1 if it is not near."""
        if not text or line >= len(self._lines):
            return -1
        # A search to the end of the line would take quadratic time on a line full of markup.
        return self._lines[line].find(text, column, column + len(text) + MARKUP)

    def _anchor(self, line: int, column: int) -> None:
        """Note that the next text is at this line and column of the file, both from 0."""
        if self.anchors and self.anchors[-1][0] == self.length:
            self.anchors.pop()
        self.anchors.append((self.length, line + 1, column + 1))


READER = Reader(
    "markdown",
    read,
    endings=(".md", ".markdown"),
    text="what is shown, without markup; code is shown and makes no claims",
    metadata="front matter in YAML, TOML or JSON (`title`, `date`, `source`, `url`, `lang` and"
    " their usual other names), first heading",
)
