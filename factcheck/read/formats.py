"""Which reader a file is for, by its content first and its ending second."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from importlib import import_module
from typing import cast

from factcheck.read.article import Content, Reading, UnreadableError

BY_ENDING = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
}
ARCHIVES = frozenset({"zipped", "gzipped"})
# What other programs write under an ending that looks like one of ours.
FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "is an encrypted or an old Office file", "Save it as DOCX or as text."),
    (b"{\\rtf", "is an RTF file", "Save it as DOCX or as text."),
    (b"\x89PNG", "is a picture", "Give the article's text."),
    (b"\xff\xd8\xff", "is a picture", "Give the article's text."),
    (b"GIF8", "is a picture", "Give the article's text."),
)


def read(content: Content) -> Reading:
    """Yield the articles in a file with the reader of its format, imported on first use.

    Raises:
        UnreadableError: the file is of no format that is read, or damaged.
    """
    name = detect(content)
    if content.packed and name in ARCHIVES:
        raise UnreadableError(
            "is an archive inside an archive", "Unpack the outer one.", content.path
        )
    module = import_module(f"factcheck.read.{name}")
    reader = cast(Callable[[Content], Reading], module.read)
    try:
        yield from reader(content)
    except UnreadableError:
        raise
    # The parsers of others meet damaged and hostile files with every kind of exception. Whatever
    # it is, it is a fault of this file, and the other files are read. Only its name is shown: the
    # messages may hold anything, addresses in memory and parts of the file included.
    except Exception as error:
        raise UnreadableError(
            f"cannot be read as {name.upper()} ({type(error).__name__})",
            "Is the file whole?",
            content.path,
        ) from None


def detect(content: Content) -> str:
    """Return the name of the reader's module.

    Raises:
        UnreadableError: the content is of a format that is not read.
    """
    data = content.data
    for magic, reason, hint in FOREIGN:
        if data.startswith(magic):
            raise UnreadableError(reason, hint)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"\x1f\x8b"):
        return "gzipped"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        # Word names its parts near the end of the file, where a ZIP keeps its list.
        return "docx" if content.ending == ".docx" or b"word/document.xml" in data else "zipped"
    if data[257:262] == b"ustar":
        raise UnreadableError("is a tar archive", "Give a ZIP file or a folder.")
    if content.ending in (".pdf", ".docx", ".zip", ".gz"):
        raise UnreadableError(f"is not a {content.ending[1:].upper()} file", "Is the file whole?")
    if content.ending not in BY_ENDING and _looks_like_html(data):
        return "html"
    return BY_ENDING.get(content.ending, "text")


def _looks_like_html(data: bytes) -> bool:
    # UTF-16 without its zero bytes is as good as ASCII for this.
    head = data[:2048].replace(b"\0", b"")
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(mark)
    head = head.lstrip().lower()
    return head.startswith((b"<!doctype html", b"<html")) or (
        head.startswith((b"<?xml", b"<!--")) and b"<html" in head
    )
