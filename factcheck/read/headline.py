"""The headline of an article and the name of its outlet, where no metadata gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factcheck.language.calendar import months, weekdays
from factcheck.language.site_lines import ORIGIN
from factcheck.read.publication import visible_lines

# The most characters of a headline; of a longer first line its first sentence is the title.
LONGEST = 160
LONGEST_SENTENCE = 100
# Only so many lines at the top may come before the headline.
TOP_LINES = 8
# A sentence ends after a word in small letters, not after "Mr." or "U.S.".
_SENTENCE = re.compile(r"(?<=[a-z]{3})[.!?][\"'”’)]*(?=\s+[\"'“‘(]?[A-Z])")
_OUTLET = r"(?:[A-Z][\w&'’.-]*(?: (?:of |the |and |& )?[A-Z0-9][\w&'’.-]*){0,4})"
_HOST = r"(?:[a-z0-9-]+\.)+[a-z]{2,}"
_AT = re.compile(
    r"\b(?i:appeared|published|posted|ran) (?i:in|on|at|by)(?i: the)?"
    rf" (?P<name>{_HOST}|{_OUTLET})"
)
# "Chips get dearer | WIRED"
_SUFFIX = re.compile(rf"\s\|\s(?P<name>{_OUTLET})\s*$")


def headline(text: str, excluded: Sequence[tuple[int, int]]) -> str | None:
    """Return the first line that makes a claim, or its first sentence if the line is long.

    ``excluded`` are the spans that make none: dates, bylines, reading times, captions. None is
    returned where no such line is near the top.
    """
    for start, end in visible_lines(text)[:TOP_LINES]:
        for held, until in excluded:
            if held <= start < until:
                start = min(until, end)
        line = " ".join(text[start:end].split())
        if not any(c.isalpha() for c in line):
            continue
        line = _SUFFIX.sub("", line)
        if len(line) <= LONGEST and not _SENTENCE.search(line):
            return line
        stop = _SENTENCE.search(line)
        sentence = line[: stop.end()] if stop else line
        if len(sentence) <= LONGEST_SENTENCE:
            return sentence
        return sentence[:LONGEST_SENTENCE].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"
    return None


def outlet(text: str, title: str | None) -> str | None:
    """Return the outlet that the article itself names, None if it names none.

    It stands behind the headline ("... | WIRED") or in a note ("originally appeared at ...").
    """
    first = next((text[s:e] for s, e in visible_lines(text)), "")
    for line in (title or "", first):
        if match := _SUFFIX.search(line):
            return match["name"]
    notes = (text[s:e] for s, e in visible_lines(text) if ORIGIN.fullmatch(text[s:e]))
    for match in (m for note in notes for m in _AT.finditer(note)):
        name = match["name"].rstrip(".")
        if not _day().match(name):
            return name
    return None


@cache
def _day() -> re.Pattern[str]:
    return re.compile(rf"(?:{weekdays().pattern()}|{months().pattern()})\b", re.IGNORECASE)
