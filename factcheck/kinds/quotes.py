"""Quotations: one utterance in different words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from factcheck.kinds.base import Comparison
from factcheck.language.parser import ParsedDocument
from factcheck.model import Slot, Value

# Shorter quotations are single words in scare quotes; they are no utterances to be compared.
FEWEST_WORDS = 2
_OPEN = {"“": "”", '"': '"', "«": "»", "„": "“", "‘": "’", "'": "'", "``": "''"}
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*|\.\.\.|…|[\[\](){}]")
_ELLIPSIS = ("...", "…")
_SAME = {"ok": "okay", "till": "until", "percent": "%", "dr": "doctor", "mr": "mister",
         "gonna": "going", "cannot": "can't", "anymore": "any", "mum": "mom"}  # fmt: skip
_CONTRACTED = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "would"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a quotation: folded form and offsets."""

    form: str
    start: int
    end: int


class Quotes:
    """What stands in quotation marks, whole, over sentence ends, up to the closing mark."""

    name = "quote"

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
                slot=Slot(),
                data={"words": len(words)},
            )

    def compare(self, a: Value, b: Value) -> Comparison:
        """Compare two quotations word by word; cuts at either end are no difference."""
        first, second = a.normalized.split(), b.normalized.split()
        if first == second:
            return Comparison("same", distance=0.0)
        distance = float(Indel.normalized_distance(first, second))
        return Comparison("conflict", "the words differ", distance)


def quotations(text: str) -> list[tuple[int, int]]:
    """Return the spans between quotation marks, the marks left out, in the order of the text.

    A quotation ends at its closing mark or, as in print, with its paragraph. Single quotes count
    only where they stand outside a word and find their match in the paragraph.
    """
    spans: list[tuple[int, int]] = []
    base = 0
    for paragraph in re.split(r"(\n)", text):
        spans.extend((base + s, base + e) for s, e in _in_paragraph(paragraph))
        base += len(paragraph)
    return spans


def _in_paragraph(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    while position < len(text):
        char = text[position]
        close = _OPEN.get(char)
        if close is None:
            position += 1
            continue
        if char in "'‘":
            end = _single_close(text, position, close)
            if end < 0:
                position += 1
                continue
        else:
            end = text.find(close, position + 1)
            # Odd typing: a quotation opened with one mark and closed with another.
            if char == "“":
                straight = text.find('"', position + 1)
                end = straight if end < 0 else end
            end = len(text) if end < 0 else end
        start, stop = position + 1, end
        while start < stop and text[start].isspace():
            start += 1
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if start < stop:
            yield start, stop
        position = end + 1


def _single_close(text: str, position: int, close: str) -> int:
    """Return where a single-quoted passage ends, or -1 if the mark is an apostrophe."""
    if position and (text[position - 1].isalnum()):
        return -1
    if position + 1 >= len(text) or not (text[position + 1].isalpha() or text[position + 1] == "["):
        return -1
    end = position
    while True:
        end = text.find(close, end + 1)
        if end < 0:
            return -1
        after = text[end + 1 : end + 2]
        before = text[end - 1]
        if (not after or not after.isalnum()) and (before in ".,!?…" or before.isalnum()):
            # "the workers' demands": an apostrophe after a plural is no closing mark unless the
            # passage is long enough to be speech and punctuation or the end follows.
            if before != "s" or not after or after in ".,;:)!?" or end - position > 25:
                return end if text.count(" ", position, end) >= 1 else -1


def words_of(text: str, start: int, end: int) -> list[Word]:
    """Return the words of ``text[start:end]`` folded for comparison, with their offsets.

    Brackets and ellipses stay as words of their own: they mark an editor's cut.
    """
    words: list[Word] = []
    for match in _WORD.finditer(text, start, end):
        form = match.group().replace("’", "'").casefold().rstrip(".") or match.group()
        form = _SAME.get(form, form)
        words.append(Word(form, match.start(), match.end()))
    return words
