"""Texts of articles with places in them that links lead to, for the pages beside the report's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from factcheck.model import Document, Finding, Report
from factcheck.report.page.lookup import Index
from factcheck.report.pagetext import slug
from factcheck.report.worddiff import Piece, cut
from factcheck.verification.model import VerifyReport

_BREAK = re.compile(r"\n\s*\n\s*")

Place = tuple[str, int, int]
Mark = tuple[int, int, str]  # start, end, name


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a paragraph; ``name`` is the HTML id where links lead to it, else empty.

    ``pieces`` are its text, cut at marks. ``number`` is the position of its span among those of the
    text, -1 outside of them.
    """

    pieces: tuple[Piece, ...]
    name: str
    number: int


def paragraphs(
    text: str, spans: Sequence[tuple[int, int]], name: str, marks: Sequence[Mark] = ()
) -> list[list[Run]]:
    """Return the paragraphs of ``text`` in runs; ``spans`` are in order and do not overlap.

    The HTML id of a span begins with ``name``; of a span over several paragraphs the first has it.
    """
    edges = [0, *(edge for m in _BREAK.finditer(text) for edge in m.span()), len(text)]
    found, named = [], set[int]()
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        runs = []
        for a, b, number in _cuts(start, end, spans):
            first = number >= 0 and number not in named
            named |= {number} if first else set()
            pieces = tuple(cut(text, a, b, marks))
            runs.append(Run(pieces, f"{name}-{spans[number][0]}" if first else "", number))
        if runs:
            found.append(runs)
    return found


def _cuts(start: int, end: int, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    at = start
    for number, (a, b) in enumerate(spans):
        first, last = max(a, at), min(b, end)
        if first < last:
            if at < first:
                yield at, first, -1
            yield first, last, number
            at = last
    if at < end:
        yield at, end, -1


class Texts:
    """Documents, and the places in them that links lead to; places that overlap are one."""

    def __init__(self, documents: Iterable[Document], places: Iterable[Place]) -> None:
        self.documents = tuple(documents)
        self._spans: dict[str, list[tuple[int, int]]] = {d.id: [] for d in self.documents}
        for document, start, end in sorted(set(places)):
            spans = self._spans.get(document)
            if spans is None or start >= end:
                continue
            if spans and start < spans[-1][1]:
                spans[-1] = spans[-1][0], max(end, spans[-1][1])
            else:
                spans.append((start, end))

    def anchor(self, document: str, start: int) -> str:
        """Return the HTML id of the place that covers an offset, or else that of the document."""
        for a, b in self._spans.get(document, []):
            if a <= start < b:
                return f"at-{slug(document)}-{a}"
        return f"doc-{slug(document)}"

    def paragraphs(self, document: Document) -> list[list[Run]]:
        """Return the text of a document in paragraphs."""
        return paragraphs(document.text, self._spans[document.id], f"at-{slug(document.id)}")


class ReadIndex(Index):
    """An index whose links lead into :class:`Texts` instead of the reading view."""

    def __init__(self, report: Report, findings: Iterable[Finding]) -> None:
        super().__init__(report)
        shown = [m for f in findings for v in f.variants for m in v.mentions]
        named = {m.document for m in shown}
        self.read = Texts(
            (d for d in report.documents if d.id in named),
            ((m.document, m.context_start, m.context_end) for m in shown),
        )

    def anchor(self, document: str, start: int) -> str:
        """Return the HTML id of the passage at the offset ``start``."""
        return self.read.anchor(document, start)


def evidence_of(verified: VerifyReport) -> Texts:
    """Return the evidence with every place that the verdicts on a draft name."""
    passages = [p for c in verified.claims for p in c.passages]
    passages += [r.passage for c in verified.claims for r in c.rivals]
    places = [(p.document, p.start, p.end) for p in passages]
    findings = [f for c in verified.claims for f in c.findings]
    places += [
        (m.document, m.context_start, m.context_end)
        for f in findings for v in f.variants for m in v.mentions
    ]  # fmt: skip
    return Texts(verified.evidence, places)
