"""Tables that lay out a page, and articles that a page holds only as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from factcheck.read.fragments import BLOCKS, text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# A cell with more characters holds paragraphs, and no datum.
LONGEST_DATUM = 300
_BLOCKS = ".//p|.//div|.//h1|.//h2|.//h3|.//h4|.//ul|.//ol|.//table|.//article|.//blockquote"
_PARTS = ("table", "thead", "tbody", "tfoot", "tr", "td", "th")
_DEEPEST = 20
_MOST_VALUES = 10_000
# The part of the article that the page itself must show, lest it is taken for a teaser of it.
TEASER = 0.5


def open_tables(tree: HtmlElement) -> None:
    """Turn the cells of tables that only lay out a page into blocks of their own."""
    # The outer ones first: a table inside of one may be a table of data.
    for table in [t for t in tree.iter("table") if _lays_out(t)]:
        parts = [p for p in table.iter(*_PARTS) if p is table or _owner(p) is table]
        for part in parts:
            if part.tag in ("td", "th"):
                _wrap(part)
            part.tag = "div"


def _owner(part: HtmlElement) -> HtmlElement | None:
    return next(part.iterancestors("table"), None)


def _wrap(cell: HtmlElement) -> None:
    """Set what stands in a cell beside its blocks into paragraphs, as which it is shown."""
    children, text = list(cell), cell.text or ""
    cell.text = None
    for child in children:
        cell.remove(child)
    paragraph = _paragraph(cell, text)
    for child in children:
        tail = child.tail or ""
        if child.tag in BLOCKS and child.tag != "br":
            child.tail = None
            cell.append(child)
            paragraph = _paragraph(cell, tail)
        else:
            if paragraph is None:
                paragraph = cell.makeelement("p")
                cell.append(paragraph)
            paragraph.append(child)


def _paragraph(cell: HtmlElement, text: str) -> HtmlElement | None:
    """Add a paragraph that begins with ``text``, none where that is empty."""
    if not text.strip():
        return None
    paragraph = cell.makeelement("p")
    paragraph.text = text
    cell.append(paragraph)
    return paragraph


def _lays_out(table: HtmlElement) -> bool:
    """Return True unless a table has what tables of data have: headings, a caption, short cells."""
    if table.get("role") in ("presentation", "none"):
        return True
    own = [c for c in table.iter("td", "th") if _owner(c) is table]
    if any(cell.tag == "th" for cell in own) or table.find("caption") is not None:
        return False
    return any(_holds_blocks(cell) for cell in own)


def _holds_blocks(cell: HtmlElement) -> bool:
    blocks = cell.xpath(_BLOCKS)
    # Many editors set every datum into a paragraph of its own.
    if len(blocks) == 1 and blocks[0].tag in ("p", "div"):
        blocks = []
    return bool(blocks) or len(" ".join(cell.text_content().split())) > LONGEST_DATUM


def article_body(tree: HtmlElement) -> str:
    """Return the longest ``articleBody`` in the data of a page (JSON-LD), empty if it has none."""
    bodies = [""]
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            loaded = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        bodies.extend(_bodies(loaded))
    longest = max(bodies, key=len)
    longest = text_of(longest) if "</" in longest or "&" in longest else longest.strip()
    return longest.encode("utf-8", "replace").decode()


def _bodies(loaded: Any) -> Iterator[str]:
    """Yield every text under the key ``articleBody``."""
    stack, seen = [(loaded, 0)], 0
    while stack and seen < _MOST_VALUES:
        value, depth = stack.pop()
        seen += 1
        if isinstance(value, dict):
            body = value.get("articleBody")
            if isinstance(body, str):
                yield body
            inner = list(value.values())
        else:
            inner = value if isinstance(value, list) else []
        if depth < _DEEPEST:
            stack.extend((v, depth + 1) for v in inner if isinstance(v, (dict, list)))
