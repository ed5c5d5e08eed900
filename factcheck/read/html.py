"""HTML: main text, title, source, URL and date as trafilatura and htmldate find them."""

from __future__ import annotations

import codecs
import logging
import re

from factcheck.language.offline import import_without_sockets
from factcheck.read.article import Article, Content, Reader, Reading, UnreadableError
from factcheck.read.decode import decode, defects

# Far more than any article's page has. The tree of a page takes many times its size, and finding
# the article in it takes more than proportional time.
MOST_BYTES = 10_000_000
MOST_TAGS = 60_000
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?([\w-]{2,40})", re.IGNORECASE)
# The search for dates in running text would take the date of an event for that of the article.
DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


def read(content: Content) -> Reading:
    """Yield the one article of a page; what is shown has no lines in the file.

    Raises:
        UnreadableError: the page is too large, or no article can be found in it.
    """
    if len(content.data) > MOST_BYTES:
        raise UnreadableError(f"is a page of more than {MOST_BYTES:,} bytes", "Give its text.")
    if content.data.count(b"<") > MOST_TAGS:
        raise UnreadableError(f"is a page of more than {MOST_TAGS:,} tags", "Give its text.")
    # Imported here: only runs over HTML shall wait for it.
    import_without_sockets("trafilatura")
    from trafilatura import bare_extraction

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    page = _decode(content.data)
    found = bare_extraction(
        page,
        include_comments=False,
        with_metadata=True,
        favor_precision=True,
        date_extraction_params=dict(DATES),
    )
    text = (found.text or "") if found and not isinstance(found, dict) else ""
    if found is None or isinstance(found, dict) or not text.strip():
        raise UnreadableError("has no article that can be found in it", "Give its text.")
    yield Article(
        path=content.path,
        text=text,
        title=found.title or None,
        source=found.sitename or found.hostname or None,
        url=found.url or None,
        published=found.date or None,
        anchors=None,
        notes=defects(text),
    )


def _decode(data: bytes) -> str:
    """Return the page, decoded as it says itself where that is possible."""
    stated = CHARSET.search(data[:4096])
    if stated and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(stated[1].decode("ascii"))
        except (LookupError, UnicodeError):
            pass
    return decode(data)


def _looks_like_html(content: Content) -> bool:
    # UTF-16 without its zero bytes is as good as ASCII for this.
    head = content.data[:2048].replace(b"\0", b"")
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(mark)
    head = head.lstrip().lower()
    return head.startswith((b"<!doctype html", b"<html")) or (
        head.startswith((b"<?xml", b"<!--")) and b"<html" in head
    )


READER = Reader(
    "html",
    read,
    endings=(".html", ".htm", ".xhtml"),
    recognises=_looks_like_html,
    text="the main text, as [trafilatura](https://trafilatura.readthedocs.io) finds it",
    metadata="from the page's metadata",
    lines="no",
)
