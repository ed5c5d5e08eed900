"""Text on its way to a place where a line is a line: logs, messages, annotations."""

from __future__ import annotations

import re

from factcheck.report.pagetext import seen

_SPACES = re.compile(r"\s+")


def one_line(text: str) -> str:
    """Return ``text`` on one line, safe to print: white space collapsed, controls written out."""
    return seen(_SPACES.sub(" ", text).strip())
