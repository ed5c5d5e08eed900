"""Write the screenshots of the documentation anew: ``python -m tests.support.screenshots``.

They show what factcheck finds in the fixture stories, so they are made by the program itself.
"""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import Any

from factcheck.model import Finding, Report
from factcheck.pipeline import check
from factcheck.report.page import html
from factcheck.report.page.lookup import Index
from factcheck.report.page.sides import finding_view
from factcheck.report.pagetext import slug
from factcheck.settings.config import Config
from tests.support import browser

ROOT = Path(__file__).resolve().parents[2]
SHOTS = {
    "page.png": ("findings", 1280, 820, "light"),
    "page-matrix.png": ("matrix", 1280, 700, "light"),
    "page-timeline.png": ("timeline", 1280, 600, "dark"),
    "page-articles.png": ("articles", 1280, 860, "light"),
    "page-compare.png": ("compare", 1280, 760, "light"),
    "page-phone.png": ("findings", 390, 844, "dark"),
}


def _shown(report: Report) -> Finding:
    """Return the finding to show: an error if possible, and one whose sides are aligned."""
    index = Index(report)
    return max(
        report.findings,
        key=lambda f: (f.severity == "error", bool(finding_view(f, index).aligned), f.confidence),
    )


def _story(report: Report) -> str:
    """Return the id of the story to show: the one with most disputed dates, then most dates."""
    return max(
        (s.id for s in report.stories),
        key=lambda story: [
            sum(e.finding is not None for e in report.timeline if e.story == story),
            sum(e.story == story for e in report.timeline),
        ],
    )


def main() -> None:
    """Check the fixture stories, open the page and write ``docs/*.png``."""
    with contextlib.chdir(ROOT):
        report = check(["fixtures/court", "fixtures/ferry", "fixtures/letter"], Config())
    with tempfile.TemporaryDirectory() as folder, browser.started() as chromium:
        page_file = Path(folder) / "factcheck.html"
        page_file.write_text(html.render(report), encoding="utf-8")
        for name, (view, width, height, scheme) in SHOTS.items():
            page: Any = chromium.new_page(  # type: ignore[attr-defined]
                viewport={"width": width, "height": height}, color_scheme=scheme
            )
            page.goto(f"{page_file.as_uri()}#{view}")
            if view in ("matrix", "timeline"):
                page.select_option("#pick-story", slug(_story(report)))
            if view == "findings":
                page.goto(f"{page_file.as_uri()}#finding-{slug(_shown(report).fingerprint)}")
            if view == "articles":
                page.locator("a.claim.disputed").first.click()
            page.evaluate("document.querySelector('.here')?.classList.remove('here')")
            page.evaluate("location.hash && history.replaceState(null, '', location.pathname)")
            page.screenshot(path=ROOT / "docs" / name)
            page.close()


if __name__ == "__main__":
    main()
