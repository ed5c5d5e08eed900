"""Where the words of the draft stand in the evidence, one by one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from factcheck.model import Value
from factcheck.stories.story import StoryView
from factcheck.values.quotes import Quotes
from factcheck.values.spoken import words_of


class _Text(NamedTuple):
    """The folded words of a document: in one line, and where each begins in line and text."""

    line: str
    in_line: Sequence[int]
    in_text: Sequence[int]


class Wording:
    """The words of the documents of a story, the draft first, folded for comparison."""

    def __init__(self, story: StoryView) -> None:
        self._story = story

    @cached_property
    def _texts(self) -> list[_Text]:
        return [_text(a.document.text) for a in self._story.analyses]

    @cached_property
    def _starts(self) -> list[tuple[int, list[int]]]:
        """For each document the number of its first claim, and where its claims begin."""
        starts, first = [], 0
        for analysis in self._story.analyses:
            starts.append((first, [c.start for c in analysis.claims]))
            first += len(analysis.claims)
        return starts

    def places(self, number: int) -> list[int]:
        """Return the claims of the evidence in which all words of a claim stand in a row."""
        claim = self._story.claims[number]
        text = self._story.analyses[0].document.text
        return sorted(set(self._claims_with(_line(text, claim.start, claim.end))))

    def quoting(self, number: int, value: Value) -> set[str]:
        """Return the ids of the documents that have the words of a quotation of a claim.

        A quotation may have several sentences, each a claim of its own, and may be cut: all its
        parts must be in the document.
        """
        parts = self._parts(number, value)
        return {
            analysis.document.id
            for analysis, other in zip(self._story.analyses[1:], self._texts[1:], strict=True)
            if parts and all(f" {part} " in other.line for part in parts)
        }

    def beside(self, number: int) -> list[int]:
        """Return the claims of the evidence that have the words of quotations of a claim."""
        return sorted(
            {
                n
                for v in self._story.claims[number].values
                if v.kind == Quotes.name
                for part in self._parts(number, v)
                for n in self._claims_with(part)
            }
        )

    def _parts(self, number: int, value: Value) -> list[str]:
        end = min(value.end, self._story.claims[number].end)
        parts = [""]
        for word in words_of(self._story.analyses[0].document.text, value.start, end):
            if word.form[0].isalnum():
                parts[-1] = f"{parts[-1]} {word.form}"
            else:
                parts.append("")
        return [part.strip() for part in parts if part.strip()]

    def _claims_with(self, line: str) -> Iterator[int]:
        for document, text in enumerate(self._texts):
            at = text.line.find(f" {line} ") if document and line else -1
            while at >= 0:
                first, starts = self._starts[document]
                offsets = [
                    text.in_text[bisect_right(text.in_line, position) - 1]
                    for position in (at + 1, at + len(line))
                ]
                begin, end = (bisect_right(starts, offset) - 1 for offset in offsets)
                yield from (first + n for n in range(max(0, begin), end + 1))
                at = text.line.find(f" {line} ", at + 1)


def _line(text: str, start: int, end: int) -> str:
    return " ".join(w.form for w in words_of(text, start, end) if w.form[0].isalnum())


def _text(text: str) -> _Text:
    line, in_line, in_text = " ", [], []
    pieces: list[str] = []
    position = len(line)
    for word in words_of(text, 0, len(text)):
        if word.form[0].isalnum():
            in_line.append(position)
            in_text.append(word.start)
            pieces.append(f"{word.form} ")
            position += len(word.form) + 1
    return _Text(line + "".join(pieces), in_line, in_text)
