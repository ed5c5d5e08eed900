"""PDF: the text of all pages, one after the other. Needs the extra ``documents``."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

from factcheck.read.article import Article, Content, Reader, Reading, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pypdf import PageObject

MOST_PAGES = 1_000
# The drawing commands of a page of text take some kilobytes; those of a book some 100,000.
MOST_COMMANDS = 2_000_000
MOST_OPERATIONS = 500_000
NEEDS_EXTRA = "Install factcheck[documents]."


def read(content: Content) -> Reading:
    """Yield the one article of a PDF file; it has no lines to point to.

    Raises:
        UnreadableError: the file is encrypted, has too many pages, or is damaged.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise UnreadableError("is a PDF file, which needs pypdf", NEEDS_EXTRA) from None
    # It reports what it mends on the way; either the text comes out, or the file is named.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("is encrypted", "Save it without a password.")
        if len(reader.pages) > MOST_PAGES:
            raise UnreadableError(f"has more than {MOST_PAGES:,} pages", "Split it.")
        text = "\n\n".join(_text(reader.pages))
        title = reader.metadata.title if reader.metadata else None
    except PyPdfError as error:
        # Its messages hold addresses of objects, which differ from run to run.
        reason = f"is damaged ({type(error).__name__})"
        raise UnreadableError(reason, "Save or fetch it again.") from None
    if not text.strip():
        raise UnreadableError("has no text, only pictures", "Give it with its text recognised.")
    # Broken fonts leave halves of surrogate pairs, which no report could hold.
    text = text.encode("utf-8", "replace").decode()
    yield Article(path=content.path, text=text, title=title or None, anchors=None)


def _text(pages: Iterable[PageObject]) -> Iterator[str]:
    """Yield the text of each page, as long as all of them together keep to what articles take."""
    count = 0

    def each(*_: object) -> None:
        # A form that draws itself ten times over, ten levels deep, is a page of few bytes.
        nonlocal count
        count += 1
        if count > MOST_OPERATIONS:
            raise UnreadableError("draws more than articles do", "Give the article's text.")

    for page in pages:
        commands = page.get_contents()
        # Asked for None, as the contents of a page are a dictionary, and mostly an empty one.
        if commands is not None and len(commands.get_data()) > MOST_COMMANDS:
            raise UnreadableError("draws more than articles do", "Give the article's text.")
        yield page.extract_text(visitor_operand_before=each)


READER = Reader(
    "pdf",
    read,
    endings=(".pdf",),
    recognises=lambda content: b"%PDF-" in content.data[:1024],
    certain=True,
    text="the text of all pages",
    metadata="title",
    lines="no",
)
