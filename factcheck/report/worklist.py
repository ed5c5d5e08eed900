"""The worklist as Markdown, to be handed to the desks: a heading an article, an item a place."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from factcheck.report.markdown import escape
from factcheck.review.worklist import Correction, ordered


def render(corrections: Iterable[Correction]) -> str:
    """Return the corrections by article and place.

    An item reads ``line:column  “old” → “new” (note) [fingerprint]``; in an article without lines,
    the place is the span of code points.
    """
    lines = ["# Corrections", ""]
    for path, wanted in groupby(ordered(corrections), key=lambda c: c.document):
        lines += [f"## {escape(path)}", "", *(f"- {_item(c)}" for c in wanted), ""]
    if len(lines) == 2:
        lines += ["None.", ""]
    return "\n".join(lines)


def _item(correction: Correction) -> str:
    c = correction
    place = f"{c.start}-{c.end}" if c.line is None else f"{c.line}:{c.column}"
    note = f" ({escape(c.note)})" if c.note else ""
    return f"{place}  “{escape(c.old)}” → “{escape(c.new)}”{note} [{escape(c.fingerprint)}]"
