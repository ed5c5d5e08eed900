"""Org: the text that is shown, without its markup, with the lines of the file."""

from __future__ import annotations

import re

from factcheck.read.article import Content, Reader, Reading
from factcheck.read.light import LONGEST_BLOCK, Page, cells, dates, indent, page, pieces

_KEYWORD = re.compile(r"\A\s*#\+(\w+):\s*(.*)")
LONGEST_DRAWER = 200
_BEGIN = re.compile(r"\A\s*#\+begin_(\w+)\b.*", re.IGNORECASE)
# Blocks whose lines are text; all others are code.
_PROSE = frozenset(("quote", "verse", "center"))
_DRAWER = re.compile(r"\A\s*:[A-Za-z][\w-]*:\s*")
_UNSHOWN = re.compile(
    r"\A\s*(?:#(?: .*|\+.*)?|\|[-+]+\|?\s*|(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):.*|-{5,}\s*)"
)
_HEADING = re.compile(r"\A\*+\s+(?:(?:TODO|DONE|NEXT|WAITING)\s+)?(?:\[#[A-Z]\]\s+)?(?=\S)")
_TAGS = re.compile(r"(?<!\s)\s+:[\w@#%:]+:\s*\Z")
_BULLET = re.compile(r"\A\s*(?:[-+]|\d{1,3}[.)]|\s\*)\s+(?:\[[ X-]\]\s+)?(?=\S)")
_EDGE = r"(?<![\w*/=~+])"
_END = r"(?![\w*/=~+])"
_MARKUP = re.compile(
    r"\[\[[^\[\]]{0,400}\]\[([^\[\]]{0,400})\]\]|\[\[[^\[\]]{0,400}\]\]|\[fn:[^\[\]]{0,900}\]"
    rf"|{_EDGE}\*(?=\S)([^*\n]+?)(?<=\S)\*{_END}"
    rf"|{_EDGE}/(?=\S)([^/\n]+?)(?<=\S)/{_END}"
    rf"|(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)"
    rf"|{_EDGE}=(?=\S)([^=\n]+?)(?<=\S)={_END}"
    rf"|{_EDGE}~(?=\S)([^~\n]+?)(?<=\S)~{_END}"
    rf"|{_EDGE}\+(?=\S)[^+\n]+?(?<=\S)\+{_END}"
    r"|[<\[](\d{4}-\d\d-\d\d)(?: [A-Za-z]{2,4})?(?: \d\d?:\d\d)?[^<>\[\]]{0,20}[>\]]"
)


def read(content: Content) -> Reading:
    """Yield the one article of a file.

    Raises:
        UnreadableError: the bytes are not text.
    """
    it = page(content)
    number = 0
    while number < len(it.lines):
        number = _block(it, number)
    it.meta = dates({k: v.strip("<>[]") for k, v in it.meta.items()})
    yield it.article()


def _block(it: Page, number: int) -> int:
    """Show what line ``number`` (from 0) shows, and return the number of the next one."""
    line = it.lines[number]
    begin = _BEGIN.fullmatch(line)
    if begin:
        return number + 1 if begin[1].lower() in _PROSE else _after(it, number, begin[1])
    keyword = _KEYWORD.fullmatch(line)
    if keyword:
        it.meta.setdefault(keyword[1].lower(), keyword[2].strip())
        return number + 1
    if _DRAWER.fullmatch(line):
        return _after_drawer(it, number)
    if _UNSHOWN.fullmatch(line):
        return number + 1
    if line.lstrip().startswith("|"):
        for text, column in cells(line):
            it.shown.add(number + 1, list(pieces(text, column, _MARKUP)))
        return number + 1
    _show(it, number, line)
    return number + 1


def _after(it: Page, number: int, name: str) -> int:
    """Return the number of the line after a block; one that is never closed is only a line."""
    last = f"#+end_{name}".lower()
    for end in range(number + 1, min(number + LONGEST_BLOCK, len(it.lines))):
        if it.lines[end].strip().lower() == last:
            return end + 1
    return number + 1


def _after_drawer(it: Page, number: int) -> int:
    for end in range(number + 1, min(number + LONGEST_DRAWER, len(it.lines))):
        if it.lines[end].strip().upper() == ":END:":
            return end + 1
        if it.lines[end].startswith("*"):
            break
    return number + 1


def _show(it: Page, number: int, line: str) -> None:
    heading = _HEADING.match(line)
    mark = heading or _BULLET.match(line)
    cut = mark.end() if mark else indent(line)
    text = _TAGS.sub("", line[cut:]) if heading else line[cut:].rstrip()
    shown = list(pieces(text, cut, _MARKUP))
    if heading and not it.title:
        it.title = "".join(piece for piece, _ in shown)
    it.shown.add(number + 1, shown)


READER = Reader(
    "org",
    read,
    endings=(".org",),
    text="what is shown, without markup; code, comments, drawers and what is struck out are left"
    " out",
    metadata="keywords at the top (`#+TITLE:`, `#+DATE:` and the names that front matter has),"
    " first heading",
)
