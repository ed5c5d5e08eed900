"""What stands on a page and is no text of its article: struck-out words, marks of footnotes.

A page that strikes "221" out and writes "212" after it says 212 alone; the raised figure after
"212" is the number of a note, and joined to it would make 2121. Hidden elements and lists of
references are no reporting either.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

STRUCK = ("del", "s", "strike")
# A raised figure or sign, with or without brackets.
_MARK = re.compile(r"\[?\s?(?:\d{1,3}|[a-z]|note \d{1,3})\s?\]?|[*†‡§¶]{1,3}")
_NOTE_CLASS = re.compile(r"\b(?:reference|footnote|fn|cite|citation|noteref)", re.IGNORECASE)
_LIST_CLASS = re.compile(
    r"\b(?:references|footnotes|reflist|citations|mw-editsection)\b", re.IGNORECASE
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# A raised figure after a power of ten or the sign of a unit is an exponent.
_EXPONENT_BASE = re.compile(
    r"(?:(?<!\d)10|[×x·]\s*\d{1,2}|(?<![^\W\d_])(?:k|c|m|d)?m|(?<![^\W\d_])(?:ft|in|mi|yd|s))\s*\Z"
)


def prune(tree: HtmlElement) -> None:
    """Take out of a page what is struck out, hidden, or the mark or list of its notes."""
    for element in list(tree.iter("del", "s", "strike", "sup", "ol", "ul", "div", "span")):
        if _goes(element) and element.getparent() is not None:
            # The text after the element is its tail, and stays.
            element.drop_tree()


def _goes(element: HtmlElement) -> bool:
    if element.tag in STRUCK or _HIDDEN.search(element.get("style") or ""):
        return True
    if element.tag == "sup":
        return _is_note(element)
    return bool(_LIST_CLASS.search(element.get("class") or ""))


def _is_note(element: HtmlElement) -> bool:
    """Return True if a raised text is the mark of a note, and no exponent and no "th"."""
    if not _MARK.fullmatch(element.text_content().strip()):
        return False
    if element.find(".//a") is not None or _NOTE_CLASS.search(element.get("class") or ""):
        return True
    previous = element.getprevious()
    if previous is not None:
        before = previous.tail or ("" if previous.tag in STRUCK else previous.text_content())
    else:
        parent = element.getparent()
        before = (parent.text or "") if parent is not None else ""
    return not _EXPONENT_BASE.search(before)
