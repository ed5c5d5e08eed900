"""One line a finding, ``path:line:column: severity[type] message``, as compilers write them.

Editors and tools that read the output of compilers and linters find the place by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from factcheck.model import Finding, Mention, Report
from factcheck.report.escape import one_line
from factcheck.report.format import Display, TextFormat
from factcheck.report.locations import (
    Article,
    articles_by_id,
    odd_one_out_first,
    strongest_first,
)
from factcheck.report.pagetext import source_labels

if TYPE_CHECKING:  # the verification brings the whole comparison, which a cached run spares
    from factcheck.review.changes import Changes
    from factcheck.verification.model import VerifyReport


def render(report: Report, display: Display) -> str:
    """Return a line for each new finding, at the odd one out."""
    articles = articles_by_id(report)
    new = (f for f in strongest_first(report.findings) if f.status == "new")
    return "".join(line(f, odd_place(f), articles, display) for f in new)


def render_changes(changes: Changes, display: Display) -> str:
    """Return a line for each new finding that appeared or has become worse."""
    articles = articles_by_id(changes.new)
    return "".join(line(f, odd_place(f), articles, display) for f in changes.news())


def render_verified(verified: VerifyReport, display: Display) -> str:
    """Return a line for each discrepancy or sentence that contradicts a claim of the draft."""
    labels = source_labels((verified.draft, *verified.evidence))
    articles = {d.id: Article(d, labels[d.id]) for d in (verified.draft, *verified.evidence)}
    return "".join(_contradictions(verified, articles, display))


def _contradictions(
    verified: VerifyReport, articles: Mapping[str, Article], display: Display
) -> Iterator[str]:
    """Yield the line of each contradiction, at its place in the draft; of a finding only once."""
    from factcheck.report.verdicts import opposition
    from factcheck.settings.registry import KINDS
    from factcheck.values.base import Kind

    told: set[str] = set()
    for claim in verified.claims:
        for finding in claim.contradicting():
            places = (m for v in finding.variants for m in v.mentions)
            mention = next(
                m
                for m in places
                if m.document == verified.draft.id and m.start < claim.end and claim.start < m.end
            )
            if finding.fingerprint not in told:
                told.add(finding.fingerprint)
                yield line(finding, mention, articles, display)
        for rival in claim.rivals:
            where = articles[verified.draft.id].place(rival.start, rival.end)
            kind = KINDS.load(rival.kind, Kind).finding_type.name
            other = articles[rival.passage.document].label
            text = f"{claim.severity}[{kind}] {opposition(rival)} ({other})"
            yield f"{one_line(str(where))}: {one_line(text)}\n"


def odd_place(finding: Finding) -> Mention:
    """Return the place of a finding where an editor looks first."""
    return odd_one_out_first(finding)[0].mentions[0]


def line(
    finding: Finding, mention: Mention, articles: Mapping[str, Article], display: Display
) -> str:
    """Return the line of a finding at ``mention``, with its end."""
    where = articles[mention.document].where(mention)
    end = f" [{finding.fingerprint}]" if display.verbose else ""
    text = f"{finding.severity}[{finding.type}] {one_line(finding.message)}{end}"
    return f"{one_line(str(where))}: {text}\n"


FORMAT = TextFormat(
    "concise", None, "a line a finding, for editors and other tools", render, prose=True
)
DIFF = TextFormat(
    "concise", None, "a line for each finding that is new or worse", render_changes, prose=True
)
VERIFIED = TextFormat("concise", None, "a line for each contradiction", render_verified, prose=True)
