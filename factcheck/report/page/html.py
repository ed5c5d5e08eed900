"""The page: one self-contained HTML file on which an editor reviews what was found.

It opens from disk, works offline and asks nothing of any network: one style sheet and one script
stand inside it, and the Content-Security-Policy names both by their hashes and forbids all else.
Without the script everything can be read. The page shows what the report says and nothing more.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from factcheck.model import SEVERITIES, Finding, Report, StoryEntry
from factcheck.report import pagetext
from factcheck.report.format import TextFormat, plain
from factcheck.report.json import severity_counts, summary
from factcheck.report.page import matrix, timeline
from factcheck.report.page.lookup import Index
from factcheck.report.page.reading import articles
from factcheck.report.page.sides import sides, wordings
from factcheck.review.changes import Changes
from factcheck.settings.finding_types import type_names

if TYPE_CHECKING:
    from factcheck.verification.verdicts import VerifyReport

# Up to here every detail stands open in the page. Beyond it the details are kept as inert text
# inside <noscript>, which costs the browser next to nothing until a reader opens one, and which a
# browser without scripts shows as it stands.
EAGER_FINDINGS = 60
EAGER_CHARACTERS = 250_000


def render(report: Report) -> str:
    """Return the report as one HTML page. The same report gives the same bytes."""
    index = Index(report)
    order = sorted(report.findings, key=lambda f: _strength(f, index))
    characters = sum(len(d.text) for d in report.documents)
    lazy = len(order) > EAGER_FINDINGS or characters > EAGER_CHARACTERS
    return _page(
        "page.html",
        linked=True,
        index=index,
        report=report,
        lazy=lazy,
        summary=summary(report),
        stories=[_story(story, index) for story in report.stories],
        findings=[sides(f, index) for f in order],
        clusters=[wordings(c, index) for c in report.clusters],
        articles=articles(index),
        data=_data(report),
    )


def render_diff(changes: Changes) -> str:
    """Return the difference of two reports as one HTML page: appeared, changed, gone."""
    old, new = Index(changes.old), Index(changes.new)
    appeared = [(sides(f, new), ()) for f in changes.appeared]
    changed = [(sides(c.new, new), c.reasons) for c in changes.changed]
    gone = [(sides(f, old), ()) for f in changes.gone]
    number = len(appeared) + len(changed) + len(gone)
    return _page(
        "diff.html",
        title=f"{len(appeared)} appeared, {len(changed)} changed, {len(gone)} gone",
        linked=False,
        lazy=number > EAGER_FINDINGS,
        index=new,
        report=changes.new,
        changes=changes,
        kinds=[
            {"name": "appeared", "sign": "+", "index": new, "entries": appeared},
            {"name": "changed", "sign": "~", "index": new, "entries": changed},
            {"name": "gone", "sign": "−", "index": old, "entries": gone},
        ],
    )


def render_verified(verified: VerifyReport) -> str:
    """Return what the evidence says of a draft as one HTML page, claim by claim."""
    from factcheck.report.verdicts import verdicts

    counts = verified.counts()
    return _page(
        "verified.html",
        title=f"{counts['contradicted']} contradicted, {counts['not found']} not found, "
        f"{counts['supported']} supported",
        linked=False,
        lazy=False,
        report=verified,
        claims=verdicts(verified),
    )


def _strength(finding: Finding, index: Index) -> tuple[int, int, float, list[str], str]:
    """What comes first: new before accepted, errors before notes, sure before unsure."""
    return (
        ("new", "accepted", "suppressed").index(finding.status),
        SEVERITIES.index(finding.severity),
        -finding.confidence,
        [finding.story, finding.fact],
        finding.fingerprint,
    )


def _story(story: StoryEntry, index: Index) -> dict[str, Any]:
    report = index.report
    findings = tuple(f for f in report.findings if f.story == story.id)
    clusters = [c for c in report.clusters if c.story == story.id]
    letters = {
        (m.document, m.start, m.end): matrix.letter(n)
        for f in findings
        for n, v in enumerate(f.variants)
        for m in v.mentions
    }
    dates = sorted(d for name in story.documents if (d := index.documents[name].published))
    return {
        "story": story,
        "documents": [index.documents[name] for name in story.documents],
        "counts": severity_counts(findings),
        "verdicts": Counter(c.verdict for c in clusters),
        "dates": pagetext.span_of_days(dates[0], dates[-1]) if dates else "",
        "rows": matrix.rows(story, report.facts, index.findings),
        "drawing": timeline.draw(story, report.timeline, letters),
    }


def _data(report: Report) -> Markup:
    """Return what the script needs to write a baseline: the findings' identities, as JSON.

    ASCII only and without ``<``, ``>`` and ``&``, so that no text can end the element it stands in.
    """
    seen = hashlib.sha256()
    for part in sorted(
        [d.sha256 for d in report.documents] + [f.fingerprint for f in report.findings]
    ):
        seen.update(part.encode("utf-8", "surrogatepass"))
    plain = {
        "report": seen.hexdigest()[:16],
        "findings": {
            f.fingerprint: {
                "type": f.type,
                "fact": f.fact,
                "values": sorted(v.value for v in f.variants),
                "status": f.status,
                "reason": f.reason or "",
            }
            for f in report.findings
        },
    }
    text = json.dumps(plain, separators=(",", ":"), sort_keys=True)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def _page(template: str, **context: Any) -> str:
    style, script = _file("page.css"), _file("page.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    page = _environment().get_template(template)
    return page.render(policy=policy, style=Markup(style), script=Markup(script), **context)


@cache
def _file(name: str) -> str:
    path = files("factcheck.report.page") / "templates" / name
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _harmless(value: object) -> object:
    """Make unseen characters visible in whatever a template writes, element or attribute alike."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return escape(pagetext.seen(value))
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
        short=lambda number: f"{number:.2f}".rstrip("0").rstrip("."),
        # Nothing is certain before an editor has looked.
        percent=lambda share: f"{min(round(share * 100), 99)} %",
        plural=lambda n, one, many=None: f"{n} {one if n == 1 else many or one + 's'}",
    )
    environment.globals.update(severities=SEVERITIES, types=type_names())
    return environment


FORMAT = TextFormat(
    "html",
    "factcheck.html",
    "the page on which an editor reviews",
    plain(render),
)
DIFF = TextFormat("html", "factcheck.diff.html", "a page", plain(render_diff))
VERIFIED = TextFormat("html", "factcheck.verify.html", "a page", plain(render_verified))
