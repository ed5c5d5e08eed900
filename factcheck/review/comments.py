"""Comments in an article that suppress findings there.

    <!-- factcheck: ignore -->                  findings on this line (HTML: in this element)
    <!-- factcheck: ignore[number,date] why --> of these types only, with the reason
    <!-- factcheck: ignore-next-line -->        on the next line (HTML: in the next element)
    <!-- factcheck: ignore-start --> ... <!-- factcheck: ignore-end -->
    <!-- factcheck: ignore-file -->             in the whole article

In plain text, a comment may also be a line that begins with ``#`` or ``//``. A finding is
suppressed if fewer than two variants remain without the mentions that the comments cover.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from factcheck.model import Document, Finding, Mention, Report
from factcheck.read.article import UnreadableError
from factcheck.read.decode import decode
from factcheck.review.policy import remains_without, suppress

_DIRECTIVE = (
    r"factcheck:[ \t]*ignore(-next-line|-start|-end|-file)?(?![\w-])(?:\[([^\]\n]{0,200})\])?"
)
_COMMENT = re.compile(rf"<!--\s*{_DIRECTIVE}((?:(?!-->)[^\n]){{0,500}})-->")
_LINE = re.compile(rf"^[ \t]*(?:#|//)[ \t]*{_DIRECTIVE}([^\n]{{0,500}})$", re.MULTILINE)
_SPACES = re.compile(r"\s+")
_MARK = b"factcheck:"
# The most comments in one article that have an effect; no person writes more.
_MOST = 500
_HTML = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class _Directive:
    """What one comment says.

    ``verb`` is what follows ``ignore`` (``-file``), empty for a plain ``ignore``. ``types`` are
    types of finding, empty for all. ``where`` is the path of the article with the line if known.
    """

    verb: str
    types: frozenset[str]
    reason: str
    where: str

    def applies_to(self, kind: str) -> bool:
        return not self.types or kind in self.types


@dataclass(frozen=True, slots=True)
class _Rule:
    """A directive, and the function that returns True for the mentions that it covers."""

    directive: _Directive
    covers: Callable[[Mention], bool]


def apply(report: Report) -> Report:
    """Return the report with findings suppressed as comments in the articles say.

    Where the text of an article does not show the comments, its file is read again.
    """
    rules = {d.id: list(islice(_rules(d), 2 * _MOST)) for d in report.documents}
    if not any(rules.values()):
        return report
    return replace(report, findings=tuple(_judge(f, rules) for f in report.findings))


def _judge(finding: Finding, rules: dict[str, list[_Rule]]) -> Finding:
    """Return the finding, suppressed if the rules (by document id) say so."""
    used: list[_Directive] = []

    def is_covered(mention: Mention) -> bool:
        for rule in rules[mention.document]:
            if rule.directive.applies_to(finding.type) and rule.covers(mention):
                used.append(rule.directive)
                return True
        return False

    if remains_without(finding, is_covered):
        return finding
    first = used[0]
    return suppress(finding, f"{first.reason or 'ignored'} (comment at {first.where})")


def _rules(document: Document) -> Iterator[_Rule]:
    """Yield the rules of the comments in a document."""
    yield from _in_text(document)
    file = Path(document.path)
    if document.anchors != () and file.is_file():
        data = file.read_bytes()
        if _MARK in data:
            try:
                text = decode(data)
            except UnreadableError:
                return
            if document.anchors:
                yield from _in_lines(document, text)
            elif file.suffix.lower() in _HTML:
                yield from _in_html(document, text)


def _in_text(document: Document) -> Iterator[_Rule]:
    """Yield the rules of comments that are part of the article's text, as in plain text files."""
    if _MARK.decode() not in document.text:
        return

    def line_of(mention: Mention) -> int:
        return document.text.count("\n", 0, mention.start) + 1

    def place_of(line: int) -> str:
        offset = len("\n".join(document.text.split("\n")[: line - 1])) + (line > 1)
        location = document.locate(offset)
        return f"{document.path}:{location[0]}" if location else document.path

    yield from _line_rules(document.text, line_of, place_of)
    for match in _matches(document.text):
        # The text of a comment makes no claims, so a value in its reason does not count.
        start, end = match.span()
        yield _Rule(
            _Directive("", frozenset(), "a comment to factcheck", document.path),
            lambda m, start=start, end=end: start <= m.start < end,  # type: ignore[misc]
        )


def _in_lines(document: Document, text: str) -> Iterator[_Rule]:
    """Yield the rules of comments that only the file has, in a format with lines (Markdown)."""

    def line_of(mention: Mention) -> int:
        place = document.locate(mention.start)
        return place[0] if place else 0

    text = text.replace("\r\n", "\n").replace("\r", "\n")
    yield from _line_rules(text, line_of, lambda line: f"{document.path}:{line}")


def _line_rules(
    text: str, line_of: Callable[[Mention], int], place_of: Callable[[int], str]
) -> Iterator[_Rule]:
    """Yield the rules of the comments in ``text``, whose effect goes by lines.

    ``line_of`` returns the line of a mention, ``place_of`` how a line is named in a reason.
    """
    opened: tuple[_Directive, int] | None = None
    last = text.count("\n") + 1
    for match in _matches(text):
        line = text.count("\n", 0, match.start()) + 1
        directive = _directive(match, place_of(line))
        match directive.verb:
            case "-start":
                opened = opened or (directive, line)
                continue
            case "-end" if opened:
                directive, first, final = opened[0], opened[1], line
                opened = None
            case "-end":
                continue
            case "-file":
                first, final = 1, last
            case "-next-line":
                first = final = line + 1
            case _:
                first = final = line
        yield _Rule(directive, _between(line_of, first, final))
    if opened:
        yield _Rule(opened[0], _between(line_of, opened[1], last))


def _between(
    line_of: Callable[[Mention], int], first: int, final: int
) -> Callable[[Mention], bool]:
    """Return a function that returns True for mentions on the lines from ``first`` to ``final``."""
    return lambda mention: first <= line_of(mention) <= final


def _in_html(document: Document, text: str) -> Iterator[_Rule]:
    """Yield the rules of comments in an HTML page, whose effect goes by elements."""
    from lxml import html
    from lxml.etree import ParserError, iterwalk

    try:
        root = html.document_fromstring(text)
    except (ParserError, ValueError):
        return
    opened: _Directive | None = None
    between: list[str] = []
    for event, node in iterwalk(root, events=("start", "end", "comment")):
        if event == "start":
            between.append(node.text or "")
            continue
        match = _COMMENT.fullmatch(f"<!--{node.text}-->") if event == "comment" else None
        if match:
            line = node.sourceline
            directive = _directive(match, f"{document.path}:{line}" if line else document.path)
            match directive.verb:
                case "-start" if not opened:
                    opened, between = directive, []
                case "-end" if opened:
                    yield _Rule(opened, _within(document, "".join(between)))
                    opened = None
                case "-start" | "-end":
                    pass
                case "-file":
                    yield _Rule(directive, lambda _: True)
                case "-next-line":
                    following = node.getnext()
                    if following is not None and isinstance(following.tag, str):
                        yield _Rule(directive, _within(document, following.text_content()))
                case _:
                    yield _Rule(directive, _within(document, node.getparent().text_content()))
        between.append(node.tail or "")
    if opened:
        yield _Rule(opened, _within(document, "".join(between)))


def _within(document: Document, region: str) -> Callable[[Mention], bool]:
    """Return a function that returns True for mentions whose sentence is in ``region``.

    White space is ignored.
    """
    packed = _SPACES.sub("", region)

    def covers(mention: Mention) -> bool:
        sentence = document.text[mention.context_start : mention.context_end]
        return _SPACES.sub("", sentence) in packed

    return covers


def _matches(text: str) -> Sequence[re.Match[str]]:
    """Return the first comments in ``text``, in order."""
    both = (*_COMMENT.finditer(text), *_LINE.finditer(text))
    return sorted(both, key=lambda match: match.start())[:_MOST]


def _directive(match: re.Match[str], where: str) -> _Directive:
    """Return the directive of a comment."""
    types = frozenset(t.strip() for t in (match[2] or "").split(",") if t.strip())
    return _Directive(match[1] or "", types, _SPACES.sub(" ", match[3]).strip(" :-–—"), where)
