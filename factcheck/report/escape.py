"""What keeps an article's words from being taken for anything but words.

An article may hold terminal escapes, workflow commands or markup; each output has its own way of
making them harmless, and what they share stands here.
"""

from __future__ import annotations

import re
import unicodedata

# C0 and C1 controls, line and paragraph separators, and the marks that reorder or hide text.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_SPACES = re.compile(r"\s+")


def _show(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def visible(text: str) -> str:
    """Return ``text`` with control and direction-changing characters written out as escapes.

    Tabs and newlines stay; lone surrogates, which no encoding can carry, are written out too.
    """
    text = _UNSAFE.sub(_show, text)
    if any(unicodedata.category(c) == "Cs" for c in text):
        text = text.encode("utf-8", "backslashreplace").decode()
    return text


def one_line(text: str) -> str:
    """Return ``text`` on one line, safe to print: white space collapsed, controls written out."""
    return visible(_SPACES.sub(" ", text).strip())
