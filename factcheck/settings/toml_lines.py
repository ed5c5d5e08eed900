"""The line of each key of a TOML text, which the standard parser does not give."""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_DOTTED = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_TABLE = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_DOTTED})[ \t]*\]")
_KEY = re.compile(rf"[ \t]*({_DOTTED})[ \t]*=")


def key_lines(text: str) -> dict[Path, int]:
    """Return the line (from 1) of every key and table of ``text``, by its path.

    A path consists of names and, for arrays of tables, positions (from 0). The lines are only for
    messages: a line within a multi-line string that looks like a key counts as one, unless the key
    has been seen before.
    """
    lines: dict[Path, int] = {}
    table: Path = ()
    sizes: dict[Path, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if match := _TABLE.match(line):
            table = _path(match[2])
            if match[1] == "[[":
                sizes[table] = sizes.get(table, 0) + 1
                table = (*table, sizes[table] - 1)
            _note(lines, table, number)
        elif match := _KEY.match(line):
            _note(lines, (*table, *_path(match[1])), number)
    return lines


def _note(lines: dict[Path, int], path: Path, number: int) -> None:
    for length in range(1, len(path) + 1):
        lines.setdefault(path[:length], number)


def _path(dotted: str) -> Path:
    return tuple(part.strip("\"'") for part in re.findall(_PART, dotted))
