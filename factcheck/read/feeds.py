"""RSS, Atom and RDF: every entry is an article. Needs the extra ``documents``."""

from __future__ import annotations

import io
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any

from factcheck.language.offline import import_without_sockets
from factcheck.read.article import Article, Content, Reader, Reading, UnreadableError
from factcheck.read.fragments import text_of
from factcheck.read.headline import titled
from factcheck.read.pdf import NEEDS_EXTRA

MOST_BYTES = 10_000_000
MOST_ENTRIES = 10_000
ROOTS = (b"<rss", b"<feed", b"<rdf:rdf")


def read(content: Content) -> Reading:
    """Yield an article for each entry; its text has no line numbers.

    Raises:
        UnreadableError: the file is no feed, or far larger than one.
    """
    if not _is_feed(content):
        raise UnreadableError(
            "is XML, but neither a feed nor a dump of a wiki", "Save the article as text or HTML."
        )
    if len(content.data) > MOST_BYTES:
        raise UnreadableError(f"is a feed of more than {MOST_BYTES:,} bytes", "Split it.")
    if b"<!ENTITY" in content.data[:100_000]:
        raise UnreadableError("declares entities, as no feed does", "Save it from its address.")
    try:
        import_without_sockets("feedparser")
        import feedparser
    except ImportError:
        raise UnreadableError("is a feed, which needs feedparser", NEEDS_EXTRA) from None
    # Given bytes in a file object, it opens neither an address nor another file.
    feed = feedparser.parse(io.BytesIO(content.data))
    entries = feed.entries[: MOST_ENTRIES + 1]
    if not entries:
        raise UnreadableError("is a feed without entries", "Fetch it again.")
    for number, entry in enumerate(entries, 1):
        if number > MOST_ENTRIES:
            yield UnreadableError(f"has more than {MOST_ENTRIES:,} entries", "Split it.")
            return
        yield _article(content.path, "" if len(entries) == 1 else str(number), entry, feed.feed)


def _article(path: str, name: str, entry: Any, feed: Any) -> Article | UnreadableError:
    """Return the article of one entry: of its texts, feeds give a short and mostly a full one."""
    values = [part.get("value") or "" for part in entry.get("content", [])]
    text = max((text_of(v) for v in [*values, entry.get("summary") or ""]), key=len)
    title = text_of(entry.get("title") or "").replace("\n", " ")
    if not text:
        number = name or "1"
        return UnreadableError(f"entry {number} has no text ({title[:60]!r})", "Save its page.")
    article = Article(
        path=path,
        text=text,
        name=name,
        title=title or None,
        source=text_of((entry.get("source") or {}).get("title") or feed.get("title") or "") or None,
        url=entry.get("link") or None,
        published=_published(entry),
        anchors=None,
    )
    return titled(article)


def day(value: object) -> str | None:
    """Return the day of a date and time as it is written, not as it was at Greenwich."""
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value.strip()[:10]).isoformat()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _published(entry: dict[str, Any]) -> str | None:
    """Return the day of an entry as it is written, or in another form that the library knows."""
    # Its own "get" takes one of the keys for the other, with a warning.
    written = [dict.get(entry, key) for key in ("published", "updated")]
    found = next((d for d in map(day, written) if d), None)
    parsed = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    if found or not parsed:
        return found
    return f"{parsed[0]:04}-{parsed[1]:02}-{parsed[2]:02}"


def _is_feed(content: Content) -> bool:
    head = content.data[:4096].replace(b"\0", b"").lower()
    return any(root in head for root in ROOTS) and b"<html" not in head.split(b"<rss")[0]


def _begins_as_feed(content: Content) -> bool:
    head = content.data[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<?xml", *ROOTS)) and _is_feed(content)


READER = Reader(
    "feed",
    read,
    endings=(".rss", ".atom", ".rdf", ".xml"),
    recognises=_begins_as_feed,
    text="the full text of each entry, else its summary",
    metadata="of the entry, source from the feed",
    lines="no",
)
