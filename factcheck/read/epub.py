"""EPUB: every chapter of a book is an article, in the order in which they are read."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import unquote

from factcheck.read.article import ZIPPED, Article, Content, Reader, Reading, UnreadableError
from factcheck.read.fragments import text_of
from factcheck.read.packed_xml import Package
from factcheck.read.xml import child_text, local, parse

if TYPE_CHECKING:
    from lxml.etree import _Element

CONTAINER = "META-INF/container.xml"
MOST_CHAPTERS = 2_000
# Less is a half title, a dedication or a divider.
FEWEST_WORDS = 8


def read(content: Content) -> Reading:
    """Yield an article for each chapter with text; places have no line numbers.

    Raises:
        UnreadableError: the file is damaged or locked, or has no text.
    """
    package = Package(content)
    if package.has("META-INF/rights.xml"):
        raise UnreadableError("is locked against copying", "Give the article's text.")
    opf = _package_document(package)
    book = parse(package.member(opf), recover=True)
    meta = next((e for e in book.iter() if local(e) == "metadata"), book)
    chapters: list[tuple[str, str]] = []
    faults: list[UnreadableError] = []
    for path in _spine(book, posixpath.dirname(opf)):
        try:
            text = text_of(package.member(path))
        except UnreadableError as error:
            faults.append(UnreadableError(error.reason, error.hint, f"{content.path}/{path}"))
            continue
        if len(text.split()) >= FEWEST_WORDS:
            chapters.append((path, text))
    if not chapters and not faults:
        raise UnreadableError("has no text", "Give the article's text.")
    alone = len(chapters) == 1
    for number, (_, text) in enumerate(chapters, 1):
        yield Article(
            path=content.path,
            text=text,
            name="" if alone else str(number),
            title=(child_text(meta, "title") or None) if alone else None,
            source=child_text(meta, "publisher") or None,
            published=_day(child_text(meta, "date")),
            language=child_text(meta, "language")[:2].lower() or None,
            anchors=None,
        )
    yield from faults


def _package_document(package: Package) -> str:
    """Return the path of the list of what the book holds."""
    for element in parse(package.member(CONTAINER), recover=True).iter():
        if local(element) == "rootfile" and element.get("full-path"):
            return str(element.get("full-path"))
    raise UnreadableError("does not say what it holds", "Is the file whole?")


def _spine(book: _Element, folder: str) -> Iterator[str]:
    """Yield the paths of the chapters, in the order of reading."""
    items = {e.get("id"): e for e in book.iter() if local(e) == "item"}
    count = 0
    for reference in (e for e in book.iter() if local(e) == "itemref"):
        item = items.get(reference.get("idref"))
        if item is None or "nav" in (item.get("properties") or "").split():
            continue
        if "html" not in (item.get("media-type") or "html"):
            continue
        count += 1
        if count > MOST_CHAPTERS:
            raise UnreadableError(f"has more than {MOST_CHAPTERS:,} chapters", "Split it.")
        yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))


def _day(value: str) -> str | None:
    try:
        return date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        return None


def _is_book(content: Content) -> bool:
    return content.data.startswith(ZIPPED) and (
        content.ending == ".epub" or b"application/epub+zip" in content.data[:200]
    )


READER = Reader(
    "epub",
    read,
    endings=(".epub",),
    recognises=_is_book,
    certain=True,
    text="each chapter, in the order of reading",
    metadata="the book's title where it is one article, publisher, date",
    lines="no",
)
