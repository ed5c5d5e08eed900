"""ODT (LibreOffice): paragraphs and table cells, one per line, with tracked changes made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from factcheck.read.article import ZIPPED, Article, Content, Reader, Reading, UnreadableError
from factcheck.read.packed_xml import Package
from factcheck.read.xml import child_text, local, parse

if TYPE_CHECKING:
    from lxml.etree import _Element

MIMETYPE = b"application/vnd.oasis.opendocument.text"
# What stands inside a paragraph and is no part of its text. Deleted passages are kept in
# "tracked-changes"; in their place only a mark stands.
_APART = frozenset(("note", "annotation", "frame", "tracked-changes", "ruby-text", "custom-shape"))
_DEEPEST = 100


def read(content: Content) -> Reading:
    """Yield the one article of an ODT file; its text has no line numbers.

    Raises:
        UnreadableError: the file is damaged or encrypted, or unpacks to more than the limit.
    """
    package = Package(content)
    root = parse(package.member("content.xml"))
    body = next((e for e in root.iter() if local(e) == "text" and _is_body(e)), None)
    text = "" if body is None else "\n".join(_lines(body, 0)).strip("\n")
    if not text.strip():
        raise UnreadableError("has no text", "Give the article's text.")
    yield Article(path=content.path, text=text, title=_title(package), anchors=None)


def _is_body(element: _Element) -> bool:
    parent = element.getparent()
    return parent is not None and local(parent) == "body"


def _lines(element: _Element, depth: int) -> Iterator[str]:
    """Yield the text of each paragraph and heading, in order."""
    if depth > _DEEPEST:
        raise UnreadableError("is nested too deeply", "Give the article's text.")
    for child in element:
        name = local(child)
        if name in ("p", "h"):
            yield "".join(_pieces(child, 0))
        elif name and name not in _APART and name != "table-of-content":
            yield from _lines(child, depth + 1)


def _pieces(element: _Element, depth: int) -> Iterator[str]:
    """Yield the text of one paragraph, without notes and comments."""
    if depth > _DEEPEST:
        raise UnreadableError("is nested too deeply", "Give the article's text.")
    yield _collapsed(element.text)
    for child in element:
        name = local(child)
        if name == "s":
            count = next((v for k, v in child.attrib.items() if str(k).endswith("}c")), "1")
            yield " " * min(int(count), 1000) if str(count).isdecimal() else " "
        elif name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "\n"
        elif name and name not in _APART:
            yield from _pieces(child, depth + 1)
        yield _collapsed(child.tail)


def _collapsed(text: str | None) -> str:
    """Return text with its white space as it is shown: any of it is one space."""
    if not text:
        return ""
    return re.sub(r"[ \t\r\n]+", " ", text)


def _title(package: Package) -> str | None:
    """Return the title that the file gives itself; its days are those of the file."""
    if not package.has("meta.xml"):
        return None
    meta = parse(package.member("meta.xml"), recover=True)
    parent = next((e for e in meta.iter() if local(e) == "meta"), meta)
    return child_text(parent, "title") or None


def _is_document(content: Content) -> bool:
    return content.data.startswith(ZIPPED) and (
        content.ending == ".odt" or MIMETYPE in content.data[:200]
    )


READER = Reader(
    "odt",
    read,
    endings=(".odt",),
    recognises=_is_document,
    certain=True,
    text="paragraphs and table cells; tracked changes as made",
    metadata="title",
    lines="no",
)
