"""DOCX: paragraphs and table cells, one per line. Needs the extra ``documents``."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from factcheck.read.article import ZIPPED, Article, Content, Reader, Reading, UnreadableError
from factcheck.read.pdf import NEEDS_EXTRA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from lxml.etree import _Element

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What was deleted, or moved from here; what is drawn has no place among the paragraphs.
_GONE = frozenset(f"{_WORD}{name}" for name in ("del", "moveFrom", "drawing", "pict", "object"))
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_DEEPEST = 200


def read(content: Content) -> Reading:
    """Yield the one article of a DOCX file; its text has no line numbers.

    Raises:
        UnreadableError: the file unpacks to more than the limit, or is damaged.
    """
    try:
        import docx
    except ImportError:
        raise UnreadableError("is a DOCX file, which needs python-docx", NEEDS_EXTRA) from None
    try:
        with zipfile.ZipFile(io.BytesIO(content.data)) as archive:
            # Unpacking stops at the stated sizes, so their sum is the most that it can give.
            size = sum(info.file_size for info in archive.infolist())
        if size > content.limit:
            raise UnreadableError(f"unpacks to more than {content.limit:,} bytes", "Split it.")
        document = docx.Document(io.BytesIO(content.data))
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        reason = f"is damaged ({type(error).__name__})"
        raise UnreadableError(reason, "Save or fetch it again.") from None
    text = "".join(_lines(document.element.body, 0)).removesuffix("\n")
    yield Article(path=content.path, text=text, title=_title(document), anchors=None)


def _title(document: Document) -> str | None:
    """Return the title that the file gives itself; for a file without, the library makes one up."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    try:
        document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    except KeyError:
        return None
    return document.core_properties.title or None


def _lines(part: _Element, depth: int) -> Iterator[str]:
    """Yield the text of each paragraph and table cell with its newline, in order.

    Tracked changes are made: what was inserted is in, what was deleted is out. A paragraph whose
    end was deleted goes on in the next one.
    """
    if depth > _DEEPEST:
        raise UnreadableError("is nested too deeply", "Give the article's text.")
    for child in part:
        if child.tag == f"{_WORD}p":
            text = "".join(_pieces(child, 0))
            if child.find(f"{_WORD}pPr/{_WORD}rPr/{_WORD}del") is None:
                yield f"{text}\n"
            else:
                yield text
        elif isinstance(child.tag, str) and not _is_gone(child):
            yield from _lines(child, depth + 1)


def _is_gone(element: _Element) -> bool:
    """Return True for what is not shown: deletions, deleted rows, all but the first merged cell."""
    if element.tag in _GONE:
        return True
    if element.tag == f"{_WORD}tr":
        return element.find(f"{_WORD}trPr/{_WORD}del") is not None
    merged = element.find(f"{_WORD}tcPr/{_WORD}vMerge") if element.tag == f"{_WORD}tc" else None
    return merged is not None and merged.get(f"{_WORD}val") != "restart"


def _pieces(element: _Element, depth: int) -> Iterator[str]:
    """Yield the text of a paragraph, also what was inserted, and what links show."""
    if depth > _DEEPEST:
        raise UnreadableError("is nested too deeply", "Give the article's text.")
    for child in element:
        name = child.tag.removeprefix(_WORD) if isinstance(child.tag, str) else ""
        if name == "t":
            yield child.text or ""
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name and name not in ("pPr", "rPr") and child.tag not in _GONE:
            yield from _pieces(child, depth + 1)


def _is_word(content: Content) -> bool:
    """Return True if content is a Word document."""
    # A ZIP file lists its members near its end, so all of it is searched.
    return content.data.startswith(ZIPPED) and (
        content.ending == ".docx" or b"word/document.xml" in content.data
    )


READER = Reader(
    "docx",
    read,
    endings=(".docx",),
    recognises=_is_word,
    certain=True,
    text="paragraphs and table cells; tracked changes as made",
    metadata="title",
    lines="no",
)
