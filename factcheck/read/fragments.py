"""HTML inside other formats (feeds, mails, books) -> text, a line for each block."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.read.withdrawn import prune

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLOCKS = frozenset(
    "address article aside blockquote body br caption dd div dl dt figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section table tbody td tfoot th"
    " thead tr ul".split()
)
UNSHOWN = frozenset("head script style template noscript svg math object iframe title".split())
_SPACE = re.compile(r"[ \t\r\n\f]+")
_PARAGRAPHS = frozenset("blockquote div h1 h2 h3 h4 h5 h6 p section table".split())


def text_of(source: str | bytes) -> str:
    """Return the text that HTML shows, with blocks and the cells of tables on their own lines."""
    from lxml import html
    from lxml.etree import LxmlError

    if not source.strip():
        return ""
    if isinstance(source, str):
        if not ("<" in source or "&" in source):
            return source.strip()
        # A declaration of an encoding is about the bytes, and these are characters.
        source = re.sub(r"\A\s*<\?xml[^>]{0,200}\?>", "", source)
    try:
        tree = html.document_fromstring(source)
    except (LxmlError, ValueError):
        return ""
    prune(tree)
    return shown(tree)


def shown(tree: HtmlElement) -> str:
    """Return the text of a tree; white space in it counts as in a browser."""
    parts: list[str] = []
    # (element, True on the way in): a stack, because pages may be nested as deep as they are long.
    stack: list[tuple[HtmlElement, bool]] = [(tree, True)]
    while stack:
        element, entering = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        tag = tag.rpartition("}")[2].lower()
        if tag in BLOCKS:
            parts.append("\n\n" if tag in _PARAGRAPHS else "\n")
        if not entering:
            parts.append(_SPACE.sub(" ", element.tail or ""))
            continue
        stack.append((element, False))
        if tag and tag not in UNSHOWN:
            parts.append(_SPACE.sub(" ", element.text or ""))
            stack.extend((child, True) for child in reversed(element))
    lines = [re.sub(" +", " ", line).strip() for line in "".join(parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
