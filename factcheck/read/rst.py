"""reStructuredText: the text that is shown, without its markup, with the lines of the file."""

from __future__ import annotations

import re

from factcheck.read.article import Content, Reader, Reading
from factcheck.read.light import Page, cells, dates, indent, page, pieces

# A line of one mark over or under a title, or between parts; the rules of tables.
_ADORNMENT = re.compile(r"\A\s*([!-/:-@\[-`{-~])\1{2,}\s*")
_RULE = re.compile(r"\A\s*(?:\+(?:[-=]*\+)+|=+(?:\s+=+)+|-+(?:\s+-+)+)\s*")
_ROW = re.compile(r"\A\s*\|.*\|\s*")
_FIELD = re.compile(r":([A-Za-z][\w -]{0,40}):(?:\s+(.*))?")
_OPTION = re.compile(r"\A\s*:[\w-]+:(?:\s.*)?")
_DIRECTIVE = re.compile(r"\A\s*\.\. (?:\|[^|]*\| )?([\w:.+-]+?)::(?:\s+(.*))?")
_NOTE = re.compile(r"\A(\s*\.\. \[[^\]]{1,40}\]\s+)(\S.*)")
_BULLET = re.compile(r"\A\s*(?:[*+•-]|#\.|\(?\d{1,3}[.)]|\|)\s+(?=\S)")
# Directives whose lines are text; what stands in any other is code, a picture or a list of pages.
_PROSE = frozenset(
    "admonition attention caution danger deprecated epigraph error figure highlights hint important"
    " note parsed-literal pull-quote rubric seealso sidebar tip topic versionadded versionchanged"
    " warning container table list-table compound class only".split()
)
_ARGUMENT_SHOWN = _PROSE - {"figure", "container", "class", "only", "highlights", "epigraph"}
_MARKUP = re.compile(
    r"``(.{1,400}?)``"
    r"|(?::[\w:.+-]{1,40}:)`~?([^`<]{0,400}?)(?:\s*<[^`<>]{0,400}>)?`"
    r"|`([^`<]{1,400}?)(?:\s*<[^`<>]{0,400}>)?`(?:__?|:[\w:.+-]{1,40}:)?"
    r"|\*\*(?=\S)(.{1,400}?)(?<=\S)\*\*"
    r"|(?<![\w*])\*(?=\S)([^*]{1,400}?)(?<=\S)\*(?![\w*])"
    r"|\[(?:\d+|#\w*|\*|[A-Z]\w*)\]_"
    r"|(?<![\w|])\|([\w .-]{1,400}?)\|_{0,2}(?![\w|])"
    r"|(?<=\w)__?(?![\w_])"
    r"|\\(\S)|\\\s"
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
    it.meta = dates(it.meta)
    yield it.article()


def _block(it: Page, number: int) -> int:
    """Show what line ``number`` (from 0) shows, and return the number of the next one."""
    line = it.lines[number]
    directive = _DIRECTIVE.fullmatch(line)
    note = _NOTE.fullmatch(line)
    if directive:
        return _directive(it, number, directive[1], directive[2] or "", line)
    if note:
        _show(it, number, note[2], len(note[1]))
        return number + 1
    if line.lstrip().startswith(".. ") or line.strip() == "..":
        return _end_of_block(it, number)
    field = _FIELD.fullmatch(line)
    if field and not any(it.shown.lines[1:]):
        it.meta.setdefault(field[1].lower(), (field[2] or "").strip())
        return number + 1
    if _is_adornment(it, number):
        return number + 1
    if _ROW.fullmatch(line):
        for text, column in cells(line):
            _show(it, number, text, column)
        return number + 1
    if line.rstrip().endswith("::"):
        # ":: ends a paragraph before code, and one colon of it is shown.
        kept = line.rstrip()[:-1] if line.strip() != "::" else ""
        _show(it, number, kept.rstrip(), 0)
        return _end_of_block(it, number) if _is_followed_by_code(it, number) else number + 1
    _show(it, number, line, 0)
    return number + 1


def _show(it: Page, number: int, text: str, column: int) -> None:
    """Show a line or a part of it, without indentation and the mark of a list."""
    previous = it.lines[number - 1] if number else ""
    mark = _BULLET.match(text)
    # A wrapped line may begin with a number and a dot: a list begins after an empty line.
    begins = mark and (not previous.strip() or _BULLET.match(previous))
    cut = mark.end() if mark and begins else indent(text)
    shown = list(pieces(text[cut:].rstrip(), column + cut, _MARKUP))
    following = it.lines[number + 1] if number + 1 < len(it.lines) else ""
    if not it.title and text.strip() and _ADORNMENT.fullmatch(following):
        it.title = "".join(piece for piece, _ in shown)
    it.shown.add(number + 1, shown)


def _directive(it: Page, number: int, name: str, argument: str, line: str) -> int:
    if name.lower() not in _PROSE:
        return _end_of_block(it, number)
    # "versionadded:: 3.2" names a version and tells nothing of it; the text may follow in its line.
    told = not name.startswith(("version", "deprecated")) or len(argument.split()) > 1
    if argument and told and name.lower() in _ARGUMENT_SHOWN:
        _show(it, number, argument, len(line) - len(line[line.index("::") + 2 :].lstrip()))
    number += 1
    while number < len(it.lines) and _OPTION.fullmatch(it.lines[number]):
        number += 1
    return number


def _end_of_block(it: Page, number: int) -> int:
    """Return the number of the first line after a block that is indented under line ``number``."""
    depth = indent(it.lines[number])
    number += 1
    while number < len(it.lines):
        line = it.lines[number]
        if line.strip() and indent(line) <= depth:
            break
        number += 1
    return number


def _is_followed_by_code(it: Page, number: int) -> bool:
    following = next((line for line in it.lines[number + 1 :] if line.strip()), "")
    return indent(following) > indent(it.lines[number])


def _is_adornment(it: Page, number: int) -> bool:
    """Return True for rules of tables and for lines over and under titles, but not for "..."."""
    line = it.lines[number]
    return bool(_RULE.fullmatch(line) or (_ADORNMENT.fullmatch(line) and line.strip() != "..."))


READER = Reader(
    "restructuredtext",
    read,
    endings=(".rst",),
    text="what is shown, without markup; code, comments and pictures are left out",
    metadata="fields at the top (`:date:` and the names that front matter has), first heading",
)
