"""Builds the text of an article line by line, with the place of every piece in the file."""

from __future__ import annotations

from collections.abc import Sequence

# A text and the column at which it stands in its line of the file, from 0.
Piece = tuple[str, int]


class Shown:
    """The text that a reader shows; lines of the file are counted from 1."""

    def __init__(self) -> None:
        self.anchors: list[tuple[int, int, int]] = []
        self.lines: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        """The lines so far, without empty ones at the end."""
        return "\n".join(self.lines).rstrip("\n")

    def add(self, number: int, pieces: Sequence[Piece]) -> None:
        """Add line ``number`` of the file, of which ``pieces`` are shown.

        Of several empty lines only the first is kept, and none at the top.
        """
        line = "".join(text for text, _ in pieces).rstrip()
        if not line and (not self.lines or not self.lines[-1]):
            return
        if self.lines:
            self._length += 1
        offset = self._length
        for text, column in pieces:
            if text and offset <= self._length + len(line):
                self.anchors.append((offset, number, column + 1))
                offset += len(text)
        self.lines.append(line)
        self._length += len(line)
