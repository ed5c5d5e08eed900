"""PDF: the text of all pages, one after the other. Needs the extra ``documents``."""

from __future__ import annotations

import io
import logging

from factcheck.read.article import Article, Content, Reading, UnreadableError

MOST_PAGES = 1_000
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
        text = "\n\n".join(page.extract_text() for page in reader.pages)
        title = reader.metadata.title if reader.metadata else None
    except PyPdfError as error:
        raise UnreadableError(f"is damaged: {error}", "Save or fetch it again.") from None
    if not text.strip():
        raise UnreadableError("has no text, only pictures", "Give it with its text recognised.")
    # Broken fonts leave halves of surrogate pairs, which no report could hold.
    text = text.encode("utf-8", "replace").decode()
    yield Article(path=content.path, text=text, title=title or None, anchors=None)
