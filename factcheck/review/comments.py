"""Comments in an article that silence findings there.

    <!-- factcheck: ignore -->                  findings on this line (HTML: in this element)
    <!-- factcheck: ignore[number,date] why --> of these types only, with the reason
    <!-- factcheck: ignore-next-line -->        on the next line (HTML: in the next element)
    <!-- factcheck: ignore-start --> ... <!-- factcheck: ignore-end -->
    <!-- factcheck: ignore-file -->             in the whole article

In plain text, a line of its own that begins with ``#`` or ``//`` does as well. A finding is
silenced when no discrepancy remains without what the comments cover.
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
from factcheck.review.policy import stands_without, suppress

_DIRECTIVE = (
    r"factcheck:[ \t]*ignore(-next-line|-start|-end|-file)?(?![\w-])(?:\[([^\]\n]{0,200})\])?"
)
_COMMENT = re.compile(rf"<!--\s*{_DIRECTIVE}((?:(?!-->)[^\n]){{0,500}})-->")
_LINE = re.compile(rf"^[ \t]*(?:#|//)[ \t]*{_DIRECTIVE}([^\n]{{0,500}})$", re.MULTILINE)
_SPACES = re.compile(r"\s+")
_MARK = b"factcheck:"
# More comments than this in one article are not meant by a person; the further ones do nothing.
_MOST = 500
_HTML = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class _Directive:
    """What one comment asks for: ``verb`` is what follows ``ignore``, ``where`` a line or path."""

    verb: str
    types: frozenset[str]
    reason: str
    where: str

    def silences(self, kind: str) -> bool:
        return not self.types or kind in self.types


@dataclass(frozen=True, slots=True)
class _Rule:
    directive: _Directive
    covers: Callable[[Mention], bool]


def apply(report: Report) -> Report:
    """Return the report with the findings silenced that comments in the articles silence.

    The articles' files are looked at again where a format does not show its comments.
    """
    rules = {d.id: list(islice(_rules(d), 2 * _MOST)) for d in report.documents}
    if not any(rules.values()):
        return report
    return replace(report, findings=tuple(_judge(f, rules) for f in report.findings))


def _judge(finding: Finding, rules: dict[str, list[_Rule]]) -> Finding:
    used: list[_Directive] = []

    def dropped(mention: Mention) -> bool:
        for rule in rules[mention.document]:
            if rule.directive.silences(finding.type) and rule.covers(mention):
                used.append(rule.directive)
                return True
        return False

    if stands_without(finding, dropped):
        return finding
    first = used[0]
    return suppress(finding, f"{first.reason or 'ignored'} (comment at {first.where})")


def _rules(document: Document) -> Iterator[_Rule]:
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
    """Comments that are part of the article's text, as in plain text files."""
    if _MARK.decode() not in document.text:
        return

    def line_of(mention: Mention) -> int:
        return document.text.count("\n", 0, mention.start) + 1

    def shown(line: int) -> str:
        offset = len("\n".join(document.text.split("\n")[: line - 1])) + (line > 1)
        place = document.locate(offset)
        return f"{document.path}:{place[0]}" if place else document.path

    yield from _line_rules(document.text, line_of, shown)
    for match in _found(document.text):
        # What a comment itself says is no claim, whatever kind of value stands in its reason.
        start, end = match.span()
        yield _Rule(
            _Directive("", frozenset(), "a comment to factcheck", document.path),
            lambda m, start=start, end=end: start <= m.start < end,  # type: ignore[misc]
        )


def _in_lines(document: Document, text: str) -> Iterator[_Rule]:
    """Comments in a file whose lines are known, but that are not shown, as in Markdown."""

    def line_of(mention: Mention) -> int:
        place = document.locate(mention.start)
        return place[0] if place else 0

    text = text.replace("\r\n", "\n").replace("\r", "\n")
    yield from _line_rules(text, line_of, lambda line: f"{document.path}:{line}")


def _line_rules(
    text: str, line_of: Callable[[Mention], int], shown: Callable[[int], str]
) -> Iterator[_Rule]:
    begun: tuple[_Directive, int] | None = None
    last = text.count("\n") + 1
    for match in _found(text):
        line = text.count("\n", 0, match.start()) + 1
        directive = _directive(match, shown(line))
        match directive.verb:
            case "-start":
                begun = begun or (directive, line)
                continue
            case "-end" if begun:
                directive, first, final = begun[0], begun[1], line
                begun = None
            case "-end":
                continue
            case "-file":
                first, final = 1, last
            case "-next-line":
                first = final = line + 1
            case _:
                first = final = line
        yield _Rule(directive, _between(line_of, first, final))
    if begun:
        yield _Rule(begun[0], _between(line_of, begun[1], last))


def _between(
    line_of: Callable[[Mention], int], first: int, final: int
) -> Callable[[Mention], bool]:
    return lambda mention: first <= line_of(mention) <= final


def _in_html(document: Document, text: str) -> Iterator[_Rule]:
    """Comments in a page, of whose text only the words are known, not the lines."""
    from lxml import html
    from lxml.etree import ParserError, iterwalk

    try:
        root = html.document_fromstring(text)
    except (ParserError, ValueError):
        return
    begun: _Directive | None = None
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
                case "-start" if not begun:
                    begun, between = directive, []
                case "-end" if begun:
                    yield _Rule(begun, _within(document, "".join(between)))
                    begun = None
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
    if begun:
        yield _Rule(begun, _within(document, "".join(between)))


def _within(document: Document, region: str) -> Callable[[Mention], bool]:
    """The mentions whose sentence stands in ``region``, white space aside."""
    packed = _SPACES.sub("", region)

    def covers(mention: Mention) -> bool:
        sentence = document.text[mention.context_start : mention.context_end]
        return _SPACES.sub("", sentence) in packed

    return covers


def _found(text: str) -> Sequence[re.Match[str]]:
    both = (*_COMMENT.finditer(text), *_LINE.finditer(text))
    return sorted(both, key=lambda match: match.start())[:_MOST]


def _directive(match: re.Match[str], where: str) -> _Directive:
    types = frozenset(t.strip() for t in (match[2] or "").split(",") if t.strip())
    return _Directive(match[1] or "", types, _SPACES.sub(" ", match[3]).strip(" :-–—"), where)
