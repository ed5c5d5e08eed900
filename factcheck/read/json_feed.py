"""JSON Feed: every item of the feed is an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factcheck.read.article import Article, Reading, UnreadableError
from factcheck.read.feeds import day
from factcheck.read.fragments import text_of
from factcheck.read.headline import titled

HINT = "jsonfeed.org says what a feed holds."


def is_feed(values: Mapping[str, Any]) -> bool:
    """Return True if an object says that it is a feed."""
    return str(values.get("version")).startswith(
        ("https://jsonfeed.org/version/", "http://jsonfeed.org/version/")
    )


def read_feed(path: str, feed: Mapping[str, Any]) -> Reading:
    """Yield an article for each item; its text has no line numbers.

    Raises:
        UnreadableError: the feed has no items.
    """
    items = feed.get("items")
    if not isinstance(items, list) or not items:
        raise UnreadableError("is a feed without items", HINT)
    for number, item in enumerate(items, 1):
        name = "" if len(items) == 1 else str(number)
        values = item if isinstance(item, Mapping) else {}
        plain, marked = _string(values, "content_text"), _string(values, "content_html")
        text = plain if plain.strip() else text_of(marked) or _string(values, "summary")
        if not text.strip():
            yield UnreadableError(f"item {number} has no text", HINT)
            continue
        article = Article(
            path=path,
            text=text,
            name=name,
            title=_string(values, "title") or None,
            source=_string(feed, "title") or None,
            url=_string(values, "url") or None,
            published=day(values.get("date_published")) or day(values.get("date_modified")),
            language=(_string(values, "language") or _string(feed, "language"))[:2].lower() or None,
            anchors=None,
        )
        yield titled(article)


def _string(values: Mapping[str, Any], key: str) -> str:
    """Return a text, empty for anything else; halves of characters are shown as lost."""
    value = values.get(key)
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""
