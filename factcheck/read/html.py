"""HTML: main text, title, source, URL and date as trafilatura and htmldate find them."""

from __future__ import annotations

import codecs
import logging
import re

from factcheck.language.offline import import_without_sockets
from factcheck.read.article import Article, Content, Reader, Reading, UnreadableError
from factcheck.read.decode import decode, defects
from factcheck.read.layout import TEASER, article_body, open_tables
from factcheck.read.places import places
from factcheck.read.withdrawn import prune

# Far more than the page of an article has. The tree of a page takes many times the memory of the
# page, and the time to find the article in it grows faster than its size.
MOST_BYTES = 10_000_000
MOST_TAGS = 60_000
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?([\w-]{2,40})", re.IGNORECASE)
# The extensive search would take the date of an event in the text for that of the article.
DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


def read(content: Content) -> Reading:
    """Yield the one article of a page.

    Raises:
        UnreadableError: the page is too large, or no article can be found in it.
    """
    if len(content.data) > MOST_BYTES:
        raise UnreadableError(f"is a page of more than {MOST_BYTES:,} bytes", "Give its text.")
    if content.data.count(b"<") > MOST_TAGS:
        raise UnreadableError(f"is a page of more than {MOST_TAGS:,} tags", "Give its text.")
    # Imported here, because it takes long and only HTML needs it.
    import_without_sockets("trafilatura")
    from trafilatura import bare_extraction, load_html

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    source = _decode(content.data)
    tree = load_html(source)
    body = ""
    if tree is not None:
        body = article_body(tree)
        prune(tree)
        open_tables(tree)
    extracted = tree is not None and bare_extraction(
        tree,
        include_comments=False,
        with_metadata=True,
        favor_precision=True,
        date_extraction_params=dict(DATES),
    )
    if isinstance(extracted, dict):
        extracted = None
    text = (extracted.text or "") if extracted else ""
    # A page that shows the beginning of its article only may hold all of it as data.
    if len(text) < TEASER * len(body):
        text = body
    if not text.strip():
        raise UnreadableError("has no article that can be found in it", "Give its text.")
    yield Article(
        path=content.path,
        text=text,
        title=(extracted.title or None) if extracted else None,
        source=(extracted.sitename or extracted.hostname or None) if extracted else None,
        url=(extracted.url or None) if extracted else None,
        published=(extracted.date or None) if extracted else None,
        anchors=places(source, text),
        notes=defects(text),
    )


def _decode(data: bytes) -> str:
    """Return the text of a page, in the encoding that it states where that is possible."""
    stated = CHARSET.search(data[:4096])
    if stated and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(stated[1].decode("ascii"))
        except (LookupError, UnicodeError):
            pass
    return decode(data)


def _looks_like_html(content: Content) -> bool:
    """Return True if content begins like an HTML page."""
    # UTF-16 without its zero bytes is like ASCII here.
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
    text="the main text, as [trafilatura](https://trafilatura.readthedocs.io) finds it; where the"
    " page shows less than half of it, the `articleBody` of its data",
    metadata="from the page's metadata",
)
