"""Quotations: one utterance in different words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Indel

from factcheck.language.parser import ParsedDocument
from factcheck.model import Value
from factcheck.settings.finding_types import QUOTE
from factcheck.values.base import Comparison, Kind
from factcheck.values.spoken import words_of

# Shorter quotations are single words in scare quotes and not compared as utterances.
FEWEST_WORDS = 2
# A quotation may go on over this many further paragraphs.
CARRIED = 4
_OPEN = {"“": "”", '"': '"', "«": "»", "„": "“", "‘": "’", "'": "'", "``": "''"}


class Quotes(Kind):
    """All words between quotation marks, across sentence ends, up to the closing mark."""

    name = "quote"
    finding_type = QUOTE

    def find(self, parsed: ParsedDocument) -> Iterator[Value]:
        """Yield the quotations of the document."""
        for start, end in quotations(parsed.text):
            words = [w.form for w in words_of(parsed.text, start, end)]
            if len(words) < FEWEST_WORDS:
                continue
            yield Value(
                kind=self.name,
                start=start,
                end=end,
                text=parsed.text[start:end],
                normalized=" ".join(words),
            )

    def compare(self, a: Value, b: Value) -> Comparison:
        """Compare two quotations word by word."""
        first, second = a.normalized.split(), b.normalized.split()
        if first == second:
            return Comparison("same", distance=0.0)
        distance = float(Indel.normalized_distance(first, second))
        return Comparison("conflict", "the words differ", distance)


def quotations(text: str) -> list[tuple[int, int]]:
    """Return the spans between quotation marks, the marks left out, in the order of the text.

    A quotation ends at its closing mark. Where a paragraph ends first, the quotation continues, as
    in print, if one of the next paragraphs has the closing mark. Single quotes count only where
    they are outside a word and their match is in the same paragraph.
    """
    spans: list[tuple[int, int]] = []
    paragraphs = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    carried = 0
    for number, (start, end) in enumerate(paragraphs):
        begin = start
        if carried:
            carried -= 1
            mark = text.find('"', start, end)
            begin = mark + 1 if mark >= 0 else end
            spans.extend(_trimmed(text, start, mark if mark >= 0 else end))
        spans.extend(_in_paragraph(text, begin, end))
        if not carried and text.count('"', begin, end) % 2:
            carried = _closed_after(text, paragraphs[number + 1 : number + 1 + CARRIED])
    return spans


def _closed_after(text: str, following: list[tuple[int, int]]) -> int:
    """Return how many of the following paragraphs belong to a quotation left open, or 0.

    They belong to it if the first of them that has marks closes one that it did not open itself.
    """
    for number, (start, end) in enumerate(following, start=1):
        marks = text.count('"', start, end)
        if marks:
            opens = text[start:end].lstrip().startswith('"')
            return number if marks % 2 and not opens else 0
    return 0


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span without white space at its ends, unless nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _in_paragraph(text: str, position: int, limit: int) -> Iterator[tuple[int, int]]:
    while position < limit:
        char = text[position]
        close = _OPEN.get(char)
        if close is None:
            position += 1
            continue
        if char in "'‘":
            end = _single_close(text, position, close, limit)
            if end < 0:
                position += 1
                continue
        else:
            end = text.find(close, position + 1, limit)
            # Odd typing: a quotation opened with one mark and closed with another.
            if char == "“" and end < 0:
                end = text.find('"', position + 1, limit)
            end = limit if end < 0 else end
        yield from _trimmed(text, position + 1, end)
        position = end + 1


def _single_close(text: str, position: int, close: str, limit: int) -> int:
    """Return where a single-quoted passage ends, or -1 if the mark is an apostrophe."""
    if position and (text[position - 1].isalnum()):
        return -1
    if position + 1 >= limit or not (text[position + 1].isalpha() or text[position + 1] == "["):
        return -1
    end = position
    while True:
        end = text.find(close, end + 1, limit)
        if end < 0:
            return -1
        after = text[end + 1 : min(limit, end + 2)]
        before = text[end - 1]
        closes = (not after or not after.isalnum()) and (before in ".,!?…" or before.isalnum())
        # "the workers' demands": an apostrophe after a plural is no closing mark unless the passage
        # is long enough to be speech, or punctuation or the end follows.
        plural = before == "s" and after and after not in ".,;:)!?" and end - position <= 25
        if closes and not plural:
            return end if text.count(" ", position, end) >= 1 else -1


KIND = Quotes()
