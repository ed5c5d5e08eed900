"""Prepares text for places where it must be one line: logs, messages, annotations."""

from __future__ import annotations

import re

from factcheck.report.pagetext import visible

# All that \s stands for, written out, because the page's script means something else by it.
SPACES = "[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+"


def one_line(text: str) -> str:
    """Return ``text`` on one line, safe to print.

    White space becomes single spaces; controls and other invisible characters are written out.
    """
    return visible(re.sub(SPACES, " ", text).strip())
