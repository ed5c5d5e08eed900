"""Prepares text for places where it must be one line: logs, messages, annotations."""

from __future__ import annotations

import re

from factcheck.report.pagetext import visible

_SPACES = re.compile(r"\s+")


def one_line(text: str) -> str:
    """Return ``text`` on one line, safe to print.

    White space becomes single spaces; controls and other invisible characters are written out.
    """
    return visible(_SPACES.sub(" ", text).strip())
