"""AsciiDoc: the text that is shown, without its markup, with the lines of the file."""

from __future__ import annotations

import re

from factcheck.read.article import Content, Reader, Reading
from factcheck.read.light import LONGEST_BLOCK, Page, cells, dates, indent, page, pieces

_HEADING = re.compile(r"(={1,6}|#{1,6})\s+(?=\S)")
_ATTRIBUTE = re.compile(r":(!?[\w-]+!?):(?:\s+(.*))?")
_REVISION = re.compile(r"\A(?:v[\w.]+,?\s*)?(\d{4}-\d\d-\d\d)(?:[:,].*)?")
# The line under the title names who wrote the page.
_AUTHOR = re.compile(r"<\S+@\S+>|^[^.!?]+$")
# Blocks of code, comments and raw text; all others only have a line above and below.
_CODE = re.compile(r"(-{4,}|\.{4,}|\+{4,}|/{4,}|`{3,})(\w*)\s*")
_DELIMITER = re.compile(r"(?:={4,}|\*{4,}|_{4,}|--|[|,:!]={3,}|'{3,}|<{3,}|\+)\s*")
_UNSHOWN = re.compile(
    r"\A(?://.*|\[[^\]\n]*\]\s*"
    r"|(?:include|image|video|audio|toc|ifdef|ifndef|ifeval|endif)::.*)"
)
_LABEL = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):\s+")
_BULLET = re.compile(r"\A\s*(?:\*{1,5}|-|\.{1,5}|\d{1,3}\.)\s+(?:\[[ x*]\]\s+)?(?=\S)")
_BLOCK_TITLE = re.compile(r"\.(?=[^\s.])")
_MARKUP = re.compile(
    r"footnote:\w{0,40}\[[^\]]{0,900}\]|(?:image|icon|anchor|indexterm2?):[^\s\[]{0,400}\[[^\]]{0,400}\]"
    r"|\[\[[^\]]{0,400}\]\]"
    r"|(?:link|xref|mailto):[^\s\[]{0,400}\[([^\]]{0,400}?)\^?\]"
    r"|https?://[^\s\[\]<>]{1,400}\[([^\]]{0,400}?)\^?\]"
    r"|<<[^<>,]{0,200},\s*([^<>]{0,400})>>"
    r"|(?<![\w`])`\+?([^`\n]+?)\+?`(?![\w`])"
    r"|\*\*([^*\n]+?)\*\*|__([^_\n]+?)__"
    r"|(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"
    r"|(?<![\w_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w_])"
    r"|\[(?:line-through|\.line-through)\]#[^#\n]*#"
    r"|(?:\[[\w.-]+\])?(?<![\w#])#(?=\S)([^#\n]+?)(?<=\S)#(?![\w#])"
    r"|\s\+$"
)


def read(content: Content) -> Reading:
    """Yield the one article of a file.

    Raises:
        UnreadableError: the bytes are not text.
    """
    it = page(content)
    number = _header(it)
    while number < len(it.lines):
        number = _block(it, number)
    it.meta = dates(it.meta)
    yield it.article()


def _header(it: Page) -> int:
    """Show the title of the document, take in what stands under it, and return the next line."""
    number = 0
    while number < len(it.lines) and (
        not it.lines[number].strip() or it.lines[number].startswith("//")
    ):
        number += 1
    titled = number < len(it.lines) and re.match(r"[=#]\s+\S", it.lines[number])
    if titled:
        _show(it, number, it.lines[number])
        number += 1
    first = number
    while number < len(it.lines) and it.lines[number].strip():
        attribute = _ATTRIBUTE.fullmatch(it.lines[number])
        revision = _REVISION.fullmatch(it.lines[number].strip())
        if attribute:
            name = {"revdate": "date"}.get(attribute[1].lower(), attribute[1].lower())
            it.meta.setdefault(name, (attribute[2] or "").strip())
        elif revision:
            it.meta.setdefault("date", revision[1])
        elif not (titled and number == first and _AUTHOR.search(it.lines[number])):
            break
        number += 1
    return number


def _block(it: Page, number: int) -> int:
    """Show what line ``number`` (from 0) shows, and return the number of the next one."""
    line = it.lines[number]
    code = _CODE.fullmatch(line)
    if code:
        return _after(it, number, code[1])
    attribute = _ATTRIBUTE.fullmatch(line)
    if attribute or _DELIMITER.fullmatch(line) or _UNSHOWN.fullmatch(line):
        return number + 1
    if line.startswith("|"):
        for text, column in cells(line):
            it.shown.add(number + 1, list(pieces(text, column, _MARKUP)))
        return number + 1
    _show(it, number, line)
    return number + 1


def _after(it: Page, number: int, delimiter: str) -> int:
    """Return the number of the line after a block; one that is never closed is only a line."""
    for end in range(number + 1, min(number + LONGEST_BLOCK, len(it.lines))):
        if it.lines[end].rstrip() == delimiter:
            return end + 1
    return number + 1


def _show(it: Page, number: int, line: str) -> None:
    heading = _HEADING.match(line)
    mark = heading or _LABEL.match(line) or _BLOCK_TITLE.match(line) or _BULLET.match(line)
    cut = mark.end() if mark else indent(line)
    shown = list(pieces(line[cut:].rstrip(), cut, _MARKUP))
    if heading and len(heading[1]) == 1 and not it.title:
        it.title = "".join(text for text, _ in shown)
    it.shown.add(number + 1, shown)


READER = Reader(
    "asciidoc",
    read,
    endings=(".adoc", ".asciidoc"),
    text="what is shown, without markup; code, comments and pictures are left out",
    metadata="attributes at the top (`:revdate:` and the names that front matter has), title",
)
