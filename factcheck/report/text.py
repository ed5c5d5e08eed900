"""The terminal report: for each story the agreements, then every discrepancy with its sources.

Differences between variants are underlined where there is colour and in ``[brackets]`` where there
is none, so that a log file shows them too. Controls and marks of direction in the text of articles
are written out, so that they have no effect on a terminal.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from factcheck.model import SEVERITIES, Document, Fact, Finding, Mention, Report, Variant
from factcheck.report.format import TextFormat
from factcheck.report.json import summary
from factcheck.report.marks import marks
from factcheck.report.pagetext import independence, source_labels, stated, visible
from factcheck.report.worddiff import Span

DEFAULT_WIDTH = 100
NARROWEST, WIDEST = 40, 140
MOST_AGREED = 10
# Why an article has no other to be compared with, and what to do.
ONLY_ONE = "It is the only article; give two or more on the same events."
NO_CLAIM = "No sentence was found in them, only headings, lists or the like."
NO_OTHER = (
    "No other article tells of the same event, by its names and words. If one does, --one-story "
    "compares all articles with one another."
)
MOST_PLACES = 3
"""The most places shown for one variant; the JSON report and the page have all of them."""

_INDENT = 11
_LEAST_CONTEXT = 30
"""Characters of the sentence around a value that are shown, if necessary on another line."""

_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
_MARK = "bold underline"
_SPACES = re.compile(r"\s+")


def render(
    report: Report, *, color: bool = False, width: int | None = None, verbose: bool = False
) -> str:
    """Return the report as text for a terminal or for a file.

    Args:
        color: write ANSI colours; without them the differing words are in brackets.
        width: columns of the terminal; 100 for None.
        verbose: show the fingerprint of every finding.
    """
    out = io.StringIO()
    console = _console(out, color, width)
    terminal_report = _TerminalReport(report, color, console.width, verbose)
    for block in terminal_report.blocks():
        console.print(block)
    console.print(
        terminal_report.closing(), soft_wrap=True
    )  # one line, also where the terminal is narrow
    return _trimmed(out)


def render_finding(
    report: Report, finding: Finding, *, color: bool = False, width: int | None = None
) -> str:
    """Return one finding of a report with all its variants, as :func:`render` shows it."""
    out = io.StringIO()
    console = _console(out, color, width)
    for block in _TerminalReport(report, color, console.width).finding(
        replace(finding, status="new")
    ):
        console.print(block)
    return _trimmed(out)


def _console(out: io.StringIO, color: bool, width: int | None) -> Console:
    return Console(
        file=out,
        width=min(max(width or DEFAULT_WIDTH, NARROWEST), WIDEST),
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        _environ={},
    )


def _trimmed(out: io.StringIO) -> str:
    """Return what was printed, without blanks at the ends of lines."""
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


class _TerminalReport:
    """The parts of the terminal report, with the documents, labels and width that they need."""

    def __init__(self, report: Report, color: bool, width: int, verbose: bool = False) -> None:
        self.report = report
        self.verbose = verbose
        self.color = color
        self.width = width
        self.documents: Mapping[str, Document] = {d.id: d for d in report.documents}
        self.labels = source_labels(report.documents)

    def blocks(self) -> Iterable[RenderableType]:
        """Yield the parts to print, story by story."""
        disputed = {f.story for f in self.report.findings}
        alone = [
            s.documents[0]
            for s in self.report.stories
            if len(s.documents) == 1 and s.id not in disputed
        ]
        for story in self.report.stories:
            findings = [f for f in self.report.findings if f.story == story.id]
            if len(story.documents) > 1 or findings:
                yield from self.story(story.title, len(story.documents), story.id, findings)
        for why, documents in self.reasons(alone).items():
            names = ", ".join(_clean(self.labels[d]) for d in documents[:MOST_AGREED])
            rest = len(documents) - MOST_AGREED
            more = f" and {rest} more" if rest > 0 else ""
            yield Text(f"Nothing to compare with: {names}{more}. {_clean(why)}", "dim")
            yield Text()

    def reasons(self, alone: Sequence[str]) -> Mapping[str, list[str]]:
        """Return why each of the documents ``alone`` is so, and what to do -> these documents."""
        claiming = {claim.document for claim in self.report.claims}
        by_reason: dict[str, list[str]] = {}
        for name in alone:
            declared = self.documents[name].story
            if len(self.documents) == 1:
                why = ONLY_ONE
            elif name not in claiming:
                why = NO_CLAIM
            elif declared is not None:
                why = f"No other article is of the story {declared!r}, as the input declares it."
            else:
                why = NO_OTHER
            by_reason.setdefault(why, []).append(name)
        return by_reason

    def story(
        self, title: str, size: int, story_id: str, findings: Sequence[Finding]
    ) -> Iterable[RenderableType]:
        """Yield the parts of a story of ``size`` articles: title, agreements, findings."""
        head = Text()
        head.append(_clean(title), "bold underline")
        head.append(f"  {_count(size, 'article')}", "dim")
        yield head
        yield Text()
        agreed = [f for f in self.report.facts if f.story == story_id and f.status == "agreed"]
        if agreed:
            yield from self.agreements(agreed)
        reported = sorted(
            (f for f in findings if f.status != "suppressed"),
            key=lambda f: (f.status != "new", SEVERITIES.index(f.severity)),
        )
        for finding in reported:
            yield from self.finding(finding)
        if not reported:
            yield Padding(Text("No discrepancy found.", "green"), (0, 0, 1, 2))

    def agreements(self, facts: Sequence[Fact]) -> Iterable[RenderableType]:
        """Yield a heading and a table of the first agreed facts, the most important ones."""
        yield Padding(Text("Agreed", "bold green"), (0, 0, 0, 2))
        table = _grid()
        table.add_column(justify="right", no_wrap=True, style="dim")
        table.add_column(overflow="fold")
        for fact in facts[:MOST_AGREED]:
            line = Text()
            for part, is_value in stated(fact):
                line.append(_squeeze(part), "green" if is_value else "")
            table.add_row(_count(_independent(fact), "source"), line)
        if len(facts) > MOST_AGREED:
            table.add_row("", Text(f"and {len(facts) - MOST_AGREED} more", "dim"))
        yield Padding(table, (0, 0, 1, 4))

    def finding(self, finding: Finding) -> Iterable[RenderableType]:
        """Yield the parts of a finding; the variants are left out if it is accepted."""
        style = _STYLES[finding.severity]
        head = Text()
        head.append(f"{finding.severity:<9}", style)
        head.append(_clean(finding.fact), "bold")
        if finding.status == "accepted":
            reason = f": {_clean(finding.reason)}" if finding.reason else ""
            head.append(f"  (accepted{reason})", "dim")
        if self.verbose:
            head.append(f"  {finding.fingerprint}", "dim")
        yield Padding(head, (0, 0, 0, 2))
        yield Padding(Text(_clean(finding.message)), (0, 0, 0, _INDENT))
        if finding.status == "accepted":
            yield Text()
            return
        yield Text()
        for variant, spans in zip(finding.variants, marks(finding.variants), strict=True):
            yield self.variant(variant, spans, style)

    def variant(self, variant: Variant, spans: Sequence[Span], style: str) -> RenderableType:
        """Return a variant with its sources and some of its places; ``spans`` are marked."""
        names = ", ".join(
            _clean(self.labels[d]) for d in dict.fromkeys(m.document for m in variant.mentions)
        )
        if variant.independent_sources < variant.sources:
            names += f" ({independence(variant)})"
        head = self.marked(variant.value, spans, style)
        head.stylize("bold")
        lines: list[RenderableType] = [head]
        if len(head) + 2 + len(names) <= self.width - _INDENT:
            head.append("  ").append(names, "dim")
        else:
            lines.append(_inset(Text(names, "dim")))
        mentions = _one_per_document(variant.mentions)
        lines += [_inset(self.place(mention, style)) for mention in mentions]
        omitted = len(variant.mentions) - len(mentions)
        if omitted:
            lines.append(_inset(Text(f"and {_count(omitted, 'place')} more", "dim")))
        return Padding(Group(*lines), (0, 0, 1, _INDENT))

    def place(self, mention: Mention, style: str) -> Text:
        """Return the place of a mention and as much of its sentence as fits on one line."""
        document = self.documents[mention.document]
        location = document.locate(mention.start)
        line = Text()
        line.append(":".join([_clean(document.path), *map(str, location or ())]), "dim")
        full_room = self.width - _INDENT - 6
        room = full_room - len(line)
        if room < min(len(mention.text), full_room // 2) + _LEAST_CONTEXT:
            line.append("\n  ")
            room = full_room
        else:
            line.append("  ")
        value = _clip_middle(_squeeze(mention.text), max(room - _LEAST_CONTEXT, full_room // 2))
        before = _squeeze(document.text[mention.context_start : mention.start]).lstrip()
        after = _squeeze(document.text[mention.end : mention.context_end]).rstrip()
        room -= len(value)
        from_left = min(len(before), max(room // 2, room - len(after)))
        line.append(_clip_left(before, from_left))
        line.append_text(self.marked(value, [(0, len(value))], style))
        line.append(_clip_right(after, room - from_left))
        return line

    def marked(self, value: str, spans: Sequence[Span], style: str) -> Text:
        """Return a value with ``spans`` marked; at an empty span something is missing."""
        line, position = Text(), 0
        for start, end in spans:
            line.append(_squeeze(value[position:start]))
            part = _squeeze(value[start:end])
            if self.color:
                line.append(part or "‸", f"{_MARK} {style}" if part else style)
            else:
                line.append(f"[{part}]")
            position = end
        line.append(_squeeze(value[position:]))
        return line

    def closing(self) -> Text:
        """Return the last line, with the counts of the report."""
        counts: dict[str, Any] = summary(self.report)
        reported, new = counts["findings"], counts["new"]
        line = Text()
        line.append(f"{_count(counts['documents'], 'article')} in ")
        line.append(f"{_count(counts['stories'], 'story')}: ")
        agreed = sum(f.status == "agreed" for f in self.report.facts)
        line.append(f"{_count(agreed, 'agreed fact')}, ", "green" if agreed else "")
        if not sum(reported.values()):
            line.append("no discrepancy", "bold green")
        else:
            for n, severity in enumerate(s for s in SEVERITIES if reported[s]):
                line.append(", " if n else "")
                line.append(_count(reported[severity], severity), _STYLES[severity])
            accepted = sum(reported.values()) - sum(new.values())
            if accepted:
                line.append(f" ({accepted} of them accepted)")
        suppressed = sum(f.status == "suppressed" for f in self.report.findings)
        if suppressed:
            line.append(f", {suppressed} suppressed")
        unread = sum(not problem.used for problem in self.report.problems)
        if unread:
            line.append(f"; {_count(unread, 'input')} not read", "yellow")
        return line


def _grid() -> Table:
    return Table.grid(padding=(0, 2), expand=False)


def _inset(text: Text) -> Padding:
    return Padding(text, (0, 0, 0, 2))


def _count(n: int, noun: str) -> str:
    if n == 1:
        return f"1 {noun}"
    return f"{n} {noun[:-1]}ies" if noun.endswith("ry") else f"{n} {noun}s"


def _squeeze(text: str) -> str:
    """Return text of an article on one line and safe to print; outer spaces are not removed."""
    return visible(_SPACES.sub(" ", text))


def _clean(text: str) -> str:
    return _squeeze(text).strip()


def _clip_left(text: str, room: int) -> str:
    """Return the last whole words of ``text`` in at most ``room`` characters."""
    if len(text) <= room:
        return text
    end = text[len(text) - max(room - 1, 0) :]
    return "…" + (end.partition(" ")[2] or end)


def _clip_right(text: str, room: int) -> str:
    """Return the first whole words of ``text`` in at most ``room`` characters."""
    if len(text) <= room:
        return text
    beginning = text[: max(room - 1, 0)]
    return (beginning.rpartition(" ")[0] or beginning) + "…"


def _clip_middle(text: str, room: int) -> str:
    """Return both ends of ``text`` in at most ``room`` characters."""
    if len(text) <= room:
        return text
    return f"{_clip_right(text, room // 2)}{_clip_left(text, room // 2).removeprefix('…')}"


def _independent(fact: Fact) -> int:
    """Return how many independent sources state an agreed fact, over all its variants."""
    documents = {m.document for v in fact.variants for m in v.mentions}
    return min(len(documents), sum(v.independent_sources for v in fact.variants))


def _one_per_document(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the first mention in each document, at most ``MOST_PLACES`` of them."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.document, mention)
    return list(first.values())[:MOST_PLACES]


FORMAT = TextFormat(
    "text",
    None,
    "the findings with their places, for a terminal or a log",
    lambda report, display: render(
        report, color=display.color, width=display.width, verbose=display.verbose
    ),
    prose=True,
)
