"""Comments in an article that suppress findings there.

    <!-- factcheck: ignore -->                  findings on this line (HTML: in this element)
    <!-- factcheck: ignore[number,date] why --> of these types only, with the reason
    <!-- factcheck: ignore-next-line -->        on the next line (HTML: in the next element)
    <!-- factcheck: ignore-start --> ... <!-- factcheck: ignore-end -->
    <!-- factcheck: ignore-file -->             in the whole article

In plain text, a comment may also be a line that begins with ``#`` or ``//``. A finding is
suppressed if fewer than two variants remain without the mentions that the comments cover. What is
misspelt, never closed or silences nothing is named in a remark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from factcheck.model import Document, Finding, Mention, Problem, Report
from factcheck.read.article import UnreadableError
from factcheck.read.decode import decode
from factcheck.review.directives import (
    MARK,
    MOST,
    Directive,
    directive,
    match_html,
    matches,
    misspelt,
)
from factcheck.review.policy import remains_without, suppress

_SPACES = re.compile(r"\s+")
_HTML = (".html", ".htm", ".xhtml")
# The most remarks on one article.
_MOST_REMARKS = 20
_UNOPENED = "'ignore-end' ends nothing: there is no 'ignore-start' above"
_UNCLOSED = "'ignore-start' is never closed and silences the rest of the article: add 'ignore-end'"


@dataclass(frozen=True, slots=True)
class _Rule:
    """A directive, and the function that returns True for the mentions that it covers.

    ``slip`` is what is wrong about the comment, empty where nothing is. ``own`` is True if only the
    text of the comment itself is covered, which makes no claims.
    """

    directive: Directive
    covers: Callable[[Mention], bool]
    slip: str = ""
    own: bool = False


def apply(report: Report) -> Report:
    """Return the report with findings suppressed as comments in the articles say.

    Where the text of an article does not show the comments, its file is read again. Remarks on
    comments are added to the problems of the report.
    """
    rules = {d.id: list(islice(_rules(d), 2 * MOST)) for d in report.documents}
    if not any(rules.values()):
        return report
    used: set[Directive] = set()
    findings = tuple(_judge(f, rules, used) for f in report.findings)
    remarks = [
        remark
        for document in report.documents
        for remark in islice(_remarks(rules[document.id], used), _MOST_REMARKS)
    ]
    return replace(
        report, findings=findings, problems=tuple(dict.fromkeys((*report.problems, *remarks)))
    )


def _judge(finding: Finding, rules: dict[str, list[_Rule]], used: set[Directive]) -> Finding:
    """Return the finding, suppressed if the rules (by document id) say so.

    Every directive that covers a mention of it is added to ``used``.
    """
    reasons: list[str] = []

    def is_covered(mention: Mention) -> bool:
        covering = [
            rule
            for rule in rules[mention.document]
            if rule.directive.applies_to(finding.type) and rule.covers(mention)
        ]
        used.update(rule.directive for rule in covering if not rule.own)
        reasons.extend(
            f"{rule.directive.reason or 'ignored'} (comment at {rule.directive.where})"
            for rule in covering
        )
        return bool(covering)

    covered = {m for v in finding.variants for m in v.mentions if is_covered(m)}
    if remains_without(finding, covered.__contains__):
        return finding
    return suppress(finding, reasons[0])


def _remarks(rules: list[_Rule], used: set[Directive]) -> Iterator[Problem]:
    """Yield what is wrong about the comments of one article."""
    for rule in sorted(rules, key=lambda r: r.directive.line or 0):
        comment = rule.directive
        if rule.own:
            continue
        slips = [rule.slip] if rule.slip else []
        slips += [
            f"there is no type of finding {name!r}{near}" for name, near in comment.unknown_types()
        ]
        if not slips and comment not in used:
            slips = [f"the comment {comment.name!r} silences nothing"]
        line = "" if comment.line is None else f"line {comment.line}: "
        for slip in slips:
            yield Problem(comment.path, f"{line}{slip}", used=True)


def _rules(document: Document) -> Iterator[_Rule]:
    """Yield the rules of the comments in a document."""
    yield from _in_text(document)
    file = Path(document.path)
    if document.anchors != () and file.is_file():
        data = file.read_bytes()
        if MARK.encode() in data:
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
    if MARK not in document.text:
        return

    def line_of(mention: Mention) -> int:
        return document.text.count("\n", 0, mention.start) + 1

    def place_of(line: int) -> int | None:
        offset = len("\n".join(document.text.split("\n")[: line - 1])) + (line > 1)
        location = document.locate(offset)
        return location[0] if location else None

    yield from _line_rules(document, document.text, line_of, place_of)
    for match in matches(document.text):
        # The text of a comment makes no claims, so a value in its reason does not count.
        start, end = match.span()
        yield _Rule(
            Directive("", frozenset(), "a comment to factcheck", document.path, None),
            lambda m, start=start, end=end: start <= m.start < end,  # type: ignore[misc]
            own=True,
        )


def _in_lines(document: Document, text: str) -> Iterator[_Rule]:
    """Yield the rules of comments that only the file has, in a format with lines (Markdown)."""

    def line_of(mention: Mention) -> int:
        place = document.locate(mention.start)
        return place[0] if place else 0

    text = text.replace("\r\n", "\n").replace("\r", "\n")
    yield from _line_rules(document, text, line_of, lambda line: line)


def _line_rules(
    document: Document,
    text: str,
    line_of: Callable[[Mention], int],
    place_of: Callable[[int], int | None],
) -> Iterator[_Rule]:
    """Yield the rules of the comments in ``text``, whose effect goes by lines.

    ``line_of`` returns the line of a mention, ``place_of`` the line of the file for one of the
    text.
    """
    yield from _misspelt(document, text, place_of)
    opened: tuple[Directive, int] | None = None
    last = text.count("\n") + 1
    for match in matches(text):
        line = text.count("\n", 0, match.start()) + 1
        found = directive(match, document.path, place_of(line))
        match found.verb:
            case "-start":
                opened = opened or (found, line)
                continue
            case "-end" if opened:
                found, first, final = opened[0], opened[1], line
                opened = None
            case "-end":
                yield _nothing(found, _UNOPENED)
                continue
            case "-file":
                first, final = 1, last
            case "-next-line":
                first = final = line + 1
            case _:
                first = final = line
        yield _Rule(found, _between(line_of, first, final))
    if opened:
        yield _Rule(opened[0], _between(line_of, opened[1], last), _UNCLOSED)


def _misspelt(
    document: Document, text: str, place_of: Callable[[int], int | None]
) -> Iterator[_Rule]:
    """Yield a rule without effect for each comment whose word is not quite right."""
    for offset, word, near in islice(misspelt(text), _MOST_REMARKS):
        line = place_of(text.count("\n", 0, offset) + 1)
        found = Directive("", frozenset(), "", document.path, line)
        slip = f"a comment says {word!r}, which does nothing (did you mean {near!r}?)"
        yield _nothing(found, slip)


def _nothing(found: Directive, slip: str) -> _Rule:
    return _Rule(found, lambda _: False, slip)


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
    yield from _misspelt(document, text, lambda line: line)
    opened: Directive | None = None
    between: list[str] = []
    for event, node in iterwalk(root, events=("start", "end", "comment")):
        if event == "start":
            between.append(node.text or "")
            continue
        match = match_html(node.text) if event == "comment" else None
        if match:
            found = directive(match, document.path, node.sourceline or None)
            match found.verb:
                case "-start" if not opened:
                    opened, between = found, []
                case "-end" if opened:
                    yield _Rule(opened, _within(document, "".join(between)))
                    opened = None
                case "-end":
                    yield _nothing(found, _UNOPENED)
                case "-start":
                    pass
                case "-file":
                    yield _Rule(found, lambda _: True)
                case "-next-line":
                    following = node.getnext()
                    if following is not None and isinstance(following.tag, str):
                        yield _Rule(found, _within(document, following.text_content()))
                    else:
                        yield _nothing(found, "nothing follows this 'ignore-next-line'")
                case _:
                    yield _Rule(found, _within(document, node.getparent().text_content()))
        between.append(node.tail or "")
    if opened:
        yield _Rule(opened, _within(document, "".join(between)), _UNCLOSED)


def _within(document: Document, region: str) -> Callable[[Mention], bool]:
    """Return a function that returns True for mentions whose sentence is in ``region``.

    White space is ignored.
    """
    packed = _SPACES.sub("", region)

    def covers(mention: Mention) -> bool:
        sentence = document.text[mention.context_start : mention.context_end]
        return _SPACES.sub("", sentence) in packed

    return covers
