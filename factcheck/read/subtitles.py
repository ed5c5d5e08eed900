"""SRT and WebVTT: what is spoken, line for line, without numbers, times and markup."""

from __future__ import annotations

import re

from factcheck.read.article import Article, Content, Reader, Reading, UnreadableError
from factcheck.read.decode import decode, defects
from factcheck.read.shown import Shown

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMES = re.compile(rf"\A\s*{_TIME}\s*-->\s*{_TIME}.*")
# "<i>", "<v Ann Quayle>", "<00:01:02.000>", "{\an8}"
_MARKUP = re.compile(r"</?[a-zA-Z][^<>\n]{0,100}>|<[\d:.]{5,12}>|\{\\[^{}\n]{0,60}\}")
_ENTITY = re.compile(r"&(?:amp|lt|gt|nbsp|lrm|rlm);")
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": "\u00a0"}


def read(content: Content) -> Reading:
    """Yield the one article of a file of subtitles.

    Raises:
        UnreadableError: the bytes are not text, or it has no times.
    """
    source = decode(content.data).replace("\r\n", "\n").replace("\r", "\n")
    lines = source.split("\n")
    shown = Shown()
    speaking = found = False
    for number, line in enumerate(lines, 1):
        if _TIMES.fullmatch(line):
            speaking = found = True
        elif not line.strip():
            speaking = False
        elif speaking:
            shown.add(number, _pieces(line))
    if not found:
        raise UnreadableError("has no times, so it is no file of subtitles", "Name it .txt.")
    yield Article(
        path=content.path, text=shown.text, anchors=tuple(shown.anchors), notes=defects(source)
    )


def _pieces(line: str) -> list[tuple[str, int]]:
    """Return what is shown of a line; entities become the characters they stand for."""
    pieces, column = [], 0
    marks = sorted([*_MARKUP.finditer(line), *_ENTITY.finditer(line)], key=lambda m: m.start())
    for mark in marks:
        if mark.start() < column:
            continue
        pieces.append((line[column : mark.start()], column))
        pieces.append((_ENTITIES.get(mark.group(), ""), mark.start()))
        column = mark.end()
    return [*pieces, (line[column:], column)]


READER = Reader(
    "subtitles",
    read,
    endings=(".srt", ".vtt"),
    recognises=lambda content: content.data.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT"),
    text="what is spoken, without numbers, times and markup",
    metadata="none",
)
