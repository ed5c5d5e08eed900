"""What comments to factcheck in an article say, and where one is misspelt.

The forms are listed in :mod:`factcheck.review.comments`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from factcheck.settings.finding_types import type_names
from factcheck.settings.schema import nearest

MARK = "factcheck:"
# The most comments in one article that have an effect; no person writes more.
MOST = 500

_VERBS = ("", "-next-line", "-start", "-end", "-file")
_DIRECTIVE = (
    r"factcheck:[ \t]*ignore(-next-line|-start|-end|-file)?(?![\w-])(?:\[([^\]\n]{0,200})\])?"
)
_COMMENT = re.compile(rf"<!--\s*{_DIRECTIVE}((?:(?!-->)[^\n]){{0,500}})-->")
_LINE = re.compile(rf"^[ \t]*(?:#|//)[ \t]*{_DIRECTIVE}([^\n]{{0,500}})$", re.MULTILINE)
# What begins as such a comment does, whatever it says.
_ANY = re.compile(r"(?:<!--\s{0,20}|^[ \t]*(?:#|//)[ \t]*)factcheck:[ \t]*([\w-]{1,40})", re.M)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Directive:
    """What one comment says.

    ``verb`` is what follows ``ignore`` (``-file``), empty for a plain ``ignore``. ``types`` are
    types of finding, empty for all. ``path`` is that of the article, ``line`` None if not known.
    """

    verb: str
    types: frozenset[str]
    reason: str
    path: str
    line: int | None

    @property
    def where(self) -> str:
        """Return path and line."""
        return self.path if self.line is None else f"{self.path}:{self.line}"

    @property
    def name(self) -> str:
        """Return the comment as it is called in a remark, without its reason."""
        types = f"[{','.join(sorted(self.types))}]" if self.types else ""
        return f"ignore{self.verb}{types}"

    def applies_to(self, kind: str) -> bool:
        """Return True if the comment speaks of findings of this type."""
        return not self.types or kind in self.types

    def unknown_types(self) -> list[tuple[str, str]]:
        """Return the types that there are not, each with a question for the nearest one."""
        known = type_names()
        return [(t, nearest(t, known)) for t in sorted(self.types) if t not in known]


def matches(text: str) -> Sequence[re.Match[str]]:
    """Return the first comments in ``text``, in order."""
    both = (*_COMMENT.finditer(text), *_LINE.finditer(text))
    return sorted(both, key=lambda match: match.start())[:MOST]


def match_html(comment: str) -> re.Match[str] | None:
    """Return the match of the text of one HTML comment, None if it is not for factcheck."""
    return _COMMENT.fullmatch(f"<!--{comment}-->")


def directive(match: re.Match[str], path: str, line: int | None) -> Directive:
    """Return what the comment of a match says."""
    types = frozenset(t.strip() for t in (match[2] or "").split(",") if t.strip())
    reason = _SPACES.sub(" ", match[3]).strip(" :-–—")
    return Directive(match[1] or "", types, reason, path, line)


def misspelt(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield offset, word and the nearest right word of comments that only look like directives.

    A heading such as ``# factcheck: five claims`` is none of them: nothing right is near.
    """
    right = [f"ignore{verb}" for verb in _VERBS]
    for match in islice(_ANY.finditer(text), MOST):
        word = match[1]
        if word in right:
            continue
        plain = word.casefold().replace("_", "-")
        near = get_close_matches(plain, right, n=1, cutoff=0.75)
        if near and ("-" in plain or _is_slip(plain)):
            yield match.start(), word, near[0]


def _is_slip(word: str) -> bool:
    """Return True for a word that is hardly one of the language, as "ignored" is."""
    return word == "ignore" or (not word.startswith("ignore") and abs(len(word) - 6) <= 1)
