"""Match paths against patterns that are written as in .gitignore."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache


def glob_matches(pattern: str, path: str) -> bool:
    """Return True if the .gitignore-style ``pattern`` matches ``path`` or a folder above it."""
    return bool(_spec(pattern)(path))


@cache
def _spec(pattern: str) -> Callable[[str], bool]:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([pattern]).match_file
