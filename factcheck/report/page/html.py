"""The page: one self-contained HTML file on which an editor reviews the findings.

It can be opened from disk and needs no network: it contains one style sheet and one script. The
Content-Security-Policy has the hashes of both and forbids everything else. Everything can be read
without the script. The page shows only what the report has.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from factcheck.model import SEVERITIES, Finding, Report, StoryEntry
from factcheck.report import pagetext
from factcheck.report.format import TextFormat, ignoring_display
from factcheck.report.json import severity_counts, summary
from factcheck.report.page import matrix, timeline
from factcheck.report.page.data import script_data
from factcheck.report.page.lookup import Index
from factcheck.report.page.reading import article_views
from factcheck.report.page.running import ReadIndex, evidence_of, paragraphs
from factcheck.report.page.sides import cluster_view, finding_view
from factcheck.review.changes import Changes
from factcheck.settings.finding_types import type_names

if TYPE_CHECKING:
    from factcheck.verification.model import VerifyReport

# Up to these limits all details are open in the page. In a larger page they are in <noscript>: the
# browser does not build them until a reader opens one, and a browser without scripts shows them.
EAGER_FINDINGS = 60
EAGER_CHARACTERS = 250_000

# The page has one style sheet and one script, which are made of these files, in this order.
STYLES = ("page.css", "review.css")
SCRIPTS = tuple(
    f"script/{name}.js"
    for name in (
        "base", "views", "store", "decisions", "dialog", "files", "search", "filters", "evidence",
        "compare", "rows", "keys", "sibling", "start",
    )
)  # fmt: skip


def render(report: Report, start: str = "overview") -> str:
    """Return the report as one HTML page that opens with the view ``start``.

    The same report gives the same bytes.
    """
    index = Index(report)
    order = sorted(report.findings, key=lambda f: _strength(f, index))
    characters = sum(len(d.text) for d in report.documents)
    lazy = len(order) > EAGER_FINDINGS or characters > EAGER_CHARACTERS
    stories = [_story(story, index) for story in report.stories]
    names = [document.id for story in stories for document in story["columns"]]
    position = {name: n for n, name in enumerate(names)}
    return _page(
        "page.html",
        linked=True,
        start=start,
        index=index,
        report=report,
        lazy=lazy,
        summary=summary(report),
        stories=stories,
        timeline=any(story["drawing"] for story in stories),
        findings=[finding_view(f, index) for f in order],
        clusters=[
            cluster_view(c, index)
            for c in sorted(report.clusters, key=lambda c: c.verdict == "related")
        ],
        articles=sorted(
            article_views(index), key=lambda a: position.get(a.document.id, len(position))
        ),
        data=script_data(index),
    )


def render_diff(changes: Changes) -> str:
    """Return the difference of two reports as one HTML page: appeared, changed, gone."""
    now = (*changes.appeared, *(c.new for c in (*changes.changed, *changes.decided)))
    old, new = Index(changes.old), ReadIndex(changes.new, now)
    appeared = [(finding_view(f, new), ()) for f in changes.appeared]
    changed = [
        (finding_view(c.new, new), tuple(filter(None, (*c.reasons, c.decision))))
        for c in changes.changed
    ]
    decided = [(finding_view(c.new, new), (c.decision,)) for c in changes.decided]
    gone = [(finding_view(f, old), ()) for f in changes.gone]
    kinds: list[dict[str, Any]] = [
        {"name": name, "sign": sign, "index": index, "entries": entries}
        for name, sign, index, entries in (
            ("appeared", "+", new, appeared),
            ("changed", "~", new, changed),
            ("gone", "−", old, gone),
            ("decided", "=", new, decided),
        )
        if entries
    ]
    return _page(
        "diff.html",
        title=f"{len(appeared)} appeared, {len(changed)} changed, {len(gone)} gone",
        linked=False,
        lazy=sum(len(kind["entries"]) for kind in kinds) > EAGER_FINDINGS,
        index=new,
        report=changes.new,
        changes=changes,
        texts=new.read,
        labels=new.labels,
        sifts=[(kind["name"], len(kind["entries"])) for kind in kinds],
        kinds=kinds,
    )


def render_verified(verified: VerifyReport) -> str:
    """Return the verdicts on a draft as one HTML page, claim by claim."""
    from factcheck.report.verdicts import marks_of, score_line, verdicts

    counts = verified.counts()
    texts = evidence_of(verified)
    claims = sorted(verdicts(verified, texts.anchor), key=lambda c: c["claim"].start)
    ends = [c["claim"].start for c in claims[1:]] + [len(verified.draft.text)]
    spans = [
        (c["claim"].start, min(c["claim"].end, end)) for c, end in zip(claims, ends, strict=True)
    ]
    marks = [mark for c in verified.claims for mark in marks_of(c, verified.draft.id)]
    return _page(
        "verified.html",
        title=f"{counts['contradicted']} contradicted, {counts['not found']} not found, "
        f"{counts['supported']} supported",
        linked=False,
        lazy=False,
        report=verified,
        score=score_line(verified),
        claims=claims,
        texts=texts,
        labels=pagetext.source_labels(verified.evidence),
        draft=paragraphs(verified.draft.text, spans, "draft", marks),
        sifts=list(counts.items()),
    )


def _strength(finding: Finding, index: Index) -> tuple[int, int, float, list[str], str]:
    """Return the sort key of a finding: by status, severity, confidence, story and fact."""
    return (
        ("new", "accepted", "suppressed").index(finding.status),
        SEVERITIES.index(finding.severity),
        -finding.confidence,
        [finding.story, finding.fact],
        finding.fingerprint,
    )


def _story(story: StoryEntry, index: Index) -> dict[str, Any]:
    """Return what the templates show of a story."""
    report = index.report
    findings = tuple(f for f in report.findings if f.story == story.id)
    clusters = [c for c in report.clusters if c.story == story.id]
    letters = {
        (m.document, m.start, m.end): matrix.letter(n)
        for f in findings
        for n, v in enumerate(f.variants)
        for m in v.mentions
    }
    columns = matrix.by_date(index.documents[name] for name in story.documents)
    dates = sorted(d for name in story.documents if (d := index.documents[name].published))
    return {
        "story": story,
        "documents": [index.documents[name] for name in story.documents],
        "counts": severity_counts(findings),
        "verdicts": Counter(c.verdict for c in clusters),
        "dates": pagetext.span_of_days(dates[0], dates[-1]) if dates else "",
        "columns": columns,
        "rows": matrix.rows(story, report.facts, index.findings, columns),
        "drawing": timeline.draw(story, report.timeline, letters),
    }


def _page(template: str, **context: Any) -> str:
    """Return the page that a template makes of ``context``."""
    style = "".join(_file(name) for name in STYLES)
    script = f'(() => {{\n"use strict";\n{"".join(_file(name) for name in SCRIPTS)}}})();\n'
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    page = _environment().get_template(template)
    return page.render(policy=policy, style=Markup(style), script=Markup(script), **context)


@cache
def _file(name: str) -> str:
    """Return the text of a file of the folder ``templates``, with ``\\n`` as line end."""
    path = files("factcheck.report.page") / "templates" / name
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")


def _digest(text: str) -> str:
    """Return the SHA-256 of ``text`` as a Content-Security-Policy writes it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _harmless(value: object) -> object:
    """Return a value of a template escaped for HTML, with invisible characters written out."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return escape(pagetext.visible(value))
    return value


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("factcheck.report.page"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        slug=pagetext.slug,
        day=pagetext.day,
        web_link=pagetext.web_link,
        letter=matrix.letter,
        clip=pagetext.clip,
        type_name=pagetext.type_name,
        stated=lambda fact: "".join(part for part, _ in pagetext.stated(fact)),
        independence=pagetext.independence,
        short=lambda number: f"{number:.2f}".rstrip("0").rstrip("."),
        # Never 100 %, because an editor must decide.
        percent=lambda share: f"{min(round(share * 100), 99)} %",
        plural=lambda n, one, many=None: f"{n} {one if n == 1 else many or one + 's'}",
    )
    environment.globals.update(severities=SEVERITIES, types=type_names())
    return environment


FORMAT = TextFormat(
    "html",
    "factcheck.html",
    "the page on which an editor reviews",
    ignoring_display(render),
)
PAIR = TextFormat(
    "html",
    "factcheck.diff.html",
    "a page with both side by side",
    lambda report, display: render(report, start="compare"),
)
DIFF = TextFormat("html", "factcheck.diff.html", "a page", ignoring_display(render_diff))
VERIFIED = TextFormat("html", "factcheck.verify.html", "a page", ignoring_display(render_verified))
