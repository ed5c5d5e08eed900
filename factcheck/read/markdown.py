"""Markdown: the text that is shown, without its markup, with the lines of the file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from factcheck.read.article import Article, Content, Reader, Reading, UnreadableError
from factcheck.read.decode import decode, defects

if TYPE_CHECKING:
    from markdown_it.token import Token

LONGEST_FRONT_MATTER = 64_000
# The most characters of markup between two pieces of text on one line.
MARKUP = 500
_TOML = re.compile(r"\+\+\+[ \t]*\n((?:(?!\+\+\+)[^\n]*\n)*)\+\+\+[ \t]*(?:\n|\Z)")
TEXTS = ("text", "text_special", "code_inline")
KEYS = {
    "title": ("title", "headline"),
    "source": ("source", "publisher", "site", "publication"),
    "url": ("url", "link", "canonical", "canonical_url"),
    "published": ("published", "date", "pubdate", "publication_date"),
    "language": ("language", "lang"),
}


def read(content: Content) -> Reading:
    """Yield the one article of a Markdown file; its code makes no claims.

    Raises:
        UnreadableError: the bytes are not text.
    """
    # Imported here, because only Markdown needs it.
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    source = decode(content.data).replace("\r\n", "\n").replace("\r", "\n")
    # A mark of a footnote is no text, and what is struck out is withdrawn.
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.use(front_matter_plugin).use(footnote_plugin)
    # If joined, "a &amp; b" would be one piece of text, which is not in the file.
    parser.disable("text_join")
    notes = list(defects(source))
    meta, source = _toml_front_matter(source, notes)
    shown = _ShownText(source)
    heading = ""
    tokens = parser.parse(source)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "front_matter":
            meta = _front_matter(token.content, notes)
        elif token.type == "inline":
            start = shown.length
            shown.inline(token)
            if not heading and before and before.tag == "h1":
                heading = "".join(shown.parts)[start:].strip()
        elif token.type in ("fence", "code_block"):
            shown.code(token)
    yield Article(
        path=content.path,
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


def _front_matter(block: str, notes: list[UnreadableError]) -> dict[str, str]:
    """Return the metadata in the YAML at the top of a file, by the names of ``Article``'s fields.

    Faults are added to ``notes``.
    """
    import yaml

    hint = "Correct it; the article was read without it."
    if len(block) > LONGEST_FRONT_MATTER:
        notes.append(UnreadableError("its front matter is too long", hint))
        return {}
    try:
        loaded = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        problem = str(getattr(error, "problem", None) or error).split("\n")[0]
        notes.append(UnreadableError(f"its front matter is not YAML: {problem}", hint))
        return {}
    return _usual(loaded, notes)


def _toml_front_matter(source: str, notes: list[UnreadableError]) -> tuple[dict[str, str], str]:
    """Return the metadata in the TOML at the top of a file, and the file with empty lines for it.

    It stands between two lines of "+++", which are no Markdown. Faults are added to ``notes``.
    """
    block = _TOML.match(source[:LONGEST_FRONT_MATTER])
    if block is None:
        return {}, source
    import tomllib

    rest = "\n" * block.group().count("\n") + source[block.end() :]
    try:
        return _usual(tomllib.loads(block[1]), notes), rest
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problem = str(error).split("\n")[0]
        hint = "Correct it; the article was read without it."
        notes.append(UnreadableError(f"its front matter is not TOML: {problem}", hint))
        return {}, rest


def _usual(loaded: object, notes: list[UnreadableError]) -> dict[str, str]:
    """Return those entries of front matter that are metadata, by the names of the fields."""
    if not isinstance(loaded, Mapping):
        return {}
    entries = {str(key).lower(): value for key, value in loaded.items()}
    meta = {name: _first(entries, keys) for name, keys in KEYS.items()}
    return {name: value for name, value in meta.items() if value and _usable(name, value, notes)}


def _first(entries: Mapping[str, Any], keys: Sequence[str]) -> str:
    """Return the first text or date under one of ``keys``, or an empty string."""
    for key in keys:
        value = entries.get(key)
        if isinstance(value, (str, date)) and str(value).strip():
            return str(value).strip()
    return ""


def _usable(name: str, value: str, notes: list[UnreadableError]) -> bool:
    """Return True unless ``value`` should be a date and is none, which is added to ``notes``."""
    if name != "published":
        return True
    try:
        date.fromisoformat(value[:10])
    except ValueError:
        notes.append(
            UnreadableError(f"its front matter gives {value!r} as its date", "Write 2014-03-04.")
        )
        return False
    return True


READER = Reader(
    "markdown",
    read,
    endings=(".md", ".markdown"),
    text="what is shown, without markup; code is shown and makes no claims",
    metadata="front matter in YAML or TOML (`title`, `date`, `source`, `url`, `lang` and their "
    "usual other names), first heading",
)
