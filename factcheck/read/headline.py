"""The headline of an article and the name of its outlet, where no metadata gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from factcheck.language.calendar import months, weekdays
from factcheck.language.site_lines import ORIGIN
from factcheck.read.article import Article
from factcheck.read.dateline import is_place_and_day
from factcheck.read.publication import visible_lines

# The most characters of a headline; of a longer first line its first sentence is the title.
LONGEST = 160
LONGEST_SENTENCE = 100
# Only so many lines at the top may come before the headline.
TOP_LINES = 8
# An opening of at most so many words that names nothing says too little: "Did you hear?"
OPENING_WORDS = 6
_OPENING = re.compile(r"[A-Z]?[^A-Z\d]{0,80}[!?…][\"'”’)]{0,3}")
# A text has its title if that stands before so many characters more.
TOP_CHARACTERS = 300
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

    ``excluded`` are the spans that make none: dates, bylines, reading times, captions. An opening
    that names nothing ("Did you hear?") is the last resort. None is returned where no such line is
    near the top.
    """
    first = None
    for start, end in visible_lines(text)[:TOP_LINES]:
        for held, until in excluded:
            if held <= start < until:
                start = min(until, end)
        line = _SUFFIX.sub("", " ".join(text[start:end].split()))
        if any(c.isalpha() for c in line) and not is_place_and_day(line):
            title = _title(line)
            if not _is_opening(title):
                return title
            first = first or title
    return first


def _title(line: str) -> str:
    """Return a line, or its first sentence that says something if it has more than one."""
    while stop := _SENTENCE.search(line):
        sentence, rest = line[: stop.end()], line[stop.end() :].strip()
        if not _is_opening(sentence):
            line = sentence
            break
        line = rest
    else:
        if len(line) <= LONGEST:
            return line
    if len(line) <= LONGEST_SENTENCE:
        return line
    return line[:LONGEST_SENTENCE].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def _is_opening(sentence: str) -> bool:
    """Tell whether a sentence only begins a text: a short call or question that names nothing."""
    return len(sentence.split()) <= OPENING_WORDS and _OPENING.fullmatch(sentence) is not None


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


def titled(article: Article, place: tuple[int, int] = (1, 1)) -> Article:
    """Return an article with its title as the first line, unless its text begins with that.

    A headline that stands beside the text is compared as one that stands in it. ``place`` is the
    line and column of the title in the file.
    """
    title = " ".join((article.title or "").split())
    top = " ".join(article.text[: len(article.title or "") + TOP_CHARACTERS].split())
    if not title or not top or title.casefold() in top.casefold():
        return article
    front = f"{title}\n\n"
    moved = len(front)
    anchors = article.anchors
    if anchors is not None:
        kept = anchors or ((0, *place),)
        anchors = ((0, *place), *((at + moved, line, column) for at, line, column in kept))
    return replace(
        article,
        text=front + article.text,
        excluded=tuple((start + moved, end + moved) for start, end in article.excluded),
        anchors=anchors,
    )
