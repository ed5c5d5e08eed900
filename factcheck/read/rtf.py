"""RTF: the text as striprtf finds it. Needs the extra ``documents``."""

from __future__ import annotations

import re

from factcheck.read.article import Article, Content, Reader, Reading, UnreadableError
from factcheck.read.pdf import NEEDS_EXTRA

# Pictures are most of a large file, and striprtf goes through them letter by letter.
MOST_BYTES = 10_000_000
# What was deleted and stays in the file as a tracked change.
_DELETED = re.compile(r"\{\\(?:\*\\)?(?:deleted|revisions?)\b[^{}]*\}|\\deleted\b(?!0)[^{}\\]*")
# The fonts, up to the end of their group; each says its character set.
_FONTS = re.compile(r"\\fonttbl.*?(?:\}\s*\}|\Z)", re.DOTALL)
_FONT = re.compile(r"\\f\d")
MOST_FONTS = 500
_TITLE = re.compile(r"\{\\title ([^{}\\]{1,300})\}")


def read(content: Content) -> Reading:
    """Yield the one article of an RTF file; its text has no line numbers.

    Raises:
        UnreadableError: the file is too large, or has no text.
    """
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError:
        raise UnreadableError("is an RTF file, which needs striprtf", NEEDS_EXTRA) from None
    if len(content.data) > MOST_BYTES:
        raise UnreadableError(f"is an RTF file of more than {MOST_BYTES:,} bytes", "Split it.")
    # All other characters stand in the file as escapes.
    source = content.data.decode("latin-1")
    fonts = _FONTS.search(source)
    if fonts and len(_FONT.findall(fonts[0])) > MOST_FONTS + fonts[0].count("\\fcharset"):
        # The library tries what each of them could begin, in time that grows with their square.
        raise UnreadableError("has a damaged table of fonts", "Save it again.")
    title = _TITLE.search(source)
    text: str = rtf_to_text(_DELETED.sub("", source), errors="replace")
    # Escapes may give halves of surrogate pairs: they are joined, or shown as lost.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip("\n")
    if not text.strip():
        raise UnreadableError("has no text", "Is the file whole?")
    named = title[1].strip() if title else ""
    yield Article(path=content.path, text=text, title=named or None, anchors=None)


READER = Reader(
    "rtf",
    read,
    endings=(".rtf",),
    recognises=lambda content: content.data.startswith(b"{\\rtf"),
    certain=True,
    text="the text without formatting; what tracked changes deleted is out",
    metadata="title",
    lines="no",
)
