"""Finds the text that was taken out of a page again in the source of the page.

The library that finds an article does not say where it stood. The text is followed through the
visible characters of the source without their white space; what the page has in between (marks of
notes, pictures, struck-out words) is passed over.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape

# So many characters are looked for at once, and so many passed over within a line.
PROBE, WINDOW = 24, 600
# Where such a stretch has a gap in it, a shorter one is looked for close by.
SHORT_PROBE = 8
# Lines that are found nowhere; after so many the text is none of this page.
MOST_MISSES = 60
_RUN = re.compile(r"&#?\w{1,31};|[^\s&]+|&")
# What the text has and the page has not: the bars of tables and the marks of lists.
_DRAWN = re.compile(r"[|:-]+")
_UNSHOWN = re.compile(r"<(script|style|template|noscript|head)\b", re.IGNORECASE)

Anchor = tuple[int, int, int]


def places(source: str, text: str) -> tuple[Anchor, ...] | None:
    """Return the anchors of ``text`` in ``source``, or None if most of it is not found there.

    Each is an offset into the text, and line and column in the source, from 1.
    """
    flat, where = _visible(source)
    starts = [0, *(m.end() for m in re.finditer("\n", source))]
    anchors: list[Anchor] = []
    cursor = misses = found = offset = line_end = 0
    expected = (-1, -1)
    for line in text.split("\n"):
        matched = _match(line, flat, cursor) if line.strip() else []
        if matched:
            found += 1
            cursor = matched[-1][1] + 1
        elif line.strip():
            misses += 1
            if misses > MOST_MISSES:
                break
        for position, at in matched:
            place = where[at]
            moved = place - expected[1] != offset + position - expected[0]
            if moved or place >= line_end:
                row = bisect_right(starts, place)
                line_end = starts[row] if row < len(starts) else len(source) + 1
                anchors.append((offset + position, row, place - starts[row - 1] + 1))
            expected = (offset + position, place)
        offset += len(line) + 1
        # A new line of the text needs an anchor of its own.
        expected = (-1, -1)
    return tuple(anchors) if found > misses else None


def _match(line: str, flat: str, cursor: int) -> list[tuple[int, int]]:
    """Return for each character of a line that is found its offset, and that in ``flat``."""
    words = [m for m in re.finditer(r"\S+", line) if not _DRAWN.fullmatch(m.group())]
    squeezed = "".join(word.group() for word in words)
    offsets = [i for word in words for i in range(word.start(), word.end())]
    heads, total = [], 0
    for word in words:
        heads.append(total)
        total += word.end() - word.start()
    matched: list[tuple[int, int]] = []
    done = 0
    for head in heads:
        if head < done:
            continue
        at = _find(squeezed, head, flat, cursor, bool(matched))
        if at < 0 and not matched and head > 4 * PROBE:
            # Not once more for each word of a long line that the page does not have.
            return []
        if at < 0:
            continue
        done = head
        while done < len(squeezed) and at < len(flat) and flat[at] == squeezed[done]:
            matched.append((offsets[done], at))
            done, at = done + 1, at + 1
        cursor = at
    return matched


def _find(squeezed: str, head: int, flat: str, cursor: int, begun: bool) -> int:
    """Return where the text goes on in the page, or -1; ``begun`` if that is near the cursor."""
    probe = squeezed[head : head + PROBE]
    at = flat.find(probe, cursor, cursor + WINDOW if begun else len(flat))
    if at < 0 and not begun:
        at = flat.find(probe)
    if at < 0 and len(probe) > SHORT_PROBE:
        at = flat.find(probe[:SHORT_PROBE], cursor, cursor + WINDOW)
    return at


def _visible(source: str) -> tuple[str, array[int]]:
    """Return the visible characters of a page without white space, and where each one stands."""
    parts: list[str] = []
    where: array[int] = array("L")
    for start, end in _texts(source):
        for run in _RUN.finditer(source, start, end):
            value = run.group()
            if value[0] == "&" and len(value) > 1:
                value = "".join(unescape(value).split())
                where.extend([run.start()] * len(value))
            else:
                where.extend(range(run.start(), run.end()))
            parts.append(value)
    return "".join(parts), where


def _texts(source: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of a page outside of tags, comments, scripts and its head.

    Every search goes on where the one before ended, and one that failed is not made again: the
    time stays in proportion to the page, whatever is left open in it.
    """
    position, length = 0, len(source)
    while position < length:
        mark = source.find("<", position)
        end = mark if mark >= 0 else length
        yield position, end
        if mark < 0:
            return
        if not (source[mark + 1 : mark + 2].isalpha() or source[mark + 1 : mark + 2] in "/!?"):
            yield mark, mark + 1
            position = mark + 1
            continue
        close = "-->" if source.startswith("<!--", mark) else ">"
        unshown = _UNSHOWN.match(source, mark)
        if unshown:
            close = f"</{unshown[1].lower()}"
        stop = _find_close(source, close, mark)
        if stop < 0:
            return
        position = stop


def _find_close(source: str, close: str, start: int) -> int:
    """Return the offset behind the end of a tag, comment or script, -1 if it is left open."""
    if close.startswith("</"):
        match = re.compile(re.escape(close), re.IGNORECASE).search(source, start)
        at = match.start() if match else -1
        return -1 if at < 0 else at
    at = source.find(close, start)
    return -1 if at < 0 else at + len(close)
