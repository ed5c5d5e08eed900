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
    from docx.table import _Cell


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
    text = "\n".join(_lines(document))
    title = document.core_properties.title or None
    yield Article(path=content.path, text=text, title=title, anchors=None)


def _lines(part: Document | _Cell) -> Iterator[str]:
    """Yield the text of each paragraph and table cell, in order."""
    from docx.text.paragraph import Paragraph

    for item in part.iter_inner_content():
        if isinstance(item, Paragraph):
            yield item.text
            continue
        seen = set()
        for row in item.rows:
            for cell in row.cells:
                # A merged cell is listed once for every column that it covers.
                if cell._tc not in seen:
                    seen.add(cell._tc)
                    yield from _lines(cell)


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
    text="paragraphs and table cells",
    metadata="title",
    lines="no",
)
